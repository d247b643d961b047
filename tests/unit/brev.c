#include "proevesag.h"

#include "core/base/buf.h"
#include "core/brev/brev.h"
#include "core/brev/brevpdf.h"
#include "core/brev/brevsaet.h"
#include "core/brev/brevtekst.h"
#include "core/brev/endelig.h"
#include "core/brev/lix.h"
#include "core/io/krypto.h"
#include "core/journal/konflikt.h"
#include "core/journal/store.h"
#include "core/regler/mangler.h"
#include "toradner.h"

/* The shipped decision letter over the cases. */
struct proevebrev {
	struct proeve p;
	struct brevsaet *saet;
	struct brev *b;
	struct buf t;
};

static void start(struct proevebrev *x, const char *fikstur)
{
	static const char *const mapper[] = {FEMTRIN_KILDE "/forms"};
	struct err e = {0, ""};
	*x = (struct proevebrev){.b = NULL};
	proeve_start(&x->p);
	cr_assert_eq(brevsaet_hent(&x->saet, mapper, 1, x->p.fs, proeve_sig, NULL, &e), 0, "%s",
		     e.tekst);
	if (fikstur)
		proeve_laes(&x->p, fikstur);
}

static const char *lav(struct proevebrev *x, bool udkast)
{
	struct err e = {0, ""};
	const struct brev_om om = {.assess = proeve_vurder(&x->p), .ind = &x->p.ind,
				   .i_dag = PROEVEDAG, .udkast = udkast};
	brev_free(x->b);
	x->b = NULL;
	cr_assert_eq(brev_lav(&x->b, x->saet, "afgoerelse", x->p.s, &om, &e), 0, "%s", e.tekst);
	buf_ryd(&x->t);
	brev_tekst(x->b, &x->t);
	return buf_str(&x->t);
}

static void slut(struct proevebrev *x)
{
	buf_done(&x->t);
	brev_free(x->b);
	brevsaet_free(x->saet);
	proeve_slut(&x->p);
}

static void har(const char *t, const char *del)
{
	cr_expect(strstr(t, del), "%s\nmangler i\n%s", del, t);
}

static void har_ikke(const char *t, const char *del)
{
	cr_expect(!strstr(t, del), "%s\nstår i\n%s", del, t);
}

static void i_orden(const char *t, const char *const *dele, size_t n)
{
	const char *p = t;
	for (size_t i = 0; i < n; i++) {
		const char *her = strstr(p, dele[i]);
		cr_assert(her, "%s står ikke, hvor den skal:\n%s", dele[i], p);
		p = her + 1;
	}
}

Test(brev, a_grant_has_its_parts_in_order)
{
	struct proevebrev x;
	start(&x, "paedagog");
	static const char *const DELE[] = {
		"Demo Pædagog", "Du får personlig assistance i 12 timer om ugen",
		"fra den 1. oktober 2026 til og med den 30. september 2027", "pædagog hos Demo",
		"Det får du hjælp til", "I alt | 12 timer", "Derfor har vi afgjort", "§ 4 i lov",
		"Det klarer du selv", "Det betyder din", "Det gælder for hjælpen",
		"Du skal godkende assistenten", "Løn og udbetaling", "studentertimelønnen",
		"Vi følger op den", "Hvis du vil klage", "Ankestyrelsen", "senest 4 uger",
		"inden 4 uger", "Aktindsigt og bisidder", "Spørgsmål", "Venlig hilsen"};
	i_orden(lav(&x, false), DELE, sizeof(DELE) / sizeof(*DELE));
	har_ikke(buf_str(&x.t), "[mangler");
	har_ikke(buf_str(&x.t), "Det får du ikke hjælp til");
	har_ikke(buf_str(&x.t), "UDKAST");
	cr_assert_eq(x.b->n_mangler, 0);
	slut(&x);
}

