#include "core/journal/genskab.h"

#include <string.h>

#include "core/base/err.h"
#include "core/base/sprog.h"
#include "core/base/uuid.h"
#include "core/base/vec.h"
#include "core/io/db.h"
#include "core/journal/fjernelse.h"
#include "core/journal/laes.h"
#include "core/journal/udled.h"

int genskab_sager(struct db *db, struct vec *ud, struct err *e)
{
	struct stmt *s = db_stmt(db, "SELECT sag FROM journal WHERE udenfor = 0 "
				   "GROUP BY sag ORDER BY min(tid), sag", e);
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

static int one_entry(struct udled *maal, const struct post *p, struct err *e)
{
	struct feltrad r;
	int kode = udled_find(maal, &p->sag, &p->objekt, p->felt, &r, e);
	if (kode == 0)
		kode = udled_anvend(maal, p, &r, e);
	feltrad_done(&r);
	return kode;
}

int genskab_sag(struct db *kilde, struct udled *maal, const struct uuid *sag, struct err *e)
{
	return genskab_fra(kilde, maal, sag, 0, e);
}

int genskab_fra(struct db *kilde, struct udled *maal, const struct uuid *sag, int64_t lbnr,
		struct err *e)
{
	struct stmt *s = db_stmt(kilde, "SELECT " LAES_KOLONNER " FROM journal j WHERE j.sag = :sag "
					"AND j.udenfor = 0 AND (j.lbnr IS NULL OR j.lbnr >= :lbnr) "
					"ORDER BY j.lbnr IS NULL, j.lbnr, j.nr, j.enhed", e);
	stmt_blob(s, ":sag", sag->b, sizeof sag->b);
	stmt_tal(s, ":lbnr", lbnr);
	struct laest l = LAES_TOM;
	int r;
	while ((r = stmt_step(s, e)) > 0) {
		if (!laes_post(&l, s))
			r = err_set(e, ERR_SKADET, _("journalen: en post er beskadiget"));
		else
			r = one_entry(maal, &l.post, e);
		if (r < 0)
			break;
	}
	stmt_reset(s);
	laes_done(&l);
	return r < 0 ? r : udled_slut(maal, e);
}

int genskab_alt(struct db *db, struct err *e)
{
	struct vec sager = VEC_AF(struct uuid);
	int kode = db_begin(db, _("tabellerne er ikke lavet igen"), e);
	if (kode < 0)
		return kode;
	struct udled *u = udled_ny(db);
	kode = genskab_sager(db, &sager, e);
	if (kode == 0)
		kode = udled_ryd(db, e);
	for (size_t i = 0; kode == 0 && i < sager.n; i++)
		kode = genskab_sag(db, u, VEC_NR(struct uuid, &sager, i), e);
	udled_free(u);
	vec_done(&sager);
	if (kode == 0)
		return db_commit(db, e);
	db_rollback(db);
	return kode;
}

static int short_number(struct db *db, const struct uuid *sag, int64_t *nr, struct err *e)
{
	struct stmt *s = db_stmt(db, "SELECT nr FROM sag WHERE id = :id", e);
	stmt_blob(s, ":id", sag->b, sizeof sag->b);
	int r = stmt_step(s, e);
	*nr = r > 0 ? stmt_kol_tal(s, 0) : -1;
	stmt_reset(s);
	return r < 0 ? r : 0;
}

/* The objects whose words are in the search index. */
static int in_sight(struct db *db, int64_t nr, struct vec *ud, struct err *e)
{
	struct stmt *s = db_stmt(db, "SELECT orden FROM objekt WHERE sag = :sag AND slettet = 0", e);
	stmt_tal(s, ":sag", nr);
	int r;
	while ((r = stmt_step(s, e)) > 0)
		*(int64_t *)vec_ny(ud) = stmt_kol_tal(s, 0);
	stmt_reset(s);
	return r;
}

static int delete_rows(struct db *db, int64_t nr, struct err *e)
{
	static const char *const sql[] = {
		"DELETE FROM objekt WHERE sag = :sag", "DELETE FROM felt WHERE sag = :sag",
		"DELETE FROM sidehoved WHERE sag = :sag", "DELETE FROM fjernelse WHERE sag = :sag",
		"DELETE FROM sag WHERE nr = :sag",
	};
	int kode = 0;
	for (size_t i = 0; kode == 0 && i < sizeof sql / sizeof *sql; i++) {
		struct stmt *s = db_stmt(db, sql[i], e);
		stmt_tal(s, ":sag", nr);
		kode = stmt_koer(s, e);
	}
	return kode;
}

int genskab_fjern(struct db *db, const struct uuid *sag, int64_t *nr, struct err *e)
{
	struct vec v = VEC_AF(int64_t);
	int kode = short_number(db, sag, nr, e);
	if (kode == 0 && *nr >= 0)
		kode = in_sight(db, *nr, &v, e);
	for (size_t i = 0; kode == 0 && i < v.n; i++)
		kode = fjernelse_soeg(db, *nr, *VEC_NR(int64_t, &v, i), true, e);
	vec_done(&v);
	return kode < 0 || *nr < 0 ? kode : delete_rows(db, *nr, e);
}

static int counts(struct db *db, const struct uuid *sag, struct err *e)
{
	struct stmt *s = db_stmt(db, "SELECT 1 FROM journal WHERE sag = :sag AND udenfor = 0 LIMIT 1", e);
	stmt_blob(s, ":sag", sag->b, sizeof sag->b);
	int r = stmt_step(s, e);
	stmt_reset(s);
	return r;
}

int genskab_om(struct db *db, struct udled *u, const struct uuid *sag, struct err *e)
{
	int64_t nr;
	udled_glem(u);
	int kode = genskab_fjern(db, sag, &nr, e);
	if (kode < 0 || (kode = counts(db, sag, e)) <= 0)
		return kode;
	if (nr >= 0) {
		struct stmt *s = db_stmt(db, "INSERT INTO sag (nr, id) VALUES (:nr, :id)", e);
		stmt_tal(s, ":nr", nr);
		stmt_blob(s, ":id", sag->b, sizeof sag->b);
		kode = stmt_koer(s, e);
		if (kode < 0)
			return kode;
	}
	return genskab_sag(db, u, sag, e);
}
