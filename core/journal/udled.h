#ifndef CORE_JOURNAL_UDLED_H
#define CORE_JOURNAL_UDLED_H

#include <stdbool.h>
#include <stdint.h>

#include "core/journal/post.h"

struct db;
struct err;
struct udled;

/*
 * The derived tables of 0001-journal.sql, made entry by entry. Entries come in
 * commit order, the laptop's own unsent ones last; the same order gives the same
 * tables. The shown value is sticky: it moves only to an entry that replaces the
 * shown one. Heads are counted within their field.
 */
struct feltrad {                      /* one field as it stands before an entry */
	int64_t sag, objekt;          /* sag.nr, objekt.orden; -1 not there yet */
	bool findes;
	struct post_ref vist;
	char *vaerdi;                 /* shown value, NULL = emptied; owned */
	int64_t flere;                /* heads besides the shown one */
	bool slettet, strid;          /* of the object */
};

struct udled *udled_ny(struct db *db);             /* db must outlive it */
void udled_free(struct udled *u);

int udled_find(struct udled *u, const struct uuid *sag, const struct uuid *objekt,
	       const char *felt, struct feltrad *ud, struct err *e);
void feltrad_done(struct feltrad *r);

/* Applies p; r is what udled_find gave for its field right before. */
int udled_anvend(struct udled *u, const struct post *p, const struct feltrad *r, struct err *e);

/* Finishes the case that is being worked on: its row in `sag`. Call before the commit. */
int udled_slut(struct udled *u, struct err *e);

/* Forgets everything remembered: after a rollback. */
void udled_glem(struct udled *u);

/* Empties every derived table. */
int udled_ryd(struct db *db, struct err *e);

#endif
