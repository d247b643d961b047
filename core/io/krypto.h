#ifndef CORE_IO_KRYPTO_H
#define CORE_IO_KRYPTO_H

#include <stddef.h>
#include <stdint.h>

struct err;

/* Hashes and random bytes, through libsodium. */
#define KRYPTO_HASH 32

struct krypto_hash { uint64_t tilstand[26]; };    /* room for the library's own state */

int krypto_start(struct err *e);                  /* before anything else; again does no harm */
void krypto_tilfaeldig(void *ud, size_t n);
void krypto_sha256(uint8_t ud[KRYPTO_HASH], const void *p, size_t n);
void krypto_hash_start(struct krypto_hash *h);
void krypto_hash_mere(struct krypto_hash *h, const void *p, size_t n);
void krypto_hash_slut(struct krypto_hash *h, uint8_t ud[KRYPTO_HASH]);
void krypto_hex(char *ud, const uint8_t *p, size_t n);             /* ud: 2n + 1 */

#endif
