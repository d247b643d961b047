#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/io/db.h"
#include "core/journal/afvist.h"
#include "core/journal/konflikt.h"
#include "toradner.h"

/* anna has two computers (0 and 2), birk has one (1). */
static struct toradner *t;
static const struct uuid SAG = {{1}}, OPGAVE = {{2}};
enum { ANNA, BIRK, ANNAS_ANDEN };

static void setup(void)
{
	t = toradner_ny();
	toradner_skriv(t, ANNA, SAG, SAG, "borger.navn", "Demo Borger");
	toradner_skriv(t, ANNA, SAG, SAG, "borger.by", "Demoby");
	toradner_skriv(t, ANNA, SAG, OPGAVE, "opgaver.navn", "Opvask");
	toradner_skriv(t, ANNA, SAG, OPGAVE, "opgaver.minutter", "20");
	toradner_synk(t, ANNA);
	toradner_synk(t, BIRK);
	toradner_synk(t, ANNAS_ANDEN);
}

static void teardown(void)
{
	toradner_slut(t);
}

TestSuite(konflikt, .init = setup, .fini = teardown);

static void synk_alle(void)
{
	for (int runde = 0; runde < 2; runde++)
		for (int i = 0; i < TORADNER; i++)
			toradner_synk(t, i);
}

static struct vec hent(int hvem)
{
	struct vec v = KONFLIKTER;
	struct err e = {0, ""};
	cr_assert_eq(konflikt_hent(toradner_j(t, hvem), &SAG, &v, &e), 0, "%s", e.tekst);
	return v;
}

static int64_t antal(int hvem)
{
	struct err e = {0, ""};
	struct vec v = hent(hvem);
	int64_t n = konflikt_antal(toradner_j(t, hvem), &SAG, &e);
	cr_assert_eq(n, (int64_t)v.n, "the case list counts others than there are");
	cr_assert_eq(konflikt_antal(toradner_j(t, hvem), NULL, &e), n);
	konflikt_ryd(&v);
	return n;
}

static const char *vist(int hvem, const char *felt)
{
	static char svar[64];
	struct stmt *s = db_stmt(store_db(t->l[hvem].s), "SELECT vaerdi FROM felt WHERE felt = :felt", NULL);
	stmt_tekst(s, ":felt", felt);
	cr_assert_eq(stmt_step(s, NULL), 1);
	snprintf(svar, sizeof svar, "%s", stmt_er_nul(s, 0) ? "(tom)" : stmt_kol_tekst(s, 0));
	stmt_reset(s);
	return svar;
}

static void afgoer(int hvem, const char *vaerdi)
{
	struct err e = {0, ""};
	struct vec v = hent(hvem);
	cr_assert_gt(v.n, 0);
	cr_assert_eq(konflikt_afgoer(toradner_j(t, hvem), VEC_NR(struct konflikt, &v, 0), vaerdi, &e),
		     0, "%s", e.tekst);
	konflikt_ryd(&v);
}

/* Both write another town without seeing each other. */
static void to_byer(const char *annas, const char *birks)
{
	toradner_skriv(t, ANNA, SAG, SAG, "borger.by", annas);
	toradner_skriv(t, BIRK, SAG, SAG, "borger.by", birks);
	synk_alle();
}

Test(konflikt, both_sides_are_there_with_who_what_and_what_stood_before)
{
	to_byer("Nordby", "Sydby");
	struct vec v = hent(BIRK);
	cr_assert_eq(v.n, 1);
	const struct konflikt *k = VEC_NR(struct konflikt, &v, 0);
	cr_expect_str_eq(k->felt, "borger.by");
	cr_expect_null(k->liste);
	cr_assert_eq(k->n, 2);
	cr_expect(k->bud[0].min && k->bud[0].her && !k->bud[0].vist && !k->bud[0].usendt);
	cr_expect_str_eq(k->bud[0].vaerdi, "Sydby");
	cr_expect_str_eq(k->bud[0].bruger, "birk");
	cr_expect_str_eq(k->bud[0].foer, "Demoby");
	cr_expect(!k->bud[1].min && k->bud[1].vist);
	cr_expect_str_eq(k->bud[1].vaerdi, "Nordby");
	cr_expect_str_eq(k->bud[1].bruger, "anna");
	cr_expect_gt(POST_MS(k->bud[0].tid), POST_MS(k->bud[1].tid));
	konflikt_ryd(&v);
}

