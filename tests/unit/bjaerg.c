#include <sys/stat.h>

#include "core/io/krypto.h"
#include "core/journal/bjaerg.h"
#include "skadet.h"

/* What comes out of a store with damaged pages, and what is said to be missing. */
static struct skadet s;
static struct bjaerg_fund f = BJAERG_TOM;
static struct store *ud;
static struct buf nu;

static void start(void)
{
	skadet_lav(&s, false);
}

static void slut(void)
{
	store_close(ud);
	bjaerg_done(&f);
	buf_done(&nu);
	skadet_slut(&s);
}

TestSuite(bjaerg, .init = start, .fini = slut);

static void hent(void)
{
	struct err e = {0, ""};
	struct store_valg v = skadet_valg(&s);
	cr_assert_eq(bjaerg_store(&ud, &v, true, &f, &e), 0, "%s", e.tekst);
	skadet_indhold(ud, &nu);
}

static void alt_er_der(void)
{
	hent();
	cr_expect_not(bjaerg_mangler(&f), "%zu cases, %lld unknown, %d", f.sager.n, (long long)f.ukendte,
		      f.flere);
	cr_expect_eq(f.poster, SKADET_SAGER * SKADET_POSTER);
	cr_expect_str_eq(buf_str(&nu), buf_str(&s.foer));
	cr_expect_eq(store_verify(ud, NULL, NULL, NULL), 0);
}

static int linjer(const struct buf *b)
{
	int n = 0;
	for (size_t i = 0; i < b->len; i++)
		n += b->data[i] == '\n';
	return n;
}

static int64_t mangler(void)
{
	int64_t n = f.ukendte;
	for (size_t i = 0; i < f.sager.n; i++)
		n += VEC_NR(struct bjaerg_sag, &f.sager, i)->mangler;
	return n;
}

/* What came out is part of what there was, and what is missing is counted to the last one. */
static void noget_er_der(int mindst)
{
	hent();
	cr_expect(bjaerg_mangler(&f));
	cr_expect_eq((int64_t)f.poster + mangler(), SKADET_SAGER * SKADET_POSTER);
	cr_expect_geq((int)f.poster, mindst);
	cr_expect_eq((size_t)linjer(&nu), f.poster);
	for (const char *p = buf_str(&nu); *p; p = strchr(p, '\n') + 1) {
		char *linje = mem_tekst_n(p, (size_t)(strchr(p, '\n') + 1 - p));
		cr_expect_not_null(strstr(buf_str(&s.foer), linje));
		free(linje);
	}
}

static bool filen_er_der(void)
{
	char *data = NULL;
	size_t n = 0;
	int kode = store_fil_hent(ud, s.fil, &data, &n, NULL);
	free(data);
	return kode == 0 && n == SKADET_FIL;
}

Test(bjaerg, a_whole_store_comes_out_whole)
{
	alt_er_der();
	cr_expect_eq(f.skadede, 0);
	cr_expect(filen_er_der());
}

Test(bjaerg, a_draft_comes_along)
{
	hent();
	struct stmt *st = db_stmt(store_db(ud), "SELECT tekst FROM kladde", NULL);
	cr_assert_eq(stmt_step(st, NULL), 1);
	cr_expect_str_eq(stmt_kol_tekst(st, 0), "Demo halv");
	stmt_reset(st);
}

Test(bjaerg, a_leaf_of_a_derived_table_costs_nothing)
{
	skadet_bryd(&s, skadet_side(&s, "felt", SKADET_BLAD, 2));
	alt_er_der();
	cr_expect_eq(f.skadede, 1);
}

Test(bjaerg, the_root_of_a_derived_table_costs_nothing)
{
	skadet_bryd(&s, skadet_side(&s, "felt", SKADET_GREN, 0));
	alt_er_der();
}

Test(bjaerg, an_index_costs_nothing)
{
	skadet_bryd(&s, skadet_side(&s, "journal_sag", SKADET_BLAD, 1));
	skadet_bryd(&s, skadet_side(&s, "journal_usendt", SKADET_GREN, 0));
	alt_er_der();
}

Test(bjaerg, page_1_costs_nothing)
{
	skadet_bryd(&s, 1);
	alt_er_der();
	cr_expect(filen_er_der());
}

