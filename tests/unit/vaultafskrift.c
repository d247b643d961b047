#include <criterion/criterion.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "core/base/err.h"
#include "core/io/varig.h"
#include "core/io/vault.h"
#include "core/io/vaultdb.h"
#include "core/io/vaultlager.h"

#define KODE(s) ((struct segl_data){s, strlen(s)})

static char mappe[64], sti[96], til[96];

static void start(void)
{
	strcpy(mappe, "/tmp/femtrin-afskrift-XXXXXX");
	cr_assert_not_null(mkdtemp(mappe));
	snprintf(sti, sizeof sti, "%s/femtrin.db", mappe);
	snprintf(til, sizeof til, "%s/kopi.db", mappe);
}

static void slut(void)
{
	char cmd[128];
	snprintf(cmd, sizeof cmd, "rm -rf '%s'", mappe);
	cr_assert_eq(system(cmd), 0);
}

TestSuite(vaultafskrift, .init = start, .fini = slut);

static void hvil(long ms)
{
	nanosleep(&(struct timespec){.tv_nsec = ms * 1000000L}, NULL);
}

static sqlite3 *aabn_db(struct vaultlager *l, const char *fil)
{
	sqlite3 *db;
	struct err e;
	cr_assert_eq(sqlite3_open_v2(fil, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
				     vault_navn(vaultlager_vault(l))), SQLITE_OK);
	cr_assert_eq(vaultdb_krav(db, &e), 0, "%s", e.tekst);
	return db;
}

static void sql(sqlite3 *db, const char *s)
{
	cr_assert_eq(sqlite3_exec(db, s, NULL, NULL, NULL), SQLITE_OK, "%s", s);
}

static int64_t tal(sqlite3 *db, const char *s)
{
	sqlite3_stmt *p = NULL;
	cr_assert_eq(sqlite3_prepare_v2(db, s, -1, &p, NULL), SQLITE_OK);
	cr_assert_eq(sqlite3_step(p), SQLITE_ROW);
	int64_t v = sqlite3_column_int64(p, 0);
	sqlite3_finalize(p);
	return v;
}

/* Every row gets the same number in each commit: a copy that holds two of them was
 * taken in the middle of one. */
static const char lav[] = "CREATE TABLE t(i INTEGER PRIMARY KEY, x, f);"
	"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 300) "
	"INSERT INTO t SELECT i, 0, hex(randomblob(600)) FROM n";

static void nyt_lager(struct vaultlager **l)
{
	struct noegle_valg v = {.pris = {NOEGLE_RUNDER, NOEGLE_KIB_MIN}};
	struct err e = {0};
	cr_assert_eq(vaultlager_opret(l, sti, KODE("a"), &v, &e), 0, "%s", e.tekst);
	sqlite3 *db = aabn_db(*l, sti);
	sql(db, lav);
	sqlite3_close(db);
}

/* Another process that writes till it is killed, resting this long in between. */
static pid_t skriver(struct vaultlager *l, long ms)
{
	int roer[2];
	char c;
	cr_assert_eq(pipe(roer), 0);
	pid_t pid = fork();
	if (pid == 0) {
		sqlite3 *db = aabn_db(l, sti);
		for (;;) {
			sql(db, "UPDATE t SET x = x + 1");
			if (write(roer[1], "x", 1) != 1)
				_exit(1);
			if (ms)
				hvil(ms);
		}
	}
	close(roer[1]);
	cr_assert_eq(read(roer[0], &c, 1), 1);
	/* The reading end stays open: the writer must not die of it. */
	return pid;
}

static void stop(pid_t pid)
{
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
}

static void kopien_er_hel(void)
{
	struct vaultlager *l;
	struct err e = {0};
	cr_assert_eq(vaultlager_aabn(&l, til, KODE("a"), &e), 0, "%s", e.tekst);
	sqlite3 *db = aabn_db(l, til);
	cr_assert_eq(vaultdb_kontrol(db, NULL, NULL, NULL), 0);
	cr_assert_eq(tal(db, "SELECT count(*) FROM t"), 300);
	cr_assert_eq(tal(db, "SELECT count(DISTINCT x) FROM t"), 1, "taken in the middle of a commit");
	cr_assert_gt(tal(db, "SELECT max(x) FROM t"), 0);
	sqlite3_close(db);
	vaultlager_free(l);
}

Test(vaultafskrift, a_store_another_process_writes_to_is_copied_between_two_commits)
{
	struct vaultlager *l;
	struct err e = {0};
	nyt_lager(&l);
	pid_t pid = skriver(l, 30);
	cr_assert_eq(vaultlager_holder(sti), pid);
	int rc = vaultlager_afskrift(l, sti, til, &e);
	cr_assert_eq(vaultlager_holder(sti), pid, "the copy has not cost the other one its lock");
	stop(pid);
	cr_assert_eq(rc, 0, "%s", e.tekst);
	kopien_er_hel();
	cr_assert_eq(vaultlager_afskrift(l, sti, til, &e), ERR_BRUG);
	kopien_er_hel();
	vaultlager_free(l);
}

Test(vaultafskrift, one_that_is_never_at_rest_gives_a_whole_copy_or_none)
{
	struct vaultlager *l;
	struct err e = {0};
	char ny[128], noegle[128];
	nyt_lager(&l);
	pid_t pid = skriver(l, 0);
	int rc = vaultlager_afskrift(l, sti, til, &e);
	stop(pid);
	vaultlager_free(l);
	if (rc == 0) {
		kopien_er_hel();
		return;
	}
	cr_assert_eq(rc, ERR_LAAST, "%s", e.tekst);
	snprintf(ny, sizeof ny, "%s.ny", til);
	snprintf(noegle, sizeof noegle, "%s.noegle", til);
	cr_assert(access(til, F_OK) != 0 && access(ny, F_OK) != 0 && access(noegle, F_OK) != 0);
}

Test(vaultafskrift, a_commit_under_way_is_waited_for)
{
	struct vaultlager *l;
	char journal[128];
	struct err e = {0};
	nyt_lager(&l);
	snprintf(journal, sizeof journal, "%s-journal", sti);
	cr_assert_eq(varig_skriv(journal, "halvvejs", 8, NULL), 0);
	cr_assert_eq(vaultlager_afskrift(l, sti, til, &e), ERR_LAAST);
	cr_assert_neq(access(til, F_OK), 0);
	unlink(journal);
	cr_assert_eq(vaultlager_afskrift(l, sti, til, &e), 0, "%s", e.tekst);
	vaultlager_free(l);
}
