#ifndef CORE_JOURNAL_GENSKAB_H
#define CORE_JOURNAL_GENSKAB_H

#include <stdint.h>

struct db;
struct err;
struct udled;
struct uuid;
struct vec;

/* The derived tables anew, from the journal alone. */

/* All of them, in one transaction. */
int genskab_alt(struct db *db, struct err *e);

/* The cases that the journal knows, oldest first: adds struct uuid to ud. */
int genskab_sager(struct db *db, struct vec *ud, struct err *e);

/* One case: its entries in commit order, the unsent ones last, those that do not
 * count (journal.udenfor) left out, from `kilde` into the tables that `maal` writes to (udled.h). ERR_SKADET for an unreadable entry. */
int genskab_sag(struct db *kilde, struct udled *maal, const struct uuid *sag, struct err *e);

/* Only those from this number of the commit order on, on top of what is there. */
int genskab_fra(struct db *kilde, struct udled *maal, const struct uuid *sag, int64_t lbnr,
		struct err *e);

/* Takes a case out of every derived table; *nr was its short number, -1 none. */
int genskab_fjern(struct db *db, const struct uuid *sag, int64_t *nr, struct err *e);

/* One case out and in again, under the same short number. Inside a transaction. */
int genskab_om(struct db *db, struct udled *u, const struct uuid *sag, struct err *e);

#endif
