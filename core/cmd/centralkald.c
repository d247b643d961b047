#include "core/cmd/centralkald.h"

#include <ctype.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/sprog.h"
#include "core/base/tekst.h"
#include "core/cmd/cmd.h"
#include "core/cmd/kommando.h"
#include "core/io/pgdrift.h"

int centralkald_fejl(struct centralkald *k, const struct err *e)
{
	kommando_fejl(k->c, k->navn, e->tekst);
	return CMD_FEJL;
}

int centralkald_spoerg(struct centralkald *k, const char *sql, const char *const *v, size_t n,
		       struct pgtabel **t)
{
	struct err e = {0, ""};
	return pgdrift_kald(k->base, sql, v, n, t, &e) == 0 ? CMD_OK : centralkald_fejl(k, &e);
}

int centralkald_slut(struct centralkald *k, int kode)
{
	if (kode == CMD_OK)
		return centralkald_spoerg(k, "COMMIT", NULL, 0, NULL);
	pgdrift_kald(k->base, "ROLLBACK", NULL, 0, NULL, NULL);
	return kode;
}

static size_t width(const char *tekst)
{
	struct buf b = BUF_TOM;
	tekst_sikker(&b, tekst, strlen(tekst), false);
	size_t n = tekst_celler(buf_str(&b), b.len);
	buf_done(&b);
	return n;
}

static void cell(struct buf *ud, const char *tekst, size_t bredde)
{
	tekst_sikker(ud, tekst, strlen(tekst), false);
	for (size_t n = width(tekst); n < bredde; n++)
		buf_tegn(ud, ' ');
}

enum { KOLONNER = 12 };

void centralkald_skriv(struct centralkald *k, const struct pgtabel *t,
		       const char *const *overskrift, int kolonner)
{
	size_t bredde[KOLONNER] = {0}, rader = pgtabel_antal(t);
	struct buf b = BUF_TOM;
	for (int i = 0; i < kolonner; i++) {
		bredde[i] = width(_(overskrift[i]));
		for (size_t r = 0; r < rader; r++) {
			size_t n = width(pgtabel_celle(t, r, i));
			bredde[i] = n > bredde[i] ? n : bredde[i];
		}
	}
	for (size_t r = 0; r <= rader; r++) {
		for (int i = 0; i < kolonner; i++) {
			bool sidst = i + 1 == kolonner;
			cell(&b, r == 0 ? _(overskrift[i]) : pgtabel_celle(t, r - 1, i),
			     sidst ? 0 : bredde[i]);
			buf_tekst(&b, sidst ? "\n" : "  ");
		}
	}
	fwrite(buf_str(&b), 1, b.len, k->c->ud);
	buf_done(&b);
}

int centralkald_brug(struct centralkald *k, const char *hvorfor)
{
	return kommando_brug(k->c, "central", hvorfor);
}

bool centralkald_kommune(struct centralkald *k, const char *kommune)
{
	size_t n = 0;
	while (kommune && isdigit((unsigned char)kommune[n]))
		n++;
	if (kommune && n == 4 && !kommune[4])
		return true;
	centralkald_brug(k, _("kommunen mangler; forventede dens fire cifre"));
	return false;
}
