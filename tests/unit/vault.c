#include <criterion/criterion.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/err.h"
#include "core/io/vault.h"
#include "core/io/vaultdb.h"
#include "core/io/vaultjournal.h"
#include "tests/torture/disk.h"
#include "tests/torture/lager.h"

/* The rules of vault.h, each by its number; the long runs are in tests/torture. */

#define MAERKE "Femtrin-maerke-610190-0019"

static struct lager ny(void)
{
	struct lager l;
	cr_assert_eq(lager_aabn(&l, disk_ny()), 0);
	cr_assert_eq(lager_tabeller(&l), SQLITE_OK);
	return l;
}

static void slut(struct lager *l)
{
	struct disk *d = l->disk;
	lager_luk(l);
	disk_free(d);
}

static int sql(struct lager *l, const char *s)
{
	return sqlite3_exec(l->db, s, NULL, NULL, NULL);
}

static int64_t tal(struct lager *l, const char *s)
{
	sqlite3_stmt *p = NULL;
	cr_assert_eq(sqlite3_prepare_v2(l->db, s, -1, &p, NULL), SQLITE_OK);
	cr_assert_eq(sqlite3_step(p), SQLITE_ROW);
	int64_t v = sqlite3_column_int64(p, 0);
	sqlite3_finalize(p);
	return v;
}

static bool indeholder(const struct disk_fil *f, const char *s)
{
	for (size_t i = 0; f && i + strlen(s) <= f->nu.n; i++)
		if (memcmp(f->nu.p + i, s, strlen(s)) == 0)
			return true;
	return false;
}

static sqlite3_file *main_fil(struct lager *l)
{
	sqlite3_file *f = NULL;
	sqlite3_file_control(l->db, "main", SQLITE_FCNTL_FILE_POINTER, &f);
	return f;
}

Test(vault, nothing_typed_can_be_found_on_disk)
{
	struct lager l = ny();
	cr_assert_eq(sql(&l, "INSERT INTO post(felt) VALUES ('" MAERKE "')"), SQLITE_OK);
	cr_assert_eq(sql(&l, "BEGIN; UPDATE post SET felt = felt || 'x'"), SQLITE_OK);
	const struct disk_fil *j = disk_find(l.disk, "-journal"), *f = disk_find(l.disk, "sag.db");
	cr_assert_gt(j->nu.n, SIDE_STR);
	static const char *const soeg[] = {MAERKE, "SQLite format 3", "CREATE TABLE", "post_felt"};
	for (size_t i = 0; i < sizeof soeg / sizeof *soeg; i++)
		cr_assert(!indeholder(j, soeg[i]) && !indeholder(f, soeg[i]), "%s", soeg[i]);
	slut(&l);
}

Test(vault, a_store_opens_again_with_its_key_and_with_no_other)
{
	struct lager l = ny();
	cr_assert_eq(sql(&l, "INSERT INTO post(felt) VALUES ('" MAERKE "')"), SQLITE_OK);
	struct disk *d = l.disk;
	lager_luk(&l);
	cr_assert_eq(lager_aabn_med(&l, d, 0x23), ERR_SKADET);
	cr_assert_eq(lager_aabn(&l, d), 0);
	cr_assert_eq(tal(&l, "SELECT count(*) FROM post WHERE felt = '" MAERKE "'"), 1);
	slut(&l);
}

Test(vault, R1_only_the_main_file_and_its_journal_are_opened)
{
	struct lager l = ny();
	sqlite3_vfs *vfs = sqlite3_vfs_find(vault_navn(l.vault));
	sqlite3_file *f = calloc(1, (size_t)vfs->szOsFile);
	static const int arter[] = {
		SQLITE_OPEN_TEMP_DB, SQLITE_OPEN_TRANSIENT_DB, SQLITE_OPEN_TEMP_JOURNAL,
		SQLITE_OPEN_SUBJOURNAL, SQLITE_OPEN_SUPER_JOURNAL, SQLITE_OPEN_WAL};
	for (size_t i = 0; i < sizeof arter / sizeof *arter; i++) {
		int rc = vfs->xOpen(vfs, "andet", f, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | arter[i],
				    NULL);
		cr_assert_eq(rc, SQLITE_CANTOPEN);
		cr_assert_null(f->pMethods);
	}
	free(f);
	/* And nothing legitimate asks for them: sorting, temporary tables, VACUUM. */
	cr_assert_eq(sql(&l, "WITH RECURSIVE t(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM t LIMIT 20000) "
			     "INSERT INTO post(felt) SELECT 'felt' || (i * 7919 % 20000) FROM t;"
			     "CREATE TEMP TABLE m AS SELECT * FROM post ORDER BY felt;"
			     "BEGIN; SAVEPOINT a; UPDATE post SET felt = felt || '!'; ROLLBACK TO a;"
			     "COMMIT; VACUUM"),
		     SQLITE_OK);
	cr_assert_null(disk_find(l.disk, "andet"));
	slut(&l);
}

