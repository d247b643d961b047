#include "core/regler/opgave.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/minutter.h"
#include "core/sag/sag.h"

enum { UGER_AAR = 52 };                  /* the year in which minutes are kept */

static bool er(const char *vaerdi, const char *ord)
{
	return vaerdi && !strcmp(vaerdi, ord);
}

static bool en_af(const char *vaerdi, const char *const *ord)
{
	for (; vaerdi && *ord; ord++)
		if (!strcmp(vaerdi, *ord))
			return true;
	return false;
}

const struct objekt *opgave_ansaettelse(const struct sag *s, const struct objekt *opgave)
{
	const char *navn = objekt_get(opgave, "ansaettelse");
	if (navn)
		return sag_med_navn(s, "ansaettelser", navn);
	return sag_antal(s, "ansaettelser") == 1 ? sag_nr(s, "ansaettelser", 0) : NULL;
}

/* Working days come in halves ("2.5"): counted as hundredths of an hour are,
 * sixty to the day. */
static int64_t dage_aar(const struct sag *s, const struct objekt *opgave)
{
	const struct objekt *a = opgave_ansaettelse(s, opgave);
	const char *dage = a ? objekt_get(a, "arbejdsdage_pr_uge") : NULL;
	int64_t tres;
	return dage && minutter_af_timer(&tres, dage) ? tres * UGER_AAR / 60 : -1;
}

static int64_t gange_aar(const struct sag *s, const struct objekt *opgave)
{
	static const struct {
		const char *pr;
		int gange;
	} tabel[] = {{"uge", 52}, {"14-dage", 26}, {"maaned", 12}, {"kvartal", 4}, {"aar", 1}};
	const char *pr = objekt_get(opgave, "pr");
	if (er(pr, "dag"))
		return dage_aar(s, opgave);
	for (size_t i = 0; i < sizeof tabel / sizeof *tabel; i++)
		if (er(pr, tabel[i].pr))
			return tabel[i].gange;
	return -1;
}

static enum loesning loesning(const char *v)
{
	if (er(v, "assistance"))
		return LOESNING_ASSISTANCE;
	if (er(v, "hjaelpemiddel"))
		return LOESNING_HJAELPEMIDDEL;
	return er(v, "omfordeling") ? LOESNING_OMFORDELING : LOESNING_INGEN;
}

static bool sammen(const struct objekt *o, const char *type)
{
	static const char *const beside[] = {"strukturering", "saerlig-personlig-stoette",
					     "tegnsprogstolkning", "fastholdelse", "oplaesning",
					     "introduktion", NULL};
	const char *maade = objekt_get(o, "maade");
	return maade ? er(maade, "sammen") : en_af(type, beside);
}

void opgave_laes(struct opgave *ud, const struct sag *s, const struct objekt *o)
{
	const char *navn = objekt_get(o, "navn"), *type = objekt_get(o, "type");
	*ud = (struct opgave){
		.objekt = o,
		.navn = navn ? navn : "",
		.spalte = (int)objekt_tal(o, "spalte", 0),
		.antal = objekt_tal(o, "antal", -1),
		.minutter = objekt_tal(o, "minutter", -1),
		.bistand = objekt_tal(o, "bistand", -1),
		.observeret = objekt_tal(o, "observeret", -1),
		.assistenter = objekt_tal(o, "antal_assistenter", 1),
		.gange = gange_aar(s, o),
		.loesning = loesning(objekt_get(o, "loesning")),
		.sammen = sammen(o, type),
		.indhold = objekt_er(o, "indhold", "ja"),
		.koersel = er(type, "foere-bil"),
		.foer = objekt_get(o, "foer"),
	};
	opgave_regn(ud);
}

/* Minutes of help each time: none in column 1, the whole task in column 3
 * unless it says otherwise. */
static int64_t bistand(const struct opgave *o)
{
	if (o->spalte == 1)
		return 0;
	if (o->bistand >= 0)
		return o->bistand;
	return o->spalte == 3 ? o->minutter : 0;
}

static int64_t egen(const struct opgave *o)
{
	if (o->spalte == 1 || o->loesning == LOESNING_HJAELPEMIDDEL)
		return o->minutter;
	if (o->loesning == LOESNING_OMFORDELING || o->spalte != 2)
		return 0;
	if (o->loesning == LOESNING_ASSISTANCE && o->sammen)
		return o->minutter;
	int64_t rest = o->minutter - bistand(o);
	return rest > 0 ? rest : 0;
}

void opgave_regn(struct opgave *o)
{
	struct opgavetal *t = &o->tal;
	*t = (struct opgavetal){0};
	t->omfordelt = o->spalte != 1 && o->loesning == LOESNING_OMFORDELING;
	t->taeller = o->spalte && o->antal >= 0 && o->gange >= 0 && o->minutter >= 0;
	if (!t->taeller)
		return;
	int64_t gange = o->antal * o->gange;
	t->total = gange * o->minutter;
	t->egen = gange * egen(o);
	if (o->loesning == LOESNING_ASSISTANCE)
		t->hjaelp = gange * bistand(o) * o->assistenter;
}

void opgaver_laes(struct opgaver *ud, const struct sag *s)
{
	ud->n = sag_antal(s, "opgaver");
	ud->alle = mem_nul(ud->n ? ud->n : 1, sizeof *ud->alle);
	for (size_t i = 0; i < ud->n; i++)
		opgave_laes(&ud->alle[i], s, sag_nr(s, "opgaver", i));
}

void opgaver_done(struct opgaver *o)
{
	free(o->alle);
	*o = (struct opgaver){0};
}
