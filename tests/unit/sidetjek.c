#include <sys/stat.h>

#include "core/io/vaultdb.h"
#include "core/journal/sidetjek.h"
#include "core/journal/verify.h"
#include "skadet.h"

/* What verify says of each kind of damaged page, line by line. */
static struct skadet s;
static struct buf fund;

static void start(void)
{
	skadet_lav(&s, false);
}

static void slut(void)
{
	buf_done(&fund);
	skadet_slut(&s);
}

TestSuite(sidetjek, .init = start, .fini = slut);

#define INTET_TABT "Intet er tabt: alt står i journalen, og femtrin rebuild laver det skadede af den.\n"
#define KAN_LAESES "Alle sager kan læses: femtrin export --all MAPPE skriver dem ud. Sagsfilen selv hentes " \
	"fra en kopi, eller laves på ny med femtrin recover --outbox.\n"
#define DET_LAESELIGE "Det læselige kommer ud med femtrin export --all MAPPE, det usendte med femtrin " \
	"recover --outbox; resten er i en kopi, eller hentes igen fra kommunens lager med femtrin sync.\n"

static void sig(void *arg, const char *saetning)
{
	(void)arg;
	buf_format(&fund, "%s\n", saetning);
}

static int lukket(void)
{
	struct err e = {0, ""};
	struct store_valg v = skadet_valg(&s);
	buf_ryd(&fund);
	return sidetjek_lukket(&v, &(struct verify_til){.sig = sig}, &e);
}

/* The same said of the closed store and of the open one, where SQLite opens it. */
static int aaben(void)
{
	struct err e = {0, ""};
	struct store *st = skadet_aabn(&s, false);
	unlink(vaultlager_udbakke(s.l));
	buf_ryd(&fund);
	int kode = store_verify(st, sig, NULL, &e);
	store_close(st);
	unlink(vaultlager_udbakke(s.l));
	return kode;
}

static void siger(uint32_t nr, const char *hvad, const char *raad)
{
	char *ventet = mem_format("side %u: %s\n%s", nr, hvad, raad);
	cr_expect_eq(lukket(), ERR_SKADET);
	cr_expect_str_eq(buf_str(&fund), ventet);
	free(ventet);
}

/* What was said from line n on, from 0. */
static const char *linje(int n)
{
	const char *p = buf_str(&fund);
	while (n-- > 0 && p)
		p = strchr(p, '\n') ? strchr(p, '\n') + 1 : NULL;
	return p ? p : "";
}

Test(sidetjek, a_whole_store_has_nothing_to_say)
{
	cr_expect_eq(lukket(), 0);
	cr_expect_str_eq(buf_str(&fund), "");
	cr_expect_eq(aaben(), 0, "%s", buf_str(&fund));
}

Test(sidetjek, a_leaf_of_a_derived_table)
{
	uint32_t nr = skadet_side(&s, "felt", SKADET_BLAD, 2);
	skadet_bryd(&s, nr);
	siger(nr, "tabellen felt", INTET_TABT);
	char *foer = mem_tekst(buf_str(&fund));
	cr_expect_eq(aaben(), ERR_SKADET);
	cr_expect_str_eq(buf_str(&fund), foer);
	free(foer);
}

Test(sidetjek, the_root_of_a_derived_table)
{
	uint32_t nr = skadet_side(&s, "felt", SKADET_GREN, 0);
	skadet_bryd(&s, nr);
	siger(nr, "tabellen felt", INTET_TABT);
}

Test(sidetjek, the_search_index)
{
	uint32_t nr = skadet_side(&s, "soeg_data", SKADET_BLAD, 0);
	skadet_bryd(&s, nr);
	siger(nr, "tabellen soeg_data", INTET_TABT);
}

Test(sidetjek, a_page_of_an_index)
{
	uint32_t nr = skadet_side(&s, "journal_sag", SKADET_BLAD, 1);
	skadet_bryd(&s, nr);
	siger(nr, "indekset journal_sag på tabellen journal", INTET_TABT);
}

