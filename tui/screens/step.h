#ifndef TUI_SCREENS_STEP_H
#define TUI_SCREENS_STEP_H

#include "tui/screen.h"

/* One of the five steps of the open case: its form. */
extern const struct screen_ops step_screen;

#endif
