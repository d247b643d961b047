#include "core/regler/tvivlsregler.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/minutter.h"
#include "core/base/sprog.h"
#include "core/regler/fakta.h"
#include "core/regler/regelsaet.h"
#include "core/sag/sag.h"

enum { NAEVNES = 3 };                    /* tasks named in a sentence before "og n andre" */

/* Is share (over / under) more than pct per cent? */
static bool over_pct(struct andel a, int pct)
{
	return 100 * a.over > pct * a.under;
}

static void sted_andel(struct fakta *f, struct andel a, int graense)
{
	fakta_sted_tal(f, "andel", del_afrund(100 * a.over, a.under));
	fakta_sted_tal(f, "graense", graense);
}

typedef bool opgavetest(const struct opgave *o, const struct regelsaet *r);
typedef void opgavenavn(const struct opgave *o, struct buf *ud);

static void kun_navn(const struct opgave *o, struct buf *ud)
{
	buf_tekst(ud, o->navn);
}

/* The tasks that fit, named in the sentence; the first is where the cursor goes. */
static bool med_opgaver(struct fakta *f, opgavetest *passer, opgavenavn *navn)
{
	struct buf b = BUF_TOM;
	size_t fundne = 0;
	for (size_t i = 0; i < f->opgaver.n; i++) {
		const struct opgave *o = &f->opgaver.alle[i];
		if (!passer(o, f->r))
			continue;
		if (!fundne)
			f->opgave = o->objekt;
		if (fundne++ >= NAEVNES)
			continue;
		if (fundne > 1)
			buf_tekst(&b, ", ");
		navn(o, &b);
	}
	if (fundne == NAEVNES + 1)
		buf_tekst(&b, _(" og 1 anden opgave"));
	else if (fundne > NAEVNES)
		buf_format(&b, _(" og %d andre opgaver"), (int)(fundne - NAEVNES));
	if (fundne)
		fakta_sted(f, "opgaver", buf_str(&b));
	buf_done(&b);
	return fundne > 0;
}

static bool egen_andel(struct fakta *f)
{
	if (f->tal.uddannelse || f->tal.indhold.under <= 0 ||
	    over_pct(f->tal.indhold, f->r->indholdsandel_pct))
		return false;
	sted_andel(f, f->tal.indhold, f->r->indholdsandel_pct);
	return true;
}

static bool tyve_syvogtredive(struct fakta *f)
{
	const struct timetal *t = &f->tal;
	if (t->uddannelse || t->udvidet ||
	    t->behov_min * f->r->fuldtid_min <= f->r->loft_min * t->arbejdstid_min)
		return false;
	fakta_sted_tid(f, "behov", t->behov_min);
	fakta_sted_tid(f, "arbejdstid", t->arbejdstid_min);
	fakta_sted_tal(f, "loft", f->r->loft_min / 60);
	fakta_sted_tal(f, "fuldtid", f->r->fuldtid_min / 60);
	return true;
}

static bool indhold_i_tre(const struct opgave *o, const struct regelsaet *r)
{
	(void)r;
	return o->spalte == 3 && o->indhold;
}

static bool indhold_ikke_selv(struct fakta *f)
{
	return med_opgaver(f, indhold_i_tre, kun_navn);
}

/* Without it there is no content share to hold a doubt against. */
static bool indhold_ikke_angivet(struct fakta *f)
{
	for (size_t i = 0; i < f->opgaver.n; i++)
		if (f->opgaver.alle[i].indhold)
			return false;
	return f->opgaver.n && !f->tal.uddannelse;
}

static bool ikke_borgerens(const struct opgave *o, const struct regelsaet *r)
{
	static const char *const andres[] = {"kollega", "vikar", "ny-opgave", "ingen"};
	(void)r;
	for (size_t i = 0; o->foer && o->tal.hjaelp > 0 && i < sizeof andres / sizeof *andres; i++)
		if (!strcmp(o->foer, andres[i]))
			return true;
	return false;
}

static bool merarbejde(struct fakta *f)
{
	return med_opgaver(f, ikke_borgerens, kun_navn);
}

static bool daekning_hoej(struct fakta *f)
{
	if (f->tal.uddannelse || f->tal.beskrevet.under <= 0 || !f->tal.hjaelp_aar ||
	    !over_pct(f->tal.beskrevet, f->r->daekning_hoej_pct))
		return false;
	sted_andel(f, f->tal.beskrevet, f->r->daekning_hoej_pct);
	return true;
}

static bool selvstaendig(const struct objekt *a)
{
	return objekt_er(a, "form", "selvstaendig") || objekt_er(a, "form", "fleksjob-selvstaendig");
}

static bool uden_bemanding(struct fakta *f)
{
	for (size_t i = 0; i < sag_antal(f->s, "ansaettelser"); i++) {
		const struct objekt *a = sag_nr(f->s, "ansaettelser", i);
		if (!selvstaendig(a) || objekt_get(a, "bemanding"))
			continue;
		const char *navn = objekt_get(a, "virksomhed");
		f->opgave = a;
		fakta_sted(f, "virksomhed", navn ? navn : _("Virksomheden"));
		return true;
	}
	return false;
}

