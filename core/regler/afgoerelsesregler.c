#include "core/regler/afgoerelsesregler.h"

#include <string.h>

#include "core/base/penge.h"
#include "core/base/sprog.h"
#include "core/form/indstillinger.h"
#include "core/regler/assess.h"
#include "core/regler/fakta.h"
#include "core/regler/regelsaet.h"
#include "core/sag/sag.h"

static bool over_loft(struct fakta *f)
{
	if (f->bevilget_min <= f->tal.loft_min)
		return false;
	fakta_sted_tid(f, "bevilget", f->bevilget_min);
	fakta_sted_tid(f, "loft", f->tal.loft_min);
	fakta_sted_tid(f, "arbejdstid", f->tal.arbejdstid_min);
	return true;
}

static bool uforenelig(struct fakta *f)
{
	return !sag_er(f->s, "vurdering.forenelighed", "ja");
}

static bool vikar(struct fakta *f)
{
	return !sag_er(f->s, "vurdering.vikar_eller_medhjaelp", "nej");
}

static bool ikke_varig_betydelig(struct fakta *f)
{
	return !sag_er(f->s, "funktionsnedsaettelse.varig", "ja") ||
	       !sag_er(f->s, "funktionsnedsaettelse.betydelig", "ja");
}

static bool udokumenteret(struct fakta *f)
{
	return !sag_antal(f->s, "funktionsnedsaettelse.dokumentation") &&
	       !sag_er(f->s, "funktionsnedsaettelse.aabenbar", "ja");
}

/* Is the word among the chosen ones, parted by spaces? */
static bool valgt(const char *valgte, const char *ord)
{
	size_t n = strlen(ord);
	for (const char *p = valgte; p && *p; p += strspn(p, " ")) {
		size_t k = strcspn(p, " ");
		if (k == n && !strncmp(p, ord, n))
			return true;
		p += k;
	}
	return false;
}

static bool oplyst_nok(struct fakta *f)
{
	return f->afslag && valgt(sag_get(f->s, "afgoerelse.afslag_grund"), "ikke-dokumenteret") &&
	       !sag_antal(f->s, "indhentning");
}

static bool afslag_uden_grund(struct fakta *f)
{
	return f->afslag && (!sag_get(f->s, "afgoerelse.afslag_grund") ||
			     !sag_get(f->s, "afgoerelse.afslag_begrundelse"));
}

static bool faerre_timer(const struct fakta *f)
{
	int64_t soegt;
	if (!sag_timer(f->s, "ansoegning.aendret.timer_pr_uge", &soegt) &&
	    !sag_timer(f->s, "ansoegning.timer_pr_uge", &soegt))
		return false;
	return f->bevilget_min >= 0 && f->bevilget_min < soegt;
}

static bool begge(const struct fakta *f, const char *dato, const char *anden, int *orden)
{
	struct dato a, b;
	if (!sag_dato(f->s, dato, &a) || !sag_dato(f->s, anden, &b))
		return false;
	*orden = dato_orden(a, b);
	return true;
}

static bool senere_start(const struct fakta *f)
{
	int orden;
	return begge(f, "afgoerelse.fra", "ansoegning.fra", &orden) && orden > 0;
}

/* No end of the grant is "indtil videre", never earlier than anything. */
static bool tidligere_slut(const struct fakta *f)
{
	int orden;
	return begge(f, "afgoerelse.til", "ansoegning.til", &orden) && orden < 0;
}

static bool opgave_afslaaet(const struct fakta *f)
{
	for (size_t i = 0; i < f->opgaver.n; i++) {
		const struct objekt *o = f->opgaver.alle[i].objekt;
		if (objekt_er(o, "soegt", "ja") && objekt_get(o, "afslag"))
			return true;
	}
	return false;
}

/* What makes it less than was applied for; NULL when it is all of it. */
static const char *mindre_end_soegt(const struct fakta *f)
{
	if (faerre_timer(f))
		return _("der er givet færre timer, end der er søgt om");
	if (senere_start(f))
		return _("bevillingen begynder senere, end der er søgt om");
	if (tidligere_slut(f))
		return _("bevillingen slutter tidligere, end der er søgt om");
	return opgave_afslaaet(f) ? _("der er afslag på en opgave, der er søgt om") : NULL;
}

static bool udfald_passer_ikke(struct fakta *f)
{
	const char *mindre = mindre_end_soegt(f);
	bool delvis = sag_er(f->s, "afgoerelse.udfald", "delvis");
	if (delvis == (mindre != NULL))
		return false;
	fakta_sted(f, "hvorfor",
		   mindre ? mindre : _("bevillingen er delvis, men intet er mindre, end der er søgt om"));
	return true;
}