Test(sidetjek, a_page_of_what_is_local)
{
	uint32_t nr = skadet_side(&s, "lokal", SKADET_BLAD, 0);
	skadet_bryd(&s, nr);
	siger(nr, "tabellen lokal", KAN_LAESES);
}

Test(sidetjek, page_1)
{
	skadet_bryd(&s, 1);
	siger(1, "sagsfilens skema", KAN_LAESES);
}

/* The entries that are named, from line 1 on: how many, and that their numbers have no hole. */
static unsigned navngivne(void)
{
	unsigned i_alt = 0, antal, foerste, sidste, naeste = 0;
	for (int n = 1; strncmp(linje(n), "sag ", 4) == 0; n++) {
		if (sscanf(linje(n), "sag %*s post nr. %u fra enhed", &foerste) == 1)
			antal = 1, sidste = foerste;
		else
			cr_assert_eq(sscanf(linje(n), "sag %*s %u poster mellem nr. %u og %u fra enhed", &antal,
					    &foerste, &sidste), 3, "%s", linje(n));
		cr_expect_eq(sidste - foerste + 1, antal);
		cr_expect(naeste == 0 || foerste == naeste);
		naeste = sidste + 1;
		i_alt += antal;
	}
	return i_alt;
}

Test(sidetjek, a_leaf_of_the_journal_names_the_entries)
{
	uint32_t nr = skadet_side(&s, "journal", SKADET_BLAD, 5);
	unsigned side;
	skadet_bryd(&s, nr);
	cr_expect_eq(lukket(), ERR_SKADET);
	cr_assert_eq(sscanf(linje(0), "side %u: tabellen journal\n", &side), 1, "%s", buf_str(&fund));
	cr_expect_eq(side, nr);
	unsigned antal = navngivne();
	cr_expect(antal > 5 && antal < 30, "%u: %s", antal, buf_str(&fund));
	cr_expect(strstr(buf_str(&fund), DET_LAESELIGE) && buf_str(&fund)[fund.len - 1] == '\n');
	cr_expect_null(strstr(buf_str(&fund), "udbakken"));
}

Test(sidetjek, a_branch_of_the_journal_names_the_rows_in_it)
{
	uint32_t nr = skadet_side(&s, "journal", SKADET_GREN, 0);
	unsigned side, post;
	skadet_bryd(&s, nr);
	cr_expect_eq(lukket(), ERR_SKADET);
	cr_assert_eq(sscanf(linje(0), "side %u: tabellen journal\n", &side), 1);
	cr_expect_eq(side, nr);
	cr_expect_eq(sscanf(linje(1), "sag %*s post nr. %u fra enhed", &post), 1, "%s", buf_str(&fund));
}

Test(sidetjek, the_rest_of_a_long_value_names_that_entry)
{
	uint32_t nr = skadet_side(&s, "journal", SKADET_OVERLOEB, 1);
	skadet_bryd(&s, nr);
	cr_expect_eq(lukket(), ERR_SKADET);
	cr_expect(strstr(linje(1), "post nr. 96 fra enhed") != NULL, "%s", buf_str(&fund));
}

Test(sidetjek, several_at_once)
{
	uint32_t a = skadet_side(&s, "felt", SKADET_BLAD, 1);
	uint32_t b = skadet_side(&s, "fil_del", SKADET_OVERLOEB, 3);
	char la[64], lb[64];
	skadet_bryd(&s, a);
	skadet_bryd(&s, b);
	skadet_bryd(&s, 1);
	cr_expect_eq(lukket(), ERR_SKADET);
	snprintf(la, sizeof la, "side %u: hvad den hører til, kan ikke læses", a);
	snprintf(lb, sizeof lb, "side %u: hvad den hører til, kan ikke læses", b);
	cr_expect_not_null(strstr(buf_str(&fund), "side 1: sagsfilens skema"));
	cr_expect_not_null(strstr(buf_str(&fund), la), "the schema that would name it is gone");
	cr_expect_not_null(strstr(buf_str(&fund), lb));
	cr_expect_not_null(strstr(buf_str(&fund), "der kan mangle mere, end der er talt"));
}

