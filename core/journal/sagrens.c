#include "core/journal/sagrens.h"

#include <string.h>

#include "core/base/vec.h"
#include "core/io/db.h"
#include "core/journal/genskab.h"
#include "core/journal/lokal.h"
#include "core/journal/modtag.h"
#include "core/journal/soeg.h"

static void bind_case(struct stmt *s, const struct uuid *sag)
{
	stmt_blob(s, ":sag", sag->b, sizeof sag->b);
}

int sagshoved_hent(struct db *db, const struct uuid *sag, struct sagshoved *ud, struct err *e)
{
	*ud = (struct sagshoved){0};
	struct stmt *s = db_stmt(db, "SELECT sagsnr, kaede, lbnr FROM sagshoved WHERE sag = :sag", e);
	bind_case(s, sag);
	int r = stmt_step(s, e);
	if (r > 0) {
		size_t n;
		const void *kaede = stmt_kol_blob(s, 1, &n);
		ud->sagsnr = stmt_kol_tal(s, 0);
		ud->lbnr = stmt_kol_tal(s, 2);
		if (n == sizeof ud->kaede)
			memcpy(ud->kaede, kaede, n);
	}
	stmt_reset(s);
	return r < 0 ? r : 0;
}

int sagshoved_gem(struct db *db, const struct uuid *sag, const struct sagshoved *h, struct err *e)
{
	struct stmt *s = db_stmt(db, "INSERT INTO sagshoved (sag, sagsnr, kaede, lbnr) "
		"VALUES (:sag, :sagsnr, :kaede, :lbnr) ON CONFLICT (sag) DO UPDATE SET "
		"sagsnr = excluded.sagsnr, kaede = excluded.kaede, lbnr = excluded.lbnr, ens = 0", e);
	bind_case(s, sag);
	stmt_tal(s, ":sagsnr", h->sagsnr);
	stmt_blob(s, ":kaede", h->kaede, sizeof h->kaede);
	stmt_tal(s, ":lbnr", h->lbnr);
	int kode = stmt_koer(s, e);
	return kode < 0 ? kode : lokal_saet_tal(db, SAGSHOVED_REGNET, 0, e);
}

int adgang_hent(struct db *db, const struct uuid *sag, struct modtag_adgang *ud, struct err *e)
{
	*ud = (struct modtag_adgang){.sag = *sag, .ret = RET_INGEN};
	struct stmt *s = db_stmt(db, "SELECT ret, lbnr FROM adgang WHERE sag = :sag", e);
	bind_case(s, sag);
	int r = stmt_step(s, e);
	if (r > 0) {
		ud->ret = (enum adgangsret)stmt_kol_tal(s, 0);
		ud->lbnr = stmt_kol_tal(s, 1);
	}
	stmt_reset(s);
	return r;
}

int adgang_gem(struct db *db, const struct modtag_adgang *a, struct err *e)
{
	struct stmt *s = db_stmt(db, "INSERT INTO adgang (sag, ret, lbnr) VALUES (:sag, :ret, :lbnr) "
		"ON CONFLICT (sag) DO UPDATE SET ret = excluded.ret, lbnr = excluded.lbnr", e);
	bind_case(s, &a->sag);
	stmt_tal(s, ":ret", a->ret);
	stmt_tal(s, ":lbnr", a->lbnr);
	return stmt_koer(s, e);
}

/* Every case is hers: what follows would go through them all, for each page, to find none. */
static int supervisor(struct db *db, struct err *e)
{
	struct stmt *s = db_stmt(db, "SELECT 1 FROM adgang WHERE sag = zeroblob(16) AND ret > 0", e);
	int r = stmt_step(s, e);
	stmt_reset(s);
	return r;
}

/* Here, and no longer hers: said of the case itself, or, after every case was hers,
 * not given to her by name. One that she began since is hers before it is said. */
