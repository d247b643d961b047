#include "core/brev/beregn.h"

#include <string.h>

#include "core/base/buf.h"
#include "core/base/minutter.h"
#include "core/base/penge.h"
#include "core/brev/arbejdssted.h"
#include "core/brev/assistent.h"
#include "core/brev/brev.h"
#include "core/brev/brevfrist.h"
#include "core/brev/enhed.h"
#include "core/brev/forrige.h"
#include "core/brev/udbetalt.h"
#include "core/form/indstillinger.h"
#include "core/journal/store.h"
#include "core/regler/assess.h"
#include "core/regler/regelsaet.h"
#include "core/regler/timer.h"
#include "core/sag/sag.h"

static bool tekst(struct buf *ud, const char *s)
{
	if (!s || !*s)
		return false;
	buf_tekst(ud, s);
	return true;
}

static bool minutter(struct buf *ud, int64_t min)
{
	char t[48];
	return min >= 0 && tekst(ud, minutter_tekst(min, t));
}

static bool flag(struct buf *ud, bool ja)
{
	return ja && tekst(ud, "ja");
}

static bool uger(struct buf *ud, int n)
{
	if (n > 0)
		buf_format(ud, n == 1 ? "%d uge" : "%d uger", n);
	return n > 0;
}

/* brev, kommune, bruger */

static bool brev_dato(const struct beregn_om *m, struct buf *ud)
{
	char d[40];
	return dato_er(m->dato) && tekst(ud, dato_lang(m->dato, d));
}

static bool brev_art(const struct beregn_om *m, struct buf *ud)
{
	return tekst(ud, m->art);
}

static bool kommune_navn(const struct beregn_om *m, struct buf *ud)
{
	if (tekst(ud, m->om->ind->kommune.navn))
		return true;
	const char *kode = sag_get(m->sag, "sag.kommune");
	if (!kode)
		kode = m->om->ind->kommune.kode;
	if (!*kode)
		return tekst(ud, "Kommunen");
	buf_format(ud, "Kommune %s", kode);
	return true;
}

static bool kommune_adresse(const struct beregn_om *m, struct buf *ud)
{
	return tekst(ud, m->om->ind->kommune.adresse);
}

static bool kommune_telefon(const struct beregn_om *m, struct buf *ud)
{
	return tekst(ud, m->om->ind->kommune.telefon);
}

static bool kommune_email(const struct beregn_om *m, struct buf *ud)
{
	return tekst(ud, m->om->ind->kommune.email);
}

static bool bruger_navn(const struct beregn_om *m, struct buf *ud)
{
	if (tekst(ud, m->om->ind->bruger.navn))
		return true;
	struct store *s = sag_store(m->sag);
	return tekst(ud, s ? store_bruger(s) : NULL) || tekst(ud, "Sagsbehandleren");
}

static bool bruger_titel(const struct beregn_om *m, struct buf *ud)
{
	return tekst(ud, m->om->ind->bruger.titel);
}

static bool bruger_telefon(const struct beregn_om *m, struct buf *ud)
{
	return tekst(ud, m->om->ind->bruger.telefon);
}

/* The rule set in force */

#define REGEL(navn)                                                                            \
	static bool regel_##navn(const struct beregn_om *m, struct buf *ud)                    \
	{                                                                                      \
		return tekst(ud, m->om->assess->regelsaet->navn);                              \
	}
REGEL(lov)
REGEL(hjemmel)
REGEL(hjemmel_afslag)
REGEL(hjemmel_personkreds)
REGEL(hjemmel_loft)
REGEL(hjemmel_uddannelse)
REGEL(hjemmel_opfoelgning)
REGEL(hjemmel_udbetaling)
REGEL(hjemmel_klage)
REGEL(klageorgan)
REGEL(klagefrist_fra)

static bool regel_klagefrist(const struct beregn_om *m, struct buf *ud)
{
	return uger(ud, m->om->assess->regelsaet->klagefrist_uger);
}

static bool regel_genvurdering(const struct beregn_om *m, struct buf *ud)
{
	return uger(ud, m->om->assess->regelsaet->genvurdering_uger);
}

