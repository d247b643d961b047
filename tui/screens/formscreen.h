#ifndef TUI_SCREENS_FORMSCREEN_H
#define TUI_SCREENS_FORMSCREEN_H

#include "tui/form.h"
#include "tui/screen.h"

/* What the screens that are a form have in common: a step, an object's fields. */
unsigned formscreen_mouse(struct form *f, struct app *app, struct mouse m);
void formscreen_linje(const struct form *f, const struct app *app, struct buf *ud);

/* F1 for the field with the cursor: label, help, what it takes, source, remarks. */
void formscreen_forklar(const struct form *f, const struct app *app, struct buf *ud);


/* The form's commands, and those that lead from a field to the letter's sentences
 * and to its phrases. */
unsigned formscreen_command(struct form *f, struct app *app, enum command c);

#endif
