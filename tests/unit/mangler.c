#include "proevesag.h"

#include "core/regler/mangler.h"

static size_t endelig(struct proeve *p, struct mangler *m)
{
	mangler_done(m);
	mangler_endelig(m, p->s, proeve_vurder(p));
	return m->n;
}

static const struct mangel *med_kode(const struct mangler *m, const char *kode)
{
	for (size_t i = 0; i < m->n; i++)
		if (m->alle[i].kode && !strcmp(m->alle[i].kode, kode))
			return &m->alle[i];
	return NULL;
}

static const struct mangel *med_felt(const struct mangler *m, const char *noegle)
{
	for (size_t i = 0; i < m->n; i++)
		if (m->alle[i].felt && !m->alle[i].kode && !strcmp(m->alle[i].felt->noegle, noegle))
			return &m->alle[i];
	return NULL;
}

static const struct mangel *med_liste(const struct mangler *m, const char *liste)
{
	for (size_t i = 0; i < m->n; i++)
		if (!m->alle[i].felt && m->alle[i].liste && !strcmp(m->alle[i].liste, liste))
			return &m->alle[i];
	return NULL;
}

Test(mangler, both_worked_cases_may_become_final)
{
	struct proeve p;
	struct mangler m = {0};
	proeve_start(&p);
	proeve_laes(&p, "landmand");
	cr_expect_eq(endelig(&p, &m), 0, "%s", m.n ? m.alle[0].tekst : "");
	proeve_laes(&p, "paedagog");
	cr_expect_eq(endelig(&p, &m), 0, "%s", m.n ? m.alle[0].tekst : "");
	mangler_done(&m);
	proeve_slut(&p);
}

/* The list in the contract of the case file: each of these stops a grant alone. */
Test(mangler, each_required_field_stops_a_final_grant_and_says_so)
{
	static const char *const felter[] = {
		"borger.cpr", "borger.adresse", "borger.postnr", "borger.by", "ansoegning.modtaget",
		"ansoegning.timer_pr_uge", "ansoegning.fra", "funktionsnedsaettelse.art",
		"funktionsnedsaettelse.beskrivelse", "afgoerelse.udfald", "afgoerelse.dato",
		"afgoerelse.timer", "afgoerelse.pr", "afgoerelse.fra", "afgoerelse.sats",
		"afgoerelse.assistent", "opfoelgning.naeste"};
	static const char *const ansat[] = {"virksomhed", "cvr", "form", "stilling", "timer_pr_uge",
					    "arbejdsdage_pr_uge"};
	struct proeve p;
	struct mangler m = {0};
	proeve_start(&p);
	for (size_t i = 0; i < sizeof felter / sizeof *felter; i++) {
		char *ret = mem_format("%s=", felter[i]);
		proeve_laes(&p, "paedagog");
		proeve_ret(&p, ret);
		free(ret);
		endelig(&p, &m);
		const struct mangel *g = med_felt(&m, felter[i]);
		cr_expect_not_null(g, "%s", felter[i]);
		cr_expect(!g || strstr(g->tekst, g->felt->navn), "%s", felter[i]);
	}
	for (size_t i = 0; i < sizeof ansat / sizeof *ansat; i++) {
		char *ret = mem_format("ansaettelser[0].%s=", ansat[i]);
		char *noegle = mem_format("ansaettelser.%s", ansat[i]);
		proeve_laes(&p, "paedagog");
		proeve_ret(&p, ret);
		endelig(&p, &m);
		const struct mangel *g = med_felt(&m, noegle);
		cr_expect_not_null(g, "%s", noegle);
		cr_expect(g && g->objekt == sag_nr(p.s, "ansaettelser", 0), "%s", noegle);
		free(ret);
		free(noegle);
	}
	mangler_done(&m);
	proeve_slut(&p);
}

Test(mangler, named_assistants_stand_for_the_arrangement)
{
	struct proeve p;
	struct mangler m = {0};
	proeve_start(&p);
	proeve_laes(&p, "paedagog");
	proeve_ret(&p, "afgoerelse.assistent=;+afgoerelse.assistenter:navn=Demo Hjælper");
	cr_expect_eq(endelig(&p, &m), 0, "%s", m.n ? m.alle[0].tekst : "");
	mangler_done(&m);
	proeve_slut(&p);
}

