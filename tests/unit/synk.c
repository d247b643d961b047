#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/io/db.h"
#include "core/journal/afsend.h"
#include "core/journal/lokal.h"
#include "core/journal/sagrens.h"
#include "core/synk/kvittering.h"
#include "core/synk/sideklip.h"
#include "toradner.h"

/* The parts of a sync one by one, where the simulator (torture/synk) sees them together. */
static struct toradner *t;
static const struct uuid SAG = {{1}}, ANDEN = {{2}};
enum { ANNA, BIRK };

static void setup(void)
{
	t = toradner_ny();
}

static void teardown(void)
{
	toradner_slut(t);
}

TestSuite(synk, .init = setup, .fini = teardown);

static void skriv(int hvem, struct uuid sag, const char *felt, const char *vaerdi)
{
	toradner_skriv(t, hvem, sag, sag, felt, vaerdi);
}

static struct journal *j(int hvem)
{
	return toradner_j(t, hvem);
}

static int64_t tal(int hvem, const char *sql)
{
	struct stmt *s = db_stmt(store_db(t->l[hvem].s), sql, NULL);
	cr_assert_eq(stmt_step(s, NULL), 1);
	int64_t n = stmt_kol_tal(s, 0);
	stmt_reset(s);
	return n;
}

/* ---- afsend */

static void akt(int hvem, size_t n)
{
	static const char *const felter[] = {"borger.navn", "borger.by", "borger.telefon"};
	struct aendring a[3];
	struct err e = {0, ""};
	static int nr;
	char v[16];
	snprintf(v, sizeof v, "%d", ++nr);
	for (size_t i = 0; i < n; i++)
		a[i] = (struct aendring){.sag = SAG, .objekt = SAG, .felt = felter[i], .vaerdi = v};
	cr_assert_eq(journal_skriv(j(hvem), a, n, &e), 0, "%s", e.tekst);
}

Test(synk, what_is_sent_is_whole_acts_as_many_as_fit_and_never_none)
{
	static const struct { size_t maks, n; } vent[] = {{1, 3}, {2, 3}, {3, 3}, {4, 3}, {5, 5}, {6, 6}, {9, 6}};
	akt(ANNA, 3);
	akt(ANNA, 2);
	akt(ANNA, 1);
	for (size_t i = 0; i < sizeof vent / sizeof *vent; i++) {
		struct afsending a = AFSENDING;
		struct err e = {0, ""};
		cr_assert_eq(afsend_hent(j(ANNA), 0, vent[i].maks, &a, &e), 0, "%s", e.tekst);
		cr_expect_eq(a.poster.n, vent[i].n, "%zu fit: %zu", vent[i].maks, a.poster.n);
		afsending_done(&a);
	}
}

static int svar(int hvem, struct afsend_svar s)
{
	struct err e = {0, ""};
	return afsend_svar(j(hvem), &s, 1, &e);
}

Test(synk, an_answer_may_come_twice_but_not_differently)
{
	skriv(ANNA, SAG, "borger.navn", "Demo");
	cr_expect_eq(svar(ANNA, (struct afsend_svar){7, 1, 1, ""}), ERR_SKADET, "no such entry");
	cr_expect_eq(svar(ANNA, (struct afsend_svar){1, 0, 0, ""}), ERR_SKADET, "no number");
	cr_expect_eq(svar(ANNA, (struct afsend_svar){1, 5, 1, ""}), 0);
	cr_expect_eq(svar(ANNA, (struct afsend_svar){1, 5, 1, ""}), 0);
	cr_expect_eq(svar(ANNA, (struct afsend_svar){1, 6, 1, ""}), ERR_SKADET);
	cr_expect_eq(svar(ANNA, (struct afsend_svar){1, 5, 1, "INGEN_ADGANG"}), ERR_SKADET);
	cr_expect_eq(tal(ANNA, "SELECT usendt FROM sag"), 0);
}

