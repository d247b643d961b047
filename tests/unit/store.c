#include <criterion/criterion.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/err.h"
#include "core/io/db.h"
#include "core/io/krypto.h"
#include "core/journal/journal.h"
#include "core/journal/kladde.h"
#include "core/journal/store.h"

static char mappe[64], sti[96];

static void setup(void)
{
	strcpy(mappe, "/tmp/femtrin-store-XXXXXX");
	cr_assert_not_null(mkdtemp(mappe));
	snprintf(sti, sizeof sti, "%s/data/femtrin.db", mappe);
}

static void teardown(void)
{
	char kommando[128];
	snprintf(kommando, sizeof kommando, "rm -rf '%s'", mappe);
	cr_assert_eq(system(kommando), 0);
}

TestSuite(store, .init = setup, .fini = teardown);

static struct store_valg valg(bool opret)
{
	return (struct store_valg){.sti = sti, .sqlmappe = FEMTRIN_KILDE "/core/sql",
				   .bruger = "demo", .opret = opret};
}

static struct store *aaben(bool opret)
{
	struct store *s = NULL;
	struct err e = {0};
	struct store_valg v = valg(opret);
	cr_assert_eq(store_open(&s, &v, &e), 0, "%s", e.tekst);
	return s;
}

static int kode_af(bool opret, struct err *e)
{
	struct store *s = NULL;
	struct store_valg v = valg(opret);
	int kode = store_open(&s, &v, e);
	cr_assert_null(s);
	return kode;
}

static void exec_sql(const char *sql)
{
	struct store *s = aaben(false);
	struct err e = {0};
	cr_assert_eq(db_exec(store_db(s), sql, &e), 0, "%s", e.tekst);
	store_close(s);
}

Test(store, is_made_in_a_folder_for_its_owner_alone)
{
	struct err e = {0};
	struct stat st;
	cr_assert_eq(kode_af(false, &e), ERR_FINDES_IKKE);
	store_close(aaben(true));
	char m[96];
	snprintf(m, sizeof m, "%s/data", mappe);
	cr_assert_eq(stat(m, &st), 0);
	cr_assert_eq(st.st_mode & 0777, 0700);
	cr_assert_eq(stat(sti, &st), 0);
	cr_assert_eq(st.st_mode & 0777, 0600);
}

Test(store, what_was_written_is_there_after_reopening_and_the_chain_goes_on)
{
	struct err e = {0};
	struct uuid sag;
	uuid_ny(&sag, 1);
	for (int i = 0; i < 3; i++) {
		struct store *s = aaben(i == 0);
		struct aendring a = {.sag = sag, .objekt = sag, .felt = "borger.navn",
				     .vaerdi = i == 0 ? "A" : i == 1 ? "B" : "C"};
		cr_assert_eq(journal_skriv(store_journal(s), &a, 1, &e), 0, "%s", e.tekst);
		cr_assert_eq(store_verify(s, NULL, NULL, &e), 0, "%s", e.tekst);
		struct stmt *st = db_stmt(store_db(s), "SELECT max(nr), count(DISTINCT enhed) "
						       "FROM journal", &e);
		cr_assert_eq(stmt_step(st, &e), 1);
		cr_assert_eq(stmt_kol_tal(st, 0), i + 1);
		cr_assert_eq(stmt_kol_tal(st, 1), 1);
		stmt_reset(st);
		store_close(s);
	}
}

Test(store, of_a_newer_version_is_refused_in_words_and_left_alone)
{
	struct err e = {0};
	store_close(aaben(true));
	exec_sql("PRAGMA user_version = 9000");
	cr_assert_eq(kode_af(true, &e), ERR_NYERE);
	cr_assert(strstr(e.tekst, "nyere Femtrin"), "%s", e.tekst);
	cr_assert(strstr(e.tekst, sti), "%s", e.tekst);
}

Test(store, somebody_elses_database_is_refused_and_left_alone)
{
	struct err e = {0};
	struct db *db;
	store_close(aaben(true));
	remove(sti);
	cr_assert_eq(db_open(&db, sti, DB_OPRET, &e), 0);
	cr_assert_eq(db_exec(db, "CREATE TABLE bogmaerker (a)", &e), 0);
	db_close(db);
	cr_assert_eq(kode_af(true, &e), ERR_SKADET);
	cr_assert(strstr(e.tekst, "ikke en sagsfil"), "%s", e.tekst);
	cr_assert_eq(db_open(&db, sti, 0, &e), 0);
	struct stmt *s = db_stmt(db, "SELECT count(*) FROM sqlite_schema", &e);
	cr_assert_eq(stmt_step(s, &e), 1);
	cr_assert_eq(stmt_kol_tal(s, 0), 1);
	db_close(db);
}

Test(store, an_empty_file_becomes_one_only_when_asked)
{
	struct err e = {0};
	store_close(aaben(true));
	cr_assert_eq(truncate(sti, 0), 0);
	cr_assert_eq(kode_af(false, &e), ERR_FINDES_IKKE);
	store_close(aaben(true));
	store_close(aaben(false));
}

Test(store, a_cut_file_is_said_to_be_damaged)
{
	struct err e = {0};
	struct stat st;
	store_close(aaben(true));
	cr_assert_eq(stat(sti, &st), 0);
	cr_assert_eq(truncate(sti, st.st_size / 2), 0);
	struct store *s = NULL;
	struct store_valg v = valg(false);
	int kode = store_open(&s, &v, &e);
	if (kode == 0)
		kode = store_verify(s, NULL, NULL, &e);
	cr_assert_eq(kode, ERR_SKADET, "%s", e.tekst);
	store_close(s);
}

