#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/err.h"
#include "core/io/db.h"

static char mappe[] = "/tmp/femtrin-db-XXXXXX";
static char sti[64], vejen[80];

static void setup(void)
{
	strcpy(mappe + strlen(mappe) - 6, "XXXXXX");
	cr_assert_not_null(mkdtemp(mappe));
	snprintf(sti, sizeof sti, "%s/a.db", mappe);
}

static void teardown(void)
{
	remove(sti);
	snprintf(vejen, sizeof vejen, "%s-journal", sti);
	remove(vejen);
	chmod(mappe, 0700);
	rmdir(mappe);
}

TestSuite(db, .init = setup, .fini = teardown);

static struct db *fresh(void)
{
	struct db *db = NULL;
	struct err e = {0};
	cr_assert_eq(db_open(&db, sti, DB_OPRET, &e), 0, "%s", e.tekst);
	cr_assert_eq(db_exec(db, "CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT)", &e), 0);
	return db;
}

static void put(const char *bytes, size_t n)
{
	FILE *f = fopen(sti, "wb");
	cr_assert_not_null(f);
	fwrite(bytes, 1, n, f);
	fclose(f);
}

static int64_t count(struct db *db)
{
	struct err e;
	struct stmt *s = db_stmt(db, "SELECT count(*) FROM t", &e);
	cr_assert_eq(stmt_step(s, &e), 1);
	int64_t n = stmt_kol_tal(s, 0);
	stmt_reset(s);
	return n;
}

Test(db, a_missing_file_is_made_only_when_asked_and_is_ours_alone)
{
	struct db *db = NULL;
	struct err e = {0};
	struct stat st;
	cr_assert_eq(db_open(&db, sti, 0, &e), ERR_FINDES_IKKE);
	cr_assert_null(db);
	cr_assert(strstr(e.tekst, "der er ingen sagsfil"));
	db = fresh();
	cr_assert_eq(stat(sti, &st), 0);
	cr_assert_eq(st.st_mode & 0777, 0600);
	db_close(db);
}

Test(db, values_come_back_as_they_went_in)
{
	struct db *db = fresh();
	struct err e = {0};
	struct stmt *s = db_stmt(db, "INSERT INTO t (a, b) VALUES (:a, :b)", &e);
	stmt_tal(s, ":a", INT64_MAX);
	stmt_tekst(s, ":b", "blåbær");
	cr_assert_eq(stmt_koer(s, &e), 0);
	s = db_stmt(db, "SELECT a, b, NULL, x'0001' FROM t", &e);
	cr_assert_eq(stmt_step(s, &e), 1);
	size_t n;
	cr_assert_eq(stmt_kol_tal(s, 0), INT64_MAX);
	cr_assert_str_eq(stmt_kol_tekst(s, 1), "blåbær");
	cr_assert(stmt_er_nul(s, 2));
	cr_assert_arr_eq(stmt_kol_blob(s, 3, &n), "\0\1", 2);
	cr_assert_eq(n, 2);
	cr_assert_eq(stmt_step(s, &e), 0);
	db_close(db);
}

Test(db, a_statement_that_does_not_compile_gives_its_error_when_stepped)
{
	struct db *db = fresh();
	struct err e = {0};
	struct stmt *s = db_stmt(db, "SELECT findes_ikke FROM t", &e);
	cr_assert_null(s);
	stmt_tal(s, ":a", 1);
	stmt_tekst(s, ":b", "x");
	cr_assert_eq(stmt_koer(s, &e), ERR_FEJL);
	s = db_stmt(db, "SELECT :a", &e);
	stmt_tal(s, ":forkert", 1);
	cr_assert_lt(stmt_step(s, &e), 0, "an unknown parameter is no value");
	db_close(db);
}

Test(db, an_inner_rollback_takes_the_outer_act_with_it)
{
	struct db *db = fresh();
	struct err e = {0};
	uint64_t foer = db_tilbagerullet(db);
	cr_assert_eq(db_begin(db, "ydre", &e), 0);
	cr_assert_eq(db_exec(db, "INSERT INTO t VALUES (1, 'a')", &e), 0);
	cr_assert_eq(db_begin(db, "indre", &e), 0);
	db_rollback(db);
	cr_assert_lt(db_begin(db, "igen", &e), 0, "nothing more is taken in");
	cr_assert_lt(db_commit(db, &e), 0);
	cr_assert(strstr(e.tekst, "ydre"));
	cr_assert_eq(count(db), 0);
	cr_assert_gt(db_tilbagerullet(db), foer);
	cr_assert_eq(db_begin(db, "ny", &e), 0);
	cr_assert_eq(db_exec(db, "INSERT INTO t VALUES (1, 'a')", &e), 0);
	cr_assert_eq(db_commit(db, &e), 0);
	cr_assert_eq(count(db), 1);
	db_close(db);
}

