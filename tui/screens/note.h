#ifndef TUI_SCREENS_NOTE_H
#define TUI_SCREENS_NOTE_H

#include "tui/screen.h"

/* A note in the case's journal, over whatever is on the screen. arg: NULL, or
 * the code of the remark that it answers (a string). */
extern const struct screen_ops note_screen;

#endif
