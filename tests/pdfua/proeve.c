#include "tests/unit/proevesag.h"

#include <unistd.h>

#include "core/base/buf.h"
#include "core/brev/brev.h"
#include "core/brev/brevpdf.h"
#include "core/brev/brevsaet.h"
#include "core/brev/layout.h"
#include "core/io/pdf.h"
#include "tests/pdfua/dokument.h"
#include "tests/pdfua/regler.h"

/* What tests/unit/brevspor.c is to the words, this is to the PDF. */
struct papir {
	struct proeve p;
	struct brevsaet *saet;
};

static void start(struct papir *x, const char *fikstur)
{
	static const char *const mapper[] = {FEMTRIN_KILDE "/forms"};
	struct err e = {0, ""};
	*x = (struct papir){.saet = NULL};
	proeve_start(&x->p);
	cr_assert_eq(brevsaet_hent(&x->saet, mapper, 1, x->p.fs, proeve_sig, NULL, &e), 0, "%s",
		     e.tekst);
	if (fikstur)
		proeve_laes(&x->p, fikstur);
	else
		proeve_tekst(&x->p, "femtrin: 1\nborger: {navn: Demo Tom}\n");
}

static void slut(struct papir *x)
{
	brevsaet_free(x->saet);
	proeve_slut(&x->p);
}

static void lav_med(struct papir *x, const struct layout *l, const char *art, bool stor,
		    struct buf *pdf)
{
	struct err e = {0, ""};
	struct brev *b = NULL;
	const struct brev_om om = {.assess = proeve_vurder(&x->p), .ind = &x->p.ind,
				   .i_dag = PROEVEDAG, .udkast = true};
	buf_ryd(pdf);
	cr_assert_eq(brev_lav(&b, x->saet, art, x->p.s, &om, &e), 0, "%s", e.tekst);
	cr_assert_eq(brev_pdf(b, l, stor, pdf, &e), 0, "%s", e.tekst);
	brev_free(b);
}

static void lav(struct papir *x, const char *art, bool stor, struct buf *pdf)
{
	lav_med(x, brevsaet_layout(x->saet), art, stor, pdf);
}

static void holder(const struct buf *pdf, const char *navn)
{
	struct ua u;
	ua_aabn(&u, pdf->data, pdf->len);
	cr_assert(u.q, "%s kan ikke læses", navn);
	cr_expect_gt(u.stykker.n, 5);
	cr_expect(!qpdf_is_encrypted(u.q));
	for (size_t i = 0; i < UA_ANTAL_REGLER; i++)
		cr_expect(!UA_REGLER[i].brudt(&u), "%s: %s: %s", navn, UA_REGLER[i].kode,
			  UA_REGLER[i].brud);
	ua_luk(&u);
}

static void alle(const char *fikstur)
{
	struct papir x;
	struct buf en = BUF_TOM, to = BUF_TOM;
	const char *const *arter;
	start(&x, fikstur);
	size_t n = brevsaet_arter(x.saet, &arter);
	cr_assert_geq(n, 15);
	for (size_t i = 0; i < 2 * n; i++) {
		lav(&x, arter[i / 2], i % 2, &en);
		holder(&en, arter[i / 2]);
		lav(&x, arter[i / 2], i % 2, &to);
		cr_expect(en.len == to.len && memcmp(en.data, to.data, en.len) == 0,
			  "%s: ikke de samme bytes", arter[i / 2]);
	}
	buf_done(&en);
	buf_done(&to);
	slut(&x);
}

Test(pdfua, every_paper_of_a_grant_keeps_the_rules_in_both_sizes)
{
	alle("paedagog");
}

Test(pdfua, every_paper_of_a_partial_grant_keeps_the_rules_in_both_sizes)
{
	alle("landmand");
}

Test(pdfua, every_paper_of_an_empty_case_keeps_the_rules_in_both_sizes)
{
	alle(NULL);
}

/* A letter with a list, a table, and letters that need a font of two bytes. */
static void fremmed_brev(struct papir *x, struct buf *pdf)
{
	start(x, "paedagog");
	proeve_ret(&x->p, "borger.adresse=Ωμέγα 1 Жук שלום");
	lav(x, "afgoerelse", false, pdf);
}

Test(pdfua, text_of_other_scripts_keeps_the_rules)
{
	struct papir x;
	struct buf pdf = BUF_TOM;
	fremmed_brev(&x, &pdf);
	holder(&pdf, "fremmed skrift");
	buf_done(&pdf);
	slut(&x);
}

