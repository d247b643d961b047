#include "core/journal/afsend.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/base/sprog.h"
#include "core/io/db.h"
#include "core/journal/genskab.h"
#include "core/journal/journal.h"
#include "core/journal/laes.h"
#include "core/journal/lokal.h"
#include "core/journal/modtag.h"
#include "core/journal/modtagpost.h"
#include "core/journal/omnummer.h"
#include "core/journal/sagrens.h"
#include "core/journal/udled.h"

/* Texts that are ours, whatever const says. */
static void free_text(const void *t)
{
	void *p;
	memcpy(&p, &t, sizeof p);
	free(p);
}

static void post_done(struct post *p)
{
	free_text(p->bruger);
	free_text(p->felt);
	free_text(p->vaerdi);
	free_text(p->afloeser);
}

void afsending_done(struct afsending *a)
{
	for (size_t i = 0; i < a->poster.n; i++)
		post_done(VEC_NR(struct post, &a->poster, i));
	vec_done(&a->poster);
	*a = (struct afsending)AFSENDING;
}

static void copy(struct vec *ud, const struct post *p)
{
	struct post *k = vec_ny(ud);
	*k = *p;
	k->bruger = mem_tekst(p->bruger);
	k->felt = mem_tekst(p->felt);
	k->vaerdi = p->vaerdi ? mem_tekst(p->vaerdi) : NULL;
	struct post_ref *r = mem_alloc((p->n_afloeser + 1) * sizeof *r);
	if (p->n_afloeser)
		memcpy(r, p->afloeser, p->n_afloeser * sizeof *r);
	k->afloeser = r;
}

/* Cuts back to whole acts; false when the first act is longer than all of it. */
static bool cut(struct afsending *a, size_t maks)
{
	struct vec *v = &a->poster;
	if (v->n <= maks)
		return true;
	size_t n = v->n;
	int64_t gruppe = VEC_NR(struct post, v, n - 1)->gruppe;
	while (n > 0 && VEC_NR(struct post, v, n - 1)->gruppe == gruppe)
		n--;
	if (n == 0)
		return false;
	while (v->n > n)
		post_done(VEC_NR(struct post, v, --v->n));
	return true;
}

static int read_unsent(struct journal *j, int64_t efter, size_t maks, struct afsending *ud,
		       struct err *e)
{
	struct stmt *s = db_stmt(journal_db(j), "SELECT " LAES_KOLONNER " FROM journal j "
		"WHERE j.enhed = :enhed AND j.nr > :efter AND j.lbnr IS NULL AND j.udenfor = 0 "
		"ORDER BY j.nr LIMIT :maks", e);
	stmt_blob(s, ":enhed", journal_enhed(j)->b, sizeof journal_enhed(j)->b);
	stmt_tal(s, ":efter", efter);
	stmt_tal(s, ":maks", (int64_t)maks);
	struct laest l = LAES_TOM;
	int r;
	while ((r = stmt_step(s, e)) > 0) {
		if (!laes_post(&l, s)) {
			r = err_set(e, ERR_SKADET, _("journalen: en post er beskadiget"));
			break;
		}
		copy(&ud->poster, &l.post);
	}
	stmt_reset(s);
	laes_done(&l);
	return r;
}

/* An act that is longer than fits goes alone: the centre takes no more in a call. */
static void first_act_alone(struct afsending *a)
{
	struct vec *v = &a->poster;
	size_t n = 0;
	while (n < v->n && VEC_NR(struct post, v, n)->gruppe == VEC_NR(struct post, v, 0)->gruppe)
		n++;
	while (v->n > n)
		post_done(VEC_NR(struct post, v, --v->n));
}

/* One more than fits is read, to see whether the last act ends there. */
int afsend_hent(struct journal *j, int64_t efter, size_t maks, struct afsending *ud, struct err *e)
{
	for (size_t n = maks;; n *= 4) {
		afsending_done(ud);
		int kode = read_unsent(j, efter, n + 1, ud, e);
		if (kode < 0)
			return kode;
		if (!cut(ud, n))
			continue;
		if (n > maks)
			first_act_alone(ud);
		return 0;
	}
}

