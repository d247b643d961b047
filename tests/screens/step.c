#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/err.h"
#include "core/cmd/miljoe.h"
#include "core/form/formsaet.h"
#include "core/sag/sag.h"
#include "tests/screens/harness.h"

static struct harness *med_sag(int h, int w)
{
	struct harness *t = harness_start(h, w);
	harness_keys(t, "<F3>Demo Borger<Enter>");
	return t;
}

static const char *vaerdi(struct harness *t, const char *felt)
{
	const char *v = sag_get(app_sag(t->app), felt);
	return v ? v : "";
}

Test(step, a_field_is_in_the_case_when_it_is_left)
{
	struct harness *t = med_sag(24, 80);
	harness_keys(t, "<Tab>6101900019");
	cr_assert_str_eq(vaerdi(t, "borger.cpr"), "");
	harness_keys(t, "<Tab>");
	cr_assert_str_eq(vaerdi(t, "borger.cpr"), "610190-0019");
	ses(t, "CPR-nummer           610190-0019");
	harness_slut(t);
}

Test(step, what_a_field_does_not_take_stays_with_its_sentence)
{
	struct harness *t = med_sag(24, 80);
	harness_keys(t, "<Tab>610190-00<Tab>");
	ses(t, "610190-00");
	ses(t, "✗ ");
	harness_keys(t, "<S-Tab>19<Tab>");
	ses_ikke(t, "✗ ");
	cr_assert_str_eq(vaerdi(t, "borger.cpr"), "610190-0019");
	harness_slut(t);
}

Test(step, half_typed_text_outlives_a_kill_after_a_second)
{
	struct harness *t = med_sag(24, 80);
	harness_keys(t, "<Tab>610190-00");
	harness_vent(t, 1000);
	harness_doe(t);
	harness_keys(t, "<Enter>");
	ses(t, "610190-00");
	harness_slut(t);
}

Test(step, a_choice_takes_letters_arrows_and_a_list)
{
	struct harness *t = med_sag(24, 80);
	harness_keys(t, "<F9><F9>");
	harness_keys(t, "<M-4>d");
	cr_assert_str_eq(vaerdi(t, "afgoerelse.udfald"), "delvis");
	harness_keys(t, "<Right>");
	cr_assert_str_eq(vaerdi(t, "afgoerelse.udfald"), "afslag");
	harness_keys(t, "<Enter><Up><Up><Enter>");
	cr_assert_str_eq(vaerdi(t, "afgoerelse.udfald"), "bevilling");
	harness_slut(t);
}

Test(step, undo_takes_back_what_is_typed_and_then_what_is_stored)
{
	struct harness *t = med_sag(24, 80);
	harness_keys(t, "<Tab><Tab>11111111<Tab><S-Tab>22<^U>");
	ses(t, "taget bort");
	cr_assert_str_eq(vaerdi(t, "borger.telefon"), "11111111");
	harness_keys(t, "<^U>");
	cr_assert_str_eq(vaerdi(t, "borger.telefon"), "");
	harness_slut(t);
}

Test(step, the_text_cursor_stands_where_the_next_key_acts)
{
	struct harness *t = med_sag(24, 80);
	char *efter = harness_ved_markoer(t);
	cr_assert_str_eq(efter, "", "%s", efter);
	free(efter);
	harness_keys(t, "<Home>");
	efter = harness_ved_markoer(t);
	cr_assert_str_eq(efter, "Demo Borger");
	free(efter);
	harness_slut(t);
}

Test(step, the_shared_view_hides_what_is_sensitive_and_takes_no_text_there)
{
	struct harness *t = med_sag(24, 80);
	harness_keys(t, "<Tab>610190-0019<Tab><F2>");
	ses_ikke(t, "610190");
	ses(t, "skjult visning");
	harness_keys(t, "<S-Tab>1");
	ses(t, "F2 viser det igen");
	harness_keys(t, "<F2>");
	ses(t, "610190-0019");
	harness_slut(t);
}

