#ifndef TUI_DRAFTS_H
#define TUI_DRAFTS_H

#include "core/base/uuid.h"
#include "core/base/vec.h"

struct err;
struct store;

/* What was typed into fields of the open case and is not in it: half-typed, or
 * not what the field takes. In memory beside the store's drafts (kladde.h). */
struct draft {
	struct uuid objekt;
	char *felt, *tekst;
};

struct drafts {
	struct uuid sag;
	struct store *store;      /* NULL: in memory alone */
	struct vec row;           /* struct draft */
};

/* Those that stand in the store for this case. */
int drafts_hent(struct drafts *d, struct store *s, const struct uuid *sag, struct err *e);
const char *drafts_get(const struct drafts *d, const struct uuid *objekt, const char *felt);

/* Keeps text as typed. liste: what a new object belongs to, NULL for one that stands. */
int drafts_put(struct drafts *d, const struct uuid *objekt, const char *felt, const char *tekst,
	       const char *liste, struct err *e);
int drafts_drop(struct drafts *d, const struct uuid *objekt, const char *felt, struct err *e);
void drafts_done(struct drafts *d);

#endif
