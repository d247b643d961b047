#ifndef CORE_JOURNAL_OMNUMMER_H
#define CORE_JOURNAL_OMNUMMER_H

#include <stdint.h>

#include "core/base/uuid.h"

struct err;
struct journal;
struct vec;

/* Where entries are to go on from. */
struct omnummer {
	struct uuid enhed;
	int64_t nr;                   /* of the entry before them; 0 none */
	uint8_t forrige[32];          /* its hash; zero bytes before the first */
};

/*
 * Unsent entries of this device (struct post, v in the order they are to have; whole acts
 * side by side, `gruppe` telling them apart) are written anew with the numbers after `til`.
 * What they say, when and by whom stays; what they replace among each other follows their
 * numbers. Inside the caller's transaction; call journal_glem after it.
 */
int omnummer(struct journal *j, struct vec *v, const struct omnummer *til, struct err *e);

#endif
