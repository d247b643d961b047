#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/io/pdf.h"
#include "core/io/pdfindhold.h"

static const struct pdf_om OM = {.titel = "Prøve <&>",
				 .forfatter = "Demo Kommune",
				 .skrift = "Noto Sans, DejaVu Sans",
				 .dato = {2026, 9, 28}};
static const struct pdf_stil STIL = {.pt = 11.5, .linje = 1.4};

static void afsnit(struct pdf *p, const char *s, bool over_to_sider)
{
	struct pdf_tekst *t = pdf_tekst_ny(p, s, &STIL, 200);
	size_t n = pdf_tekst_linjer(t), midt = over_to_sider ? n / 2 : n;
	int k = pdf_knude(p, 0, "P");
	pdf_indhold(p, k);
	pdf_linjer(p, t, 0, midt, 70, 70);
	pdf_indhold_slut(p);
	if (over_to_sider) {
		pdf_side(p);
		pdf_indhold(p, k);
		pdf_linjer(p, t, midt, n, 70, 70);
		pdf_indhold_slut(p);
	}
	pdf_tekst_free(t);
}

static void lav(struct buf *ud, const char *s)
{
	struct pdf *p = NULL;
	struct err e;
	cr_assert_eq(pdf_ny(&p, &OM, &e), 0);
	pdf_indhold(p, PDF_ARTEFAKT);
	pdf_streg(p, 70, 200, 60, 0.5);
	pdf_indhold_slut(p);
	afsnit(p, s, true);
	pdf_bogmaerke(p, "Overskrift", 70);
	pdf_side(p);
	cr_assert_eq(pdf_slut(p, ud, &e), 0, "%s", e.tekst);
	pdf_free(p);
}

/* What a program prints about the file. */
static char *vis(const struct buf *pdf, const char *kommando)
{
	char sti[] = "/tmp/femtrin-pdf-XXXXXX", linje[256];
	int fd = mkstemp(sti);
	FILE *f = fdopen(fd, "wb");
	fwrite(pdf->data, 1, pdf->len, f);
	fclose(f);
	snprintf(linje, sizeof(linje), "%s %s 2>&1", kommando, sti);
	struct buf b = BUF_TOM;
	FILE *r = popen(linje, "r");
	for (int c; (c = fgetc(r)) != EOF;)
		buf_tegn(&b, (char)c);
	pclose(r);
	remove(sti);
	return buf_tag(&b);
}

Test(pdf, the_same_input_gives_the_same_bytes)
{
	struct buf a = BUF_TOM, b = BUF_TOM;
	lav(&a, "Ét brev, to gange.");
	lav(&b, "Ét brev, to gange.");
	cr_assert_eq(a.len, b.len);
	cr_assert_eq(memcmp(a.data, b.data, a.len), 0);
	buf_done(&a);
	buf_done(&b);
}

Test(pdf, structure_holds_text_of_both_pages_after_odd_letters)
{
	struct buf b = BUF_TOM;
	lav(&b, "Officiel (flad) fi-tekst: e\xCC\x81, שלום, \xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x94\xA7 "
		"og så et godt stykke videre, indtil linjerne ikke kan være på den første side. "
		"/P << /MCID 0 >> BDC er bare tekst, EMC også. SLUTORD");
	char *s = vis(&b, "pdfinfo -struct-text");
	cr_assert(strstr(s, "Officiel (flad) fi-tekst: é"), "%s", s);
	cr_assert(strstr(s, "SLUTORD"), "%s", s);
	cr_assert(strstr(s, "BDC"), "%s", s);
	char *foerste = strstr(s, "  P (block)");
	cr_assert(foerste && !strstr(foerste + 1, "  P (block)"), "one paragraph:\n%s", s);
	free(s);
	buf_done(&b);
}

Test(pdf, words_at_a_line_break_stay_two_words)
{
	struct buf b = BUF_TOM;
	lav(&b, "Brydes over flere linjer, fordi den er lang, og Ordetsomikkekanværepåénlinje"
		"menerendnumeregodtlangt.\nNy linje");
	char *s = vis(&b, "pdfinfo -struct-text");
	cr_assert(strstr(s, "Brydes over flere linjer, fordi den er lang, og \""), "%s", s);
	cr_assert(strstr(s, "énlinjemenerendnumeregodtlangt. Ny linje"), "%s", s);
	free(s);
	buf_done(&b);
}

