#ifndef CORE_IO_VARIG_H
#define CORE_IO_VARIG_H

#include <stddef.h>

struct buf;
struct err;

/* Small files that are there whole or not at all, whenever the power goes. Errors:
 * ERR_FULD, ERR_SKRIVEBESKYTTET, ERR_FINDES_IKKE, ERR_LAESEFEJL; the sentence names the file. */

/* Writes STI.ny (0600), syncs it, renames it to STI, syncs the folder. */
int varig_skriv(const char *sti, const void *p, size_t n, struct err *e);

/* Reads all of it, at most `maks` bytes (else ERR_SKADET); follows no link. */
int varig_laes(struct buf *ud, const char *sti, size_t maks, struct err *e);

/* Makes every folder above sti that is missing, for its owner alone (0700). */
int varig_mapper(const char *sti, struct err *e);

/* Syncs the folder that sti lies in, so that what was renamed, made or removed stays so. */
int varig_mappe(const char *sti, struct err *e);

/* The sentence and code for an errno met with this file. */
int varig_fejl(const char *sti, int nr, struct err *e);

#endif
