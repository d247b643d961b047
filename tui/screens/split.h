#ifndef TUI_SCREENS_SPLIT_H
#define TUI_SCREENS_SPLIT_H

#include "tui/screen.h"

/* The three-column task split. arg of app_push: a struct spring_opgave (the task
 * and field to stand on), or nothing. */
extern const struct screen_ops split_screen;

#endif
