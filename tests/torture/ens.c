/*
 * The same long random SQL, sealed and unsealed, side by side: after each
 * statement both have answered the same, with the same rows to show, and in the
 * end the same contents. Reopened now and then.
 */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/io/vault.h"
#include "core/io/vaultdb.h"
#include "tests/torture/disk.h"

struct side {
	struct disk *d;
	struct vault *v;          /* NULL: unsealed */
	sqlite3 *db;
};

static bool aabn(struct side *s)
{
	return sqlite3_open_v2("sag.db", &s->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
			       s->v ? vault_navn(s->v) : disk_navn(s->d)) == SQLITE_OK &&
	       vaultdb_krav(s->db, NULL) == 0;
}

static uint64_t fnv(uint64_t h, const void *p, size_t n)
{
	for (const uint8_t *b = p; n--; b++)
		h = (h ^ *b) * 0x100000001b3u;
	return h;
}

/* Runs sql to the end; the answer is a hash of result code and rows. */
static uint64_t koer(sqlite3 *db, const char *sql)
{
	uint64_t h = 0xcbf29ce484222325u;
	while (sql && *sql) {
		sqlite3_stmt *s = NULL;
		int rc = sqlite3_prepare_v2(db, sql, -1, &s, &sql);
		while (s && (rc = sqlite3_step(s)) == SQLITE_ROW)
			for (int i = 0; i < sqlite3_column_count(s); i++) {
				const void *p = sqlite3_column_blob(s, i);
				h = fnv(h, p, (size_t)sqlite3_column_bytes(s, i));
			}
		h = fnv(h, &rc, sizeof rc);
		sqlite3_finalize(s);
	}
	return h;
}

static const char *const saetninger[] = {
	"INSERT INTO a(x, y, z) VALUES (@x, printf('%.*c', @y, 'k'), zeroblob(@z))",
	"INSERT INTO a(x, y, z) VALUES (@x, 'note ' || @y || ' om hjælp ' || @z, NULL)",
	"UPDATE a SET y = y || @y WHERE x % 17 = @x % 17",
	"DELETE FROM a WHERE x % 23 = @x % 23",
	"UPDATE a SET z = zeroblob(@z * 11) WHERE id = (SELECT max(id) FROM a)",
	"BEGIN; INSERT INTO a(x) VALUES (@x); SAVEPOINT s; DELETE FROM a WHERE x < @y; "
	"ROLLBACK TO s; UPDATE a SET x = x + 1 WHERE x > @z; RELEASE s; COMMIT",
	"BEGIN; DELETE FROM a WHERE x > @x; INSERT INTO b SELECT id, x FROM a; ROLLBACK",
	"BEGIN IMMEDIATE; INSERT INTO u VALUES (@x % 40); INSERT INTO u VALUES (@y % 40); COMMIT",
	"ROLLBACK",
	"INSERT OR REPLACE INTO u VALUES (@x % 40), (@y % 40), (@z % 40)",
	"UPDATE u SET n = n + 1",                        /* fails half-way: statement journal */
	"INSERT INTO b SELECT id, x FROM a WHERE true ON CONFLICT(id) DO UPDATE SET n = n + excluded.n",
	"DELETE FROM b WHERE n % 5 = @x % 5",
	"INSERT INTO f(f) SELECT y FROM a WHERE x % 31 = @x % 31",
	"SELECT f, rank FROM f WHERE f MATCH 'hjælp OR note' ORDER BY rank, f LIMIT 20",
	"DELETE FROM f WHERE rowid % 7 = @x % 7",
	"SELECT x, count(*), sum(length(z)) FROM a GROUP BY x ORDER BY 2 DESC, 1 LIMIT 30",
	"SELECT a.x, b.n FROM a JOIN b USING(id) ORDER BY a.y, a.id LIMIT 50",
	"CREATE INDEX IF NOT EXISTS ax ON a(x, y)",
	"DROP INDEX IF EXISTS ax",
	"CREATE TABLE IF NOT EXISTS t@x(k TEXT PRIMARY KEY, v) WITHOUT ROWID; "
	"INSERT OR IGNORE INTO t@x VALUES ('k@y', zeroblob(@z))",
	"DROP TABLE IF EXISTS t@x",
	"VACUUM",
	"PRAGMA integrity_check",
	"PRAGMA user_version = @x",
	"ANALYZE; SELECT tbl, stat FROM sqlite_stat1 ORDER BY 1, 2",
};

