#include <criterion/criterion.h>
#include <string.h>

#include "core/io/krypto.h"

static void start(void)
{
	cr_assert_eq(krypto_start(NULL), 0);
}

TestSuite(krypto, .init = start);

Test(krypto, sha256_gives_the_published_digest_of_abc)
{
	uint8_t h[KRYPTO_HASH];
	char hex[2 * KRYPTO_HASH + 1];
	krypto_sha256(h, "abc", 3);
	krypto_hex(hex, h, sizeof h);
	cr_assert_str_eq(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

Test(krypto, pieces_hash_as_the_whole)
{
	uint8_t a[KRYPTO_HASH], b[KRYPTO_HASH];
	struct krypto_hash h;
	krypto_hash_start(&h);
	krypto_hash_mere(&h, "a", 1);
	krypto_hash_mere(&h, "", 0);
	krypto_hash_mere(&h, "bc", 2);
	krypto_hash_slut(&h, a);
	krypto_sha256(b, "abc", 3);
	cr_assert_arr_eq(a, b, sizeof a);
}

Test(krypto, random_bytes_differ)
{
	uint8_t a[16] = {0}, b[16] = {0};
	krypto_tilfaeldig(a, sizeof a);
	krypto_tilfaeldig(b, sizeof b);
	cr_assert_arr_neq(a, b, sizeof a);
}