Test(sidetjek, more_than_fifty_are_counted)
{
	struct stat st;
	cr_assert_eq(stat(s.sti, &st), 0);
	for (uint32_t nr = 2; nr <= 81; nr++)
		skadet_bryd(&s, nr);
	cr_expect_eq(lukket(), ERR_SKADET);
	cr_expect_not_null(strstr(buf_str(&fund), "\nog 30 sider til\n"), "%s", buf_str(&fund));
}

/* A journal that is there and is none: nothing may be rolled back from it. */
Test(sidetjek, a_damaged_rollback_journal)
{
	char *j = mem_format("%s-journal", s.sti);
	FILE *f = fopen(j, "w");
	for (int i = 0; i < 2000; i++)
		fputc('a' + i % 7, f);
	fclose(f);
	cr_expect_eq(lukket(), ERR_SKADET);
	cr_expect(strncmp(linje(0), "den sidste handling blev afbrudt", 32) == 0, "%s", buf_str(&fund));
	cr_expect_str_eq(linje(1), DET_LAESELIGE);
	free(j);
}

/* Some pages freed, so that there is a list of them with pages in it. */
static uint32_t fri(enum sidekort_art art)
{
	struct vaultfil *f;
	struct sidekort k;
	uint32_t fundet = 0;
	struct store *st = skadet_aabn(&s, false);
	cr_assert_eq(db_exec(store_db(st), "DELETE FROM fil_del; DELETE FROM fil", NULL), 0);
	store_close(st);
	unlink(vaultlager_udbakke(s.l));
	cr_assert_eq(vaultfil_aabn(&f, s.sti, vaultlager_vault(s.l), NULL), 0);
	struct sidekilde kilde = vaultfil_kilde(f);
	cr_assert_eq(sidekort_lav(&k, &kilde), 0);
	for (uint32_t nr = 1; nr <= k.sider; nr++)
		if (k.side[nr].art == art)
			fundet = nr;
	sidekort_done(&k);
	vaultfil_luk(f);
	cr_assert_neq(fundet, 0);
	return fundet;
}

/* A power cut leaves such a page torn: it is said, mended, and nobody is sent to a backup. */
Test(sidetjek, a_torn_free_page_is_said_and_is_no_damage)
{
	uint32_t nr = fri(KORT_FRI);
	char ventet[64];
	skadet_bryd(&s, nr);
	cr_expect_eq(lukket(), 0);
	snprintf(ventet, sizeof ventet, "side %u: en fri side; der er intet i den\n", nr);
	cr_expect_str_eq(buf_str(&fund), ventet);
	cr_expect_eq(aaben(), 0, "%s", buf_str(&fund));
	cr_expect_str_eq(buf_str(&fund), ventet);
	cr_expect_eq(aaben(), 0);
	cr_expect_str_eq(buf_str(&fund), "", "verify has mended it");
}

Test(sidetjek, the_list_of_free_pages_is_made_again)
{
	uint32_t nr = fri(KORT_STAMME);
	skadet_bryd(&s, nr);
	siger(nr, "listen over frie sider", INTET_TABT);
}

static int byg_om(struct err *e)
{
	struct store *st = skadet_aabn(&s, false);
	int kode = store_rebuild(st, e);
	store_close(st);
	unlink(vaultlager_udbakke(s.l));
	return kode;
}

static void som_foer(void)
{
	struct buf nu = BUF_TOM;
	char *data = NULL, *ny = mem_format("%s.ny", s.sti);
	size_t n;
	struct stat st;
	cr_expect_eq(aaben(), 0, "%s", buf_str(&fund));
	struct store *store = skadet_aabn(&s, false);
	skadet_indhold(store, &nu);
	cr_expect_str_eq(buf_str(&nu), buf_str(&s.foer));
	cr_expect_eq(store_fil_hent(store, s.fil, &data, &n, NULL), 0);
	store_close(store);
	cr_expect_neq(stat(ny, &st), 0, "nothing is left beside it");
	cr_expect(stat(s.sti, &st) == 0 && (st.st_mode & 0777) == 0600);
	free(data);
	free(ny);
	buf_done(&nu);
}

