#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/err.h"
#include "core/cmd/miljoe.h"
#include "core/sag/sag.h"
#include "core/sag/sagfil.h"
#include "core/sag/stopur.h"
#include "tests/screens/harness.h"

static struct harness *tom(int h, int w)
{
	struct harness *t = harness_start(h, w);
	harness_keys(t, "<F3>Demo Borger<Enter><F3>");
	return t;
}

static struct harness *med(const char *fil, int h, int w)
{
	struct harness *t = harness_start(h, w);
	struct sagfil_valg valg = {.i_dag = t->i_dag};
	struct err e = {0, ""};
	struct uuid id;
	char sti[300];
	snprintf(sti, sizeof(sti), FEMTRIN_KILDE "/tests/fixtures/%s.yaml", fil);
	cr_assert_eq(sagfil_import(&id, t->miljoe->store, t->miljoe->formsaet, sti, &valg, &e), 0,
		     "%s", e.tekst);
	cr_assert_eq(app_aabn_sag(t->app, &id, &e), 0, "%s", e.tekst);
	app_do(t->app, C_TRIN_2);
	harness_keys(t, "<Esc><F3>");
	return t;
}

/* "navn:spalte:minutter" of task i. */
static const char *opgave(struct harness *t, size_t i)
{
	static char ud[100];
	const struct objekt *o = sag_nr(app_sag(t->app), "opgaver", i);
	const char *min = o ? objekt_get(o, "minutter") : NULL;
	snprintf(ud, sizeof(ud), "%s:%s:%s", o ? objekt_get(o, "navn") : "-",
		 o ? objekt_get(o, "spalte") : "-", min ? min : "");
	return ud;
}

static const char *svar(struct harness *t, size_t i, const char *kort)
{
	const char *v = objekt_get(sag_nr(app_sag(t->app), "opgaver", i), kort);
	return v ? v : "";
}

Test(split, shows_three_columns_totals_and_the_task_under_the_cursor)
{
	struct harness *t = med("paedagog", 24, 80);
	const char *ventet =
		"┌ 1 Uden problemer ────┬ 2 Med bistand ─────────────────┬ 3 Slet ikke ─────────┐\n"
		"│▸Leg, samling … 20:00 │ Flyverdragter… 8:20 hjælp 6:00 │ Flytning af bo… 5:00 │\n"
		"│ Samtaler med …  2:00 │ Mad og servic… 2:05 hjælp 1:00 │                      │\n"
		"│ Skriftligt ar…  1:30 │                                │                      │\n";
	cr_assert(strstr(harness_billede(t), ventet), "%s", t->billede);
	ses(t, "│ beskr. 38:55 af 37:00 · indhold 100 % · egen 69 % · behov 12:00 · loft 20:00 │");
	ses(t, "[Leg, samling og omsorg] [1] gange pr. [dag] [240] min, indhold [ja]");
	ses(t, "1 × dag × 5 dage × 240 min = 20:00");
	harness_slut(t);
}

Test(split, ten_tasks_come_as_fast_as_they_are_typed)
{
	struct harness *t = tom(24, 80);
	harness_keys(t, "nEt<Enter>To<Enter>Tre<Enter>Fire<Enter>Fem<Enter>Seks<Enter>Syv<Enter>"
			"Otte<Enter>Ni<Enter>Ti<Enter><Enter>");
	cr_assert_eq(sag_antal(app_sag(t->app), "opgaver"), 10);
	cr_assert_str_eq(opgave(t, 9), "Ti:1:");
	ses(t, "▸Ti");
	harness_slut(t);
}

Test(split, a_line_with_figures_becomes_a_whole_task)
{
	struct harness *t = tom(24, 80);
	harness_keys(t, "<Right>nRengøring, 2xdag 30 min hjælp 20");
	ses(t, "Rengøring: 2 × dag · 30 min · hjælp 20 min");
	harness_keys(t, "<Enter><Esc>");
	cr_assert_str_eq(opgave(t, 0), "Rengøring:2:30");
	cr_expect_str_eq(svar(t, 0, "antal"), "2");
	cr_expect_str_eq(svar(t, 0, "pr"), "dag");
	cr_expect_str_eq(svar(t, 0, "bistand"), "20");
	cr_expect_str_eq(svar(t, 0, "loesning"), "assistance");
	harness_slut(t);
}

Test(split, a_task_that_needs_help_is_none_of_column_1)
{
	struct harness *t = tom(24, 80);
	harness_keys(t, "nLøfte sække 4 dag 15 12");
	ses(t, "Løfte sække: 4 × dag · 15 min · hjælp 12 min · i spalte 2");
	harness_keys(t, "<Enter>Regnskab<Enter><Esc>");
	cr_assert_str_eq(opgave(t, 0), "Løfte sække:2:15");
	cr_expect_str_eq(svar(t, 0, "bistand"), "12");
	cr_expect_str_eq(svar(t, 0, "loesning"), "assistance");
	cr_expect_str_eq(opgave(t, 1), "Regnskab:1:", "the next one goes on where they were typed");
	harness_slut(t);
}

