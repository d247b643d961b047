#ifndef TUI_SCREENS_HELP_H
#define TUI_SCREENS_HELP_H

#include "tui/screen.h"

/* F1: the field, the screen, the rule, the live keys. */
extern const struct screen_ops help_screen;

#endif
