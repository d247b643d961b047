#include <criterion/criterion.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/io/krypto.h"
#include "core/journal/post.h"
#include "core/journal/ur.h"

static void start(void)
{
	cr_assert_eq(krypto_start(NULL), 0);
}

TestSuite(post, .init = start);

static struct uuid counting(uint8_t fra)
{
	struct uuid u;
	for (int i = 0; i < 16; i++)
		u.b[i] = (uint8_t)(fra + i);
	return u;
}

/* The test vector of post.h. */
static struct post vector(void)
{
	struct post p = {
		.enhed = counting(0), .nr = 259, .gruppe = 258,
		.tid = INT64_C(0x0197a1b2c3d4) << 16 | 7, .bruger = "demo",
		.sag = counting(0x10), .objekt = counting(0x20), .felt = "opgaver.navn",
		.vaerdi = "Opvask æøå", .skema = 1, .lbnr = -1, .sagsnr = -1,
	};
	for (int i = 0; i < 16; i++)
		p.salt[i] = (uint8_t)(0x30 + i);
	post_vhash(p.vhash, p.salt, p.vaerdi);
	return p;
}

static void hash_is(const uint8_t h[32], const char *ventet)
{
	char hex[65];
	krypto_hex(hex, h, 32);
	cr_assert_str_eq(hex, ventet);
}

Test(post, the_value_hash_is_the_one_in_the_header)
{
	struct post p = vector();
	hash_is(p.vhash, "3a89454297e843992c9522130681d325e7f3c6f789e4fdb71bc26b34b341241f");
	post_vhash(p.vhash, p.salt, NULL);
	hash_is(p.vhash, "816b9e7c25d559c5766755b3bbb36654ad451e080ffa93694a793d6eed41f40a");
}

Test(post, the_chain_hash_is_the_one_in_the_header)
{
	struct post p = vector();
	uint8_t h[32], nul[32] = {0}, aa[32];
	memset(aa, 0xAA, sizeof aa);
	post_hash(h, nul, &p);
	hash_is(h, "ec32a6ea6cfb056031797f090b0eb0cfa37f9ae51cdcf4ff3e708b50a8393504");
	struct post_ref r[] = {{counting(0), 1}, {counting(0), 258}};
	p.afloeser = r;
	p.n_afloeser = 2;
	post_hash(h, aa, &p);
	hash_is(h, "52535eb5b89b17e436241a72084dbf79311c57213c04212c460979a054eefc11");
}

Test(post, references_are_sorted_and_stand_once)
{
	struct post_ref r[] = {{counting(9), 3}, {counting(1), 300}, {counting(1), 2},
			       {counting(9), 3}};
	struct buf b = BUF_TOM;
	post_ref_skriv(&b, r, 4);
	cr_assert_eq(b.len, 3 * POST_REF);
	struct post_ref a = post_ref_laes((const uint8_t *)b.data);
	struct post_ref c = post_ref_laes((const uint8_t *)b.data + POST_REF);
	struct post_ref d = post_ref_laes((const uint8_t *)b.data + 2 * POST_REF);
	cr_assert_eq(a.nr, 2);
	cr_assert_eq(c.nr, 300);
	cr_assert_eq(d.nr, 3);
	cr_assert(uuid_ens(&d.enhed, &r[3].enhed));
	cr_assert_lt(post_ref_orden(&a, &c), 0);
	buf_done(&b);
}

Test(ur, never_goes_back_and_follows_the_clock)
{
	int64_t a = ur_naeste(0, 1000);
	cr_assert_eq(POST_MS(a), 1000);
	int64_t b = ur_naeste(a, 1000), c = ur_naeste(b, 400), d = ur_naeste(c, 2000);
	cr_assert_eq(b, a + 1);
	cr_assert_eq(c, b + 1);
	cr_assert_eq(d, INT64_C(2000) << 16);
	cr_assert_eq(ur_naeste(d, -5), d + 1, "a clock before 1970 is no clock");
	cr_assert_eq(ur_naeste(d, INT64_MAX), d + 1);
}
