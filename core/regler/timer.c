#include "core/regler/timer.h"

#include <inttypes.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/minutter.h"
#include "core/base/sprog.h"
#include "core/regler/regelsaet.h"
#include "core/sag/sag.h"

enum { UGER_AAR = 52 };                  /* the year in which minutes are kept */

void timer_opgave(struct opgavetal *ud, const struct sag *s, const struct objekt *opgave)
{
	struct opgave o;
	opgave_laes(&o, s, opgave);
	*ud = o.tal;
}

void timer_sum(struct timetal *ud, const struct opgaver *o)
{
	ud->hjaelp_aar = 0;
	ud->egen = ud->indhold = (struct andel){0, 0};
	for (size_t i = 0; i < o->n; i++) {
		const struct opgavetal *t = &o->alle[i].tal;
		ud->hjaelp_aar += t->hjaelp;
		if (t->omfordelt)
			continue;
		ud->egen.over += t->egen;
		ud->egen.under += t->total;
		if (!o->alle[i].indhold)
			continue;
		ud->indhold.over += t->egen;
		ud->indhold.under += t->total;
	}
	ud->beskrevet = (struct andel){ud->egen.under, UGER_AAR * ud->arbejdstid_min};
}

int64_t timer_behov(int64_t hjaelp_aar, int64_t arbejdstid_min, const struct regelsaet *r)
{
	if (r->skaler_over_fuldtid && arbejdstid_min > r->fuldtid_min)
		return del_afrund(hjaelp_aar * r->fuldtid_min, UGER_AAR * arbejdstid_min);
	return del_afrund(hjaelp_aar, UGER_AAR);
}

int64_t timer_loft(int64_t arbejdstid_min, bool udvidet, const struct regelsaet *r)
{
	int64_t a = arbejdstid_min < r->fuldtid_min ? arbejdstid_min : r->fuldtid_min;
	return udvidet ? a : r->loft_min * a / r->fuldtid_min;
}

static int64_t arbejdstid(const struct sag *s)
{
	int64_t sum = 0, min;
	for (size_t i = 0; i < sag_antal(s, "ansaettelser"); i++) {
		const struct objekt *a = sag_nr(s, "ansaettelser", i);
		if (objekt_timer(a, "timer_fremmoede_pr_uge", &min) ||
		    objekt_timer(a, "timer_pr_uge", &min))
			sum += min;
	}
	return sum;
}

static bool udvidet(const struct sag *s)
{
	return (sag_er(s, "funktionsnedsaettelse.meget_betydelig", "ja") ||
		sag_er(s, "funktionsnedsaettelse.flere", "ja")) &&
	       sag_get(s, "funktionsnedsaettelse.udvidelse_begrundelse");
}

static int64_t uddannelsesloft(const struct sag *s, const struct regelsaet *r)
{
	bool fuld = sag_get(s, "uddannelse.saerligt_begrundelse") ||
		    sag_er(s, "uddannelse.foer_ansaettelse", "ja");
	return fuld ? r->fuldtid_min : r->uddannelse_min;
}

void timer_regn_opgaver(struct timetal *ud, const struct sag *s, const struct regelsaet *r,
			const struct opgaver *o)
{
	*ud = (struct timetal){
		.arbejdstid_min = arbejdstid(s),
		.uddannelse = sag_er(s, "sag.ordning", "personlig-assistance-uddannelse"),
	};
	ud->udvidet = !ud->uddannelse && udvidet(s);
	timer_sum(ud, o);
	ud->behov_min = timer_behov(ud->hjaelp_aar, ud->arbejdstid_min, r);
	ud->loft_min = ud->uddannelse ? uddannelsesloft(s, r)
				      : timer_loft(ud->arbejdstid_min, ud->udvidet, r);
}

void timer_regn(struct timetal *ud, const struct sag *s, const struct regelsaet *r)
{
	struct opgaver o;
	opgaver_laes(&o, s);
	timer_regn_opgaver(ud, s, r, &o);
	opgaver_done(&o);
}

