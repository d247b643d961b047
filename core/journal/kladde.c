#include "core/journal/kladde.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/base/sprog.h"
#include "core/base/vec.h"
#include "core/io/db.h"
#include "core/journal/store.h"

static int one_write(struct db *db, struct stmt *s, struct err *e)
{
	int kode = stmt_koer(s, e);
	if (kode == 0)
		return db_commit(db, e);
	db_rollback(db);
	return kode;
}

int kladde_gem(struct store *s, const struct kladde *k, struct err *e)
{
	struct db *db = store_db(s);
	int kode = db_begin(db, _("kladden er ikke gemt"), e);
	if (kode < 0)
		return kode;
	struct stmt *st = db_stmt(db, "INSERT INTO kladde (objekt, felt, sag, liste, tekst) "
		"VALUES (:objekt, :felt, :sag, :liste, :tekst) ON CONFLICT (objekt, felt) "
		"DO UPDATE SET sag = excluded.sag, liste = excluded.liste, tekst = excluded.tekst",
		e);
	stmt_blob(st, ":objekt", k->objekt.b, sizeof k->objekt.b);
	stmt_tekst(st, ":felt", k->felt);
	stmt_blob(st, ":sag", k->sag.b, sizeof k->sag.b);
	stmt_tekst(st, ":liste", k->liste);
	stmt_tekst(st, ":tekst", k->tekst);
	return one_write(db, st, e);
}

int kladde_slet(struct store *s, const struct uuid *objekt, const char *felt, struct err *e)
{
	struct db *db = store_db(s);
	int kode = db_begin(db, _("kladden er ikke fjernet"), e);
	if (kode < 0)
		return kode;
	struct stmt *st = db_stmt(db, "DELETE FROM kladde WHERE objekt = :objekt AND felt = :felt",
				  e);
	stmt_blob(st, ":objekt", objekt->b, sizeof objekt->b);
	stmt_tekst(st, ":felt", felt);
	return one_write(db, st, e);
}

static void take_uuid(struct stmt *st, int kol, struct uuid *ud)
{
	size_t n;
	const void *p = stmt_kol_blob(st, kol, &n);
	if (n == sizeof ud->b)
		memcpy(ud->b, p, n);
}

int kladde_alle(struct store *s, struct kladde **out, size_t *n, struct err *e)
{
	struct vec v = VEC_AF(struct kladde);
	struct stmt *st = db_stmt(store_db(s), "SELECT sag, objekt, felt, tekst, liste FROM kladde "
					       "ORDER BY sag, objekt, felt", e);
	int r;
	while ((r = stmt_step(st, e)) > 0) {
		struct kladde *k = vec_ny(&v);
		take_uuid(st, 0, &k->sag);
		take_uuid(st, 1, &k->objekt);
		k->felt = mem_tekst(stmt_kol_tekst(st, 2));
		k->tekst = mem_tekst(stmt_kol_tekst(st, 3));
		k->liste = stmt_er_nul(st, 4) ? NULL : mem_tekst(stmt_kol_tekst(st, 4));
	}
	stmt_reset(st);
	*out = v.data;
	*n = v.n;
	if (r < 0) {
		kladder_free(v.data, v.n);
		*out = NULL;
		*n = 0;
	}
	return r;
}

void kladder_free(struct kladde *k, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		free(k[i].felt);
		free(k[i].tekst);
		free(k[i].liste);
	}
	free(k);
}
