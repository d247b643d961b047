#include "core/journal/modtagpost.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/base/sprog.h"
#include "core/base/vec.h"
#include "core/io/db.h"
#include "core/journal/journal.h"
#include "core/journal/modtag.h"
#include "core/journal/postkolonner.h"

static void bind_key(struct stmt *s, const struct uuid *enhed, int64_t nr)
{
	stmt_blob(s, ":enhed", enhed->b, sizeof enhed->b);
	stmt_tal(s, ":nr", nr);
}

static int stamp(struct journal *j, const struct post *p, struct err *e)
{
	struct stmt *s = db_stmt(journal_db(j), "UPDATE journal SET lbnr = :lbnr, sagsnr = :sagsnr "
						"WHERE enhed = :enhed AND nr = :nr", e);
	bind_key(s, &p->enhed, p->nr);
	stmt_tal(s, ":lbnr", p->lbnr);
	stmt_tal(s, ":sagsnr", p->sagsnr);
	int kode = stmt_koer(s, e);
	if (kode < 0)
		return kode;
	s = db_stmt(journal_db(j), "UPDATE sag SET usendt = usendt - 1 WHERE id = :sag", e);
	stmt_blob(s, ":sag", p->sag.b, sizeof p->sag.b);
	return stmt_koer(s, e);
}

/* Not here, though this device should have made it: its past is another. */
static int own_unknown(struct journal *j, const struct post *p, struct err *e)
{
	int64_t nr;
	uint8_t hash[32];
	if (!uuid_ens(&p->enhed, journal_enhed(j)))
		return 0;
	int kode = journal_sidste(j, &nr, hash, e);
	if (kode < 0 || p->nr <= nr)
		return kode;
	return err_set(e, MODTAG_FORK, _("kommunen har poster fra denne computer, som ikke er her: "
					 "sagsfilen er en kopi eller en ældre sikkerhedskopi"));
}

int modtagpost_findes(struct journal *j, const struct modtag_post *mp, struct err *e)
{
	const struct post *p = &mp->post;
	struct stmt *s = db_stmt(journal_db(j), "SELECT hash, lbnr, sagsnr, udenfor FROM journal "
						"WHERE enhed = :enhed AND nr = :nr", e);
	bind_key(s, &p->enhed, p->nr);
	int r = stmt_step(s, e);
	if (r <= 0) {
		stmt_reset(s);
		return r < 0 ? r : own_unknown(j, p, e);
	}
	size_t n;
	const void *hash = stmt_kol_blob(s, 0, &n);
	bool ens = n == 32 && memcmp(hash, p->hash, n) == 0, ny = stmt_er_nul(s, 1);
	bool samme = ny || (stmt_kol_tal(s, 1) == p->lbnr && stmt_kol_tal(s, 2) == p->sagsnr);
	bool afvist = stmt_kol_tal(s, 3) == 1;
	stmt_reset(s);
	if (!ens && uuid_ens(&p->enhed, journal_enhed(j)))
		return err_set(e, MODTAG_FORK, _("kommunen har andre poster fra denne computer: "
						 "sagsfilen er en kopi eller en ældre sikkerhedskopi"));
	if (!ens || !samme || afvist)
		return err_set(e, ERR_SKADET, _("centralen: en post er en anden, end den var"));
	int kode = ny ? stamp(j, p, e) : 0;
	return kode < 0 ? kode : 1;
}

/* The chain against what is here of the same device: the one before and the one after. */
static int neighbours(struct journal *j, const struct modtag_post *mp, struct err *e)
{
	const struct post *p = &mp->post;
	struct stmt *s = db_stmt(journal_db(j),
		"SELECT (SELECT hash FROM journal WHERE enhed = :enhed AND nr = :nr - 1), "
		"(SELECT forrige FROM journal WHERE enhed = :enhed AND nr = :nr + 1)", e);
	bind_key(s, &p->enhed, p->nr);
	int r = stmt_step(s, e);
	bool ens = true;
	for (int i = 0; r > 0 && i < 2; i++) {
		size_t n;
		const void *h = stmt_kol_blob(s, i, &n);
		if (n == 32)
			ens = ens && memcmp(h, i ? p->hash : mp->forrige, n) == 0;
	}
	stmt_reset(s);
	if (r < 0)
		return r;
	return ens ? 0 : err_set(e, ERR_SKADET, _("centralen: en computers kæde holder ikke"));
}

