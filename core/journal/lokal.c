#include "core/journal/lokal.h"

#include <stdio.h>
#include <stdlib.h>

#include "core/base/mem.h"
#include "core/io/db.h"

char *lokal_hent(struct db *db, const char *noegle, struct err *e)
{
	struct stmt *s = db_stmt(db, "SELECT vaerdi FROM lokal WHERE noegle = :noegle", e);
	stmt_tekst(s, ":noegle", noegle);
	char *svar = stmt_step(s, e) > 0 ? mem_tekst(stmt_kol_tekst(s, 0)) : NULL;
	stmt_reset(s);
	return svar;
}

int lokal_saet(struct db *db, const char *noegle, const char *v, struct err *e)
{
	struct stmt *s = db_stmt(db, "INSERT INTO lokal (noegle, vaerdi) VALUES (:noegle, :vaerdi) "
				     "ON CONFLICT (noegle) DO UPDATE SET vaerdi = excluded.vaerdi", e);
	stmt_tekst(s, ":noegle", noegle);
	stmt_tekst(s, ":vaerdi", v);
	return stmt_koer(s, e);
}

int lokal_tal(struct db *db, const char *noegle, int64_t *ud, struct err *e)
{
	struct stmt *s = db_stmt(db, "SELECT CAST(vaerdi AS INTEGER) FROM lokal "
				     "WHERE noegle = :noegle", e);
	stmt_tekst(s, ":noegle", noegle);
	int r = stmt_step(s, e);
	*ud = r > 0 ? stmt_kol_tal(s, 0) : 0;
	stmt_reset(s);
	return r < 0 ? r : 0;
}

int lokal_saet_tal(struct db *db, const char *noegle, int64_t v, struct err *e)
{
	char tekst[24];
	snprintf(tekst, sizeof tekst, "%lld", (long long)v);
	return lokal_saet(db, noegle, tekst, e);
}
