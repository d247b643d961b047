#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/io/db.h"
#include "core/journal/journal.h"
#include "core/journal/kladde.h"
#include "core/journal/journal.h"
#include "core/journal/modtag.h"
#include "core/journal/skema.h"
#include "core/journal/store.h"

#define SQL FEMTRIN_KILDE "/core/sql"

static char mappe[64], fil[128];

static void setup(void)
{
	strcpy(mappe, "/tmp/femtrin-skema-XXXXXX");
	cr_assert_not_null(mkdtemp(mappe));
}

static void teardown(void)
{
	char kommando[128];
	snprintf(kommando, sizeof kommando, "rm -rf '%s'", mappe);
	cr_assert_eq(system(kommando), 0);
}

TestSuite(skema, .init = setup, .fini = teardown);

static void put(const char *navn, const char *tekst)
{
	snprintf(fil, sizeof fil, "%s/%s", mappe, navn);
	FILE *f = fopen(fil, "w");
	cr_assert_not_null(f);
	fputs(tekst, f);
	fclose(f);
}

static struct db *memory(void)
{
	struct db *db = NULL;
	struct err e;
	cr_assert_eq(db_open(&db, NULL, DB_HUKOMMELSE, &e), 0);
	return db;
}

static int64_t tal(struct db *db, const char *sql)
{
	struct err e = {0};
	struct stmt *s = db_stmt(db, sql, &e);
	cr_assert_eq(stmt_step(s, &e), 1, "%s: %s", sql, e.tekst);
	int64_t n = stmt_kol_tal(s, 0);
	stmt_reset(s);
	return n;
}

static const char FOERST[] = "PRAGMA application_id = 1178946900; CREATE TABLE a (x); "
			     "PRAGMA user_version = 1;";

Test(skema, runs_the_steps_that_are_missing_in_order)
{
	struct db *db = memory();
	struct err e = {0};
	put("0001-a.sql", FOERST);
	put("README", "not a step");
	cr_assert_eq(skema_opgrader(db, mappe, true, &e), 0, "%s", e.tekst);
	put("0002-b.sql", "ALTER TABLE a ADD COLUMN y; PRAGMA user_version = 2;");
	put("0003-c.sql", "INSERT INTO a (y) VALUES (7); PRAGMA user_version = 3;");
	cr_assert_eq(skema_opgrader(db, mappe, false, &e), 0, "%s", e.tekst);
	cr_assert_eq(skema_opgrader(db, mappe, false, &e), 0, "again does nothing");
	cr_assert_eq(tal(db, "SELECT count(*) FROM a WHERE y = 7"), 1);
	db_close(db);
}

Test(skema, a_step_that_fails_leaves_the_store_as_it_was)
{
	struct db *db = memory();
	struct err e = {0};
	put("0001-a.sql", FOERST);
	put("0002-b.sql", "CREATE TABLE b (x); INSERT INTO findes_ikke VALUES (1); "
			  "PRAGMA user_version = 2;");
	cr_assert_lt(skema_opgrader(db, mappe, true, &e), 0);
	cr_assert_eq(tal(db, "PRAGMA user_version"), 1);
	cr_assert_eq(tal(db, "SELECT count(*) FROM sqlite_schema"), 1);
	put("0002-b.sql", "CREATE TABLE b (x);");
	cr_assert_lt(skema_opgrader(db, mappe, true, &e), 0, "a step says its number");
	cr_assert(strstr(e.tekst, "user_version = 2"), "%s", e.tekst);
	cr_assert_eq(tal(db, "SELECT count(*) FROM sqlite_schema"), 1);
	db_close(db);
}

Test(skema, a_hole_among_the_steps_is_said)
{
	struct db *db = memory();
	struct err e = {0};
	cr_assert_lt(skema_opgrader(db, mappe, true, &e), 0, "no step at all");
	put("0001-a.sql", FOERST);
	put("0003-c.sql", "PRAGMA user_version = 3;");
	cr_assert_lt(skema_opgrader(db, mappe, true, &e), 0);
	cr_assert(strstr(e.tekst, "trin 2"), "%s", e.tekst);
	cr_assert_eq(tal(db, "PRAGMA user_version"), 0);
	db_close(db);
}

Test(skema, no_table_and_no_column_stands_without_a_comment)
{
	FILE *f = fopen(SQL "/0001-journal.sql", "r");
	cr_assert_not_null(f);
	char linje[512], forrige[512] = "";
	bool tabel = false;
	int kolonner = 0;
	while (fgets(linje, sizeof linje, f)) {
		if (strncmp(linje, "CREATE ", 7) == 0)
			cr_assert(strncmp(forrige, "--", 2) == 0, "%s", linje);
		tabel = strncmp(linje, "CREATE TABLE", 12) == 0 || (tabel && linje[0] == '\t');
		if (tabel && linje[0] == '\t' && linje[1] >= 'a' && linje[1] <= 'z') {
			cr_assert(strstr(linje, "--"), "%s", linje);
			kolonner++;
		}
		strcpy(forrige, linje);
	}
	fclose(f);
	cr_assert_gt(kolonner, 50);
}

