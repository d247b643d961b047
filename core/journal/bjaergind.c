#include "core/journal/bjaergind.h"

#include <string.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/vec.h"
#include "core/io/db.h"
#include "core/io/raekke.h"
#include "core/journal/fil.h"
#include "core/journal/filstykke.h"
#include "core/journal/laes.h"
#include "core/journal/postkolonner.h"
#include "core/journal/udbakkepost.h"

static const char IND_POST[] =
	"INSERT INTO journal (enhed, nr, gruppe, tid, bruger, sag, objekt, felt, vaerdi, salt, vhash, "
	"afloeser, skema, hash, lbnr, sagsnr, forrige, udenfor) VALUES (:enhed, :nr, :gruppe, :tid, "
	":bruger, :sag, :objekt, :felt, :vaerdi, :salt, :vhash, :afloeser, :skema, :hash, :lbnr, "
	":sagsnr, :forrige, :udenfor) ON CONFLICT DO NOTHING RETURNING 1";

static const char *const KOLONNER[] = {
	":enhed", ":nr", ":gruppe", ":tid", ":bruger", ":sag", ":objekt", ":felt", ":vaerdi", ":salt",
	":vhash", ":afloeser", ":skema", ":hash", ":lbnr", ":sagsnr", ":forrige", ":udenfor",
};

int bjaergind_start(struct db *db, struct err *e)
{
	return db_exec(db, "CREATE TEMP TABLE bjaerg_noegle (enhed BLOB NOT NULL, nr INTEGER NOT NULL, "
			   "sag BLOB NOT NULL, PRIMARY KEY (enhed, nr)) WITHOUT ROWID", e);
}

/* Steps a statement that answers a row when it put one in. */
static int put(struct stmt *s, struct err *e)
{
	int r = stmt_step(s, e), kode = r;
	if (r > 0)
		kode = stmt_koer(s, e);
	stmt_reset(s);
	return kode < 0 ? kode : r > 0;
}

static void bind(struct stmt *s, const char *navn, const struct raekke_vaerdi *v)
{
	if (v->art == RAEKKE_TAL)
		stmt_tal(s, navn, v->tal);
	else if (v->art == RAEKKE_TEKST)
		stmt_tekst_n(s, navn, (const char *)v->p, v->n);
	else if (v->art == RAEKKE_BLOB)
		stmt_blob(s, navn, v->p, v->n);
	else
		stmt_nul(s, navn);
}

static int post(struct db *db, const struct raekke *r, struct err *e)
{
	static const struct raekke_vaerdi FOER[] = {{.art = RAEKKE_NUL}, {.art = RAEKKE_TAL}};
	struct stmt *s = db_stmt(db, IND_POST, e);
	for (int i = 0; i <= BJAERG_UDENFOR; i++)
		bind(s, KOLONNER[i], i < r->n ? &r->v[i] : &FOER[i - BJAERG_FORRIGE]);
	return put(s, e);
}

static int noegle(struct db *db, const struct bjaergnoegle *n, struct err *e)
{
	struct stmt *s = db_stmt(db, "INSERT INTO bjaerg_noegle (enhed, nr, sag) "
				     "VALUES (:enhed, :nr, :sag) ON CONFLICT DO NOTHING", e);
	stmt_blob(s, ":enhed", n->enhed.b, sizeof n->enhed.b);
	stmt_tal(s, ":nr", n->nr);
	stmt_blob(s, ":sag", n->sag.b, sizeof n->sag.b);
	return stmt_koer(s, e);
}

static int stykke(struct db *db, const struct raekke *r, struct err *e)
{
	struct stmt *s = db_stmt(db, "INSERT INTO fil_del (hash, nr, data) VALUES (:hash, :nr, :data) "
				     "ON CONFLICT DO NOTHING", e);
	bind(s, ":hash", &r->v[0]);
	bind(s, ":nr", &r->v[1]);
	bind(s, ":data", &r->v[2]);
	return stmt_koer(s, e);
}

static int kladde(struct db *db, const struct raekke *r, struct err *e)
{
	struct stmt *s = db_stmt(db, "INSERT INTO kladde (objekt, felt, sag, liste, tekst) "
		"VALUES (:objekt, :felt, :sag, :liste, :tekst) ON CONFLICT DO NOTHING", e);
	bind(s, ":objekt", &r->v[0]);
	bind(s, ":felt", &r->v[1]);
	bind(s, ":sag", &r->v[2]);
	bind(s, ":liste", &r->v[3]);
	bind(s, ":tekst", &r->v[4]);
	return stmt_koer(s, e);
}

int bjaergind_raekke(struct db *db, const struct raekke *r, enum bjaergpost_art art, struct err *e)
{
	struct bjaergnoegle n;
	switch (art) {
	case BJAERG_POST:
		return post(db, r, e);
	case BJAERG_FORKERT:
	case BJAERG_HALV:
	case BJAERG_NOEGLE:
		n = bjaergpost_noegle(r, art);
		return noegle(db, &n, e);
	case BJAERG_STYKKE:
		return stykke(db, r, e);
	case BJAERG_KLADDE:
		return kladde(db, r, e);
	case BJAERG_INTET:
		break;
	}
	return 0;
}

int bjaergind_udbakke(struct db *db, const struct udbakkepost *u, struct err *e)
{
	const struct post *p = &u->post;
	struct stmt *s = db_stmt(db, IND_POST, e);
	struct buf refs = BUF_TOM;
	struct vec v = VEC_AF(struct post_ref);
	for (size_t i = 0; i < p->n_afloeser; i++)
		*(struct post_ref *)vec_ny(&v) = p->afloeser[i];
	post_ref_skriv(&refs, v.data, v.n);
	postkolonner_bind(s, p, &refs);
	stmt_nul(s, ":lbnr");
	stmt_nul(s, ":sagsnr");
	stmt_nul(s, ":forrige");
	stmt_tal(s, ":udenfor", 0);
	vec_done(&v);
	buf_done(&refs);
	return put(s, e);
}

