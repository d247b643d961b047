#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/io/db.h"
#include "core/io/krypto.h"
#include "core/journal/afsend.h"
#include "core/journal/fil.h"
#include "core/journal/filstykke.h"
#include "core/journal/journal.h"
#include "core/journal/lokal.h"
#include "core/journal/modtag.h"
#include "core/journal/skema.h"
#include "core/synk/central.h"
#include "core/synk/filsynk.h"

/* Files of three pieces, with a line that is cut at every other call. */
static const struct uuid SAG = {{7}}, ENHED = {{1}};

struct falsk {
	struct buf stykker[8];
	int64_t n, laengde;
	int kald, klip;               /* every klip'th call is cut, before or after it was done */
	bool findes_ikke;
};

static int64_t clock_of(void *arg)
{
	(void)arg;
	return 1700000000000;
}

static struct journal *laptop(void)
{
	struct db *db;
	struct err e = {0, ""};
	cr_assert_eq(db_open(&db, NULL, DB_HUKOMMELSE, &e), 0);
	cr_assert_eq(skema_opgrader(db, FEMTRIN_KILDE "/core/sql", true, &e), 0, "%s", e.tekst);
	return journal_ny(db, &(struct journal_valg){.enhed = ENHED, .bruger = "demo", .ur = clock_of});
}

static void done(struct journal *j)
{
	struct db *db = journal_db(j);
	journal_free(j);
	db_close(db);
}

static bool cut(struct falsk *f)
{
	return f->klip && ++f->kald % f->klip == 0;
}

static int give(void *arg, const struct uuid *enhed, const struct central_stykke *d, int64_t *naeste,
		struct err *e)
{
	struct falsk *f = arg;
	(void)enhed;
	if (d->nr == f->n && d->n) {
		buf_add(&f->stykker[f->n++], d->data, d->n);
		f->laengde = d->laengde;
	}
	*naeste = f->n * FIL_STYKKE >= d->laengde ? -1 : f->n;
	return cut(f) ? err_set(e, CENTRAL_NET, "cut") : 0;
}

static int take(void *arg, const struct central_stykke *d, struct buf *ud, int64_t *laengde, struct err *e)
{
	struct falsk *f = arg;
	if (cut(f))
		return err_set(e, CENTRAL_NET, "cut");
	if (f->findes_ikke || d->nr >= f->n)
		return err_set(e, ERR_FINDES_IKKE, "none");
	buf_add(ud, f->stykker[d->nr].data, f->stykker[d->nr].len);
	*laengde = f->laengde;
	return 0;
}

static const struct central_ops OPS = {.fil_gem = give, .fil_hent = take};

static char *content(size_t n)
{
	char *p = mem_alloc(n);
	for (size_t i = 0; i < n; i++)
		p[i] = (char)(i * 31 + i / 977);
	return p;
}

/* A letter of n bytes, named by an entry of j; begun says that it is here. */
static void letter(struct journal *j, const char *p, size_t n, bool begynd, char navn[65])
{
	struct err e = {0, ""};
	uint8_t hash[32];
	if (begynd)
		cr_assert_eq(fil_gem(journal_db(j), p, n, hash, &e), 0);
	krypto_sha256(hash, p, n);
	krypto_hex(navn, hash, 32);
	const struct aendring a = {SAG, {{9}}, "breve.hash", navn};
	cr_assert_eq(journal_skriv(j, &a, 1, &e), 0, "%s", e.tekst);
}

static void known_at_centre(struct journal *j)
{
	cr_assert_eq(db_exec(journal_db(j), "UPDATE journal SET lbnr = nr, sagsnr = nr", NULL), 0);
	cr_assert_eq(lokal_saet_tal(journal_db(j), MODTAG_FILER, 1, NULL), 0);
}

