#ifndef TUI_STED_H
#define TUI_STED_H

#include "tui/app.h"

/* Where a case was left, kept in the store's local bookkeeping, so that it opens
 * there again. */
void sted_husk(struct app *app, const struct maal *m);

/* Of the open case; its step (sag.trin) where nothing was kept. */
struct maal sted_husket(const struct app *app);

#endif
