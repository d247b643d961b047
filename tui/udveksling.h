#ifndef TUI_UDVEKSLING_H
#define TUI_UDVEKSLING_H

#include <stdbool.h>

struct app;
struct buf;
struct central_ops;

/* F5: the sync beside the typing, in slices short enough that no key waits for it. */

/* How the centre is reached, where it is not by the settings: for tests. Borrowed. */
struct udveksling_vej {
	const struct central_ops *ops;
	void *arg;
};
void udveksling_vej(struct app *a, const struct udveksling_vej *v);

void udveksling_f5(struct app *a);                /* begins one, or breaks off the one that runs */
void udveksling_stop(struct app *a);              /* without a word; nothing is lost by it */
bool udveksling_loeber(const struct app *a);

/* For the loop: what to poll for (-1 nothing), ms until there is something to do (-1 never),
 * and doing it. */
int udveksling_fd(const struct app *a, bool *skriv);
int udveksling_vent(const struct app *a);
void udveksling_tid(struct app *a);

/* How far it is, or what the last one came to on the list of cases; adds to ud. False:
 * there is nothing to say. */
bool udveksling_linje(const struct app *a, struct buf *ud);

/* The centre has withdrawn this laptop, and everything is handed in: the store is to be
 * wiped once it is closed. */
bool app_skal_slettes(const struct app *a);

#endif