/* Shapes that are seen through, and words: all of it decoration. */
static const char LOGO[] =
	"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 200 80'>"
	"<rect width='200' height='80' fill='#1a5276' opacity='.5'/>"
	"<text x='20' y='50' font-size='30' font-family='Noto Sans'>Demoby</text></svg>";

Test(pdfua, a_logo_of_lines_with_words_in_it_keeps_the_rules)
{
	char mappe[] = "/tmp/pdfua.XXXXXX";
	struct papir x;
	struct err e = {0, ""};
	struct buf pdf = BUF_TOM;
	start(&x, "paedagog");
	struct layout l = *brevsaet_layout(x.saet);
	cr_assert_not_null(mkdtemp(mappe));
	snprintf(l.logo, sizeof(l.logo), "%s/logo.svg", mappe);
	FILE *f = fopen(l.logo, "w");
	fputs(LOGO, f);
	fclose(f);
	int r = pdf_billede_tjek(l.logo, &e);
	if (r == 0) {
		lav_med(&x, &l, "afgoerelse", false, &pdf);
		holder(&pdf, "logo");
	}
	remove(l.logo);
	rmdir(mappe);
	buf_done(&pdf);
	slut(&x);
	if (r == ERR_FINDES_IKKE)
		cr_skip_test("%s", e.tekst);
	cr_expect_eq(r, 0, "%s", e.tekst);
}

/* Damages the letter as the rule says, writes it, and reads it again. */
static bool ses(const struct buf *pdf, const struct ua_regel *r)
{
	struct ua u, igen;
	ua_aabn(&u, pdf->data, pdf->len);
	r->skade(&u);
	qpdf_init_write_memory(u.q);
	qpdf_set_preserve_encryption(u.q, QPDF_FALSE);
	cr_assert(!(qpdf_write(u.q) & QPDF_ERRORS), "%s kan ikke skrives", r->kode);
	ua_aabn(&igen, (const char *)qpdf_get_buffer(u.q), qpdf_get_buffer_length(u.q));
	cr_assert(igen.q, "%s kan ikke læses", r->kode);
	bool ja = r->brudt(&igen);
	ua_luk(&igen);
	ua_luk(&u);
	return ja;
}

Test(pdfua, every_rule_sees_the_damage_that_breaks_it)
{
	struct papir x;
	struct buf pdf = BUF_TOM;
	fremmed_brev(&x, &pdf);
	for (size_t i = 0; i < UA_ANTAL_REGLER; i++)
		cr_expect(ses(&pdf, &UA_REGLER[i]), "%s så ikke: %s", UA_REGLER[i].kode,
			  UA_REGLER[i].brud);
	buf_done(&pdf);
	slut(&x);
}

static bool naevnt(const char *kode)
{
	int gange = 0;
	for (size_t i = 0; i < UA_ANTAL_REGLER; i++)
		gange += strcmp(UA_REGLER[i].kode, kode) == 0;
	for (size_t i = 0; i < UA_ANTAL_UDELADT; i++)
		gange += strcmp(UA_UDELADT[i].kode, kode) == 0;
	return gange == 1;
}

/* The conditions of the protocol whose column "type" says machine, by checkpoint. */
Test(pdfua, every_condition_for_machines_is_decided_or_left_out_for_a_reason)
{
	static const char *const MASKINENS[] = {
		"01-003 01-004 01-005 01-007 02-001 02-003 02-004 06-001 06-002 06-003 07-001 07-002",
		"09-004 09-005 09-006 09-007 09-008 10-001 11-001 11-002 11-003 11-004 11-005 11-006",
		"13-004 14-002 14-003 14-006 14-007 15-003 17-002 17-003 19-003 19-004 20-001 20-002",
		"20-003 21-001 25-001 26-001 26-002 28-002 28-004 28-005 28-006 28-007 28-008 28-009",
		"28-010 28-011 28-012 28-014 28-015 28-016 28-017 28-018 30-001 30-002 31-001 31-002",
		"31-003 31-004 31-005 31-006 31-007 31-008 31-009 31-011 31-012 31-013 31-014 31-015",
		"31-016 31-017 31-018 31-019 31-020 31-021 31-022 31-023 31-024 31-025 31-026 31-027",
		"31-028 31-029 31-030",
	};
	size_t n = 0;
	for (size_t i = 0; i < sizeof(MASKINENS) / sizeof(*MASKINENS); i++)
		for (const char *p = MASKINENS[i]; *p; p += p[6] ? 7 : 6, n++) {
			char kode[7] = "";
			memcpy(kode, p, 6);
			cr_expect(naevnt(kode), "%s er ikke nævnt netop én gang", kode);
		}
	cr_expect_eq(n, 87);
}
