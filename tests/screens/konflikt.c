#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/cmd/miljoe.h"
#include "core/journal/afvist.h"
#include "core/journal/konflikt.h"
#include "core/sag/sag.h"
#include "tests/screens/harness.h"
#include "tests/unit/toradner.h"
#include "tui/udveksling.h"

/* The one at the screen is "demo"; birk is a colleague with a laptop of his own. */
static struct harness *t;
static struct toradner *to;
static struct mlinje min;
static const struct uuid SAG = {{1}}, OPGAVE = {{2}};
enum { BIRK = 1 };

static void min_skriv(struct uuid objekt, const char *felt, const char *vaerdi)
{
	struct err e = {0, ""};
	struct aendring a = {.sag = SAG, .objekt = objekt, .felt = felt, .vaerdi = vaerdi};
	cr_assert_eq(journal_skriv(store_journal(t->miljoe->store), &a, 1, &e), 0, "%s", e.tekst);
}

static void min_synk(void)
{
	struct err e = {0, ""};
	cr_assert_eq(toradner_synk_s(to, t->miljoe->store, &min, &e), 0, "%s", e.tekst);
}

static void synk(void)
{
	min_synk();
	toradner_synk(to, BIRK);
	min_synk();
}

static void start(int h, int w)
{
	t = harness_start(h, w);
	to = toradner_ny();
	min = (struct mlinje){.c = &to->c, .folk = 4, .tilfaeldig = &to->t};
	mcentral_leder(&to->c, 4, true);
	min_skriv(SAG, "borger.navn", "Demo Borger");
	min_skriv(SAG, "borger.by", "Demoby");
	min_skriv(OPGAVE, "opgaver.navn", "Opvask");
	min_skriv(OPGAVE, "opgaver.minutter", "20");
	min_skriv(OPGAVE, "opgaver.hvorfor", "Kan ikke stå");
	synk();
}

static void slut(void)
{
	harness_slut(t);
	toradner_slut(to);
}

static void to_byer(void)
{
	min_skriv(SAG, "borger.by", "Nordby");
	toradner_skriv(to, BIRK, SAG, SAG, "borger.by", "Sydby");
	synk();
}

static void aabn(void)
{
	struct err e = {0, ""};
	cr_assert_eq(app_aabn_sag(t->app, &SAG, &e), 0, "%s", e.tekst);
	app_do(t->app, C_TRIN_1);
	harness_keys(t, "<^L>");
}

static const char *by(void)
{
	return sag_get(app_sag(t->app), "borger.by");
}

static void ingen_tilbage(void)
{
	struct err e = {0, ""};
	cr_expect_eq(konflikt_antal(store_journal(t->miljoe->store), NULL, &e), 0);
}

Test(konflikt, the_list_counts_it_and_the_key_opens_it_side_by_side)
{
	start(24, 80);
	ses_ikke(t, "≠");
	ses_ikke(t, "Alt-k konflikter");
	to_byer();
	harness_keys(t, "<^L>x<Esc>");
	ses(t, "≠1");
	ses(t, "1 konflikt");
	harness_keys(t, "<M-k>");
	ses(t, "Konflikt 1 af 1 · By");
	ses(t, "▸ Mit");
	ses(t, "Deres");
	ses(t, "Nordby");
	ses(t, "Sydby");
	ses(t, "birk 2");
	ses(t, "demo 2");
	ses(t, "Før: Demoby");
	slut();
}

Test(konflikt, the_field_and_the_key_bar_say_it_till_it_is_settled)
{
	start(24, 80);
	to_byer();
	aabn();
	ses(t, "≠  By");
	ses(t, "F1 hjælp Alt-k konflikter");
	app_gaa_til(t->app, "borger.by", NULL);
	harness_keys(t, "<^L>");
	ses(t, "≠ Feltet er skrevet flere steder: Alt-k viser begge.");
	harness_keys(t, "<M-k>m<^L>");
	ses_ikke(t, "≠");
	ses_ikke(t, "Alt-k");
	slut();
}

static void f5(void)
{
	harness_keys(t, "<F5>");
	for (int i = 0; i < 20; i++)
		harness_vent(t, 25);
}

