#ifndef CORE_IO_OUTBOX_H
#define CORE_IO_OUTBOX_H

#include <stddef.h>
#include <stdint.h>

#include "core/io/segl.h"

struct err;
struct outbox;

/*
 * The outbox: a sealed file beside the store that each entry not yet sent is
 * added to as well, so that a destroyed database does not cost unsent work. What
 * it holds is the caller's own bytes; it is added to and replaced, never edited.
 *
 *   0    "FEMUDBAK" 8 ‖ version 4 ‖ zeros 4 ‖ store id 16 ‖ file id 16 (random)
 *   48   MAC of 0-47, 16 bytes (subkey 6)
 *   64   records, each beginning at a multiple of 64:
 *        length 4 ‖ MAC of file id, offset and length, 16 bytes (subkey 6)
 *        ‖ content sealed with those three (subkey 3), length + 40
 *        ‖ zeros to the next multiple of 64
 *
 * Each record is synced before outbox_tilfoej returns, so only the last one can be
 * torn by a power cut. A bad record with a good one after it is damage; at the end
 * it may be either, and is told apart (hale).
 */
#define OUTBOX_POST_MAKS (16 * 1024 * 1024)
#define OUTBOX_LAGER 16

struct outbox_fund {
	size_t poster;            /* records handed over */
	unsigned skadede;         /* places where records are missing or do not open */
	unsigned hale;            /* 1: the last record was not whole, and is gone */
};

/* Opens, or makes, the outbox at sti. A torn tail is cut off; damage before it stays,
 * for outbox_laes to tell. ERR_SKADET when the file is not this store's outbox;
 * ERR_FULD, ERR_SKRIVEBESKYTTET, ERR_LAESEFEJL. */
int outbox_aabn(struct outbox **ud, const char *sti, const uint8_t noegle[SEGL_NOEGLE],
		const uint8_t lager[OUTBOX_LAGER], struct err *e);
void outbox_free(struct outbox *o);       /* wipes the key; NULL is fine */

/* Adds one record and syncs it; after an error the file is as before. */
int outbox_tilfoej(struct outbox *o, struct segl_data post, struct err *e);

/* Hands every record that authenticates to tag, in order; the bytes are borrowed
 * for the call, and a negative answer stops it. 0, or ERR_SKADET when *f tells of damage
 * (the good records have been handed over). */
int outbox_laes(struct outbox *o, int (*tag)(void *arg, struct segl_data post), void *arg,
		struct outbox_fund *f, struct err *e);

/* Replaces everything by these records (n = 0 empties it), whole or not at all. */
int outbox_erstat(struct outbox *o, const struct segl_data *poster, size_t n, struct err *e);

#endif
