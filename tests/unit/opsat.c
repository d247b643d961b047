#include <criterion/criterion.h>

#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/brev/brev.h"
#include "core/brev/layout.h"
#include "core/brev/opsat.h"

#define PLADS 200

static const char LANG[] =
	"Et afsnit på flere linjer, som skal fylde en side op, så det kan ses, hvor siden brydes, og "
	"om der står en enlig linje tilbage i bunden af den ene side eller i toppen af den næste.";

struct proeve {
	struct brev *b;
	struct pdf *p;
	struct opsat o;
};

static struct proeve ny(void)
{
	struct proeve t = {.b = mem_nul(1, sizeof(*t.b))};
	*t.b = (struct brev){.art = "proeve", .titel = mem_tekst("Prøve"), .dato = {2026, 9, 28}};
	t.b->blokke = mem_nul(PLADS, sizeof(struct blok));
	return t;
}

static void med(struct proeve *t, enum blok_art art, const char *tekst)
{
	t->b->blokke[t->b->n++] =
		(struct blok){.art = art, .tekst = mem_tekst(tekst), .sektion = "s"};
}

static void saet_op(struct proeve *t)
{
	struct layout l;
	struct err e;
	layout_standard(&l);
	cr_assert_eq(pdf_ny(&t->p, &(struct pdf_om){.titel = "t", .forfatter = "f", .skrift = l.skrift},
			    &e),
		     0);
	opsat_lav(&t->o, t->p, &l, l.tekst_pt, 100, t->b);
}

static void slut(struct proeve *t)
{
	opsat_done(&t->o);
	pdf_free(t->p);
	brev_free(t->b);
}

static const struct opsat_linje *linje(const struct proeve *t, size_t i)
{
	return VEC_NR(struct opsat_linje, &t->o.linjer, i);
}

static const struct opsat_linje *toppen_af_sidste_side(const struct proeve *t)
{
	size_t i = 0;
	while (linje(t, i)->side + 1 < t->o.sider)
		i++;
	return linje(t, i);
}

static size_t siden(const struct proeve *t, size_t stump)
{
	return linje(t, VEC_NR(struct stump, &t->o.stumper, stump)->fra)->side;
}

Test(opsat, no_page_is_begun_for_a_few_lines_that_fit_set_closer)
{
	for (size_t n = 10;; n++) {
		struct proeve t = ny();
		cr_assert_lt(n, PLADS);
		for (size_t i = 0; i < n; i++)
			med(&t, BLOK_AFSNIT, "Kort.");
		saet_op(&t);
		size_t sider = t.o.sider, tilbage = n - toppen_af_sidste_side(&t)->stump;
		for (size_t i = 0; i < t.o.linjer.n; i++)
			cr_assert_leq(linje(&t, i)->y + linje(&t, i)->hoejde, t.o.bund + 0.01);
		slut(&t);
		if (sider == 1)
			continue;
		cr_assert_geq(tilbage, 3, "%zu paragraphs got a page of their own", tilbage);
		return;
	}
}

Test(opsat, lines_keep_their_distance_where_closer_would_save_no_page)
{
	struct proeve t = ny();
	for (size_t i = 0; i < 20; i++)
		med(&t, BLOK_AFSNIT, LANG);
	saet_op(&t);
	cr_assert_eq(t.o.sider, 2);
	cr_assert_float_eq(linje(&t, 1)->hoejde, t.o.pt * t.o.linje, 0.001);
	cr_assert_float_eq(t.o.luft, 1, 0.001);
	slut(&t);
}

Test(opsat, the_last_page_is_no_tail_of_a_paragraph_and_the_signature)
{
	for (size_t n = 8; n < 40; n++) {
		struct proeve t = ny();
		for (size_t i = 0; i < n; i++)
			med(&t, BLOK_AFSNIT, "Kort.");
		med(&t, BLOK_OVERSKRIFT, "Aktindsigt");
		med(&t, BLOK_AFSNIT, LANG);
		med(&t, BLOK_AFSNIT, LANG);
		med(&t, BLOK_OVERSKRIFT, "Spørgsmål");
		med(&t, BLOK_AFSNIT, "Ring.");
		med(&t, BLOK_UNDERSKRIFT, "Hilsen\nDemo");
		saet_op(&t);
		const struct opsat_linje *top = toppen_af_sidste_side(&t);
		cr_expect(t.o.sider == 1 || top->stump <= n, "%zu: begins at %zu, line %zu", n,
			  top->stump - n, top->nr);
		slut(&t);
	}
}

