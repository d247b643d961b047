#ifndef CORE_JOURNAL_MODTAGPOST_H
#define CORE_JOURNAL_MODTAGPOST_H

#include <stdbool.h>
#include <stdint.h>

#include "core/base/uuid.h"

struct err;
struct journal;
struct modtag_post;
struct modtag_sletning;
struct post;
struct vec;

/* One entry from the centre against what is here, and into the journal. */

/* Is it here? 1 yes, the same, and stamped with its numbers; 0 no. ERR_SKADET when
 * another one stands there; MODTAG_FORK when it is this device's own and that is wrong. */
int modtagpost_findes(struct journal *j, const struct modtag_post *p, struct err *e);

/* Checks its hashes, against the device's entries beside it where they are here,
 * and puts it in; into quarantine when its forms are newer. ERR_SKADET. */
int modtagpost_ind(struct journal *j, const struct modtag_post *p, struct err *e);

/* The row itself, checked by the caller. forrige NULL: the entry before is here. */
int modtagpost_skriv(struct journal *j, const struct modtag_post *p, const uint8_t *forrige,
		     int udenfor, struct err *e);

struct roert {                        /* a case with news */
	struct uuid sag;
	int64_t fra;                  /* from this number of the commit order on */
	bool om;                      /* has to be made again from the beginning */
};

/* Takes the value of an entry out; its case is added to roerte. */
int modtagpost_blank(struct journal *j, const struct modtag_sletning *s, struct vec *roerte,
		     struct err *e);

#endif
