#include <criterion/criterion.h>
#include <stdlib.h>

#include "core/base/mem.h"
#include "core/cmd/miljoe.h"
#include "core/io/vaultlager.h"
#include "tests/screens/harness.h"
#include "tui/term.h"

static struct harness *med_sag(void)
{
	struct harness *t = harness_start(24, 80);
	harness_keys(t, "<Ins>Demo Hemmelig<Enter><Esc><Esc>");
	return t;
}

Test(unlock, a_locked_store_shows_nothing_of_what_it_holds)
{
	struct harness *t = med_sag();
	harness_laas(t, VAULTLAGER_FORSEGLET);
	ses(t, "Adgangskode");
	ses_ikke(t, "Hemmelig");
	ses_ikke(t, "1 sag");
	harness_keys(t, "<^F><F6><F5><M-1><^N><F9><F8>");
	ses(t, "Adgangskode");
	harness_keys(t, "<F1><^F>");
	ses_ikke(t, "Hemmelig");
	harness_slut(t);
}

Test(unlock, the_passphrase_is_not_shown_and_opens_the_cases)
{
	struct harness *t = med_sag();
	harness_laas(t, VAULTLAGER_FORSEGLET);
	harness_keys(t, "kaskex<Backspace>t");
	ses_ikke(t, "kask");
	ses(t, "******");
	harness_keys(t, "<Enter>");
	harness_vent(t, 1);
	ses(t, "Demo Hemmelig");
	harness_slut(t);
}

Test(unlock, a_wrong_passphrase_is_said_and_asked_for_again)
{
	struct harness *t = med_sag();
	harness_laas(t, VAULTLAGER_FORSEGLET);
	harness_keys(t, "<Enter>");
	ses(t, "Skriv adgangskoden først");
	harness_keys(t, "forkert<Enter>");
	harness_vent(t, 1);
	ses(t, "ikke den rigtige");
	ses_ikke(t, "*");
	harness_paste(t, "kasket\n", 7);
	harness_keys(t, "<Enter>");
	harness_vent(t, 1);
	ses(t, "Demo Hemmelig");
	harness_slut(t);
}

Test(unlock, a_new_passphrase_is_typed_twice_with_advice)
{
	struct harness *t = med_sag();
	harness_laas(t, VAULTLAGER_INGEN);
	harness_keys(t, "kasket");
	ses(t, "tilfældige ord");
	harness_keys(t, "<Enter>kaske<Enter>");
	ses(t, "ikke ens");
	harness_keys(t, "kasket<Enter>kasket<Enter>");
	harness_vent(t, 1);
	ses(t, "Demo Hemmelig");
	harness_slut(t);
}

static void laas_op(struct harness *t)
{
	cr_assert(app_slut(t->app) && app_vil_laase(t->app), "er ikke låst:\n%s",
		  harness_billede(t));
	harness_laas(t, VAULTLAGER_FORSEGLET);
	ses(t, "Adgangskode");
	ses_ikke(t, "Hemmelig");
	harness_keys(t, "kasket<Enter>");
	harness_vent(t, 1);
}

/* A store with a key, opened; in its case. */
static struct harness *aaben(const char *taster)
{
	struct harness *t = med_sag();
	harness_laas(t, VAULTLAGER_FORSEGLET);
	harness_keys(t, "kasket<Enter>");
	harness_vent(t, 1);
	harness_keys(t, "<Enter>");
	harness_keys(t, taster);
	return t;
}

/* Locks at this place and unlocks: the same picture, and the cursor in the same cell. */
static void samme_sted(const char *taster)
{
	struct harness *t = aaben(taster);
	int y[2], x[2];
	app_tegn(t->app);
	char *foer = mem_tekst(harness_billede(t));
	term_where(t->term, &y[0], &x[0]);
	harness_keys(t, "<F12>");
	laas_op(t);
	cr_assert_str_eq(harness_billede(t), foer, "efter %s\n--- før\n%s\n--- efter\n%s", taster,
			 foer, harness_billede(t));
	term_where(t->term, &y[1], &x[1]);
	cr_assert(y[0] == y[1] && x[0] == x[1], "%s: markøren stod %d,%d og står %d,%d", taster,
		  y[0], x[0], y[1], x[1]);
	free(foer);
	harness_slut(t);
}

Test(unlock, locking_comes_back_to_the_field_the_half_typed_text_and_the_cursor)
{
	samme_sted("<M-1>");
	samme_sted("<M-1>610190-00<Left><Left>");
	samme_sted("<M-1><Tab><Tab>Demovej 1<Home>");
	samme_sted("<M-2><Tab><Tab><Tab><Tab>");
	samme_sted("<M-4><Tab><Tab><Tab>");
}

