#ifndef CORE_JOURNAL_GENSPIL_H
#define CORE_JOURNAL_GENSPIL_H

#include <stdbool.h>
#include <stddef.h>

struct err;
struct journal;
struct udbakke;

/*
 * The outbox against the store when it is opened. What the outbox has and the store lacks
 * is brought back: the store was destroyed and made anew, or is an older copy. Under whose
 * name it goes on:
 *
 * - it follows right on this device's last entry, hash and all (in an empty store: it begins
 *   with number 1): the same entries under the same name. The chain is what it would have
 *   been; if the centre knows another one, it says so at first contact as for any clone;
 * - there is a hole before or in it (what is missing was sent, or lost): the entries go
 *   under a new device, in their order, with everything else that is unsent here. Under
 *   the old name the next number could be one the centre has already.
 *
 * What cannot be brought together (entries of another device, another entry under the same
 * number) is left in a file beside the outbox and counted.
 */
struct genspil_fund {
	size_t hentet;                /* entries brought back */
	bool ny_enhed;
	size_t tilovers;              /* entries, and records not understood, laid aside */
	unsigned skadede;             /* places where records are missing or do not open */
};

/* Brings back what is missing, puts the outbox right, and lets it follow the journal. An
 * error leaves store and outbox as they were. */
int genspil(struct udbakke *u, struct journal *j, const char *sti, struct genspil_fund *f,
	    struct err *e);

#endif
