#ifndef CORE_JOURNAL_MODTAG_H
#define CORE_JOURNAL_MODTAG_H

#include <stdbool.h>
#include <stdint.h>

#include "core/base/vec.h"
#include "core/journal/post.h"

struct err;
struct journal;

/*
 * What the municipality's store tells this laptop, page by page, into the journal:
 * store-and-sync.md sections 1 and 4. A page is applied whole, cursor and all, in
 * one transaction, or not at all; given again it changes nothing.
 */
struct modtag_post {
	struct post post;             /* with lbnr and sagsnr; texts borrowed */
	bool blanket;                 /* the value was taken out because the law says so */
	uint8_t forrige[32];          /* its device's hash before it */
};

enum adgangsret { RET_INGEN, RET_LAES, RET_SKRIV };

struct modtag_adgang {
	struct uuid sag;              /* all zero = every case of the municipality */
	enum adgangsret ret;
	int64_t lbnr;
};

struct modtag_sletning {              /* a lawful erasure: the value of this entry goes */
	struct post_ref post;
	int64_t lbnr;
	bool er_fil;                  /* not an entry's, but this file's bytes in the case */
	struct uuid sag;
	uint8_t fil[32];
};

struct modtag_side {
	int64_t fra, til;             /* everything of mine with fra < lbnr <= til is in it */
	struct vec poster;            /* struct modtag_post, by lbnr; older ones of `hele` too */
	struct vec adgange;           /* struct modtag_adgang, by lbnr */
	struct vec sletninger;        /* struct modtag_sletning, by lbnr */
	struct vec hele;              /* struct uuid: cases that are in it whole up to til */
	size_t nye;                   /* set by modtag_anvend: entries that were not here before */
};

#define MODTAG_SIDE {0, 0, VEC_AF(struct modtag_post), VEC_AF(struct modtag_adgang), \
	VEC_AF(struct modtag_sletning), VEC_AF(struct uuid), 0}

struct modtag_hul {                   /* this case is wanted from this number on, up to til */
	struct uuid sag;
	int64_t fra_sagsnr;
};

/* The fact in `lokal` that is 1 while files may be missing that entries here name. */
#define MODTAG_FILER "filer"

/* The journal is not what the centre knows by this device: a clone, or a backup put back. */
#define MODTAG_FORK (-101)

void modtag_side_ryd(struct modtag_side *s);
void modtag_side_done(struct modtag_side *s);

/* How far everything is applied: the number of the commit order; 0 at first. */
int modtag_markoer(struct journal *j, int64_t *lbnr, struct err *e);

/*
 * Applies a page that begins at the cursor: checks each hash, each chain as far as
 * it is here, and that no number of a case is missing; puts own unsent work on top.
 * Cases that access was lost to leave the laptop, unless something unsent is in them.
 * 0 applied. 1: nothing was applied, the cases in `huller` (struct modtag_hul, added
 * to) have to come along. ERR_SKADET: the page does not hold together; MODTAG_FORK.
 */
int modtag_anvend(struct journal *j, struct modtag_side *s, struct vec *huller,
		  struct err *e);

/* How many entries here were made with newer forms than this program has: kept, not shown. */
int modtag_nyere(struct journal *j, int64_t *antal, struct err *e);

/* Applies what was made with newer forms than this program had, as far as it can now. */
int modtag_frigiv(struct journal *j, struct err *e);

#endif
