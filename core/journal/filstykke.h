#ifndef CORE_JOURNAL_FILSTYKKE_H
#define CORE_JOURNAL_FILSTYKKE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/uuid.h"

struct buf;
struct db;
struct err;
struct post;
struct vec;

/* Files piece by piece (fil.h), as they go to the centre and come from it. */
struct filnavn {
	struct uuid sag;              /* the case whose entry names it */
	uint8_t hash[32];
};

/* Does this entry name a file? */
bool filstykke_navn(const struct post *p, struct filnavn *ud);

/* Adds the files (struct filnavn) that accepted entries name and that are not here. */
int filstykke_savnes(struct db *db, struct vec *ud, struct err *e);

/* Piece nr of a file that is here whole: its bytes are added to ud, 1; 0 it is not here. */
int filstykke_hent(struct db *db, const uint8_t hash[32], int64_t nr, struct buf *ud,
		   int64_t *laengde, struct err *e);

/* Which piece of it is wanted next. */
int filstykke_naeste(struct db *db, const uint8_t hash[32], int64_t *nr, struct err *e);

/* All pieces there will be are here: 1 they make the file, which counts from now on; 0 they
 * do not, and go. */
int filstykke_afgoer(struct db *db, const uint8_t hash[32], struct err *e);

/* The file's bytes go, unless another case names them too. */
int filstykke_slet(struct db *db, const struct filnavn *f, struct err *e);

struct filstykke {
	const uint8_t *hash;
	int64_t laengde, nr;          /* bytes of the whole file; which piece this is */
	const void *data;
	size_t n;
};

/* Keeps a piece: 1 the file is whole now and its hash right, 0 more is wanted. ERR_SKADET
 * when it does not fit, or the whole is another file: then nothing of it is kept. */
int filstykke_gem(struct db *db, const struct filstykke *s, struct err *e);

#endif
