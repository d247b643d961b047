#include "core/journal/laes.h"

#include <string.h>

#include "core/io/db.h"

static bool take_bytes(struct stmt *s, int kol, void *ud, size_t n)
{
	size_t fundet;
	const void *p = stmt_kol_blob(s, kol, &fundet);
	if (fundet != n)
		return false;
	memcpy(ud, p, n);
	return true;
}

static bool take_refs(struct laest *l, struct stmt *s, int kol)
{
	size_t n;
	const uint8_t *p = stmt_kol_blob(s, kol, &n);
	l->refs.n = 0;
	for (size_t i = 0; i + POST_REF <= n; i += POST_REF)
		*(struct post_ref *)vec_ny(&l->refs) = post_ref_laes(p + i);
	l->post.afloeser = l->refs.data;
	l->post.n_afloeser = l->refs.n;
	return n % POST_REF == 0;
}

static int64_t number_or_none(struct stmt *s, int kol)
{
	return stmt_er_nul(s, kol) ? -1 : stmt_kol_tal(s, kol);
}

bool laes_post(struct laest *l, struct stmt *s)
{
	struct post *p = &l->post;
	l->blanket = stmt_er_nul(s, 9);
	p->nr = stmt_kol_tal(s, 1);
	p->gruppe = stmt_kol_tal(s, 2);
	p->tid = stmt_kol_tal(s, 3);
	p->bruger = stmt_kol_tekst(s, 4);
	p->felt = stmt_kol_tekst(s, 7);
	p->vaerdi = stmt_kol_tekst(s, 8);
	p->skema = stmt_kol_tal(s, 12);
	p->lbnr = number_or_none(s, 14);
	p->sagsnr = number_or_none(s, 15);
	l->har_forrige = !stmt_er_nul(s, 16);
	return take_bytes(s, 0, p->enhed.b, sizeof p->enhed.b) &&
	       take_bytes(s, 5, p->sag.b, sizeof p->sag.b) &&
	       take_bytes(s, 6, p->objekt.b, sizeof p->objekt.b) &&
	       (l->blanket || take_bytes(s, 9, p->salt, sizeof p->salt)) &&
	       take_bytes(s, 10, p->vhash, sizeof p->vhash) && take_refs(l, s, 11) &&
	       take_bytes(s, 13, p->hash, sizeof p->hash) && p->bruger && p->felt &&
	       (!l->har_forrige || take_bytes(s, 16, l->forrige, sizeof l->forrige));
}

void laes_done(struct laest *l)
{
	vec_done(&l->refs);
}

bool laes_holder(const struct laest *l, const uint8_t forrige[32])
{
	uint8_t h[32];
	if (!l->blanket) {
		post_vhash(h, l->post.salt, l->post.vaerdi);
		if (memcmp(h, l->post.vhash, sizeof h) != 0)
			return false;
	}
	post_hash(h, forrige, &l->post);
	return memcmp(h, l->post.hash, sizeof h) == 0;
}

static bool same(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : a == b;
}

int laes_forrige(struct db *db, const struct post *p, struct buf *ud, struct err *e)
{
	int64_t tidligst = INT64_MAX;
	bool anden = false;
	int fundet = 0, r = 0;
	for (size_t i = 0; i < p->n_afloeser && r >= 0; i++) {
		struct stmt *s = db_stmt(db, "SELECT tid, vaerdi FROM journal WHERE enhed = :enhed "
					     "AND nr = :nr AND felt = :felt AND objekt = :objekt", e);
		stmt_blob(s, ":enhed", p->afloeser[i].enhed.b, sizeof p->enhed.b);
		stmt_tal(s, ":nr", p->afloeser[i].nr);
		stmt_tekst(s, ":felt", p->felt);
		stmt_blob(s, ":objekt", p->objekt.b, sizeof p->objekt.b);
		r = stmt_step(s, e);
		bool en_anden = r > 0 && !same(stmt_kol_tekst(s, 1), p->vaerdi);
		if (r > 0 && (en_anden > anden ||
			      (en_anden == anden && stmt_kol_tal(s, 0) < tidligst))) {
			anden = en_anden;
			tidligst = stmt_kol_tal(s, 0);
			buf_ryd(ud);
			fundet = !stmt_er_nul(s, 1);
			if (fundet)
				buf_tekst(ud, stmt_kol_tekst(s, 1));
		}
		stmt_reset(s);
	}
	return r < 0 ? r : fundet;
}
