#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/io/noegle.h"
#include "core/io/varig.h"

#define KODE(s) ((struct segl_data){s, strlen(s)})

/* Each test has a folder of its own; the price is the floor, so that it is quick. */
static const struct noegle_valg billig = {.pris = {NOEGLE_RUNDER, NOEGLE_KIB_MIN}};
static char mappe[64], sti[80];

static void start(void)
{
	strcpy(mappe, "/tmp/femtrin-noegle-XXXXXX");
	cr_assert_not_null(mkdtemp(mappe));
	snprintf(sti, sizeof sti, "%s/sag.db", mappe);
}

static void slut(void)
{
	static const char *const navne[] = {".noegle", ".noegle2", ".noegle.ny", ".noegle2.ny",
					    "2.noegle", "2.noegle2"};
	char n[128];
	for (size_t i = 0; i < sizeof navne / sizeof *navne; i++) {
		snprintf(n, sizeof n, "%s%s", sti, navne[i]);
		unlink(n);
	}
	rmdir(mappe);
}

TestSuite(noegle, .init = start, .fini = slut);

static struct noegle *lav(const char *kode, const uint8_t *offentlig)
{
	struct noegle *n;
	struct err e;
	struct noegle_valg v = billig;
	v.genopretning = offentlig;
	cr_assert_eq(noegle_opret(&n, sti, KODE(kode), &v, &e), 0, "%s", e.tekst);
	return n;
}

static int proev(const char *kode, uint8_t raa[32])
{
	struct noegle *n;
	int rc = noegle_aabn(&n, sti, KODE(kode), NULL);
	if (rc == 0)
		memcpy(raa, noegle_raa(n), 32);
	noegle_free(n);
	return rc;
}

static char *kopi(int nr)
{
	return mem_format(nr ? "%s.noegle2" : "%s.noegle", sti);
}

static void ret(int nr, size_t byte, uint8_t maske)
{
	struct buf b = BUF_TOM;
	char *k = kopi(nr);
	cr_assert_eq(varig_laes(&b, k, 1000, NULL), 0);
	b.data[byte] = (char)(b.data[byte] ^ maske);
	cr_assert_eq(varig_skriv(k, b.data, b.len, NULL), 0);
	buf_done(&b);
	free(k);
}

Test(noegle, the_passphrase_opens_and_another_one_does_not)
{
	uint8_t raa[32], igen[32];
	struct noegle *n = lav("fire gode ord her", NULL);
	memcpy(raa, noegle_raa(n), 32);
	noegle_free(n);
	cr_assert_eq(proev("fire gode ord her", igen), 0);
	cr_assert_arr_eq(raa, igen, 32);
	cr_assert_eq(proev("fire gode ord Her", igen), ERR_NOEGLE);
	cr_assert_eq(proev("", igen), ERR_NOEGLE);
}

Test(noegle, the_files_are_for_their_owner_alone_and_hold_no_key)
{
	struct stat st;
	struct buf b = BUF_TOM;
	struct noegle *n = lav("a", NULL);
	for (int i = 0; i < 2; i++) {
		char *k = kopi(i);
		cr_assert_eq(stat(k, &st), 0);
		cr_assert_eq(st.st_mode & 0777, 0600);
		cr_assert_eq(varig_laes(&b, k, 1000, NULL), 0);
		cr_assert_eq(b.len, NOEGLE_FIL);
		for (size_t j = 0; j + 32 <= b.len; j++)
			cr_assert_neq(memcmp(b.data + j, noegle_raa(n), 32), 0);
		free(k);
	}
	buf_done(&b);
	noegle_free(n);
}

