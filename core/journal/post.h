#ifndef CORE_JOURNAL_POST_H
#define CORE_JOURNAL_POST_H

#include <stddef.h>
#include <stdint.h>

#include "core/base/uuid.h"

/* One entry of the journal, the columns of store-and-sync.md section 1. Plain
 * data; texts are borrowed from whoever filled it in. */
struct post_ref {
	struct uuid enhed;
	int64_t nr;
};

struct post {
	struct uuid enhed;
	int64_t nr;
	int64_t gruppe;               /* number of the first entry of the act */
	int64_t tid;                  /* hybrid logical clock: ms << 16 | counter */
	const char *bruger;
	struct uuid sag, objekt;
	const char *felt;             /* field key, e.g. "opgaver.minutter" */
	const char *vaerdi;           /* canonical text; NULL = emptied */
	uint8_t salt[16], vhash[32];
	const struct post_ref *afloeser;
	size_t n_afloeser;
	int64_t skema;
	uint8_t hash[32];
	int64_t lbnr, sagsnr;         /* -1 until the centre has it */
};

#define POST_MS(tid) ((tid) >> 16)

/* SHA-256(salt ‖ value); of an emptied field SHA-256(salt). */
void post_vhash(uint8_t ud[32], const uint8_t salt[16], const char *vaerdi);

/* The chain hash of p after `forrige` (32 zero bytes for the first), as laid
 * down in store-and-sync.md section 1. afloeser must be sorted. */
void post_hash(uint8_t ud[32], const uint8_t forrige[32], const struct post *p);

#endif