/* Does it hold after the entry before it, where that one or its hash is here? */
static bool holder(const struct laest *l, const struct bjaergnoegle *foer, const uint8_t hash[32])
{
	static const uint8_t nul[32];
	const struct post *p = &l->post;
	if (l->har_forrige)
		return laes_holder(l, l->forrige);
	if (p->nr == 1)
		return laes_holder(l, nul);
	if (uuid_ens(&foer->enhed, &p->enhed) && foer->nr == p->nr - 1)
		return laes_holder(l, hash);
	return true;
}

static int tag_ud(struct db *db, const struct bjaergnoegle *n, struct err *e)
{
	struct stmt *s = db_stmt(db, "DELETE FROM journal WHERE enhed = :enhed AND nr = :nr", e);
	stmt_blob(s, ":enhed", n->enhed.b, sizeof n->enhed.b);
	stmt_tal(s, ":nr", n->nr);
	int kode = stmt_koer(s, e);
	return kode == 0 ? noegle(db, n, e) : kode;
}

int bjaergind_kaeder(struct db *db, struct err *e)
{
	struct stmt *s = db_stmt(db, "SELECT " LAES_KOLONNER " FROM journal j "
				     "ORDER BY j.enhed, j.nr", e);
	struct laest l = LAES_TOM;
	struct vec ud = VEC_AF(struct bjaergnoegle);
	struct bjaergnoegle foer = {.nr = 0};
	uint8_t hash[32] = {0};
	int r;
	while ((r = stmt_step(s, e)) > 0) {
		bool god = laes_post(&l, s) && holder(&l, &foer, hash);
		foer = (struct bjaergnoegle){l.post.enhed, l.post.sag, l.post.nr};
		memcpy(hash, l.post.hash, sizeof hash);
		if (!god)
			*(struct bjaergnoegle *)vec_ny(&ud) = foer;
	}
	stmt_reset(s);
	laes_done(&l);
	for (size_t i = 0; r == 0 && i < ud.n; i++)
		r = tag_ud(db, VEC_NR(struct bjaergnoegle, &ud, i), e);
	int antal = (int)ud.n;
	vec_done(&ud);
	return r < 0 ? r : antal;
}

int bjaergind_fil(struct db *db, const struct udbakkefil *f, struct segl_data hel, struct err *e)
{
	uint8_t hash[32];
	int kode = filstykke_afgoer(db, f->hash, e);
	return kode < 0 ? kode : fil_gem(db, hel.p, hel.n, hash, e);
}

int bjaergind_filer(struct db *db, struct err *e)
{
	struct hash { uint8_t b[32]; };
	struct vec v = VEC_AF(struct hash);
	struct stmt *s = db_stmt(db, "SELECT DISTINCT hash FROM fil_del", e);
	int r;
	while ((r = stmt_step(s, e)) > 0) {
		size_t n;
		const void *p = stmt_kol_blob(s, 0, &n);
		if (n == 32)
			memcpy(vec_ny(&v), p, n);
	}
	stmt_reset(s);
	for (size_t i = 0; r >= 0 && i < v.n; i++)
		r = filstykke_afgoer(db, VEC_NR(struct hash, &v, i)->b, e);
	vec_done(&v);
	return r < 0 ? r : 0;
}

/* By its numbers: a hole before an entry that does not keep the hash from before it. */
static int huller(struct db *db, int64_t *ud, struct err *e)
{
	struct stmt *s = db_stmt(db,
		"SELECT coalesce(sum(nr - foer - 1), 0) FROM ("
		" SELECT nr, hel, lag(nr, 1, 0) OVER (PARTITION BY enhed ORDER BY nr) AS foer FROM ("
		"  SELECT enhed, nr, forrige IS NULL AS hel FROM journal UNION ALL"
		"  SELECT enhed, nr, 0 FROM bjaerg_noegle n WHERE NOT EXISTS ("
		"   SELECT 1 FROM journal j WHERE j.enhed = n.enhed AND j.nr = n.nr)))"
		" WHERE hel AND nr > foer + 1", e);
	int r = stmt_step(s, e);
	if (r > 0)
		*ud = stmt_kol_tal(s, 0);
	stmt_reset(s);
	return r < 0 ? r : 0;
}

static void kol_uuid(struct stmt *s, int kol, struct uuid *ud)
{
	size_t n;
	const void *p = stmt_kol_blob(s, kol, &n);
	if (n == sizeof ud->b)
		memcpy(ud->b, p, n);
}

int bjaergind_mangler(struct db *db, struct vec *sager, int64_t *ukendte, struct err *e)
{
	struct stmt *s = db_stmt(db, "SELECT n.sag, n.enhed, count(*), min(n.nr), max(n.nr) "
		"FROM bjaerg_noegle n WHERE NOT EXISTS ("
		"SELECT 1 FROM journal j WHERE j.enhed = n.enhed AND j.nr = n.nr) "
		"GROUP BY n.sag, n.enhed ORDER BY n.sag, n.enhed", e);
	int r;
	while ((r = stmt_step(s, e)) > 0) {
		struct bjaerg_sag *ny = vec_ny(sager);
		kol_uuid(s, 0, &ny->sag);
		kol_uuid(s, 1, &ny->enhed);
		ny->mangler = stmt_kol_tal(s, 2);
		ny->foerste = stmt_kol_tal(s, 3);
		ny->sidste = stmt_kol_tal(s, 4);
	}
	stmt_reset(s);
	return r < 0 ? r : huller(db, ukendte, e);
}
