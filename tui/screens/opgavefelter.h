#ifndef TUI_SCREENS_OPGAVEFELTER_H
#define TUI_SCREENS_OPGAVEFELTER_H

#include <stddef.h>

#include "tui/flade.h"

struct app;
struct felt;
struct fieldedit;
struct objekt;
struct sag;

/*
 * The edit lines under the three columns: one task's fields as a sentence in the
 * order a person is asked. "Rengøring [2] gange pr. [dag] [30] min, hjælp [20] …".
 * Fields a municipality added come last.
 */
enum { OPGAVEFELTER_MAKS = 40 };

struct opgavefelter {
	const struct felt *felt[OPGAVEFELTER_MAKS];   /* shown now, in order */
	size_t n;
};

void opgavefelter_find(struct opgavefelter *of, const struct sag *s, const struct objekt *opgave);

/* Place of the field with this key, or n. */
size_t opgavefelter_nr(const struct opgavefelter *of, const char *kort);

/* Draws them in f from row 0, scrolled so that the edited one is seen. fe NULL or
 * without a field: nothing is edited. Zones get zone0 + the field's place. */
void opgavefelter_draw(const struct app *app, const struct objekt *opgave,
		       const struct fieldedit *fe, struct flade f, int zone0);

#endif
