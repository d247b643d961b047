#ifndef CORE_SYNK_EFTERPROEV_H
#define CORE_SYNK_EFTERPROEV_H

#include <stddef.h>
#include <stdint.h>

struct buf;
struct central_ops;
struct err;
struct journal;

/*
 * femtrin verify --central: this store's journal beside the municipality's, entry by
 * entry in the commit order, each value and hash made again; chains, numbers and
 * receipts on both sides; what the centre says of itself where it may be asked. Each
 * finding is a sentence with case, number and field, and no value. Nothing is changed.
 */
struct efterproev_valg {
	struct journal *journal;
	const struct central_ops *ops;
	void *arg;                                      /* for ops */
	void (*vent)(void *arg);                        /* an answer is not here yet; NULL = ask again */
	void (*sig)(void *arg, const char *saetning);   /* one finding */
	void *sig_arg;
};

struct efterproev_svar {
	int64_t sager, poster;        /* compared */
	int64_t nye;                  /* entries at the centre that have not been fetched yet */
	int64_t lbnr;                 /* the commit order that this store has reached */
	uint8_t kaede[32];            /* over every case, as in a receipt */
	size_t fund;
};

/* 0 with *svar, also when there are findings; enum central_kode or a code of the store. */
int efterproev(const struct efterproev_valg *v, struct efterproev_svar *svar, struct err *e);

#endif
