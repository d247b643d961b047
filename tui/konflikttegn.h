#ifndef TUI_KONFLIKTTEGN_H
#define TUI_KONFLIKTTEGN_H

#include <stdbool.h>
#include <stddef.h>

#include "tui/command.h"
#include "tui/flade.h"

struct konfliktsider;

/* How a conflict is drawn: beside each other where there is room for it, one under
 * the other where not, the chosen side alone on a few rows. */
struct konflikttegn {
	size_t valgt;                    /* side */
	int rul;                         /* rows of its text above the first one seen */
};

struct konflikttal {
	size_t nr, antal;                /* this is conflict nr of antal */
	bool skjul;                      /* the shared view */
};

/* Zone 1 + side is that side. The text cursor stands at the chosen one. */
void konflikttegn_draw(const struct konflikttegn *t, const struct konfliktsider *k,
		       const struct konflikttal *tal, struct flade f);

/* To the other side, and up and down in a long text; false: not mine. */
bool konflikttegn_command(struct konflikttegn *t, const struct konfliktsider *k, enum command c,
			  int h, int w);

#endif