Test(brev, a_partial_grant_to_the_self_employed_says_what_is_not_given_and_why)
{
	struct proevebrev x;
	start(&x, "landmand");
	static const char *const DELE[] = {
		"Du får en del af den hjælp, du har søgt om: 10 timer om ugen",
		"i din egen virksomhed", "I alt | 10 timer og 1 minut", "Du får 10 timer",
		"Det får du ikke hjælp til", "søgt om 15 timer om ugen og får 10 timer om ugen",
		"Begrundelsen er:", "Det mener du selv", "Dit synspunkt er:", "Vores svar er:",
		"Du ansætter selv assistenten", "Du søger om pengene", "Hvis du vil klage"};
	i_orden(lav(&x, false), DELE, sizeof(DELE) / sizeof(*DELE));
	har_ikke(buf_str(&x.t), "arbejdsgiver");
	har_ikke(buf_str(&x.t), "Virksomheden");
	slut(&x);
}

Test(brev, a_partial_grant_needs_a_reason_but_one_by_the_task_will_do)
{
	struct proevebrev x;
	start(&x, "landmand");
	proeve_ret(&x.p, "afgoerelse.afslag_begrundelse=");
	har(lav(&x, true), "[mangler: afgoerelse.afslag_begrundelse]");
	proeve_ret(&x.p, "opgaver[6].loesning=ingen;opgaver[6].afslag=En maskine kan det");
	har_ikke(lav(&x, true), "[mangler");
	har(buf_str(&x.t), ": En maskine kan det");
	slut(&x);
}

Test(brev, a_refusal_gives_ground_reasons_view_and_complaint_and_no_conditions)
{
	struct proevebrev x;
	start(&x, "paedagog");
	proeve_ret(&x.p, "afgoerelse.udfald=afslag;afgoerelse.afslag_grund=uforenelig;"
			 "afgoerelse.afslag_begrundelse=Løft er indholdet;"
			 "afgoerelse.intet_syn=ja");
	const char *t = lav(&x, false);
	har(t, "Du får ikke personlig assistance\n");
	har(t, "Derfor er arbejdet ikke foreneligt");
	har(t, "Løft er indholdet");
	har(t, "principmeddelelse 28-19.");
	har(t, "Du har ikke haft bemærkninger");
	har(t, "Hvis du vil klage");
	har_ikke(t, "Løn og udbetaling");
	har_ikke(t, "Det gælder for hjælpen");
	har_ikke(t, "Det får du hjælp til");
	har_ikke(t, "Vi følger op");
	har_ikke(t, "opfylder alle");
	slut(&x);
}

Test(brev, partial_and_refusal_always_have_reasons_and_complaint_guidance)
{
	struct proevebrev x;
	start(&x, "landmand");
	static const char *const UDFALD[] = {"afgoerelse.udfald=delvis", "afgoerelse.udfald=afslag"};
	for (size_t i = 0; i < 2; i++) {
		proeve_ret(&x.p, UDFALD[i]);
		const char *t = lav(&x, true);
		har(t, "Derfor har vi afgjort");
		har(t, "klage over afgørelsen til Ankestyrelsen");
	}
	slut(&x);
}

Test(brev, interpreters_by_the_quarter_fleksjob_and_education_have_their_own_words)
{
	struct proevebrev x;
	start(&x, "paedagog");
	proeve_ret(&x.p, "afgoerelse.timer=39;afgoerelse.pr=kvartal;afgoerelse.sats=tolk;"
			 "afgoerelse.assistent=tolk;ansaettelser[0].form=fleksjob;"
			 "ansaettelser[0].timer_fremmoede_pr_uge=12");
	const char *t = lav(&x, true);
	har(t, "39 timer i kvartalet");
	har(t, "Det svarer til 3 timer om ugen i gennemsnit.");
	har(t, "Hjælpen gives som tolkning.");
	har(t, "bestiller selv tolken");
	har(t, "regnet ud fra de 12 timer om ugen");
	har_ikke(t, "studentertimelønnen");
	har_ikke(t, "lønsedlerne");
	proeve_ret(&x.p, "sag.ordning=personlig-assistance-uddannelse;afgoerelse.sats=student;"
			 "afgoerelse.assistent=ny;uddannelse.navn=Diplom");
	t = lav(&x, true);
	har(t, "Hjælpen gælder uddannelsen Diplom.");
	har(t, "gælder kun den uddannelse");
	slut(&x);
}

