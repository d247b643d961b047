#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/io/db.h"
#include "core/io/krypto.h"
#include "core/io/outbox.h"
#include "core/io/varig.h"
#include "core/io/vaultlager.h"
#include "core/journal/afsend.h"
#include "core/journal/journal.h"
#include "core/journal/store.h"
#include "core/journal/udbakkepost.h"

/* The outbox beside a sealed store: what is in it, and what it gives back. */

#define KODE ((struct segl_data){"kode", 4})

static const struct noegle_valg billig = {.pris = {NOEGLE_RUNDER, NOEGLE_KIB_MIN}};
static char mappe[64], sti[96], kopi[96];
static struct vaultlager *l;
static struct store *s;
static struct err e;
static struct uuid sag, objekt;
static struct buf sagt;

static void start(void)
{
	strcpy(mappe, "/tmp/femtrin-udbakke-XXXXXX");
	cr_assert_not_null(mkdtemp(mappe));
	snprintf(sti, sizeof sti, "%s/femtrin.db", mappe);
	snprintf(kopi, sizeof kopi, "%s/kopi.db", mappe);
	cr_assert_eq(krypto_start(NULL), 0);
	uuid_ny(&sag, 1);
	uuid_ny(&objekt, 2);
	cr_assert_eq(vaultlager_opret(&l, sti, KODE, &billig, &e), 0, "%s", e.tekst);
}

static void luk(void)
{
	store_close(s);
	s = NULL;
}

static void slut(void)
{
	char cmd[128];
	luk();
	vaultlager_free(l);
	buf_done(&sagt);
	snprintf(cmd, sizeof cmd, "chmod -R u+w '%s'; rm -rf '%s'", mappe, mappe);
	cr_assert_eq(system(cmd), 0);
}

TestSuite(udbakke, .init = start, .fini = slut);

static void sig(void *arg, const char *saetning)
{
	(void)arg;
	buf_tekst(&sagt, saetning);
	buf_tegn(&sagt, '\n');
}

static int aabn(void)
{
	buf_ryd(&sagt);
	return store_open(&s, &(struct store_valg){.sti = sti, .laas = l, .bruger = "demo",
						   .opret = true, .sig = sig,
						   .sqlmappe = FEMTRIN_KILDE "/core/sql"}, &e);
}

static void aabn_ok(void)
{
	cr_assert_eq(aabn(), 0, "%s", e.tekst);
}

static void skriv(const char *felt, const char *vaerdi)
{
	struct aendring a = {.sag = sag, .objekt = sag, .felt = felt, .vaerdi = vaerdi};
	cr_assert_eq(journal_skriv(store_journal(s), &a, 1, &e), 0, "%s", e.tekst);
}

static int husk_vaerdi(void *arg, const struct uuid *o, const char *felt, const char *vaerdi)
{
	(void)o;
	buf_format(arg, "%s=%s\n", felt, vaerdi);
	return 0;
}

static void viser(const char *ventet)
{
	struct buf b = BUF_TOM;
	cr_assert_eq(journal_felter(store_journal(s), &sag, husk_vaerdi, &b, &e), 0, "%s", e.tekst);
	cr_assert_str_eq(buf_str(&b), ventet);
	buf_done(&b);
}

static void i_orden(void)
{
	buf_ryd(&sagt);
	cr_assert_eq(store_verify(s, sig, NULL, &e), 0, "%s\n%s", e.tekst, buf_str(&sagt));
}

/* What lies in the file: struct udbakkepost. */
static int tag(void *arg, struct segl_data d)
{
	if (udbakkepost_art(d) == UDBAKKE_POST)
		cr_assert_eq(udbakkepost_laes(arg, d), 0);
	return 0;
}

static struct vec laes_udbakke(void)
{
	struct vec v = VEC_AF(struct udbakkepost);
	struct outbox *o;
	struct outbox_fund f;
	const struct noegle *n = vaultlager_noegle(l);
	cr_assert_eq(outbox_aabn(&o, vaultlager_udbakke(l), noegle_raa(n), noegle_lager(n), &e), 0);
	cr_assert_eq(outbox_laes(o, tag, &v, &f, &e), 0, "%s", e.tekst);
	outbox_free(o);
	return v;
}

static size_t i_udbakken(void)
{
	struct vec v = laes_udbakke();
	size_t n = v.n;
	udbakkepost_done(&v, 0);
	vec_done(&v);
	return n;
}

static void modtaget(int64_t fra, int64_t til)
{
	for (int64_t i = fra; i <= til; i++) {
		struct afsend_svar a = {.nr = i, .lbnr = i, .sagsnr = i};
		cr_assert_eq(afsend_svar(store_journal(s), &a, 1, &e), 0, "%s", e.tekst);
	}
}

