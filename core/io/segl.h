#ifndef CORE_IO_SEGL_H
#define CORE_IO_SEGL_H

#include <stddef.h>
#include <stdint.h>

/*
 * Sealing, through libsodium: what the vault, the key file and the outbox are
 * built of, so that one short file holds every choice of cipher.
 *
 *   seal       XChaCha20-Poly1305 (IETF): ciphertext n ‖ nonce 24 ‖ tag 16. The nonce
 *              is random at every seal; 192 bits need no counter that a crash
 *              or a restored backup could set back.
 *   subkey     crypto_kdf (BLAKE2b), context "femtrin1"
 *   mac        BLAKE2b-256, keyed; without a key it is a plain checksum
 *   passphrase Argon2id 1.3
 *   recovery   sealed box (X25519, XSalsa20-Poly1305)
 */
#define SEGL_NOEGLE 32
#define SEGL_NONCE 24
#define SEGL_TAG 16
#define SEGL_TILLAEG (SEGL_NONCE + SEGL_TAG)
#define SEGL_MAC 32
#define SEGL_SALT 16
#define SEGL_BOKS (SEGL_NOEGLE + 48)   /* a key in a sealed box */

struct segl_data {
	const void *p;
	size_t n;
};

/* Memory for keys: zeroed, locked where the system allows it, between guard
 * pages, kept out of core dumps. Never NULL. segl_glem wipes and frees; NULL is fine. */
void *segl_hemmelig(size_t n) __attribute__((malloc, returns_nonnull));
void segl_glem(void *p);
void segl_slet(void *p, size_t n);   /* wipes; the compiler cannot leave it out */
void segl_tilfaeldig(void *ud, size_t n);

void segl_undernoegle(uint8_t ud[SEGL_NOEGLE], uint64_t nr, const uint8_t noegle[SEGL_NOEGLE]);
void segl_mac(uint8_t ud[SEGL_MAC], struct segl_data d, const uint8_t *noegle);
int segl_ens(const void *a, const void *b, size_t n);   /* 1 or 0, in constant time */

/* ud gets klar.n + SEGL_TILLAEG bytes; `om` is authenticated beside it. */
void segl_luk(uint8_t *ud, struct segl_data klar, struct segl_data om, const uint8_t *noegle);
/* ud gets lukket.n - SEGL_TILLAEG bytes; 0, or -1 (and nothing to be used in ud). */
int segl_aabn(uint8_t *ud, struct segl_data lukket, struct segl_data om, const uint8_t *noegle);

/* The key a passphrase gives: `runder` passes over `kib` KiB. -1 when memory is short. */
struct segl_pris {
	uint32_t runder, kib;
};
int segl_kode(uint8_t ud[SEGL_NOEGLE], struct segl_data kode, const uint8_t salt[SEGL_SALT],
	      struct segl_pris pris);

void segl_par(uint8_t offentlig[32], uint8_t privat[32]);
void segl_offentlig(uint8_t offentlig[32], const uint8_t privat[32]);
int segl_boks_luk(uint8_t ud[SEGL_BOKS], const uint8_t noegle[SEGL_NOEGLE],
		  const uint8_t offentlig[32]);
int segl_boks_aabn(uint8_t ud[SEGL_NOEGLE], const uint8_t boks[SEGL_BOKS],
		   const uint8_t privat[32]);

#endif