static struct store *upgraded(const char *navn)
{
	char kommando[400];
	struct store *s = NULL;
	struct err e = {0};
	snprintf(fil, sizeof fil, "%s/%s", mappe, navn);
	snprintf(kommando, sizeof kommando, "cp '%s/tests/fixtures/%s' '%s'", FEMTRIN_KILDE, navn,
		 fil);
	cr_assert_eq(system(kommando), 0);
	struct store_valg v = {.sti = fil, .sqlmappe = SQL, .bruger = "demo"};
	cr_assert_eq(store_open(&s, &v, &e), 0, "%s", e.tekst);
	return s;
}

static void schema(struct db *db, struct buf *ud)
{
	struct err e;
	struct stmt *s = db_stmt(db, "SELECT type, name, coalesce(sql, '') FROM sqlite_schema "
				     "ORDER BY type, name", &e);
	while (stmt_step(s, &e) > 0)
		buf_format(ud, "%s %s %s\n", stmt_kol_tekst(s, 0), stmt_kol_tekst(s, 1),
			   stmt_kol_tekst(s, 2));
	stmt_reset(s);
}

Test(skema, a_store_of_version_1_is_upgraded_whole)
{
	struct store *s = upgraded("store-v1.db");
	struct db *db = store_db(s), *ny = memory();
	struct err e = {0};
	cr_assert_eq(store_verify(s, NULL, NULL, &e), 0, "%s", e.tekst);
	cr_assert_eq(tal(db, "SELECT count(*) FROM journal"), 12);
	cr_assert_eq(tal(db, "SELECT count(*) FROM felt WHERE felt = 'opgaver.minutter' "
			     "AND vaerdi = '30'"), 1);
	cr_assert_eq(tal(db, "SELECT count(*) FROM objekt WHERE slettet"), 1);
	cr_assert_eq(tal(db, "SELECT count(*) FROM kladde WHERE tekst = 'halvt skrevet'"), 1);
	cr_assert_eq(tal(db, "SELECT count(*) FROM fil"), 1);
	cr_assert_eq(skema_opgrader(ny, SQL, true, &e), 0);
	struct buf a = BUF_TOM, b = BUF_TOM;
	schema(db, &a);
	schema(ny, &b);
	cr_assert_str_eq(buf_str(&a), buf_str(&b), "upgraded and new are not the same");
	buf_done(&a);
	buf_done(&b);
	db_close(ny);
	store_close(s);
}

Test(skema, a_store_of_version_2_is_upgraded_whole_and_what_waited_for_newer_forms_comes)
{
	struct store *s = upgraded("store-v2.db");
	struct db *db = store_db(s);
	struct err e = {0};
	cr_assert_eq(store_verify(s, NULL, NULL, &e), 0, "%s", e.tekst);
	cr_assert_eq(tal(db, "SELECT count(*) FROM journal"), 17);
	cr_assert_eq(tal(db, "SELECT konflikter FROM sag"), 1);
	cr_assert_eq(tal(db, "SELECT usendt FROM sag"), 1);
	cr_assert_eq(tal(db, "SELECT count(*) FROM afvist WHERE grund = 'ANDEN_KOMMUNE'"), 1);
	cr_assert_eq(tal(db, "SELECT count(*) FROM kvittering"), 2);
	cr_assert_eq(tal(db, "SELECT count(*) FROM felt WHERE felt = 'borger.telefon'"), 0);
	cr_assert_eq(modtag_frigiv(store_journal(s), &e), 0);
	cr_assert_eq(tal(db, "SELECT count(*) FROM felt WHERE felt = 'borger.telefon'"), 0);
	journal_skema(store_journal(s), 99);
	cr_assert_eq(modtag_frigiv(store_journal(s), &e), 0, "%s", e.tekst);
	cr_assert_eq(tal(db, "SELECT count(*) FROM felt WHERE felt = 'borger.telefon' "
			     "AND vaerdi = '12345678'"), 1);
	cr_assert_eq(tal(db, "SELECT konflikter FROM sag"), 1);
	cr_assert_eq(store_verify(s, NULL, NULL, &e), 0, "%s", e.tekst);
	store_close(s);
}

/* What is asked at each start and each drawing does not read the journal through. */
Test(skema, quarantine_and_conflicts_are_read_off_an_index)
{
	static const struct { const char *sql, *indeks; } ask[] = {
		{"EXPLAIN QUERY PLAN SELECT DISTINCT sag FROM journal INDEXED BY journal_karantaene "
		 "WHERE udenfor = 2 AND skema <= 1", "SEARCH journal USING INDEX journal_karantaene"},
		{"EXPLAIN QUERY PLAN SELECT coalesce(sum(konflikter), 0) FROM sag WHERE konflikter > 0",
		 "INDEX sag_konflikt"},
	};
	struct db *db = memory();
	struct err e = {0};
	cr_assert_eq(skema_opgrader(db, SQL, true, &e), 0, "%s", e.tekst);
	for (size_t i = 0; i < sizeof ask / sizeof *ask; i++) {
		struct stmt *s = db_stmt(db, ask[i].sql, &e);
		cr_assert_eq(stmt_step(s, &e), 1);
		cr_expect(strstr(stmt_kol_tekst(s, 3), ask[i].indeks), "%s", stmt_kol_tekst(s, 3));
		stmt_reset(s);
	}
	db_close(db);
}
