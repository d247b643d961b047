#ifndef CORE_SYNK_AFVISTE_H
#define CORE_SYNK_AFVISTE_H

#include <stdint.h>

#include "core/base/uuid.h"

struct err;
struct journal;

/* Entries of this laptop that the centre refused: kept there and here, with the reason. */
struct afvist {
	struct uuid sag, objekt;
	const char *felt, *vaerdi;    /* vaerdi NULL = emptied */
	const char *grund;            /* in words */
	int64_t tid;                  /* as in the entry */
};

/* Calls cb for each, the newest first, at most `maks`; stops at an answer that is not 0. */
typedef int afviste_cb(void *arg, const struct afvist *a);
int afviste_laes(struct journal *j, int64_t maks, afviste_cb *cb, void *arg, struct err *e);

/* The centre's word for why (INGEN_ADGANG …) as a sentence's end. */
const char *afviste_grund(const char *ord);

#endif
