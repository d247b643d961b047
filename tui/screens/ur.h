#ifndef TUI_SCREENS_UR_H
#define TUI_SCREENS_UR_H

#include "tui/screen.h"

struct objekt;

/* Stops the watch that runs, and asks: use the time as the task's minutes, keep it
 * as observed, throw it away, or let the watch go on. */
extern const struct screen_ops ur_screen;

/* The watch key on a task: starts its watch; stops it, with the question, when it
 * runs already. */
void ur_tast(struct app *app, const struct objekt *opgave);

#endif