static void kopier(const char *fra, const char *til)
{
	char cmd[256];
	snprintf(cmd, sizeof cmd, "cp '%s' '%s'", fra, til);
	cr_assert_eq(system(cmd), 0);
}

static void oedelaeg(void)
{
	char j[128];
	luk();
	snprintf(j, sizeof j, "%s-journal", sti);
	unlink(j);
	cr_assert_eq(unlink(sti), 0);
}

static struct uuid enhed(void)
{
	return *journal_enhed(store_journal(s));
}

Test(udbakke, each_commit_is_in_it_and_what_went_back_is_not)
{
	aabn_ok();
	skriv("borger.navn", "Demo Et");
	skriv("borger.navn", "Demo To");
	struct vec v = laes_udbakke();
	cr_assert_eq(v.n, 2);
	cr_assert_str_eq(VEC_NR(struct udbakkepost, &v, 1)->post.vaerdi, "Demo To");
	cr_assert_eq(VEC_NR(struct udbakkepost, &v, 1)->post.afloeser[0].nr, 1);
	udbakkepost_done(&v, 0);
	vec_done(&v);
	cr_assert_eq(db_begin(store_db(s), "prøve", &e), 0);
	skriv("borger.navn", "Demo Fortrudt");
	db_rollback(store_db(s));
	cr_assert_eq(i_udbakken(), 2);
	skriv("borger.navn", "Demo Tre");
	cr_assert_eq(i_udbakken(), 3);
	cr_assert_null(store_udbakke_mangel(s));
}

Test(udbakke, a_destroyed_database_comes_back_whole_under_the_same_name)
{
	enum { STOR = 9 << 20 };
	uint8_t hash[32];
	char hex[65], *data, *pdf = calloc(1, STOR);
	size_t n;
	aabn_ok();
	skriv("borger.navn", "Demo Borger");
	memset(pdf, 'p', STOR);
	cr_assert_eq(store_fil_gem(s, pdf, STOR, hash, &e), 0);
	krypto_hex(hex, hash, 32);
	struct aendring a[] = {{sag, objekt, "breve.hash", hex}, {sag, sag, "sag.trin", "4"}};
	cr_assert_eq(journal_skriv(store_journal(s), a, 2, &e), 0, "%s", e.tekst);
	struct uuid foer = enhed();
	oedelaeg();
	aabn_ok();
	cr_assert(strstr(buf_str(&sagt), "3 poster"), "%s", buf_str(&sagt));
	struct uuid efter = enhed();
	cr_assert(uuid_ens(&foer, &efter));
	cr_assert_eq(store_fil_hent(s, hash, &data, &n, &e), 0, "%s", e.tekst);
	cr_assert(n == STOR && memcmp(data, pdf, STOR) == 0);
	free(data);
	free(pdf);
	struct buf ventet = BUF_TOM;
	buf_format(&ventet, "borger.navn=Demo Borger\nsag.trin=4\nbreve.hash=%s\n", hex);
	viser(buf_str(&ventet));
	buf_done(&ventet);
	i_orden();
	skriv("borger.navn", "Demo Videre");
	i_orden();
	cr_assert_eq(i_udbakken(), 4);
	luk();
	aabn_ok();
	cr_assert_str_eq(buf_str(&sagt), "", "the second time there is nothing to bring back");
}

Test(udbakke, an_older_copy_put_back_gets_what_was_written_since)
{
	aabn_ok();
	skriv("borger.navn", "Demo Et");
	luk();
	kopier(sti, kopi);
	aabn_ok();
	struct uuid foer = enhed();
	skriv("borger.navn", "Demo To");
	skriv("sag.trin", "2");
	oedelaeg();
	kopier(kopi, sti);
	aabn_ok();
	cr_assert(strstr(buf_str(&sagt), "2 poster"), "%s", buf_str(&sagt));
	struct uuid efter = enhed();
	cr_assert(uuid_ens(&foer, &efter));
	viser("borger.navn=Demo To\nsag.trin=2\n");
	i_orden();
}