Test(bjaerg, the_schema_behind_page_1_costs_nothing)
{
	skadet_bryd(&s, skadet_side(&s, "sqlite_schema", SKADET_BLAD, 0));
	alt_er_der();
}

Test(bjaerg, a_leaf_of_the_journal_costs_its_entries_and_each_is_named)
{
	skadet_bryd(&s, skadet_side(&s, "journal", SKADET_BLAD, 5));
	noget_er_der(870);
	cr_expect_eq(f.ukendte, 0, "the index of cases says whose they are");
	cr_expect_not(f.flere);
	cr_expect_gt(f.sager.n, 0);
	const struct bjaerg_sag *b = VEC_NR(struct bjaerg_sag, &f.sager, 0);
	cr_expect_eq(b->sidste - b->foerste + 1, b->mangler, "they lie side by side");
}

Test(bjaerg, a_leaf_of_the_journal_and_of_the_index_that_tells_of_it_are_counted_by_numbers)
{
	skadet_bryd(&s, skadet_side(&s, "journal", SKADET_BLAD, 5));
	for (int i = 0; i < 3; i++)
		skadet_bryd(&s, skadet_side(&s, "journal_sag", SKADET_BLAD, 0));
	noget_er_der(870);
	cr_expect(f.flere, "what lay after the last number nobody knows");
}

Test(bjaerg, the_root_of_the_journal_costs_the_rows_in_it)
{
	skadet_bryd(&s, skadet_side(&s, "journal", SKADET_GREN, 0));
	noget_er_der(800);
}

Test(bjaerg, the_rest_of_a_long_value_costs_that_entry)
{
	skadet_bryd(&s, skadet_side(&s, "journal", SKADET_OVERLOEB, 1));
	noget_er_der(899);
	cr_assert_eq(f.sager.n, 1);
	struct uuid sag = skadet_sag(3);
	cr_expect(uuid_ens(&VEC_NR(struct bjaerg_sag, &f.sager, 0)->sag, &sag));
}

Test(bjaerg, a_piece_of_a_file_costs_the_file)
{
	skadet_bryd(&s, skadet_side(&s, "fil_del", SKADET_OVERLOEB, 9));
	alt_er_der();
	cr_expect_not(filen_er_der());
}

Test(bjaerg, the_table_of_files_is_made_of_the_pieces)
{
	skadet_bryd(&s, skadet_side(&s, "fil", SKADET_BLAD, 0));
	alt_er_der();
	cr_expect(filen_er_der());
}

Test(bjaerg, a_file_cut_off_gives_what_is_left)
{
	struct stat st;
	cr_assert_eq(stat(s.sti, &st), 0);
	cr_assert_eq(truncate(s.sti, st.st_size / 6 + 77), 0);
	hent();
	cr_expect_gt(f.skadede, 50);
	cr_expect_gt((int)f.poster, 0);
	cr_expect_lt((int)f.poster, SKADET_SAGER * SKADET_POSTER);
	cr_expect(bjaerg_mangler(&f));
}

Test(bjaerg, two_thirds_of_the_pages_gone_give_the_rest)
{
	struct stat st;
	cr_assert_eq(stat(s.sti, &st), 0);
	uint32_t sider = (uint32_t)(st.st_size / SIDE_STR);
	for (uint32_t nr = 1; nr <= sider; nr++)
		if (nr % 3)
			skadet_bryd(&s, nr);
	hent();
	cr_expect_gt((int)f.poster, 150);
	cr_expect(f.flere);
	cr_expect_eq((size_t)linjer(&nu), f.poster);
}

Test(bjaerg, behind_a_damaged_rollback_journal_all_is_read_and_said_to_be_unsure)
{
	char *j = mem_format("%s-journal", s.sti);
	FILE *fil = fopen(j, "w");
	for (int i = 0; i < 2000; i++)
		fputc('a' + i % 7, fil);
	fclose(fil);
	free(j);
	hent();
	cr_expect_eq(f.poster, SKADET_SAGER * SKADET_POSTER);
	cr_expect_str_eq(buf_str(&nu), buf_str(&s.foer));
	cr_expect(f.flere);
}

/* A bad sector is no other damage than a page that does not authenticate. */
static struct sidekilde under;