Test(konflikt, the_sync_that_brought_it_says_so_and_names_the_key)
{
	struct udveksling_vej vej = {&mcentral_ops, &min};
	start(24, 80);
	min_skriv(SAG, "borger.by", "Nordby");
	min_synk();
	toradner_skriv(to, BIRK, SAG, SAG, "borger.by", "Sydby");
	toradner_synk(to, BIRK);
	udveksling_vej(t->app, &vej);
	f5();
	ses(t, "1 af 1 sag, 1 post, kæde");
	ses(t, "1 konflikt: Alt-k.");
	udveksling_vej(t->app, NULL);
	slut();
}

Test(konflikt, m_lets_mine_stand_and_d_theirs)
{
	start(24, 80);
	to_byer();
	aabn();
	harness_keys(t, "<M-k>d");
	cr_expect_str_eq(by(), "Sydby");
	ses(t, "ingen konflikter mere");
	ingen_tilbage();
	synk();
	to_byer();
	aabn();
	harness_keys(t, "<M-k>m");
	cr_expect_str_eq(by(), "Nordby");
	ingen_tilbage();
	harness_keys(t, "<M-k>");
	ses(t, "Der er ingen konflikter.");
	slut();
}

Test(konflikt, the_arrows_and_enter_take_the_other_one_and_undo_takes_it_back)
{
	start(24, 80);
	to_byer();
	aabn();
	harness_keys(t, "<M-k><Right>");
	char *her = harness_ved_markoer(t);
	cr_expect(strstr(her, "Deres"), "%s", her);
	free(her);
	harness_keys(t, "<Enter>");
	cr_expect_str_eq(by(), "Sydby");
	harness_keys(t, "<^U>");
	cr_expect_str_eq(by(), "Nordby");
	ingen_tilbage();
	slut();
}

Test(konflikt, a_third_value_is_checked_as_in_the_field)
{
	start(24, 80);
	min_skriv(OPGAVE, "opgaver.minutter", "30");
	toradner_skriv(to, BIRK, SAG, OPGAVE, "opgaver.minutter", "45");
	synk();
	aabn();
	harness_keys(t, "<F3>");
	ses(t, "≠Opvask");
	harness_keys(t, "<M-k>");
	ses(t, "Opvask");
	harness_keys(t, "sen time<Enter>");
	ses(t, "Skriv, hvad der skal stå");
	ses(t, "et helt tal");
	harness_keys(t, "<^A><^K>40<Enter>");
	ses(t, "ingen konflikter mere");
	cr_expect_str_eq(objekt_get(sag_nr(app_sag(t->app), "opgaver", 0), "minutter"), "40");
	ingen_tilbage();
	slut();
}

Test(konflikt, both_of_two_long_texts_can_be_kept)
{
	start(24, 80);
	min_skriv(SAG, "vurdering.begrundelse", "Kan ikke stå længe");
	toradner_skriv(to, BIRK, SAG, SAG, "vurdering.begrundelse", "Kan ikke løfte");
	synk();
	aabn();
	harness_keys(t, "<M-k>b");
	const char *v = sag_get(app_sag(t->app), "vurdering.begrundelse");
	cr_expect(strstr(v, "stå længe") && strstr(v, "løfte"), "%s", v);
	ingen_tilbage();
	slut();
}

Test(konflikt, a_task_removed_here_and_edited_there_is_asked_about_in_words)
{
	start(24, 80);
	min_skriv(OPGAVE, "slettet", "ja");
	toradner_skriv(to, BIRK, SAG, OPGAVE, "opgaver.minutter", "45");
	synk();
	aabn();
	harness_keys(t, "<M-k>");
	ses(t, "Den ene har fjernet opgaven Opvask");
	ses(t, "▸ Fjernet");
	ses(t, "Rettet: behold · vises nu");
	ses(t, "20 → 45");
	harness_keys(t, "s");
	ses(t, "kun at vælge");
	harness_keys(t, "<Right><Enter>");
	ingen_tilbage();
	cr_expect_eq(sag_antal(app_sag(t->app), "opgaver"), 1);
	slut();
}

Test(konflikt, the_removed_task_can_go_for_good)
{
	start(24, 80);
	min_skriv(OPGAVE, "slettet", "ja");
	toradner_skriv(to, BIRK, SAG, OPGAVE, "opgaver.minutter", "45");
	synk();
	aabn();
	cr_assert_eq(sag_antal(app_sag(t->app), "opgaver"), 1, "in sight till somebody chose");
	harness_keys(t, "<M-k>m");
	ingen_tilbage();
	cr_expect_eq(sag_antal(app_sag(t->app), "opgaver"), 0);
	slut();
}