static int known(struct journal *j, const struct afsend_svar *a, struct uuid *sag, bool *nyt,
		 struct err *e)
{
	struct stmt *s = db_stmt(journal_db(j), "SELECT sag, lbnr, sagsnr, udenfor FROM journal "
						"WHERE enhed = :enhed AND nr = :nr", e);
	stmt_blob(s, ":enhed", journal_enhed(j)->b, sizeof journal_enhed(j)->b);
	stmt_tal(s, ":nr", a->nr);
	int r = stmt_step(s, e);
	bool fundet = r > 0, ens = true;
	if (fundet) {
		size_t n;
		const void *id = stmt_kol_blob(s, 0, &n);
		if (n == sizeof sag->b)
			memcpy(sag->b, id, n);
		bool stemplet = !stmt_er_nul(s, 1), afvist = stmt_kol_tal(s, 3) == 1;
		*nyt = !stemplet && !afvist;
		if (stemplet)
			ens = !*a->grund && stmt_kol_tal(s, 1) == a->lbnr && stmt_kol_tal(s, 2) == a->sagsnr;
		else if (afvist)
			ens = *a->grund;
	}
	stmt_reset(s);
	if (r < 0)
		return r;
	return fundet && ens ? 0 : err_set(e, ERR_SKADET, _("centralen: svaret passer ikke til det, "
							     "der blev sendt"));
}

/* 1 stamped, its case in *sag; 0 it is not an entry that waits for an answer. */
static int accept(struct journal *j, const struct afsend_svar *a, struct uuid *sag, struct err *e)
{
	if (a->lbnr < 1 || a->sagsnr < 1)
		return err_set(e, ERR_SKADET, _("centralen: et svar uden nummer"));
	struct stmt *s = db_stmt(journal_db(j), "UPDATE journal SET lbnr = :lbnr, sagsnr = :sagsnr "
		"WHERE enhed = :enhed AND nr = :nr AND lbnr IS NULL AND udenfor <> 1 RETURNING sag", e);
	stmt_blob(s, ":enhed", journal_enhed(j)->b, sizeof journal_enhed(j)->b);
	stmt_tal(s, ":nr", a->nr);
	stmt_tal(s, ":lbnr", a->lbnr);
	stmt_tal(s, ":sagsnr", a->sagsnr);
	int r = stmt_step(s, e);
	bool fundet = r > 0;
	if (fundet) {
		size_t n;
		const void *id = stmt_kol_blob(s, 0, &n);
		if (n == sizeof sag->b)
			memcpy(sag->b, id, n);
		r = stmt_step(s, e);
	}
	stmt_reset(s);
	return r < 0 ? r : fundet;
}

static int refuse(struct journal *j, const struct afsend_svar *a, struct err *e)
{
	static const char *const sql[] = {
		"INSERT INTO afvist (enhed, nr, tid, sag, objekt, felt, vaerdi, grund) "
		"SELECT enhed, nr, tid, sag, objekt, felt, vaerdi, :grund FROM journal "
		"WHERE enhed = :enhed AND nr = :nr",
		"UPDATE journal SET udenfor = 1 WHERE enhed = :enhed AND nr = :nr "
		"AND :grund IS NOT NULL",
	};
	int kode = 0;
	for (int i = 0; kode == 0 && i < 2; i++) {
		struct stmt *s = db_stmt(journal_db(j), sql[i], e);
		stmt_blob(s, ":enhed", journal_enhed(j)->b, sizeof journal_enhed(j)->b);
		stmt_tal(s, ":nr", a->nr);
		stmt_tekst(s, ":grund", a->grund);
		kode = stmt_koer(s, e);
	}
	return kode;
}

static struct roert *find_case(struct vec *roerte, const struct uuid *sag)
{
	for (size_t i = roerte->n; i-- > 0;)
		if (uuid_ens(&VEC_NR(struct roert, roerte, i)->sag, sag))
			return VEC_NR(struct roert, roerte, i);
	struct roert *r = vec_ny(roerte);
	r->sag = *sag;
	return r;
}