Test(brev, the_rate_and_the_deadline_come_from_the_settings)
{
	struct proevebrev x;
	start(&x, "paedagog");
	har_ikke(lav(&x, false), "Satsen er");
	struct sats s = {.art = "student", .fra = {2026, 1, 1}, .oere = 13125};
	struct sats *gemt = x.p.ind.satser;
	size_t n = x.p.ind.n_satser;
	x.p.ind.satser = &s;
	x.p.ind.n_satser = 1;
	x.p.ind.frist_indsendelse_dage = 14;
	strcpy(x.p.ind.kommune.navn, "Demo Kommune");
	const char *t = lav(&x, false);
	har(t, "Satsen er 131,25 kr. i timen");
	har(t, "senest 14 dage efter");
	har(t, "Demo Kommune\n");
	x.p.ind.satser = gemt;
	x.p.ind.n_satser = n;
	slut(&x);
}

Test(brev, missing_sender_data_never_stops_a_letter)
{
	struct proevebrev x;
	start(&x, "landmand");
	har(lav(&x, false), "Kommune 0630\n");
	cr_assert_eq(x.b->n_mangler, 0);
	slut(&x);
}

Test(brev, an_empty_case_gives_a_draft_that_names_its_gaps)
{
	struct proevebrev x;
	start(&x, NULL);
	proeve_tekst(&x.p, "femtrin: 1\nborger: {navn: Demo}\n");
	const char *t = lav(&x, true);
	cr_assert_eq(strncmp(t, "UDKAST\n", 7), 0);
	har(t, "[mangler: afgoerelse.udfald]");
	har(t, "[mangler: borger.adresse]");
	har(t, "[mangler: afgoerelse.timer]");
	cr_assert_gt(x.b->n_mangler, 10);
	slut(&x);
}

static bool brev_har(const struct brev *b, enum blok_art art)
{
	for (size_t i = 0; i < b->n; i++)
		if (b->blokke[i].art == art)
			return true;
	return false;
}

Test(brev, every_kind_gives_a_draft_of_every_case)
{
	static const char *const SAGER[] = {NULL, "landmand", "paedagog"};
	struct proevebrev x;
	const char *const *arter;
	start(&x, NULL);
	size_t n = brevsaet_arter(x.saet, &arter);
	cr_assert_geq(n, 4);
	for (size_t i = 0; i < 3 * n; i++) {
		struct brev *b = NULL;
		struct buf pdf = BUF_TOM;
		struct err e = {0, ""};
		if (SAGER[i % 3])
			proeve_laes(&x.p, SAGER[i % 3]);
		else
			proeve_tekst(&x.p, "femtrin: 1\nborger: {navn: Demo}\n");
		const struct brev_om om = {.assess = proeve_vurder(&x.p), .ind = &x.p.ind,
					   .i_dag = PROEVEDAG, .udkast = true};
		cr_assert_eq(brev_lav(&b, x.saet, arter[i / 3], x.p.s, &om, &e), 0, "%s", e.tekst);
		/* The card and the form are rows of labels, no running text. */
		if (brev_har(b, BLOK_ADRESSE))
			cr_expect_leq(brev_lix(b), 45, "%s", arter[i / 3]);
		cr_assert_eq(brev_pdf(b, brevsaet_layout(x.saet), false, &pdf, &e), 0);
		buf_done(&pdf);
		brev_free(b);
	}
	slut(&x);
}

