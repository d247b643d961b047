#include "core/regler/regnestykke.h"

#include <inttypes.h>
#include <stdlib.h>

#include "core/base/buf.h"
#include "core/base/mem.h"
#include "core/base/minutter.h"
#include "core/base/sprog.h"
#include "core/base/vec.h"
#include "core/regler/assess.h"
#include "core/regler/regelsaet.h"
#include "core/sag/sag.h"

static void linje(struct vec *v, const char *navn, char *tekst, const char *kilde)
{
	*(struct regnelinje *)vec_ny(v) =
		(struct regnelinje){mem_tekst(navn), tekst, kilde, NULL};
}

static void opgavelinjer(struct vec *v, const struct sag *s)
{
	for (size_t i = 0; i < sag_antal(s, "opgaver"); i++) {
		struct opgave o;
		opgave_laes(&o, s, sag_nr(s, "opgaver", i));
		if (o.tal.hjaelp <= 0)
			continue;
		struct buf b = BUF_TOM;
		timer_linje(s, o.objekt, &b);
		linje(v, o.navn, buf_tag(&b), NULL);
		VEC_NR(struct regnelinje, v, v->n - 1)->opgave = o.objekt;
	}
}

static void behov(struct vec *v, const struct timetal *t, const struct regelsaet *r)
{
	char sum[24], fuld[24], a[24], tal[24];
	minutter_klokke(del_afrund(t->hjaelp_aar, r->uger_aar), sum);
	minutter_klokke(t->behov_min, tal);
	if (r->skaler_over_fuldtid && t->arbejdstid_min > r->fuldtid_min)
		linje(v, _("Behov"),
		      mem_format("%s × %s / %s = %s", sum, minutter_klokke(r->fuldtid_min, fuld),
				 minutter_klokke(t->arbejdstid_min, a), tal),
		      r->hjemmel_loft);
	else
		linje(v, _("Behov"), mem_format(_("hjælpen lagt sammen = %s"), tal), r->hjemmel_loft);
}

static char *loft_tekst(const struct timetal *t, const struct regelsaet *r)
{
	char loft[24], grund[24], fuld[24], a[24];
	minutter_klokke(t->loft_min, loft);
	minutter_klokke(r->loft_min, grund);
	minutter_klokke(r->fuldtid_min, fuld);
	minutter_klokke(t->arbejdstid_min, a);
	if (t->uddannelse)
		return mem_format(t->loft_min > r->uddannelse_min
					  ? _("%s under uddannelse i særlige tilfælde")
					  : _("%s under uddannelse, uanset arbejdstid"),
				  loft);
	if (t->udvidet)
		return mem_format(_("%s: udvidet til arbejdstiden, højst %s"), loft, fuld);
	if (t->arbejdstid_min >= r->fuldtid_min)
		return mem_format(_("%s ved %s timer eller mere"), loft, fuld);
	return mem_format(_("%s × %s / %s = %s, rundet ned"), grund, a, fuld, loft);
}

static void andel(struct vec *v, const char *navn, struct andel a)
{
	char over[24], under[24];
	if (a.under <= 0)
		return;
	minutter_klokke(del_afrund(a.over, 52), over);
	minutter_klokke(del_afrund(a.under, 52), under);
	linje(v, navn,
	      mem_format(_("%s af %s = %d %%"), over, under, (int)del_afrund(100 * a.over, a.under)),
	      NULL);
}

void regnestykke_lav(struct regnestykke *out, const struct sag *s, const struct assess *a)
{
	const struct timetal *t = &a->tal;
	struct vec v = VEC_AF(struct regnelinje);
	opgavelinjer(&v, s);
	behov(&v, t, a->regelsaet);
	linje(&v, _("Loft"), loft_tekst(t, a->regelsaet),
	      t->uddannelse ? a->regelsaet->hjemmel_uddannelse : a->regelsaet->hjemmel_loft);
	andel(&v, _("Beskrevet"), t->beskrevet);
	andel(&v, _("Borgeren selv"), t->egen);
	andel(&v, _("Jobbets indhold selv"), t->indhold);
	*out = (struct regnestykke){v.data, v.n};
}

void regnestykke_done(struct regnestykke *r)
{
	for (size_t i = 0; i < r->n; i++) {
		free(r->linjer[i].navn);
		free(r->linjer[i].tekst);
	}
	free(r->linjer);
	*r = (struct regnestykke){0};
}