Test(synk, a_refusal_takes_the_value_out_of_the_case_and_keeps_it_beside)
{
	skriv(ANNA, SAG, "borger.navn", "Demo");
	skriv(ANNA, SAG, "borger.by", "Nordby");
	cr_assert_eq(svar(ANNA, (struct afsend_svar){1, 1, 1, ""}), 0);
	cr_assert_eq(svar(ANNA, (struct afsend_svar){2, 0, 0, "INGEN_ADGANG"}), 0);
	cr_assert_eq(svar(ANNA, (struct afsend_svar){2, 0, 0, "INGEN_ADGANG"}), 0, "said again");
	cr_expect_eq(tal(ANNA, "SELECT count(*) FROM felt WHERE felt = 'borger.by'"), 0);
	cr_expect_eq(tal(ANNA, "SELECT count(*) FROM afvist WHERE vaerdi = 'Nordby'"), 1);
	cr_expect_eq(tal(ANNA, "SELECT usendt FROM sag"), 0);
}

Test(synk, under_a_new_name_the_unsent_keeps_its_words_order_and_what_it_replaces)
{
	struct uuid ny = {{99}};
	struct err e = {0, ""};
	struct afsending a = AFSENDING;
	skriv(ANNA, SAG, "borger.by", "Nordby");
	cr_assert_eq(svar(ANNA, (struct afsend_svar){1, 1, 1, ""}), 0);
	skriv(ANNA, SAG, "borger.by", "Sydby");
	skriv(ANNA, SAG, "borger.by", "Østby");
	cr_assert_eq(afsend_ny_enhed(j(ANNA), &ny, &e), 0, "%s", e.tekst);
	cr_assert_eq(afsend_hent(j(ANNA), 0, 300, &a, &e), 0);
	cr_assert_eq(a.poster.n, 2);
	const struct post *p = VEC_NR(struct post, &a.poster, 0), *q = VEC_NR(struct post, &a.poster, 1);
	cr_expect(uuid_ens(&p->enhed, &ny) && p->nr == 1 && q->nr == 2);
	cr_expect_str_eq(p->vaerdi, "Sydby");
	cr_expect_str_eq(q->vaerdi, "Østby");
	cr_expect(q->n_afloeser == 1 && uuid_ens(&q->afloeser[0].enhed, &ny) && q->afloeser[0].nr == 1);
	cr_expect(p->n_afloeser == 1 && !uuid_ens(&p->afloeser[0].enhed, &ny), "the sent one keeps its name");
	cr_expect_eq(tal(ANNA, "SELECT usendt FROM sag"), 2);
	cr_expect_eq(store_verify(t->l[ANNA].s, NULL, NULL, &e), 0, "%s", e.tekst);
	afsending_done(&a);
}

/* ---- lokal, sagrens */

Test(synk, a_local_number_that_is_not_there_is_zero)
{
	struct err e = {0, ""};
	struct db *db = store_db(t->l[ANNA].s);
	int64_t n = 7;
	cr_assert_eq(lokal_tal(db, "proeve", &n, &e), 0);
	cr_expect_eq(n, 0);
	cr_expect_null(lokal_hent(db, "proeve", &e));
	cr_assert_eq(db_begin(db, "", &e), 0);
	cr_assert_eq(lokal_saet_tal(db, "proeve", INT64_MAX, &e), 0);
	cr_assert_eq(lokal_saet(db, "ord", "a", &e), 0);
	cr_assert_eq(lokal_saet(db, "ord", "b", &e), 0);
	cr_assert_eq(db_commit(db, &e), 0);
	cr_assert_eq(lokal_tal(db, "proeve", &n, &e), 0);
	cr_expect_eq(n, INT64_MAX);
	char *ord = lokal_hent(db, "ord", &e);
	cr_expect_str_eq(ord, "b");
	free(ord);
}