/* To its end, begun again after every cut; how many tries it took. */
static int all(struct journal *j, struct falsk *f, bool send)
{
	struct afsending a = AFSENDING;
	struct err e = {0, ""};
	int r = 1, forsoeg = 0;
	for (; r != 0 && forsoeg < 20; forsoeg++) {
		struct filsynk s = {.journal = j, .ops = &OPS, .arg = f};
		if (send)
			cr_assert_eq(afsend_hent(j, 0, 100, &a, &e), 0);
		cr_assert_eq(send ? filsynk_af(&s, &a, &e) : filsynk_savnes(&s, &e), 0);
		while ((r = send ? filsynk_send(&s, &e) : filsynk_hent(&s, &e)) > 0)
			;
		cr_assert(r == 0 || r == CENTRAL_NET, "%s", e.tekst);
		filsynk_done(&s);
	}
	afsending_done(&a);
	return forsoeg;
}

static void clear(struct falsk *f)
{
	for (int i = 0; i < 8; i++)
		buf_done(&f->stykker[i]);
}

Test(filsynk, brings_a_file_over_piece_by_piece_through_cuts)
{
	const size_t n = 2 * FIL_STYKKE + 1000;
	struct journal *a = laptop(), *b = laptop();
	struct falsk f = {.klip = 2};
	struct err e = {0, ""};
	char navn[65], *p = content(n), *q;
	uint8_t hash[32];
	size_t m;
	letter(a, p, n, true, navn);
	cr_assert_gt(all(a, &f, true), 1);
	cr_assert_eq(f.n, 3);
	letter(b, p, n, false, navn);
	known_at_centre(b);
	cr_assert_gt(all(b, &f, false), 1);
	krypto_sha256(hash, p, n);
	cr_assert_eq(fil_hent(journal_db(b), hash, &q, &m, &e), 0, "%s", e.tekst);
	cr_assert_eq(m, n);
	cr_assert_eq(memcmp(p, q, n), 0);
	free(p);
	free(q);
	clear(&f);
	done(a);
	done(b);
}

Test(filsynk, does_not_ask_again_for_what_the_centre_does_not_have)
{
	struct journal *j = laptop();
	struct falsk f = {.findes_ikke = true, .klip = 1000};
	char navn[65];
	letter(j, "x", 1, false, navn);
	known_at_centre(j);
	cr_assert_eq(all(j, &f, false), 1);
	cr_assert_eq(f.kald, 1);
	cr_assert_eq(all(j, &f, false), 1);
	cr_assert_eq(f.kald, 1);
	done(j);
}

Test(filsynk, keeps_nothing_of_a_file_that_is_another)
{
	struct journal *j = laptop();
	struct err e = {0, ""};
	uint8_t hash[32] = {1};
	int64_t naeste;
	struct filstykke s = {hash, 4, 0, "abcd", 4};
	cr_assert_eq(filstykke_gem(journal_db(j), &s, &e), ERR_SKADET);
	cr_assert_eq(filstykke_naeste(journal_db(j), hash, &naeste, &e), 0);
	cr_assert_eq(naeste, 0);
	s.n = 3;
	cr_assert_eq(filstykke_gem(journal_db(j), &s, &e), ERR_SKADET);
	s = (struct filstykke){hash, 4, 1, "abcd", 4};
	cr_assert_eq(filstykke_gem(journal_db(j), &s, &e), ERR_SKADET);
	done(j);
}

Test(filsynk, lets_an_erased_file_go_unless_another_case_names_it)
{
	struct journal *j = laptop();
	struct err e = {0, ""};
	struct filnavn f = {.sag = SAG};
	char navn[65], *q;
	size_t m;
	letter(j, "brev", 4, true, navn);
	krypto_sha256(f.hash, "brev", 4);
	const struct aendring a = {{{8}}, {{10}}, "breve.hash", navn};
	cr_assert_eq(journal_skriv(j, &a, 1, &e), 0);
	cr_assert_eq(filstykke_slet(journal_db(j), &f, &e), 0);
	cr_assert_eq(fil_hent(journal_db(j), f.hash, &q, &m, &e), 0);
	free(q);
	cr_assert_eq(db_exec(journal_db(j), "UPDATE journal SET vaerdi = NULL WHERE sag <> x'07' || zeroblob(15)",
			     &e), 0);
	cr_assert_eq(filstykke_slet(journal_db(j), &f, &e), 0);
	cr_assert_eq(fil_hent(journal_db(j), f.hash, &q, &m, &e), ERR_FINDES_IKKE);
	done(j);
}
