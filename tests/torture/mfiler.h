#ifndef TESTS_TORTURE_MFILER_H
#define TESTS_TORTURE_MFILER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/buf.h"
#include "core/base/uuid.h"
#include "core/base/vec.h"

struct central_stykke;

/* The files of the model of the centre, by the rules of femtrin.fil_gem. */
struct mfil {
	struct uuid sag;
	uint8_t hash[32];
	int64_t laengde;
	struct buf data;
	bool hel;                     /* all pieces are here and their hash was right */
};

#define MFILER VEC_AF(struct mfil)

const struct mfil *mfiler_find(const struct vec *v, const struct uuid *sag, const uint8_t hash[32]);
int64_t mfiler_gem(struct vec *v, const struct central_stykke *d);   /* the piece wanted next; -1 none */
void mfiler_kopi(struct vec *ud, const struct vec *v);
void mfiler_done(struct vec *v);

#endif
