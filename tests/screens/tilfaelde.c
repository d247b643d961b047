#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/err.h"
#include "core/cmd/miljoe.h"
#include "core/sag/sag.h"
#include "core/sag/sagfil.h"
#include "tests/screens/harness.h"

/* One screen over another, one case after another. */

static struct uuid hent(struct harness *t, const char *fil)
{
	struct sagfil_valg valg = {.i_dag = t->i_dag};
	struct err e = {0, ""};
	struct uuid id;
	char sti[300];
	snprintf(sti, sizeof(sti), FEMTRIN_KILDE "/tests/fixtures/%s.yaml", fil);
	cr_assert_eq(sagfil_import(&id, t->miljoe->store, t->miljoe->formsaet, sti, &valg, &e), 0,
		     "%s", e.tekst);
	return id;
}

static struct harness *paa_opgaver(const char *fil)
{
	struct harness *t = harness_start(24, 80);
	struct err e = {0, ""};
	struct uuid id = hent(t, fil);
	cr_assert_eq(app_aabn_sag(t->app, &id, &e), 0, "%s", e.tekst);
	app_do(t->app, C_TRIN_2);
	app_do(t->app, C_OPDELING);
	harness_keys(t, "<^L>");
	return t;
}

/* The same key till the cursor stands on a line with this text. */
static void til(struct harness *t, const char *tekst, const char *tast)
{
	for (int i = 0; i < 40; i++) {
		char *her = harness_ved_markoer(t);
		bool der = strstr(her, tekst);
		free(her);
		if (der)
			return;
		harness_keys(t, tast);
	}
	cr_assert_fail("%s\n%s", tekst, harness_billede(t));
}

Test(tilfaelde, another_case_opened_from_the_dates_leaves_nothing_of_the_first_behind)
{
	struct harness *t = paa_opgaver("paedagog");
	hent(t, "landmand");
	harness_keys(t, "nHalvt navn<^F>");
	til(t, "Landmand", "<Down>");
	harness_keys(t, "<Enter>");
	ses(t, "Demo Landmand");
	app_do(t->app, C_OPDELING);
	harness_keys(t, "<^L>");
	ses(t, "Malkning");
	ses_ikke(t, "Halvt navn");
	harness_slut(t);
}

Test(tilfaelde, undo_while_a_removed_task_is_edited_goes_back_to_the_columns)
{
	struct harness *t = paa_opgaver("paedagog");
	harness_keys(t, "nNy<Enter><Esc><Enter><^U><^U>");
	ses_ikke(t, "[Ny]");
	harness_keys(t, "<Down><Up><Esc>");
	harness_slut(t);
}

Test(tilfaelde, a_watch_on_a_task_of_another_case_cannot_be_stopped_here)
{
	struct harness *t = paa_opgaver("paedagog");
	struct err e = {0, ""};
	harness_keys(t, "t");
	struct uuid id = hent(t, "landmand");
	harness_keys(t, "<Esc><Esc>");
	cr_assert_eq(app_aabn_sag(t->app, &id, &e), 0);
	app_do(t->app, C_TRIN_1);
	harness_keys(t, "<^L>");
	ses(t, "● 0:00");
	harness_keys(t, "<^T>");
	ses(t, "Stopuret går på en opgave i en anden sag.");
	harness_slut(t);
}

Test(tilfaelde, every_screen_stands_a_window_of_any_size)
{
	static const char *const skaerme[] = {"<F3>", "<F6>", "<F7>", "<F8>", "<M-m>", "<M-p>",
					      "<^F>"};
	struct harness *t = paa_opgaver("paedagog");
	for (size_t i = 0; i < sizeof(skaerme) / sizeof(*skaerme); i++) {
		harness_keys(t, skaerme[i]);
		for (int h = 1; h < 30; h += 3) {
			for (int w = 1; w < 140; w += 17) {
				harness_stoerrelse(t, h, w);
				harness_keys(t, "<Down><PgDn><PgUp><Tab>");
			}
		}
		harness_stoerrelse(t, 24, 80);
		harness_keys(t, "<Esc>");
	}
	harness_slut(t);
}

Test(tilfaelde, the_edit_lines_stand_a_window_of_any_size)
{
	struct harness *t = paa_opgaver("paedagog");
	harness_keys(t, "<Right><Enter>");
	for (int h = 1; h < 30; h += 2) {
		for (int w = 1; w < 140; w += 13) {
			harness_stoerrelse(t, h, w);
			harness_keys(t, "<Tab>");
			harness_keys(t, "<PgDn>");
		}
	}
	harness_slut(t);
}

Test(tilfaelde, the_mouse_chooses_a_task_and_a_second_click_opens_it)
{
	struct harness *t = paa_opgaver("paedagog");
	harness_klik(t, 4, 30);
	ses(t, "▸Mad og servic…");
	harness_klik(t, 4, 30);
	harness_keys(t, "<^A><^K>7<Tab>");
	cr_expect_str_eq(objekt_get(sag_nr(app_sag(t->app), "opgaver", 5), "antal"), "7");
	harness_slut(t);
}