Test(konflikt, heads_that_agree_are_none)
{
	to_byer("Nordby", "Nordby");
	for (int i = 0; i < TORADNER; i++)
		cr_expect_eq(antal(i), 0);
	toradner_skriv(t, BIRK, SAG, SAG, "borger.by", "Sydby");
	synk_alle();
	cr_expect_eq(antal(ANNA), 0);
	cr_expect_str_eq(vist(ANNA, "borger.by"), "Sydby");
}

Test(konflikt, my_own_two_computers_can_disagree_and_both_are_mine)
{
	toradner_skriv(t, ANNA, SAG, SAG, "borger.by", "Nordby");
	toradner_skriv(t, ANNAS_ANDEN, SAG, SAG, "borger.by", "Sydby");
	synk_alle();
	struct vec v = hent(ANNAS_ANDEN);
	const struct konflikt *k = VEC_NR(struct konflikt, &v, 0);
	cr_assert_eq(k->n, 2);
	cr_expect(k->bud[0].min && k->bud[0].her);
	cr_expect_str_eq(k->bud[0].vaerdi, "Sydby");
	cr_expect(k->bud[1].min && !k->bud[1].her);
	konflikt_ryd(&v);
}

Test(konflikt, settling_replaces_every_head_on_every_laptop_and_keeps_the_loser)
{
	to_byer("Nordby", "Sydby");
	toradner_skriv(t, ANNAS_ANDEN, SAG, SAG, "borger.by", "Østby");
	cr_assert_eq(antal(ANNAS_ANDEN), 0, "who saw both has chosen");
	to_byer("Nordby", "Sydby");
	cr_assert_eq(antal(BIRK), 1);
	afgoer(BIRK, "Sydby");
	cr_expect_eq(antal(BIRK), 0);
	synk_alle();
	for (int i = 0; i < TORADNER; i++) {
		struct err e = {0, ""};
		cr_expect_eq(antal(i), 0);
		cr_expect_str_eq(vist(i, "borger.by"), "Sydby");
		cr_expect_eq(store_verify(t->l[i].s, NULL, NULL, &e), 0, "%s", e.tekst);
		struct stmt *s = db_stmt(store_db(t->l[i].s), "SELECT count(*) FROM journal "
					 "WHERE vaerdi = 'Nordby'", NULL);
		stmt_step(s, NULL);
		cr_expect_geq(stmt_kol_tal(s, 0), 1, "the loser is kept");
		stmt_reset(s);
	}
}

Test(konflikt, a_third_value_settles_it_too_and_so_does_nothing_at_all)
{
	to_byer("Nordby", "Sydby");
	afgoer(ANNA, "Østby");
	synk_alle();
	cr_expect_str_eq(vist(BIRK, "borger.by"), "Østby");
	to_byer("Nordby", "Sydby");
	afgoer(ANNA, NULL);
	synk_alle();
	cr_expect_str_eq(vist(BIRK, "borger.by"), "(tom)");
	cr_expect_eq(antal(BIRK), 0);
}

Test(konflikt, the_value_shown_stays_until_somebody_replaces_that_very_one)
{
	to_byer("Nordby", "Sydby");
	for (int i = 0; i < TORADNER; i++)
		cr_expect_str_eq(vist(i, "borger.by"), "Nordby", "laptop %d", i);
	/* A third head beside them moves nothing. */
	toradner_skriv(t, ANNA, SAG, SAG, "borger.navn", "Demo Borger Demosen");
	synk_alle();
	for (int i = 0; i < TORADNER; i++)
		cr_expect_str_eq(vist(i, "borger.by"), "Nordby");
	afgoer(BIRK, "Sydby");
	cr_expect_str_eq(vist(BIRK, "borger.by"), "Sydby");
	cr_expect_str_eq(vist(ANNA, "borger.by"), "Nordby");
	synk_alle();
	cr_expect_str_eq(vist(ANNA, "borger.by"), "Sydby");
}

Test(konflikt, two_who_settle_it_differently_have_a_new_conflict_and_the_same_choice_has_none)
{
	to_byer("Nordby", "Sydby");
	afgoer(ANNA, "Nordby");
	afgoer(BIRK, "Sydby");
	synk_alle();
	cr_assert_eq(antal(ANNAS_ANDEN), 1);
	afgoer(ANNA, "Nordby");
	afgoer(BIRK, "Nordby");
	synk_alle();
	cr_expect_eq(antal(ANNAS_ANDEN), 0);
}