Test(noegle, nothing_to_open_and_nothing_to_overwrite_are_said)
{
	struct err e;
	struct noegle *n;
	cr_assert_eq(noegle_aabn(&n, sti, KODE("a"), &e), ERR_FINDES_IKKE);
	cr_assert_not(noegle_findes(sti));
	cr_assert_eq(noegle_opret(&n, sti, KODE(""), &billig, &e), ERR_BRUG);
	noegle_free(lav("a", NULL));
	cr_assert(noegle_findes(sti));
	cr_assert_eq(noegle_opret(&n, sti, KODE("b"), &billig, &e), ERR_BRUG);
	cr_assert_null(n);
}

Test(noegle, a_changed_passphrase_wraps_the_same_key_and_the_old_one_is_refused)
{
	uint8_t raa[32], igen[32];
	struct noegle *n = lav("gammel", NULL);
	memcpy(raa, noegle_raa(n), 32);
	cr_assert_eq(noegle_skift(n, KODE(""), NULL), ERR_BRUG);
	cr_assert_eq(noegle_skift(n, KODE("nyt kodeord"), NULL), 0);
	noegle_free(n);
	cr_assert_eq(proev("gammel", igen), ERR_NOEGLE);
	cr_assert_eq(proev("nyt kodeord", igen), 0);
	cr_assert_arr_eq(raa, igen, 32);
}

Test(noegle, a_change_interrupted_between_the_copies_leaves_both_passphrases_working)
{
	uint8_t raa[32], igen[32];
	struct buf b = BUF_TOM;
	char *to = kopi(1);
	struct noegle *n = lav("gammel", NULL);
	memcpy(raa, noegle_raa(n), 32);
	cr_assert_eq(varig_laes(&b, to, 1000, NULL), 0);
	cr_assert_eq(noegle_skift(n, KODE("ny"), NULL), 0);
	cr_assert_eq(varig_skriv(to, b.data, b.len, NULL), 0);
	noegle_free(n);
	cr_assert_eq(proev("gammel", igen), 0);
	cr_assert_arr_eq(raa, igen, 32);
	buf_done(&b);
	free(to);
	/* Whoever was used is put in both; from then on it alone opens. */
	cr_assert_eq(proev("ny", igen), ERR_NOEGLE);
}

Test(noegle, one_damaged_or_lost_copy_is_harmless_and_put_right)
{
	uint8_t igen[32];
	noegle_free(lav("a", NULL));
	ret(0, 60, 4);
	cr_assert_eq(proev("a", igen), 0);
	ret(1, 3, 1);
	cr_assert_eq(proev("a", igen), 0, "the first was mended");
	char *k = kopi(0);
	unlink(k);
	free(k);
	cr_assert_eq(proev("a", igen), 0);
	ret(0, 300, 128);
	ret(1, 200, 128);
	cr_assert_eq(proev("a", igen), ERR_SKADET);
}

Test(noegle, every_single_bit_of_the_file_counts)
{
	struct buf b = BUF_TOM;
	char *k = kopi(0);
	noegle_free(lav("a", NULL));
	cr_assert_eq(varig_laes(&b, k, 1000, NULL), 0);
	uint8_t *p = (uint8_t *)b.data;
	cr_assert_eq(noegle_form(p, b.len), 0);
	for (size_t i = 0; i < 8 * b.len; i++) {
		p[i / 8] ^= (uint8_t)(1u << i % 8);
		cr_assert_eq(noegle_form(p, b.len), -1, "bit %zu", i);
		p[i / 8] ^= (uint8_t)(1u << i % 8);
	}
	cr_assert_eq(noegle_form(p, b.len - 1), -1);
	buf_done(&b);
	free(k);
}

/* Changes a byte and makes the checksum fit, as somebody who means it would. */
static void snyd(size_t byte, uint8_t til)
{
	struct buf b = BUF_TOM;
	for (int i = 0; i < 2; i++) {
		char *k = kopi(i);
		cr_assert_eq(varig_laes(&b, k, 1000, NULL), 0);
		uint8_t *p = (uint8_t *)b.data;
		p[byte] = til;
		segl_mac(p + 280, (struct segl_data){p, 280}, NULL);
		cr_assert_eq(varig_skriv(k, p, b.len, NULL), 0);
		free(k);
	}
	buf_done(&b);
}