static bool regel_loft(const struct beregn_om *m, struct buf *ud)
{
	return minutter(ud, m->om->assess->regelsaet->loft_min);
}

static bool regel_fuldtid(const struct beregn_om *m, struct buf *ud)
{
	return minutter(ud, m->om->assess->regelsaet->fuldtid_min);
}

/* The case */

static bool behov(const struct beregn_om *m, struct buf *ud)
{
	return m->om->assess->tal.behov_min > 0 && minutter(ud, m->om->assess->tal.behov_min);
}

static bool loft(const struct beregn_om *m, struct buf *ud)
{
	return m->om->assess->tal.loft_min > 0 && minutter(ud, m->om->assess->tal.loft_min);
}

static bool arbejdstid(const struct beregn_om *m, struct buf *ud)
{
	return m->om->assess->tal.arbejdstid_min > 0 &&
	       minutter(ud, m->om->assess->tal.arbejdstid_min);
}

static bool bevilget(const struct beregn_om *m, struct buf *ud)
{
	int64_t min;
	if (!sag_timer(m->sag, "afgoerelse.timer", &min))
		return false;
	minutter(ud, min);
	if (sag_er(m->sag, "afgoerelse.pr", "kvartal"))
		buf_tekst(ud, " i kvartalet");
	else if (sag_er(m->sag, "afgoerelse.pr", "aar"))
		buf_tekst(ud, " om året");
	else
		buf_tekst(ud, " om ugen");
	return true;
}

static bool bevilget_uge(const struct beregn_om *m, struct buf *ud)
{
	return minutter(ud, timer_bevilget(m->sag, m->om->assess->regelsaet));
}

static bool soegt_min(const struct beregn_om *m, int64_t *min)
{
	return sag_timer(m->sag, "ansoegning.aendret.timer_pr_uge", min) ||
	       sag_timer(m->sag, "ansoegning.timer_pr_uge", min);
}

static bool soegt(const struct beregn_om *m, struct buf *ud)
{
	int64_t min;
	if (!soegt_min(m, &min))
		return false;
	minutter(ud, min);
	buf_tekst(ud, " om ugen");
	return true;
}

static bool afslag(const struct beregn_om *m)
{
	return sag_er(m->sag, "afgoerelse.udfald", "afslag");
}

static bool faerre_timer(const struct beregn_om *m, struct buf *ud)
{
	int64_t min, givet = timer_bevilget(m->sag, m->om->assess->regelsaet);
	return flag(ud, !afslag(m) && givet >= 0 && soegt_min(m, &min) && givet < min);
}

static bool fra_til(struct buf *ud, const struct sag *s, const char *fra_felt, const char *til_felt)
{
	struct dato fra, til;
	char a[40], b[40];
	if (!sag_dato(s, fra_felt, &fra))
		return false;
	if (sag_dato(s, til_felt, &til))
		buf_format(ud, "fra den %s til og med den %s", dato_lang(fra, a),
			   dato_lang(til, b));
	else
		buf_format(ud, "fra den %s og indtil videre", dato_lang(fra, a));
	return true;
}

static bool periode(const struct beregn_om *m, struct buf *ud)
{
	return fra_til(ud, m->sag, "afgoerelse.fra", "afgoerelse.til");
}

/* Where no end was stated, only the start is known. */
static bool soegt_periode(const struct beregn_om *m, struct buf *ud)
{
	struct dato fra;
	char a[40];
	if (sag_get(m->sag, "ansoegning.til") ||
	    sag_er(m->sag, "ansoegning.periode", "indtil-videre"))
		return fra_til(ud, m->sag, "ansoegning.fra", "ansoegning.til");
	if (!sag_dato(m->sag, "ansoegning.fra", &fra))
		return false;
	buf_format(ud, "fra den %s", dato_lang(fra, a));
	return true;
}

static bool kortere_periode(const struct beregn_om *m, struct buf *ud)
{
	struct dato s, g;
	bool senere = sag_dato(m->sag, "ansoegning.fra", &s) &&
		      sag_dato(m->sag, "afgoerelse.fra", &g) && dato_orden(g, s) > 0;
	bool slut = sag_dato(m->sag, "afgoerelse.til", &g);
	bool foer = slut && sag_dato(m->sag, "ansoegning.til", &s) && dato_orden(g, s) < 0;
	bool uden = slut && sag_er(m->sag, "ansoegning.periode", "indtil-videre");
	return flag(ud, !afslag(m) && (senere || foer || uden));
}