/* What was not waiting for an answer has had this one before, or it does not fit. */
static int stamp_one(struct journal *j, const struct afsend_svar *a, struct vec *roerte, struct err *e)
{
	struct uuid sag = {{0}};
	bool nyt = false;
	int kode = *a->grund ? 0 : accept(j, a, &sag, e);
	if (kode > 0)
		find_case(roerte, &sag);
	if (kode != 0)
		return kode < 0 ? kode : 0;
	kode = known(j, a, &sag, &nyt, e);
	if (kode < 0 || !nyt)
		return kode;
	find_case(roerte, &sag)->om = true;
	return refuse(j, a, e);
}

static int stamp_all(struct journal *j, const struct afsend_svar *svar, size_t n,
		     struct vec *roerte, struct err *e)
{
	int kode = 0;
	for (size_t i = 0; kode == 0 && i < n; i++)
		kode = stamp_one(j, &svar[i], roerte, e);
	return kode;
}

/* Accepted entries keep their place in the order; refused ones leave a hole in it. */
static int recount(struct journal *j, const struct vec *roerte, struct err *e)
{
	struct db *db = journal_db(j);
	struct udled *u = udled_ny(db);
	int kode = 0;
	for (size_t i = 0; kode == 0 && i < roerte->n; i++) {
		const struct roert *r = VEC_NR(struct roert, roerte, i);
		if (r->om) {
			kode = genskab_om(db, u, &r->sag, e);
			continue;
		}
		struct stmt *s = db_stmt(db, "UPDATE sag SET usendt = (SELECT count(*) FROM journal "
			"WHERE sag = :sag AND lbnr IS NULL AND udenfor = 0) WHERE id = :sag", e);
		stmt_blob(s, ":sag", r->sag.b, sizeof r->sag.b);
		kode = stmt_koer(s, e);
	}
	udled_free(u);
	return kode;
}

int afsend_svar(struct journal *j, const struct afsend_svar *svar, size_t n, struct err *e)
{
	struct vec roerte = VEC_AF(struct roert);
	int kode = db_begin(journal_db(j), _("svaret er ikke gemt"), e);
	if (kode < 0)
		return kode;
	kode = stamp_all(j, svar, n, &roerte, e);
	if (kode == 0)
		kode = recount(j, &roerte, e);
	if (kode == 0)
		kode = sagrens_mistede(journal_db(j), e);
	vec_done(&roerte);
	journal_glem(j, NULL);
	if (kode == 0)
		return db_commit(journal_db(j), e);
	db_rollback(journal_db(j));
	return kode;
}

int afsend_ny_enhed(struct journal *j, const struct uuid *enhed, struct err *e)
{
	struct afsending a = AFSENDING;
	struct db *db = journal_db(j);
	char tekst[UUID_TEKST];
	int kode = db_begin(db, _("computeren har stadig sit gamle navn"), e);
	if (kode < 0)
		return kode;
	kode = read_unsent(j, 0, INT32_MAX, &a, e);
	if (kode == 0)
		kode = omnummer(j, &a.poster, &(struct omnummer){.enhed = *enhed}, e);
	if (kode == 0)
		kode = lokal_saet(db, "enhed", uuid_skriv(enhed, tekst), e);
	if (kode < 0)
		db_rollback(db);
	else
		kode = db_commit(db, e);
	journal_glem(j, kode < 0 ? NULL : enhed);
	afsending_done(&a);
	return kode;
}

int afsend_efter(struct journal *j, int64_t nr, struct afsending *ud, struct err *e)
{
	afsending_done(ud);
	return read_unsent(j, nr, INT32_MAX, ud, e);
}

void afsending_til(struct afsending *a, int64_t nr)
{
	while (a->poster.n && VEC_NR(struct post, &a->poster, a->poster.n - 1)->nr > nr)
		post_done(VEC_NR(struct post, &a->poster, --a->poster.n));
}