static bool for_langt_tilbage(struct fakta *f)
{
	struct dato start, modtaget;
	if (!sag_dato(f->s, "afgoerelse.fra", &start) ||
	    !sag_dato(f->s, "ansoegning.modtaget", &modtaget))
		return false;
	struct dato tidligst = dato_plus_maaneder(modtaget, -f->r->tilbage_maaneder);
	if (dato_orden(start, tidligst) >= 0)
		return false;
	fakta_sted_dato(f, "start", start);
	fakta_sted_dato(f, "modtaget", modtaget);
	fakta_sted_dato(f, "tidligst", tidligst);
	fakta_sted_tal(f, "maaneder", f->r->tilbage_maaneder);
	return true;
}

static bool tilbage(struct fakta *f)
{
	struct dato start, modtaget;
	if (!sag_dato(f->s, "afgoerelse.fra", &start) ||
	    !sag_dato(f->s, "ansoegning.modtaget", &modtaget) || dato_orden(start, modtaget) >= 0)
		return false;
	fakta_sted_dato(f, "start", start);
	fakta_sted_dato(f, "modtaget", modtaget);
	return true;
}

static bool foer_ansaettelse(struct fakta *f)
{
	struct dato start, foerste = {0, 0, 0}, d;
	if (!sag_dato(f->s, "afgoerelse.fra", &start))
		return false;
	for (size_t i = 0; i < sag_antal(f->s, "ansaettelser"); i++)
		if (objekt_dato(sag_nr(f->s, "ansaettelser", i), "fra", &d) &&
		    (!dato_er(foerste) || dato_orden(d, foerste) < 0))
			foerste = d;
	if (!dato_er(foerste) || dato_orden(start, foerste) >= 0)
		return false;
	fakta_sted_dato(f, "start", start);
	fakta_sted_dato(f, "ansat", foerste);
	return true;
}

static bool ikke_aftalt(struct fakta *f)
{
	for (size_t i = 0; i < sag_antal(f->s, "ansaettelser"); i++) {
		const struct objekt *a = sag_nr(f->s, "ansaettelser", i);
		if (!objekt_er(a, "aftalt", "nej"))
			continue;
		const char *navn = objekt_get(a, "virksomhed");
		f->opgave = a;
		fakta_sted(f, "virksomhed", navn ? navn : _("virksomheden"));
		return true;
	}
	return false;
}

/* The parts stand in the same unit as the whole. */
static bool fordeling(struct fakta *f)
{
	int64_t bevilget, sum = 0, min;
	if (sag_antal(f->s, "ansaettelser") < 2 || !sag_timer(f->s, "afgoerelse.timer", &bevilget))
		return false;
	for (size_t i = 0; i < sag_antal(f->s, "afgoerelse.fordeling"); i++)
		if (objekt_timer(sag_nr(f->s, "afgoerelse.fordeling", i), "timer", &min))
			sum += min;
	if (sum == bevilget)
		return false;
	fakta_sted_tid(f, "fordelt", sum);
	fakta_sted_tid(f, "bevilget", bevilget);
	return true;
}

static bool hoert(const struct sag *s)
{
	return sag_er(s, "afgoerelse.partshoering", "sendt") ||
	       sag_er(s, "afgoerelse.partshoering", "svar-modtaget") ||
	       sag_er(s, "afgoerelse.partshoering", "frist-udloebet") ||
	       (sag_er(s, "afgoerelse.partshoering", "ikke-noedvendig") &&
		sag_get(s, "afgoerelse.partshoering_grund"));
}

static bool uden_partshoering(struct fakta *f)
{
	bool mindre = f->om->forrige_min >= 0 && f->bevilget_min >= 0 &&
		      f->bevilget_min < f->om->forrige_min;
	bool delvis = sag_er(f->s, "afgoerelse.udfald", "delvis");
	if (hoert(f->s) || !(f->afslag || delvis || mindre))
		return false;
	fakta_sted(f, "hvorfor",
		   f->afslag ? _("Der gives afslag")
		   : delvis  ? _("Der gives mindre, end der er søgt om")
			     : _("Der gives færre timer end i den forrige bevilling"));
	return true;
}

/* Without a deadline nobody can say that it has passed. */
static bool hoeringsfrist(struct fakta *f)
{
	struct dato frist;
	if (!sag_er(f->s, "afgoerelse.partshoering", "sendt"))
		return false;
	bool sat = sag_dato(f->s, "afgoerelse.partshoering_frist", &frist);
	if (sat && dato_orden(f->dag, frist) > 0)
		return false;
	if (sat)
		fakta_sted_dato(f, "frist", frist);
	else
		fakta_sted(f, "frist", _("(ingen frist skrevet)"));
	fakta_sted_dato(f, "dato", f->dag);
	return true;
}