Test(konflikt, next_and_previous_go_round_and_g_goes_to_the_field)
{
	start(24, 80);
	to_byer();
	min_skriv(OPGAVE, "opgaver.minutter", "30");
	toradner_skriv(to, BIRK, SAG, OPGAVE, "opgaver.minutter", "45");
	synk();
	aabn();
	ses(t, "2 konflikter");
	harness_keys(t, "<M-k>");
	ses(t, "Konflikt 1 af 2");
	harness_keys(t, "n");
	ses(t, "Konflikt 2 af 2");
	harness_keys(t, "n");
	ses(t, "Konflikt 1 af 2");
	harness_keys(t, "p");
	ses(t, "Konflikt 2 af 2");
	harness_keys(t, "nm");
	ses(t, "Konflikt 1 af 1");
	harness_keys(t, "<Esc>");
	ses_ikke(t, "Konflikt 1 af 1");
	harness_keys(t, "<M-k>g");
	ses_ikke(t, "Konflikt 1 af 1");
	slut();
}

Test(konflikt, the_shared_view_hides_what_is_sensitive_in_it)
{
	start(24, 80);
	min_skriv(SAG, "funktionsnedsaettelse.beskrivelse", "Hemmelig knæskade");
	toradner_skriv(to, BIRK, SAG, SAG, "funktionsnedsaettelse.beskrivelse", "Hemmelig hofte");
	synk();
	aabn();
	harness_keys(t, "<M-k>");
	ses(t, "Hemmelig knæskade");
	harness_keys(t, "<F2>");
	ses_ikke(t, "Hemmelig");
	ses(t, "skjult visning");
	slut();
}

Test(konflikt, it_stands_a_window_of_any_size_and_says_both_on_the_smallest)
{
	start(24, 80);
	to_byer();
	aabn();
	harness_keys(t, "<M-k>");
	for (int h = 1; h < 40; h += 3)
		for (int w = 1; w < 200; w += 17) {
			harness_stoerrelse(t, h, w);
			harness_keys(t, "<Right><PgDn><PgUp><Left>");
		}
	harness_stoerrelse(t, 5, 20);
	harness_keys(t, "<^L>");
	ses(t, "Mit");
	ses(t, "Nordby");
	harness_keys(t, "<Right>");
	ses(t, "Deres");
	ses(t, "Sydby");
	harness_stoerrelse(t, 24, 200);
	harness_keys(t, "<Enter>");
	cr_expect_str_eq(by(), "Sydby");
	slut();
}

Test(konflikt, after_the_last_of_a_case_from_the_list_the_next_case_comes)
{
	static const struct uuid ANDEN = {{9}};
	start(24, 80);
	to_byer();
	toradner_skriv(to, BIRK, ANDEN, ANDEN, "borger.navn", "Demo Ander");
	synk();
	synk();
	struct err e = {0, ""};
	struct aendring a = {.sag = ANDEN, .objekt = ANDEN, .felt = "borger.by", .vaerdi = "Vestby"};
	cr_assert_eq(journal_skriv(store_journal(t->miljoe->store), &a, 1, &e), 0);
	toradner_skriv(to, BIRK, ANDEN, ANDEN, "borger.by", "Østby");
	synk();
	harness_keys(t, "x<Esc><M-k>");
	ses(t, "Demo Ander");
	harness_keys(t, "m");
	ses(t, "Konflikt 1 af 1");
	ses(t, "Demo Borger");
	harness_keys(t, "s<^K>Midtby<Enter>");
	ses(t, "ingen konflikter mere");
	ingen_tilbage();
	harness_keys(t, "<Esc><Esc>");
	ses(t, "2 sager");
	slut();
}

/* ---- what was refused */

static void afvis(void)
{
	mcentral_leder(&to->c, 4, false);
	mcentral_adgang(&to->c, 4, mcentral_sag(&to->c, &SAG), RET_LAES);
	min_skriv(SAG, "borger.by", "Afvistby");
	min_synk();
}

