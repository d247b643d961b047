#ifndef TUI_LOOP_H
#define TUI_LOOP_H

struct app;
struct err;

/* Reads keys and signals, lets the app answer, draws once per batch; until the
 * user is done or the terminal is gone. */
int loop_koer(struct app *a, struct err *e);

#endif
