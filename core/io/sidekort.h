#ifndef CORE_IO_SIDEKORT_H
#define CORE_IO_SIDEKORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/vec.h"

struct buf;
struct traecelle;

/*
 * Which page of a store belongs to what, and which cannot be read: made from the pages
 * alone, so that a damaged one stops nothing. A page below a damaged branch, or of a table
 * whose line in the schema is gone, is KORT_UKENDT: readable, but nobody says whose.
 */
struct sidekilde {
	/* Page nr (from 1) into ud, SIDE_STR bytes: 0; ERR_SKADET it does not authenticate or is
	 * not there; ERR_LAESEFEJL the disk does not give it; other codes end the work. */
	int (*laes)(void *arg, uint8_t *ud, uint32_t nr);
	void *arg;
	uint32_t sider;
};

enum sidekort_art {
	KORT_UKENDT,                  /* perhaps of a tree */
	KORT_TRAE,                    /* of a b-tree */
	KORT_OVERLOEB,                /* the rest of a long row of one */
	KORT_STAMME,                  /* free, and names others that are */
	KORT_FRI,                     /* free: nothing is in it, and nothing reads it */
};

struct sidekort_side {
	uint8_t art;
	bool skadet;
	uint16_t trae;                /* 1 + its number in traeer; 0 none */
};

struct sidekort_trae {
	char navn[64], tabel[64];     /* the same for a table; an index has a table */
	uint32_t rod;
	bool indeks;
	unsigned skadede;             /* pages known to be its own */
};

struct sidekort {
	struct sidekort_side *side;   /* [1] to [sider] */
	uint32_t sider;
	struct vec traeer;            /* struct sidekort_trae; the first one is the schema */
	unsigned skadede;             /* pages that hold something */
	unsigned frie;                /* damaged pages that are free */
	unsigned ukendte;             /* damaged pages that nobody says whose they are */
};

/* Codes of the source. sidekort_done it in any case. */
int sidekort_lav(struct sidekort *k, const struct sidekilde *kilde);
void sidekort_done(struct sidekort *k);

/* Whose page it is; NULL when nobody says. */
const struct sidekort_trae *sidekort_hvis(const struct sidekort *k, uint32_t nr);
const struct sidekort_trae *sidekort_find(const struct sidekort *k, const char *navn);

/* All of a cell's record into ud (emptied first), over the pages where it goes on: 1; 0 when
 * some of it cannot be had: ud then holds its beginning. */
int sidekort_post(const struct sidekilde *kilde, const struct traecelle *c, struct buf *ud);

#endif