Test(vault, R2_a_write_of_unexpected_size_or_place_is_refused)
{
	struct lager l = ny();
	sqlite3_file *f = main_fil(&l);
	uint8_t p[2 * SIDE_STR] = {0};
	cr_assert_eq(f->pMethods->xWrite(f, p, 512, 0), SQLITE_IOERR_WRITE);
	cr_assert_eq(f->pMethods->xWrite(f, p, SIDE_STR, 512), SQLITE_IOERR_WRITE);
	cr_assert_eq(f->pMethods->xWrite(f, p, 2 * SIDE_STR, 0), SQLITE_IOERR_WRITE);
	cr_assert_eq(f->pMethods->xTruncate(f, 100), SQLITE_IOERR_TRUNCATE);
	/* Page 1 of another format, and content where the tag is to lie. */
	cr_assert_eq(f->pMethods->xWrite(f, p, SIDE_STR, 0), SQLITE_IOERR_WRITE);
	p[SIDE_STR - 1] = 1;
	cr_assert_eq(f->pMethods->xWrite(f, p, SIDE_STR, SIDE_STR), SQLITE_IOERR_WRITE);
	cr_assert_eq(f->pMethods->xRead(f, p, 100, 8), SQLITE_IOERR_READ);
	cr_assert_eq(tal(&l, "SELECT count(*) FROM post"), 0);
	slut(&l);
}

Test(vault, R3_R4_reserved_bytes_read_as_zero_and_the_buffer_written_from_is_left_alone)
{
	struct lager l = ny();
	sqlite3_file *f = main_fil(&l);
	uint8_t ud[SIDE_STR], p[SIDE_STR], igen[SIDE_STR];
	cr_assert_eq(f->pMethods->xRead(f, ud, SIDE_STR, SIDE_STR), SQLITE_OK);
	cr_assert(vaultside_reserve_tom(ud));
	memset(p, 'q', SIDE_BRUGT);
	memset(p + SIDE_BRUGT, 0, SEGL_TILLAEG);
	memcpy(igen, p, sizeof p);
	cr_assert_eq(f->pMethods->xWrite(f, p, SIDE_STR, SIDE_STR), SQLITE_OK);
	cr_assert_arr_eq(p, igen, sizeof p);
	cr_assert_eq(f->pMethods->xRead(f, ud, SIDE_STR, SIDE_STR), SQLITE_OK);
	cr_assert_arr_eq(ud, igen, sizeof p);
	slut(&l);
}

/* The disk in the moment the main file is synced in a commit: journal hot, pages new. */
struct billede {
	struct disk *d;
};

static void tag(struct disk *d, void *arg)
{
	struct billede *b = arg;
	struct disk_fil *f = disk_find(d, "sag.db"), *j = disk_find(d, "-journal");
	if (!b->d && j && j->nu.n > JOURNAL_SEKTOR && j->nu.p[0] && f->logs > 0)
		b->d = disk_kopi(d);
}

static struct disk *hot(const char *opgave, uint64_t *foer)
{
	struct lager l = ny();
	struct billede b = {NULL};
	int rc;
	for (int i = 0; i < 30; i++)
		cr_assert_eq(sql(&l, "INSERT INTO post(felt, vaerdi) VALUES ('a', zeroblob(2000))"), 0);
	*foer = lager_sum(&l, &rc);
	disk_hag(l.disk, (struct disk_hag){tag, &b});
	cr_assert_eq(sql(&l, opgave), SQLITE_OK);
	cr_assert_not_null(b.d);
	slut(&l);
	return b.d;
}

/* Of the same size: a file too short for its page 1 SQLite would find by itself. */
#define AENDR "UPDATE post SET vaerdi = randomblob(2000)"

Test(vault, R5_a_torn_page_1_is_rolled_back_and_without_a_journal_it_is_damage)
{
	uint64_t foer;
	int rc;
	struct lager l;
	struct disk *d = hot("CREATE TABLE tredje(a); " AENDR, &foer);
	struct disk_fil *f = disk_find(d, "sag.db");
	memset(f->nu.p, 0x5c, SIDE_STR / 2);
	struct disk *uden = disk_kopi(d);
	cr_assert_eq(lager_aabn(&l, d), 0);
	cr_assert_eq(lager_sum(&l, &rc), foer);
	slut(&l);
	disk_find(uden, "-journal")->findes = false;
	cr_assert_eq(lager_aabn(&l, uden), ERR_SKADET);
	disk_free(uden);
}