Test(sidetjek, rebuild_mends_what_is_derived)
{
	struct err e = {0, ""};
	skadet_bryd(&s, skadet_side(&s, "felt", SKADET_BLAD, 2));
	skadet_bryd(&s, skadet_side(&s, "soeg_data", SKADET_BLAD, 0));
	skadet_bryd(&s, skadet_side(&s, "journal_sag", SKADET_GREN, 0));
	skadet_bryd(&s, skadet_side(&s, "objekt_id", SKADET_BLAD, 0));
	cr_expect_eq(byg_om(&e), 1, "%s", e.tekst);
	som_foer();
}

Test(sidetjek, rebuild_of_a_whole_store_stays_in_its_file)
{
	struct stat a, b;
	struct err e = {0, ""};
	cr_assert_eq(stat(s.sti, &a), 0);
	cr_expect_eq(byg_om(&e), 0, "%s", e.tekst);
	cr_assert_eq(stat(s.sti, &b), 0);
	cr_expect_eq(a.st_ino, b.st_ino);
	som_foer();
}

Test(sidetjek, rebuild_does_not_go_over_a_damaged_journal)
{
	struct err e = {0, ""};
	struct stat a, b;
	skadet_bryd(&s, skadet_side(&s, "felt", SKADET_BLAD, 2));
	skadet_bryd(&s, skadet_side(&s, "journal", SKADET_BLAD, 5));
	cr_assert_eq(stat(s.sti, &a), 0);
	cr_expect_eq(byg_om(&e), ERR_SKADET);
	cr_expect_not_null(strstr(e.tekst, "femtrin verify"));
	cr_assert_eq(stat(s.sti, &b), 0);
	cr_expect_eq(a.st_ino, b.st_ino);
}

/* A table that comes with a later migration has to be either: copied, or made of the journal. */
Test(sidetjek, rebuild_knows_every_table)
{
	static const char *const KENDTE[] = {
		"journal", "fil", "fil_del", "lokal", "husket", "kladde", "fortrydelse", "sagshoved", "adgang",
		"afvist", "enhedshoved", "kvittering", "sag", "objekt", "felt", "sidehoved", "fjernelse",
		"soeg", "soeg_data", "soeg_idx", "soeg_config", "soeg_docsize", "soeg_content",
	};
	struct store *st = skadet_aabn(&s, false);
	struct stmt *q = db_stmt(store_db(st), "SELECT name FROM sqlite_schema WHERE type = 'table' "
					       "AND name NOT LIKE 'sqlite%'", NULL);
	while (stmt_step(q, NULL) > 0) {
		bool kendt = false;
		for (size_t i = 0; i < sizeof KENDTE / sizeof *KENDTE; i++)
			kendt = kendt || strcmp(KENDTE[i], stmt_kol_tekst(q, 0)) == 0;
		cr_expect(kendt, "core/journal/ombyg.c does not know %s", stmt_kol_tekst(q, 0));
	}
	stmt_reset(q);
	store_close(st);
}

/* 900 entries of 30 cases on two thirds of the pages, from one device: 30 lines at most. */
Test(sidetjek, most_of_a_store_gone_is_still_one_line_a_case)
{
	struct stat st;
	cr_assert_eq(stat(s.sti, &st), 0);
	for (uint32_t nr = 2; nr <= (uint32_t)(st.st_size / SIDE_STR); nr++)
		if (nr % 3)
			skadet_bryd(&s, nr);
	cr_expect_eq(lukket(), ERR_SKADET);
	int sager = 0;
	for (int n = 0; *linje(n); n++)
		sager += strncmp(linje(n), "sag ", 4) == 0;
	cr_expect(sager >= 10 && sager <= 30, "%d", sager);
	cr_expect_not_null(strstr(buf_str(&fund), "sider til\n"));
	cr_expect_not_null(strstr(buf_str(&fund), "der kan mangle mere, end der er talt\n"));
}
