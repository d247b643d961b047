#include "core/journal/filstykke.h"

#include <string.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/sprog.h"
#include "core/base/vec.h"
#include "core/io/db.h"
#include "core/io/krypto.h"
#include "core/journal/fil.h"
#include "core/journal/post.h"

static bool hex(uint8_t ud[32], const char *s)
{
	static const char CIFRE[] = "0123456789abcdef";
	for (size_t i = 0; i < 64; i++) {
		const char *c = s[i] ? strchr(CIFRE, s[i]) : NULL;
		if (!c)
			return false;
		uint8_t v = (uint8_t)(c - CIFRE);
		ud[i / 2] = (uint8_t)(i % 2 ? ud[i / 2] | v : v << 4);
	}
	return s[64] == '\0';
}

bool filstykke_navn(const struct post *p, struct filnavn *ud)
{
	size_t n = strlen(p->felt);
	ud->sag = p->sag;
	return n > 5 && strcmp(p->felt + n - 5, ".hash") == 0 && p->vaerdi && hex(ud->hash, p->vaerdi);
}

int filstykke_savnes(struct db *db, struct vec *ud, struct err *e)
{
	struct stmt *s = db_stmt(db, "SELECT DISTINCT vaerdi, sag FROM journal "
		"WHERE substr(felt, -5) = '.hash' AND vaerdi IS NOT NULL AND lbnr IS NOT NULL", e);
	struct vec alle = VEC_AF(struct filnavn);
	int r;
	while ((r = stmt_step(s, e)) > 0) {
		struct filnavn f;
		size_t n;
		const void *sag = stmt_kol_blob(s, 1, &n);
		if (n != sizeof f.sag.b || !hex(f.hash, stmt_kol_tekst(s, 0)))
			continue;
		memcpy(f.sag.b, sag, n);
		*(struct filnavn *)vec_ny(&alle) = f;
	}
	stmt_reset(s);
	for (size_t i = 0; r == 0 && i < alle.n; i++) {
		const struct filnavn *f = VEC_NR(struct filnavn, &alle, i);
		s = db_stmt(db, "SELECT 1 FROM fil WHERE hash = :hash", e);
		stmt_blob(s, ":hash", f->hash, sizeof f->hash);
		int her = stmt_step(s, e);
		stmt_reset(s);
		if (her == 0)
			*(struct filnavn *)vec_ny(ud) = *f;
		r = her < 0 ? her : 0;
	}
	vec_done(&alle);
	return r;
}

int filstykke_hent(struct db *db, const uint8_t hash[32], int64_t nr, struct buf *ud,
		   int64_t *laengde, struct err *e)
{
	struct stmt *s = db_stmt(db, "SELECT f.laengde, d.data FROM fil f JOIN fil_del d ON d.hash = f.hash "
				     "WHERE f.hash = :hash AND d.nr = :nr", e);
	stmt_blob(s, ":hash", hash, 32);
	stmt_tal(s, ":nr", nr);
	int r = stmt_step(s, e);
	if (r > 0) {
		size_t n;
		const void *p = stmt_kol_blob(s, 1, &n);
		*laengde = stmt_kol_tal(s, 0);
		buf_add(ud, p, n);
	}
	stmt_reset(s);
	return r;
}

int filstykke_naeste(struct db *db, const uint8_t hash[32], int64_t *nr, struct err *e)
{
	struct stmt *s = db_stmt(db, "SELECT count(*) FROM fil_del WHERE hash = :hash", e);
	stmt_blob(s, ":hash", hash, 32);
	int r = stmt_step(s, e);
	*nr = r > 0 ? stmt_kol_tal(s, 0) : 0;
	stmt_reset(s);
	return r < 0 ? r : 0;
}

static int drop(struct db *db, const uint8_t hash[32], struct err *e)
{
	struct stmt *s = db_stmt(db, "DELETE FROM fil_del WHERE hash = :hash", e);
	stmt_blob(s, ":hash", hash, 32);
	return stmt_koer(s, e);
}

