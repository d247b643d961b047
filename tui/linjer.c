#include "tui/linjer.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/tekst.h"
#include "tui/stand.h"

struct afsnit {
	enum style s;
	int indryk, valg;
	char *tekst;
};

struct maerke {
	int valg;
	size_t fra, til;
	enum style s;
};

/* Cells left of the text: the cursor's mark and a space. */
enum { MARGEN = 2 };

void linjer_init(struct linjer *l)
{
	*l = (struct linjer){.v = VEC_AF(struct afsnit), .maerker = VEC_AF(struct maerke)};
}

void linjer_ryd(struct linjer *l)
{
	for (size_t i = 0; i < l->v.n; i++)
		free(VEC_NR(struct afsnit, &l->v, i)->tekst);
	l->v.n = 0;
	l->maerker.n = 0;
	l->fra = l->til = 0;
}

void linjer_done(struct linjer *l)
{
	linjer_ryd(l);
	vec_done(&l->v);
	vec_done(&l->maerker);
}

void linjer_add(struct linjer *l, enum style s, int indryk, int valg, const char *tekst)
{
	struct afsnit *a = vec_ny(&l->v);
	*a = (struct afsnit){.s = s, .indryk = indryk, .valg = valg, .tekst = mem_tekst(tekst)};
}

void linjer_maerk(struct linjer *l, int valg, size_t fra, size_t til, enum style s)
{
	*(struct maerke *)vec_ny(&l->maerker) = (struct maerke){valg, fra, til, s};
}

void linjer_format(struct linjer *l, enum style s, int indryk, int valg, const char *fmt, ...)
{
	va_list ap, igen;
	va_start(ap, fmt);
	va_copy(igen, ap);
	int n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	char *t = mem_alloc((size_t)n + 1);
	vsnprintf(t, (size_t)n + 1, fmt, igen);
	va_end(igen);
	linjer_add(l, s, indryk, valg, t);
	free(t);
}

void linjer_tom(struct linjer *l)
{
	linjer_add(l, STYLE_NORMAL, 0, LINJER_INTET, "");
}

static int plads(const struct afsnit *a, int w)
{
	int n = w - MARGEN - a->indryk;
	return n < 1 ? 1 : n;
}

/* The next row of s: its bytes; *frem what to pass over to the row after it. */
static size_t en_raekke(const char *s, int celler, size_t *frem)
{
	const char *linje = strchr(s, '\n');
	size_t n = linje ? (size_t)(linje - s) : strlen(s), skip = 0;
	size_t brugt = tekst_linje(s, n, celler, &skip);
	*frem = brugt + skip;
	if (linje && *frem >= n)
		*frem = n + 1;
	return brugt;
}

static size_t afsnit_rows(const struct afsnit *a, int w)
{
	size_t rows = 0, frem;
	for (const char *s = a->tekst; !rows || *s; rows++) {
		en_raekke(s, plads(a, w), &frem);
		s += frem;
	}
	return rows;
}

size_t linjer_raekker(const struct linjer *l, int w)
{
	size_t n = 0;
	for (size_t i = 0; i < l->v.n; i++) {
		struct afsnit *a = VEC_NR(struct afsnit, &l->v, i);
		n += afsnit_rows(a, w);
	}
	return n;
}

/* The paragraph that row stands in; *foerste its first row. */
static const struct afsnit *ved(const struct linjer *l, size_t raekke, int w, size_t *foerste)
{
	*foerste = 0;
	for (size_t i = 0; i < l->v.n; i++) {
		const struct afsnit *a = VEC_NR(struct afsnit, &l->v, i);
		size_t n = afsnit_rows(a, w);
		if (raekke < *foerste + n)
			return a;
		*foerste += n;
	}
	return NULL;
}

static size_t syn(size_t top, size_t raekke, size_t h)
{
	if (raekke < top)
		return raekke;
	return raekke >= top + h ? raekke - h + 1 : top;
}

