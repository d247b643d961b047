#ifndef CORE_JOURNAL_KLADDE_H
#define CORE_JOURNAL_KLADDE_H

#include <stddef.h>

#include "core/base/uuid.h"

struct err;
struct store;

/*
 * Half-typed text: a field that has not been left yet, kept at the latest one
 * second after it was typed. Local, never synced. When the field is left its
 * value goes into the journal and the draft away in one transaction
 * (kladde_slet inside the same db_begin). What a dead process left stays here
 * until the case is opened (sag_hent turns it into entries where the field
 * takes it; what the field does not take is given back to the screen).
 */
struct kladde {
	struct uuid sag, objekt;
	char *felt, *tekst;           /* tekst as typed, not canonical */
	char *liste;                  /* list that a new object belongs to, or NULL */
};

int kladde_gem(struct store *s, const struct kladde *k, struct err *e);
int kladde_slet(struct store *s, const struct uuid *objekt, const char *felt, struct err *e);
/* All drafts; kladder_free the row. */
int kladde_alle(struct store *s, struct kladde **out, size_t *n, struct err *e);
void kladder_free(struct kladde *k, size_t n);

#endif
