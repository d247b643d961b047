#ifndef TUI_SCREENS_DUE_H
#define TUI_SCREENS_DUE_H

#include "tui/screen.h"

/* What must be done by when, over all cases, overdue first. */
extern const struct screen_ops due_screen;

#endif
