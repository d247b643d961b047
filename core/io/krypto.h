#ifndef CORE_IO_KRYPTO_H
#define CORE_IO_KRYPTO_H

#include <stddef.h>
#include <stdint.h>

/* Hashes and random bytes, through libsodium. */
#define KRYPTO_HASH 32

struct krypto_hash { uint8_t tilstand[208]; };    /* room for the library's own state */

void krypto_start(void);                          /* once, before anything else; ends never */
void krypto_tilfaeldig(void *ud, size_t n);
void krypto_sha256(uint8_t ud[KRYPTO_HASH], const void *p, size_t n);
void krypto_hash_start(struct krypto_hash *h);
void krypto_hash_mere(struct krypto_hash *h, const void *p, size_t n);
void krypto_hash_slut(struct krypto_hash *h, uint8_t ud[KRYPTO_HASH]);
void krypto_hex(char *ud, const uint8_t *p, size_t n);             /* ud: 2n + 1 */

#endif