Test(konflikt, what_was_refused_is_counted_and_read_with_its_reason)
{
	start(24, 80);
	harness_keys(t, "<M-a>");
	ses(t, "ikke afvist noget");
	afvis();
	harness_keys(t, "<^L>x<Esc>");
	ses(t, "1 afvist");
	harness_keys(t, "<M-a>");
	ses(t, "Afvistby");
	ses(t, "ikke lov til at skrive i sagen");
	ses(t, "Skrevet af demo");
	harness_keys(t, "n");
	ses(t, "Åbn den sag");
	slut();
}

Test(konflikt, its_words_go_into_a_case_that_one_may_write_and_it_is_taken_care_of)
{
	static const struct uuid EGEN = {{7}};
	start(24, 80);
	afvis();
	aabn();
	harness_keys(t, "<M-a>n");
	ses(t, "ikke lov til at skrive i denne sag");
	struct err e = {0, ""};
	struct aendring a = {.sag = EGEN, .objekt = EGEN, .felt = "borger.navn", .vaerdi = "Demo Egen"};
	cr_assert_eq(journal_skriv(store_journal(t->miljoe->store), &a, 1, &e), 0);
	harness_keys(t, "<Esc>");
	cr_assert_eq(app_aabn_sag(t->app, &EGEN, &e), 0);
	app_do(t->app, C_TRIN_1);
	harness_keys(t, "<^L><M-a>n");
	ses(t, "et notat i den åbne sag");
	ses(t, "✓");
	cr_assert_eq(sag_antal(app_sag(t->app), "noter"), 1);
	const char *n = objekt_get(sag_nr(app_sag(t->app), "noter", 0), "tekst");
	cr_expect(strstr(n, "Afvistby") && strstr(n, "By"), "%s", n);
	cr_expect_eq(app_afviste(t->app), 0);
	harness_keys(t, "x");
	cr_expect_eq(afvist_antal(store_journal(t->miljoe->store), NULL, &e), 1);
	slut();
}

Test(konflikt, all_of_it_can_be_written_to_a_file)
{
	char mappe[] = "/tmp/afvistXXXXXX", sti[100], linje[200] = "";
	cr_assert(mkdtemp(mappe));
	setenv("HOME", mappe, 1);
	start(24, 80);
	afvis();
	harness_keys(t, "<M-a>g");
	ses(t, "uforseglet");
	snprintf(sti, sizeof sti, "%s/femtrin-afvist-2026-11-22.txt", mappe);
	FILE *f = fopen(sti, "r");
	cr_assert(f, "%s", sti);
	bool fundet = false;
	while (fgets(linje, sizeof linje, f))
		fundet |= strstr(linje, "Afvistby") != NULL;
	fclose(f);
	remove(sti);
	remove(mappe);
	cr_expect(fundet);
	slut();
}

Test(konflikt, the_refused_stand_a_window_of_any_size)
{
	start(24, 80);
	afvis();
	harness_keys(t, "<M-a>");
	for (int h = 1; h < 30; h += 3)
		for (int w = 1; w < 140; w += 17) {
			harness_stoerrelse(t, h, w);
			harness_keys(t, "<Down><PgDn><Up>");
		}
	slut();
}

/* ---- a case that was given to somebody else */

Test(konflikt, an_open_case_that_was_taken_away_is_closed_and_what_was_half_typed_is_kept)
{
	struct udveksling_vej vej = {&mcentral_ops, &min};
	start(24, 100);
	aabn();
	app_gaa_til(t->app, "borger.by", NULL);
	harness_keys(t, "<^L>halvt skrevet");
	mcentral_leder(&to->c, 4, false);
	mcentral_adgang(&to->c, 4, mcentral_sag(&to->c, &SAG), RET_INGEN);
	udveksling_vej(t->app, &vej);
	f5();
	ses(t, "Du har ikke længere adgang til sagen");
	ses(t, "0 sager");
	cr_expect_null(app_sag(t->app));
	harness_keys(t, "<M-a>");
	ses(t, "halvt skrevet");
	ses(t, "ikke skrevet færdig, da sagen blev givet til en anden");
	ses(t, "Skrevet af demo: ");
	harness_keys(t, "<Esc><F3>Ny Borger<Enter>");
	f5();
	ses_ikke(t, "ikke længere adgang");
	ses(t, "Femtrin  Ny Borger");
	udveksling_vej(t->app, NULL);
	slut();
}
