#ifndef TUI_PLAIN_H
#define TUI_PLAIN_H

#include <stdio.h>

#include "core/base/dato.h"

struct err;
struct miljoe;

/* femtrin --plain: the cases and their fields line by line, for a screen reader,
 * a braille line or a very narrow terminal. Reads from ind, writes to ud, nothing
 * else; ends at the end of ind. A field is in the store when its line is given. */
struct plain_valg {
	struct miljoe *miljoe;
	FILE *ind, *ud;
	struct dato i_dag;
};

int plain_koer(const struct plain_valg *v, struct err *e);

#endif