/* Under the old name the next number could be one that the centre has already. */
Test(udbakke, behind_a_hole_the_unsent_goes_on_under_a_new_name)
{
	aabn_ok();
	struct uuid foer = enhed();
	skriv("borger.navn", "Demo Sendt");
	skriv("sag.trin", "2");
	modtaget(1, 2);
	skriv("borger.navn", "Demo Usendt");
	skriv("borger.navn", "Demo Usendt Igen");
	cr_assert_eq(i_udbakken(), 4, "taken out when the sync has ended, not before");
	cr_assert_eq(store_udbakke_forny(s, &e), 0, "%s", e.tekst);
	cr_assert_eq(i_udbakken(), 2);
	oedelaeg();
	aabn_ok();
	cr_assert(strstr(buf_str(&sagt), "2 poster") && strstr(buf_str(&sagt), "nyt enhedsnavn"), "%s",
		  buf_str(&sagt));
	struct uuid efter = enhed();
	cr_assert_not(uuid_ens(&foer, &efter));
	viser("borger.navn=Demo Usendt Igen\n");
	i_orden();
	struct vec v = laes_udbakke();
	cr_assert_eq(v.n, 2);
	const struct post *p = &VEC_NR(struct udbakkepost, &v, 0)->post;
	cr_assert(uuid_ens(&p->enhed, &efter) && p->nr == 1);
	cr_assert(uuid_ens(&p->afloeser[0].enhed, &foer) && p->afloeser[0].nr == 1, "what the centre has");
	p = &VEC_NR(struct udbakkepost, &v, 1)->post;
	cr_assert(uuid_ens(&p->afloeser[0].enhed, &efter) && p->afloeser[0].nr == 1);
	udbakkepost_done(&v, 0);
	vec_done(&v);
	luk();
	aabn_ok();
	cr_assert_str_eq(buf_str(&sagt), "");
}

Test(udbakke, an_older_copy_behind_what_was_sent_gets_a_new_name_too)
{
	aabn_ok();
	skriv("borger.navn", "Demo Et");
	luk();
	kopier(sti, kopi);
	aabn_ok();
	struct uuid foer = enhed();
	skriv("borger.navn", "Demo Sendt");
	modtaget(1, 2);
	cr_assert_eq(store_udbakke_forny(s, &e), 0);
	skriv("sag.trin", "3");
	oedelaeg();
	kopier(kopi, sti);
	aabn_ok();
	struct uuid efter = enhed();
	cr_assert_not(uuid_ens(&foer, &efter));
	viser("borger.navn=Demo Et\nsag.trin=3\n");
	i_orden();
	cr_assert_eq(i_udbakken(), 2);
}

Test(udbakke, a_disk_that_refuses_the_outbox_costs_nothing_and_is_told)
{
	struct stat st;
	aabn_ok();
	skriv("borger.navn", "Demo Et");
	/* A folder in the way of the next rewriting; the file itself is cut short under it. */
	luk();
	cr_assert_eq(stat(vaultlager_udbakke(l), &st), 0);
	unlink(vaultlager_udbakke(l));
	cr_assert_eq(mkdir(vaultlager_udbakke(l), 0700), 0);
	aabn_ok();
	cr_assert(strstr(buf_str(&sagt), "udbakken"), "%s", buf_str(&sagt));
	skriv("borger.navn", "Demo To");
	viser("borger.navn=Demo To\n");
	luk();
	cr_assert_eq(rmdir(vaultlager_udbakke(l)), 0);
	aabn_ok();
	cr_assert_str_eq(buf_str(&sagt), "");
	cr_assert_eq(i_udbakken(), 2, "and it has caught up");
}

static void vend(const char *fil, long sted)
{
	FILE *f = fopen(fil, "r+b");
	cr_assert_not_null(f);
	fseek(f, sted, SEEK_SET);
	int c = fgetc(f);
	fseek(f, sted, SEEK_SET);
	fputc(c ^ 1, f);
	fclose(f);
}

Test(udbakke, a_damaged_one_is_written_anew_from_a_whole_store)
{
	aabn_ok();
	skriv("borger.navn", "Demo Et");
	skriv("borger.navn", "Demo To");
	luk();
	vend(vaultlager_udbakke(l), 64 + 100);
	aabn_ok();
	cr_assert(strstr(buf_str(&sagt), "beskadiget"), "%s", buf_str(&sagt));
	cr_assert_eq(i_udbakken(), 2);
	luk();
	vend(vaultlager_udbakke(l), 20);        /* its header: not this store's */
	aabn_ok();
	cr_assert(strstr(buf_str(&sagt), "lagt til side"), "%s", buf_str(&sagt));
	cr_assert_eq(i_udbakken(), 2);
	struct buf navn = BUF_TOM;
	buf_format(&navn, "%s.tilovers1", vaultlager_udbakke(l));
	cr_assert_eq(access(buf_str(&navn), F_OK), 0);
	buf_done(&navn);
}

