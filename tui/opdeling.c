#include "tui/opdeling.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/base/minutter.h"
#include "core/base/sprog.h"
#include "core/base/tekst.h"
#include "core/form/felt.h"
#include "core/form/formsaet.h"
#include "core/regler/regelsaet.h"
#include "core/sag/hurtig.h"
#include "core/sag/sag.h"

static const char *const spalter[OPD_KOLONNER] = {"1", "2", "3"};

void opdeling_init(struct opdeling *o, struct sag *s, const struct regelsaet *r)
{
	*o = (struct opdeling){.sag = s, .regelsaet = r};
	for (int i = 0; i < OPD_KOLONNER; i++)
		o->rader[i] = (struct vec)VEC_AF(struct oprad);
}

void opdeling_done(struct opdeling *o)
{
	for (int i = 0; i < OPD_KOLONNER; i++)
		vec_done(&o->rader[i]);
}

static int kolonne_af(const struct objekt *opgave)
{
	int64_t n = objekt_tal(opgave, "spalte", 1);
	return n >= 1 && n <= OPD_KOLONNER ? (int)n - 1 : 0;
}

/* In the order a person is asked. */
static const char *foerste_mangel(const struct objekt *opgave, int kolonne)
{
	static const char *const altid[] = {"antal", "pr", "minutter"};
	for (size_t i = 0; i < sizeof(altid) / sizeof(*altid); i++)
		if (!objekt_get(opgave, altid[i]))
			return altid[i];
	if (kolonne == 0)
		return NULL;
	const char *loesning = objekt_get(opgave, "loesning");
	bool assistance = loesning && !strcmp(loesning, "assistance");
	if (kolonne == 1 && (!loesning || assistance) && !objekt_get(opgave, "bistand"))
		return "bistand";
	return loesning ? NULL : "loesning";
}

static void hold_raekke(struct opdeling *o, int k)
{
	size_t n = o->rader[k].n;
	if (o->raekke[k] >= n)
		o->raekke[k] = n ? n - 1 : 0;
}

static void andel(struct buf *ud, const char *navn, struct andel a)
{
	if (a.under > 0)
		buf_format(ud, " · %s %" PRId64 " %%", navn, del_afrund(a.over * 100, a.under));
	else
		buf_format(ud, " · %s –", navn);
}

static void total(const struct opdeling *o, const char *foerste, struct buf *ud)
{
	char a[24], b[24];
	buf_format(ud, _("%s %s af %s"), foerste, minutter_klokke(o->beskrevet_min, a),
		   minutter_klokke(o->tal.arbejdstid_min, b));
	andel(ud, _("indhold"), o->tal.indhold);
	andel(ud, _("egen"), o->tal.egen);
	buf_format(ud, _(" · behov %s · loft %s"), minutter_klokke(o->tal.behov_min, a),
		   minutter_klokke(o->tal.loft_min, b));
}

/* Both lines of totals, ready to be drawn many times. */
static void totaler(struct opdeling *o)
{
	const char *const foerste[2] = {_("beskrevet"), _("beskr.")};
	for (int i = 0; i < 2; i++) {
		struct buf b = BUF_TOM;
		total(o, foerste[i], &b);
		snprintf(o->total[i], sizeof(o->total[i]), "%s", buf_str(&b));
		o->total_celler[i] = tekst_celler(o->total[i], strlen(o->total[i]));
		buf_done(&b);
	}
}