Test(synk, a_lost_case_goes_when_nothing_unsent_is_in_it_and_not_before)
{
	struct err e = {0, ""};
	skriv(ANNA, SAG, "borger.navn", "Demo A");
	skriv(ANNA, ANDEN, "borger.navn", "Demo B");
	toradner_synk(t, ANNA);
	skriv(ANNA, SAG, "borger.by", "Nordby");
	struct db *db = store_db(t->l[ANNA].s);
	cr_assert_eq(db_begin(db, "", &e), 0);
	cr_assert_eq(adgang_gem(db, &(struct modtag_adgang){{{0}}, RET_INGEN, 100}, &e), 0);
	cr_assert_eq(sagrens_mistede(db, &e), 0, "%s", e.tekst);
	cr_expect_eq(tal(ANNA, "SELECT count(*) FROM sag"), 2, "told of by name: hers");
	cr_assert_eq(adgang_gem(db, &(struct modtag_adgang){SAG, RET_INGEN, 101}, &e), 0);
	cr_assert_eq(adgang_gem(db, &(struct modtag_adgang){ANDEN, RET_INGEN, 102}, &e), 0);
	cr_assert_eq(sagrens_mistede(db, &e), 0, "%s", e.tekst);
	cr_assert_eq(db_commit(db, &e), 0);
	journal_glem(j(ANNA), NULL);
	cr_expect_eq(tal(ANNA, "SELECT count(*) FROM sag"), 1, "the one with unsent work stays");
	cr_expect_eq(tal(ANNA, "SELECT count(*) FROM journal WHERE vaerdi = 'Nordby'"), 1);
}

/* ---- modtagpost: what comes is held against what is here */

static struct modtag_side side_af(int64_t fra)
{
	struct modtag_side s = MODTAG_SIDE;
	s.fra = fra;
	s.til = t->c.lbnr;
	for (size_t i = 0; i < t->c.poster.n; i++) {
		const struct mpost *m = *VEC_NR(struct mpost *, &t->c.poster, i);
		if (m->p.post.lbnr > fra)
			*(struct modtag_post *)vec_ny(&s.poster) = m->p;
	}
	return s;
}

static int modtag(int hvem, struct modtag_side *s)
{
	struct vec huller = VEC_AF(struct modtag_hul);
	struct err e = {0, ""};
	int r = modtag_anvend(j(hvem), s, &huller, &e);
	vec_done(&huller);
	modtag_side_done(s);
	return r;
}

Test(synk, every_column_of_an_entry_that_comes_is_bound_to_its_hash)
{
	skriv(ANNA, SAG, "borger.navn", "Demo");
	skriv(ANNA, SAG, "borger.navn", "Demo Borger");
	toradner_synk(t, ANNA);
	for (int i = 0; i < 8; i++) {
		struct modtag_side s = side_af(0);
		struct modtag_post *m = VEC_NR(struct modtag_post, &s.poster, 1);
		struct post *p = &m->post;
		switch (i) {
		case 0: p->vaerdi = "Demo X"; break;
		case 1: p->felt = "borger.by"; break;
		case 2: p->bruger = "birk"; break;
		case 3: p->tid++; break;
		case 4: p->n_afloeser = 0; break;
		case 5: p->objekt = ANDEN; break;
		case 6: p->skema++; break;
		default: m->forrige[3] ^= 1; break;
		}
		cr_expect_eq(modtag(BIRK, &s), ERR_SKADET, "change %d came through", i);
		cr_expect_eq(tal(BIRK, "SELECT count(*) FROM journal"), 0);
	}
	struct modtag_side s = side_af(0);
	cr_expect_eq(modtag(BIRK, &s), 0);
	cr_expect_eq(tal(BIRK, "SELECT count(*) FROM journal"), 2);
}

/* ---- sideklip */

static struct modtag_side kunstig(const int64_t *gruppe, size_t n)
{
	struct modtag_side s = MODTAG_SIDE;
	for (size_t i = 0; i < n; i++) {
		struct modtag_post *p = vec_ny(&s.poster);
		p->post.lbnr = 10 + (int64_t)i;
		p->post.gruppe = gruppe[i];
	}
	s.til = 10 + (int64_t)n - 1;
	*(struct modtag_adgang *)vec_ny(&s.adgange) = (struct modtag_adgang){.lbnr = s.til};
	*(struct modtag_sletning *)vec_ny(&s.sletninger) = (struct modtag_sletning){.lbnr = 10};
	return s;
}