static int put(struct db *db, const struct filstykke *f, struct err *e)
{
	struct stmt *s = db_stmt(db, "INSERT INTO fil_del (hash, nr, data) VALUES (:hash, :nr, :data)", e);
	stmt_blob(s, ":hash", f->hash, 32);
	stmt_tal(s, ":nr", f->nr);
	stmt_blob(s, ":data", f->data, f->n);
	return stmt_koer(s, e);
}

/* 1 they are what their name says, and so many bytes. */
static int right(struct db *db, const uint8_t hash[32], int64_t *laengde, struct err *e)
{
	struct stmt *s = db_stmt(db, "SELECT data FROM fil_del WHERE hash = :hash ORDER BY nr", e);
	struct krypto_hash h;
	uint8_t ud[32];
	int r;
	*laengde = 0;
	stmt_blob(s, ":hash", hash, 32);
	krypto_hash_start(&h);
	while ((r = stmt_step(s, e)) > 0) {
		size_t n;
		const void *p = stmt_kol_blob(s, 0, &n);
		krypto_hash_mere(&h, p, n);
		*laengde += (int64_t)n;
	}
	stmt_reset(s);
	krypto_hash_slut(&h, ud);
	return r < 0 ? r : memcmp(ud, hash, sizeof ud) == 0;
}

int filstykke_afgoer(struct db *db, const uint8_t hash[32], struct err *e)
{
	int64_t laengde;
	int r = right(db, hash, &laengde, e);
	if (r <= 0)
		return r < 0 ? r : drop(db, hash, e);
	struct stmt *s = db_stmt(db, "INSERT INTO fil (hash, laengde) VALUES (:hash, :n) "
				     "ON CONFLICT DO NOTHING", e);
	stmt_blob(s, ":hash", hash, 32);
	stmt_tal(s, ":n", laengde);
	r = stmt_koer(s, e);
	return r < 0 ? r : 1;
}

int filstykke_gem(struct db *db, const struct filstykke *f, struct err *e)
{
	int64_t naeste, rest = f->laengde - f->nr * FIL_STYKKE;
	int r = filstykke_naeste(db, f->hash, &naeste, e);
	if (r < 0)
		return r;
	if (f->nr != naeste || rest <= 0 || f->n != (size_t)(rest < FIL_STYKKE ? rest : FIL_STYKKE))
		return err_set(e, ERR_SKADET, _("centralen: et stykke af en fil passer ikke"));
	r = db_begin(db, _("filen er ikke gemt"), e);
	if (r < 0)
		return r;
	bool sidste = rest <= FIL_STYKKE;
	r = put(db, f, e);
	if (r == 0 && sidste)
		r = filstykke_afgoer(db, f->hash, e);
	if (r < 0) {
		db_rollback(db);
		return r;
	}
	int kode = db_commit(db, e);
	if (kode < 0)
		return kode;
	return sidste && r == 0 ? err_set(e, ERR_SKADET, _("centralen: en fil er en anden, end dens navn siger"))
				: r;
}

int filstykke_slet(struct db *db, const struct filnavn *f, struct err *e)
{
	static const char *const SQL[] = {
		"DELETE FROM fil WHERE hash = :hash AND NOT EXISTS (SELECT 1 FROM journal "
		"WHERE substr(felt, -5) = '.hash' AND vaerdi = lower(hex(:hash)) AND sag <> :sag)",
		"DELETE FROM fil_del WHERE hash = :hash AND :sag IS NOT NULL "
		"AND NOT EXISTS (SELECT 1 FROM fil WHERE hash = :hash)",
	};
	int kode = 0;
	for (size_t i = 0; kode == 0 && i < sizeof SQL / sizeof *SQL; i++) {
		struct stmt *s = db_stmt(db, SQL[i], e);
		stmt_blob(s, ":hash", f->hash, sizeof f->hash);
		stmt_blob(s, ":sag", f->sag.b, sizeof f->sag.b);
		kode = stmt_koer(s, e);
	}
	return kode;
}
