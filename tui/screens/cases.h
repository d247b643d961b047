#ifndef TUI_SCREENS_CASES_H
#define TUI_SCREENS_CASES_H

#include "tui/screen.h"

/* The list of cases: search as one types, the next date first. */
extern const struct screen_ops cases_screen;

#endif