Test(konflikt, a_choice_made_on_an_old_picture_is_not_taken)
{
	struct err e = {0, ""};
	to_byer("Nordby", "Sydby");
	struct vec gammel = hent(BIRK);
	afgoer(BIRK, "Østby");
	cr_expect_eq(konflikt_afgoer(toradner_j(t, BIRK), VEC_NR(struct konflikt, &gammel, 0), "Sydby", &e),
		     ERR_FINDES_IKKE);
	cr_expect(strstr(e.tekst, "ændret imens"));
	cr_expect_str_eq(vist(BIRK, "borger.by"), "Østby");
	konflikt_ryd(&gammel);
}

/* anna removes the task while birk edits it. */
static void fjern_og_ret(const char *minutter)
{
	toradner_skriv(t, ANNA, SAG, OPGAVE, "slettet", "ja");
	toradner_skriv(t, BIRK, SAG, OPGAVE, "opgaver.minutter", minutter);
	synk_alle();
}

Test(konflikt, an_edit_of_a_removed_task_is_told_with_both_acts)
{
	fjern_og_ret("45");
	struct vec v = hent(ANNA);
	cr_assert_eq(v.n, 1);
	const struct konflikt *k = VEC_NR(struct konflikt, &v, 0);
	cr_expect_str_eq(k->felt, "slettet");
	cr_expect_str_eq(k->liste, "opgaver");
	cr_assert_eq(k->n, 2);
	cr_expect(k->bud[0].fjerner && k->bud[0].min);
	cr_expect(!k->bud[1].fjerner && !k->bud[1].min);
	cr_expect_str_eq(k->bud[1].felt, "opgaver.minutter");
	cr_expect_str_eq(k->bud[1].foer, "20");
	cr_expect_str_eq(k->bud[1].vaerdi, "45");
	konflikt_ryd(&v);
}

Test(konflikt, the_task_can_be_kept_or_removed_and_everybody_agrees_after)
{
	for (int behold = 0; behold < 2; behold++) {
		fjern_og_ret(behold ? "45" : "50");
		cr_assert_eq(antal(BIRK), 1);
		afgoer(BIRK, behold ? NULL : "ja");
		synk_alle();
		for (int i = 0; i < TORADNER; i++) {
			struct err e = {0, ""};
			struct stmt *s = db_stmt(store_db(t->l[i].s), "SELECT slettet FROM objekt "
						 "WHERE orden = 1", NULL);
			stmt_step(s, NULL);
			cr_expect_eq(stmt_kol_tal(s, 0), !behold);
			stmt_reset(s);
			cr_expect_eq(antal(i), 0);
			cr_expect_eq(store_verify(t->l[i].s, NULL, NULL, &e), 0, "%s", e.tekst);
		}
		toradner_skriv(t, ANNA, SAG, OPGAVE, "slettet", NULL);
		synk_alle();
	}
}

/* A task that is away has no open fields: with the task they come back. */
Test(konflikt, a_task_that_is_kept_brings_back_what_was_open_in_it)
{
	toradner_skriv(t, ANNA, SAG, OPGAVE, "opgaver.minutter", "30");
	toradner_skriv(t, BIRK, SAG, OPGAVE, "opgaver.minutter", "45");
	synk_alle();
	toradner_skriv(t, BIRK, SAG, OPGAVE, "slettet", "ja");
	toradner_synk(t, BIRK);
	toradner_skriv(t, ANNA, SAG, OPGAVE, "slettet", "ja");
	toradner_skriv(t, ANNA, SAG, OPGAVE, "slettet", NULL);
	synk_alle();
	static const char *const felter[] = {"slettet", "opgaver.minutter"};
	static const char *const valg[] = {NULL, "30"};
	for (int i = 0; i < 2; i++) {
		struct vec v = hent(ANNA);
		cr_expect_eq(antal(ANNA), 1);
		cr_expect_str_eq(VEC_NR(struct konflikt, &v, 0)->felt, felter[i]);
		konflikt_ryd(&v);
		afgoer(ANNA, valg[i]);
	}
	synk_alle();
	for (int i = 0; i < TORADNER; i++)
		cr_expect_eq(antal(i), 0);
}