Test(brev, a_final_letter_is_never_made_without_a_part_the_law_asks_for)
{
	struct proevebrev x;
	struct err e = {0, ""};
	struct brev *b = NULL;
	start(&x, "landmand");
	proeve_ret(&x.p, "-opgaver;vurdering.egne_opgaver=;afgoerelse.borgers_syn=;"
			 "afgoerelse.partshoering_grund=");
	proeve_ret(&x.p, "afgoerelse.udfald=bevilling");
	const struct brev_om om = {.assess = proeve_vurder(&x.p), .ind = &x.p.ind,
				   .i_dag = PROEVEDAG};
	int r = brev_lav(&b, x.saet, "afgoerelse", x.p.s, &om, &e);
	cr_assert(r == ERR_MANGLER || (r == 0 && b->n_mangler > 0));
	brev_free(b);
	cr_assert_eq(brev_lav(&b, x.saet, "ukendt", x.p.s, &om, &e), ERR_FINDES_IKKE);
	har(e.tekst, "afgoerelse");
	slut(&x);
}

Test(brev, our_own_text_is_easy_to_read)
{
	struct proevebrev x;
	start(&x, "paedagog");
	lav(&x, false);
	cr_expect_leq(brev_lix(x.b), 45);
	slut(&x);
	start(&x, "landmand");
	lav(&x, false);
	cr_expect_leq(brev_lix(x.b), 45);
	for (size_t i = 0; i < x.b->n; i++) {
		const struct blok *k = &x.b->blokke[i];
		bool tekst = k->art == BLOK_AFSNIT || k->art == BLOK_PUNKT;
		cr_expect(!tekst || k->kilde || strcmp(k->sektion, "kontakt") == 0,
			  "uden kilde: %s", k->tekst);
	}
	slut(&x);
}

Test(brev, each_block_knows_the_fields_and_the_object_behind_it)
{
	struct proevebrev x;
	start(&x, "paedagog");
	proeve_ret(&x.p, "opgaver[3].hvorfor=Kan ikke løfte");
	lav(&x, false);
	const struct blok *fundet = NULL;
	for (size_t i = 0; i < x.b->n; i++)
		if (x.b->blokke[i].tekst && strstr(x.b->blokke[i].tekst, "Kan ikke løfte"))
			fundet = &x.b->blokke[i];
	cr_assert_not_null(fundet);
	cr_assert_geq(fundet->n_felter, 2);
	cr_assert_str_eq(fundet->felter[0], "opgaver.navn");
	cr_assert_str_eq(fundet->felter[1], "opgaver.hvorfor");
	cr_assert(uuid_ens(&fundet->objekt, objekt_id(sag_nr(x.p.s, "opgaver", 3))));
	slut(&x);
}

Test(brev, long_and_odd_text_in_every_field_stays_text)
{
	struct proevebrev x;
	struct buf b = BUF_TOM, pdf = BUF_TOM;
	struct err e = {0, ""};
	start(&x, "landmand");
	buf_tekst(&b, "afgoerelse.lagt_til_grund=\x1b[31m<b>&amp שלום \xF0\x9F\x91\xA9 ");
	for (int i = 0; i < 1200; i++)
		buf_tekst(&b, "ord ord ");
	proeve_ret(&x.p, buf_str(&b));
	const char *t = lav(&x, false);
	har(t, "\u241b[31m<b>&amp");
	cr_assert_eq(brev_pdf(x.b, brevsaet_layout(x.saet), false, &pdf, &e), 0, "%s", e.tekst);
	cr_assert_gt(pdf.len, 20000);
	buf_done(&b);
	buf_done(&pdf);
	slut(&x);
}

/* A store in memory with the case in it. */
static void i_lager(struct proevebrev *x, struct store **st, const char *fikstur)
{
	struct err e = {0, ""};
	struct uuid id;
	char *sti = mem_format("%s/tests/fixtures/%s.yaml", FEMTRIN_KILDE, fikstur);
	cr_assert_eq(krypto_start(&e), 0);
	cr_assert_eq(store_open(st,
				&(struct store_valg){.sqlmappe = FEMTRIN_KILDE "/core/sql",
						     .bruger = "demo", .hukommelse = true},
				&e),
		     0, "%s", e.tekst);
	cr_assert_eq(sagfil_import(&id, *st, x->p.fs, sti,
				   &(struct sagfil_valg){.i_dag = PROEVEDAG}, &e), 0, "%s", e.tekst);
	sag_free(x->p.s);
	cr_assert_eq(sag_hent(&x->p.s, *st, x->p.fs, &id, &e), 0, "%s", e.tekst);
	free(sti);
}

