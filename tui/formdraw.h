#ifndef TUI_FORMDRAW_H
#define TUI_FORMDRAW_H

#include "tui/flade.h"

struct app;
struct form;

/* How a form looks: labels left, values right, marks for what is missing and
 * remarked on, the sentence about an error under its field. Each row is a mouse
 * zone with its number as id. */
void formdraw(const struct form *f, const struct app *app, struct flade fl);

/* Cells a value has on this terminal. */
int formdraw_bredde(const struct form *f, const struct app *app);

/* The mouse pointed at y, x of the row with the cursor. */
void formdraw_click(struct form *f, const struct app *app, int y, int x);

#endif
