#ifndef TUI_FIELDEDIT_H
#define TUI_FIELDEDIT_H

#include <stdbool.h>

#include "core/base/err.h"
#include "core/base/uuid.h"
#include "core/form/felt.h"
#include "tui/screen.h"
#include "tui/textedit.h"

struct objekt;
struct sag;

/*
 * One field of a case under the cursor: shows its value, edits what kind of
 * field it is in its own way (text, choice, ja/nej, long text), keeps a draft,
 * puts it into the store when it is left. A form is many drawn values and one
 * of these. A zeroed struct holds no field.
 */
struct fieldedit {
	const struct felt *felt;      /* NULL: none */
	struct uuid objekt;           /* all zero: the case itself */
	const char *ny_liste;         /* the object is not there yet: its first value makes it */
	struct textedit tekst;        /* as typed; of a choice the letters typed so far */
	char *foer;                   /* as it was taken up */
	char *valgt;                  /* of a choice: the value chosen now; NULL none */
	size_t liste_valgt;           /* row in its open list */
	bool aaben;                   /* a long text (Enter is a new line) or a choice's list is open */
	bool roert;                   /* touched since it was taken up */
	struct err fejl;              /* what was wrong when it was left; kode 0 none */
};

/* Takes up a field; what was typed and not accepted last time is there again. */
void fieldedit_start(struct fieldedit *fe, struct app *app, const struct objekt *o,
		     const struct felt *f);

/* The same for an object of this list that comes into being with its first value;
 * id is what its drafts are kept under, fe->objekt the object's own once it is there. */
void fieldedit_ny(struct fieldedit *fe, struct app *app, const char *liste,
		  const struct uuid *id, const struct felt *f);

/* Leaves it: sag_set where it was touched. 0, or the code and fe->fejl; the text stays. */
int fieldedit_leave(struct fieldedit *fe, struct app *app);

/* Draft now; a choice, which is whole as it stands, into the case. Negative: the store took
 * neither, and the text is in fe alone. */
int fieldedit_keep(struct fieldedit *fe, struct app *app, struct err *e);
bool fieldedit_ugemt(const struct fieldedit *fe, const struct app *app);   /* in fe alone */
void fieldedit_forget(struct fieldedit *fe, struct app *app);    /* Esc: back to the stored value */
void fieldedit_done(struct fieldedit *fe);

/* Where the cursor is in it, as words (stand.h): fieldedit_til_stand reads them from word i on,
 * once the field has been taken up again. */
void fieldedit_stand(const struct fieldedit *fe, struct buf *ud);
void fieldedit_til_stand(struct fieldedit *fe, const struct stand *s, int i);

unsigned fieldedit_kort(const struct fieldedit *fe);             /* key maps in force in it */
unsigned fieldedit_command(struct fieldedit *fe, struct app *app, enum command c, int bredde);
unsigned fieldedit_tekst(struct fieldedit *fe, struct app *app, const char *s, size_t n);

/* Rows its value takes at this width; draws it there with the cursor. */
int fieldedit_rows(const struct fieldedit *fe, int bredde);
void fieldedit_draw(const struct fieldedit *fe, const struct app *app, struct flade f);
void fieldedit_click(struct fieldedit *fe, int h, int w, int y, int x);

/* A field that is not under the cursor: its value as people read it ("skjult
 * visning" for sensitive ones in the shared view; what was typed where the field
 * did not take it). Adds to ud. */
void felt_tekst(const struct app *app, const struct objekt *o, const struct felt *f,
		struct buf *ud);

/* Stands there something typed that the field does not take? e says why not. */
bool felt_afvist(const struct app *app, const struct objekt *o, const struct felt *f,
		 struct err *e);

#endif