static bool sats(const struct beregn_om *m, struct buf *ud)
{
	char kr[32];
	const char *art = sag_get(m->sag, "afgoerelse.sats");
	int64_t oere = art ? indstillinger_sats(m->om->ind, art, m->dato) : -1;
	if (oere >= 0)
		buf_format(ud, "%s kr.", penge_dansk(oere, kr));
	return oere >= 0;
}

static bool indsendelse(const struct beregn_om *m, struct buf *ud)
{
	int dage = m->om->ind->frist_indsendelse_dage;
	if (dage > 0)
		buf_format(ud, "%d dage", dage);
	return dage > 0;
}

static bool deltid(const struct beregn_om *m, struct buf *ud)
{
	const struct assess *a = m->om->assess;
	return flag(ud, a->tal.arbejdstid_min > 0 &&
				a->tal.arbejdstid_min < a->regelsaet->fuldtid_min);
}

static bool udvidet(const struct beregn_om *m, struct buf *ud)
{
	return flag(ud, m->om->assess->tal.udvidet);
}

static bool flere_ansaettelser(const struct beregn_om *m, struct buf *ud)
{
	return flag(ud, sag_antal(m->sag, "ansaettelser") > 1);
}

static bool over_loft(const struct beregn_om *m, struct buf *ud)
{
	const struct timetal *t = &m->om->assess->tal;
	return flag(ud, t->loft_min > 0 && t->behov_min > t->loft_min);
}

static bool afviger(const struct beregn_om *m, struct buf *ud)
{
	int64_t givet = timer_bevilget(m->sag, m->om->assess->regelsaet);
	return flag(ud, givet >= 0 && givet != m->om->assess->tal.behov_min);
}

static bool hjaelp_givet(const struct beregn_om *m, struct buf *ud)
{
	int64_t aar = 0;
	for (size_t i = 0; i < sag_antal(m->sag, "opgaver"); i++) {
		const struct objekt *o = sag_nr(m->sag, "opgaver", i);
		struct opgavetal t;
		timer_opgave(&t, m->sag, o);
		aar += objekt_get(o, "afslag") ? 0 : t.hjaelp;
	}
	return minutter(ud, del_afrund(aar, m->om->assess->regelsaet->uger_aar));
}

/* The workplace that a row of hours belongs to, by the name it has in the case. */
static bool virksomhed(const struct beregn_om *m, struct buf *ud)
{
	const char *navn = objekt_get(m->o, "ansaettelse");
	const struct objekt *a = navn ? sag_med_navn(m->sag, "ansaettelser", navn) : NULL;
	return a && tekst(ud, objekt_get(a, "virksomhed"));
}

/* One task */

static int64_t om_ugen(const struct beregn_om *m, int64_t aar)
{
	return del_afrund(aar, m->om->assess->regelsaet->uger_aar);
}

static bool opg_hjaelp(const struct beregn_om *m, struct buf *ud)
{
	struct opgavetal t;
	timer_opgave(&t, m->sag, m->o);
	return t.hjaelp > 0 && minutter(ud, om_ugen(m, t.hjaelp));
}

static bool opg_har_hjaelp(const struct beregn_om *m, struct buf *ud)
{
	struct opgavetal t;
	timer_opgave(&t, m->sag, m->o);
	return flag(ud, t.hjaelp > 0);
}

static bool opg_tid(const struct beregn_om *m, struct buf *ud)
{
	struct opgavetal t;
	timer_opgave(&t, m->sag, m->o);
	return t.taeller && minutter(ud, om_ugen(m, t.total));
}

