#include "tui/konfliktside.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/mem.h"
#include "core/base/sprog.h"
#include "core/base/vec.h"
#include "core/form/felt.h"
#include "core/form/formsaet.h"
#include "core/journal/konflikt.h"
#include "core/sag/sag.h"
#include "tui/journalrad.h"

/* What an object of the list is called in a sentence. */
static const char *slags(const char *liste)
{
	static const struct { const char *liste, *navn; } LISTER[] = {
		{"opgaver", N_("opgaven")}, {"ansaettelser", N_("ansættelsen")},
		{"besoeg", N_("besøget")}, {"samtykke", N_("samtykket")},
		{"noter", N_("notatet")}, {"udbetalinger", N_("udbetalingen")},
	};
	for (size_t i = 0; liste && i < sizeof LISTER / sizeof *LISTER; i++)
		if (strcmp(liste, LISTER[i].liste) == 0)
			return _(LISTER[i].navn);
	return _("linjen");
}

static const char *objektnavn(const struct sag *s, const struct konflikt *k)
{
	const struct objekt *o = k->liste ? sag_objekt(s, &k->objekt) : NULL;
	return journalrad_objektnavn(o);
}

/* "opgaven Rengøring" */
static char *tingen(const struct sag *s, const struct konflikt *k)
{
	const char *navn = objektnavn(s, k);
	return navn ? mem_format("%s %s", slags(k->liste), navn) : mem_tekst(slags(k->liste));
}

static void add_value(struct buf *ud, const struct felt *f, const char *v)
{
	size_t n = ud->len;
	if (v && f)
		felt_vis(f, v, ud);
	else if (v)
		buf_tekst(ud, v);
	if (ud->len == n)
		buf_tekst(ud, _("(tomt)"));
}

static void add_who(struct buf *ud, const struct konflikt_bud *b)
{
	struct journalrad r = {.ms = POST_MS(b->tid)};
	char tid[24];
	buf_format(ud, "%s%s %s%s", ud->len ? ", " : "", b->bruger, journalrad_tid(&r, tid),
		   b->min && !b->her ? _(" (anden computer)") : "");
}

static bool same(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : a == b;
}

static char *value_text(const struct konflikt_bud *b, const struct felt *f, bool om_objekt)
{
	struct buf ud = BUF_TOM;
	if (om_objekt)
		buf_tekst(&ud, b->vaerdi ? _("Fjernes fra sagen") : _("Bliver i sagen"));
	else if (b->blanket)
		buf_tekst(&ud, _("(teksten er taget ud, fordi loven kræver det)"));
	else
		add_value(&ud, f, b->vaerdi);
	return buf_tag(&ud);
}

/* One side for each value; the first head of it gives it its place. */
static void by_value(struct konfliktsider *ud, const struct konflikt *k)
{
	bool om_objekt = strcmp(k->felt, "slettet") == 0;
	for (size_t i = 0; i < k->n; i++) {
		const struct konflikt_bud *b = &k->bud[i];
		struct buf hvem = BUF_TOM;
		size_t foer = 0;
		while (foer < i && !same(k->bud[foer].vaerdi, b->vaerdi))
			foer++;
		if (foer < i)
			continue;
		struct konfliktside *s = &ud->side[ud->n++];
		for (size_t m = i; m < k->n; m++) {
			const struct konflikt_bud *x = &k->bud[m];
			if (!same(x->vaerdi, b->vaerdi))
				continue;
			add_who(&hvem, x);
			s->min |= x->min;
			s->vist |= x->vist;
			s->usendt |= x->usendt;
		}
		s->navn = mem_tekst(s->min ? _("Mit") : _("Deres"));
		s->hvem = buf_tag(&hvem);
		s->tekst = value_text(b, ud->felt, om_objekt);
		s->vaerdi = b->vaerdi;
	}
}

