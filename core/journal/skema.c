#include "core/journal/skema.h"

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/sprog.h"
#include "core/base/vec.h"
#include "core/io/db.h"
#include "core/io/trinfil.h"

enum { FEMT = 0x46454D54 };

static int one_number(struct db *db, const char *sql, int64_t *ud, struct err *e)
{
	struct stmt *s = db_stmt(db, sql, e);
	int r = stmt_step(s, e);
	if (r > 0)
		*ud = stmt_kol_tal(s, 0);
	stmt_reset(s);
	return r < 0 ? r : 0;
}

static int run_step(struct db *db, const char *mappe, const struct trinfil *t, struct err *e)
{
	struct buf sql = BUF_TOM;
	int64_t version = 0;
	int kode = trinfil_laes(&sql, mappe, t, e);
	if (kode == 0)
		kode = db_begin(db, _("sagsfilen kan ikke opdateres"), e);
	if (kode < 0)
		goto out;
	kode = db_exec(db, buf_str(&sql), e);
	if (kode == 0)
		kode = one_number(db, "PRAGMA user_version", &version, e);
	if (kode == 0 && version != t->nr)
		kode = err_set(e, ERR_FEJL, _("%s: trinnet sætter ikke user_version = %ld"), t->navn,
			       t->nr);
	if (kode < 0)
		db_rollback(db);
	else
		kode = db_commit(db, e);
out:
	buf_done(&sql);
	return kode;
}

/* Is it empty, ours, or somebody else's? *version 0 = empty. */
static int look(struct db *db, bool ny, int64_t *version, struct err *e)
{
	int64_t program = 0, tabeller = 0;
	int kode = one_number(db, "PRAGMA user_version", version, e);
	if (kode == 0)
		kode = one_number(db, "PRAGMA application_id", &program, e);
	if (kode == 0)
		kode = one_number(db, "SELECT count(*) FROM sqlite_schema", &tabeller, e);
	if (kode < 0)
		return kode;
	if (tabeller == 0 && program == 0 && *version == 0)
		return ny ? 0 : err_set(e, ERR_FINDES_IKKE, _("sagsfilen er tom"));
	if (program != FEMT || *version <= 0)
		return err_set(e, ERR_SKADET, _("filen er en database, men ikke en sagsfil fra Femtrin"));
	return 0;
}

int skema_opgrader(struct db *db, const char *mappe, bool ny, struct err *e)
{
	struct vec v = VEC_AF(struct trinfil);
	int64_t version = 0;
	int kode = look(db, ny, &version, e);
	if (kode == 0)
		kode = trinfil_find(&v, mappe, e);
	if (kode == 0 && version > (int64_t)v.n)
		kode = err_set(e, ERR_NYERE,
			       _("sagsfilen er lavet af en nyere Femtrin (skema %lld, her %zu); "
				 "opdater programmet"),
			       (long long)version, v.n);
	for (size_t i = (size_t)version; kode == 0 && i < v.n; i++)
		kode = run_step(db, mappe, VEC_NR(struct trinfil, &v, i), e);
	trinfil_done(&v);
	return kode;
}
