#include "core/journal/omnummer.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/mem.h"
#include "core/base/vec.h"
#include "core/io/db.h"
#include "core/journal/genskab.h"
#include "core/journal/journal.h"
#include "core/journal/modtag.h"
#include "core/journal/modtagpost.h"
#include "core/journal/udled.h"

struct nye {                          /* old number to new one */
	struct uuid gammel;
	int64_t fra, antal, *nr;
};

static int64_t new_number(const struct nye *n, const struct post_ref *r)
{
	bool her = uuid_ens(&r->enhed, &n->gammel) && r->nr >= n->fra && r->nr < n->fra + n->antal;
	return her ? n->nr[r->nr - n->fra] : 0;
}

static void follow(struct post *p, const struct nye *n, const struct uuid *enhed)
{
	struct post_ref *r = mem_alloc((p->n_afloeser + 1) * sizeof *r);
	for (size_t k = 0; k < p->n_afloeser; k++) {
		int64_t nr = new_number(n, &p->afloeser[k]);
		r[k] = nr ? (struct post_ref){*enhed, nr} : p->afloeser[k];
	}
	struct buf b = BUF_TOM;
	post_ref_skriv(&b, r, p->n_afloeser);   /* sorts them */
	buf_done(&b);
	void *foer;
	memcpy(&foer, &p->afloeser, sizeof foer);
	free(foer);
	p->afloeser = r;
}

static struct nye numbered(const struct vec *v, int64_t nr)
{
	struct nye n = {.gammel = VEC_NR(struct post, v, 0)->enhed, .fra = INT64_MAX};
	int64_t sidst = 0;
	for (size_t i = 0; i < v->n; i++) {
		const struct post *p = VEC_NR(struct post, v, i);
		n.fra = p->nr < n.fra ? p->nr : n.fra;
		sidst = p->nr > sidst ? p->nr : sidst;
	}
	n.antal = sidst - n.fra + 1;
	n.nr = mem_nul((size_t)n.antal, sizeof *n.nr);
	for (size_t i = 0; i < v->n; i++)
		n.nr[VEC_NR(struct post, v, i)->nr - n.fra] = ++nr;
	return n;
}

static void renumber(struct vec *v, const struct omnummer *til)
{
	struct nye n = numbered(v, til->nr);
	int64_t forrige = 0, gruppe = 0;
	for (size_t i = 0; i < v->n; i++) {
		struct post *p = VEC_NR(struct post, v, i);
		int64_t nr = til->nr + 1 + (int64_t)i;
		follow(p, &n, &til->enhed);
		gruppe = i > 0 && p->gruppe == forrige ? gruppe : nr;
		forrige = p->gruppe;
		p->enhed = til->enhed;
		p->nr = nr;
		p->gruppe = gruppe;
	}
	free(n.nr);
}

static int take_out(struct db *db, const struct vec *v, struct err *e)
{
	int kode = 0;
	for (size_t i = 0; kode == 0 && i < v->n; i++) {
		const struct post *p = VEC_NR(struct post, v, i);
		struct stmt *s = db_stmt(db, "DELETE FROM journal WHERE enhed = :enhed AND nr = :nr "
					     "AND lbnr IS NULL AND udenfor = 0", e);
		stmt_blob(s, ":enhed", p->enhed.b, sizeof p->enhed.b);
		stmt_tal(s, ":nr", p->nr);
		kode = stmt_koer(s, e);
	}
	return kode;
}

static void touch(struct vec *sager, const struct uuid *sag)
{
	for (size_t i = sager->n; i-- > 0;)
		if (uuid_ens(VEC_NR(struct uuid, sager, i), sag))
			return;
	*(struct uuid *)vec_ny(sager) = *sag;
}

static int put_in(struct journal *j, const struct vec *v, const struct omnummer *til, struct vec *sager,
		  struct err *e)
{
	struct modtag_post m = {.blanket = false};
	int kode = 0;
	memcpy(m.forrige, til->forrige, sizeof m.forrige);
	for (size_t i = 0; kode == 0 && i < v->n; i++) {
		struct post *p = VEC_NR(struct post, v, i);
		post_hash(p->hash, m.forrige, p);
		m.post = *p;
		kode = modtagpost_skriv(j, &m, i == 0 && til->nr ? til->forrige : NULL, 0, e);
		memcpy(m.forrige, p->hash, sizeof p->hash);
		touch(sager, &p->sag);
	}
	return kode;
}

int omnummer(struct journal *j, struct vec *v, const struct omnummer *til, struct err *e)
{
	struct db *db = journal_db(j);
	struct vec sager = VEC_AF(struct uuid);
	if (v->n == 0)
		return 0;
	int kode = take_out(db, v, e);
	renumber(v, til);
	if (kode == 0)
		kode = put_in(j, v, til, &sager, e);
	struct udled *u = udled_ny(db);
	for (size_t i = 0; kode == 0 && i < sager.n; i++)
		kode = genskab_om(db, u, VEC_NR(struct uuid, &sager, i), e);
	udled_free(u);
	vec_done(&sager);
	/* Undo counts in acts that have other numbers now. */
	return kode < 0 ? kode : db_exec(db, "DELETE FROM fortrydelse", e);
}
