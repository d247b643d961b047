#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/cmd/miljoe.h"
#include "core/io/hunspell.h"
#include "core/sag/sag.h"
#include "core/sag/sagfil.h"
#include "tests/screens/harness.h"

/* From the letter's sentences to the fields behind them, and back. */
static struct harness *med(const char *fil)
{
	struct harness *t = harness_start(24, 80);
	struct sagfil_valg valg = {.i_dag = t->i_dag};
	struct err e = {0, ""};
	struct uuid id;
	char *sti = mem_format("%s/tests/fixtures/%s.yaml", FEMTRIN_KILDE, fil);
	cr_assert_eq(sagfil_import(&id, t->miljoe->store, t->miljoe->formsaet, sti, &valg, &e), 0,
		     "%s", e.tekst);
	cr_assert_eq(app_aabn_sag(t->app, &id, &e), 0, "%s", e.tekst);
	app_do(t->app, C_TRIN_4);
	harness_keys(t, "<^L>");
	free(sti);
	return t;
}

static void saet(struct harness *t, const char *felt, const char *v)
{
	struct err e = {0, ""};
	struct saet s = {felt, v};
	cr_assert_eq(sag_set_flere(app_sag(t->app), NULL, &s, 1, &e), 0, "%s", e.tekst);
}

static void staar_ved(struct harness *t, const char *tekst)
{
	char *her = harness_ved_markoer(t);
	cr_assert(strncmp(her, tekst, strlen(tekst)) == 0, "ventede %s, men står ved %s\n%s", tekst,
		  her, harness_billede(t));
	free(her);
}

/* Right, till the cursor stands on the sentence. */
static void til(struct harness *t, const char *tekst)
{
	for (int i = 0; i < 200; i++) {
		char *her = harness_ved_markoer(t);
		bool der = strncmp(her, tekst, strlen(tekst)) == 0;
		free(her);
		if (der)
			return;
		harness_keys(t, "<Right>");
	}
	cr_assert_fail("%s\n%s", tekst, harness_billede(t));
}

Test(brevspor, arrows_go_from_sentence_to_sentence_also_within_a_paragraph)
{
	struct harness *t = med("paedagog");
	harness_keys(t, "<F6>");
	til(t, "Du har søgt om personlig assistance i");
	harness_keys(t, "<Right>");
	staar_ved(t, "Vi fik din ansøgning");
	ses(t, "Enter retter feltet: ");
	harness_keys(t, "<Left>");
	staar_ved(t, "Du har søgt om personlig assistance i");
	harness_slut(t);
}

Test(brevspor, enter_goes_to_the_field_and_f6_back_to_the_same_sentence)
{
	struct harness *t = med("paedagog");
	harness_keys(t, "<F6>");
	til(t, "Bevillingen gælder fra");
	ses(t, "(1 af 3, Tab skifter)");
	harness_keys(t, "<Enter>");
	ses_ikke(t, "LIX");
	ses(t, "Bevillingens første dag");
	harness_keys(t, "<F6>");
	staar_ved(t, "Bevillingen gælder fra");
	harness_slut(t);
}

Test(brevspor, after_the_field_is_changed_the_sentence_is_found_again)
{
	struct harness *t = med("paedagog");
	harness_keys(t, "<F6>");
	til(t, "Bevillingen gælder fra");
	harness_keys(t, "<Enter>");
	saet(t, "borger.adresse", "");
	saet(t, "afgoerelse.tilbage_begrundelse", "Assistenten begyndte i juni.");
	harness_keys(t, "<F6>");
	staar_ved(t, "Bevillingen gælder fra");
	harness_slut(t);
}

Test(brevspor, a_task_in_the_table_leads_to_the_split_and_back)
{
	struct harness *t = med("paedagog");
	harness_keys(t, "<F6>");
	til(t, "Hjælp om ugen");
	harness_keys(t, "<Right>");
	char *navn = harness_ved_markoer(t);
	navn[strcspn(navn, " ")] = '\0';
	harness_keys(t, "<Enter>");
	ses(t, "2 Med bistand");
	ses(t, navn);
	harness_keys(t, "<F6>");
	staar_ved(t, navn);
	free(navn);
	harness_slut(t);
}

Test(brevspor, from_a_field_one_key_shows_the_sentences_made_of_it)
{
	struct harness *t = med("paedagog");
	harness_keys(t, "<F6>");
	til(t, "Vi fik din ansøgning");
	harness_keys(t, "<Enter><M-s>");
	staar_ved(t, "Vi fik din ansøgning");
	harness_keys(t, "<Esc>");
	ses_ikke(t, "LIX");
	harness_slut(t);
}

Test(brevspor, the_next_sentence_of_the_same_field_is_one_key_away)
{
	struct harness *t = med("paedagog");
	harness_keys(t, "<F6>");
	til(t, "Du får personlig assistance i");
	harness_keys(t, "n");
	ses(t, "Enter retter feltet: ");
	char *anden = harness_ved_markoer(t);
	cr_assert(strncmp(anden, "Du får personlig assistance i", 29) != 0);
	cr_assert(strstr(anden, "12 timer") || strstr(harness_billede(t), "12 timer"));
	free(anden);
	harness_slut(t);
}

