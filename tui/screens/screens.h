#ifndef TUI_SCREENS_SCREENS_H
#define TUI_SCREENS_SCREENS_H

#include "tui/app.h"

/* Every screen, by the command that opens it; the first one is where the program
 * begins. A new screen is one line here. */
extern const struct screen_valg screens[];

#endif
