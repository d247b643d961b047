#include <criterion/criterion.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/io/varig.h"
#include "core/io/vault.h"
#include "core/io/vaultdb.h"
#include "core/io/vaultkopi.h"
#include "core/io/vaultlager.h"

#define KODE(s) ((struct segl_data){s, strlen(s)})
#define CPR "720168-0004"

static const struct noegle_valg billig = {.pris = {NOEGLE_RUNDER, NOEGLE_KIB_MIN}};
static char mappe[64], sti[96], til[96];

static void start(void)
{
	strcpy(mappe, "/tmp/femtrin-lager-XXXXXX");
	cr_assert_not_null(mkdtemp(mappe));
	snprintf(sti, sizeof sti, "%s/sag #1%%.db", mappe);     /* a name a URI would choke on */
	snprintf(til, sizeof til, "%s/kopi.db", mappe);
}

static void slut(void)
{
	char cmd[128];
	snprintf(cmd, sizeof cmd, "rm -rf '%s'", mappe);
	cr_assert_eq(system(cmd), 0);
}

TestSuite(vaultlager, .init = start, .fini = slut);

static sqlite3 *aabn_db(struct vaultlager *l, const char *fil)
{
	sqlite3 *db;
	struct err e;
	cr_assert_eq(sqlite3_open_v2(fil, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
				     vault_navn(vaultlager_vault(l))), SQLITE_OK);
	cr_assert_eq(vaultdb_krav(db, &e), 0, "%s", e.tekst);
	return db;
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

static void sql(sqlite3 *db, const char *s)
{
	cr_assert_eq(sqlite3_exec(db, s, NULL, NULL, NULL), SQLITE_OK, "%s", sqlite3_errmsg(db));
}

static struct vaultlager *lav(int raekker)
{
	struct vaultlager *l;
	struct err e;
	char s[200];
	cr_assert_eq(vaultlager_opret(&l, sti, KODE("a"), &billig, &e), 0, "%s", e.tekst);
	sqlite3 *db = aabn_db(l, sti);
	snprintf(s, sizeof s, "CREATE TABLE t(i INTEGER PRIMARY KEY, x); "
		 "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT %d) "
		 "INSERT INTO t SELECT i, '" CPR "' || i FROM n", raekker);
	sql(db, s);
	sqlite3_close(db);
	cr_assert_eq(noegle_tag_i_brug(vaultlager_noegle(l), NULL), 0);
	return l;
}

static bool findes_i(const char *fil, const char *s)
{
	struct buf b = BUF_TOM;
	bool der = false;
	varig_laes(&b, fil, 1u << 30, NULL);
	for (size_t i = 0; !der && i + strlen(s) <= b.len; i++)
		der = memcmp(b.data + i, s, strlen(s)) == 0;
	buf_done(&b);
	return der;
}

Test(vaultlager, a_store_is_made_locked_and_unlocked)
{
	struct vaultlager *l;
	cr_assert_eq(vaultlager_art(sti), VAULTLAGER_INGEN);
	vaultlager_free(lav(10));
	cr_assert_eq(vaultlager_art(sti), VAULTLAGER_FORSEGLET);
	cr_assert_not(findes_i(sti, CPR));
	cr_assert_eq(vaultlager_opret(&l, sti, KODE("b"), &billig, NULL), ERR_BRUG);
	cr_assert_eq(vaultlager_aabn(&l, sti, KODE("b"), NULL), ERR_NOEGLE);
	cr_assert_null(l);
	cr_assert_eq(vaultlager_aabn(&l, sti, KODE("a"), NULL), 0);
	sqlite3 *db = aabn_db(l, sti);
	cr_assert_eq(tal(db, "SELECT count(*) FROM t"), 10);
	sqlite3_close(db);
	vaultlager_free(l);
}

Test(vaultlager, a_store_that_is_gone_or_emptied_is_a_loss_and_not_a_new_store)
{
	struct vaultlager *l;
	vaultlager_free(lav(10));
	cr_assert_eq(truncate(sti, 0), 0);
	cr_assert_eq(vaultlager_art(sti), VAULTLAGER_FORSEGLET);
	cr_assert_eq(vaultlager_aabn(&l, sti, KODE("a"), NULL), ERR_SKADET);
	unlink(sti);
	cr_assert_eq(vaultlager_aabn(&l, sti, KODE("a"), NULL), ERR_SKADET);
}

Test(vaultlager, a_first_start_that_was_cut_off_goes_on_with_its_passphrase)
{
	struct vaultlager *l;
	cr_assert_eq(vaultlager_opret(&l, sti, KODE("a"), &billig, NULL), 0);
	vaultlager_free(l);
	cr_assert_eq(vaultlager_art(sti), VAULTLAGER_FORSEGLET);
	cr_assert_eq(vaultlager_aabn(&l, sti, KODE("a"), NULL), 0);
	vaultlager_free(l);
}

Test(vaultlager, the_municipality_gives_a_forgotten_store_a_new_passphrase)
{
	struct vaultlager *l;
	uint8_t off[32], priv[32];
	struct noegle_valg v = billig;
	segl_par(off, priv);
	v.genopretning = off;
	cr_assert_eq(vaultlager_opret(&l, sti, KODE("a"), &v, NULL), 0);
	sqlite3 *db = aabn_db(l, sti);
	sql(db, "CREATE TABLE t(x); INSERT INTO t VALUES (7)");
	sqlite3_close(db);
	vaultlager_free(l);
	cr_assert_eq(vaultlager_genopret(&l, sti, off, KODE("b"), NULL), ERR_NOEGLE);
	cr_assert_eq(vaultlager_genopret(&l, sti, priv, KODE("b"), NULL), 0);
	db = aabn_db(l, sti);
	cr_assert_eq(tal(db, "SELECT x FROM t"), 7);
	sqlite3_close(db);
	vaultlager_free(l);
	cr_assert_eq(vaultlager_aabn(&l, sti, KODE("a"), NULL), ERR_NOEGLE);
	cr_assert_eq(vaultlager_aabn(&l, sti, KODE("b"), NULL), 0);
	vaultlager_free(l);
}

Test(vaultlager, a_backup_made_while_typing_holds_what_was_typed_meanwhile)
{
	struct vaultlager *l = lav(3000);
	struct vaultkopi *k;
	struct err e = {0};
	int rc, skridt = 0;
	sqlite3 *db = aabn_db(l, sti);
	sql(db, "DELETE FROM t WHERE i BETWEEN 500 AND 1500");          /* free pages */
	cr_assert_eq(vaultlager_backup(&k, l, db, til, &e), 0, "%s", e.tekst);
	while ((rc = vaultkopi_skridt(k, 4, &e)) == 1)
		if (skridt++ < 3)
			sql(db, "INSERT INTO t(x) VALUES ('nyt')");
	cr_assert_eq(rc, 0, "%s", e.tekst);
	vaultkopi_free(k);
	cr_assert_gt(skridt, 3);
	int64_t facit = tal(db, "SELECT count(*) FROM t");
	cr_assert_eq(vaultlager_backup(&k, l, db, til, &e), ERR_BRUG);
	sqlite3_close(db);
	vaultlager_free(l);
	cr_assert_not(findes_i(til, CPR));
	cr_assert_eq(vaultlager_aabn(&l, til, KODE("a"), &e), 0, "%s", e.tekst);
	db = aabn_db(l, til);
	cr_assert_eq(tal(db, "SELECT count(*) FROM t"), facit);
	cr_assert_eq(tal(db, "SELECT count(*) FROM t WHERE x = 'nyt'"), 3);
	cr_assert_eq(vaultdb_kontrol(db, NULL, NULL, NULL), 0);
	sqlite3_close(db);
	vaultlager_free(l);
}

Test(vaultlager, a_backup_given_up_leaves_no_copy)
{
	struct vaultlager *l = lav(2000);
	struct vaultkopi *k;
	char ny[128];
	sqlite3 *db = aabn_db(l, sti);
	cr_assert_eq(vaultlager_backup(&k, l, db, til, NULL), 0);
	cr_assert_eq(vaultkopi_skridt(k, 2, NULL), 1);
	vaultkopi_free(k);
	snprintf(ny, sizeof ny, "%s.ny", til);
	cr_assert_neq(access(ny, F_OK), 0);
	cr_assert_neq(access(til, F_OK), 0);
	cr_assert_not(noegle_findes(til), "nor the key of one");
	cr_assert_eq(vaultlager_backup(&k, l, db, til, NULL), 0, "and the name is free again");
	vaultkopi_free(k);
	sqlite3_close(db);
	vaultlager_free(l);
}

/* An unsealed store, as an earlier version left it. */
static void aaben(void)
{
	sqlite3 *db;
	cr_assert_eq(sqlite3_open(sti, &db), SQLITE_OK);
	sql(db, "PRAGMA user_version=3; CREATE TABLE t(i INTEGER PRIMARY KEY, x, b BLOB);"
		"CREATE TABLE u(k TEXT PRIMARY KEY, v) WITHOUT ROWID; CREATE INDEX tx ON t(x);"
		"CREATE VIRTUAL TABLE f USING fts5(x); CREATE VIEW w AS SELECT x FROM t;"
		"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 2000) "
		"INSERT INTO t SELECT i, '" CPR "' || i, zeroblob(i % 90) FROM n;"
		"INSERT INTO u SELECT x, i FROM t; INSERT INTO f SELECT 'hjælp ' || x FROM t;"
		"DELETE FROM t WHERE i % 3 = 0");
	sqlite3_close(db);
	cr_assert_eq(vaultlager_art(sti), VAULTLAGER_AABEN);
}

static void forseglet_og_hel(const char *kode)
{
	struct vaultlager *l;
	struct err e;
	cr_assert_eq(vaultlager_art(sti), VAULTLAGER_FORSEGLET);
	cr_assert_eq(vaultlager_aabn(&l, sti, KODE(kode), &e), 0, "%s", e.tekst);
	sqlite3 *db = aabn_db(l, sti);
	cr_assert_eq(tal(db, "SELECT count(*) FROM t"), 1334);
	cr_assert_eq(tal(db, "SELECT count(*) FROM u"), 2000);
	cr_assert_eq(tal(db, "SELECT count(*) FROM f WHERE f MATCH 'hjælp'"), 2000);
	cr_assert_eq(tal(db, "PRAGMA user_version"), 3);
	cr_assert_eq(vaultdb_kontrol(db, NULL, NULL, NULL), 0);
	sqlite3_close(db);
	vaultlager_free(l);
}

Test(vaultlager, an_unsealed_store_is_sealed_with_every_row)
{
	struct err e = {0};
	aaben();
	cr_assert(findes_i(sti, CPR));
	cr_assert_eq(vaultlager_forsegl(sti, KODE("a"), &billig, &e), 0, "%s", e.tekst);
	cr_assert_not(findes_i(sti, CPR));
	forseglet_og_hel("a");
	cr_assert_eq(vaultlager_forsegl(sti, KODE("a"), &billig, &e), ERR_BRUG);
}

Test(vaultlager, a_sealing_that_was_interrupted_is_begun_again_with_any_passphrase)
{
	struct noegle *n;
	char ny[128];
	aaben();
	cr_assert_eq(noegle_opret(&n, sti, KODE("glemt"), &billig, NULL), 0);
	noegle_free(n);
	snprintf(ny, sizeof ny, "%s.ny", sti);
	cr_assert_eq(varig_skriv(ny, "halv", 4, NULL), 0);
	cr_assert_eq(vaultlager_art(sti), VAULTLAGER_AABEN);
	cr_assert_eq(vaultlager_forsegl(sti, KODE("b"), &billig, NULL), 0);
	forseglet_og_hel("b");
}

Test(vaultlager, the_key_of_a_sealed_store_is_not_given_up_for_an_unsealed_file)
{
	struct vaultlager *l;
	vaultlager_free(lav(5));
	unlink(sti);
	aaben();
	cr_assert_eq(vaultlager_forsegl(sti, KODE("a"), &billig, NULL), ERR_BRUG);
	cr_assert_eq(vaultlager_aabn(&l, sti, KODE("a"), NULL), ERR_SKADET);
	cr_assert(noegle_findes(sti));
}

Test(vaultlager, a_store_that_is_open_elsewhere_is_not_sealed_and_its_holder_is_named)
{
	int klar[2], stop[2];
	char c;
	aaben();
	cr_assert_eq(pipe(klar), 0);
	cr_assert_eq(pipe(stop), 0);
	pid_t barn = fork();
	if (barn == 0) {
		sqlite3 *db;
		sqlite3_open(sti, &db);
		sqlite3_exec(db, "BEGIN EXCLUSIVE", NULL, NULL, NULL);
		close(stop[1]);
		if (write(klar[1], "x", 1) == 1 && read(stop[0], &c, 1) < 0)
			_exit(1);
		sqlite3_close(db);
		_exit(0);
	}
	cr_assert_eq(read(klar[0], &c, 1), 1);
	cr_assert_eq(vaultlager_holder(sti), barn);
	cr_assert_eq(vaultlager_forsegl(sti, KODE("a"), &billig, NULL), ERR_LAAST);
	close(stop[0]);
	close(stop[1]);
	waitpid(barn, NULL, 0);
	cr_assert_eq(vaultlager_holder(sti), 0);
	cr_assert_not(noegle_findes(sti));
}