static int endelig(struct proevebrev *x, const char *retter, struct buf *pdf, bool *fandtes,
		   struct err *e)
{
	const struct brev_om om = {.assess = proeve_vurder(&x->p), .ind = &x->p.ind,
				   .i_dag = PROEVEDAG};
	buf_ryd(pdf);
	return brev_endelig(x->p.s, x->saet,
			    &(struct endelig_om){.art = "afgoerelse", .brev = &om,
						 .retter = retter},
			    pdf, fandtes, e);
}

static int endelig_art(struct proevebrev *x, const char *art, struct err *e)
{
	const struct brev_om om = {.assess = proeve_vurder(&x->p), .ind = &x->p.ind,
				   .i_dag = PROEVEDAG};
	struct buf pdf = BUF_TOM;
	bool fandtes;
	int r = brev_endelig(x->p.s, x->saet, &(struct endelig_om){.art = art, .brev = &om}, &pdf,
			     &fandtes, e);
	buf_done(&pdf);
	return r;
}

/* The case's own store and a colleague's write a field without seeing each other. */
static void konflikt_om(struct proevebrev *x, struct toradner *t, struct store *st, const char *felt)
{
	struct mlinje linje = {.c = &t->c, .folk = 4, .tilfaeldig = &t->t};
	struct err e = {0, ""};
	struct uuid id = *sag_id(x->p.s);
	struct aendring a = {.sag = id, .objekt = id, .felt = felt, .vaerdi = "Det ene"};
	mcentral_leder(&t->c, 4, true);
	cr_assert_eq(toradner_synk_s(t, st, &linje, &e), 0, "%s", e.tekst);
	toradner_synk(t, 1);
	cr_assert_eq(journal_skriv(store_journal(st), &a, 1, &e), 0);
	toradner_skriv(t, 1, id, id, felt, "Det andet");
	cr_assert_eq(toradner_synk_s(t, st, &linje, &e), 0, "%s", e.tekst);
	toradner_synk(t, 1);
	cr_assert_eq(toradner_synk_s(t, st, &linje, &e), 0, "%s", e.tekst);
	cr_assert_eq(sag_genhent(x->p.s, &e), 0);
}

static void afgoer(struct proevebrev *x, struct store *st)
{
	struct vec v = KONFLIKTER;
	struct err e = {0, ""};
	cr_assert_eq(konflikt_hent(store_journal(st), sag_id(x->p.s), &v, &e), 0);
	cr_assert_eq(v.n, 1);
	cr_assert_eq(konflikt_afgoer(store_journal(st), VEC_NR(struct konflikt, &v, 0), "Det ene", &e), 0);
	konflikt_ryd(&v);
	cr_assert_eq(sag_genhent(x->p.s, &e), 0);
}

Test(endelig, a_decision_waits_for_any_conflict_of_its_case)
{
	struct proevebrev x;
	struct store *st = NULL;
	struct err e = {0, ""};
	struct mangler m;
	struct toradner *t = toradner_ny();
	start(&x, NULL);
	i_lager(&x, &st, "landmand");
	konflikt_om(&x, t, st, "funktionsnedsaettelse.betydning");
	mangler_endelig(&m, x.p.s, proeve_vurder(&x.p));
	cr_assert_eq(m.n, 1);
	cr_expect_str_eq(m.alle[0].felt->noegle, "funktionsnedsaettelse.betydning");
	cr_expect(strstr(m.alle[0].tekst, "Konflikt om "), "%s", m.alle[0].tekst);
	mangler_done(&m);
	cr_expect_eq(endelig_art(&x, "afgoerelse", &e), ERR_MANGLER);
	afgoer(&x, st);
	cr_expect_eq(endelig_art(&x, "afgoerelse", &e), 0, "%s", e.tekst);
	store_close(st);
	toradner_slut(t);
	slut(&x);
}