bool opdeling_ajour(struct opdeling *o)
{
	if (o->laest && o->udgave == sag_udgave(o->sag))
		return false;
	int64_t total_aar = 0;
	for (int k = 0; k < OPD_KOLONNER; k++)
		o->rader[k].n = 0;
	for (size_t i = 0, n = sag_antal(o->sag, "opgaver"); i < n; i++) {
		const struct objekt *opgave = sag_nr(o->sag, "opgaver", i);
		int k = kolonne_af(opgave);
		struct oprad *r = vec_ny(&o->rader[k]);
		r->opgave = opgave;
		r->mangler = foerste_mangel(opgave, k);
		timer_opgave(&r->tal, o->sag, opgave);
		if (!r->mangler && !r->tal.taeller)
			r->mangler = "ansaettelse";     /* days a week are not known */
		if (r->tal.taeller && !r->tal.omfordelt)
			total_aar += r->tal.total;
	}
	for (int k = 0; k < OPD_KOLONNER; k++)
		hold_raekke(o, k);
	timer_regn(&o->tal, o->sag, o->regelsaet);
	o->beskrevet_min = del_afrund(total_aar, o->regelsaet->uger_aar);
	o->flere = sag_antal(o->sag, "ansaettelser") > 1;
	o->udgave = sag_udgave(o->sag);
	o->laest = true;
	o->gang++;
	totaler(o);
	return true;
}

size_t opdeling_antal(const struct opdeling *o, int kolonne)
{
	return o->rader[kolonne].n;
}

const struct oprad *opdeling_rad(const struct opdeling *o, int kolonne, size_t i)
{
	return VEC_NR(struct oprad, &o->rader[kolonne], i);
}

const struct oprad *opdeling_her(const struct opdeling *o)
{
	size_t i = o->raekke[o->kolonne];
	return i < opdeling_antal(o, o->kolonne) ? opdeling_rad(o, o->kolonne, i) : NULL;
}

static int inden(int v, int maks)
{
	return v < 0 ? 0 : v > maks ? maks : v;
}

bool opdeling_gaa(struct opdeling *o, int kolonner, int raekker)
{
	int fra = o->kolonne;
	o->kolonne = inden(fra + kolonner, OPD_KOLONNER - 1);
	size_t *r = &o->raekke[o->kolonne], n = opdeling_antal(o, o->kolonne), foer = *r;
	if (raekker < 0)
		*r = (size_t)-raekker > *r ? 0 : *r - (size_t)-raekker;
	else if (n)
		*r = *r + (size_t)raekker < n ? *r + (size_t)raekker : n - 1;
	return o->kolonne != fra || *r != foer;
}

bool opdeling_find(struct opdeling *o, const struct objekt *opgave)
{
	opdeling_ajour(o);
	for (int k = 0; k < OPD_KOLONNER; k++) {
		for (size_t i = 0; i < opdeling_antal(o, k); i++) {
			if (opdeling_rad(o, k, i)->opgave != opgave)
				continue;
			o->kolonne = k;
			o->raekke[k] = i;
			return true;
		}
	}
	return false;
}

int opdeling_flyt(struct opdeling *o, int kolonne, bool foelg, struct err *e)
{
	const struct oprad *her = opdeling_her(o);
	if (!her || kolonne < 0 || kolonne >= OPD_KOLONNER || kolonne == o->kolonne)
		return 0;
	const struct objekt *opgave = her->opgave;
	int fra = o->kolonne;
	size_t raekke = o->raekke[fra];
	struct saet v = {.kort = "spalte", .input = spalter[kolonne]};
	int rc = sag_set_flere(o->sag, opgave, &v, 1, e);
	if (rc < 0)
		return rc;
	opdeling_find(o, opgave);
	if (!foelg) {
		o->kolonne = fra;
		o->raekke[fra] = raekke;
		hold_raekke(o, fra);
	}
	return 0;
}

/* With several employments a new task belongs where the cursor's task does. */
static const char *ansaettelse_her(const struct opdeling *o)
{
	if (!o->flere)
		return NULL;
	const struct oprad *her = opdeling_her(o);
	const char *navn = her ? objekt_get(her->opgave, "ansaettelse") : NULL;
	return navn ? navn : objekt_get(sag_nr(o->sag, "ansaettelser", 0), "id");
}

struct ny_opgave {
	char *navn;
	char antal[16], minutter[16], bistand[16];
	struct saet v[8];
	size_t n;
};

static void med(struct ny_opgave *ny, const char *kort, const char *input)
{
	ny->v[ny->n++] = (struct saet){.kort = kort, .input = input};
}