Test(mangler, a_partial_grant_needs_the_citizens_view_or_the_word_that_there_is_none)
{
	struct proeve p;
	struct mangler m = {0};
	proeve_start(&p);
	proeve_laes(&p, "landmand");
	proeve_ret(&p, "afgoerelse.borgers_syn=");
	endelig(&p, &m);
	cr_expect_not_null(med_felt(&m, "afgoerelse.borgers_syn"));
	proeve_ret(&p, "afgoerelse.intet_syn=ja");
	endelig(&p, &m);
	cr_expect_null(med_felt(&m, "afgoerelse.borgers_syn"));
	mangler_done(&m);
	proeve_slut(&p);
}

Test(mangler, remarks_stop_it_until_they_are_answered_and_information_never_does)
{
	struct proeve p;
	struct mangler m = {0};
	proeve_start(&p);
	proeve_laes(&p, "paedagog");
	proeve_ret(&p, "opgaver[4].foer=kollega;afgoerelse.timer=25;opgaver[3].type=foere-bil");
	endelig(&p, &m);
	const struct mangel *g = med_kode(&m, "vikar-merarbejde");
	cr_assert_not_null(g);
	cr_expect_str_eq(g->felt->noegle, "vurdering.vikar_begrundelse", "the field that answers");
	g = med_kode(&m, "over-loft");
	cr_assert_not_null(g);
	cr_expect_str_eq(g->felt->noegle, "afgoerelse.timer");
	cr_expect_null(med_kode(&m, "koersel"));
	cr_expect_null(med_kode(&m, "uden-besoeg"));
	proeve_ret(&p, "vurdering.vikar_begrundelse=Ingen;sag.trin=1");
	endelig(&p, &m);
	cr_expect_null(med_kode(&m, "vikar-merarbejde"));
	cr_expect_not_null(med_kode(&m, "over-loft"), "an early step does not let it through");
	mangler_done(&m);
	proeve_slut(&p);
}

Test(mangler, parameters_that_this_outcome_asks_for_stop_it)
{
	struct proeve p;
	struct mangler m = {0};
	proeve_start(&p);
	proeve_laes(&p, "paedagog");
	proeve_ret(&p, "afgoerelse.lagt_til_grund=;funktionsnedsaettelse.betydning=;"
		       "vurdering.begrundelse=");
	endelig(&p, &m);
	cr_assert_not_null(med_kode(&m, "lagt_til_grund"));
	cr_expect_str_eq(med_kode(&m, "lagt_til_grund")->felt->noegle, "afgoerelse.lagt_til_grund");
	cr_expect_not_null(med_kode(&m, "betydning"));
	cr_expect_str_eq(med_kode(&m, "behov")->felt->noegle, "vurdering.begrundelse");
	cr_expect_null(med_kode(&m, "egne_opgaver"));
	proeve_ret(&p, "vurdering.begrundelse=Ti timer;-opgaver");
	endelig(&p, &m);
	cr_expect_str_eq(med_kode(&m, "behov")->liste, "opgaver");
	mangler_done(&m);
	proeve_slut(&p);
}

#define AFSLAG                                                                                     \
	"afgoerelse.udfald=afslag;afgoerelse.afslag_begrundelse=Fordi;afgoerelse.intet_syn=ja;"     \
	"afgoerelse.timer=;afgoerelse.sats=;afgoerelse.fra=;afgoerelse.til=;opfoelgning.naeste=;"

Test(mangler, a_refusal_outside_the_scheme_may_lack_employment_and_tasks)
{
	struct proeve p;
	struct mangler m = {0};
	proeve_start(&p);
	proeve_laes(&p, "paedagog");
	proeve_ret(&p, AFSLAG "-opgaver;-ansaettelser;afgoerelse.afslag_grund=ikke-personkreds");
	cr_expect_eq(endelig(&p, &m), 0, "%s", m.n ? m.alle[0].tekst : "");
	proeve_ret(&p, "afgoerelse.afslag_grund=anden-lov");
	endelig(&p, &m);
	cr_expect_not_null(med_liste(&m, "ansaettelser"));
	cr_expect_null(med_liste(&m, "opgaver"));
	proeve_ret(&p, "afgoerelse.afslag_grund=intet-behov");
	endelig(&p, &m);
	cr_expect_not_null(med_liste(&m, "opgaver"));
	mangler_done(&m);
	proeve_slut(&p);
}