/* Two lines at y, the first with its foot on a whole point. */
static void paa_helt_punkt(struct buf *ud)
{
	struct pdf *p = NULL;
	struct err e;
	cr_assert_eq(pdf_ny(&p, &OM, &e), 0);
	struct pdf_tekst *t = pdf_tekst_ny(p, "Venlig hilsen\nDemo", &STIL, 200);
	pdf_indhold(p, pdf_knude(p, 0, "P"));
	pdf_linjer(p, t, 0, pdf_tekst_linjer(t), 70, 70 - STIL.pt * (STIL.linje / 2 + 0.35));
	pdf_indhold_slut(p);
	pdf_tekst_free(t);
	pdf_side(p);
	cr_assert_eq(pdf_slut(p, ud, &e), 0, "%s", e.tekst);
	pdf_free(p);
}

Test(pdf, a_space_on_a_whole_point_is_not_lost)
{
	struct buf b = BUF_TOM;
	paa_helt_punkt(&b);
	char *s = vis(&b, "pdfinfo -struct-text");
	cr_assert(strstr(s, "Venlig hilsen Demo"), "%s", s);
	free(s);
	buf_done(&b);
}

Test(pdf, a_letter_no_font_has_is_told_by_its_number)
{
	struct buf b = BUF_TOM;
	lav(&b, "Før \xCD\xB8 og efter: æøå, Ω.");
	char *s = vis(&b, "pdfinfo -struct-text");
	cr_assert(strstr(s, "Før [U+0378] og efter: æøå, Ω."), "%s", s);
	free(s);
	buf_done(&b);
}

static double bredde(struct pdf *p, const char *s, double hoejst)
{
	struct pdf_tekst *t = pdf_tekst_ny(p, s, &STIL, hoejst);
	double b = pdf_tekst_bredde(t);
	pdf_tekst_free(t);
	return b;
}

Test(pdf, a_number_stays_with_its_word)
{
	struct pdf *p = NULL;
	struct err e;
	cr_assert_eq(pdf_ny(&p, &OM, &e), 0);
	double til_og_med_tallet = bredde(p, "Kommer senere den 5.", 500);
	cr_assert_lt(bredde(p, "Kommer senere den 5. september", til_og_med_tallet + 2),
		     til_og_med_tallet - 5);
	cr_assert_lt(bredde(p, "Se loven om det § 4 og mere", bredde(p, "Se loven om det §", 500) + 2),
		     bredde(p, "Se loven om det §", 500) - 5);
	pdf_free(p);
}

Test(pdf, catalog_says_language_title_and_marks)
{
	struct buf b = BUF_TOM;
	lav(&b, "Tekst");
	char *s = vis(&b, "pdfinfo");
	cr_assert(strstr(s, "Prøve <&>"), "%s", s);
	cr_assert(strstr(s, "Tagged:          yes"), "%s", s);
	cr_assert(strstr(s, "Pages:           2"), "%s", s);
	free(s);
	buf_done(&b);
}

static void maerk(const char *ind, const char *ventet)
{
	bool art[] = {false, true, false};
	struct buf b = BUF_TOM;
	bool godt = pdfindhold_maerk(ind, strlen(ind), art, 3, &b);
	cr_assert_eq(godt, ventet != NULL, "%s", ind);
	if (ventet)
		cr_assert_str_eq(buf_str(&b), ventet);
	buf_done(&b);
}

Test(pdfindhold, decoration_becomes_artifact_and_actual_text_goes)
{
	maerk("/P << /MCID 0 >> BDC\n(a)Tj\nEMC\n", "/P << /MCID 0 >> BDC\n(a)Tj\nEMC\n");
	maerk("/NonStruct << /MCID 1 >> BDC\nS\nEMC\n",
	      "/Artifact << /Type /Pagination >> BDC\nS\nEMC\n");
	maerk("/P << /MCID 2 >> BDC\n/Span << /ActualText <feff00e5> >> BDC\n(a)Tj\nEMC\nET EMC",
	      "/P << /MCID 2 >> BDC\n\n(a)Tj\n\nET EMC");
}

Test(pdfindhold, strings_are_never_operators_and_bad_nesting_is_refused)
{
	maerk("(/P << /MCID 0 >> BDC \\) EMC)Tj", "(/P << /MCID 0 >> BDC \\) EMC)Tj");
	maerk("<2f>Tj /f-0-0 1 Tf", "<2f>Tj /f-0-0 1 Tf");
	maerk("/P << /MCID 0 >> BDC (a)Tj", NULL);
	maerk("(a)Tj EMC", NULL);
	maerk("/P << /MCID 7 >> BDC EMC", NULL);
}
