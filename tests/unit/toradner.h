#ifndef TESTS_UNIT_TORADNER_H
#define TESTS_UNIT_TORADNER_H

#include <criterion/criterion.h>
#include <stdlib.h>

#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/journal/journal.h"
#include "core/journal/store.h"
#include "core/synk/synk.h"
#include "synkcentral.h"

/*
 * Some laptops in memory and the model of the centre (tests/torture): what a test
 * needs to have two people write in the same field. Everybody sees every case.
 */
enum { TORADNER = 3 };

struct toradner {
	struct mcentral c;
	struct { struct store *s; struct mlinje linje; } l[TORADNER];
	uint32_t t;
	int64_t ms;
};

static int64_t toradner_ur(void *arg)
{
	int64_t *ms = arg;
	return *ms += 1000;
}

static inline struct toradner *toradner_ny(void)
{
	static const char *const NAVNE[TORADNER] = {"anna", "birk", "anna"};
	struct toradner *t = mem_nul(1, sizeof *t);
	t->t = 7;
	t->ms = INT64_C(1788000000000);
	mcentral_init(&t->c, M_INGEN);
	for (int i = 0; i < TORADNER; i++) {
		struct err e = {0, ""};
		struct store_valg v = {.hukommelse = true, .sqlmappe = FEMTRIN_KILDE "/core/sql",
				       .bruger = NAVNE[i], .ur = toradner_ur, .ur_arg = &t->ms};
		cr_assert_eq(store_open(&t->l[i].s, &v, &e), 0, "%s", e.tekst);
		t->l[i].linje = (struct mlinje){.c = &t->c, .folk = i % 2, .tilfaeldig = &t->t};
		mcentral_leder(&t->c, i, true);
	}
	return t;
}

static inline void toradner_slut(struct toradner *t)
{
	for (int i = 0; i < TORADNER; i++)
		store_close(t->l[i].s);
	mcentral_done(&t->c);
	free(t);
}

static inline struct journal *toradner_j(struct toradner *t, int i)
{
	return store_journal(t->l[i].s);
}

/* 0, or the code that the sync ended with. */
static inline int toradner_synk_s(struct toradner *t, struct store *store, struct mlinje *linje,
				  struct err *e)
{
	struct synk *s = synk_ny(&(struct synk_valg){
		.journal = store_journal(store), .ops = &mcentral_ops, .arg = linje,
		.ur = toradner_ur, .ur_arg = &t->ms});
	int kode;
	do
		kode = synk_trin(s, e);
	while (kode > 0);
	synk_free(s);
	return kode;
}

static inline void toradner_synk(struct toradner *t, int i)
{
	struct err e = {0, ""};
	cr_assert_eq(toradner_synk_s(t, t->l[i].s, &t->l[i].linje, &e), 0, "%s", e.tekst);
}

static inline void toradner_skriv(struct toradner *t, int i, struct uuid sag, struct uuid objekt,
				  const char *felt, const char *vaerdi)
{
	struct err e = {0, ""};
	struct aendring a = {.sag = sag, .objekt = objekt, .felt = felt, .vaerdi = vaerdi};
	cr_assert_eq(journal_skriv(toradner_j(t, i), &a, 1, &e), 0, "%s", e.tekst);
}

#endif