Test(db, a_second_opener_is_told_that_it_is_open)
{
	struct db *db = fresh(), *to = NULL;
	struct err e = {0};
	pid_t barn = fork();
	if (barn == 0) {
		int kode = db_open(&to, sti, 0, &e);
		_exit(kode == ERR_LAAST && strstr(e.tekst, "åben i en anden") ? 0 : 1);
	}
	int status;
	cr_assert_eq(waitpid(barn, &status, 0), barn);
	cr_assert(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	cr_assert_eq(db_open(&to, sti, 0, &e), ERR_LAAST, "in the same process too");
	cr_assert(strstr(e.tekst, sti));
	db_close(db);
	cr_assert_eq(db_open(&to, sti, 0, &e), 0);
	db_close(to);
}

Test(db, a_file_that_is_no_database_is_refused_and_left_alone)
{
	char skrald[5000];
	struct db *db = NULL;
	struct err e = {0};
	memset(skrald, 'x', sizeof skrald);
	put(skrald, sizeof skrald);
	cr_assert_eq(db_open(&db, sti, DB_OPRET, &e), ERR_SKADET);
	cr_assert(strstr(e.tekst, "ikke en sagsfil"));
	struct stat st;
	stat(sti, &st);
	cr_assert_eq(st.st_size, (off_t)sizeof skrald);
	cr_assert_eq(db_open(&db, mappe, DB_OPRET, &e), ERR_UGYLDIG, "a folder is no file");
}

Test(db, a_full_disk_is_said_and_nothing_is_half_written)
{
	struct db *db = fresh();
	struct err e = {0};
	cr_assert_eq(db_exec(db, "PRAGMA max_page_count = 3", &e), 0);
	cr_assert_eq(db_begin(db, "noten er ikke gemt", &e), 0);
	cr_assert_eq(db_exec(db, "INSERT INTO t VALUES (1, 'lille')", &e), 0);
	struct stmt *s = db_stmt(db, "INSERT INTO t VALUES (2, zeroblob(100000))", &e);
	cr_assert_eq(stmt_koer(s, &e), ERR_FULD);
	cr_assert_str_eq(e.tekst, "noten er ikke gemt: disken er fuld; gør plads og prøv igen");
	s = db_stmt(db, "INSERT INTO t VALUES (3, 'alene')", &e);
	int kode = stmt_koer(s, &e);
	db_rollback(db);
	cr_assert_eq(count(db), 0, "kode %d", kode);
	db_close(db);
}

/* What somebody without more rights than others is told; root may always write. */
static int opened_by_nobody(void)
{
	enum { NOBODY = 65534 };
	bool root = geteuid() == 0;
	if (root)
		cr_assert(chown(mappe, NOBODY, NOBODY) == 0 && chown(sti, NOBODY, NOBODY) == 0);
	pid_t barn = fork();
	if (barn == 0) {
		struct db *db;
		struct err e = {0};
		if (root && (setgid(NOBODY) < 0 || setuid(NOBODY) < 0))
			_exit(99);
		_exit(-db_open(&db, sti, 0, &e));
	}
	int status;
	cr_assert_eq(waitpid(barn, &status, 0), barn);
	return WIFEXITED(status) ? -WEXITSTATUS(status) : 1;
}

Test(db, a_read_only_file_or_folder_is_said_before_anything_is_typed)
{
	db_close(fresh());
	cr_assert_eq(opened_by_nobody(), 0);
	cr_assert_eq(chmod(sti, 0400), 0);
	cr_assert_eq(opened_by_nobody(), ERR_SKRIVEBESKYTTET);
	cr_assert_eq(chmod(sti, 0600), 0);
	cr_assert_eq(chmod(mappe, 0500), 0);
	cr_assert_eq(opened_by_nobody(), ERR_SKRIVEBESKYTTET);
	cr_assert_eq(chmod(mappe, 0700), 0);
	cr_assert_eq(opened_by_nobody(), 0);
}

Test(db, the_file_is_written_only_through_a_rollback_journal)
{
	struct db *db = fresh();
	struct err e = {0};
	struct stat st;
	char wal[80];
	snprintf(wal, sizeof wal, "%s-wal", sti);
	snprintf(vejen, sizeof vejen, "%s-journal", sti);
	cr_assert_eq(db_begin(db, "x", &e), 0);
	cr_assert_eq(db_exec(db, "INSERT INTO t VALUES (1, 'a')", &e), 0);
	cr_assert_eq(stat(vejen, &st), 0);
	cr_assert_eq(st.st_mode & 0777, 0600);
	cr_assert_neq(stat(wal, &st), 0);
	cr_assert_eq(db_commit(db, &e), 0);
	FILE *f = fopen(vejen, "rb");
	cr_assert_not_null(f);
	cr_assert_eq(fgetc(f), 0, "the commit takes its header away");
	fclose(f);
	db_close(db);
	cr_assert_neq(stat(vejen, &st), 0, "closing deletes it");
}
