#ifndef CORE_JOURNAL_POST_H
#define CORE_JOURNAL_POST_H

#include <stddef.h>
#include <stdint.h>

#include "core/base/uuid.h"

struct buf;

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
#define POST_REF 24                   /* bytes of one reference: enhed ‖ nr big-endian */

/* SHA-256(salt ‖ value); of an emptied field SHA-256(salt). */
void post_vhash(uint8_t ud[32], const uint8_t salt[16], const char *vaerdi);

/*
 * The chain hash of p after `forrige` (32 zero bytes for the first): SHA-256 of
 * forrige ‖ enhed nr gruppe tid bruger sag objekt felt vhash afloeser skema,
 * each as 4-byte big-endian length ‖ bytes; integers 8 bytes big-endian, UUIDs
 * 16 bytes, afloeser the references one after the other, sorted, 24 bytes each.
 *
 * Test vector: enhed 000102…0f, nr 259, gruppe 258, tid 0x0197a1b2c3d4 << 16 | 7,
 * bruger "demo", sag 101112…1f, objekt 202122…2f, felt "opgaver.navn", value
 * "Opvask æøå", salt 303132…3f, skema 1:
 *   vhash 3a89454297e843992c9522130681d325e7f3c6f789e4fdb71bc26b34b341241f
 *   after 32 zero bytes, replacing nothing:
 *   hash  ec32a6ea6cfb056031797f090b0eb0cfa37f9ae51cdcf4ff3e708b50a8393504
 *   after 32 times aa, replacing nr 1 and nr 258 of the same device:
 *   hash  52535eb5b89b17e436241a72084dbf79311c57213c04212c460979a054eefc11
 */
void post_hash(uint8_t ud[32], const uint8_t forrige[32], const struct post *p);

/* The references as they stand in the journal: 24 bytes each, sorted, no two
 * alike. Sorts the row it is given; adds to ud. */
void post_ref_skriv(struct buf *ud, struct post_ref *r, size_t n);
struct post_ref post_ref_laes(const uint8_t *p);          /* p: 24 bytes */
int post_ref_orden(const struct post_ref *a, const struct post_ref *b);

#endif
