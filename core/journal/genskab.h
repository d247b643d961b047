#ifndef CORE_JOURNAL_GENSKAB_H
#define CORE_JOURNAL_GENSKAB_H

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

/* One case: its entries in commit order, the unsent ones last, from `kilde` into
 * the tables that `maal` writes to (udled.h). ERR_SKADET for an unreadable entry. */
int genskab_sag(struct db *kilde, struct udled *maal, const struct uuid *sag, struct err *e);

#endif
