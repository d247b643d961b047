#include "core/io/krypto.h"

#include <sodium.h>

#include "core/base/err.h"
#include "core/base/sprog.h"

_Static_assert(sizeof(crypto_hash_sha256_state) <= sizeof(struct krypto_hash),
	       "struct krypto_hash is too small for the library");
_Static_assert(crypto_hash_sha256_BYTES == KRYPTO_HASH, "SHA-256 gives 32 bytes");

static crypto_hash_sha256_state *state_of(struct krypto_hash *h)
{
	return (crypto_hash_sha256_state *)(void *)h;
}

int krypto_start(struct err *e)
{
	if (sodium_init() >= 0)
		return 0;
	return err_set(e, ERR_FEJL, _("kryptografi: systemet giver ingen tilfældige tal"));
}

void krypto_tilfaeldig(void *ud, size_t n)
{
	randombytes_buf(ud, n);
}

void krypto_sha256(uint8_t ud[KRYPTO_HASH], const void *p, size_t n)
{
	crypto_hash_sha256(ud, p, n);
}

void krypto_hash_start(struct krypto_hash *h)
{
	crypto_hash_sha256_init(state_of(h));
}

void krypto_hash_mere(struct krypto_hash *h, const void *p, size_t n)
{
	if (n)
		crypto_hash_sha256_update(state_of(h), p, n);
}

void krypto_hash_slut(struct krypto_hash *h, uint8_t ud[KRYPTO_HASH])
{
	crypto_hash_sha256_final(state_of(h), ud);
}

void krypto_hex(char *ud, const uint8_t *p, size_t n)
{
	sodium_bin2hex(ud, 2 * n + 1, p, n);
}
