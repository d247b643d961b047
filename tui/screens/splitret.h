#ifndef TUI_SCREENS_SPLITRET_H
#define TUI_SCREENS_SPLITRET_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/uuid.h"
#include "tui/fieldedit.h"
#include "tui/screen.h"

struct objekt;
struct opdeling;

/* The edit lines of the split at work: which task, which field, how one goes on. */
struct splitret {
	struct fieldedit fe;
	struct uuid opgave;
	bool i_gang;
	bool afvist;                     /* Esc was pressed on a value that does not fit */
};

/* Takes up a field of the task: this key, else the first one that is missing. */
void splitret_start(struct splitret *r, struct app *app, const struct objekt *opgave,
		    const char *kort);
void splitret_nr(struct splitret *r, struct app *app, const struct objekt *opgave, size_t nr);

/* Puts the field into the store, with what follows from it. Negative: it does not
 * fit; the text and the sentence stay. */
int splitret_leave(struct splitret *r, struct app *app, struct opdeling *o);

/* Back to the columns, the cursor on the task. */
void splitret_ud(struct splitret *r, struct app *app, struct opdeling *o);
unsigned splitret_command(struct splitret *r, struct app *app, struct opdeling *o, enum command c);

/* Where one is in it, as words (stand.h). */
void splitret_stand(const struct splitret *r, struct buf *ud);
void splitret_til_stand(struct splitret *r, struct app *app, const struct stand *s, int i);

/* Opens the letter at the sentences made of the field that is being written, else of
 * the task's name. IGNORED without a task. */
unsigned splitret_brev(const struct splitret *r, struct app *app, const struct objekt *opgave);

/* The case changed under it (undo). */
void splitret_igen(struct splitret *r, struct app *app, struct opdeling *o);

#endif
