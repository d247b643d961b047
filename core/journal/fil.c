#include "core/journal/fil.h"

#include <stdbool.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/sprog.h"
#include "core/io/db.h"
#include "core/io/krypto.h"

/* 1 with its length when the store has it, 0 when not. */
static int known(struct db *db, const uint8_t hash[32], int64_t *laengde, struct err *e)
{
	struct stmt *s = db_stmt(db, "SELECT laengde FROM fil WHERE hash = :hash", e);
	stmt_blob(s, ":hash", hash, 32);
	int r = stmt_step(s, e);
	if (r > 0)
		*laengde = stmt_kol_tal(s, 0);
	stmt_reset(s);
	return r;
}

static int write_parts(struct db *db, const char *data, size_t n, const uint8_t hash[32],
		       struct err *e)
{
	struct stmt *s = db_stmt(db, "INSERT INTO fil (hash, laengde) VALUES (:hash, :n)", e);
	stmt_blob(s, ":hash", hash, 32);
	stmt_tal(s, ":n", (int64_t)n);
	int kode = stmt_koer(s, e);
	for (size_t i = 0; kode == 0 && i * FIL_STYKKE < n; i++) {
		size_t rest = n - i * FIL_STYKKE;
		s = db_stmt(db, "INSERT INTO fil_del (hash, nr, data) VALUES (:hash, :nr, :data)", e);
		stmt_blob(s, ":hash", hash, 32);
		stmt_tal(s, ":nr", (int64_t)i);
		stmt_blob(s, ":data", data + i * FIL_STYKKE, rest < FIL_STYKKE ? rest : FIL_STYKKE);
		kode = stmt_koer(s, e);
	}
	return kode;
}

int fil_gem(struct db *db, const void *data, size_t n, uint8_t hash[32], struct err *e)
{
	int64_t laengde;
	krypto_sha256(hash, data, n);
	int kode = db_begin(db, _("filen er ikke gemt"), e);
	if (kode < 0)
		return kode;
	kode = known(db, hash, &laengde, e);
	if (kode == 0)
		kode = write_parts(db, data, n, hash, e);
	if (kode >= 0)
		return db_commit(db, e);
	db_rollback(db);
	return kode;
}

int fil_hent(struct db *db, const uint8_t hash[32], char **data, size_t *n, struct err *e)
{
	int64_t laengde = 0;
	*data = NULL;
	int r = known(db, hash, &laengde, e);
	if (r == 0)
		return err_set(e, ERR_FINDES_IKKE, _("filen ligger ikke i sagsfilen"));
	if (r < 0)
		return r;
	struct buf b = BUF_TOM;
	struct stmt *s = db_stmt(db, "SELECT data FROM fil_del WHERE hash = :hash ORDER BY nr", e);
	stmt_blob(s, ":hash", hash, 32);
	while ((r = stmt_step(s, e)) > 0) {
		size_t m;
		const void *p = stmt_kol_blob(s, 0, &m);
		buf_add(&b, p, m);
	}
	stmt_reset(s);
	uint8_t h[32];
	krypto_sha256(h, buf_str(&b), b.len);
	if (r == 0 && (b.len != (size_t)laengde || memcmp(h, hash, sizeof h) != 0))
		r = err_set(e, ERR_SKADET, _("filen i sagsfilen er beskadiget"));
	if (r < 0) {
		buf_done(&b);
		return r;
	}
	*n = b.len;
	*data = buf_tag(&b);
	return 0;
}
