#ifndef CORE_JOURNAL_TILBAGEHOLD_H
#define CORE_JOURNAL_TILBAGEHOLD_H

#include <stddef.h>
#include <stdint.h>

#include "core/base/uuid.h"

struct err;
struct journal;

/*
 * Cases that say they belong to another municipality (sag.kommune) are not sent to this
 * one: their unsent acts are put behind all others, so that those do not wait. In a case
 * that has been put right, what said otherwise becomes an act of its own: that alone
 * is refused.
 */
struct tilbagehold {
	int64_t til;                  /* last number that may go; INT64_MAX all */
	size_t sager;                 /* cases held back */
	struct uuid sag;              /* one of them, and what it says */
	char kommune[8];
};

struct tilbagehold_efter {            /* the device's last entry at the centre */
	int64_t nr;
	uint8_t hash[32];
};

/* A device that is here with another entry under that number is left as it is. */
int tilbagehold(struct journal *j, const char *kommune, const struct tilbagehold_efter *efter,
		struct tilbagehold *ud, struct err *e);

#endif
