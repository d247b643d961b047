#ifndef CORE_JOURNAL_UDBAKKEPOST_H
#define CORE_JOURNAL_UDBAKKEPOST_H

#include <stdint.h>

#include "core/base/vec.h"
#include "core/io/segl.h"
#include "core/journal/post.h"

struct buf;

/*
 * What the records of the outbox hold (core/io/outbox.h seals them). One begins with its
 * kind and version, 2 bytes; integers big-endian, texts and bytes after a 4-byte length,
 * NULL = length 0xFFFFFFFF.
 *
 *   'P' 1   entries of whole acts, one after the other: hash of the device's entry before 32 ‖
 *           enhed 16 ‖ nr 8 ‖ gruppe 8 ‖ tid 8 ‖ bruger ‖ sag 16 ‖ objekt 16 ‖ felt ‖ vaerdi ‖
 *           salt 16 ‖ vhash 32 ‖ afloeser (24 bytes each) ‖ skema 8 ‖ hash 32
 *   'F' 1   a piece of a file that an entry after it names: hash 32 ‖ whole length 8 ‖
 *           offset 8 ‖ bytes
 */
#define UDBAKKE_POST 'P'
#define UDBAKKE_FIL 'F'

struct udbakkepost {
	struct post post;             /* texts and references are its own */
	uint8_t forrige[32];          /* hash of the device's entry before */
};

struct udbakkefil {
	uint8_t hash[32];
	uint64_t laengde, sted;
	struct segl_data bytes;       /* borrowed from the record */
};

/* Adds to ud; the first of a record puts its kind before it. */
void udbakkepost_skriv(struct buf *ud, const struct post *p, const uint8_t forrige[32]);
void udbakkefil_skriv(struct buf *ud, const struct udbakkefil *f);

/* The kind of a record; 0 for one this version does not know. */
int udbakkepost_art(struct segl_data d);

/* Adds struct udbakkepost to ud, each checked against its hashes: 0, or -1 when the record
 * is not one of entries; ud is then as before. */
int udbakkepost_laes(struct vec *ud, struct segl_data d);
int udbakkefil_laes(struct udbakkefil *ud, struct segl_data d);

/* Frees what the entries of the row from number `fra` on own, wiped, and takes them out. */
void udbakkepost_done(struct vec *v, size_t fra);

#endif