Test(vault, R6_R7_no_map_no_shared_memory_and_no_promise_but_powersafe_overwrite)
{
	struct lager l = ny();
	sqlite3_file *f = main_fil(&l);
	cr_assert_eq(f->pMethods->iVersion, 1);
	cr_assert_eq(f->pMethods->xDeviceCharacteristics(f), SQLITE_IOCAP_POWERSAFE_OVERWRITE);
	int chunk = 65536;
	cr_assert_eq(f->pMethods->xFileControl(f, SQLITE_FCNTL_CHUNK_SIZE, &chunk), SQLITE_NOTFOUND);
	sql(&l, "PRAGMA mmap_size=1000000");
	sql(&l, "PRAGMA journal_mode=WAL");
	cr_assert_eq(sql(&l, "INSERT INTO post(felt) VALUES ('a')"), SQLITE_OK);
	cr_assert_null(disk_find(l.disk, "-wal"));
	cr_assert_null(disk_find(l.disk, "-shm"));
	struct disk *d = l.disk;
	lager_luk(&l);
	cr_assert_eq(lager_aabn(&l, d), 0, "an attempt at WAL leaves a store that opens");
	slut(&l);
}

Test(vault, R8_settings_that_do_not_hold_are_refused)
{
	struct disk *d = disk_ny();
	struct err e;
	sqlite3 *db;
	cr_assert_eq(sqlite3_open_v2("sag.db", &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
				     disk_navn(d)), SQLITE_OK);
	sqlite3_exec(db, "PRAGMA page_size=1024; CREATE TABLE a(b)", NULL, NULL, NULL);
	cr_assert_eq(vaultdb_krav(db, &e), ERR_FEJL);
	cr_assert_not_null(strstr(e.tekst, "page_size"));
	sqlite3_close(db);
	disk_free(d);
}

Test(vault, R9_a_record_opens_nowhere_but_in_its_own_place)
{
	uint64_t foer;
	struct lager l;
	struct disk *d = hot(AENDR, &foer);
	struct disk_fil *j = disk_find(d, "-journal");
	uint8_t *post = j->nu.p + JOURNAL_SEKTOR;
	memcpy(post, post + JOURNAL_POST, JOURNAL_POST);
	cr_assert_eq(lager_aabn(&l, d), ERR_SKADET);
	disk_free(d);
}

Test(vault, R10_the_sum_sqlite_makes_of_plaintext_is_not_on_disk_and_is_not_believed)
{
	uint64_t foer;
	int rc;
	struct lager l;
	struct disk *d = hot(AENDR, &foer);
	struct disk_fil *j = disk_find(d, "-journal");
	uint8_t *sum = j->nu.p + JOURNAL_SEKTOR + JOURNAL_POST - 4;
	cr_assert_arr_eq(sum, "\0\0\0\0", 4);
	*sum = 0x80;    /* SQLite alone would stop the roll-back here, and say nothing */
	cr_assert_eq(lager_aabn(&l, d), 0);
	cr_assert_eq(lager_sum(&l, &rc), foer);
	slut(&l);
}

Test(vault, R11_a_header_that_is_neither_zeros_nor_whole_is_damage)
{
	uint64_t foer;
	struct lager l;
	struct disk *d = hot(AENDR, &foer);
	static const int bits[] = {0, 7, 11, 12, 19, 23, 27, 28, 59};
	for (size_t i = 0; i < sizeof bits / sizeof *bits; i++) {
		struct disk *k = disk_kopi(d);
		disk_find(k, "-journal")->nu.p[bits[i]] ^= 1;
		cr_assert_eq(lager_aabn(&l, k), ERR_SKADET, "byte %d", bits[i]);
		disk_free(k);
	}
	memset(disk_find(d, "-journal")->nu.p, 0, 8);   /* SQLite alone: not hot */
	cr_assert_eq(lager_aabn(&l, d), ERR_SKADET);
	disk_free(d);
}

Test(vault, R11_a_journal_shorter_than_its_header_says_is_damage)
{
	uint64_t foer;
	struct lager l;
	struct disk *d = hot(AENDR, &foer);
	static const size_t str[] = {1, 59, 60, 300, 512, 513, 4616, 9000};
	for (size_t i = 0; i < sizeof str / sizeof *str; i++) {
		struct disk *k = disk_kopi(d);
		disk_find(k, "-journal")->nu.n = str[i];
		cr_assert_eq(lager_aabn(&l, k), ERR_SKADET, "%zu bytes", str[i]);
		disk_free(k);
	}
	disk_free(d);
}

