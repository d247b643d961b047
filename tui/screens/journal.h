#ifndef TUI_SCREENS_JOURNAL_H
#define TUI_SCREENS_JOURNAL_H

#include "tui/screen.h"

/* What changed in the case, by whom, when, from what to what; typing filters by
 * field, object or person. */
extern const struct screen_ops journal_screen;

#endif
