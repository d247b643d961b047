#ifndef TUI_SCREENS_ROW_H
#define TUI_SCREENS_ROW_H

#include "core/base/uuid.h"
#include "tui/screen.h"

struct felt;

/* The fields of one line of a list (a visit, an employment, a consent …). */
struct row_arg {
	const char *liste;
	struct uuid objekt;              /* all zero: a new one */
	const struct felt *felt;         /* where to stand; NULL: the first */
};

extern const struct screen_ops row_screen;

#endif
