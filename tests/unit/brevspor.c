#include "proevesag.h"

#include "core/base/buf.h"
#include "core/brev/brev.h"
#include "core/brev/brevsaet.h"
#include "core/brev/skabelon.h"
#include "core/form/formsaet.h"
#include "core/sag/sag.h"

/* Every sentence of every letter knows its source, its fields and its line. */
struct spor {
	struct proeve p;
	struct brevsaet *saet;
	struct brev *b;
	size_t saetninger, med_felt;
};

static void start(struct spor *x, const char *fikstur)
{
	static const char *const mapper[] = {FEMTRIN_KILDE "/forms"};
	struct err e = {0, ""};
	*x = (struct spor){.b = NULL};
	proeve_start(&x->p);
	cr_assert_eq(brevsaet_hent(&x->saet, mapper, 1, x->p.fs, proeve_sig, NULL, &e), 0, "%s",
		     e.tekst);
	if (fikstur)
		proeve_laes(&x->p, fikstur);
	else
		proeve_tekst(&x->p, "femtrin: 1\nborger: {navn: Demo Tom}\n");
}

static void lav(struct spor *x, const char *art)
{
	struct err e = {0, ""};
	const struct brev_om om = {.assess = proeve_vurder(&x->p), .ind = &x->p.ind,
				   .i_dag = PROEVEDAG, .udkast = true};
	brev_free(x->b);
	x->b = NULL;
	cr_assert_eq(brev_lav(&x->b, x->saet, art, x->p.s, &om, &e), 0, "%s", e.tekst);
}

static void slut(struct spor *x)
{
	brev_free(x->b);
	brevsaet_free(x->saet);
	proeve_slut(&x->p);
}

static bool er_saetninger(enum blok_art art)
{
	return art == BLOK_TITEL || art == BLOK_AFSNIT || art == BLOK_PUNKT || art == BLOK_TABEL;
}

/* Nothing but the space between two sentences stands outside of one. */
static void daekker(const struct blok *k, const char *art)
{
	size_t naaet = 0;
	for (size_t i = 0; i < k->n_saetninger; i++) {
		const struct brev_saetning *s = &k->saetninger[i];
		cr_expect(s->fra >= naaet && s->fra <= naaet + 1 && s->til > s->fra, "%s: %s", art,
			  k->tekst);
		naaet = s->til;
	}
	cr_expect_eq(naaet, strlen(k->tekst), "%s: %s", art, k->tekst);
}

static void daekker_celler(const struct blok *k)
{
	size_t n = 0;
	for (size_t r = 0; r < k->raekker; r++)
		for (size_t c = 0; c < k->kolonner; c++) {
			if (!*k->celler[r][c])
				continue;
			cr_assert_lt(n, k->n_saetninger);
			cr_expect_eq(k->saetninger[n].raekke, r);
			cr_expect_eq(k->saetninger[n].kolonne, c);
			cr_expect_eq(k->saetninger[n].til, strlen(k->celler[r][c]));
			n++;
		}
	cr_expect_eq(n, k->n_saetninger);
}

static void proev_saetning(struct spor *x, const struct blok *k, const struct brev_saetning *s)
{
	cr_expect(s->kilde || !er_saetninger(k->art), "uden kilde: %s:%d", s->fil, s->linje);
	cr_expect(s->linje > 0 && strstr(s->fil, ".yaml"));
	for (size_t i = 0; i < s->n_felter; i++) {
		const struct felt *f = formsaet_felt(x->p.fs, s->felter[i]);
		cr_expect(f || formsaet_er_liste(x->p.fs, s->felter[i]), "intet felt: %s (%s:%d)",
			  s->felter[i], s->fil, s->linje);
	}
	x->saetninger++;
	x->med_felt += s->n_felter > 0;
}

