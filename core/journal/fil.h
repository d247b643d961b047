#ifndef CORE_JOURNAL_FIL_H
#define CORE_JOURNAL_FIL_H

#include <stddef.h>
#include <stdint.h>

struct db;
struct err;

#define FIL_STYKKE (256 * 1024)

/* Files in the store, once each by SHA-256, in pieces of FIL_STYKKE bytes. */
int fil_gem(struct db *db, const void *data, size_t n, uint8_t hash[32], struct err *e);

/* *data is the caller's, with a NUL after its n bytes; its hash has been checked.
 * ERR_FINDES_IKKE, ERR_SKADET. */
int fil_hent(struct db *db, const uint8_t hash[32], char **data, size_t *n, struct err *e);

#endif