Test(synk, a_full_page_ends_before_the_act_that_may_go_on)
{
	struct modtag_side s = kunstig((const int64_t[]){1, 1, 3, 4, 4}, 5);
	cr_expect(sideklip_akt(&s, 5));
	cr_expect_eq(s.poster.n, 3);
	cr_expect_eq(s.til, 12);
	cr_expect_eq(s.adgange.n, 0, "what lies above the cut waits");
	cr_expect_eq(s.sletninger.n, 1);
	modtag_side_done(&s);
	s = kunstig((const int64_t[]){1, 1, 3}, 3);
	cr_expect(sideklip_akt(&s, 5), "a page that is not full is whole");
	cr_expect_eq(s.poster.n, 3);
	modtag_side_done(&s);
	s = kunstig((const int64_t[]){1, 1, 1}, 3);
	cr_expect_not(sideklip_akt(&s, 3), "one long act: ask for more");
	modtag_side_done(&s);
}

Test(synk, cases_that_were_added_to_a_page_fall_into_its_order_once)
{
	struct modtag_side s = kunstig((const int64_t[]){1, 2, 3}, 3);
	VEC_NR(struct modtag_post, &s.poster, 0)->post.lbnr = 30;
	VEC_NR(struct modtag_post, &s.poster, 1)->post.lbnr = 20;
	VEC_NR(struct modtag_post, &s.poster, 2)->post.lbnr = 30;
	sideklip_orden(&s);
	cr_assert_eq(s.poster.n, 2);
	cr_expect_eq(VEC_NR(struct modtag_post, &s.poster, 0)->post.lbnr, 20);
	cr_expect_eq(VEC_NR(struct modtag_post, &s.poster, 1)->post.lbnr, 30);
	modtag_side_done(&s);
}

/* ---- kvittering */

static struct vec hoved(int64_t sagsnr, const uint8_t *kaede)
{
	struct vec v = VEC_AF(struct central_hoved);
	struct central_hoved *h = vec_ny(&v);
	*h = (struct central_hoved){.sag = SAG, .sagsnr = sagsnr, .lbnr = 1};
	memcpy(h->kaede, kaede, sizeof h->kaede);
	return v;
}

static int sammenlign(int64_t sagsnr, const uint8_t *kaede)
{
	struct err e = {0, ""};
	struct vec v = hoved(sagsnr, kaede);
	int r = kvittering_sammenlign(j(BIRK), &v, &e);
	vec_done(&v);
	return r;
}

Test(synk, a_case_is_synchronised_only_when_its_chain_is_the_centres)
{
	uint8_t kaede[32], andet[32] = {7};
	struct sagshoved h;
	struct err e = {0, ""};
	int64_t fra;
	skriv(ANNA, SAG, "borger.navn", "Demo");
	skriv(ANNA, SAG, "borger.by", "Nordby");
	toradner_synk(t, ANNA);
	struct modtag_side s = side_af(0);
	cr_assert_eq(modtag(BIRK, &s), 0);
	cr_assert_eq(sagshoved_hent(store_db(t->l[BIRK].s), &SAG, &h, &e), 0);
	memcpy(kaede, h.kaede, sizeof kaede);
	cr_assert_eq(h.sagsnr, 2);
	cr_expect_eq(kvittering_mangler(j(BIRK), &fra, &e), 1);
	cr_expect_eq(sammenlign(2, andet), ERR_SKADET, "the same number, another chain");
	cr_expect_eq(sammenlign(1, kaede), ERR_SKADET, "the centre has fewer than it had");
	cr_expect_eq(sammenlign(3, andet), 0, "it got one more meanwhile");
	cr_expect_eq(kvittering_mangler(j(BIRK), &fra, &e), 1, "and is not equal yet");
	cr_expect_eq(sammenlign(2, kaede), 0);
	cr_expect_eq(kvittering_mangler(j(BIRK), &fra, &e), 0);
}

Test(synk, a_centre_with_another_epoch_is_another_centre)
{
	struct err e = {0, ""};
	struct uuid a = {{1}}, b = {{2}};
	cr_expect_eq(kvittering_epoke(j(ANNA), &a, &e), 0);
	cr_expect_eq(kvittering_epoke(j(ANNA), &a, &e), 0);
	cr_expect_eq(kvittering_epoke(j(ANNA), &b, &e), CENTRAL_EPOKE);
	cr_expect_eq(kvittering_epoke(j(ANNA), &a, &e), 0, "the first is remembered");
}

/* ---- the steps */