static void byg(struct ny_opgave *ny, const struct hurtig *h, int kolonne)
{
	ny->navn = mem_tekst_n(h->navn_start, h->navn);
	med(ny, "navn", ny->navn);
	med(ny, "spalte", spalter[kolonne]);
	if (h->antal) {
		snprintf(ny->antal, sizeof(ny->antal), "%d", h->antal);
		med(ny, "antal", ny->antal);
		med(ny, "pr", h->pr);
	}
	if (h->minutter >= 0) {
		snprintf(ny->minutter, sizeof(ny->minutter), "%d", h->minutter);
		med(ny, "minutter", ny->minutter);
	}
	if (h->bistand >= 0) {
		snprintf(ny->bistand, sizeof(ny->bistand), "%d", h->bistand);
		med(ny, "bistand", ny->bistand);
		if (kolonne > 0 && h->bistand > 0)
			med(ny, "loesning", "assistance");
	}
}

/* Nothing in column 1 needs help. */
static int kolonne_for(const struct hurtig *h, int kolonne)
{
	return kolonne == 0 && h->bistand > 0 ? 1 : kolonne;
}

int opdeling_ny(struct opdeling *o, const char *linje, struct err *e)
{
	struct ny_opgave ny = {.navn = NULL};
	int her = o->kolonne;
	const struct objekt *opgave = NULL;
	struct hurtig h;
	hurtig_laes(&h, linje);
	if (!h.navn)
		return err_set(e, ERR_UGYLDIG, _("Opgaven skal have et navn."));
	byg(&ny, &h, kolonne_for(&h, her));
	const char *ansaettelse = ansaettelse_her(o);
	if (ansaettelse)
		med(&ny, "ansaettelse", ansaettelse);
	int rc = sag_tilfoej(o->sag, &opgave, "opgaver", ny.v, ny.n, e);
	if (rc >= 0 && opdeling_find(o, opgave))
		o->kolonne = her;
	free(ny.navn);
	return rc;
}

int opdeling_fjern(struct opdeling *o, struct err *e)
{
	const struct oprad *her = opdeling_her(o);
	int rc = her ? sag_fjern(o->sag, her->opgave, e) : 0;
	opdeling_ajour(o);
	return rc;
}

int opdeling_besvar(struct opdeling *o, const struct objekt *opgave, const char *kort,
		    bool *loest, struct err *e)
{
	struct saet v = {.kort = "loesning", .input = "assistance"};
	int rc = 0;
	*loest = !strcmp(kort, "bistand") && objekt_tal(opgave, "bistand", 0) > 0 &&
		 kolonne_af(opgave) > 0 && !objekt_get(opgave, "loesning");
	if (*loest)
		rc = sag_set_flere(o->sag, opgave, &v, 1, e);
	opdeling_ajour(o);
	return rc;
}

void opdeling_hint(const char *linje, int kolonne, struct buf *ud)
{
	struct hurtig h;
	const char *skil = "";
	hurtig_laes(&h, linje);
	if (h.antal || h.minutter >= 0)
		buf_format(ud, "%.*s: ", (int)h.navn, h.navn_start);
	if (h.antal) {
		buf_format(ud, _("%d × %s"), h.antal, h.pr);
		skil = " · ";
	}
	if (h.minutter >= 0) {
		buf_format(ud, _("%s%d min"), skil, h.minutter);
		skil = " · ";
	}
	if (h.bistand >= 0)
		buf_format(ud, _("%shjælp %d min"), skil, h.bistand);
	if (kolonne_for(&h, kolonne) != kolonne)
		buf_tekst(ud, _(" · i spalte 2"));
	else if (h.bistand < 0 && h.minutter >= 0 && kolonne == 2)
		buf_tekst(ud, _(" · hjælp hele tiden"));
}

const char *opdeling_total(const struct opdeling *o, int celler, int *bredde)
{
	int i = o->total_celler[0] > celler;
	*bredde = o->total_celler[i];
	return o->total[i];
}
