#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/io/db.h"
#include "toradner.h"

/*
 * What `verify` takes and what it does not, on a laptop that has lost a case: the
 * chains of its devices go on over the gap by the hash that was kept (`forrige`).
 */
static struct toradner *t;
static struct buf fund;
static const struct uuid A = {{1}}, B = {{2}};
enum { ANNA, BIRK };

static void skriv(int hvem, struct uuid sag, const char *felt, const char *vaerdi)
{
	toradner_skriv(t, hvem, sag, sag, felt, vaerdi);
}

/* anna writes in case B, in A, in B and in A again; birk has A alone. */
static void setup(void)
{
	t = toradner_ny();
	mcentral_leder(&t->c, BIRK, false);
	skriv(ANNA, B, "borger.navn", "Demo B");
	skriv(ANNA, A, "borger.navn", "Demo A");
	skriv(ANNA, B, "borger.by", "Nordby");
	skriv(ANNA, A, "borger.by", "Sydby");
	skriv(ANNA, A, "borger.telefon", "12345678");
	toradner_synk(t, ANNA);
	mcentral_adgang(&t->c, BIRK, mcentral_sag(&t->c, &A), RET_SKRIV);
	toradner_synk(t, BIRK);
}

static void teardown(void)
{
	toradner_slut(t);
	buf_done(&fund);
}

TestSuite(verify, .init = setup, .fini = teardown);

static void sig(void *arg, const char *saetning)
{
	(void)arg;
	buf_format(&fund, "%s\n", saetning);
}

static int efterse(int hvem)
{
	struct err e = {0, ""};
	buf_ryd(&fund);
	return store_verify(t->l[hvem].s, sig, NULL, &e);
}

static void ret(int hvem, const char *sql)
{
	struct err e = {0, ""};
	struct db *db = store_db(t->l[hvem].s);
	cr_assert_eq(db_begin(db, "", &e), 0);
	cr_assert_eq(db_exec(db, sql, &e), 0, "%s", e.tekst);
	cr_assert_eq(db_commit(db, &e), 0);
	cr_assert_eq(store_rebuild(t->l[hvem].s, &e), 0);
}

static int64_t tal(int hvem, const char *sql)
{
	struct stmt *s = db_stmt(store_db(t->l[hvem].s), sql, NULL);
	cr_assert_eq(stmt_step(s, NULL), 1);
	int64_t n = stmt_kol_tal(s, 0);
	stmt_reset(s);
	return n;
}

Test(verify, a_gap_that_the_kept_hash_bridges_is_none)
{
	cr_assert_eq(tal(BIRK, "SELECT count(*) FROM journal"), 3);
	cr_assert_eq(tal(BIRK, "SELECT count(*) FROM journal WHERE nr IN (1, 3)"), 0, "those are case B's");
	cr_expect_eq(efterse(BIRK), 0, "%s", buf_str(&fund));
}

Test(verify, a_gap_that_nothing_bridges_is_said)
{
	ret(BIRK, "UPDATE journal SET forrige = NULL WHERE nr = 4");
	cr_expect_eq(efterse(BIRK), ERR_SKADET);
	cr_expect(strstr(buf_str(&fund), "mangler poster før nr. 4"), "%s", buf_str(&fund));
}

Test(verify, a_bridge_with_another_hash_is_said)
{
	ret(BIRK, "UPDATE journal SET forrige = zeroblob(32) WHERE nr = 4");
	cr_expect_eq(efterse(BIRK), ERR_SKADET);
	cr_expect(strstr(buf_str(&fund), "kæden holder ikke ved nr. 4"), "%s", buf_str(&fund));
}

Test(verify, an_entry_after_a_bridge_is_still_bound_to_it)
{
	ret(BIRK, "UPDATE journal SET vaerdi = 'Vestby' WHERE nr = 4");
	cr_expect_eq(efterse(BIRK), ERR_SKADET);
	cr_expect(strstr(buf_str(&fund), "kæden holder ikke ved nr. 4"), "%s", buf_str(&fund));
}

/* The kept hash must be that of the entry before where that one is here. */
Test(verify, a_kept_hash_beside_its_entry_has_to_agree_with_it)
{
	ret(BIRK, "UPDATE journal SET forrige = zeroblob(32) WHERE nr = 5");
	cr_expect_eq(efterse(BIRK), ERR_SKADET);
	cr_expect(strstr(buf_str(&fund), "kæden holder ikke ved nr. 5"), "%s", buf_str(&fund));
}

Test(verify, an_entry_taken_out_of_the_middle_of_a_case_is_missed)
{
	ret(BIRK, "DELETE FROM journal WHERE nr = 4");
	cr_expect_eq(efterse(BIRK), ERR_SKADET, "entry 5 keeps the hash of 4, but the case has a hole");
}

Test(verify, the_newest_entries_of_a_case_cut_off_are_missed)
{
	ret(BIRK, "DELETE FROM journal WHERE nr = 5");
	cr_expect_eq(efterse(BIRK), ERR_SKADET, "the case has fewer entries than were fetched");
}

Test(verify, a_case_that_left_the_laptop_leaves_it_in_order)
{
	mcentral_adgang(&t->c, BIRK, mcentral_sag(&t->c, &B), RET_SKRIV);
	toradner_synk(t, BIRK);
	cr_assert_eq(tal(BIRK, "SELECT count(*) FROM journal"), 5);
	skriv(BIRK, B, "borger.by", "Østby");
	skriv(BIRK, A, "borger.by", "Midtby");
	toradner_synk(t, BIRK);
	mcentral_adgang(&t->c, BIRK, mcentral_sag(&t->c, &B), RET_INGEN);
	toradner_synk(t, BIRK);
	cr_assert_eq(tal(BIRK, "SELECT count(*) FROM sag"), 1);
	cr_expect_eq(efterse(BIRK), 0, "%s", buf_str(&fund));
	skriv(BIRK, A, "borger.by", "Nordby");
	cr_expect_eq(efterse(BIRK), 0, "%s", buf_str(&fund));
	toradner_synk(t, BIRK);
	cr_expect_eq(efterse(BIRK), 0, "%s", buf_str(&fund));
}

Test(verify, a_case_chain_that_is_not_its_entries_is_said)
{
	ret(BIRK, "UPDATE sagshoved SET kaede = zeroblob(32)");
	cr_expect_eq(efterse(BIRK), ERR_SKADET);
}
