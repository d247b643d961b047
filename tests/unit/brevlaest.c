#include "proevesag.h"

#include "core/base/buf.h"
#include "core/brev/brev.h"
#include "core/brev/brevlaest.h"
#include "core/brev/brevpdf.h"
#include "core/brev/brevsaet.h"

/* The words read back out of a letter's PDF are the letter's words. */
struct laest {
	struct proeve p;
	struct brevsaet *saet;
	struct brev *b, *igen;
};

static void start(struct laest *x, const char *fikstur)
{
	static const char *const mapper[] = {FEMTRIN_KILDE "/forms"};
	struct err e = {0, ""};
	*x = (struct laest){.b = NULL};
	proeve_start(&x->p);
	cr_assert_eq(brevsaet_hent(&x->saet, mapper, 1, x->p.fs, proeve_sig, NULL, &e), 0, "%s",
		     e.tekst);
	proeve_laes(&x->p, fikstur);
}

static void lav(struct laest *x, const char *art, bool stor)
{
	struct err e = {0, ""};
	struct buf pdf = BUF_TOM;
	const struct brev_om om = {.assess = proeve_vurder(&x->p), .ind = &x->p.ind,
				   .i_dag = PROEVEDAG, .udkast = true};
	brev_free(x->b);
	brev_free(x->igen);
	x->b = x->igen = NULL;
	cr_assert_eq(brev_lav(&x->b, x->saet, art, x->p.s, &om, &e), 0, "%s", e.tekst);
	cr_assert_eq(brev_pdf(x->b, brevsaet_layout(x->saet), stor, &pdf, &e), 0, "%s", e.tekst);
	cr_assert_eq(brev_af_pdf(&x->igen, pdf.data, pdf.len, &e), 0, "%s", e.tekst);
	buf_done(&pdf);
}

static void slut(struct laest *x)
{
	brev_free(x->b);
	brev_free(x->igen);
	brevsaet_free(x->saet);
	proeve_slut(&x->p);
}

static bool hoved(enum blok_art art)
{
	return art == BLOK_AFSENDER || art == BLOK_ADRESSE || art == BLOK_OPLYSNING;
}

/* Where a line ends on paper says nothing. */
static void ens(const char *a, const char *b, const char *art)
{
	char *en = mem_tekst(a), *to = mem_tekst(b);
	for (char *p = en; *p; p++)
		*p = *p == '\n' ? ' ' : *p;
	for (char *p = to; *p; p++)
		*p = *p == '\n' ? ' ' : *p;
	cr_expect_str_eq(en, to, "%s: %s | %s", art, en, to);
	free(en);
	free(to);
}

static void ens_celler(const struct blok *a, const struct blok *b)
{
	cr_assert_eq(a->raekker, b->raekker);
	cr_assert_eq(a->kolonner, b->kolonner);
	for (size_t r = 0; r < a->raekker; r++)
		for (size_t c = 0; c < a->kolonner; c++)
			ens(a->celler[r][c], b->celler[r][c], "celle");
}

static void ens_breve(const struct laest *x, const char *art)
{
	size_t k = 0;
	for (size_t i = 0; i < x->b->n; i++) {
		const struct blok *a = &x->b->blokke[i], *b;
		if (hoved(a->art))
			continue;
		while (k < x->igen->n && hoved(x->igen->blokke[k].art))
			k++;
		cr_assert_lt(k, x->igen->n, "%s: %s mangler", art, a->tekst);
		b = &x->igen->blokke[k++];
		cr_assert_eq(a->art == BLOK_UNDERSKRIFT ? BLOK_AFSNIT : a->art, b->art, "%s: %s | %s",
			     art, a->tekst, b->tekst);
		if (a->art == BLOK_TABEL)
			ens_celler(a, b);
		else
			ens(a->tekst, b->tekst, art);
	}
	cr_expect_eq(k, x->igen->n, "%s", art);
}

static void alle(const char *fikstur)
{
	struct laest x;
	const char *const *arter;
	start(&x, fikstur);
	size_t n = brevsaet_arter(x.saet, &arter);
	for (size_t i = 0; i < 2 * n; i++) {
		lav(&x, arter[i / 2], i % 2);
		ens_breve(&x, arter[i / 2]);
	}
	slut(&x);
}

Test(brevlaest, every_paper_of_a_grant_is_read_back_word_for_word)
{
	alle("paedagog");
}

Test(brevlaest, every_paper_of_a_partial_grant_is_read_back_word_for_word)
{
	alle("landmand");
}

Test(brevlaest, other_letters_and_signs_of_two_bytes_are_read_back)
{
	struct laest x;
	start(&x, "paedagog");
	proeve_ret(&x.p, "vurdering.begrundelse=Ωμέγα (Жук) \\ € – „x“ <b> slut");
	lav(&x, "afgoerelse", false);
	ens_breve(&x, "afgoerelse");
	slut(&x);
}

Test(brevlaest, the_head_is_lines_and_the_title_is_kept)
{
	struct laest x;
	start(&x, "paedagog");
	lav(&x, "afgoerelse", false);
	cr_assert_eq(x.igen->blokke[0].art, BLOK_ADRESSE);
	cr_expect(strstr(x.igen->blokke[0].tekst, "Demo Pædagog\nBygaden 11\n"));
	cr_expect_str_eq(x.igen->titel, "UDKAST: Afgørelse om personlig assistance");
	slut(&x);
}

Test(brevlaest, what_is_no_letter_is_told)
{
	struct err e = {0, ""};
	struct brev *b = NULL;
	static const char SKRALD[] = "%PDF-1.7\nintet\n%%EOF";
	cr_expect_eq(brev_af_pdf(&b, SKRALD, sizeof(SKRALD) - 1, &e), ERR_SKADET);
	cr_expect_null(b);
	cr_expect_eq(brev_af_pdf(&b, "", 0, &e), ERR_SKADET);
}
