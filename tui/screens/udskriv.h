#ifndef TUI_SCREENS_UDSKRIV_H
#define TUI_SCREENS_UDSKRIV_H

#include "tui/screen.h"

/* Prints a letter: which printer, how many, on both sides. arg: struct brevpapir. */
extern const struct screen_ops udskriv_screen;

#endif
