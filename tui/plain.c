#include "tui/plain.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/err.h"
#include "core/base/sprog.h"
#include "core/base/tekst.h"
#include "core/cmd/miljoe.h"
#include "core/form/formsaet.h"
#include "core/sag/sag.h"
#include "core/sag/sagliste.h"
#include "tui/aabensag.h"
#include "tui/paste.h"
#include "tui/plainsag.h"

enum { VIS_HOEJST = 20, LINJE_MAKS = 64 * 1024 };

void samtale_sig(struct samtale *t, const char *fmt, ...)
{
	struct buf b = BUF_TOM, sikker = BUF_TOM;
	char *tekst = NULL;
	va_list ap;
	va_start(ap, fmt);
	int n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	buf_plads(&b, (size_t)n + 1);
	tekst = b.data;
	va_start(ap, fmt);
	vsnprintf(tekst, (size_t)n + 1, fmt, ap);
	va_end(ap);
	tekst_sikker(&sikker, tekst, (size_t)n, true);
	fprintf(t->v.ud, "%s\n", buf_str(&sikker));
	buf_done(&b);
	buf_done(&sikker);
}

/* One line, however long; only the first 64 kB of it are kept. */
static bool laes_linje(FILE *f, struct buf *b)
{
	int c;
	buf_ryd(b);
	while ((c = getc(f)) != EOF && c != '\n')
		if (b->len < LINJE_MAKS)
			buf_tegn(b, (char)c);
	return c != EOF || b->len > 0;
}

bool samtale_svar(struct samtale *t)
{
	struct buf raa = BUF_TOM;
	fputs("> ", t->v.ud);
	fflush(t->v.ud);
	bool kom = laes_linje(t->v.ind, &raa);
	buf_ryd(&t->linje);
	paste_rens(&t->linje, buf_str(&raa), raa.len);
	while (t->linje.len > 0 && strchr(" \t\n", t->linje.data[t->linje.len - 1]))
		buf_skift(&t->linje, t->linje.len - 1, 1, "", 0);
	t->slut = !kom;
	buf_done(&raa);
	return kom;
}

bool samtale_er(const struct samtale *t, const char *svar)
{
	return strcmp(buf_str(&t->linje), svar) == 0;
}

static void gaa_i_sag(struct samtale *t, struct aabensag *a)
{
	const char *trin = sag_get(a->sag, "sag.trin");
	t->sag = a->sag;
	samtale_sig(t, "%s", "");
	samtale_sig(t, _("Sagen om %s."), sag_get(a->sag, "borger.navn"));
	plainsag_gaa(t, trin && *trin >= '1' && *trin <= '5' ? *trin - '0' : 1);
	t->sag = NULL;
	aabensag_free(a);
}

static void fejl(struct samtale *t, const struct err *e)
{
	samtale_sig(t, _("Fejl: %s"), e->tekst);
}

static void ny(struct samtale *t)
{
	struct aabensag *a = NULL;
	struct err e = {0};
	samtale_sig(t, "%s", _("Ny sag. Borgerens navn, eller Enter for at lade være:"));
	if (!samtale_svar(t) || t->linje.len == 0)
		return;
	if (aabensag_ny(&a, t->v.miljoe, buf_str(&t->linje), &e) < 0)
		fejl(t, &e);
	else
		gaa_i_sag(t, a);
}

static void aabn(struct samtale *t, const struct sagliste *l, size_t nr)
{
	struct aabensag *a = NULL;
	struct err e = {0};
	if (nr < 1 || nr > sagliste_antal(l))
		samtale_sig(t, _("Der er ingen sag nummer %zu på listen."), nr);
	else if (aabensag_hent(&a, t->v.miljoe, &sagliste_nr(l, nr - 1)->id, &e) < 0)
		fejl(t, &e);
	else
		gaa_i_sag(t, a);
}

static void vis(struct samtale *t, const struct sagliste *l)
{
	size_t n = sagliste_antal(l);
	char d[12];
	samtale_sig(t, "%s", "");
	samtale_sig(t, ngettext("%zu sag.", "%zu sager.", n), n);
	for (size_t i = 0; i < n && i < VIS_HOEJST; i++) {
		const struct sagrad *r = sagliste_nr(l, i);
		samtale_sig(t, "%zu %s%s%s, %s %d%s%s", i + 1, r->borger, *r->virksomhed ? ", " : "",
			    r->virksomhed, _("trin"), r->trin, dato_er(r->naeste) ? ", " : "",
			    dato_er(r->naeste) ? dato_kort(r->naeste, d) : "");
	}
	if (n > VIS_HOEJST)
		samtale_sig(t, _("og %zu til: skriv noget af navnet for at søge."), n - VIS_HOEJST);
	samtale_sig(t, "%s", _("Skriv en sags nummer, et navn at søge efter, n for en ny sag, eller ! for at slutte."));
}

/* One round in the list; soeg is what is searched for now. */
static int runde(struct samtale *t, struct buf *soeg, struct err *e)
{
	struct sagliste *l = NULL;
	int r = sagliste_hent(&l, t->v.miljoe->store, buf_str(soeg), e);
	if (r < 0)
		return r;
	vis(t, l);
	const char *s = samtale_svar(t) ? buf_str(&t->linje) : "!";
	if (strcmp(s, "!") == 0) {
		t->slut = true;
	} else if (strcmp(s, "n") == 0) {
		ny(t);
	} else if (*s && !s[strspn(s, "0123456789")] && strlen(s) < 7) {
		aabn(t, l, (size_t)strtoul(s, NULL, 10));
	} else {
		buf_ryd(soeg);
		buf_tekst(soeg, s);
	}
	sagliste_free(l);
	return 0;
}

int plain_koer(const struct plain_valg *v, struct err *e)
{
	struct samtale t = {.v = *v};
	struct buf soeg = BUF_TOM;
	int r = 0;
	while (r == 0 && !t.slut)
		r = runde(&t, &soeg, e);
	buf_done(&soeg);
	buf_done(&t.linje);
	return r;
}
