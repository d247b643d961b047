#ifndef CORE_JOURNAL_FORTRYD_H
#define CORE_JOURNAL_FORTRYD_H

#include <stdint.h>

#include "core/base/vec.h"

struct db;
struct err;
struct uuid;

/* What an undo would do: journal_fortryd. */
struct fortryd {
	int64_t gruppe;               /* the act that is taken back */
	struct vec aendringer;        /* struct aendring; texts owned */
};

/* The newest act of the device in the case below `foer` that has something left
 * to take back. 1 found (fortryd_done it), 0 none. */
int fortryd_find(struct fortryd *ud, struct db *db, const struct uuid *enhed,
		 const struct uuid *sag, int64_t foer, struct err *e);
void fortryd_done(struct fortryd *f);

/* Remembers that the act `gruppe` took back the act `fortrudt`. */
int fortryd_husk(struct db *db, int64_t gruppe, int64_t fortrudt, struct err *e);

#endif
