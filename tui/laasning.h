#ifndef TUI_LAASNING_H
#define TUI_LAASNING_H

#include <stdbool.h>

struct app;

/*
 * Locking: what is half typed is kept as drafts, the place is remembered in the sealed store, and
 * the loop ends (app_vil_laase); tui/main.c closes the store, forgets the key and begins the
 * program anew with the unlock screen. While the disk does not take it nothing is locked:
 * the text would be lost. The message line says why.
 */
void laasning_laas(struct app *a);

/* Nobody has touched a key for as long as the settings say (laas_minutter): locks, and answers
 * whether it did. */
bool laasning_tid(struct app *a);
int laasning_vent(const struct app *a);          /* ms until that has to be looked at; -1 never */

/* Takes up the place where it was locked: the case, the screens over the list, the field, the
 * text and the cursor in it. Nothing where it was not locked. */
void laasning_sted(struct app *a);

#endif
