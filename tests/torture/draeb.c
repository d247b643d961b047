/*
 * kill -9: a child works in a sealed store on the real disk and tells each
 * commit it has been promised; it is killed at a random moment. The store has
 * to open, with every promised commit and no half one, every page authentic. Every
 * fifth time the recovery itself is killed first. The outbox is filled alongside.
 */
#include <sqlite3.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "core/base/err.h"
#include "core/io/outbox.h"
#include "core/io/vault.h"
#include "core/io/vaultdb.h"
#include "tests/torture/disk.h"

static const uint8_t noegle[VAULT_NOEGLE] = {3}, id[VAULT_LAGER] = {4};
static char sti[200], udbakke[210];

struct aaben {
	struct vault *v;
	sqlite3 *db;
};

static int aabn(struct aaben *a)
{
	*a = (struct aaben){0};
	int rc = vault_ny(&a->v, noegle, id, NULL, NULL);
	if (rc == 0 && sqlite3_open_v2(sti, &a->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
				       vault_navn(a->v)) != SQLITE_OK)
		rc = ERR_LAESEFEJL;
	return rc == 0 ? vaultdb_krav(a->db, NULL) : rc;
}

static void luk(struct aaben *a)
{
	sqlite3_close(a->db);
	vault_free(a->v);
}

/* Each transaction adds one row to `trin` and changes many pages of `sider`, all to
 * the same number: half a transaction would show. */
static void barn(int fd)
{
	struct aaben a;
	struct outbox *o;
	char t[300];
	if (aabn(&a) != 0 || outbox_aabn(&o, udbakke, noegle, id, NULL) != 0)
		_exit(3);
	for (;;) {
		if (sqlite3_exec(a.db, "BEGIN IMMEDIATE; INSERT INTO trin DEFAULT VALUES;"
				       "UPDATE sider SET n = (SELECT max(i) FROM trin),"
				       " fyld = zeroblob(abs(random() % 3000)) WHERE i % 7 < 4;"
				       "UPDATE sider SET n = (SELECT max(i) FROM trin) WHERE i % 7 >= 4;"
				       "COMMIT", NULL, NULL, NULL) != SQLITE_OK)
			_exit(4);
		int64_t nr = sqlite3_last_insert_rowid(a.db);
		int n = snprintf(t, sizeof t, "%lld", (long long)nr);
		if (outbox_tilfoej(o, (struct segl_data){t, (size_t)n}, NULL) != 0)
			_exit(5);
		if (write(fd, &nr, sizeof nr) != sizeof nr)
			_exit(0);
	}
}

static int64_t tal(sqlite3 *db, const char *sql)
{
	sqlite3_stmt *s = NULL;
	int64_t v = -1;
	if (sqlite3_prepare_v2(db, sql, -1, &s, NULL) == SQLITE_OK && sqlite3_step(s) == SQLITE_ROW)
		v = sqlite3_column_int64(s, 0);
	sqlite3_finalize(s);
	return v;
}

static int sidst(void *arg, struct segl_data p)
{
	char t[32] = {0};
	memcpy(t, p.p, p.n < 31 ? p.n : 31);
	*(int64_t *)arg = atoll(t);
	return 0;
}

/* lovet: committed for certain; udbakket: told by this child, so in the outbox as well. */
static const char *efter(int64_t lovet, int64_t udbakket)
{
	struct aaben a;
	struct outbox *o;
	struct outbox_fund f;
	int64_t i_udbakke = 0;
	const char *fejl = NULL;
	if (aabn(&a) != 0)
		return "does not open";
	int64_t nr = tal(a.db, "SELECT coalesce(max(i), 0) FROM trin");
	if (nr < lovet || nr > lovet + 1)
		fejl = "a promised commit is missing";
	else if (tal(a.db, "SELECT count(DISTINCT n) FROM sider") != 1 ||
		 tal(a.db, "SELECT max(n) FROM sider") != nr)
		fejl = "half a transaction";
	else if (tal(a.db, "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'"))
		fejl = "integrity";
	else if (vaultdb_frie_sider(a.db, NULL) < 0 || vaultdb_kontrol(a.db, NULL, NULL, NULL) != 0)
		fejl = "pages";
	if (!fejl && outbox_aabn(&o, udbakke, noegle, id, NULL) != 0)
		fejl = "outbox";
	if (!fejl) {
		outbox_laes(o, sidst, &i_udbakke, &f, NULL);
		if (f.skadede || i_udbakke < udbakket)
			fejl = "outbox misses a record";
		outbox_free(o);
	}
	luk(&a);
	return fejl;
}

static void vent(struct rng *r, long us)
{
	struct timespec t = {0, (long)rng_under(r, (uint64_t)us) * 1000};
	nanosleep(&t, NULL);
}

/* Kills an opening, too, which may be in the middle of rolling back. */
static void draeb_aabning(struct rng *r)
{
	pid_t p = fork();
	if (p == 0) {
		struct aaben a;
		aabn(&a);
		_exit(0);
	}
	vent(r, 3000);
	kill(p, SIGKILL);
	waitpid(p, NULL, 0);
}

int main(int argc, char **argv)
{
	long antal = argc > 1 ? atol(argv[1]) : 50, daarlige = 0, i;
	struct rng r = {argc > 2 ? strtoull(argv[2], NULL, 10) : 1};
	uint64_t froe = r.s;
	char mappe[] = "/tmp/femtrin-draeb-XXXXXX";
	int64_t lovet = 0;
	if (!mkdtemp(mappe))
		return 2;
	snprintf(sti, sizeof sti, "%s/sag.db", mappe);
	snprintf(udbakke, sizeof udbakke, "%s/udbakke", mappe);
	struct aaben a;
	if (aabn(&a) != 0 || sqlite3_exec(a.db, "CREATE TABLE trin(i INTEGER PRIMARY KEY);"
			"CREATE TABLE sider(i INTEGER PRIMARY KEY, n, fyld);"
			"WITH RECURSIVE k(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM k LIMIT 80) "
			"INSERT INTO sider SELECT i, 0, zeroblob(900) FROM k", NULL, NULL, NULL) != 0)
		return 2;
	luk(&a);
	for (i = 0; i < antal && daarlige < 5; i++) {
		int roer[2];
		if (pipe(roer) != 0)
			return 2;
		pid_t p = fork();
		if (p == 0)
			barn(roer[1]);
		close(roer[1]);
		vent(&r, 31000);
		kill(p, SIGKILL);
		waitpid(p, NULL, 0);
		int64_t udbakket = 0;
		while (read(roer[0], &udbakket, sizeof udbakket) == sizeof udbakket)
			lovet = udbakket;
		close(roer[0]);
		if (i % 5 == 4)
			draeb_aabning(&r);
		const char *fejl = efter(lovet, udbakket);
		if (fejl)
			daarlige++, printf("  FAIL kill %ld: %s\n", i, fejl);
		/* What had been committed but not promised counts from now on. */
		if (aabn(&a) == 0) {
			lovet = tal(a.db, "SELECT coalesce(max(i), 0) FROM trin");
			luk(&a);
		}
		if (i % 20 == 19)
			unlink(udbakke);
	}
	printf("draeb: seed %llu, %ld kills in %lld commits, %ld bad\n", (unsigned long long)froe, i,
	       (long long)lovet, daarlige);
	unlink(sti);
	unlink(udbakke);
	char j[220];
	snprintf(j, sizeof j, "%s-journal", sti);
	unlink(j);
	rmdir(mappe);
	return daarlige != 0;
}