Test(endelig, other_papers_wait_for_a_conflict_on_a_field_they_use)
{
	struct proevebrev x;
	struct store *st = NULL;
	struct err e = {0, ""};
	struct toradner *t = toradner_ny();
	start(&x, NULL);
	i_lager(&x, &st, "landmand");
	proeve_ret(&x.p, "ansoegning.frist=2026-11-01");
	konflikt_om(&x, t, st, "borger.adresse");
	cr_expect_eq(endelig_art(&x, "kvittering", &e), ERR_MANGLER);
	cr_expect(strstr(e.tekst, "som flere har skrevet"), "%s", e.tekst);
	afgoer(&x, st);
	konflikt_om(&x, t, st, "kontakt.notat");
	cr_expect_eq(endelig_art(&x, "kvittering", &e), 0, "%s", e.tekst);
	store_close(st);
	toradner_slut(t);
	slut(&x);
}

Test(endelig, the_final_letter_is_kept_for_ever_and_corrected_by_a_new_one)
{
	struct proevebrev x;
	struct store *st = NULL;
	struct err e = {0, ""};
	struct buf foerst = BUF_TOM, igen = BUF_TOM;
	bool fandtes = true;
	start(&x, NULL);
	i_lager(&x, &st, "landmand");
	cr_assert_eq(endelig(&x, NULL, &foerst, &fandtes, &e), 0, "%s", e.tekst);
	cr_assert(!fandtes);
	cr_assert_eq(sag_antal(x.p.s, "breve"), 1);
	cr_assert_str_eq(objekt_get(sag_nr(x.p.s, "breve", 0), "id"), "b1");

	/* The case moves on; the letter does not. */
	proeve_ret(&x.p, "afgoerelse.timer=9;vurdering.timer_pr_uge=9");
	cr_assert_eq(endelig(&x, NULL, &igen, &fandtes, &e), 0, "%s", e.tekst);
	cr_assert(fandtes);
	cr_assert_eq(igen.len, foerst.len);
	cr_assert_eq(memcmp(igen.data, foerst.data, igen.len), 0);
	cr_assert_eq(sag_antal(x.p.s, "breve"), 1);

	cr_assert_eq(endelig(&x, "b7", &igen, &fandtes, &e), ERR_FINDES_IKKE);
	proeve_ret(&x.p, "vurdering.begrundelse=Ni timer er nok");
	cr_assert_eq(endelig(&x, "b1", &igen, &fandtes, &e), 0, "%s", e.tekst);
	cr_assert(!fandtes);
	cr_assert(igen.len != foerst.len || memcmp(igen.data, foerst.data, igen.len));
	cr_assert(objekt_er(sag_nr(x.p.s, "breve", 1), "retter", "b1"));
	cr_assert_eq(endelig(&x, "b1", &foerst, &fandtes, &e), 0);
	cr_assert(fandtes && sag_antal(x.p.s, "breve") == 2, "corrected once");
	buf_done(&foerst);
	buf_done(&igen);
	slut(&x);
	store_close(st);
}

Test(endelig, a_case_with_something_missing_gets_none)
{
	struct proevebrev x;
	struct store *st = NULL;
	struct err e = {0, ""};
	struct buf pdf = BUF_TOM;
	bool fandtes;
	start(&x, NULL);
	i_lager(&x, &st, "paedagog");
	proeve_ret(&x.p, "opfoelgning.naeste=");
	cr_assert_eq(endelig(&x, NULL, &pdf, &fandtes, &e), ERR_MANGLER);
	cr_assert_eq(pdf.len, 0);
	cr_assert_eq(sag_antal(x.p.s, "breve"), 0);
	buf_done(&pdf);
	slut(&x);
	store_close(st);
}