/* Puts the numbers in for @x, @y and @z. */
static void udfyld(char ud[512], const char *form, const int tal[3])
{
	size_t n = 0;
	for (const char *p = form; *p && n < 500; p++) {
		if (*p == '@')
			n += (size_t)snprintf(ud + n, 512 - n, "%d", tal[*++p - 'x']);
		else
			ud[n++] = *p;
	}
	ud[n] = '\0';
}

static uint64_t indhold(sqlite3 *db)
{
	return koer(db, "SELECT type, name, sql FROM sqlite_schema ORDER BY 1, 2;"
			"SELECT * FROM a ORDER BY id; SELECT * FROM b ORDER BY id;"
			"SELECT * FROM u ORDER BY n; SELECT rowid, f FROM f ORDER BY rowid;"
			"PRAGMA user_version; PRAGMA integrity_check");
}

int main(int argc, char **argv)
{
	long antal = argc > 1 ? atol(argv[1]) : 1000, daarlige = 0, svar = 0;
	uint64_t froe = argc > 2 ? strtoull(argv[2], NULL, 10) : 1;
	struct rng r = {froe};
	uint8_t noegle[VAULT_NOEGLE] = {7}, id[VAULT_LAGER] = {8};
	struct side s[2] = {{.d = disk_ny()}, {.d = disk_ny()}};
	if (vault_ny(&s[1].v, noegle, id, disk_navn(s[1].d), NULL) || !aabn(&s[0]) || !aabn(&s[1]))
		return puts("cannot begin"), 1;
	for (int k = 0; k < 2; k++)
		koer(s[k].db, "CREATE TABLE a(id INTEGER PRIMARY KEY, x INTEGER, y TEXT, z BLOB);"
			      "CREATE TABLE b(id INTEGER PRIMARY KEY, n); CREATE TABLE u(n INTEGER UNIQUE);"
			      "CREATE VIRTUAL TABLE f USING fts5(f)");
	for (long i = 0; i < antal && daarlige < 5; i++) {
		const char *form = saetninger[rng_under(&r, sizeof saetninger / sizeof *saetninger)];
		int x = (int)rng_under(&r, 20), y = (int)rng_under(&r, 300), z = (int)rng_under(&r, 9000);
		char sql[512];
		udfyld(sql, form, (int[]){x, y, z});
		bool ens = koer(s[0].db, sql) == koer(s[1].db, sql);
		if (i % 50 == 49)
			ens = ens && indhold(s[0].db) == indhold(s[1].db);
		if (!ens)
			daarlige++, printf("  FAIL at %ld: %s\n", i, sql);
		svar++;
		for (int k = 0; i % 400 == 399 && k < 2; k++) {
			sqlite3_close(s[k].db);
			if (!aabn(&s[k]))
				daarlige++;
		}
	}
	bool ens = indhold(s[0].db) == indhold(s[1].db);
	daarlige += !ens;
	daarlige += vaultdb_kontrol(s[1].db, NULL, NULL, NULL) != 0;
	daarlige += vault_skade(s[1].v).antal != 0;
	printf("ens: seed %llu, %ld of %ld statements answered alike sealed and unsealed, contents %s\n",
	       (unsigned long long)froe, svar - daarlige, svar, ens ? "equal" : "DIFFER");
	for (int k = 0; k < 2; k++) {
		sqlite3_close(s[k].db);
		vault_free(s[k].v);
		disk_free(s[k].d);
	}
	return daarlige != 0;
}
