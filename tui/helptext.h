#ifndef TUI_HELPTEXT_H
#define TUI_HELPTEXT_H

struct app;
struct buf;

/* All of F1 for the screen that is on top: the field and its rule, what the
 * screen is for, and every key that works here, from the same list as the keys
 * themselves. */
void helptext_lav(const struct app *a, struct buf *ud);

/* One line a command: "F1  Forklar feltet …", of those maps; adds to ud. */
void helptext_taster(struct buf *ud, unsigned kort, unsigned uden);

#endif