static bool opg_hyppighed(const struct beregn_om *m, struct buf *ud)
{
	static const struct {
		const char *pr, *navn;
	} PR[] = {
		{"dag", "om dagen"},       {"uge", "om ugen"},
		{"14-dage", "hver 14. dag"}, {"maaned", "om måneden"},
		{"kvartal", "i kvartalet"}, {"aar", "om året"},
	};
	int64_t antal = objekt_tal(m->o, "antal", 0);
	for (size_t i = 0; antal > 0 && i < sizeof(PR) / sizeof(*PR); i++) {
		if (!objekt_er(m->o, "pr", PR[i].pr))
			continue;
		buf_format(ud, antal == 1 ? "%d gang %s" : "%d gange %s", (int)antal,
			   PR[i].navn);
		return true;
	}
	return false;
}

#define OPG "opgaver"
#define REG(navn)                                                                              \
	{                                                                                      \
		"regelsaet." #navn, NULL, {"afgoerelse.dato"}, regel_##navn                    \
	}

#define ARB(navn, felter, lav) {"arbejdssted." navn, NULL, felter, arbejdssted_##lav}
#define TIMER {"afgoerelse.timer", "afgoerelse.fordeling"}
#define ASSISTENT {"afgoerelse.assistent", "afgoerelse.assistenter.art"}
#define FOR(navn, lav) {"forrige." navn, NULL, {"sag.forrige"}, forrige_##lav}