Test(synk, a_sync_that_is_left_at_any_step_is_gone_on_with_by_the_next)
{
	for (int skridt = 1; skridt < 12; skridt++) {
		struct err e = {0, ""};
		char v[8];
		snprintf(v, sizeof v, "%d", skridt);
		skriv(ANNA, SAG, "borger.by", v);
		struct synk *s = synk_ny(&(struct synk_valg){
			.journal = j(ANNA), .ops = &mcentral_ops, .arg = &t->l[ANNA].linje,
			.ur = toradner_ur, .ur_arg = &t->ms});
		int kode = 1;
		for (int i = 0; i < skridt && kode > 0; i++)
			kode = synk_trin(s, &e);
		cr_assert_geq(kode, 0, "%s", e.tekst);
		synk_free(s);
		toradner_synk(t, ANNA);
		toradner_synk(t, BIRK);
		struct stmt *st = db_stmt(store_db(t->l[BIRK].s), "SELECT vaerdi FROM felt "
					  "WHERE felt = 'borger.by'", NULL);
		cr_assert_eq(stmt_step(st, NULL), 1);
		cr_expect_str_eq(stmt_kol_tekst(st, 0), v);
		stmt_reset(st);
	}
	cr_expect_eq(tal(BIRK, "SELECT count(*) FROM journal"), 11, "each entry once");
}

/* What a push meets first, one after the other. */
static struct { int nr, kode[4]; } snor;

static int snor_push(void *arg, const struct afsending *a, struct vec *svar, struct err *e)
{
	int kode = snor.nr < 4 ? snor.kode[snor.nr++] : 0;
	return kode == 0 ? mcentral_ops.push(arg, a, svar, e)
	     : kode > 0 ? kode : err_set(e, kode, "cut");
}

static struct synk *en_ad_gangen(int naeste)
{
	static struct central_ops ops;
	ops = mcentral_ops;
	ops.push = snor_push;
	snor.nr = 0;
	snor.kode[1] = naeste;
	return synk_ny(&(struct synk_valg){.journal = j(ANNA), .ops = &ops, .arg = &t->l[ANNA].linje,
		.bundt = 1, .ur = toradner_ur, .ur_arg = &t->ms});
}

static const char STEMPLEDE[] = "SELECT count(*) FROM journal WHERE lbnr IS NOT NULL";

Test(synk, answers_are_stamped_while_the_next_is_on_its_way_or_when_it_is_cut)
{
	static const int naeste[] = {CENTRAL_VENT, CENTRAL_NET};
	for (int i = 0; i < 2; i++) {
		struct err e = {0, ""};
		skriv(ANNA, SAG, "borger.navn", i ? "Demo" : "Test");
		skriv(ANNA, SAG, "borger.by", i ? "Nordby" : "Sydby");
		struct synk *s = en_ad_gangen(naeste[i]);
		int64_t foer = tal(ANNA, STEMPLEDE);
		while (snor.nr < 1)
			cr_assert_eq(synk_trin(s, &e), 1, "%s", e.tekst);
		cr_expect_eq(tal(ANNA, STEMPLEDE), foer, "the centre is not kept waiting");
		int kode = synk_trin(s, &e);
		cr_expect_eq(kode, i ? CENTRAL_NET : 1, "%d", kode);
		cr_expect_eq(synk_venter(s), i == 0);
		cr_expect_eq(tal(ANNA, STEMPLEDE), foer + 1);
		synk_free(s);
		toradner_synk(t, ANNA);
		cr_expect_eq(t->c.poster.n, 2u * (unsigned)(i + 1), "each once");
	}
}

Test(synk, an_answer_that_was_never_stamped_comes_again)
{
	struct err e = {0, ""};
	skriv(ANNA, SAG, "borger.navn", "Demo");
	skriv(ANNA, SAG, "borger.by", "Nordby");
	struct synk *s = en_ad_gangen(0);
	while (snor.nr < 1)
		cr_assert_eq(synk_trin(s, &e), 1, "%s", e.tekst);
	synk_free(s);
	cr_expect_eq(tal(ANNA, STEMPLEDE), 0);
	toradner_synk(t, ANNA);
	cr_expect_eq(tal(ANNA, STEMPLEDE), 2);
	cr_expect_eq(t->c.poster.n, 2, "each once");
	cr_expect_eq(store_verify(t->l[ANNA].s, NULL, NULL, &e), 0, "%s", e.tekst);
}

