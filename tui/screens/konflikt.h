#ifndef TUI_SCREENS_KONFLIKT_H
#define TUI_SCREENS_KONFLIKT_H

#include "tui/screen.h"

/* What is open in the case: mine and theirs side by side, one key each. */
extern const struct screen_ops konflikt_screen;

/* From the list of cases: opens the first case with a conflict there, and when its
 * last one is settled the next such case. */
void konflikt_alle(struct app *app);

#endif
