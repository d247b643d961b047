#ifndef TUI_SCREENS_H
#define TUI_SCREENS_H

#include "tui/app.h"

/* Every screen, by the command that opens it; the first one is where the program
 * begins. screens.c is the one file that knows them all. */
extern const struct screen_valg screens[];

#endif
