#include "core/journal/journal.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/base/sprog.h"
#include "core/base/tekst.h"
#include "core/base/vec.h"
#include "core/io/db.h"
#include "core/io/krypto.h"
#include "core/journal/fortryd.h"
#include "core/journal/laes.h"
#include "core/journal/postkolonner.h"
#include "core/journal/udled.h"
#include "core/journal/ur.h"

struct journal {
	struct db *db;
	struct journal_valg valg;
	char *bruger;
	int64_t skema;
	struct udled *udled;
	bool kendt;                   /* the last entry of this device is known: */
	uint64_t tilbagerullet;       /* … as long as nothing went back since */
	int64_t nr, tid;
	uint8_t hash[32];
};

struct journal *journal_ny(struct db *db, const struct journal_valg *v)
{
	struct journal *j = mem_nul(1, sizeof *j);
	j->db = db;
	j->valg = *v;
	j->bruger = mem_tekst(v->bruger && *v->bruger ? v->bruger : "?");
	j->valg.bruger = j->bruger;
	j->skema = 1;
	j->udled = udled_ny(db);
	return j;
}

void journal_free(struct journal *j)
{
	if (!j)
		return;
	udled_free(j->udled);
	free(j->bruger);
	free(j);
}

void journal_skema(struct journal *j, int64_t version)
{
	j->skema = version;
}

struct db *journal_db(struct journal *j)
{
	return j->db;
}

const struct uuid *journal_enhed(const struct journal *j)
{
	return &j->valg.enhed;
}

const char *journal_bruger(const struct journal *j)
{
	return j->bruger;
}

int64_t journal_version(const struct journal *j)
{
	return j->skema;
}

void journal_glem(struct journal *j, const struct uuid *enhed)
{
	if (enhed)
		j->valg.enhed = *enhed;
	j->kendt = false;
}

/* Number, clock and hash of the device's last entry, where they are not known. */
static int catch_up(struct journal *j, struct err *e)
{
	if (j->kendt && j->tilbagerullet == db_tilbagerullet(j->db))
		return 0;
	udled_glem(j->udled);
	j->nr = j->tid = 0;
	memset(j->hash, 0, sizeof j->hash);
	struct stmt *s = db_stmt(j->db, "SELECT nr, tid, hash FROM (SELECT * FROM (SELECT nr, tid, hash "
		"FROM journal WHERE enhed = :enhed ORDER BY nr DESC LIMIT 1) "
		"UNION ALL SELECT nr, tid, hash FROM enhedshoved WHERE enhed = :enhed) "
		"ORDER BY nr DESC LIMIT 1", e);
	stmt_blob(s, ":enhed", j->valg.enhed.b, sizeof j->valg.enhed.b);
	int r = stmt_step(s, e);
	if (r > 0) {
		size_t n;
		j->nr = stmt_kol_tal(s, 0);
		j->tid = stmt_kol_tal(s, 1);
		const void *hash = stmt_kol_blob(s, 2, &n);
		if (n == sizeof j->hash)
			memcpy(j->hash, hash, n);
	}
	stmt_reset(s);
	if (r < 0)
		return r;
	j->kendt = true;
	j->tilbagerullet = db_tilbagerullet(j->db);
	return 0;
}

static int add_refs(struct stmt *s, struct vec *refs, struct err *e)
{
	int r;
	while ((r = stmt_step(s, e)) > 0) {
		struct post_ref *p = vec_ny(refs);
		size_t n;
		const void *enhed = stmt_kol_blob(s, 0, &n);
		if (n == sizeof p->enhed.b)
			memcpy(p->enhed.b, enhed, n);
		p->nr = stmt_kol_tal(s, 1);
	}
	stmt_reset(s);
	return r;
}

/* The heads that a new entry of the field replaces; a removal takes them all. */
static int heads(struct journal *j, const struct aendring *a, const struct feltrad *r,
		 struct vec *refs, struct err *e)
{
	bool fjerner = a->vaerdi && strcmp(a->felt, "slettet") == 0;
	struct stmt *s;
	if (r->objekt < 0)
		return 0;
	if (!fjerner && r->flere == 0) {
		if (r->findes)
			*(struct post_ref *)vec_ny(refs) = r->vist;
		return 0;
	}
	s = fjerner ? db_stmt(j->db, "SELECT enhed, nr FROM hoved WHERE sag = :sag "
				     "AND objekt = :objekt", e)
		    : db_stmt(j->db, "SELECT enhed, nr FROM hoved WHERE sag = :sag "
				     "AND objekt = :objekt AND felt = :felt", e);
	stmt_tal(s, ":sag", r->sag);
	stmt_tal(s, ":objekt", r->objekt);
	if (!fjerner)
		stmt_tekst(s, ":felt", a->felt);
	return add_refs(s, refs, e);
}