static const struct beregnet STEDER[] = {
	{"brev.dato", NULL, {"afgoerelse.dato"}, brev_dato},
	{"brev.art", NULL, {NULL}, brev_art},
	{"kommune.navn", NULL, {"sag.kommune"}, kommune_navn},
	{"kommune.adresse", NULL, {"sag.kommune"}, kommune_adresse},
	{"kommune.telefon", NULL, {"sag.kommune"}, kommune_telefon},
	{"kommune.email", NULL, {"sag.kommune"}, kommune_email},
	{"bruger.navn", NULL, {NULL}, bruger_navn},
	{"bruger.titel", NULL, {NULL}, bruger_titel},
	{"bruger.telefon", NULL, {NULL}, bruger_telefon},
	REG(lov),
	REG(hjemmel),
	REG(hjemmel_afslag),
	REG(hjemmel_personkreds),
	REG(hjemmel_loft),
	REG(hjemmel_uddannelse),
	REG(hjemmel_opfoelgning),
	REG(hjemmel_udbetaling),
	REG(hjemmel_klage),
	REG(klageorgan),
	REG(klagefrist_fra),
	REG(klagefrist),
	REG(genvurdering),
	REG(loft),
	REG(fuldtid),
	{"beregn.behov", NULL, {OPG}, behov},
	{"beregn.loft", NULL, {"ansaettelser.timer_pr_uge"}, loft},
	{"beregn.arbejdstid", NULL, {"ansaettelser.timer_pr_uge"}, arbejdstid},
	{"beregn.bevilget", NULL, {"afgoerelse.timer", "afgoerelse.pr"}, bevilget},
	{"beregn.bevilget_uge", NULL, {"afgoerelse.timer", "afgoerelse.pr"}, bevilget_uge},
	{"beregn.soegt", NULL, {"ansoegning.timer_pr_uge"}, soegt},
	{"beregn.periode", NULL, {"afgoerelse.fra", "afgoerelse.til"}, periode},
	{"beregn.soegt_periode", NULL, {"ansoegning.fra", "ansoegning.til"}, soegt_periode},
	{"beregn.sats", NULL, {"afgoerelse.sats"}, sats},
	{"beregn.indsendelse", NULL, {NULL}, indsendelse},
	{"beregn.deltid", NULL, {"ansaettelser.timer_pr_uge"}, deltid},
	{"beregn.udvidet", NULL, {"funktionsnedsaettelse.udvidelse_begrundelse"}, udvidet},
	{"beregn.over_loft", NULL, {OPG, "ansaettelser.timer_pr_uge"}, over_loft},
	{"beregn.afviger", NULL, {OPG, "afgoerelse.timer"}, afviger},
	{"beregn.hjaelp_givet", NULL, {OPG}, hjaelp_givet},
	{".beregn.virksomhed", "afgoerelse.fordeling", {"ansaettelser.virksomhed"}, virksomhed},
	{".beregn.virksomhed", OPG, {"ansaettelser.virksomhed"}, virksomhed},
	{".beregn.andel", "afgoerelse.fordeling", {"afgoerelse.fordeling.timer"}, enhed_andel},
	{"beregn.pr", NULL, {"afgoerelse.pr"}, enhed_pr},
	{"beregn.hjaelp_pr", NULL, {OPG}, enhed_hjaelp_givet},
	{"beregn.assistent", NULL, ASSISTENT, assistent_arter},
	{"beregn.tolk", NULL, ASSISTENT, assistent_tolk},
	{"beregn.kommunen_ansaetter", NULL, ASSISTENT, assistent_hos_kommunen},
	{"beregn.udbetalt_timer", NULL, {"udbetalinger.timer"}, udbetalt_timer},
	{"beregn.udbetalt", NULL, {"udbetalinger.udbetalt"}, udbetalt_beloeb},
	{"beregn.flere_ansaettelser", NULL, {"ansaettelser.virksomhed"}, flere_ansaettelser},
	{"beregn.faerre_timer",
	 NULL,
	 {"afgoerelse.timer", "ansoegning.timer_pr_uge"},
	 faerre_timer},
	{"beregn.kortere_periode", NULL, {"afgoerelse.til", "ansoegning.til"}, kortere_periode},
	ARB("navn", {"ansaettelser.virksomhed"}, navn),
	ARB("cvr", {"ansaettelser.cvr"}, cvr),
	ARB("adresse", {"ansaettelser.adresse"}, adresse),
	ARB("telefon", {"ansaettelser.telefon"}, telefon),
	ARB("kontaktperson", {"ansaettelser.kontaktperson"}, kontakt),
	ARB("stilling", {"ansaettelser.stilling"}, stilling),
	ARB("selvstaendig", {"ansaettelser.form"}, selvstaendig),
	ARB("timer", TIMER, timer),
	ARB("kvartal", TIMER, kvartal),
	{"arbejdssted.assistent", NULL, ASSISTENT, assistent_arter_her},
	{"arbejdssted.assistent_navn", NULL, {"afgoerelse.assistenter.navn"}, assistent_navne_her},
	{".beregn.her", OPG, {"opgaver.ansaettelse"}, arbejdssted_her},
	FOR("bevilget", bevilget),
	FOR("periode", periode),
	FOR("hjaelp", hjaelp),
	FOR("udgaaet", udgaaet),
	FOR("mer", mer),
	FOR("mindre", mindre),
	{".forrige.hjaelp", OPG, {"sag.forrige", "opgaver.navn"}, forrige_opgave},
	{".forrige.nu", OPG, {"opgaver.bistand"}, forrige_nu},
	{"frist.foerst", NULL, {"ansoegning.modtaget"}, brevfrist_foerst},
	{"frist.svar", NULL, {"ansoegning.frist"}, brevfrist_svar},
	{"frist.ny", NULL, {"ansoegning.frist"}, brevfrist_ny},
	{"frist.genvurdering", NULL, {"klage.frist_genvurdering"}, brevfrist_genvurdering},
	{"regelsaet.tilbage", NULL, {NULL}, brevfrist_tilbage},
	{"frist.over_aar", NULL, {"afgoerelse.til"}, brevfrist_over_aar},
	{".beregn.hjaelp_pr", OPG, {"opgaver.bistand", "opgaver.antal", "opgaver.pr"}, enhed_hjaelp},
	{".beregn.hjaelp", OPG, {"opgaver.bistand", "opgaver.antal", "opgaver.pr"}, opg_hjaelp},
	{".beregn.tid", OPG, {"opgaver.minutter", "opgaver.antal", "opgaver.pr"}, opg_tid},
	{".beregn.hyppighed", OPG, {"opgaver.antal", "opgaver.pr"}, opg_hyppighed},
	{".beregn.har_hjaelp", OPG, {"opgaver.bistand"}, opg_har_hjaelp},
};

const struct beregnet *beregn_find(const char *navn, const char *liste)
{
	for (size_t i = 0; i < sizeof(STEDER) / sizeof(*STEDER); i++) {
		const struct beregnet *b = &STEDER[i];
		if (strcmp(b->navn, navn) == 0 &&
		    (!b->liste || (liste && strcmp(b->liste, liste) == 0)))
			return b;
	}
	return NULL;
}
