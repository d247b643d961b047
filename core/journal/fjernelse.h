#ifndef CORE_JOURNAL_FJERNELSE_H
#define CORE_JOURNAL_FJERNELSE_H

#include <stdbool.h>
#include <stdint.h>

struct db;
struct err;
struct post;

/*
 * Removed objects. A removal names, besides the heads of 'slettet', the heads of
 * every field that its author saw. An edit that no removal knows of keeps the
 * object in sight: that is a conflict (strid), and nobody's work disappears.
 */

/* Writes down what p, an entry of 'slettet', knew. Nothing when p takes a removal back. */
int fjernelse_husk(struct db *db, int64_t sag, int64_t objekt, const struct post *p,
		   struct err *e);

/* Reckons objekt.slettet and objekt.strid anew, writes them, and tells them. */
int fjernelse_bedoem(struct db *db, int64_t sag, int64_t objekt, bool *slettet, bool *strid,
		     struct err *e);

/* Takes the object's words out of the search index, or puts them in again. */
int fjernelse_soeg(struct db *db, int64_t sag, int64_t objekt, bool slettet, struct err *e);

#endif
