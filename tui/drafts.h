#ifndef TUI_DRAFTS_H
#define TUI_DRAFTS_H

#include <stdbool.h>

#include "core/base/uuid.h"
#include "core/base/vec.h"

struct err;
struct store;

/* What was typed into fields of the open case and is not in it: half-typed, or
 * not what the field takes. In memory beside the store's drafts (kladde.h). */
struct draft {
	struct uuid objekt;
	char *felt, *tekst, *liste;      /* liste: NULL for an object that stands */
	bool ugemt;               /* the store did not take it: in memory alone */
};

struct drafts {
	struct uuid sag;
	struct store *store;      /* NULL: in memory alone */
	struct vec row;           /* struct draft */
};

/* Those that stand in the store for this case. */
int drafts_hent(struct drafts *d, struct store *s, const struct uuid *sag, struct err *e);
const char *drafts_get(const struct drafts *d, const struct uuid *objekt, const char *felt);

bool drafts_gemt(const struct drafts *d, const struct uuid *objekt, const char *felt);

/* Keeps text as typed. liste: what a new object belongs to, NULL for one that stands. */
int drafts_put(struct drafts *d, const struct uuid *objekt, const char *felt, const char *tekst,
	       const char *liste, struct err *e);

/* Tries once more to store those that were not taken. */
int drafts_igen(struct drafts *d, struct err *e);
int drafts_drop(struct drafts *d, const struct uuid *objekt, const char *felt, struct err *e);
void drafts_done(struct drafts *d);

#endif