static bool uden_opfoelgning(struct fakta *f)
{
	struct dato naeste, til, senest = dato_plus_maaneder(f->dag, f->r->opfoelgning_maaneder);
	if (sag_dato(f->s, "afgoerelse.til", &til) && dato_orden(til, senest) < 0)
		senest = til;
	bool sat = sag_dato(f->s, "opfoelgning.naeste", &naeste);
	if (sat && dato_orden(naeste, senest) <= 0)
		return false;
	if (sat)
		fakta_sted_dato(f, "naeste", naeste);
	else
		fakta_sted(f, "naeste", _("ikke sat"));
	fakta_sted_dato(f, "senest", senest);
	return true;
}

static bool godkendt_af_anden(const struct fakta *f)
{
	const char *bruger = sag_get(f->s, "afgoerelse.godkendelse.bruger");
	return bruger && (!f->om->bruger || strcmp(bruger, f->om->bruger) != 0);
}

static bool uden_godkendelse(struct fakta *f)
{
	int64_t graense = f->om->ind ? f->om->ind->beloebsgraense : -1;
	if (graense < 0 || f->kost_maaned_oere <= graense || godkendt_af_anden(f))
		return false;
	char t[32];
	fakta_sted(f, "kost", penge_dansk(f->kost_maaned_oere, t));
	fakta_sted(f, "graense", penge_dansk(graense, t));
	return true;
}

static bool ubegrundet_sats(struct fakta *f)
{
	return sag_er(f->s, "afgoerelse.sats", "ordinaer") &&
	       !sag_get(f->s, "afgoerelse.sats_begrundelse");
}

static bool sps_uafklaret(struct fakta *f)
{
	return f->tal.uddannelse && !sag_er(f->s, "uddannelse.sps", "nej");
}

static bool uden_periode(struct fakta *f)
{
	return f->tal.uddannelse &&
	       (!sag_get(f->s, "uddannelse.navn") || !sag_get(f->s, "uddannelse.til"));
}

static bool historisk(struct fakta *f)
{
	if (f->r->brev)
		return false;
	fakta_sted(f, "regelsaet", f->r->navn);
	fakta_sted_dato(f, "dato", f->dag);
	return true;
}

static const struct regel REGLER[] = {
	{BEM_OVER_LOFT, TILSAGN, over_loft},
	{BEM_UFORENELIG_BEVILGET, TILSAGN, uforenelig},
	{BEM_VIKAR_BEVILGET, TILSAGN, vikar},
	{BEM_IKKE_VARIG_BETYDELIG, TILSAGN, ikke_varig_betydelig},
	{BEM_DOKUMENTATION_MANGLER, TILSAGN, udokumenteret},
	{BEM_OPLYST_NOK, AFGJORT, oplyst_nok},
	{BEM_AFSLAG_UDEN_GRUND, AFGJORT, afslag_uden_grund},
	{BEM_UDFALD_PASSER_IKKE, TILSAGN, udfald_passer_ikke},
	{BEM_FOR_LANGT_TILBAGE, TILSAGN, for_langt_tilbage},
	{BEM_TILBAGE_UDEN_ASSISTENT, TILSAGN, tilbage},
	{BEM_FOER_ANSAETTELSE, TILSAGN, foer_ansaettelse},
	{BEM_ANSAETTELSE_IKKE_AFTALT, TILSAGN, ikke_aftalt},
	{BEM_FORDELING_STEMMER_IKKE, TILSAGN, fordeling},
	{BEM_PARTSHOERING_MANGLER, AFGJORT, uden_partshoering},
	{BEM_PARTSHOERING_FRIST, AFGJORT, hoeringsfrist},
	{BEM_OPFOELGNING_MANGLER, TILSAGN, uden_opfoelgning},
	{BEM_MANGLER_GODKENDELSE, AFGJORT, uden_godkendelse},
	{BEM_SAERLIG_SATS, TILSAGN, ubegrundet_sats},
	{BEM_SPS_UAFKLARET, ALTID, sps_uafklaret},
	{BEM_UDDANNELSE_UDEN_PERIODE, ALTID, uden_periode},
	{BEM_REGELSAET_HISTORISK, AFGJORT, historisk},
};

const struct regel *afgoerelsesregler(size_t *n)
{
	*n = sizeof REGLER / sizeof *REGLER;
	return REGLER;
}