static void gaa(struct linjer *l, long skridt, int h, int w)
{
	long n = (long)linjer_raekker(l, w), r = (long)l->raekke + skridt;
	r = r < 0 ? 0 : r >= n ? n - 1 : r;
	l->raekke = n ? (size_t)r : 0;
	l->top = syn(l->top, l->raekke, (size_t)h);
}

/* A page moves what is seen, not only the cursor. */
static void side(struct linjer *l, long skridt, int h, int w)
{
	size_t n = linjer_raekker(l, w), maks = n > (size_t)h ? n - (size_t)h : 0;
	long top = (long)l->top + skridt;
	l->top = top < 0 ? 0 : (size_t)top > maks ? maks : (size_t)top;
	gaa(l, skridt, h, w);
}

bool linjer_command(struct linjer *l, enum command c, int h, int w)
{
	int skaerm = h > 2 ? h - 1 : 1;
	switch ((int)c) {
	case C_RULLE_OP: gaa(l, -1, h, w); break;
	case C_RULLE_NED: gaa(l, 1, h, w); break;
	case C_RULLE_SIDE_OP: side(l, -skaerm, h, w); break;
	case C_RULLE_SIDE_NED: side(l, skaerm, h, w); break;
	case C_RULLE_START: side(l, -(long)l->raekke, h, w); break;
	case C_RULLE_SLUT: side(l, (long)linjer_raekker(l, w), h, w); break;
	default: return false;
	}
	return true;
}

/* The cursor to a row; the screen follows. */
static void til(struct linjer *l, size_t raekke, int h, int w)
{
	gaa(l, (long)raekke - (long)l->raekke, h, w);
}

bool linjer_spring(struct linjer *l, int retning, int h, int w)
{
	size_t r = 0, fundet = 0;
	bool nogen = false;
	for (size_t i = 0; i < l->v.n && !(nogen && retning > 0); i++) {
		const struct afsnit *a = VEC_NR(struct afsnit, &l->v, i);
		if (a->valg != LINJER_INTET && (retning > 0 ? r > l->raekke : r < l->raekke)) {
			fundet = r;
			nogen = true;
		}
		r += afsnit_rows(a, w);
	}
	if (nogen)
		til(l, fundet, h, w);
	return nogen;
}

bool linjer_til(struct linjer *l, int valg, int h, int w)
{
	size_t r = 0;
	for (size_t i = 0; i < l->v.n; i++) {
		const struct afsnit *a = VEC_NR(struct afsnit, &l->v, i);
		if (a->valg == valg) {
			til(l, r, h, w);
			return true;
		}
		r += afsnit_rows(a, w);
	}
	return false;
}

/* Row nr of the paragraph: the bytes it shows, and those up to the next row. */
static size_t raekkens(const struct afsnit *a, int w, size_t nr, size_t *bytes)
{
	const char *s = a->tekst;
	size_t frem = 0;
	for (size_t k = 0; k < nr; k++) {
		en_raekke(s, plads(a, w), &frem);
		s += frem;
	}
	*bytes = en_raekke(s, plads(a, w), &frem);
	return (size_t)(s - a->tekst);
}

bool linjer_til_byte(struct linjer *l, int valg, size_t byte, int h, int w)
{
	if (!linjer_til(l, valg, h, w))
		return false;
	size_t foerste, bytes, nr = 0;
	const struct afsnit *a = ved(l, l->raekke, w, &foerste);
	while (nr + 1 < afsnit_rows(a, w) && raekkens(a, w, nr + 1, &bytes) <= byte)
		nr++;
	til(l, foerste + nr, h, w);
	return true;
}

void linjer_bytes(const struct linjer *l, int w, size_t *fra, size_t *til_byte)
{
	size_t foerste, bytes = 0;
	const struct afsnit *a = ved(l, l->raekke, w, &foerste);
	*fra = a ? raekkens(a, w, l->raekke - foerste, &bytes) : 0;
	*til_byte = *fra + bytes;
}

