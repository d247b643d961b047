#ifndef TUI_SCREENS_TIMER_H
#define TUI_SCREENS_TIMER_H

#include "tui/screen.h"

/* The hours worked out line by line, the ceiling with its paragraph, the
 * caseworker's own figure, and every remark. arg of app_push: the code of a
 * remark to stand on (text with its NUL), or nothing. */
extern const struct screen_ops timer_screen;

#endif
