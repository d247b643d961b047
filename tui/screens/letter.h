#ifndef TUI_SCREENS_LETTER_H
#define TUI_SCREENS_LETTER_H

#include "core/base/uuid.h"
#include "tui/screen.h"

struct felt;

/* The letter: what is missing first, then its text in reading order with the
 * fields behind each paragraph one key away; PDF, print, mark as sent. */
extern const struct screen_ops letter_screen;

/* What it may be opened with: it stands on the first sentence made of the field. */
struct letter_arg {
	const struct felt *felt;
	struct uuid objekt;              /* all zero: the case, or any object */
};

#endif