int linjer_valg(const struct linjer *l, int w)
{
	size_t foerste;
	const struct afsnit *a = ved(l, l->raekke, w, &foerste);
	return a ? a->valg : LINJER_INTET;
}

bool linjer_mouse(struct linjer *l, struct mouse m, int h, int w)
{
	bool igen = m.art == MOUSE_CLICK && (size_t)m.zone == l->raekke;
	if (m.art == MOUSE_CLICK)
		til(l, (size_t)m.zone, h, w);
	else
		gaa(l, m.art == MOUSE_UP ? -3 : 3, h, w);
	return igen;
}

struct raekke {                          /* one row being drawn */
	const struct afsnit *a;
	size_t fra, n;                   /* its bytes */
	bool her;                        /* the cursor is on it */
	bool i_afsnittet;                /* or on another row of the paragraph */
};

/* The style of a byte, and how far it goes. */
static enum style stil_ved(const struct linjer *l, const struct raekke *r, size_t i, size_t *til_byte)
{
	enum style s = r->her && !l->til ? STYLE_FOCUS : r->a->s;
	*til_byte = r->fra + r->n;
	for (size_t k = 0; k < l->maerker.n; k++) {
		const struct maerke *m = VEC_NR(struct maerke, &l->maerker, k);
		if (m->valg != r->a->valg || i >= m->til)
			continue;
		size_t graense = i < m->fra ? m->fra : m->til;
		*til_byte = graense < *til_byte ? graense : *til_byte;
		s = i >= m->fra ? m->s : s;
	}
	if (!r->i_afsnittet || i >= l->til)
		return s;
	size_t graense = i < l->fra ? l->fra : l->til;
	*til_byte = graense < *til_byte ? graense : *til_byte;
	return i >= l->fra ? STYLE_FOCUS : s;
}

static void tegn_raekke(const struct linjer *l, struct flade f, int y, const struct raekke *r)
{
	int x = MARGEN + r->a->indryk, markoer = x;
	if (r->her)
		flade_tekst(f, y, 0, STYLE_FOCUS, r->a->valg == LINJER_INTET ? " " : "▸");
	for (size_t i = r->fra, slut; i < r->fra + r->n; i = slut) {
		enum style s = stil_ved(l, r, i, &slut);
		if (i <= l->fra && l->til && l->fra < r->fra + r->n)
			markoer = x;
		x += flade_tekst_n(f, y, x, s, r->a->tekst + i, slut - i);
	}
	if (r->her)
		flade_markoer(f, y, markoer);
}

void linjer_draw(const struct linjer *l, struct flade f)
{
	size_t n = linjer_raekker(l, f.w), valgt = l->raekke < n ? l->raekke : n ? n - 1 : 0;
	size_t top = syn(l->top, valgt, (size_t)f.h), r = 0;
	for (size_t i = 0; i < l->v.n && r < top + (size_t)f.h; i++) {
		const struct afsnit *a = VEC_NR(struct afsnit, &l->v, i);
		const char *s = a->tekst;
		size_t frem, rows = afsnit_rows(a, f.w);
		for (size_t k = 0; k < rows; k++, r++) {
			size_t bytes = en_raekke(s, plads(a, f.w), &frem);
			if (r >= top && r < top + (size_t)f.h) {
				const struct raekke en = {a, (size_t)(s - a->tekst), bytes, r == valgt,
							  valgt + k >= r && valgt + k < r + rows};
				tegn_raekke(l, f, (int)(r - top), &en);
				flade_zone(f, (int)(r - top), 0, 1, f.w, (int)r);
			}
			s += frem;
		}
	}
}

void linjer_stand(const struct linjer *l, struct buf *ud)
{
	stand_tal(ud, (long)l->raekke);
	stand_tal(ud, (long)l->top);
}

void linjer_til_stand(struct linjer *l, const struct stand *s, int i)
{
	l->raekke = stand_som_antal(s, i);
	l->top = stand_som_antal(s, i + 1);
}