static int daarlig_sektor(void *arg, uint8_t *p, uint32_t nr)
{
	return nr == *(uint32_t *)arg ? ERR_LAESEFEJL : under.laes(under.arg, p, nr);
}

Test(bjaerg, a_page_that_the_disk_does_not_give_stops_nothing)
{
	uint32_t nr = skadet_side(&s, "journal", SKADET_BLAD, 3);
	struct vaultfil *fil;
	struct sidekort k;
	cr_assert_eq(vaultfil_aabn(&fil, s.sti, vaultlager_vault(s.l), NULL), 0);
	under = vaultfil_kilde(fil);
	struct sidekilde kilde = {daarlig_sektor, &nr, under.sider};
	cr_assert_eq(sidekort_lav(&k, &kilde), 0);
	cr_expect(k.skadede == 1 && k.side[nr].skadet);
	struct store_valg v = {.hukommelse = true, .sqlmappe = FEMTRIN_KILDE "/core/sql"};
	cr_assert_eq(store_open(&ud, &v, NULL), 0);
	cr_assert_eq(bjaerg(store_db(ud), &(struct bjaerg_valg){.kilde = &kilde, .kort = &k}, &f, NULL), 0);
	cr_expect_eq((int64_t)f.poster + mangler(), SKADET_SAGER * SKADET_POSTER);
	cr_expect_gt(mangler(), 0);
	sidekort_done(&k);
	vaultfil_luk(fil);
}

/* A page that authenticates, with an entry that is not what its hash says. */
Test(bjaerg, an_entry_that_its_chain_does_not_fit_is_left_out)
{
	struct store *st = skadet_aabn(&s, false);
	cr_assert_eq(db_exec(store_db(st), "UPDATE journal SET vaerdi = 'Demo forfalsket' WHERE nr = 40; "
					   "UPDATE journal SET tid = tid + 1 WHERE nr = 80", NULL), 0);
	store_close(st);
	unlink(vaultlager_udbakke(s.l));
	noget_er_der(898);
	cr_expect_eq(f.poster, SKADET_SAGER * SKADET_POSTER - 2);
	cr_expect_eq(f.forkerte, 2);
	cr_expect_null(strstr(buf_str(&nu), "forfalsket"));
}

TestSuite(bjaergudbakke, .fini = slut);

Test(bjaergudbakke, what_is_unsent_is_in_the_outbox_too)
{
	skadet_lav(&s, true);
	skadet_bryd(&s, skadet_side(&s, "journal", SKADET_OVERLOEB, 1));
	skadet_bryd(&s, skadet_side(&s, "journal", SKADET_BLAD, 5));
	skadet_bryd(&s, skadet_side(&s, "journal", SKADET_GREN, 0));
	alt_er_der();
	cr_expect_gt((int)f.udbakke, 10);
}

/* A final letter, not sent yet, lies in both. */
Test(bjaergudbakke, a_file_that_both_have_comes_out_once)
{
	char hex[65];
	skadet_lav(&s, true);
	struct store *st = skadet_aabn(&s, false);
	krypto_hex(hex, s.fil, 32);
	struct aendring a = {.sag = skadet_sag(1), .objekt = skadet_sag(2), .felt = "breve.hash", .vaerdi = hex};
	cr_assert_eq(journal_skriv(store_journal(st), &a, 1, NULL), 0);
	a.objekt = skadet_sag(4);
	cr_assert_eq(journal_skriv(store_journal(st), &a, 1, NULL), 0, "named twice, there twice");
	store_close(st);
	skadet_bryd(&s, skadet_side(&s, "felt", SKADET_BLAD, 0));
	hent();
	cr_expect_eq(f.poster, SKADET_SAGER * SKADET_POSTER + 2);
	cr_expect(filen_er_der());
	store_close(ud);
	bjaerg_done(&f);
	buf_done(&nu);
	f = (struct bjaerg_fund)BJAERG_TOM;
	nu = (struct buf)BUF_TOM;
	skadet_bryd(&s, skadet_side(&s, "fil_del", SKADET_OVERLOEB, 9));
	hent();
	cr_expect(filen_er_der(), "what the pages have lost of it is in the outbox");
}
