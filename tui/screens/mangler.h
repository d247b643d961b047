#ifndef TUI_SCREENS_MANGLER_H
#define TUI_SCREENS_MANGLER_H

#include "tui/screen.h"

struct mangel;

/* Everything that is missing, as a list: before you leave, later, and what a
 * final letter waits for. Enter goes there. */
extern const struct screen_ops mangler_screen;

/* Goes to where one of them is answered; the caller's screen closes. */
void mangel_spring(struct app *app, const struct mangel *m);

#endif