Test(split, help_above_the_whole_task_is_refused_and_the_line_stays)
{
	struct harness *t = tom(24, 80);
	harness_keys(t, "<Right>nRengøring 2 dag 30 40<Enter>");
	cr_assert_eq(sag_antal(app_sag(t->app), "opgaver"), 0);
	ses(t, "+Rengøring 2 dag 30 40");
	harness_keys(t, "<Backspace><Backspace>20<Enter>");
	cr_assert_eq(sag_antal(app_sag(t->app), "opgaver"), 1);
	harness_slut(t);
}

Test(split, tab_puts_the_name_being_typed_into_the_next_column)
{
	struct harness *t = tom(24, 80);
	harness_keys(t, "nA<Tab><Enter>B<Tab><Enter>C<S-Tab><Enter><Esc>");
	cr_expect_str_eq(opgave(t, 0), "A:2:");
	cr_expect_str_eq(opgave(t, 1), "B:3:");
	cr_expect_str_eq(opgave(t, 2), "C:2:");
	harness_slut(t);
}

Test(split, a_pasted_list_becomes_one_task_a_line)
{
	struct harness *t = tom(24, 80);
	static const char liste[] = "Regnskab\r\nOpvask\nLøft 2 uge 15\n";
	harness_keys(t, "n");
	harness_paste(t, liste, sizeof(liste) - 1);
	cr_assert_eq(sag_antal(app_sag(t->app), "opgaver"), 3);
	cr_expect_str_eq(opgave(t, 2), "Løft:1:15");
	harness_slut(t);
}

Test(split, one_key_moves_a_task_and_the_cursor_stays_or_follows)
{
	struct harness *t = tom(24, 80);
	harness_keys(t, "nA<Enter>B<Enter>C<Enter><Enter><C-Home>2");
	cr_expect_str_eq(opgave(t, 0), "A:2:");
	ses(t, "▸B");
	harness_keys(t, "3");
	cr_expect_str_eq(opgave(t, 1), "B:3:");
	ses(t, "▸C");
	harness_keys(t, ">>");
	cr_expect_str_eq(opgave(t, 2), "C:3:");
	ses(t, "▸C");
	harness_keys(t, "<S-Left>");
	cr_expect_str_eq(opgave(t, 2), "C:2:");
	harness_keys(t, "<<");
	cr_expect_str_eq(opgave(t, 2), "C:1:");
	harness_slut(t);
}

Test(split, arrows_walk_between_columns_and_keep_their_row)
{
	struct harness *t = med("paedagog", 24, 80);
	harness_keys(t, "<Down><Down><Right>");
	ses(t, "▸Flyverdragter…");
	harness_keys(t, "<Left>");
	ses(t, "▸Skriftligt ar");
	harness_keys(t, "<Right><Right><Right>");
	ses(t, "▸Flytning af bo…");
	harness_slut(t);
}

Test(split, enter_asks_for_what_is_missing_in_the_order_a_person_is_asked)
{
	struct harness *t = tom(24, 80);
	harness_keys(t, "<Right>nOpvask<Enter><Esc><Enter>3<Tab>u<Tab>30<Tab>20<Tab>");
	cr_expect_str_eq(svar(t, 0, "antal"), "3");
	cr_expect_str_eq(svar(t, 0, "pr"), "uge");
	cr_expect_str_eq(svar(t, 0, "minutter"), "30");
	cr_expect_str_eq(svar(t, 0, "bistand"), "20");
	cr_expect_str_eq(svar(t, 0, "loesning"), "assistance");
	ses(t, "Løsning er sat til assistance");
	ses(t, "hjælp 1:00 │");
	harness_keys(t, "<Esc>");
	ses(t, "▸Opvask");
	harness_slut(t);
}

Test(split, an_answered_solution_is_never_changed_by_help_minutes)
{
	struct harness *t = tom(24, 80);
	harness_keys(t, "<Right>nOpvask 3 uge 30<Enter><Esc><Enter>");
	harness_keys(t, "<Tab>hj<Tab><S-Tab><S-Tab>20<Tab>");
	cr_expect_str_eq(svar(t, 0, "bistand"), "20");
	cr_expect_str_eq(svar(t, 0, "loesning"), "hjaelpemiddel");
	ses(t, "hjælpem.");
	harness_slut(t);
}

Test(split, page_down_keeps_the_field_and_takes_the_next_task)
{
	struct harness *t = tom(24, 80);
	harness_keys(t, "nA<Enter>B<Enter><Enter><C-Home><Enter>2<PgDn>3<Esc>");
	cr_expect_str_eq(svar(t, 0, "antal"), "2");
	cr_expect_str_eq(svar(t, 1, "antal"), "3");
	harness_slut(t);
}

Test(split, del_removes_a_task_and_undo_brings_it_back)
{
	struct harness *t = med("paedagog", 24, 80);
	harness_keys(t, "<Down><Del>");
	cr_assert_eq(sag_antal(app_sag(t->app), "opgaver"), 5);
	ses(t, "Samtaler med forældre er fjernet. ^U fortryder.");
	harness_keys(t, "<^U>");
	cr_assert_eq(sag_antal(app_sag(t->app), "opgaver"), 6);
	ses(t, "Samtaler med …");
	harness_slut(t);
}

