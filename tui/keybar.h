#ifndef TUI_KEYBAR_H
#define TUI_KEYBAR_H

#include "tui/screen.h"

struct frame;

/* The bottom line: the keys that work here, the screen's own first, as many as
 * fit; each can be clicked. */
void keybar_draw(const struct frame *top, const struct app *a, unsigned kort, struct flade f);

#endif