static void maal(struct proeve *p, struct mangler *m)
{
	mangler_done(m);
	mangler_find(m, p->s);
}

Test(mangler, the_meter_counts_what_is_missing_visit_first_and_sums_up)
{
	struct proeve p;
	struct mangler m = {0};
	proeve_start(&p);
	proeve_tekst(&p, "femtrin: 1\nborger: {navn: \"Demo Borger\"}\nsag: {ordning: personlig-assistance}\n");
	maal(&p, &m);
	cr_assert_gt(m.besoeg, 0);
	cr_assert_gt(m.kontor, 0);
	cr_assert_eq((int)m.n, m.besoeg + m.kontor);
	int krav = 0, fyldt = 0;
	for (int i = 1; i <= 5; i++) {
		krav += m.krav[i];
		fyldt += m.fyldt[i];
		cr_expect_leq(m.fyldt[i], m.krav[i]);
	}
	cr_assert_eq(krav - fyldt, (int)m.n);
	for (size_t i = 1; i < m.n; i++) {
		bool foer = m.alle[i - 1].kraeves == KRAEVES_BESOEG, nu = m.alle[i].kraeves == KRAEVES_BESOEG;
		cr_expect(foer || !nu, "visit before office");
		if (foer == nu)
			cr_expect_leq(m.alle[i - 1].trin, m.alle[i].trin);
		cr_expect(m.alle[i].felt || m.alle[i].liste, "%s", m.alle[i].tekst);
	}
	int jobs = 0;
	for (size_t i = 0; i < m.n; i++)
		jobs += m.alle[i].liste && !m.alle[i].felt && !strcmp(m.alle[i].liste, "ansaettelser");
	cr_expect_eq(jobs, 1, "asked for once, though three sections show the list");
	cr_expect_not_null(med_liste(&m, "opgaver"));
	cr_expect_not_null(med_liste(&m, "funktionsnedsaettelse.dokumentation"));
	mangler_done(&m);
	proeve_slut(&p);
}

Test(mangler, an_obvious_impairment_needs_no_document)
{
	struct proeve p;
	struct mangler m = {0};
	proeve_start(&p);
	proeve_laes(&p, "paedagog");
	maal(&p, &m);
	cr_expect_null(med_liste(&m, "funktionsnedsaettelse.dokumentation"));
	proeve_ret(&p, "funktionsnedsaettelse.aabenbar=nej");
	maal(&p, &m);
	cr_expect_not_null(med_liste(&m, "funktionsnedsaettelse.dokumentation"));
	proeve_ret(&p, "+funktionsnedsaettelse.dokumentation:art=hospital,dato=2026-05-01,fra=Sygehuset");
	maal(&p, &m);
	cr_expect_null(med_liste(&m, "funktionsnedsaettelse.dokumentation"));
	mangler_done(&m);
	proeve_slut(&p);
}

Test(mangler, a_task_that_lacks_its_minutes_is_named_with_the_task)
{
	struct proeve p;
	struct mangler m = {0};
	proeve_start(&p);
	proeve_laes(&p, "paedagog");
	proeve_ret(&p, "opgaver[4].bistand=;opgaver[4].minutter=;opgaver[3].antal=");
	maal(&p, &m);
	const struct mangel *g = med_felt(&m, "opgaver.minutter");
	cr_assert_not_null(g);
	cr_expect_eq(g->objekt, sag_nr(p.s, "opgaver", 4));
	cr_expect_not_null(strstr(g->tekst, "mangler for opgaven Flyverdragter og støvler"), "%s", g->tekst);
	cr_expect_eq(g->kraeves, KRAEVES_BESOEG);
	cr_expect_not_null(med_felt(&m, "opgaver.bistand"));
	cr_expect_eq(med_felt(&m, "opgaver.antal")->objekt, sag_nr(p.s, "opgaver", 3));
	proeve_ret(&p, "opgaver[0].minutter=");
	maal(&p, &m);
	for (size_t i = 0; i < m.n; i++)
		cr_expect_neq(m.alle[i].objekt, sag_nr(p.s, "opgaver", 0), "column 1 may lack minutes");
	mangler_done(&m);
	proeve_slut(&p);
}