Test(split, the_watch_runs_while_other_work_goes_on)
{
	struct harness *t = med("paedagog", 24, 80);
	harness_keys(t, "<Right>t");
	harness_vent(t, 65000);
	ses(t, "● 1:05 Flyverdragter og stø");
	ses(t, "●Flyverdragter…");
	harness_keys(t, "<M-1>");
	harness_vent(t, 60000);
	ses(t, "● 2:05 Flyverdragter og stø");
	harness_keys(t, "<^T>");
	ses(t, "b  brug 2 min som opgavens minutter");
	harness_keys(t, "o");
	cr_expect_str_eq(svar(t, 4, "observeret"), "2");
	cr_expect_str_eq(svar(t, 4, "minutter"), "25");
	ses_ikke(t, "● 2:05");
	harness_slut(t);
}

Test(split, a_measured_time_is_used_kept_thrown_away_or_goes_on)
{
	struct harness *t = med("paedagog", 24, 80);
	harness_keys(t, "t");
	harness_vent(t, 22 * 60000);
	harness_keys(t, "tb");
	cr_expect_str_eq(svar(t, 0, "minutter"), "22");
	cr_expect_str_eq(svar(t, 0, "observeret"), "22");
	harness_keys(t, "t");
	harness_vent(t, 5 * 60000);
	harness_keys(t, "t<Esc>");
	harness_vent(t, 60000);
	ses(t, "● 6:00");
	harness_keys(t, "tk");
	cr_expect_str_eq(svar(t, 0, "observeret"), "22");
	cr_expect_eq(app_stopur(t->app)->n, 0);
	harness_slut(t);
}

Test(split, a_watch_outlives_a_kill)
{
	struct harness *t = med("paedagog", 24, 80);
	harness_keys(t, "t");
	harness_vent(t, 60000);
	harness_doe(t);
	harness_vent(t, 60000);
	ses(t, "● 2:00");
	harness_slut(t);
}

Test(split, a_half_typed_name_outlives_a_kill_after_a_second)
{
	struct harness *t = tom(24, 80);
	harness_keys(t, "nRengør");
	harness_vent(t, 1000);
	harness_doe(t);
	harness_keys(t, "<Enter><F3>");
	ses(t, "Rengør");
	harness_slut(t);
}

Test(split, a_narrow_terminal_shows_one_column_at_a_time)
{
	struct harness *t = med("paedagog", 24, 50);
	ses(t, "[1 Uden problemer] 2 (2)  3 (1)");
	ses_ikke(t, "Flytning af bo");
	harness_keys(t, "<Right>");
	ses(t, " 1 (3) [2 Med bistand] 3 (1)");
	ses(t, "▸Flyverdragter og støvler");
	harness_slut(t);
}

Test(split, two_hundred_tasks_scroll_in_their_column)
{
	struct harness *t = tom(24, 80);
	harness_keys(t, "n");
	for (int i = 0; i < 200; i++) {
		char linje[40];
		snprintf(linje, sizeof(linje), "Opgave %d 1 uge 10<Enter>", i + 1);
		harness_keys(t, linje);
	}
	harness_keys(t, "<Enter>");
	ses(t, "188-200 af 200");
	ses(t, "▸Opgave 200");
	ses(t, "beskrevet 33:20");
	harness_keys(t, "<C-Home>");
	ses(t, " 1-13 af 200 ");
	harness_slut(t);
}

Test(split, resizing_keeps_the_cursor_in_sight)
{
	struct harness *t = med("paedagog", 24, 80);
	harness_keys(t, "<Down><Down>");
	harness_stoerrelse(t, 12, 80);
	ses(t, "▸Skriftligt ar");
	harness_stoerrelse(t, 40, 160);
	ses(t, "▸Skriftligt ar");
	ses(t, "Flyverdragter og støvler");
	harness_slut(t);
}

Test(split, several_employments_show_at_their_tasks)
{
	struct harness *t = med("paedagog", 24, 120);
	struct err e = {0, ""};
	struct saet v[] = {{"virksomhed", "Demo Café"}, {"timer_pr_uge", "10"}};
	cr_assert_eq(sag_tilfoej(app_sag(t->app), NULL, "ansaettelser", v, 2, &e), 0, "%s", e.tekst);
	harness_keys(t, "<Right>nOpvask 1 uge 30<Enter><Esc>");
	ses(t, "Opvask [a1]");
	harness_slut(t);
}

Test(split, an_escape_sequence_in_a_name_is_shown_and_never_obeyed)
{
	struct harness *t = tom(24, 80);
	struct err e = {0, ""};
	struct saet v[] = {{"navn", "A\033[31mB"}, {"spalte", "1"}};
	sag_tilfoej(app_sag(t->app), NULL, "opgaver", v, 2, &e);
	harness_keys(t, "<Right><Left>");
	cr_assert_null(strchr(harness_billede(t), '\033'));
	harness_slut(t);
}
