#ifndef CORE_JOURNAL_LAES_H
#define CORE_JOURNAL_LAES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/buf.h"
#include "core/base/vec.h"
#include "core/journal/post.h"

struct db;
struct err;
struct stmt;

/* Entries as they come out of the table. Begin the SELECT on `journal j` with
 * these columns; what is yours comes from column LAES_ANTAL on. */
#define LAES_KOLONNER "j.enhed, j.nr, j.gruppe, j.tid, j.bruger, j.sag, j.objekt, j.felt, " \
	"j.vaerdi, j.salt, j.vhash, j.afloeser, j.skema, j.hash, j.lbnr, j.sagsnr, j.forrige"
enum { LAES_ANTAL = 17 };

struct laest {                        /* begin with LAES_TOM, end with laes_done */
	struct post post;             /* texts are borrowed till the statement's next step */
	struct vec refs;              /* struct post_ref: post.afloeser */
	bool blanket;                 /* the value was taken out because the law says so */
	bool har_forrige;             /* the device's entry before is not here: its hash is */
	uint8_t forrige[32];
};

#define LAES_TOM {.refs = VEC_AF(struct post_ref)}

/* The row that stands in s; false when a column has the wrong size. */
bool laes_post(struct laest *l, struct stmt *s);
void laes_done(struct laest *l);

/* Do vhash and hash hold, after the device's hash before? */
bool laes_holder(const struct laest *l, const uint8_t forrige[32]);

/* The value that the entry of `felt` with these references replaced; of several
 * the first one whose value is not its own (a conflict that was settled). Adds to
 * ud; 1 there was one, 0 none (or emptied). */
int laes_forrige(struct db *db, const struct post *p, struct buf *ud, struct err *e);

#endif