static bool holds(const struct modtag_post *mp)
{
	const struct post *p = &mp->post;
	static const uint8_t nul[32];
	uint8_t h[32];
	if (p->nr < 1 || p->gruppe < 1 || p->gruppe > p->nr || !*p->felt ||
	    (p->nr == 1 && memcmp(mp->forrige, nul, sizeof nul) != 0))
		return false;
	for (size_t i = 1; i < p->n_afloeser; i++)
		if (post_ref_orden(&p->afloeser[i - 1], &p->afloeser[i]) >= 0)
			return false;
	post_vhash(h, p->salt, p->vaerdi);
	if (!mp->blanket && memcmp(h, p->vhash, sizeof h) != 0)
		return false;
	post_hash(h, mp->forrige, p);
	return memcmp(h, p->hash, sizeof h) == 0;
}

int modtagpost_skriv(struct journal *j, const struct modtag_post *mp, const uint8_t *forrige,
		     int udenfor, struct err *e)
{
	const struct post *p = &mp->post;
	struct stmt *s = db_stmt(journal_db(j),
		"INSERT INTO journal (enhed, nr, gruppe, tid, bruger, sag, objekt, felt, vaerdi, "
		"salt, vhash, afloeser, skema, hash, lbnr, sagsnr, forrige, udenfor) VALUES (:enhed, "
		":nr, :gruppe, :tid, :bruger, :sag, :objekt, :felt, :vaerdi, :salt, :vhash, "
		":afloeser, :skema, :hash, iif(:lbnr < 0, NULL, :lbnr), "
		"iif(:lbnr < 0, NULL, :sagsnr), :forrige, :udenfor)", e);
	struct buf refs = BUF_TOM;
	struct post_ref *r = mem_alloc((p->n_afloeser + 1) * sizeof *r);
	if (p->n_afloeser)
		memcpy(r, p->afloeser, p->n_afloeser * sizeof *r);
	post_ref_skriv(&refs, r, p->n_afloeser);
	postkolonner_bind(s, p, &refs);
	if (mp->blanket) {
		stmt_nul(s, ":vaerdi");
		stmt_nul(s, ":salt");
	}
	stmt_tal(s, ":lbnr", p->lbnr);
	stmt_tal(s, ":sagsnr", p->sagsnr);
	if (forrige)
		stmt_blob(s, ":forrige", forrige, 32);
	else
		stmt_nul(s, ":forrige");
	stmt_tal(s, ":udenfor", udenfor);
	free(r);
	int kode = stmt_koer(s, e);
	buf_done(&refs);
	return kode;
}

int modtagpost_ind(struct journal *j, const struct modtag_post *p, struct err *e)
{
	if (!holds(p))
		return err_set(e, ERR_SKADET, _("centralen: en post svarer ikke til sin hash"));
	int kode = neighbours(j, p, e);
	if (kode < 0)
		return kode;
	return modtagpost_skriv(j, p, p->forrige, p->post.skema > journal_version(j) ? 2 : 0, e);
}

int modtagpost_blank(struct journal *j, const struct modtag_sletning *sl, struct vec *roerte,
		     struct err *e)
{
	struct stmt *s = db_stmt(journal_db(j), "UPDATE journal SET vaerdi = NULL, salt = NULL "
		"WHERE enhed = :enhed AND nr = :nr AND salt IS NOT NULL RETURNING sag", e);
	bind_key(s, &sl->post.enhed, sl->post.nr);
	int r = stmt_step(s, e);
	if (r > 0) {
		size_t n;
		const void *id = stmt_kol_blob(s, 0, &n);
		struct roert *ny = vec_ny(roerte);
		ny->om = true;
		if (n == sizeof ny->sag.b)
			memcpy(ny->sag.b, id, n);
		r = stmt_step(s, e);
	}
	stmt_reset(s);
	return r < 0 ? r : 0;
}