static int insert(struct journal *j, const struct post *p, const struct buf *afloeser,
		  struct err *e)
{
	struct stmt *s = db_stmt(j->db,
		"INSERT INTO journal (enhed, nr, gruppe, tid, bruger, sag, objekt, felt, vaerdi, "
		"salt, vhash, afloeser, skema, hash, forrige) VALUES (:enhed, :nr, :gruppe, :tid, "
		":bruger, :sag, :objekt, :felt, :vaerdi, :salt, :vhash, :afloeser, :skema, :hash, "
		"(SELECT hash FROM enhedshoved WHERE enhed = :enhed AND nr = :nr - 1))", e);
	postkolonner_bind(s, p, afloeser);
	return stmt_koer(s, e);
}

/* Makes the entry of one change and puts it in. */
static int append(struct journal *j, const struct aendring *a, const struct feltrad *r,
		  int64_t gruppe, struct err *e)
{
	struct vec refs = VEC_AF(struct post_ref);
	struct buf afloeser = BUF_TOM;
	int kode = heads(j, a, r, &refs, e);
	if (kode < 0)
		goto out;
	post_ref_skriv(&afloeser, refs.data, refs.n);
	struct post p = {
		.enhed = j->valg.enhed, .nr = j->nr + 1, .gruppe = gruppe,
		.tid = ur_naeste(j->tid, j->valg.ur(j->valg.ur_arg)), .bruger = j->bruger,
		.sag = a->sag, .objekt = a->objekt, .felt = a->felt, .vaerdi = a->vaerdi,
		.afloeser = refs.data, .n_afloeser = refs.n, .skema = j->skema,
		.lbnr = -1, .sagsnr = -1,
	};
	krypto_tilfaeldig(p.salt, sizeof p.salt);
	post_vhash(p.vhash, p.salt, p.vaerdi);
	post_hash(p.hash, j->hash, &p);
	kode = insert(j, &p, &afloeser, e);
	if (kode == 0)
		kode = udled_anvend(j->udled, &p, r, e);
	if (kode < 0)
		goto out;
	j->nr = p.nr;
	j->tid = p.tid;
	memcpy(j->hash, p.hash, sizeof j->hash);
out:
	buf_done(&afloeser);
	vec_done(&refs);
	return kode;
}

static int check(const struct aendring *a, struct err *e)
{
	if (!a->felt || !*a->felt || !tekst_gyldig(a->felt, strlen(a->felt)))
		return err_set(e, ERR_UGYLDIG, _("ændringen har intet felt"));
	if (a->vaerdi && !tekst_gyldig(a->vaerdi, strlen(a->vaerdi)))
		return err_set(e, ERR_UGYLDIG, _("%s: teksten er ikke gyldig UTF-8"), a->felt);
	return 0;
}

static bool same(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : a == b;
}

/* Does the value stand already, alone? A removal that somebody else's edit
 * stands against can be said again. */
static bool stands(const struct feltrad *r, const char *vaerdi)
{
	if (r->flere > 0 || r->strid)
		return false;
	return same(r->vaerdi, vaerdi);
}

static int write_one(struct journal *j, const struct aendring *a, int64_t gruppe, struct err *e)
{
	struct aendring ny = *a;
	if (ny.vaerdi && !*ny.vaerdi)
		ny.vaerdi = NULL;
	int kode = check(&ny, e);
	if (kode < 0)
		return kode;
	struct feltrad r;
	kode = udled_find(j->udled, &ny.sag, &ny.objekt, ny.felt, &r, e);
	if (r.strid && strcmp(ny.felt, "slettet") != 0)
		r.strid = false;
	if (kode == 0 && !stands(&r, ny.vaerdi))
		kode = append(j, &ny, &r, gruppe, e);
	feltrad_done(&r);
	return kode;
}

/* What was written is read back through every table it went into. */
static int read_back(struct journal *j, int64_t gruppe, const uint8_t foer[32], struct err *e)
{
	struct stmt *s = db_stmt(j->db, "SELECT " LAES_KOLONNER ", f.vaerdi, f.nr FROM journal j "
		"JOIN sag s ON s.id = j.sag "
		"JOIN objekt o ON o.sag = s.nr AND o.id = j.objekt "
		"JOIN felt f ON f.sag = s.nr AND f.objekt = o.orden AND f.felt = j.felt "
		"WHERE j.enhed = :enhed AND j.nr >= :gruppe ORDER BY j.nr", e);
	stmt_blob(s, ":enhed", j->valg.enhed.b, sizeof j->valg.enhed.b);
	stmt_tal(s, ":gruppe", gruppe);
	uint8_t hash[32];
	memcpy(hash, foer, sizeof hash);
	struct laest l = LAES_TOM;
	int64_t nr = gruppe;
	bool ens = true;
	int r;
	while (ens && (r = stmt_step(s, e)) > 0) {
		ens = laes_post(&l, s) && l.post.nr == nr++ && laes_holder(&l, hash);
		memcpy(hash, l.post.hash, sizeof hash);
		/* A later entry of the same act may have gone over it. */
		if (ens && stmt_kol_tal(s, LAES_ANTAL + 1) == l.post.nr)
			ens = same(stmt_kol_tekst(s, LAES_ANTAL), l.post.vaerdi);
		else
			ens = ens && stmt_kol_tal(s, LAES_ANTAL + 1) > l.post.nr;
	}
	stmt_reset(s);
	laes_done(&l);
	if (ens && r < 0)
		return r;
	if (!ens || nr != j->nr + 1 || memcmp(hash, j->hash, sizeof hash) != 0)
		return err_set(e, ERR_SKADET, _("det skrevne kan ikke læses igen, som det blev "
						"skrevet; intet er gemt"));
	return 0;
}

