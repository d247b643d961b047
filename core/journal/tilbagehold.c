#include "core/journal/tilbagehold.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "core/base/err.h"
#include "core/base/sprog.h"
#include "core/base/vec.h"
#include "core/io/db.h"
#include "core/journal/afsend.h"
#include "core/journal/journal.h"
#include "core/journal/omnummer.h"

/* Cases with something unsent whose value as shown is another kommune. */
static int foreign(struct db *db, const char *kommune, struct vec *sager, struct tilbagehold *ud,
		   struct err *e)
{
	struct stmt *s = db_stmt(db, "SELECT DISTINCT s.id, f.vaerdi FROM journal j JOIN sag s ON s.id = j.sag "
		"JOIN felt f ON f.sag = s.nr AND f.objekt = 0 AND f.felt = 'sag.kommune' "
		"WHERE j.lbnr IS NULL AND j.udenfor = 0 AND f.vaerdi <> :kode", e);
	int r;
	stmt_tekst(s, ":kode", kommune);
	while ((r = stmt_step(s, e)) > 0) {
		size_t n;
		const void *id = stmt_kol_blob(s, 0, &n);
		struct uuid *u = vec_ny(sager);
		if (n == sizeof u->b)
			memcpy(u->b, id, n);
		ud->sag = *u;
		snprintf(ud->kommune, sizeof ud->kommune, "%s", stmt_kol_tekst(s, 1));
	}
	stmt_reset(s);
	ud->sager = sager->n;
	return r;
}

/* Does anything unsent say another kommune at all? */
static int any_foreign(struct db *db, const char *kommune, struct err *e)
{
	struct stmt *s = db_stmt(db, "SELECT 1 FROM journal WHERE lbnr IS NULL AND udenfor = 0 "
				     "AND felt = 'sag.kommune' AND vaerdi <> :kode LIMIT 1", e);
	stmt_tekst(s, ":kode", kommune);
	int r = stmt_step(s, e);
	stmt_reset(s);
	return r;
}

static bool same_entry(struct db *db, const struct uuid *enhed, const struct tilbagehold_efter *efter)
{
	struct stmt *s = db_stmt(db, "SELECT hash FROM journal WHERE enhed = :enhed AND nr = :nr UNION ALL "
				     "SELECT hash FROM enhedshoved WHERE enhed = :enhed AND nr = :nr", NULL);
	stmt_blob(s, ":enhed", enhed->b, sizeof enhed->b);
	stmt_tal(s, ":nr", efter->nr);
	size_t n = 0;
	const void *h = stmt_step(s, NULL) > 0 ? stmt_kol_blob(s, 0, &n) : NULL;
	bool ens = efter->nr == 0 || (h && n == 32 && memcmp(h, efter->hash, n) == 0);
	stmt_reset(s);
	return ens;
}

static bool holds(const struct vec *sager, const struct uuid *sag)
{
	for (size_t i = 0; i < sager->n; i++)
		if (uuid_ens(VEC_NR(struct uuid, sager, i), sag))
			return true;
	return false;
}

struct plads {
	struct post post;
	bool holdt;                   /* its act stays here */
	bool eget;                    /* goes as an act of its own, before the rest of its act */
};

static bool says_other(const struct post *p, const char *kommune)
{
	return strcmp(p->felt, "sag.kommune") == 0 && p->vaerdi && strcmp(p->vaerdi, kommune) != 0;
}

static void mark(struct vec *ud, const struct vec *poster, const struct vec *sager, const char *kommune)
{
	for (size_t i = 0; i < poster->n; i++) {
		struct plads *p = vec_ny(ud);
		p->post = *VEC_NR(struct post, poster, i);
		p->holdt = holds(sager, &p->post.sag);
	}
	for (size_t i = 0, k; i < ud->n; i = k) {       /* an act is held back whole */
		bool holdt = false;
		int64_t gruppe = VEC_NR(struct plads, ud, i)->post.gruppe;
		for (k = i; k < ud->n && VEC_NR(struct plads, ud, k)->post.gruppe == gruppe; k++)
			holdt |= VEC_NR(struct plads, ud, k)->holdt;
		for (size_t n = i; n < k; n++) {
			struct plads *p = VEC_NR(struct plads, ud, n);
			p->holdt = holdt;
			p->eget = !holdt && k - i > 1 && says_other(&p->post, kommune);
		}
	}
}

static void give(struct vec *poster, size_t *n, const struct plads *p)
{
	struct post *q = VEC_NR(struct post, poster, (*n)++);
	*q = p->post;
	if (p->eget)
		q->gruppe = -q->nr;
}

/* In the new order: what may go first. How many that are. */
static size_t arrange(struct vec *poster, const struct vec *alle)
{
	size_t n = 0;
	for (size_t i = 0, k; i < alle->n; i = k) {
		const struct plads *p = VEC_NR(struct plads, alle, i);
		for (k = i; k < alle->n && VEC_NR(struct plads, alle, k)->post.gruppe == p->post.gruppe; k++)
			if (VEC_NR(struct plads, alle, k)->eget)
				give(poster, &n, VEC_NR(struct plads, alle, k));
		for (size_t m = i; !p->holdt && m < k; m++)
			if (!VEC_NR(struct plads, alle, m)->eget)
				give(poster, &n, VEC_NR(struct plads, alle, m));
	}
	size_t sendes = n;
	for (size_t i = 0; i < alle->n; i++)
		if (VEC_NR(struct plads, alle, i)->holdt)
			give(poster, &n, VEC_NR(struct plads, alle, i));
	return sendes;
}

static bool in_order(const struct vec *poster)
{
	for (size_t i = 0; i < poster->n; i++) {
		const struct post *p = VEC_NR(struct post, poster, i);
		if (p->gruppe < 0 || (i > 0 && p->nr < VEC_NR(struct post, poster, i - 1)->nr))
			return false;
	}
	return true;
}

static int arrange_unsent(struct journal *j, const char *kommune, const struct tilbagehold_efter *efter,
			  struct tilbagehold *ud, struct err *e)
{
	struct vec sager = VEC_AF(struct uuid), alle = VEC_AF(struct plads);
	struct afsending a = AFSENDING;
	struct omnummer til = {.enhed = *journal_enhed(j), .nr = efter->nr};
	memcpy(til.forrige, efter->hash, sizeof til.forrige);
	int kode = foreign(journal_db(j), kommune, &sager, ud, e);
	if (kode == 0)
		kode = afsend_efter(j, efter->nr, &a, e);
	if (kode == 0) {
		mark(&alle, &a.poster, &sager, kommune);
		size_t sendes = arrange(&a.poster, &alle);
		ud->til = efter->nr + (int64_t)sendes;
		if (!in_order(&a.poster))
			kode = omnummer(j, &a.poster, &til, e);
	}
	afsending_done(&a);
	vec_done(&sager);
	vec_done(&alle);
	return kode;
}

int tilbagehold(struct journal *j, const char *kommune, const struct tilbagehold_efter *efter,
		struct tilbagehold *ud, struct err *e)
{
	struct db *db = journal_db(j);
	*ud = (struct tilbagehold){.til = INT64_MAX};
	int kode = any_foreign(db, kommune, e);
	if (kode <= 0 || !same_entry(db, journal_enhed(j), efter))
		return kode < 0 ? kode : 0;
	kode = db_begin(db, _("det usendte er ikke ordnet"), e);
	if (kode < 0)
		return kode;
	kode = arrange_unsent(j, kommune, efter, ud, e);
	if (kode < 0)
		db_rollback(db);
	else
		kode = db_commit(db, e);
	journal_glem(j, NULL);
	return kode;
}
