#include "core/io/segl.h"

#include <sodium.h>
#include <string.h>

#include "core/base/mem.h"

static const char kontekst[crypto_kdf_CONTEXTBYTES + 1] = "femtrin1";

_Static_assert(SEGL_NONCE == crypto_aead_xchacha20poly1305_ietf_NPUBBYTES, "nonce");
_Static_assert(SEGL_TAG == crypto_aead_xchacha20poly1305_ietf_ABYTES, "tag");
_Static_assert(SEGL_NOEGLE == crypto_kdf_KEYBYTES, "key");
_Static_assert(SEGL_SALT == crypto_pwhash_SALTBYTES, "salt");
_Static_assert(SEGL_BOKS == SEGL_NOEGLE + crypto_box_SEALBYTES, "sealed box");

/* Fails only where the system gives out neither random nor memory. */
static void start(void)
{
	if (sodium_init() < 0)
		mem_opbrugt();
}

void *segl_hemmelig(size_t n)
{
	start();
	void *p = sodium_malloc(n);
	if (!p)
		mem_opbrugt();
	memset(p, 0, n);
	return p;
}

void segl_glem(void *p)
{
	sodium_free(p);
}

void segl_slet(void *p, size_t n)
{
	sodium_memzero(p, n);
}

void segl_tilfaeldig(void *ud, size_t n)
{
	start();
	randombytes_buf(ud, n);
}

void segl_undernoegle(uint8_t ud[SEGL_NOEGLE], uint64_t nr, const uint8_t noegle[SEGL_NOEGLE])
{
	crypto_kdf_derive_from_key(ud, SEGL_NOEGLE, nr, kontekst, noegle);
}

void segl_mac(uint8_t ud[SEGL_MAC], struct segl_data d, const uint8_t *noegle)
{
	crypto_generichash(ud, SEGL_MAC, d.p, d.n, noegle, noegle ? SEGL_NOEGLE : 0);
}

int segl_ens(const void *a, const void *b, size_t n)
{
	return sodium_memcmp(a, b, n) == 0;
}

void segl_luk(uint8_t *ud, struct segl_data klar, struct segl_data om, const uint8_t *noegle)
{
	uint8_t *nonce = ud + klar.n, *tag = nonce + SEGL_NONCE;
	randombytes_buf(nonce, SEGL_NONCE);
	crypto_aead_xchacha20poly1305_ietf_encrypt_detached(ud, tag, NULL, klar.p, klar.n, om.p,
							    om.n, NULL, nonce, noegle);
}

int segl_aabn(uint8_t *ud, struct segl_data lukket, struct segl_data om, const uint8_t *noegle)
{
	if (lukket.n < SEGL_TILLAEG)
		return -1;
	size_t n = lukket.n - SEGL_TILLAEG;
	const uint8_t *p = lukket.p, *nonce = p + n, *tag = nonce + SEGL_NONCE;
	return crypto_aead_xchacha20poly1305_ietf_decrypt_detached(ud, NULL, p, n, tag, om.p, om.n,
								   nonce, noegle);
}

int segl_kode(uint8_t ud[SEGL_NOEGLE], struct segl_data kode, const uint8_t salt[SEGL_SALT],
	      struct segl_pris pris)
{
	return crypto_pwhash(ud, SEGL_NOEGLE, kode.p, kode.n, salt, pris.runder,
			     (size_t)pris.kib * 1024, crypto_pwhash_ALG_ARGON2ID13);
}

void segl_par(uint8_t offentlig[32], uint8_t privat[32])
{
	start();
	crypto_box_keypair(offentlig, privat);
}

void segl_offentlig(uint8_t offentlig[32], const uint8_t privat[32])
{
	crypto_scalarmult_base(offentlig, privat);
}

int segl_boks_luk(uint8_t ud[SEGL_BOKS], const uint8_t noegle[SEGL_NOEGLE],
		  const uint8_t offentlig[32])
{
	start();
	return crypto_box_seal(ud, noegle, SEGL_NOEGLE, offentlig);
}

int segl_boks_aabn(uint8_t ud[SEGL_NOEGLE], const uint8_t boks[SEGL_BOKS],
		   const uint8_t privat[32])
{
	uint8_t offentlig[32];
	crypto_scalarmult_base(offentlig, privat);
	return crypto_box_seal_open(ud, boks, SEGL_BOKS, offentlig, privat);
}