int journal_sidste(struct journal *j, int64_t *nr, uint8_t hash[32], struct err *e)
{
	int kode = catch_up(j, e);
	*nr = j->nr;
	memcpy(hash, j->hash, sizeof j->hash);
	return kode;
}

int journal_skriv(struct journal *j, const struct aendring *a, size_t n, struct err *e)
{
	uint8_t foer[32];
	int kode = db_begin(j->db, _("ændringen er ikke gemt"), e);
	if (kode < 0)
		return kode;
	kode = catch_up(j, e);
	memcpy(foer, j->hash, sizeof foer);
	int64_t gruppe = j->nr + 1;
	for (size_t i = 0; kode == 0 && i < n; i++)
		kode = write_one(j, &a[i], gruppe, e);
	if (kode == 0)
		kode = udled_slut(j->udled, e);
	if (kode == 0 && j->nr >= gruppe)
		kode = read_back(j, gruppe, foer, e);
	if (kode == 0)
		return db_commit(j->db, e);
	db_rollback(j->db);
	j->kendt = false;
	return kode;
}

int journal_fortryd(struct journal *j, const struct uuid *sag, int64_t *foer, struct err *e)
{
	struct fortryd f;
	int kode = db_begin(j->db, _("der er intet fortrudt"), e);
	if (kode < 0)
		return kode;
	kode = fortryd_find(&f, j->db, &j->valg.enhed, sag, *foer, e);
	if (kode == 0)
		kode = err_set(e, ERR_FINDES_IKKE, _("der er ikke mere at fortryde"));
	if (kode > 0) {
		kode = catch_up(j, e);
		int64_t gruppe = j->nr + 1;
		if (kode == 0)
			kode = journal_skriv(j, f.aendringer.data, f.aendringer.n, e);
		if (kode == 0)
			kode = fortryd_husk(j->db, gruppe, f.gruppe, e);
		fortryd_done(&f);
	}
	if (kode < 0) {
		db_rollback(j->db);
		return kode;
	}
	kode = db_commit(j->db, e);
	if (kode == 0)
		*foer = f.gruppe;
	return kode;
}

int journal_laes(struct journal *j, const struct uuid *sag, journal_cb *cb, void *arg,
		 struct err *e)
{
	struct stmt *s = db_stmt(j->db, "SELECT " LAES_KOLONNER " FROM journal j "
					"WHERE j.sag = :sag ORDER BY j.tid, j.enhed, j.nr", e);
	stmt_blob(s, ":sag", sag->b, sizeof sag->b);
	struct laest l = LAES_TOM;
	struct buf fra = BUF_TOM;
	int r;
	while ((r = stmt_step(s, e)) > 0) {
		if (!laes_post(&l, s)) {
			r = err_set(e, ERR_SKADET, _("journalen: en post er beskadiget"));
			break;
		}
		buf_ryd(&fra);
		r = laes_forrige(j->db, &l.post, &fra, e);
		if (r >= 0)
			r = cb(arg, &l.post, r ? buf_str(&fra) : NULL);
		if (r != 0)
			break;
	}
	stmt_reset(s);
	buf_done(&fra);
	laes_done(&l);
	return r;
}

int journal_felter(struct journal *j, const struct uuid *sag, journal_felt_cb *cb, void *arg,
		   struct err *e)
{
	struct stmt *s = db_stmt(j->db, "SELECT o.id, f.felt, f.vaerdi FROM sag s "
		"JOIN objekt o ON o.sag = s.nr AND NOT o.slettet "
		"JOIN felt f ON f.sag = s.nr AND f.objekt = o.orden "
		"WHERE s.id = :sag AND f.vaerdi IS NOT NULL AND f.felt <> 'slettet' ORDER BY o.orden, f.felt", e);
	stmt_blob(s, ":sag", sag->b, sizeof sag->b);
	int r;
	while ((r = stmt_step(s, e)) > 0) {
		struct uuid objekt = {{0}};
		size_t n;
		const void *id = stmt_kol_blob(s, 0, &n);
		if (n == sizeof objekt.b)
			memcpy(objekt.b, id, n);
		r = cb(arg, &objekt, stmt_kol_tekst(s, 1), stmt_kol_tekst(s, 2));
		if (r != 0)
			break;
	}
	stmt_reset(s);
	return r;
}

int journal_har_sag(struct journal *j, const struct uuid *sag, struct err *e)
{
	struct stmt *s = db_stmt(journal_db(j), "SELECT 1 FROM sag WHERE id = :id", e);
	stmt_blob(s, ":id", sag->b, sizeof sag->b);
	int r = stmt_step(s, e);
	stmt_reset(s);
	return r;
}
