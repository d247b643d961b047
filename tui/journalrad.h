#ifndef TUI_JOURNALRAD_H
#define TUI_JOURNALRAD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/uuid.h"

struct err;
struct felt;
struct sag;

/* The journal of a case as people read it, newest first. */
struct journalrad {
	int64_t ms;                      /* since 1970 UTC */
	struct uuid objekt;
	const struct felt *felt;         /* NULL: removal, or a key no form knows */
	char *bruger;
	char *hvad;                      /* "Minutter · Rengøring" */
	char *fra, *til;                 /* as people read them; "" when empty */
	char *soeg;                      /* folded: field, object, who */
};

struct journalrader {
	struct journalrad *alle;
	size_t n;
};

int journalrader_hent(struct journalrader *out, const struct sag *s, struct err *e);
void journalrader_done(struct journalrader *j);

/* Does the row hold every word of the folded filter? */
bool journalrad_passer(const struct journalrad *r, const char *filter);

/* What the object is called: the task's or workplace's name, else its short id;
 * borrowed. NULL: nothing yet, or o is NULL. */
struct objekt;
const char *journalrad_objektnavn(const struct objekt *o);

/* "22.11.2026 16.50" in local time. */
const char *journalrad_tid(const struct journalrad *r, char ud[24]);

#endif
