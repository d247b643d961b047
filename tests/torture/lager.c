#include "tests/torture/lager.h"

#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

#include "core/base/err.h"
#include "core/io/vault.h"
#include "core/io/vaultdb.h"

int lager_aabn_med(struct lager *l, struct disk *d, uint8_t noeglebyte)
{
	uint8_t noegle[VAULT_NOEGLE], id[VAULT_LAGER];
	memset(noegle, noeglebyte, sizeof noegle);
	memset(id, 0x11, sizeof id);
	*l = (struct lager){.disk = d};
	int rc = vault_ny(&l->vault, noegle, id, disk_navn(d), NULL);
	if (rc == 0) {
		int s = sqlite3_open_v2("sag.db", &l->db,
					SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
					vault_navn(l->vault));
		rc = s == SQLITE_OK ? vaultdb_krav(l->db, NULL) : vaultdb_kode(s);
	}
	if (rc != 0)
		lager_luk(l);
	return rc;
}

int lager_aabn(struct lager *l, struct disk *d)
{
	return lager_aabn_med(l, d, 0x22);
}

void lager_luk(struct lager *l)
{
	sqlite3_close(l->db);
	vault_free(l->vault);
	l->db = NULL;
	l->vault = NULL;
}

int lager_tabeller(struct lager *l)
{
	return sqlite3_exec(l->db,
			    "CREATE TABLE post(id INTEGER PRIMARY KEY, felt TEXT, vaerdi BLOB);"
			    "CREATE INDEX post_felt ON post(felt);"
			    "CREATE TABLE hoved(felt TEXT PRIMARY KEY, id INTEGER) WITHOUT ROWID;",
			    NULL, NULL, NULL);
}

static int koer(struct lager *l, const char *sql, int64_t a, int64_t b)
{
	sqlite3_stmt *s = NULL;
	int rc = sqlite3_prepare_v2(l->db, sql, -1, &s, NULL);
	if (rc != SQLITE_OK)
		return rc;
	sqlite3_bind_int64(s, 1, a);
	if (sqlite3_bind_parameter_count(s) > 1)
		sqlite3_bind_int64(s, 2, b);
	rc = sqlite3_step(s);
	int rc2 = sqlite3_finalize(s);
	return rc == SQLITE_DONE ? rc2 : rc2 != SQLITE_OK ? rc2 : rc;
}

static int skridt(struct lager *l, struct rng *r)
{
	int64_t a = (int64_t)rng_under(r, 60), b = (int64_t)rng_under(r, 40);
	switch (rng_under(r, 8)) {
	case 0:
		return koer(l, "DELETE FROM post WHERE id % 61 = ?1", a, b);
	case 1:
		return koer(l, "UPDATE post SET vaerdi = zeroblob(?2 * 90) WHERE id % 61 = ?1", a, b);
	case 2:
		return koer(l, "REPLACE INTO hoved VALUES ('felt' || ?1, ?2)", a, b);
	case 3:
		return koer(l, "DELETE FROM hoved WHERE id = ?1", a, b);
	case 4:       /* pages of overflow, that get freed again */
		return koer(l, "INSERT INTO post(felt, vaerdi) VALUES (?1, zeroblob(?2 * 700))", a, b);
	default:
		return koer(l, "INSERT INTO post(felt, vaerdi) VALUES ('felt' || ?1, "
			       "printf('%.*c', ?2 * 5, 'x'))", a, b);
	}
}

int lager_arbejd(struct lager *l, struct rng *r)
{
	int rc = sqlite3_exec(l->db, "BEGIN IMMEDIATE", NULL, NULL, NULL);
	uint64_t n = 1 + rng_under(r, 6);
	for (uint64_t i = 0; rc == SQLITE_OK && i < n; i++)
		rc = skridt(l, r);
	bool fortryd = rng_under(r, 12) == 0;
	if (rc == SQLITE_OK)
		rc = sqlite3_exec(l->db, fortryd ? "ROLLBACK" : "COMMIT", NULL, NULL, NULL);
	if (rc != SQLITE_OK && !sqlite3_get_autocommit(l->db))
		sqlite3_exec(l->db, "ROLLBACK", NULL, NULL, NULL);
	return rc;
}

static uint64_t fnv(uint64_t h, const void *p, size_t n)
{
	for (const uint8_t *b = p; n--; b++)
		h = (h ^ *b) * 0x100000001b3u;
	return h;
}

uint64_t lager_sum(struct lager *l, int *rc)
{
	static const char sql[] =
		"SELECT 'p', id, felt, vaerdi FROM post NOT INDEXED UNION ALL "
		"SELECT 'h', id, felt, NULL FROM hoved UNION ALL "
		"SELECT 'i', id, felt, NULL FROM (SELECT id, felt FROM post INDEXED BY post_felt "
		"WHERE felt > '')";
	uint64_t h = 0xcbf29ce484222325u;
	sqlite3_stmt *s = NULL;
	*rc = sqlite3_prepare_v2(l->db, sql, -1, &s, NULL);
	while (*rc == SQLITE_OK && (*rc = sqlite3_step(s)) == SQLITE_ROW) {
		for (int i = 0; i < 4; i++) {
			const void *p = sqlite3_column_blob(s, i);
			h = fnv(h, p, (size_t)sqlite3_column_bytes(s, i));
		}
		*rc = SQLITE_OK;
	}
	int slut = sqlite3_finalize(s);
	*rc = *rc == SQLITE_DONE ? SQLITE_OK : slut != SQLITE_OK ? slut : *rc;
	return *rc == SQLITE_OK ? h : 0;
}

bool lager_hel(struct lager *l)
{
	sqlite3_stmt *s = NULL;
	bool ok = sqlite3_prepare_v2(l->db, "PRAGMA integrity_check", -1, &s, NULL) == SQLITE_OK &&
		  sqlite3_step(s) == SQLITE_ROW &&
		  strcmp((const char *)sqlite3_column_text(s, 0), "ok") == 0;
	sqlite3_finalize(s);
	return ok;
}