Test(udbakke, without_its_middle_the_rest_still_comes_back)
{
	aabn_ok();
	skriv("borger.navn", "Demo Et");
	long midten = 0;
	struct stat st;
	cr_assert_eq(stat(vaultlager_udbakke(l), &st), 0);
	midten = (long)st.st_size + 30;
	skriv("borger.tlf", "11111111");
	skriv("sag.trin", "2");
	vend(vaultlager_udbakke(l), midten);
	oedelaeg();
	aabn_ok();
	viser("borger.navn=Demo Et\nsag.trin=2\n");
	cr_assert(strstr(buf_str(&sagt), "2 poster") && strstr(buf_str(&sagt), "beskadiget"), "%s",
		  buf_str(&sagt));
	i_orden();
}

Test(udbakke, another_history_under_the_same_numbers_is_laid_aside)
{
	aabn_ok();
	skriv("borger.navn", "Demo Et");
	luk();
	kopier(sti, kopi);
	aabn_ok();
	skriv("borger.navn", "Demo Den Ene");
	char gemt[128];
	snprintf(gemt, sizeof gemt, "%s/gemt", mappe);
	kopier(vaultlager_udbakke(l), gemt);
	oedelaeg();
	kopier(kopi, sti);
	unlink(vaultlager_udbakke(l));
	aabn_ok();
	skriv("borger.navn", "Demo Den Anden");
	luk();
	kopier(gemt, vaultlager_udbakke(l));
	aabn_ok();
	cr_assert(strstr(buf_str(&sagt), "lagt til side"), "%s", buf_str(&sagt));
	viser("borger.navn=Demo Den Anden\n");
	i_orden();
	cr_assert_eq(i_udbakken(), 2);
}

Test(udbakke, a_new_name_after_a_fork_is_followed)
{
	struct uuid ny;
	aabn_ok();
	skriv("borger.navn", "Demo Et");
	uuid_ny(&ny, 3);
	cr_assert_eq(afsend_ny_enhed(store_journal(s), &ny, &e), 0, "%s", e.tekst);
	luk();
	aabn_ok();
	cr_assert_str_eq(buf_str(&sagt), "", "the same entries under another name are not missing");
	skriv("borger.navn", "Demo To");
	struct vec v = laes_udbakke();
	cr_assert_eq(v.n, 2);
	cr_assert(uuid_ens(&VEC_NR(struct udbakkepost, &v, 0)->post.enhed, &ny));
	udbakkepost_done(&v, 0);
	vec_done(&v);
	uuid_ny(&ny, 4);
	cr_assert_eq(afsend_ny_enhed(store_journal(s), &ny, &e), 0, "%s", e.tekst);
	skriv("borger.navn", "Demo Tre");
	v = laes_udbakke();
	cr_assert_eq(v.n, 3);
	cr_assert(uuid_ens(&VEC_NR(struct udbakkepost, &v, 2)->post.enhed, &ny));
	udbakkepost_done(&v, 0);
	vec_done(&v);
	i_orden();
}

Test(udbakke, nothing_typed_can_be_read_in_it)
{
	aabn_ok();
	skriv("borger.navn", "Demo Hemmelig");
	struct buf b = BUF_TOM;
	cr_assert_eq(varig_laes(&b, vaultlager_udbakke(l), 1 << 20, &e), 0);
	for (size_t i = 0; i + 8 <= b.len; i++)
		cr_assert(memcmp(b.data + i, "Hemmelig", 8) && memcmp(b.data + i, "borger.n", 8));
	buf_done(&b);
}

Test(udbakke, codec_refuses_what_is_not_a_record)
{
	struct vec v = VEC_AF(struct udbakkepost);
	uint8_t p[400];
	aabn_ok();
	skriv("borger.navn", "Demo Borger");
	struct vec sand = laes_udbakke();
	struct buf b = BUF_TOM;
	const struct udbakkepost *u = VEC_NR(struct udbakkepost, &sand, 0);
	udbakkepost_skriv(&b, &u->post, u->forrige);
	cr_assert_eq(udbakkepost_laes(&v, (struct segl_data){b.data, b.len}), 0);
	udbakkepost_done(&v, 0);
	for (size_t i = 0; i < b.len; i++) {
		int kort = i == 2 ? 0 : -1;     /* a record without entries */
		cr_assert_eq(udbakkepost_laes(&v, (struct segl_data){b.data, i}), kort, "%zu", i);
		memcpy(p, b.data, b.len);
		p[i] ^= 0x80;
		cr_assert_eq(udbakkepost_laes(&v, (struct segl_data){p, b.len}), -1, "%zu", i);
	}
	cr_assert_eq(v.n, 0);
	udbakkepost_done(&sand, 0);
	vec_done(&sand);
	vec_done(&v);
	buf_done(&b);
}