Test(opsat, what_is_signed_stands_on_the_page_with_the_line_to_sign_on)
{
	for (size_t n = 8; n < 40; n++) {
		struct proeve t = ny();
		for (size_t i = 0; i < n; i++)
			med(&t, BLOK_AFSNIT, "Kort.");
		med(&t, BLOK_AFSNIT, LANG);
		med(&t, BLOK_AFSNIT, "Dato: ____________________");
		med(&t, BLOK_AFSNIT, "Underskrift: ____________________");
		for (size_t i = 0; i < 30; i++)
			med(&t, BLOK_AFSNIT, "Efter.");
		saet_op(&t);
		cr_expect_eq(siden(&t, n), siden(&t, n + 1), "%zu", n);
		cr_expect_eq(siden(&t, n), siden(&t, n + 2), "%zu", n);
		cr_expect_eq(siden(&t, n), linje(&t, VEC_NR(struct stump, &t.o.stumper, n)->til - 1)->side);
		slut(&t);
	}
}

static struct proeve tabel(const char *const celler[2][3])
{
	static const int BREDDER[] = {1, 1, 8};
	static const bool HOEJRE[] = {false, false, false};
	struct proeve t = ny();
	struct blok k = {.art = BLOK_TABEL, .raekker = 2, .kolonner = 3, .bredder = BREDDER,
			 .hoejre = HOEJRE, .sektion = "s"};
	k.celler = mem_nul(2, sizeof(char **));
	for (size_t r = 0; r < 2; r++) {
		k.celler[r] = mem_nul(3, sizeof(char *));
		for (size_t c = 0; c < 3; c++)
			k.celler[r][c] = mem_tekst(celler[r][c]);
	}
	t.b->blokke[t.b->n++] = k;
	saet_op(&t);
	return t;
}

Test(opsat, a_narrow_column_takes_room_from_a_wide_one_before_a_word_is_parted)
{
	static const char *const CELLER[2][3] = {{"CVR-nummer", "Stilling", "Opgave"},
						 {"99999993", "Mælkeproducent", "Malkning"}};
	struct proeve t = tabel(CELLER);
	const struct stump *hoved = VEC_NR(struct stump, &t.o.stumper, 0);
	const struct stump *raekke = VEC_NR(struct stump, &t.o.stumper, 1);
	for (size_t c = 0; c < 3; c++)
		cr_expect_eq(pdf_tekst_linjer(raekke->t[c]), 1, "%s", CELLER[1][c]);
	cr_expect_leq(pdf_tekst_linjer(hoved->t[0]), 2);
	cr_expect_leq(raekke->x[2] + pdf_tekst_bredde(raekke->t[2]), t.o.hoejre + 0.01);
	slut(&t);
}

Test(opsat, of_words_wider_than_the_page_the_longest_is_parted)
{
	static const char *const CELLER[2][3] = {
		{"CVR-nummer", "Stilling", "Opgave"},
		{"99999993", "Landbrugsmaskinreparationsværkstedsassistentuddannelsesinstitutionsleder",
		 "Malkning"}};
	struct proeve t = tabel(CELLER);
	const struct stump *raekke = VEC_NR(struct stump, &t.o.stumper, 1);
	cr_expect_eq(pdf_tekst_linjer(raekke->t[0]), 1);
	cr_expect_gt(pdf_tekst_linjer(raekke->t[1]), 1);
	cr_expect_eq(pdf_tekst_linjer(raekke->t[2]), 1);
	cr_expect_leq(raekke->x[2] + pdf_tekst_bredde(raekke->t[2]), t.o.hoejre + 0.01);
	slut(&t);
}
