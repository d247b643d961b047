#ifndef TUI_FORM_H
#define TUI_FORM_H

#include "core/base/vec.h"
#include "tui/fieldedit.h"

struct sektion;

/* A form: the rows of a step, or of one object of a list, and the field under
 * the cursor. Made anew from the case whenever it has changed; the cursor stays
 * on its field. */
enum form_art { FORM_TITEL, FORM_FELT, FORM_OBJEKT, FORM_TILFOEJ, FORM_OPDELING };

struct form_row {
	enum form_art art;
	const struct sektion *sektion;
	const struct felt *felt;         /* FORM_FELT */
	struct uuid objekt;              /* FORM_OBJEKT; FORM_FELT of an object */
};

struct form {
	int trin;                        /* a step; 0: one object */
	const char *liste;               /* of the object */
	struct uuid objekt;
	bool ny;                         /* the object is not there yet */
	struct vec rows;                 /* struct form_row */
	size_t nr;                       /* the one with the cursor */
	struct fieldedit felt;           /* its field; felt.felt NULL on another kind of row */
	uint64_t udgave;
};

void form_trin(struct form *f, struct app *app, int trin);
void form_objekt(struct form *f, struct app *app, const struct uuid *objekt);
/* id: what its drafts are kept under; NULL: a new one. liste is borrowed. */
void form_nyt_objekt(struct form *f, struct app *app, const char *liste, const struct uuid *id);
void form_done(struct form *f);

/* The case may have changed: rows made anew, the field taken up anew. */
void form_igen(struct form *f, struct app *app);

/* Puts the cursor on a field (object: all zero = the case), or on the row that
 * adds to a list; false when it is not on this form now. */
bool form_gaa(struct form *f, struct app *app, const struct felt *felt, const char *liste,
	      const struct uuid *objekt);
bool form_fokus(struct form *f, struct app *app, size_t nr);

int form_leave(struct form *f, struct app *app);
unsigned form_kort(const struct form *f);

/* What it does not do itself (open a row, add one) it answers with IGNORED. */
unsigned form_command(struct form *f, struct app *app, enum command c);
unsigned form_tekst(struct form *f, struct app *app, const char *s, size_t n);
const struct form_row *form_row(const struct form *f);        /* NULL: an empty form */

/* Is what stands in the field on the screen alone (the disk did not take it)? */
bool form_ugemt(const struct form *f, const struct app *app);

/* The row under the cursor and the place in its field, as words (stand.h). */
void form_stand(const struct form *f, struct buf *ud);
void form_til_stand(struct form *f, struct app *app, const struct stand *s, int i);

#endif