static void alle(const char *fikstur)
{
	struct spor x;
	const char *const *arter;
	start(&x, fikstur);
	size_t n = brevsaet_arter(x.saet, &arter);
	cr_assert_geq(n, 15);
	for (size_t i = 0; i < n; i++) {
		lav(&x, arter[i]);
		for (size_t b = 0; b < x.b->n; b++) {
			const struct blok *k = &x.b->blokke[b];
			if (k->art == BLOK_TABEL)
				daekker_celler(k);
			else
				daekker(k, arter[i]);
			for (size_t s = 0; s < k->n_saetninger; s++)
				proev_saetning(&x, k, &k->saetninger[s]);
		}
	}
	cr_expect_gt(x.saetninger, 300);
	cr_expect_gt(x.med_felt * 2, x.saetninger, "%zu af %zu", x.med_felt, x.saetninger);
	slut(&x);
}

Test(brevspor, every_sentence_of_every_letter_has_a_source_and_known_fields)
{
	alle("paedagog");
}

Test(brevspor, so_has_every_sentence_about_a_partial_grant)
{
	alle("landmand");
}

Test(brevspor, so_has_every_sentence_about_an_empty_case)
{
	alle(NULL);
}

static const struct brev_saetning *find(const struct spor *x, const char *del)
{
	for (size_t i = 0; i < x->b->n; i++) {
		const struct blok *k = &x->b->blokke[i];
		for (size_t s = 0; s < k->n_saetninger && k->tekst; s++) {
			char *t = mem_tekst_n(k->tekst + k->saetninger[s].fra,
					      k->saetninger[s].til - k->saetninger[s].fra);
			bool her = strstr(t, del);
			free(t);
			if (her)
				return &k->saetninger[s];
		}
	}
	cr_assert_fail("%s står ikke i brevet", del);
	return NULL;
}

Test(brevspor, a_sentence_has_the_fields_of_its_places_and_then_those_of_its_condition)
{
	struct spor x;
	start(&x, "paedagog");
	lav(&x, "afgoerelse");
	const struct brev_saetning *s = find(&x, "Vi fik din ansøgning");
	cr_assert_eq(s->n_felter, 1);
	cr_expect_str_eq(s->felter[0], "ansoegning.modtaget");
	s = find(&x, "Bevillingen gælder");
	cr_assert_eq(s->n_felter, 3);
	cr_expect_str_eq(s->felter[0], "afgoerelse.fra");
	cr_expect_str_eq(s->felter[2], "afgoerelse.udfald");
	cr_expect_str_eq(s->kilde, "BEK § 15, stk. 4");
	s = find(&x, "Du kan altså bruge flere timer");
	cr_assert_eq(s->n_felter, 2);
	cr_expect_str_eq(s->felter[0], "afgoerelse.udfald");
	slut(&x);
}

Test(brevspor, the_paragraphs_of_a_field_and_the_rows_of_a_table_know_where_they_come_from)
{
	struct spor x;
	start(&x, "paedagog");
	proeve_ret(&x.p, "vurdering.begrundelse=Første afsnit.\n\nAndet afsnit");
	lav(&x, "afgoerelse");
	cr_expect_str_eq(find(&x, "Første afsnit.")->felter[0], "vurdering.begrundelse");
	cr_expect_str_eq(find(&x, "Andet afsnit")->felter[0], "vurdering.begrundelse");
	const struct blok *tabel = NULL;
	for (size_t i = 0; i < x.b->n && !tabel; i++)
		if (x.b->blokke[i].art == BLOK_TABEL)
			tabel = &x.b->blokke[i];
	cr_assert_not_null(tabel);
	const struct brev_saetning *s = &tabel->saetninger[tabel->kolonner];
	cr_expect_eq(s->raekke, 1);
	cr_expect_str_eq(s->felter[0], "opgaver.navn");
	const struct objekt *o = sag_objekt(x.p.s, &s->objekt);
	cr_assert_not_null(o);
	cr_expect_str_eq(objekt_get(o, "navn"), tabel->celler[1][0]);
	slut(&x);
}