static void one_side(struct konfliktside *s, const struct konflikt *k, bool fjerner,
		     const struct formsaet *fs)
{
	struct buf hvem = BUF_TOM, tekst = BUF_TOM, uset = BUF_TOM;
	for (size_t i = 0; i < k->n; i++) {
		const struct konflikt_bud *b = &k->bud[i];
		if (b->fjerner != fjerner)
			continue;
		const struct felt *f = formsaet_felt(fs, b->felt);
		buf_ryd(&uset);
		add_who(&uset, b);
		if (!strstr(buf_str(&hvem), buf_str(&uset)))
			add_who(&hvem, b);
		s->min |= b->min;
		s->vist |= b->vist && fjerner;
		s->usendt |= b->usendt;
		if (fjerner || strcmp(b->felt, "slettet") == 0)
			continue;
		buf_format(&tekst, "%s%s: ", tekst.len ? "\n" : "", f ? f->navn : b->felt);
		if (b->foer) {
			add_value(&tekst, f, b->foer);
			buf_tekst(&tekst, " → ");
		}
		add_value(&tekst, f, b->vaerdi);
	}
	if (fjerner)
		buf_format(&tekst, _("Fjern %s fra sagen"), slags(k->liste));
	s->navn = mem_tekst(fjerner ? _("Fjernet") : _("Rettet: behold"));
	s->hvem = buf_tag(&hvem);
	s->tekst = tekst.len ? buf_tag(&tekst) : mem_tekst("");
	s->vaerdi = fjerner ? "ja" : NULL;
	buf_done(&uset);
}

/* Removed by one, edited by another: two sides, whoever they are. */
static void removal(struct konfliktsider *ud, const struct konflikt *k, const struct formsaet *fs)
{
	ud->n = 2;
	one_side(&ud->side[0], k, true, fs);
	one_side(&ud->side[1], k, false, fs);
	ud->side[1].vist = true;
	ud->side[0].vist = false;
	if (ud->side[1].min && !ud->side[0].min) {
		struct konfliktside x = ud->side[0];
		ud->side[0] = ud->side[1];
		ud->side[1] = x;
	}
}

static bool edits(const struct konflikt *k)
{
	for (size_t i = 0; i < k->n; i++)
		if (strcmp(k->bud[i].felt, "slettet") != 0)
			return true;
	return false;
}

static char *common_before(const struct konflikt *k, const struct felt *f)
{
	for (size_t i = 0; i < k->n; i++)
		if (!k->bud[i].foer || !same(k->bud[i].foer, k->bud[0].foer))
			return NULL;
	struct buf b = BUF_TOM;
	add_value(&b, f, k->bud[0].foer);
	return buf_tag(&b);
}

static char *question(const struct konfliktsider *ud, const struct konflikt *k, const char *ting)
{
	if (ud->fjernet)
		return mem_format(_("Den ene har fjernet %s, og den anden har rettet i den uden at vide "
				    "det. Den er her, til der er valgt: skal den blive i sagen?"), ting);
	if (strcmp(k->felt, "slettet") == 0)
		return mem_format(_("Den ene har fjernet %s, den anden har hentet den tilbage."), ting);
	return mem_tekst(_("Feltet er skrevet flere steder, uden at den ene så den anden. Vælg, hvad der "
			   "skal stå; resten bliver i journalen."));
}

void konfliktsider_lav(struct konfliktsider *ud, const struct konflikt *k, const struct sag *s)
{
	const struct formsaet *fs = sag_formsaet(s);
	char *ting = tingen(s, k);
	const char *navn = objektnavn(s, k);
	bool om_objekt = strcmp(k->felt, "slettet") == 0;
	*ud = (struct konfliktsider){.side = mem_nul(k->n + 2, sizeof *ud->side),
				     .felt = om_objekt ? NULL : formsaet_felt(fs, k->felt)};
	ud->fjernet = om_objekt && edits(k);
	const char *felt = ud->felt ? ud->felt->navn : om_objekt ? _("Fjernet eller ej") : k->felt;
	ud->foelsom = !ud->felt || ud->felt->foelsom;
	ud->titel = navn ? mem_format("%s · %s", felt, navn) : mem_tekst(felt);
	ud->spoergsmaal = question(ud, k, ting);
	if (ud->fjernet)
		removal(ud, k, fs);
	else
		by_value(ud, k);
	ud->foer = om_objekt ? NULL : common_before(k, ud->felt);
	free(ting);
}

void konfliktsider_done(struct konfliktsider *k)
{
	for (size_t i = 0; i < k->n; i++) {
		free(k->side[i].navn);
		free(k->side[i].hvem);
		free(k->side[i].tekst);
	}
	free(k->side);
	free(k->titel);
	free(k->spoergsmaal);
	free(k->foer);
	*k = (struct konfliktsider){.n = 0};
}

size_t konfliktsider_find(const struct konfliktsider *k, bool min)
{
	size_t fundet = k->n;
	for (size_t i = 0; i < k->n; i++) {
		if (k->side[i].min != min)
			continue;
		if (fundet < k->n)
			return k->n;
		fundet = i;
	}
	return fundet;
}