Test(store, twice_open_is_said)
{
	struct err e = {0};
	struct store *s = aaben(true);
	cr_assert_eq(kode_af(false, &e), ERR_LAAST);
	cr_assert(strstr(e.tekst, "åben i en anden"), "%s", e.tekst);
	store_close(s);
	store_close(aaben(false));
}

Test(store, the_table_of_contents_is_the_one_that_was_agreed)
{
	static const char *const TABELLER[] = {
		"adgang", "afvist", "enhedshoved", "felt", "fil", "fil_del", "fjernelse",
		"fortrydelse", "hoved", "husket", "journal", "kladde", "konflikt", "kvittering",
		"lokal", "objekt", "sag", "sagshoved", "sidehoved", "soeg",
	};
	struct store *s = aaben(true);
	struct err e = {0};
	struct stmt *st = db_stmt(store_db(s), "SELECT name FROM sqlite_schema "
		"WHERE type IN ('table', 'view') AND name NOT LIKE 'soeg_%' ORDER BY name", &e);
	for (size_t i = 0; i < sizeof TABELLER / sizeof *TABELLER; i++) {
		cr_assert_eq(stmt_step(st, &e), 1, "%s is missing", TABELLER[i]);
		cr_assert_str_eq(stmt_kol_tekst(st, 0), TABELLER[i]);
	}
	cr_assert_eq(stmt_step(st, &e), 0);
	store_close(s);
}

Test(store, remembers_small_things)
{
	struct err e = {0};
	struct store *s = aaben(true);
	cr_assert_null(store_husket(s, "sag"));
	cr_assert_eq(store_husk(s, "sag", "en", &e), 0);
	cr_assert_eq(store_husk(s, "sag", "to", &e), 0);
	store_close(s);
	s = aaben(false);
	char *t = store_husket(s, "sag");
	cr_assert_str_eq(t, "to");
	free(t);
	cr_assert_eq(store_husk(s, "sag", NULL, &e), 0);
	cr_assert_null(store_husket(s, "sag"));
	store_close(s);
}

Test(store, keeps_a_file_once_and_gives_it_back_byte_for_byte)
{
	enum { N = 600 * 1024 + 7 };
	struct err e = {0};
	struct store *s = aaben(true);
	char *data = malloc(N), *tilbage;
	for (size_t i = 0; i < N; i++)
		data[i] = (char)(i * 31 >> 3);
	uint8_t hash[32], igen[32], tom[32];
	size_t n;
	cr_assert_eq(store_fil_gem(s, data, N, hash, &e), 0, "%s", e.tekst);
	cr_assert_eq(store_fil_gem(s, data, N, igen, &e), 0);
	cr_assert_arr_eq(hash, igen, 32);
	cr_assert_eq(store_fil_gem(s, "", 0, tom, &e), 0);
	struct stmt *st = db_stmt(store_db(s), "SELECT count(*) FROM fil_del", &e);
	cr_assert_eq(stmt_step(st, &e), 1);
	cr_assert_eq(stmt_kol_tal(st, 0), 3);
	stmt_reset(st);
	cr_assert_eq(store_fil_hent(s, hash, &tilbage, &n, &e), 0, "%s", e.tekst);
	cr_assert_eq(n, N);
	cr_assert_arr_eq(data, tilbage, N);
	free(tilbage);
	cr_assert_eq(store_fil_hent(s, tom, &tilbage, &n, &e), 0);
	cr_assert_eq(n, 0);
	free(tilbage);
	memset(igen, 0, 32);
	cr_assert_eq(store_fil_hent(s, igen, &tilbage, &n, &e), ERR_FINDES_IKKE);
	cr_assert_eq(store_verify(s, NULL, NULL, &e), 0, "%s", e.tekst);
	cr_assert_eq(db_exec(store_db(s), "UPDATE fil_del SET data = zeroblob(262144) "
					  "WHERE nr = 1", &e), 0);
	cr_assert_eq(store_fil_hent(s, hash, &tilbage, &n, &e), ERR_SKADET);
	cr_assert_eq(store_verify(s, NULL, NULL, &e), ERR_SKADET);
	free(data);
	store_close(s);
}

Test(store, drafts_outlive_the_process_and_go_with_the_field)
{
	struct err e = {0};
	struct store *s = aaben(true);
	struct uuid sag = {{1}}, o = {{2}};
	char felt[] = "noter.tekst", foerst[] = "halv", sidst[] = "halv tekst\nto", liste[] = "noter";
	struct kladde k = {.sag = sag, .objekt = o, .felt = felt, .tekst = foerst, .liste = liste};
	cr_assert_eq(kladde_gem(s, &k, &e), 0, "%s", e.tekst);
	k.tekst = sidst;
	cr_assert_eq(kladde_gem(s, &k, &e), 0);
	store_close(s);
	s = aaben(false);
	struct kladde *alle;
	size_t n;
	cr_assert_eq(kladde_alle(s, &alle, &n, &e), 0);
	cr_assert_eq(n, 1);
	cr_assert_str_eq(alle[0].tekst, "halv tekst\nto");
	cr_assert_str_eq(alle[0].liste, "noter");
	cr_assert(uuid_ens(&alle[0].objekt, &o));
	kladder_free(alle, n);
	cr_assert_eq(db_begin(store_db(s), "feltet", &e), 0);
	struct aendring a = {.sag = sag, .objekt = o, .felt = felt, .vaerdi = sidst};
	cr_assert_eq(journal_skriv(store_journal(s), &a, 1, &e), 0);
	cr_assert_eq(kladde_slet(s, &o, felt, &e), 0);
	cr_assert_eq(db_commit(store_db(s), &e), 0, "%s", e.tekst);
	cr_assert_eq(kladde_alle(s, &alle, &n, &e), 0);
	cr_assert_eq(n, 0);
	kladder_free(alle, n);
	store_close(s);
}