static bool omfordeling_mulig(struct fakta *f)
{
	int64_t ansatte = 0;
	for (size_t i = 0; i < sag_antal(f->s, "ansaettelser"); i++) {
		const struct objekt *a = sag_nr(f->s, "ansaettelser", i);
		if (selvstaendig(a))
			ansatte += objekt_tal(a, "ansatte", 0);
	}
	for (size_t i = 0; i < f->opgaver.n; i++)
		if (f->opgaver.alle[i].tal.omfordelt)
			return false;
	if (ansatte <= 0)
		return false;
	fakta_sted_tal(f, "ansatte", ansatte);
	return true;
}

static bool afviger(struct fakta *f)
{
	int64_t timer;
	if (!sag_timer(f->s, "vurdering.timer_pr_uge", &timer))
		return false;
	int64_t mod = f->tal.behov_min < f->tal.loft_min ? f->tal.behov_min : f->tal.loft_min;
	if (llabs((long long)(timer - mod)) <= f->r->afvigelse_min)
		return false;
	fakta_sted_tid(f, "timer", timer);
	fakta_sted_tid(f, "mod", mod);
	fakta_sted_tid(f, "behov", f->tal.behov_min);
	fakta_sted_tid(f, "loft", f->tal.loft_min);
	return true;
}

static bool uden_hjaelpemidler(struct fakta *f)
{
	return !sag_er(f->s, "hjaelpemidler.overvejet", "ja");
}

static bool uden_besoeg(struct fakta *f)
{
	return !sag_antal(f->s, "besoeg");
}

static bool fleksjob_dobbelt(struct fakta *f)
{
	return f->fleksjob && f->afslag;
}

static bool behov_over_loft(struct fakta *f)
{
	if (f->tal.behov_min <= f->tal.loft_min)
		return false;
	fakta_sted_tid(f, "behov", f->tal.behov_min);
	fakta_sted_tid(f, "loft", f->tal.loft_min);
	return true;
}

static bool daekning_lav(struct fakta *f)
{
	struct andel b = f->tal.beskrevet;
	if (f->tal.uddannelse || b.under <= 0 || 100 * b.over >= f->r->daekning_lav_pct * b.under)
		return false;
	for (size_t i = 0; i < f->opgaver.n; i++)
		if (f->opgaver.alle[i].spalte == 1 && f->opgaver.alle[i].minutter < 0)
			return false;
	sted_andel(f, b, f->r->daekning_lav_pct);
	return true;
}

static bool maalt_anderledes(const struct opgave *o, const struct regelsaet *r)
{
	if (o->observeret < 0 || o->minutter < 0)
		return false;
	int64_t d = o->observeret - o->minutter;
	d = d < 0 ? -d : d;
	return 100 * d > r->observeret_pct * o->minutter && d >= r->observeret_min;
}

static void navn_og_tider(const struct opgave *o, struct buf *ud)
{
	buf_format(ud, _("%s (målt %d, oplyst %d minutter)"), o->navn, (int)o->observeret,
		   (int)o->minutter);
}

static bool observeret_afviger(struct fakta *f)
{
	return med_opgaver(f, maalt_anderledes, navn_og_tider);
}

static bool er_koersel(const struct opgave *o, const struct regelsaet *r)
{
	(void)r;
	return o->koersel;
}

static bool koersel(struct fakta *f)
{
	return med_opgaver(f, er_koersel, kun_navn);
}

static const struct regel REGLER[] = {
	{BEM_FORENELIGHED_EGEN_ANDEL, ALTID, egen_andel},
	{BEM_FORENELIGHED_20_37, ALTID, tyve_syvogtredive},
	{BEM_INDHOLD_IKKE_SELV, ALTID, indhold_ikke_selv},
	{BEM_INDHOLD_IKKE_ANGIVET, ALTID, indhold_ikke_angivet},
	{BEM_VIKAR_MERARBEJDE, ALTID, merarbejde},
	{BEM_DAEKNING_HOEJ, ALTID, daekning_hoej},
	{BEM_SELVSTAENDIG_BEMANDING, ALTID, uden_bemanding},
	{BEM_OMFORDELING_MULIG, ALTID, omfordeling_mulig},
	{BEM_AFVIGER_FRA_BEHOV, ALTID, afviger},
	{BEM_HJAELPEMIDLER, ALTID, uden_hjaelpemidler},
	{BEM_UDEN_BESOEG, ALTID, uden_besoeg},
	{BEM_FLEKSJOB_DOBBELT, ALTID, fleksjob_dobbelt},
	{BEM_BEHOV_OVER_LOFT, ALTID, behov_over_loft},
	{BEM_DAEKNING_LAV, ALTID, daekning_lav},
	{BEM_OBSERVERET_AFVIGER, ALTID, observeret_afviger},
	{BEM_KOERSEL, ALTID, koersel},
};

const struct regel *tvivlsregler(size_t *n)
{
	*n = sizeof REGLER / sizeof *REGLER;
	return REGLER;
}