Test(vault, R12_a_second_header_is_refused)
{
	struct vaultside noegle = {.lager = {1}};
	struct disk *d = disk_ny();
	sqlite3_vfs *vfs = sqlite3_vfs_find(disk_navn(d));
	sqlite3_file *f = calloc(1, (size_t)vfs->szOsFile);
	struct vaultjournal j;
	uint8_t h[JOURNAL_SEKTOR] = {0};
	vfs->xOpen(vfs, "sag.db-journal", f, SQLITE_OPEN_CREATE | SQLITE_OPEN_MAIN_JOURNAL, NULL);
	vaultjournal_init(&j, f, &noegle);
	tal32_skriv(h + 20, JOURNAL_SEKTOR);
	tal32_skriv(h + 24, SIDE_STR);
	cr_assert_eq(vaultjournal_skriv(&j, h, sizeof h, 0), SQLITE_OK);
	cr_assert_eq(vaultjournal_skriv(&j, h, sizeof h, JOURNAL_SEKTOR), SQLITE_IOERR_WRITE);
	cr_assert_eq(vaultjournal_skriv(&j, h, 1, 1024), SQLITE_IOERR_WRITE);
	f->pMethods->xClose(f);
	free(f);
	disk_free(d);
}

Test(vault, R13_R14_a_page_of_zeros_is_damage_and_said_by_number)
{
	struct lager l = ny();
	cr_assert_eq(sql(&l, "INSERT INTO post(felt) VALUES ('a')"), SQLITE_OK);
	struct disk *d = l.disk;
	lager_luk(&l);
	memset(disk_find(d, "sag.db")->nu.p + SIDE_STR, 0, SIDE_STR);
	cr_assert_eq(lager_aabn(&l, d), 0);
	cr_assert_neq(sql(&l, "SELECT * FROM post"), SQLITE_OK);
	cr_assert_eq(vaultdb_kode(sqlite3_extended_errcode(l.db)), ERR_SKADET);
	struct vault_skade s = vault_skade(l.vault);
	cr_assert_geq(s.antal, 1);
	cr_assert_eq(s.side, 2);
	cr_assert_not(s.journal);
	cr_assert_eq(vaultdb_kontrol(l.db, NULL, NULL, NULL), 1);
	slut(&l);
}

Test(vault, a_page_cut_in_two_by_the_end_of_the_file_is_damage)
{
	struct lager l = ny();
	struct disk *d = l.disk;
	lager_luk(&l);
	disk_find(d, "sag.db")->nu.n -= 100;
	cr_assert_eq(lager_aabn(&l, d), 0);
	int rc;
	lager_sum(&l, &rc);
	cr_assert_eq(vaultdb_kode(rc), ERR_SKADET);
	slut(&l);
}

Test(vault, a_free_page_torn_by_a_power_cut_is_mended_and_another_page_is_not)
{
	struct lager l = ny();
	cr_assert_eq(sql(&l, "INSERT INTO post(felt, vaerdi) VALUES ('a', zeroblob(40000));"
			     "DELETE FROM post"), SQLITE_OK);
	cr_assert_gt(tal(&l, "PRAGMA freelist_count"), 4);
	struct disk_fil *f = disk_find(l.disk, "sag.db");
	/* Half of the last page, which is free. */
	memset(f->nu.p + f->nu.n - SIDE_STR, 0x77, SIDE_STR / 2);
	cr_assert_eq(vaultdb_kontrol(l.db, NULL, NULL, NULL), 1);
	cr_assert_eq(vaultdb_frie_sider(l.db, NULL), 1);
	cr_assert_eq(vaultdb_kontrol(l.db, NULL, NULL, NULL), 0);
	f->nu.p[SIDE_STR + 5] ^= 1;
	cr_assert_eq(vaultdb_frie_sider(l.db, NULL), 0);
	cr_assert_eq(vaultdb_kontrol(l.db, NULL, NULL, NULL), 1);
	slut(&l);
}

Test(vault, a_rollback_after_a_longer_transaction_stops_at_its_own_records)
{
	struct lager l = ny();
	int rc;
	for (int i = 0; i < 40; i++)
		sql(&l, "INSERT INTO post(felt, vaerdi) VALUES ('a', zeroblob(3000))");
	cr_assert_eq(sql(&l, AENDR), SQLITE_OK);        /* its records stay in the journal */
	uint64_t foer = lager_sum(&l, &rc);
	cr_assert_eq(sql(&l, "BEGIN; DELETE FROM post WHERE id = 3; ROLLBACK"), SQLITE_OK);
	cr_assert_eq(lager_sum(&l, &rc), foer);
	cr_assert(lager_hel(&l));
	cr_assert_eq(vault_skade(l.vault).antal, 0, "the old records are no damage");
	slut(&l);
}
