#ifndef TUI_SCREENS_LETTER_H
#define TUI_SCREENS_LETTER_H

#include "tui/screen.h"

/* The letter: what is missing first, then its text in reading order with the
 * fields behind each paragraph one key away; PDF, print, mark as sent. */
extern const struct screen_ops letter_screen;

#endif
