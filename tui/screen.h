#ifndef TUI_SCREEN_H
#define TUI_SCREEN_H

#include <stdbool.h>
#include <stddef.h>

#include "tui/command.h"
#include "tui/flade.h"
#include "tui/tast.h"

struct app;
struct buf;
struct err;
struct stand;

/* What a handler wants done; the loop in app.c does it. Wishes may be joined. */
enum wish {
	DONE = 0,
	IGNORED = 1,         /* not mine: the toolkit may have a use for it */
	CLOSE = 2,           /* back to the screen below */
	QUIT = 4,
	UNLOCKED = 8,        /* the store is open: the first screen comes */
};

struct mouse {
	enum mouse_art art;
	int zone;            /* id given to flade_zone in draw */
	int y, x;            /* inside that zone */
};

/*
 * A screen: private state and these. Only name, titel, state_size and draw must
 * be there. The toolkit owns the top lines, the line for help and messages, the
 * bottom line, the stack; it draws after every batch of keys, so nobody asks
 * for it.
 */
struct screen_ops {
	const char *name;
	const char *titel;                       /* N_("Journal"): in the help, and in line 1 without a case */
	const char *hjaelp;                      /* N_(…): what the screen is for, for F1; may be NULL */
	size_t state_size;                       /* zeroed before open */
	bool over;                               /* drawn over the screen below (questions, note, help) */

	/* arg: what the opener gave app_push; borrowed for the call. A failure is
	 * shown as a message and the screen is not opened. */
	int (*open)(void *state, struct app *app, const void *arg, struct err *e);

	/* Draws all of it. No side effects: state and app are only read. */
	void (*draw)(const void *state, const struct app *app, struct flade f);

	/* Key maps in force now (enum kort, joined). NULL: only the general one. */
	unsigned (*kort)(const void *state, const struct app *app);

	/* Is this command of use now? Asked for the bottom line. NULL: all are. */
	bool (*kan)(const void *state, const struct app *app, enum command c);

	unsigned (*command)(void *state, struct app *app, enum command c);

	/* Typed or pasted text (checked UTF-8 without control characters but newline
	 * and tab). NULL or IGNORED: the toolkit says which keys work. */
	unsigned (*tekst)(void *state, struct app *app, const char *s, size_t n);
	unsigned (*mouse)(void *state, struct app *app, struct mouse m);

	/* The line above the bottom line while there is no message: help of the field. */
	void (*linje)(const void *state, const struct app *app, struct buf *ud);

	/* More for F1: the field, its source, the rule; adds paragraphs. */
	void (*forklar)(const void *state, const struct app *app, struct buf *ud);

	/* Keep what is half typed (kladde_gem). Called at the latest a second after
	 * app_typed, before another screen comes on top, at suspend, hang-up, lock, close.
	 * Negative: it is on the screen alone, and e says why; it is tried again. */
	int (*keep)(void *state, struct app *app, struct err *e);

	/* For locking (laasning.h). Adds where one stands, and what is typed that is no
	 * draft, to ud as words (stand.h). Answers the command that opens this screen from the
	 * one below; C_INGEN: it stands in the list of screens and opens with arg NULL. NULL: it
	 * is that kind, and nothing but the screen is kept. */
	enum command (*stand)(const void *state, const struct app *app, struct buf *ud);
	/* After open: takes up the words that stand wrote; the case may have changed since. */
	void (*til_stand)(void *state, struct app *app, const struct stand *s);

	/* Called when the time given to app_tick_in has come. */
	unsigned (*tick)(void *state, struct app *app);

	/* The screen is on top again, or the case changed under it (undo): pointers
	 * to objects are new. */
	void (*again)(void *state, struct app *app);

	/* Put what is typed into the store (it was left). Called before close and
	 * before another screen of the case opens. Negative: it does not fit, the
	 * screen stays and shows why (Esc a second time leaves it in the drafts). */
	int (*leave)(void *state, struct app *app);
	void (*close)(void *state);
};

#endif