static int lost(struct db *db, struct vec *ud, struct err *e)
{
	struct stmt *s = db_stmt(db,
		"SELECT x.sag FROM (SELECT sag FROM adgang WHERE ret = 0 AND sag <> zeroblob(16) "
		"  UNION SELECT h.sag FROM sagshoved h LEFT JOIN adgang a ON a.sag = h.sag "
		"  JOIN adgang z ON z.sag = zeroblob(16) WHERE a.sag IS NULL AND EXISTS "
		"  (SELECT 1 FROM journal j WHERE j.sag = h.sag AND j.lbnr < z.lbnr)) x "
		"WHERE EXISTS (SELECT 1 FROM journal j WHERE j.sag = x.sag) "
		"AND NOT EXISTS (SELECT 1 FROM journal u WHERE u.sag = x.sag AND u.lbnr IS NULL "
		"  AND u.udenfor = 0)", e);
	int r;
	while ((r = stmt_step(s, e)) > 0) {
		size_t n;
		const void *id = stmt_kol_blob(s, 0, &n);
		struct uuid *u = vec_ny(ud);
		if (n == sizeof u->b)
			memcpy(u->b, id, n);
	}
	stmt_reset(s);
	return r;
}

/* Half-typed text is kept with what was refused: under its object, numbered downwards,
 * for it never was an entry; its time is when the case went. Chains go on over the hole: what follows keeps the hash before it, and this
 * device its last number. */
static const char *const FJERN[] = {
	"INSERT INTO afvist (enhed, nr, tid, sag, objekt, felt, vaerdi, grund) SELECT k.objekt, "
	"(SELECT min(0, coalesce(min(a.nr), 0)) FROM afvist a WHERE a.enhed = k.objekt) "
	"- row_number() OVER (PARTITION BY k.objekt ORDER BY k.felt), "
	"max((SELECT max(tid) FROM journal WHERE sag = :sag), unixepoch() * 1000 << 16), k.sag, "
	"k.objekt, k.felt, k.tekst, 'HALVT_SKREVET' FROM kladde k WHERE k.sag = :sag AND k.tekst <> ''",
	"UPDATE journal SET forrige = p.hash FROM (SELECT enhed, nr + 1 AS naeste, hash FROM journal "
	"WHERE sag = :sag) p WHERE journal.enhed = p.enhed AND journal.nr = p.naeste "
	"AND journal.forrige IS NULL",
	"INSERT INTO enhedshoved (enhed, nr, tid, hash) SELECT enhed, nr, tid, hash FROM journal x "
	"WHERE sag = :sag AND nr = (SELECT max(nr) FROM journal y WHERE y.enhed = x.enhed) "
	"ON CONFLICT (enhed) DO UPDATE SET nr = excluded.nr, tid = excluded.tid, "
	"hash = excluded.hash WHERE excluded.nr > enhedshoved.nr",
	"DELETE FROM journal WHERE sag = :sag",
	"DELETE FROM sagshoved WHERE sag = :sag",
	"DELETE FROM kladde WHERE sag = :sag",
};

static int purge(struct db *db, const struct uuid *sag, struct err *e)
{
	int64_t nr;
	int kode = genskab_fjern(db, sag, &nr, e);
	for (size_t i = 0; kode == 0 && i < sizeof FJERN / sizeof *FJERN; i++) {
		struct stmt *s = db_stmt(db, FJERN[i], e);
		bind_case(s, sag);
		kode = stmt_koer(s, e);
	}
	return kode < 0 ? kode : lokal_saet_tal(db, SAGSHOVED_REGNET, 0, e);
}

/* A file that no entry names any more. */
static int purge_files(struct db *db, struct err *e)
{
	int kode = db_exec(db, "DELETE FROM fil WHERE NOT EXISTS (SELECT 1 FROM journal "
			       "WHERE vaerdi = lower(hex(fil.hash)))", e);
	return kode < 0 ? kode : db_exec(db, "DELETE FROM fil_del WHERE hash NOT IN "
					     "(SELECT hash FROM fil)", e);
}

int sagrens_spor(struct db *db, struct err *e)
{
	int kode = purge_files(db, e);
	return kode < 0 ? kode : soeg_ryd(db, e);
}

int sagrens_mistede(struct db *db, struct err *e)
{
	struct vec sager = VEC_AF(struct uuid);
	int kode = supervisor(db, e);
	if (kode != 0)
		return kode < 0 ? kode : 0;
	kode = lost(db, &sager, e);
	for (size_t i = 0; kode == 0 && i < sager.n; i++)
		kode = purge(db, VEC_NR(struct uuid, &sager, i), e);
	if (kode == 0 && sager.n)
		kode = sagrens_spor(db, e);
	vec_done(&sager);
	return kode;
}
