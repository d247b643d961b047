#ifndef TUI_TOPLINE_H
#define TUI_TOPLINE_H

#include "tui/screen.h"

struct buf;

/* Line 1: the program, the case, the citizen, the workplace, what is not sent;
 * without a case the screen's title. */
void topline_sag(const struct app *a, const char *titel, struct flade f);

/* Line 2: the five steps, and what is missing before one leaves and later. */
void topline_trin(const struct app *a, struct flade f);

#endif
