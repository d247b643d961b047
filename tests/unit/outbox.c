#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/io/outbox.h"
#include "core/io/varig.h"

static const uint8_t noegle[SEGL_NOEGLE] = {9}, lager[OUTBOX_LAGER] = {4};
static char mappe[64], sti[80];

static void start(void)
{
	strcpy(mappe, "/tmp/femtrin-outbox-XXXXXX");
	cr_assert_not_null(mkdtemp(mappe));
	snprintf(sti, sizeof sti, "%s/udbakke", mappe);
}

static void slut(void)
{
	unlink(sti);
	rmdir(mappe);
}

TestSuite(outbox, .init = start, .fini = slut);

static struct outbox *aabn(void)
{
	struct outbox *o;
	struct err e;
	cr_assert_eq(outbox_aabn(&o, sti, noegle, lager, &e), 0, "%s", e.tekst);
	return o;
}

static void laeg(struct outbox *o, const char *s)
{
	cr_assert_eq(outbox_tilfoej(o, (struct segl_data){s, strlen(s)}, NULL), 0);
}

static int saml(void *arg, struct segl_data p)
{
	buf_add(arg, p.p, p.n);
	buf_tegn(arg, '|');
	return 0;
}

/* Everything in it as one text; the answer's code in *rc. */
static char *alt(struct outbox *o, struct outbox_fund *f, int *rc)
{
	struct buf b = BUF_TOM;
	*rc = outbox_laes(o, saml, &b, f, NULL);
	return buf_tag(&b);
}

static void er(struct outbox *o, const char *facit, int kode)
{
	struct outbox_fund f;
	int rc;
	char *s = alt(o, &f, &rc);
	cr_assert_str_eq(s, facit);
	cr_assert_eq(rc, kode);
	free(s);
}

static void ret(size_t byte)
{
	struct buf b = BUF_TOM;
	cr_assert_eq(varig_laes(&b, sti, 1 << 20, NULL), 0);
	b.data[byte] = (char)(b.data[byte] ^ 1);
	cr_assert_eq(varig_skriv(sti, b.data, b.len, NULL), 0);
	buf_done(&b);
}

static void kort(size_t n)
{
	cr_assert_eq(truncate(sti, (off_t)n), 0);
}

Test(outbox, what_is_added_comes_back_in_order_also_after_opening_again)
{
	struct outbox *o = aabn();
	er(o, "", 0);
	laeg(o, "et");
	laeg(o, "");
	laeg(o, "tre 670185-0007");
	er(o, "et||tre 670185-0007|", 0);
	outbox_free(o);
	o = aabn();
	laeg(o, "fire");
	er(o, "et||tre 670185-0007|fire|", 0);
	outbox_free(o);
}

Test(outbox, nothing_of_it_can_be_read_on_disk_and_it_is_the_owners_alone)
{
	struct outbox *o = aabn();
	struct buf b = BUF_TOM;
	struct stat st;
	laeg(o, "tre 670185-0007");
	cr_assert_eq(varig_laes(&b, sti, 1 << 20, NULL), 0);
	for (size_t i = 0; i + 11 <= b.len; i++)
		cr_assert_neq(memcmp(b.data + i, "670185-0007", 11), 0);
	cr_assert_eq(stat(sti, &st), 0);
	cr_assert_eq(st.st_mode & 0777, 0600);
	buf_done(&b);
	outbox_free(o);
}

Test(outbox, a_torn_tail_costs_the_last_record_alone_and_is_said)
{
	for (size_t n = 129; n < 192; n++) {            /* the second record is 128-191 */
		struct outbox_fund f;
		int rc;
		struct outbox *o = aabn();
		cr_assert_eq(outbox_erstat(o, NULL, 0, NULL), 0);
		laeg(o, "et");
		laeg(o, "to");
		outbox_free(o);
		kort(n);
		o = aabn();
		char *s = alt(o, &f, &rc);
		cr_assert_str_eq(s, "et|", "%zu", n);
		cr_assert_eq(f.hale, 1);
		cr_assert_eq(rc, ERR_SKADET);
		free(s);
		laeg(o, "tre");
		outbox_free(o);
		o = aabn();
		er(o, "et|tre|", 0);
		outbox_free(o);
	}
}