Test(brevspor, a_field_that_no_sentence_uses_says_so)
{
	struct harness *t = med("paedagog");
	app_gaa_til(t->app, "kontakt.kanal", NULL);
	harness_keys(t, "<^L><M-s>");
	ses(t, "Ingen sætning i brevet bruger feltet");
	harness_slut(t);
}

Test(brevspor, fixed_text_says_where_it_stands_and_its_source)
{
	struct harness *t = med("paedagog");
	harness_keys(t, "<F6>");
	til(t, "Du kan klage over");
	harness_keys(t, "<Right>");
	ses(t, "Fast tekst: faelles.yaml, linje ");
	harness_keys(t, "<F1>");
	ses(t, "Sætningens kilde: forvaltningsloven § 25");
	ses(t, "har LIX ");
	harness_slut(t);
}

Test(brevspor, a_long_sentence_is_pointed_at_and_one_key_away)
{
	struct harness *t = med("paedagog");
	saet(t, "vurdering.begrundelse",
	     "en to tre fire fem seks syv otte ni ti en to tre fire fem seks syv otte ni ti en to "
	     "tre fire fem seks syv otte ni ti en to tre fire fem seks syv otte ni ti slut");
	harness_keys(t, "<F6>");
	ses(t, "! 41 ord i én sætning: »en to tre fire fem seks");
	for (int i = 0; i < 12; i++) {
		char *her = harness_ved_markoer(t);
		bool der = strstr(her, "! 41 ord");
		free(her);
		if (der)
			break;
		harness_keys(t, "<Down>");
	}
	harness_keys(t, "<Enter>");
	staar_ved(t, "Timerne er fastsat sådan");
	harness_slut(t);
}

Test(brevspor, a_broken_template_of_the_municipality_is_told_and_ours_is_used)
{
	char mappe[] = "/tmp/femtrin-brev-XXXXXX";
	cr_assert_not_null(mkdtemp(mappe));
	char *breve = mem_format("%s/breve", mappe), *fil = mem_format("%s/faelles.yaml", breve);
	cr_assert_eq(mkdir(breve, 0700), 0);
	FILE *f = fopen(fil, "w");
	cr_assert_not_null(f);
	fputs("sektioner:\n  - id: klage\n    indhold:\n      - tekst: \"{{borger.nvn}}\"\n", f);
	fclose(f);
	struct harness *t = med("paedagog");
	int nr = t->miljoe->mapper[1] ? 2 : 1;
	free(t->miljoe->mapper[nr]);
	t->miljoe->mapper[nr] = mem_tekst(mappe);
	harness_keys(t, "<F6>");
	ses(t, "! Skabelonen: ");
	ses(t, "faelles.yaml:4: »borger.nvn«");
	til(t, "Du kan klage over");
	harness_slut(t);
	unlink(fil);
	rmdir(breve);
	rmdir(mappe);
	free(fil);
	free(breve);
}

/* A dictionary of every word of the case but one; false: no libhunspell here. */
static bool ordbog(char mappe[64])
{
	struct hunspell *h = NULL;
	struct err e = {0, ""};
	char sti[96];
	snprintf(mappe, 64, "/tmp/brevord.XXXXXX");
	cr_assert_not_null(mkdtemp(mappe));
	static const char *const FILER[][2] = {
		{"da_DK.aff", "SET UTF-8\n"}, {"da_DK.dic", "4\nman\nkan\nmale\nselv\n"}};
	for (size_t i = 0; i < 2; i++) {
		snprintf(sti, sizeof(sti), "%s/%s", mappe, FILER[i][0]);
		FILE *f = fopen(sti, "w");
		fputs(FILER[i][1], f);
		fclose(f);
	}
	setenv("DICPATH", mappe, 1);
	bool er_der = hunspell_ny(&h, &e) == 0;
	hunspell_free(h);
	return er_der;
}

static void ordbog_vaek(const char *mappe)
{
	static const char *const FILER[] = {"da_DK.aff", "da_DK.dic"};
	for (size_t i = 0; i < 2; i++) {
		char sti[96];
		snprintf(sti, sizeof(sti), "%s/%s", mappe, FILER[i]);
		unlink(sti);
	}
	rmdir(mappe);
}

Test(brevvisning, words_the_dictionary_does_not_know_are_listed_by_their_field)
{
	char mappe[64];
	if (!ordbog(mappe)) {
		ordbog_vaek(mappe);
		cr_skip_test("libhunspell is not installed");
	}
	struct harness *t = med("paedagog");
	saet(t, "vurdering.egne_opgaver", "man kan selv mmale, Demo kan selv");
	harness_keys(t, "<F6>");
	ses(t, "Stavning i »");
	ses(t, "»mmale«");
	ses_ikke(t, "»Demo«");
	/* The row leads to the sentence, and a correction takes it away. */
	saet(t, "vurdering.egne_opgaver", "man kan selv male, Demo kan selv");
	harness_keys(t, "<Esc><F6>");
	ses_ikke(t, "»mmale«");
	harness_slut(t);
	ordbog_vaek(mappe);
}

Test(brevvisning, without_a_dictionary_nothing_is_said_of_spelling)
{
	struct harness *t = med("paedagog");
	harness_keys(t, "<F6>");
	ses(t, "Afgørelse · LIX ");
	ses_ikke(t, "Stavning");
	harness_slut(t);
}
