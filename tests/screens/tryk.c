#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/cmd/miljoe.h"
#include "core/sag/sag.h"
#include "core/sag/sagfil.h"
#include "tests/screens/harness.h"

/* From the letter screen to paper: which job, the printer, the stored bytes, sent. */
static char mappe[64];

static void program(const char *navn, const char *indhold)
{
	char *sti = mem_format("%s/%s", mappe, navn);
	FILE *f = fopen(sti, "w");
	fputs(indhold, f);
	fclose(f);
	chmod(sti, 0700);
	free(sti);
}

/* A printer that keeps each sheet it gets, 1.pdf, 2.pdf …, and what it was told. */
static void foer(void)
{
	snprintf(mappe, sizeof(mappe), "/tmp/tryk.XXXXXX");
	cr_assert_not_null(mkdtemp(mappe));
	char *lp = mem_format("#!/bin/sh\ncd %s\nn=$(ls | grep -c pdf)\necho \"$@\" >ord\n"
			      "cat >$((n + 1)).pdf\n", mappe);
	program("lp", lp);
	program("lpstat", "#!/bin/sh\n[ $1 = -e ] && printf 'Kontor\\nStue_2\\n'\n"
			  "[ $1 = -d ] && echo 'standard: Stue_2'\nexit 0\n");
	char *path = mem_format("%s:/bin:/usr/bin", mappe);
	setenv("PATH", path, 1);
	setenv("HOME", mappe, 1);
	free(path);
	free(lp);
}

static void efter(void)
{
	char kommando[128];
	snprintf(kommando, sizeof(kommando), "rm -r %s", mappe);
	cr_assert_eq(system(kommando), 0);
}

TestSuite(tryk, .init = foer, .fini = efter);

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
	free(sti);
	return t;
}

static char *laes(const char *navn, size_t *n)
{
	char *sti = mem_format("%s/%s", mappe, navn);
	struct buf b = BUF_TOM;
	FILE *f = fopen(sti, "rb");
	for (int c; f && (c = fgetc(f)) != EOF;)
		buf_tegn(&b, (char)c);
	if (f)
		fclose(f);
	free(sti);
	*n = b.len;
	return b.len ? buf_tag(&b) : mem_tekst("");
}

static bool ens(const char *a, const char *b)
{
	size_t na, nb;
	char *pa = laes(a, &na), *pb = laes(b, &nb);
	bool ja = na > 0 && na == nb && memcmp(pa, pb, na) == 0;
	free(pa);
	free(pb);
	return ja;
}

static const char *kvittering(struct harness *t)
{
	for (int i = 0; i < 30 && !harness_ses(t, "Kvittering · LIX"); i++)
		harness_keys(t, "a");
	return "Kvittering · LIX";
}

static void til_art(struct harness *t, const char *navn)
{
	for (int i = 0; i < 30 && !harness_ses(t, navn); i++)
		harness_keys(t, "a");
	ses(t, navn);
}

Test(tryk, a_draft_is_printed_as_one_until_the_letter_is_final)
{
	struct harness *t = med("paedagog");
	size_t n;
	harness_keys(t, "<F6>p");
	ses(t, "Udskriv udkastet");
	ses(t, "▸Stue_2");
	harness_keys(t, "++-d<Up><Enter>");
	ses(t, "sendt til printeren Kontor");
	char *ord = laes("ord", &n);
	cr_expect_str_eq(ord, "-d Kontor -n 2 -t afgoerelse -o sides=one-sided\n");
	free(ord);
	cr_expect_eq(sag_antal(app_sag(t->app), "breve"), 0, "printing makes nothing final");
	harness_slut(t);
}

Test(tryk, a_reprint_gives_the_stored_bytes_whatever_became_of_the_case)
{
	struct harness *t = med("paedagog");
	struct err e = {0, ""};
	harness_keys(t, "<F6>e<^A><^K>~/fil.pdf<Enter>");
	ses(t, "✓ Brevet er endeligt og gemt i sagen (b1)");
	harness_keys(t, "p");
	ses(t, "Udskriv det endelige brev");
	harness_keys(t, "<Enter>");
	cr_expect(ens("fil.pdf", "2.pdf"));
	struct saet s[] = {{"borger.navn", "En Anden"}, {"afgoerelse.lagt_til_grund", ""}};
	cr_assert_eq(sag_set_flere(app_sag(t->app), NULL, s, 2, &e), 0, "%s", e.tekst);
	harness_keys(t, "<Esc><F6>p");
	ses(t, "Udskriv det endelige brev");
	harness_keys(t, "<Enter>");
	cr_expect(ens("fil.pdf", "3.pdf"));
	harness_keys(t, "e<^A><^K>~/igen.pdf<Enter>");
	cr_expect(ens("fil.pdf", "igen.pdf"));
	cr_expect_eq(sag_antal(app_sag(t->app), "breve"), 1);
	harness_slut(t);
}

Test(tryk, sent_says_when_how_and_by_when_a_complaint_must_be_there)
{
	struct harness *t = med("paedagog");
	harness_keys(t, "<F6>e<^A><^K>~/fil.pdf<Enter>s29/9-26<Tab>Digital Post<Tab>30/9-26<Tab>");
	ses(t, "Sendt den 29. september 2026: Digital Post.");
	ses(t, "Klagen skal være her senest den 28.");
	harness_slut(t);
}

Test(tryk, of_several_jobs_each_has_its_own_letter)
{
	struct harness *t = med("sager/flere-job");
	harness_keys(t, "<F6>j");
	ses(t, "Brevet er ikke om ét af flere job.");
	til_art(t, "Orientering til arbejdsgiver · Demo Plejehjem · LIX");
	harness_keys(t, "e<^A><^K>~/a1.pdf<Enter>");
	harness_keys(t, "j");
	ses(t, "Orientering til arbejdsgiver · Demo Kro · LIX");
	ses(t, "✓ Brevet kan blive endeligt.");
	harness_keys(t, "e");
	ses(t, "orientering-virksomhed-a2-2026");
	harness_keys(t, "<^A><^K>~/a2.pdf<Enter>");
	cr_assert_eq(sag_antal(app_sag(t->app), "breve"), 2);
	cr_expect(objekt_er(sag_nr(app_sag(t->app), "breve", 0), "art", "orientering-virksomhed-a1"));
	cr_expect(objekt_er(sag_nr(app_sag(t->app), "breve", 1), "art", "orientering-virksomhed-a2"));
	cr_expect(!ens("a1.pdf", "a2.pdf"));
	harness_keys(t, "s1/10-26<Tab>brev<Tab><Tab>");
	cr_expect_str_eq(objekt_get(sag_nr(app_sag(t->app), "breve", 1), "kanal"), "brev");
	cr_expect_null(objekt_get(sag_nr(app_sag(t->app), "breve", 0), "kanal"));
	harness_slut(t);
}

Test(tryk, a_receipt_is_final_without_the_decision_but_not_with_a_gap)
{
	struct harness *t = med("sager/blank");
	harness_keys(t, "<F6>");
	ses(t, kvittering(t));
	ses(t, "Tomme felter i brevet: 1");
	harness_keys(t, "e");
	ses(t, "Brevet kan ikke blive endeligt endnu.");
	t->miljoe->ind.frist_sagsbehandling_dage = 28;
	harness_keys(t, "<Esc><F6>");
	ses(t, kvittering(t));
	harness_keys(t, "e<^A><^K>~/k.pdf<Enter>");
	ses(t, "✓ Brevet er endeligt og gemt i sagen (b1)");
	harness_slut(t);
}
