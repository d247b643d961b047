#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/brev/stavning.h"

static char mappe[] = "/tmp/stavning.XXXXXX";
static const char *const MAPPER[3] = {mappe};

static void skriv(const char *navn, const char *tekst)
{
	char sti[80];
	snprintf(sti, sizeof(sti), "%s/%s", mappe, navn);
	FILE *f = fopen(sti, "w");
	cr_assert_not_null(f);
	fputs(tekst, f);
	fclose(f);
}

/* A dictionary of few words: what is told hangs on no package. */
static void ordbog(void)
{
	cr_assert_not_null(mkdtemp(mappe));
	skriv("da_DK.aff", "SET UTF-8\n");
	skriv("da_DK.dic", "9\ndu\nkan\nløfte\nikke\nstk.\nog\nså\nfin\nhalv-grøn\n");
	setenv("DICPATH", mappe, 1);
}

static void ryd(void)
{
	static const char *const FILER[] = {"da_DK.aff", "da_DK.dic", "ordliste.yaml"};
	for (size_t i = 0; i < 3; i++) {
		char sti[80];
		snprintf(sti, sizeof(sti), "%s/%s", mappe, FILER[i]);
		unlink(sti);
	}
	rmdir(mappe);
}

TestSuite(stavning, .init = ordbog, .fini = ryd);

static void saml(void *arg, const char *ord)
{
	buf_format(arg, "%s ", ord);
}

/* The unknown words, each with a blank behind. */
static void er(const char *tekst, const char *navne, const char *ukendte)
{
	struct stavning *s;
	struct err e = {0, ""};
	struct buf b = BUF_TOM;
	if (stavning_ny(&s, MAPPER, saml, &b, &e) < 0)
		cr_skip_test("%s", e.tekst);
	stavning_ukendte(s, tekst, navne, saml, &b);
	cr_expect_str_eq(buf_str(&b), ukendte, "»%s«: %s", tekst, buf_str(&b));
	buf_done(&b);
	stavning_free(s);
}

Test(stavning, a_word_the_dictionary_does_not_know_is_told)
{
	er("Du kan ikke løvte og løfte.", "", "løvte ");
	er("du kan. du kna! (så fni)", "", "kna fni ");
	er("", "", "");
	er("så så sååå", "", "sååå ");
	er("halv-grøn halv-gul", "", "halv-gul ");
}

Test(stavning, a_word_at_the_end_and_one_glued_to_a_quotation_mark_are_looked_at)
{
	er("du kan løffte", "", "løffte ");
	er("du »løffte« så", "", "løffte ");
}

Test(stavning, numbers_letters_abbreviations_and_names_are_let_alone)
{
	er("Du kan løfte 3 stk. 2026K4 a b m.v. og ADHD og x.y@demo.dk", "", "");
	er("du og Vestermark og Ågesen", "", "");
	er("610190-0019 12-timers 4xyz", "", "");
	er("שלום مرحبا 🦄", "", "");
}

Test(stavning, a_name_of_the_case_may_begin_a_sentence)
{
	er("Vestermark kan. Vesterbork kan.", "Demo\nVestermark\n", "Vesterbork ");
	er("Vester kan", "Vestermark\n", "Vester ");
}

Test(stavning, the_words_of_the_field_are_known_and_a_mistake_in_the_list_is_told)
{
	skriv("ordliste.yaml", "ord: [notetaker, [x], løvte]\n");
	struct stavning *s;
	struct err e = {0, ""};
	struct buf b = BUF_TOM;
	if (stavning_ny(&s, MAPPER, saml, &b, &e) < 0)
		cr_skip_test("%s", e.tekst);
	cr_expect(strstr(buf_str(&b), "ordliste.yaml:1: her ventes »ord«"), "%s", buf_str(&b));
	buf_ryd(&b);
	stavning_ukendte(s, "du kan løvte notetaker notetakker", "", saml, &b);
	cr_expect_str_eq(buf_str(&b), "notetakker ");
	buf_done(&b);
	stavning_free(s);
}

Test(stavning, without_a_dictionary_there_is_none_and_it_says_so)
{
	struct stavning *s;
	struct err e = {0, ""};
	setenv("DICPATH", "/dev/null", 1);
	cr_assert_eq(stavning_ny(&s, MAPPER, NULL, NULL, &e), ERR_FINDES_IKKE);
	cr_expect_null(s);
	cr_expect(strstr(e.tekst, "ikke installeret"), "%s", e.tekst);
	stavning_free(s);
}
