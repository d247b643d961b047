#ifndef TUI_SAGSTED_H
#define TUI_SAGSTED_H

#include "tui/app.h"

/* Where a case was left, kept in the store's local bookkeeping, so that it opens
 * there again. */
void sagsted_husk(struct app *app, const struct maal *m);

/* Of the open case; its step (sag.trin) where nothing was kept. */
struct maal sagsted_husket(const struct app *app);

#endif