Test(unlock, locking_comes_back_to_a_half_written_note)
{
	samme_sted("<^N>");
	samme_sted("<^N>Borgeren fort<Left><Left><Left>");
	samme_sted("<^N>En linje<Enter>og en til<Up>");
	samme_sted("<M-3><^N>Borgeren fort<F1><PgDn>");
}

Test(unlock, locking_comes_back_to_the_split_and_the_line_being_written)
{
	samme_sted("<F3>");
	samme_sted("<F3>nRengøring 2 dag 30 20<Enter>Opv");
	samme_sted("<F3>nRengøring<Enter><Tab>Opvask<Enter><Esc><Left>");
	samme_sted("<F3>nRengøring<Enter><Esc><Enter>");
	samme_sted("<F3>nRengøring<Enter><Esc><Enter>12<Left>");
	samme_sted("<F3>nRengøring<Enter>Opvask<Enter><Esc>t<Up>");
	samme_sted("<F3>nRengøring<Enter>Opvask<Enter><Esc>t<Up><Down>t");
}

Test(unlock, locking_comes_back_to_a_line_of_a_list_that_is_not_there_yet)
{
	samme_sted("<M-2><PgDn><Enter>");
	samme_sted("<M-2><PgDn><Enter>1/9<Left>");
}

Test(unlock, locking_comes_back_to_letters_lists_and_questions)
{
	samme_sted("<F6>");
	samme_sted("<F6><Down><Down><Down><PgDn>a");
	samme_sted("<F6>u<Backspace><Backspace><Left>");
	samme_sted("<F7><Down><Down>");
	samme_sted("<F8>navn<Left>");
	samme_sted("<^F>");
	samme_sted("<M-m><Down><Down>");
	samme_sted("<M-p><Down>");
	samme_sted("<F2><M-1>");
	samme_sted("<Esc>");
	samme_sted("<Esc>dem<Left>");
	samme_sted("<Esc><F3>Demo Anden<Left>");
}

Test(unlock, a_note_goes_on_where_it_was_and_is_one_note)
{
	struct harness *t = aaben("<^N>Borgeren fort");
	harness_keys(t, "<F12>");
	laas_op(t);
	harness_keys(t, "æller om sit arbejde<F12>");
	laas_op(t);
	harness_keys(t, ".<Esc>");
	ses(t, "Notatet er gemt");
	harness_keys(t, "<F8>");
	ses(t, "Borgeren fortæller om sit arbejde.");
	int gange = 0;
	for (const char *p = harness_billede(t); (p = strstr(p, "Borgeren")); p++)
		gange++;
	cr_assert_eq(gange, 2, "i listen og under den:\n%s", harness_billede(t));
	harness_slut(t);
}

Test(unlock, half_typed_text_is_no_entry_while_it_is_locked)
{
	struct harness *t = aaben("<M-1><Tab><Tab>");
	char *foer = harness_linje(t, 0);
	harness_keys(t, "Demove<F12>");
	laas_op(t);
	ses(t, "Demove");
	char *efter = harness_linje(t, 0);
	cr_assert_str_eq(foer, efter, "usendt");
	harness_keys(t, "<Tab>");
	free(efter);
	efter = harness_linje(t, 0);
	cr_assert_str_neq(foer, efter, "nu er det");
	free(foer);
	free(efter);
	harness_slut(t);
}

Test(unlock, it_locks_by_itself_and_a_key_that_comes_too_late_does_nothing)
{
	struct harness *t = aaben("<Esc>");
	harness_vent(t, 4 * 60000);
	cr_assert_not(app_slut(t->app));
	harness_keys(t, "<Down>");
	harness_vent(t, 4 * 60000);
	cr_assert_not(app_slut(t->app));
	cr_assert_leq(app_vent(t->app), 60000);
	t->ms += 2 * 60000;
	app_bytes(t->app, "\r", 1);
	cr_assert(app_vil_laase(t->app));
	cr_assert_null(app_sag(t->app), "the key opened the case");
	harness_slut(t);
}

Test(unlock, it_locks_without_a_key_and_never_where_the_settings_say_so)
{
	struct harness *t = aaben("");
	t->miljoe->ind.laas_minutter = 0;
	harness_vent(t, 100 * 60000);
	cr_assert_not(app_slut(t->app));
	harness_keys(t, "<Down>");
	t->miljoe->ind.laas_minutter = 1;
	harness_vent(t, 59 * 1000);
	cr_assert_not(app_slut(t->app));
	harness_vent(t, 1000);
	cr_assert(app_vil_laase(t->app));
	harness_slut(t);
}

Test(unlock, a_locked_screen_is_not_locked_again)
{
	struct harness *t = med_sag();
	harness_laas(t, VAULTLAGER_FORSEGLET);
	harness_keys(t, "<F12>");
	harness_vent(t, 100 * 60000);
	cr_assert_not(app_slut(t->app));
	ses(t, "Adgangskode");
	harness_slut(t);
}
