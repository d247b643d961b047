#ifndef TUI_DISPATCH_H
#define TUI_DISPATCH_H

#include "tui/app.h"

/* From commands to deeds: who answers one, and what the answer asks for. */
void dispatch_command(struct app *a, enum command c);
void dispatch_wish(struct app *a, unsigned wish);       /* what a handler answered with */

/* Does what handlers asked for (app_push, app_do). */
void dispatch_oensker(struct app *a);

/* Leaves every screen, top first; what does not fit stays a draft. */
void dispatch_forlad_alt(struct app *a);

/* Key maps in force now. */
unsigned dispatch_kort(const struct app *a);

/* What the toolkit's own zones (bottom line, tabs) mean: ids below zero. */
#define ZONE_COMMAND(c) (-1 - (int)(c))

#endif
