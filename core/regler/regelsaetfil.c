#include "core/regler/regelsaetfil.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/err.h"
#include "core/base/minutter.h"
#include "core/base/sprog.h"
#include "core/io/yaml.h"
#include "core/regler/regelsaet.h"

enum art { ID, TEKST, DATO, JANEJ, TIMER, TAL };

#define NOEGLE(navn, art, felt, kraevet) {navn, art, offsetof(struct regelsaet, felt), kraevet}

static const struct noegle {
	const char *navn;
	enum art art;
	size_t felt;
	bool kraevet;
} NOEGLER[] = {
	NOEGLE("regelsaet", ID, id, true),
	NOEGLE("navn", TEKST, navn, true),
	NOEGLE("fra", DATO, fra, false),
	NOEGLE("brev", JANEJ, brev, true),
	NOEGLE("lov", TEKST, lov, true),
	NOEGLE("hjemmel", TEKST, hjemmel, false),
	NOEGLE("hjemmel_afslag", TEKST, hjemmel_afslag, false),
	NOEGLE("hjemmel_personkreds", TEKST, hjemmel_personkreds, false),
	NOEGLE("hjemmel_loft", TEKST, hjemmel_loft, false),
	NOEGLE("hjemmel_uddannelse", TEKST, hjemmel_uddannelse, false),
	NOEGLE("hjemmel_opfoelgning", TEKST, hjemmel_opfoelgning, false),
	NOEGLE("hjemmel_udbetaling", TEKST, hjemmel_udbetaling, false),
	NOEGLE("hjemmel_klage", TEKST, hjemmel_klage, false),
	NOEGLE("myndighed", TEKST, myndighed, true),
	NOEGLE("klageorgan", TEKST, klageorgan, true),
	NOEGLE("klagefrist_fra", TEKST, klagefrist_fra, true),
	NOEGLE("loft_timer", TIMER, loft_min, true),
	NOEGLE("fuldtid_timer", TIMER, fuldtid_min, true),
	NOEGLE("uddannelse_timer", TIMER, uddannelse_min, true),
	NOEGLE("skaler_over_fuldtid", JANEJ, skaler_over_fuldtid, true),
	NOEGLE("uger_kvartal", TAL, uger_kvartal, true),
	NOEGLE("uger_aar", TAL, uger_aar, true),
	NOEGLE("tilbage_maaneder", TAL, tilbage_maaneder, true),
	NOEGLE("opfoelgning_maaneder", TAL, opfoelgning_maaneder, true),
	NOEGLE("klagefrist_uger", TAL, klagefrist_uger, true),
	NOEGLE("genvurdering_uger", TAL, genvurdering_uger, true),
	NOEGLE("indholdsandel_pct", TAL, indholdsandel_pct, true),
	NOEGLE("daekning_hoej_pct", TAL, daekning_hoej_pct, true),
	NOEGLE("daekning_lav_pct", TAL, daekning_lav_pct, true),
	NOEGLE("afvigelse_min", TAL, afvigelse_min, true),
	NOEGLE("observeret_pct", TAL, observeret_pct, true),
	NOEGLE("observeret_min", TAL, observeret_min, true),
	NOEGLE("kilde", TEKST, kilde, false),
};
enum { N_NOEGLER = sizeof NOEGLER / sizeof *NOEGLER };

/* Whole numbers from 1: none of them divides by nothing. */
static bool laes_tal(int *ud, const char *t)
{
	size_t n = strspn(t, "0123456789");
	if (!n || n > 4 || t[n] || t[0] == '0')
		return false;
	*ud = atoi(t);
	return true;
}

/* What was expected, where the text is not that. */
static const char *saet(struct regelsaet *r, const struct noegle *k, const char *t)
{
	void *p = (char *)r + k->felt;
	switch (k->art) {
	case ID:
		if (strlen(t) >= sizeof r->id)
			return _("højst 39 tegn");
		snprintf(r->id, sizeof r->id, "%s", t);
		return NULL;
	case TEKST:
		*(const char **)p = *t ? t : NULL;   /* goes into letters: Danish always */
		return NULL;
	case DATO:
		return dato_laes(p, t) ? NULL : _("en dato som 2026-09-01 eller null");
	case JANEJ:
		*(bool *)p = !strcmp(t, "ja");
		return *(bool *)p || !strcmp(t, "nej") ? NULL : _("ja eller nej");
	case TIMER:
		return minutter_af_timer(p, t) && *(int64_t *)p > 0
			       ? NULL
			       : _("timer om ugen over 0, fx 20 eller 37.5");
	case TAL:
		return laes_tal(p, t) ? NULL : _("et helt tal fra 1 til 9999");
	}
	return NULL;
}

static const struct noegle *find(const char *navn)
{
	for (size_t i = 0; i < N_NOEGLER; i++)
		if (!strcmp(NOEGLER[i].navn, navn))
			return &NOEGLER[i];
	return NULL;
}

static int laes_en(struct regelsaet *r, const char *fil, const char *navn, const struct yaml *v,
		   struct err *e)
{
	const struct noegle *k = find(navn);
	if (!k)
		return err_set(e, ERR_UGYLDIG, _("%s:%d: nøglen %s kendes ikke i et regelsæt."), fil,
			       v->linje, navn);
	if (yaml_er_nul(v) && !k->kraevet)
		return 0;
	const char *ventet = v->art == YAML_TEKST && !yaml_er_nul(v) ? saet(r, k, v->tekst)
								     : _("en værdi");
	if (ventet)
		return err_set(e, ERR_UGYLDIG, _("%s:%d: %s skal være %s."), fil, v->linje, navn,
			       ventet);
	return 0;
}

int regelsaetfil_laes(struct regelsaet *out, const struct yaml_dok *dok, struct err *e)
{
	const char *fil = yaml_navn(dok);
	const struct yaml *rod = yaml_rod(dok);
	struct regelsaet r = {0};
	if (!rod || rod->art != YAML_KORT)
		return err_set(e, ERR_UGYLDIG,
			       _("%s:1: et regelsæt skal være nøgler med værdier (regelsaet: …)."), fil);
	for (size_t i = 0; i < rod->n; i++) {
		int rc = laes_en(&r, fil, rod->noegler[i], rod->born[i], e);
		if (rc < 0)
			return rc;
	}
	for (size_t i = 0; i < N_NOEGLER; i++)
		if (NOEGLER[i].kraevet && !yaml_find(rod, NOEGLER[i].navn))
			return err_set(e, ERR_UGYLDIG, _("%s:%d: %s mangler i regelsættet."), fil,
				       rod->linje, NOEGLER[i].navn);
	*out = r;
	return 0;
}
