#ifndef TUI_SCREENS_SENDT_H
#define TUI_SCREENS_SENDT_H

#include "tui/screen.h"

/* Marks the newest final letter of a kind as sent: when, by which channel, when it
 * became available (the complaint deadline runs from that). arg: struct brevpapir. */
extern const struct screen_ops sendt_screen;

#endif