static void mangler(const struct opgave *o, const char *pr, struct buf *ud)
{
	const char *hvad = o->antal < 0 || !pr ? _("hvor tit mangler")
			   : o->minutter < 0   ? _("minutter mangler")
			   : o->gange < 0      ? _("arbejdsdage mangler")
					       : _("spalte mangler");
	buf_tekst(ud, hvad);
}

static const char *pr_navn(const char *pr)
{
	static const struct {
		const char *pr, *navn;
	} tabel[] = {{"dag", N_("dag")},       {"uge", N_("uge")},         {"14-dage", N_("14 dage")},
		     {"maaned", N_("måned")}, {"kvartal", N_("kvartal")}, {"aar", N_("år")}};
	for (size_t i = 0; i < sizeof tabel / sizeof *tabel; i++)
		if (!strcmp(pr, tabel[i].pr))
			return _(tabel[i].navn);
	return pr;
}

static void dage(const struct sag *s, const struct objekt *opgave, struct buf *ud)
{
	char dansk[16];
	const char *d = objekt_get(opgave_ansaettelse(s, opgave), "arbejdsdage_pr_uge");
	if (!strcmp(d, "1"))
		buf_tekst(ud, _(" × 1 dag"));
	else
		buf_format(ud, _(" × %s dage"), timer_dansk(d, dansk));
}

void timer_linje(const struct sag *s, const struct objekt *opgave, struct buf *ud)
{
	struct opgave o;
	opgave_laes(&o, s, opgave);
	const char *pr = objekt_get(opgave, "pr");
	if (!o.tal.taeller) {
		mangler(&o, pr, ud);
		return;
	}
	bool hjaelp = o.spalte != 1 && o.loesning == LOESNING_ASSISTANCE;
	int64_t aar = hjaelp ? o.tal.hjaelp : o.tal.total;
	int64_t assistenter = hjaelp ? o.assistenter : 1;
	int64_t gange = o.antal * o.gange * assistenter;
	char klokke[24];
	buf_format(ud, "%" PRId64 " × %s", o.antal, pr_navn(pr));
	if (!strcmp(pr, "dag"))
		dage(s, opgave, ud);
	buf_format(ud, _(" × %d min"), gange ? (int)(aar / gange) : 0);
	if (assistenter > 1)
		buf_format(ud, _(" × %d assistenter"), (int)assistenter);
	buf_format(ud, " = %s", minutter_klokke(del_afrund(aar, UGER_AAR), klokke));
}

/* Minutes a year of what the decision grants; -1 when it says no hours. */
static int64_t bevilget_aar(const struct sag *s, const struct regelsaet *r)
{
	int64_t min;
	if (sag_er(s, "afgoerelse.udfald", "afslag"))
		return 0;
	if (!sag_timer(s, "afgoerelse.timer", &min))
		return -1;
	if (sag_er(s, "afgoerelse.pr", "aar"))
		return min;
	return sag_er(s, "afgoerelse.pr", "kvartal") ? min * r->uger_aar / r->uger_kvartal
						     : min * r->uger_aar;
}

int64_t timer_bevilget(const struct sag *s, const struct regelsaet *r)
{
	int64_t aar = bevilget_aar(s, r);
	return aar < 0 ? -1 : del_afrund(aar, r->uger_aar);
}

int64_t timer_fastsat_aar(const struct sag *s, const struct regelsaet *r)
{
	int64_t aar = sag_get(s, "afgoerelse.udfald") ? bevilget_aar(s, r) : -1, min;
	if (aar < 0 && sag_timer(s, "vurdering.timer_pr_uge", &min))
		aar = min * r->uger_aar;
	return aar;
}

int64_t timer_fastsat(const struct sag *s, const struct regelsaet *r)
{
	int64_t aar = timer_fastsat_aar(s, r);
	return aar < 0 ? -1 : del_afrund(aar, r->uger_aar);
}

double andel_tal(struct andel a)
{
	return a.under > 0 ? (double)a.over / (double)a.under : 0;
}