Test(step, a_line_of_a_list_is_added_opened_and_removed_and_brought_back)
{
	struct harness *t = med_sag(24, 80);
	harness_keys(t, "<M-2><Enter>i dag<Tab><Esc>");
	cr_assert_eq(sag_antal(app_sag(t->app), "besoeg"), 1);
	ses(t, "22.11.2026");
	harness_keys(t, "<Up><Del>");
	cr_assert_eq(sag_antal(app_sag(t->app), "besoeg"), 0);
	ses(t, "^U henter den tilbage");
	harness_keys(t, "<^U>");
	cr_assert_eq(sag_antal(app_sag(t->app), "besoeg"), 1);
	harness_slut(t);
}

Test(step, f9_walks_the_missing_things_the_visit_first)
{
	struct harness *t = med_sag(24, 80);
	harness_keys(t, "<F9>");
	char *et = harness_ved_markoer(t);
	harness_keys(t, "<F9>");
	char *to = harness_ved_markoer(t);
	ses(t, "mangler");
	cr_assert_str_neq(et, to);
	free(et);
	free(to);
	harness_slut(t);
}

Test(step, every_terminal_size_shows_something_and_loses_nothing)
{
	struct harness *t = med_sag(24, 80);
	harness_keys(t, "<Tab>610190-00");
	for (int h = 1; h <= 30; h += 3)
		for (int w = 1; w <= 100; w += 9)
			harness_stoerrelse(t, h, w);
	harness_stoerrelse(t, 5, 20);
	ses(t, "610190-00");
	harness_keys(t, "19<Tab>");
	harness_stoerrelse(t, 24, 80);
	cr_assert_str_eq(vaerdi(t, "borger.cpr"), "610190-0019");
	harness_slut(t);
}

Test(step, a_case_opens_where_it_was_left)
{
	struct harness *t = med_sag(24, 80);
	harness_keys(t, "<M-4><Tab><Esc><Enter>");
	cr_assert_eq(app_trin(t->app), 4);
	harness_keys(t, "20.9.2026<Tab>");
	cr_assert_str_eq(vaerdi(t, "afgoerelse.dato"), "2026-09-20");
	harness_slut(t);
}

Test(step, a_click_on_a_field_or_a_key_of_the_bottom_line_acts)
{
	struct harness *t = med_sag(24, 80);
	char *linje = harness_linje(t, 5);
	cr_assert(strstr(linje, "Telefon"), "%s", harness_billede(t));
	free(linje);
	harness_klik(t, 5, 30);
	harness_keys(t, "11111111");
	harness_klik(t, 23, 1);
	ses(t, "TASTER, DER VIRKER HER");
	harness_keys(t, "<Esc><Tab>");
	cr_assert_str_eq(vaerdi(t, "borger.telefon"), "11111111");
	harness_slut(t);
}

Test(step, an_escape_sequence_in_a_name_is_shown_and_not_obeyed)
{
	struct harness *t = harness_start(24, 80);
	struct err e = {0};
	cr_assert_eq(app_ny_sag(t->app, "Demo", &e), 0);
	app_do(t->app, C_TRIN_1);
	harness_keys(t, "<Tab>");
	cr_assert_eq(sag_set(app_sag(t->app), NULL,
			     formsaet_felt(app_miljoe(t->app)->formsaet, "borger.by"),
			     "By \033[2J", &e), 0, "%s", e.tekst);
	harness_keys(t, "<Tab>");
	ses(t, "By ␛[2J");
	harness_slut(t);
}

Test(step, a_choice_made_by_letter_is_left_with_enter)
{
	struct harness *t = med_sag(24, 80);
	harness_keys(t, "<M-4>bev<Enter>20.9.2026<Enter>");
	cr_assert_str_eq(vaerdi(t, "afgoerelse.udfald"), "bevilling");
	cr_assert_str_eq(vaerdi(t, "afgoerelse.dato"), "2026-09-20");
	harness_slut(t);
}

Test(step, a_screen_opened_from_a_note_takes_its_place_and_is_never_there_twice)
{
	struct harness *t = med_sag(24, 80);
	harness_keys(t, "<^N>et notat<F6><F7><F6><F7><Esc>");
	cr_assert_eq(sag_antal(app_sag(t->app), "noter"), 1);
	harness_keys(t, "<Esc><Esc>");
	ses(t, "1 sag");
	harness_slut(t);
}
