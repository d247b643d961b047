#ifndef TUI_GEMNING_H
#define TUI_GEMNING_H

struct app;
struct err;

/*
 * Keeping what is half typed. What the disk does not take stays on the screen, the message line
 * says so, and it is tried again each second until it has been taken: app_gem.
 */

/* Every screen's, and drafts that were not taken before. 0, or the code of the first that
 * failed; the rest is tried all the same. */
int gemning_alt(struct app *a, struct err *e);

/* Says that it is on the screen alone, and why; tries again in a second. */
void gemning_mislykket(struct app *a, const struct err *e);

#endif
