/*
 * Sealed against unsealed in one run, same SQL, same disk, same settings: the
 * ratios store-and-sync.md section 6 asks for, and what unlocking costs. Rounds
 * alternate, and the median counts. Give a folder on the disk to measure.
 */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "core/io/noegle.h"
#include "core/io/outbox.h"
#include "core/io/vault.h"
#include "core/io/vaultdb.h"

#define RUNDER_MAKS 400

struct side {
	char sti[256];
	struct vault *v;
	sqlite3 *db;
	struct outbox *udbakke;
};

static double nu(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void sql(sqlite3 *db, const char *s)
{
	if (sqlite3_exec(db, s, NULL, NULL, NULL) != SQLITE_OK) {
		printf("%s: %s\n", s, sqlite3_errmsg(db));
		exit(1);
	}
}

static void aabn(struct side *s)
{
	if (sqlite3_open_v2(s->sti, &s->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
			    s->v ? vault_navn(s->v) : NULL) != SQLITE_OK ||
	    vaultdb_krav(s->db, NULL) != 0)
		exit(1);
}

/* The measured things; each returns seconds. */

static double commit(struct side *s)
{
	static const char post[300];
	double t = nu();
	sql(s->db, "BEGIN IMMEDIATE; INSERT INTO post(felt, vaerdi) "
		   "VALUES ('opgave.minutter', 'en linje tekst som den skrives'); COMMIT");
	if (s->udbakke)
		outbox_tilfoej(s->udbakke, (struct segl_data){post, sizeof post}, NULL);
	return nu() - t;
}

static double bulk(struct side *s)
{
	double t = nu();
	sql(s->db, "BEGIN IMMEDIATE;"
		   "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 20000) "
		   "INSERT INTO post(felt, vaerdi) SELECT 'felt' || i % 150, printf('%.*c', i % 200, 'x') "
		   "FROM n; COMMIT");
	return nu() - t;
}

static double opslag(struct side *s)
{
	sqlite3_stmt *p;
	double t = nu();
	sqlite3_prepare_v2(s->db, "SELECT vaerdi FROM post WHERE id = ?1", -1, &p, NULL);
	for (int64_t i = 0; i < 40000; i++) {
		sqlite3_bind_int64(p, 1, i * 7919 % 60000);
		sqlite3_step(p);
		sqlite3_reset(p);
	}
	sqlite3_finalize(p);
	return nu() - t;
}

static double skan(struct side *s)
{
	sqlite3_close(s->db);           /* cold for SQLite, not for the system */
	aabn(s);
	double t = nu();
	sql(s->db, "SELECT sum(length(vaerdi)) FROM post");
	return nu() - t;
}

static double efterse(struct side *s)
{
	double t = nu();
	sql(s->db, "PRAGMA integrity_check");
	return nu() - t;
}

static int orden(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

struct maaling {
	const char *navn;
	double (*f)(struct side *s);
	int runder;
	double krav;              /* 0: none */
};

static void maal(const struct maaling *m, struct side *s)
{
	static double t[2][RUNDER_MAKS];
	int n = m->runder;
	for (int i = 0; i < n; i++)
		for (int k = 0; k < 2; k++)
			t[k][i] = m->f(&s[k]);
	for (int k = 0; k < 2; k++)
		qsort(t[k], (size_t)n, sizeof **t, orden);
	double r = t[1][n / 2] / t[0][n / 2];
	printf("%-24s %9.3f ms  %9.3f ms   %5.2fx", m->navn, 1e3 * t[0][n / 2], 1e3 * t[1][n / 2], r);
	if (m->krav > 0)
		printf("   aim %.2fx%s", m->krav, r <= m->krav ? "" : "  MISSED");
	putchar('\n');
}

static void laasop(const char *mappe)
{
	char sti[300];
	struct noegle *n;
	snprintf(sti, sizeof sti, "%s/bench-noegle", mappe);
	struct noegle_valg v = {.pris = {NOEGLE_RUNDER, NOEGLE_KIB}};
	if (noegle_opret(&n, sti, (struct segl_data){"kode", 4}, &v, NULL) != 0)
		return;
	noegle_free(n);
	double t = nu();
	if (noegle_aabn(&n, sti, (struct segl_data){"kode", 4}, NULL) == 0)
		printf("%-24s %27.3f ms   aim 1000 ms (Argon2id, 3 passes, 256 MiB)\n", "unlock",
		       1e3 * (nu() - t));
	noegle_free(n);
	noegle_fjern(sti, NULL);
}

int main(int argc, char **argv)
{
	const char *mappe = argc > 1 ? argv[1] : "/tmp";
	uint8_t noegle[VAULT_NOEGLE] = {1}, id[VAULT_LAGER] = {2};
	struct side s[2] = {0};
	char ud[300];
	vault_ny(&s[1].v, noegle, id, NULL, NULL);
	for (int k = 0; k < 2; k++) {
		snprintf(s[k].sti, sizeof s[k].sti, "%s/bench-%ld-%d.db", mappe, (long)getpid(), k);
		aabn(&s[k]);
		sql(s[k].db, "CREATE TABLE post(id INTEGER PRIMARY KEY, felt TEXT, vaerdi TEXT)");
	}
	snprintf(ud, sizeof ud, "%s.udbakke", s[1].sti);
	printf("%-24s %12s  %12s   %6s\n", "median", "unsealed", "sealed", "ratio");
	maal(&(struct maaling){"bulk, 20,000 rows", bulk, 9, 1.15}, s);
	maal(&(struct maaling){"commit of one row", commit, 300, 1.4}, s);
	outbox_aabn(&s[1].udbakke, ud, noegle, id, NULL);
	maal(&(struct maaling){"the same with outbox", commit, 300, 2.0}, s);
	maal(&(struct maaling){"point reads, 40,000", opslag, 9, 1.15}, s);
	maal(&(struct maaling){"scan after opening", skan, 25, 2.0}, s);
	maal(&(struct maaling){"integrity_check", efterse, 9, 0}, s);
	laasop(mappe);
	for (int k = 0; k < 2; k++) {
		sqlite3_close(s[k].db);
		vault_free(s[k].v);
		outbox_free(s[k].udbakke);
		unlink(s[k].sti);
	}
	unlink(ud);
	return 0;
}
