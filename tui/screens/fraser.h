#ifndef TUI_SCREENS_FRASER_H
#define TUI_SCREENS_FRASER_H

#include "tui/fieldedit.h"
#include "tui/screen.h"

/* The phrases of the field being written, to choose one that goes in at the cursor.
 * The screen is opened with this. */
struct fraser_arg {
	struct fieldedit *fe;            /* of the screen below, which stays */
};

extern const struct screen_ops fraser_screen;

/* C_FRASER on a field. IGNORED where there is none to write in. */
unsigned fraser_aabn(struct fieldedit *fe, struct app *app);

#endif
