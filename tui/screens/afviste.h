#ifndef TUI_SCREENS_AFVISTE_H
#define TUI_SCREENS_AFVISTE_H

#include "tui/screen.h"

/* What the municipality's store did not take, why, and ways to take the words along. */
extern const struct screen_ops afviste_screen;

#endif