Test(synk, with_nothing_to_do_nothing_is_asked_for_twice)
{
	skriv(ANNA, SAG, "borger.navn", "Demo");
	toradner_synk(t, ANNA);
	uint64_t foer = t->l[ANNA].linje.beskeder;
	toradner_synk(t, ANNA);
	cr_expect_eq(t->l[ANNA].linje.beskeder - foer, 1, "one greeting is all");
}

Test(synk, a_laptop_that_is_to_be_wiped_hands_in_its_work_first)
{
	struct err e = {0, ""};
	skriv(ANNA, SAG, "borger.navn", "Demo");
	toradner_synk(t, ANNA);
	t->c.enheder[0].tilstand = ENHED_SLET;
	skriv(ANNA, SAG, "borger.by", "Nordby");
	struct synk *s = synk_ny(&(struct synk_valg){.journal = j(ANNA), .ops = &mcentral_ops,
		.arg = &t->l[ANNA].linje, .ur = toradner_ur, .ur_arg = &t->ms});
	int kode;
	do
		kode = synk_trin(s, &e);
	while (kode > 0);
	cr_expect_eq(kode, 0, "%s", e.tekst);
	cr_expect(synk_slet(s));
	synk_free(s);
	cr_expect_eq(t->c.poster.n, 2, "kept at the centre, if refused");
}

/* ---- forms of several versions */

static int64_t nyere(int hvem, const char *ord)
{
	struct err e = {0, ""};
	struct buf b = BUF_TOM;
	struct synk *s = synk_ny(&(struct synk_valg){.journal = j(hvem), .ops = &mcentral_ops,
		.arg = &t->l[hvem].linje, .ur = toradner_ur, .ur_arg = &t->ms});
	int kode;
	do
		kode = synk_trin(s, &e);
	while (kode > 0);
	cr_assert_eq(kode, 0, "%s", e.tekst);
	int64_t n = synk_nyere(s, &b);
	cr_expect(strstr(buf_str(&b), ord) || n == 0, "%s", buf_str(&b));
	cr_expect_eq(n == 0, b.len == 0);
	synk_free(s);
	buf_done(&b);
	return n;
}

Test(synk, what_was_written_with_newer_forms_is_said_till_the_program_is_as_new)
{
	struct err e = {0, ""};
	journal_skema(j(BIRK), 3);
	skriv(BIRK, SAG, "borger.navn", "Demo");
	toradner_synk(t, BIRK);
	cr_expect_eq(nyere(ANNA, "1 post er skrevet med en nyere udgave"), 1);
	skriv(BIRK, SAG, "borger.by", "Nordby");
	toradner_synk(t, BIRK);
	journal_skema(j(ANNA), 2);
	cr_expect_eq(nyere(ANNA, "2 poster er skrevet med en nyere udgave"), 2);
	cr_expect_eq(tal(ANNA, "SELECT count(*) FROM felt"), 0);
	journal_skema(j(ANNA), 3);
	cr_expect_eq(nyere(ANNA, ""), 0);
	cr_expect_eq(tal(ANNA, "SELECT count(*) FROM felt"), 2);
	cr_expect_eq(store_verify(t->l[ANNA].s, NULL, NULL, &e), 0, "%s", e.tekst);
}

Test(synk, forms_that_are_too_old_are_the_programs_and_not_those_of_what_was_written)
{
	struct err e = {0, ""};
	journal_skema(j(ANNA), 1);
	skriv(ANNA, SAG, "borger.navn", "Demo");
	t->c.skema = 2;
	cr_expect_eq(toradner_synk_s(t, t->l[ANNA].s, &t->l[ANNA].linje, &e), CENTRAL_SKEMA);
	cr_expect_eq(t->c.poster.n, 0);
	cr_expect_eq(tal(ANNA, "SELECT count(*) FROM journal WHERE lbnr IS NULL"), 1, "it stays");
	journal_skema(j(ANNA), 2);
	toradner_synk(t, ANNA);
	cr_expect_eq(t->c.poster.n, 1, "upgraded, it goes as it was written");
}
