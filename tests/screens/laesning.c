#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/err.h"
#include "core/cmd/miljoe.h"
#include "core/journal/store.h"
#include "core/sag/sag.h"
#include "core/sag/sagfil.h"
#include "tests/screens/harness.h"

/* The screens to read: hours, missing things, parameters, letter, journal, dates. */

static struct harness *med(const char *fil)
{
	struct harness *t = harness_start(24, 80);
	struct sagfil_valg valg = {.i_dag = t->i_dag};
	struct err e = {0, ""};
	struct uuid id;
	char sti[300];
	snprintf(sti, sizeof(sti), FEMTRIN_KILDE "/tests/fixtures/%s.yaml", fil);
	cr_assert_eq(sagfil_import(&id, t->miljoe->store, t->miljoe->formsaet, sti, &valg, &e), 0,
		     "%s", e.tekst);
	cr_assert_eq(app_aabn_sag(t->app, &id, &e), 0, "%s", e.tekst);
	app_do(t->app, C_TRIN_4);
	harness_keys(t, "<^L>");
	return t;
}

static void saet(struct harness *t, const char *felt, const char *v)
{
	struct err e = {0, ""};
	struct saet s = {felt, v};
	cr_assert_eq(sag_set_flere(app_sag(t->app), NULL, &s, 1, &e), 0, "%s", e.tekst);
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

Test(timer, shows_the_computation_line_by_line_with_its_paragraph)
{
	struct harness *t = med("paedagog");
	harness_keys(t, "<F7>");
	ses(t, "4 × dag × 5 dage × 18 min = 6:00");
	ses(t, "Behov: hjælpen lagt sammen = 12:00");
	ses(t, "§ 15, stk. 1 og 4");
	ses(t, "Timer om ugen: 12");
	harness_keys(t, "<End>");
	ses(t, "Bemærkninger: 1, ubesvarede 0");
	ses(t, "i Oplysning: ");
	harness_slut(t);
}

Test(timer, enter_on_a_remark_goes_to_the_field_that_answers_it)
{
	struct harness *t = med("paedagog");
	saet(t, "vurdering.timer_pr_uge", "10");
	saet(t, "afgoerelse.timer", "10");
	saet(t, "vurdering.begrundelse", "");
	harness_keys(t, "<F7><End>");
	ses(t, "! Advarsel: ");
	harness_keys(t, "<Home>");
	til(t, "Advarsel", "<Tab>");
	harness_keys(t, "<Enter>");
	ses(t, "Begrundelse");
	ses_ikke(t, "Bemærkninger:");
	harness_slut(t);
}

Test(timer, a_note_answers_the_remark_under_the_cursor)
{
	struct harness *t = med("landmand");
	struct err e = {0, ""};
	cr_assert_eq(sag_fjern(app_sag(t->app), sag_nr(app_sag(t->app), "besoeg", 0), &e), 0);
	harness_keys(t, "<F7><End>");
	ses(t, "besvares med et notat");
	harness_keys(t, "<S-Tab><Enter>Besøgt på video<Esc>");
	ses(t, "✓ besvaret");
	harness_slut(t);
}

Test(timer, enter_on_a_task_opens_it_on_the_split)
{
	struct harness *t = med("paedagog");
	harness_keys(t, "<F7><Tab><Enter>");
	ses(t, "2 Med bistand");
	harness_slut(t);
}

Test(mangler, lists_first_what_is_needed_before_leaving_and_goes_there)
{
	struct harness *t = harness_start(24, 80);
	harness_keys(t, "<F3>Demo Borger<Enter><M-m>");
	ses(t, "Før du går");
	ses(t, "▸   trin 1");
	harness_keys(t, "<End>");
	ses_ikke(t, "✓ Brevet kan blive endeligt.");
	harness_keys(t, "<Home><Tab><Enter>");
	ses_ikke(t, "Før du går\n");
	harness_slut(t);
}

Test(mangler, says_so_when_the_letter_may_be_final)
{
	struct harness *t = med("paedagog");
	harness_keys(t, "<M-m><End>");
	ses(t, "✓ Brevet kan blive endeligt.");
	harness_slut(t);
}

Test(parametre, show_which_of_the_five_stand_and_lead_to_the_rest)
{
	struct harness *t = med("paedagog");
	harness_keys(t, "<M-p>");
	ses(t, "5 af de 5");
	harness_keys(t, "<Esc>");
	saet(t, "afgoerelse.lagt_til_grund", "");
	harness_keys(t, "<M-p>");
	ses(t, "4 af de 5");
	ses(t, "2 Hvad afgørelsen bygger på: ✗ mangler");
	harness_keys(t, "<Tab><Enter>");
	ses(t, "Lagt til grund");
	harness_slut(t);
}

Test(brev, missing_parts_come_first_then_the_letter_as_it_is_read)
{
	struct harness *t = med("paedagog");
	saet(t, "afgoerelse.lagt_til_grund", "");
	harness_keys(t, "<F6>");
	ses(t, "Afgørelse · LIX ");
	ses(t, "✗ ");
	harness_keys(t, "e");
	ses(t, "Brevet kan ikke blive endeligt endnu.");
	harness_keys(t, "<PgDn>");
	ses(t, "Demo Pædagog");
	harness_slut(t);
}

Test(brev, enter_on_a_paragraph_goes_to_the_field_behind_it)
{
	struct harness *t = med("paedagog");
	harness_keys(t, "<F6>");
	for (int i = 0; i < 200 && !strstr(harness_billede(t), "Enter retter feltet"); i++)
		harness_keys(t, "<Down>");
	ses(t, "Enter retter feltet");
	harness_keys(t, "<Enter>");
	ses_ikke(t, "LIX");
	harness_slut(t);
}

static void hjemme(char mappe[64])
{
	snprintf(mappe, 64, "/tmp/brev.XXXXXX");
	cr_assert_not_null(mkdtemp(mappe));
	setenv("HOME", mappe, 1);
}

static bool er_pdf(const char *mappe, const char *navn)
{
	char sti[200], hoved[5] = "";
	snprintf(sti, sizeof(sti), "%s/%s", mappe, navn);
	FILE *f = fopen(sti, "r");
	bool pdf = f && fread(hoved, 1, 4, f) == 4 && !memcmp(hoved, "%PDF", 4);
	if (f)
		fclose(f);
	unlink(sti);
	return pdf;
}

Test(brev, a_draft_is_saved_where_one_says_and_never_over_a_file)
{
	struct harness *t = med("paedagog");
	char mappe[64];
	hjemme(mappe);
	harness_keys(t, "<F6>u");
	ses(t, "~/afgoerelse-2026-09-2");
	harness_keys(t, "<^A><^K>~/a.pdf<Enter>");
	ses(t, "PDF'en ligger i /tmp/brev.");
	harness_keys(t, "u<^A><^K>~/a.pdf<Enter>");
	ses(t, "Filen findes allerede");
	cr_expect(er_pdf(mappe, "a.pdf"));
	rmdir(mappe);
	harness_slut(t);
}

Test(brev, the_final_letter_is_stored_in_the_case_and_marked_as_sent)
{
	struct harness *t = med("paedagog");
	char mappe[64];
	hjemme(mappe);
	harness_keys(t, "<F6>s");
	ses(t, "Der er intet endeligt brev endnu");
	harness_keys(t, "e<^A><^K>~/b.pdf<Enter>");
	ses(t, "PDF'en ligger i /tmp/brev.");
	cr_assert_eq(sag_antal(app_sag(t->app), "breve"), 1);
	harness_keys(t, "s29/9-26<Tab>d<Tab>30/9-26<Tab>");
	const struct objekt *brev = sag_nr(app_sag(t->app), "breve", 0);
	cr_expect_str_eq(objekt_get(brev, "sendt"), "2026-09-29");
	cr_expect_str_eq(objekt_get(brev, "tilgaengelig"), "2026-09-30");
	cr_expect(er_pdf(mappe, "b.pdf"));
	rmdir(mappe);
	harness_slut(t);
}

Test(brev, without_a_printer_it_says_what_to_do_instead)
{
	struct harness *t = med("paedagog");
	setenv("PATH", "/nowhere", 1);
	harness_keys(t, "<F6>p");
	ses(t, "Der er ingen printer på denne maskine.");
	harness_slut(t);
}

Test(journal, shows_the_newest_change_first_from_what_to_what)
{
	struct harness *t = med("paedagog");
	setenv("TZ", "Europe/Copenhagen", 1);
	saet(t, "borger.telefon", "11223344");
	harness_keys(t, "<F8>");
	ses(t, "▸22.11.2026 11.00 demo");
	ses(t, "00000002 → 11223344");
	ses(t, "Før: 00000002");
	harness_slut(t);
}

Test(journal, typing_filters_by_field_and_esc_takes_it_away_again)
{
	struct harness *t = med("paedagog");
	harness_keys(t, "<F8>telefon");
	ses(t, "1 af ");
	ses(t, "Telefon");
	ses_ikke(t, "CPR");
	harness_keys(t, "<Esc>");
	ses_ikke(t, "1 af ");
	harness_keys(t, "telefon<Enter>");
	ses(t, "Telefon              00000002");
	harness_slut(t);
}

Test(journal, hides_what_is_sensitive_in_the_shared_view)
{
	struct harness *t = med("paedagog");
	harness_keys(t, "<F8>cpr<F2>");
	ses(t, "skjult visning");
	ses_ikke(t, "670185");
	harness_slut(t);
}

Test(frister, overdue_stands_first_and_enter_opens_the_case_there)
{
	struct harness *t = med("paedagog");
	saet(t, "opfoelgning.naeste", "2026-11-20");
	harness_keys(t, "<^F>");
	ses(t, "▸ 20.11.2026 ! 2 dage over");
	ses(t, "Opfølgning");
	ses(t, "Bevillingen udløber");
	harness_keys(t, "<Enter>");
	ses(t, "Næste");
	harness_slut(t);
}

Test(frister, the_calendar_file_lands_at_home)
{
	struct harness *t = med("paedagog");
	char mappe[64], sti[200];
	hjemme(mappe);
	harness_keys(t, "<^F>k");
	ses(t, "Kalenderfilen ligger i /tmp/brev.");
	snprintf(sti, sizeof(sti), "%s/femtrin-frister-2026-11-22.ics", mappe);
	cr_expect_eq(unlink(sti), 0);
	rmdir(mappe);
	harness_slut(t);
}

Test(timer, the_five_parameters_are_one_key_away)
{
	struct harness *t = med("paedagog");
	harness_keys(t, "<F7><End>");
	ses(t, "✓ De fem parametre: 5 af de 5, som dette udfald kræver");
	harness_keys(t, "<Enter>");
	ses(t, "1 Hjemlen: ✓ opfyldt");
	harness_slut(t);
}

Test(timer, the_mouse_points_at_a_row_and_a_second_time_goes_there)
{
	struct harness *t = med("paedagog");
	harness_keys(t, "<F7>");
	harness_klik(t, 4, 10);
	ses(t, "Behov: hjælpen");
	harness_klik(t, 4, 10);
	ses(t, "2 Med bistand");
	harness_slut(t);
}