Test(konflikt, the_cases_that_have_one_are_found_in_the_order_of_the_list)
{
	struct err e = {0, ""};
	struct vec v = VEC_AF(struct uuid);
	cr_assert_eq(konflikt_sager(toradner_j(t, ANNA), &v, &e), 0);
	cr_expect_eq(v.n, 0);
	to_byer("Nordby", "Sydby");
	cr_assert_eq(konflikt_sager(toradner_j(t, ANNA), &v, &e), 0);
	cr_assert_eq(v.n, 1);
	cr_expect(uuid_ens(VEC_NR(struct uuid, &v, 0), &SAG));
	vec_done(&v);
}

/* ---- what the centre refuses */

static void mist_adgang(void)
{
	mcentral_leder(&t->c, 1, false);
	mcentral_adgang(&t->c, 1, mcentral_sag(&t->c, &SAG), RET_LAES);
	toradner_skriv(t, BIRK, SAG, SAG, "borger.by", "Afvistby");
	toradner_synk(t, BIRK);
}

static struct vec afviste(int hvem)
{
	struct err e = {0, ""};
	struct vec v = VEC_AF(struct afvist);
	cr_assert_eq(afvist_hent(toradner_j(t, hvem), NULL, &v, &e), 0, "%s", e.tekst);
	return v;
}

Test(konflikt, what_was_refused_stays_with_its_words_and_reason)
{
	mist_adgang();
	struct vec v = afviste(BIRK);
	cr_assert_eq(v.n, 1);
	const struct afvist *a = VEC_NR(struct afvist, &v, 0);
	struct buf b = BUF_TOM;
	cr_expect_str_eq(a->felt, "borger.by");
	cr_expect_str_eq(a->vaerdi, "Afvistby");
	cr_expect_str_eq(a->bruger, "birk");
	cr_expect(!a->set && a->sag_her);
	afvist_grund(a->grund, &b);
	cr_expect(strstr(buf_str(&b), "ikke lov til at skrive"), "%s", buf_str(&b));
	cr_expect_str_eq(vist(BIRK, "borger.by"), "Demoby");
	buf_done(&b);
	afvist_ryd(&v);
}

Test(konflikt, what_was_refused_outlives_its_case_on_the_laptop)
{
	mist_adgang();
	mcentral_adgang(&t->c, 1, mcentral_sag(&t->c, &SAG), RET_INGEN);
	toradner_synk(t, BIRK);
	struct vec v = afviste(BIRK);
	cr_assert_eq(v.n, 1);
	cr_expect(!VEC_NR(struct afvist, &v, 0)->sag_her);
	cr_expect_str_eq(VEC_NR(struct afvist, &v, 0)->vaerdi, "Afvistby");
	afvist_ryd(&v);
}

Test(konflikt, what_somebody_took_care_of_is_kept_but_not_counted)
{
	struct err e = {0, ""};
	mist_adgang();
	struct journal *j = toradner_j(t, BIRK);
	cr_assert_eq(afvist_antal(j, NULL, &e), 1);
	cr_assert_eq(afvist_antal(j, &SAG, &e), 1);
	cr_assert_eq(afvist_antal(j, &OPGAVE, &e), 0);
	struct vec v = afviste(BIRK);
	struct post_ref r = VEC_NR(struct afvist, &v, 0)->ref;
	afvist_ryd(&v);
	cr_assert_eq(afvist_saet(j, &r, true, &e), 0, "%s", e.tekst);
	cr_assert_eq(afvist_saet(j, &r, true, &e), 0, "said again");
	cr_expect_eq(afvist_antal(j, NULL, &e), 0);
	v = afviste(BIRK);
	cr_assert_eq(v.n, 1);
	cr_expect(VEC_NR(struct afvist, &v, 0)->set);
	afvist_ryd(&v);
	cr_assert_eq(afvist_saet(j, &r, false, &e), 0);
	cr_expect_eq(afvist_antal(j, &SAG, &e), 1);
}

Test(konflikt, every_reason_has_a_sentence_of_its_own)
{
	static const char *const ORD[] = {"INGEN_ADGANG", "ANDEN_KOMMUNE", "ENHED_SPAERRET", "NYT_ORD"};
	for (size_t i = 0; i < sizeof ORD / sizeof *ORD; i++) {
		struct buf b = BUF_TOM;
		afvist_grund(ORD[i], &b);
		cr_expect_gt(b.len, 20);
		cr_expect_eq(strstr(buf_str(&b), ORD[i]) != NULL, i == 3, "%s", buf_str(&b));
		buf_done(&b);
	}
}