Test(noegle, a_cheaper_or_impossible_price_is_refused_even_with_a_checksum_that_fits)
{
	uint8_t igen[32];
	noegle_free(lav("a", NULL));
	snyd(31, 1);                    /* one pass */
	cr_assert_eq(proev("a", igen), ERR_SKADET);
	snyd(31, 3);
	cr_assert_eq(proev("a", igen), 0);
	snyd(32, 0x7f);                 /* terabytes */
	cr_assert_eq(proev("a", igen), ERR_SKADET);
}

Test(noegle, a_recovery_key_put_in_by_others_is_found)
{
	uint8_t igen[32];
	noegle_free(lav("a", NULL));
	snyd(150, 0x55);
	cr_assert_eq(proev("a", igen), ERR_SKADET);
}

Test(noegle, it_remembers_that_there_is_a_store_and_nobody_else_can_say_otherwise)
{
	uint8_t igen[32];
	struct noegle *n = lav("a", NULL);
	cr_assert_not(noegle_i_brug(n));
	cr_assert_eq(noegle_tag_i_brug(n, NULL), 0);
	cr_assert_eq(noegle_skift(n, KODE("b"), NULL), 0);
	noegle_free(n);
	cr_assert_eq(noegle_aabn(&n, sti, KODE("b"), NULL), 0);
	cr_assert(noegle_i_brug(n));
	noegle_free(n);
	snyd(135, 0);
	cr_assert_eq(proev("b", igen), ERR_SKADET);
}

Test(noegle, the_municipality_recovers_with_its_private_key_alone)
{
	uint8_t off[32], priv[32], andet[32], igen[32];
	struct noegle *n;
	struct err e;
	segl_par(off, priv);
	noegle_free(lav("glemt", off));
	segl_par(off, andet);
	cr_assert_eq(noegle_genopret(&n, sti, andet, &e), ERR_NOEGLE);
	cr_assert_eq(noegle_genopret(&n, sti, priv, &e), 0);
	cr_assert_eq(noegle_skift(n, KODE("ny"), &e), 0);
	noegle_free(n);
	cr_assert_eq(proev("ny", igen), 0);
	cr_assert_eq(noegle_genopret(&n, sti, priv, &e), 0, "the slot is still there");
	cr_assert_eq(noegle_saet_genopretning(n, NULL, &e), 0);
	noegle_free(n);
	cr_assert_eq(noegle_genopret(&n, sti, priv, &e), ERR_NOEGLE);
	cr_assert_eq(proev("ny", igen), 0);
}

Test(noegle, a_read_only_folder_still_opens_and_a_change_there_changes_nothing)
{
	uint8_t igen[32];
	if (geteuid() == 0)   /* for whom a folder's rights do not hold */
		cr_assert(chown(mappe, 65534, 65534) == 0 && seteuid(65534) == 0);
	struct noegle *n = lav("a", NULL);
	chmod(mappe, 0500);
	cr_assert_eq(noegle_skift(n, KODE("b"), NULL), ERR_SKRIVEBESKYTTET);
	noegle_free(n);
	cr_assert_eq(proev("a", igen), 0);
	cr_assert_eq(proev("b", igen), ERR_NOEGLE);
	chmod(mappe, 0700);
}

Test(noegle, a_copy_for_a_backup_opens_with_the_same_passphrase)
{
	char til[96];
	struct noegle *n = lav("a", NULL), *m;
	snprintf(til, sizeof til, "%s2", sti);
	cr_assert_eq(noegle_kopi(n, til, NULL), 0);
	cr_assert_eq(noegle_aabn(&m, til, KODE("a"), NULL), 0);
	cr_assert_arr_eq(noegle_raa(n), noegle_raa(m), 32);
	cr_assert_arr_eq(noegle_lager(n), noegle_lager(m), NOEGLE_LAGER);
	noegle_free(n);
	noegle_free(m);
}
