#include "tui/flade.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/tekst.h"
#include "tui/term.h"
#include "tui/zones.h"

static int mindst(int a, int b)
{
	return a < b ? a : b;
}

struct flade flade_del(struct flade f, int y, int x, int h, int w)
{
	struct flade d = f;
	if (y < 0 || x < 0 || y > f.h || x > f.w)
		h = w = 0;
	d.y = f.y + y;
	d.x = f.x + x;
	d.h = h > 0 ? mindst(h, f.h - y) : 0;
	d.w = w > 0 ? mindst(w, f.w - x) : 0;
	return d;
}

struct flade flade_udsnit(struct flade f, int y, int h)
{
	struct flade d = f;
	int nede = f.y + f.h;
	d.oppe = f.oppe > f.y ? f.oppe : f.y;
	d.nede = f.nede > 0 && f.nede < nede ? f.nede : nede;
	d.y = f.y + y;
	d.h = h;
	return d;
}

static bool synlig(const struct flade *f, int y)
{
	return y >= 0 && y < f->h && f->y + y >= f->oppe &&
	       (f->nede == 0 || f->y + y < f->nede);
}

void flade_ryd(struct flade f, enum style s)
{
	for (int y = 0; y < f.h; y++)
		for (int x = 0; x < f.w && synlig(&f, y); x++)
			term_cell(f.term, f.y + y, f.x + x, s, " ", 1, 1);
}

/* One cell: known to be harmless and one cell wide. */
static void celle(struct flade f, int y, int x, enum style s, const char *tegn)
{
	if (f.term && synlig(&f, y) && x >= 0 && x < f.w)
		term_cell(f.term, f.y + y, f.x + x, s, tegn, strlen(tegn), 1);
}

/* Clusters of checked text, cut at the right edge. */
static int skriv(struct flade f, int y, int x, enum style s, const char *p, size_t n)
{
	int fra = x;
	for (size_t i = 0; i < n;) {
		int w;
		size_t k = tekst_klynge(p + i, n - i, &w);
		if (x + w > f.w)
			break;
		if (w > 0 && x >= 0)
			term_cell(f.term, f.y + y, f.x + x, s, p + i, k, w);
		x += w;
		i += k;
	}
	return x - fra;
}

static bool almindelig(const char *p, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if ((unsigned char)p[i] < 0x20 || (unsigned char)p[i] > 0x7e)
			return false;
	return true;
}

int flade_tekst_n(struct flade f, int y, int x, enum style s, const char *tekst, size_t n)
{
	if (!f.term || !synlig(&f, y) || x >= f.w)
		return 0;
	/* More than this never fits; a note of a megabyte is not looked through. */
	size_t nok = (size_t)f.w * 32 + 64;
	if (n > nok)
		n = nok;
	if (almindelig(tekst, n))
		return skriv(f, y, x, s, tekst, n);
	struct buf b = BUF_TOM;
	tekst_sikker(&b, tekst, n, false);
	int brugt = skriv(f, y, x, s, buf_str(&b), b.len);
	buf_done(&b);
	return brugt;
}

int flade_tekst(struct flade f, int y, int x, enum style s, const char *tekst)
{
	return flade_tekst_n(f, y, x, s, tekst, strlen(tekst));
}

void flade_felt(struct flade f, int y, int x, int w, enum style s, const char *tekst)
{
	if (!synlig(&f, y) || w <= 0)
		return;
	struct flade d = flade_del(f, y, x, 1, w);
	struct buf b = BUF_TOM;
	size_t n = strnlen(tekst, (size_t)w * 32 + 64);
	tekst_sikker(&b, tekst, n, false);
	int brugt;
	if (tekst_celler(buf_str(&b), b.len) <= d.w) {
		brugt = skriv(d, 0, 0, s, buf_str(&b), b.len);
	} else {
		size_t k = tekst_passer(buf_str(&b), b.len, d.w - 1);
		brugt = skriv(d, 0, 0, s, buf_str(&b), k);
		brugt += skriv(d, 0, brugt, s, "…", strlen("…"));
	}
	for (; brugt < d.w; brugt++)
		celle(d, 0, brugt, s, " ");
	buf_done(&b);
}

void flade_hoejre(struct flade f, int y, int x, int w, enum style s, const char *tekst)
{
	int celler = tekst_celler(tekst, strlen(tekst));
	if (celler >= w) {
		flade_felt(f, y, x, w, s, tekst);
		return;
	}
	flade_felt(f, y, x, w - celler, s, "");
	flade_felt(f, y, x + w - celler, celler, s, tekst);
}

int flade_format(struct flade f, int y, int x, enum style s, const char *fmt, ...)
{
	char tekst[1024];
	va_list ap;
	va_start(ap, fmt);
	vsnprintf(tekst, sizeof tekst, fmt, ap);
	va_end(ap);
	return flade_tekst(f, y, x, s, tekst);
}

int flade_afsnit(struct flade f, int y, enum style s, const char *tekst)
{
	size_t n = strlen(tekst), i = 0;
	int row = 0;
	do {
		size_t skip, k = tekst_linje(tekst + i, n - i, f.w, &skip);
		flade_tekst_n(f, y + row, 0, s, tekst + i, k);
		row++;
		i += k + skip;
	} while (i < n);
	return row;
}

void flade_streg(struct flade f, int y, int x, int w, enum style s)
{
	for (int i = 0; i < w; i++)
		celle(f, y, x + i, s, "─");
}

void flade_lodret(struct flade f, int y, int x, int h, enum style s)
{
	for (int i = 0; i < h; i++)
		celle(f, y + i, x, s, "│");
}

void flade_markoer(struct flade f, int y, int x)
{
	if (f.w <= 0 || !synlig(&f, y))
		return;
	if (x >= f.w)
		x = f.w - 1;
	term_cursor(f.term, f.y + y, f.x + (x > 0 ? x : 0));
}

void flade_zone(struct flade f, int y, int x, int h, int w, int id)
{
	struct flade d = flade_del(f, y, x, h, w);
	if (d.nede > 0 && d.y + d.h > d.nede)
		d.h = d.nede - d.y;
	if (f.zones && d.h > 0 && d.w > 0 && d.y + d.h > d.oppe)
		zones_ny(f.zones, (struct zone){d.y, d.x, d.h, d.w, id});
}