Test(outbox, damage_in_the_middle_is_found_and_the_rest_is_read)
{
	struct outbox *o = aabn();
	struct outbox_fund f;
	int rc;
	laeg(o, "et");
	laeg(o, "to");
	laeg(o, "tre");
	outbox_free(o);
	static const size_t steder[] = {128, 131, 136, 148, 151, 186};
	for (size_t i = 0; i < sizeof steder / sizeof *steder; i++) {
		ret(steder[i]);
		o = aabn();
		char *s = alt(o, &f, &rc);
		cr_assert_str_eq(s, "et|tre|", "byte %zu", steder[i]);
		cr_assert_eq(rc, ERR_SKADET);
		cr_assert_eq(f.skadede, 1);
		cr_assert_eq(f.poster, 2);
		free(s);
		outbox_free(o);
		ret(steder[i]);
	}
	o = aabn();
	er(o, "et|to|tre|", 0);
	outbox_free(o);
}

Test(outbox, another_stores_outbox_or_key_is_refused)
{
	static const uint8_t andet[32] = {8};
	struct outbox *o = aabn();
	laeg(o, "et");
	outbox_free(o);
	cr_assert_eq(outbox_aabn(&o, sti, andet, lager, NULL), ERR_SKADET);
	cr_assert_eq(outbox_aabn(&o, sti, noegle, andet, NULL), ERR_SKADET);
	ret(40);
	cr_assert_eq(outbox_aabn(&o, sti, noegle, lager, NULL), ERR_SKADET);
	cr_assert_null(o);
	kort(10);
	cr_assert_eq(outbox_aabn(&o, sti, noegle, lager, NULL), ERR_SKADET);
}

Test(outbox, it_is_replaced_whole_and_goes_on)
{
	struct outbox *o = aabn();
	laeg(o, "et");
	laeg(o, "to");
	laeg(o, "tre");
	struct segl_data rest[] = {{"to", 2}, {"tre", 3}};
	cr_assert_eq(outbox_erstat(o, rest, 2, NULL), 0);
	laeg(o, "fire");
	er(o, "to|tre|fire|", 0);
	cr_assert_eq(outbox_erstat(o, NULL, 0, NULL), 0);
	er(o, "", 0);
	laeg(o, "fem");
	outbox_free(o);
	o = aabn();
	er(o, "fem|", 0);
	outbox_free(o);
}

Test(outbox, records_of_an_earlier_file_do_not_count_in_a_later_one)
{
	struct outbox *o = aabn();
	struct buf gammel = BUF_TOM, b = BUF_TOM;
	laeg(o, "gammel");
	cr_assert_eq(varig_laes(&gammel, sti, 1 << 20, NULL), 0);
	cr_assert_eq(outbox_erstat(o, NULL, 0, NULL), 0);
	laeg(o, "nyere!");
	laeg(o, "sidst");
	outbox_free(o);
	cr_assert_eq(varig_laes(&b, sti, 1 << 20, NULL), 0);
	memcpy(b.data + 64, gammel.data + 64, gammel.len - 64);
	cr_assert_eq(varig_skriv(sti, b.data, b.len, NULL), 0);
	o = aabn();
	er(o, "sidst|", ERR_SKADET);
	outbox_free(o);
	buf_done(&gammel);
	buf_done(&b);
}

Test(outbox, a_file_cut_while_it_is_open_is_found)
{
	struct outbox *o = aabn();
	laeg(o, "et");
	laeg(o, "to");
	kort(128);
	er(o, "et|", ERR_SKADET);
	outbox_free(o);
}

Test(outbox, a_record_that_is_too_long_is_refused_and_the_file_is_as_before)
{
	struct outbox *o = aabn();
	laeg(o, "et");
	char *stor = calloc(1, OUTBOX_POST_MAKS + 1);
	cr_assert_eq(outbox_tilfoej(o, (struct segl_data){stor, OUTBOX_POST_MAKS + 1}, NULL),
		     ERR_UGYLDIG);
	free(stor);
	er(o, "et|", 0);
	outbox_free(o);
}
