#ifndef TUI_SCREENS_UNLOCK_H
#define TUI_SCREENS_UNLOCK_H

#include "tui/screen.h"

/* The first screen while the store is locked: a passphrase, and nothing of what it
 * protects. For a new store it is chosen here, twice. */
extern const struct screen_ops unlock_screen;

#endif
