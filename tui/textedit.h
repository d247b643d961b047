#ifndef TUI_TEXTEDIT_H
#define TUI_TEXTEDIT_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/buf.h"
#include "tui/command.h"
#include "tui/flade.h"

/* Text being edited: one line, or several with word wrap. No curses, no store. */
struct textedit {
	struct buf b;
	size_t pos;              /* byte; always at a cluster's edge */
	bool linjer;             /* several lines */
	size_t maks;             /* bytes; 0 = TEXTEDIT_MAKS */
	int soejle;              /* column kept when going up and down; -1 none */
	bool aendret;            /* since textedit_set */
};

#define TEXTEDIT_MAKS (1024 * 1024)

void textedit_set(struct textedit *t, const char *tekst, bool linjer);   /* cursor at the end */
void textedit_done(struct textedit *t);
void textedit_til(struct textedit *t, size_t pos);     /* the cursor; past the end: the end */
const char *textedit_str(const struct textedit *t);

/* Inserts at the cursor. In one line newlines become spaces; in several, \r\n
 * becomes \n. False: it would be too long; nothing is inserted. */
bool textedit_ind(struct textedit *t, const char *s, size_t n);

/* The commands of KORT_TEKST and KORT_LANG; false: not mine, or nothing there to
 * go to (up from the first line). bredde: cells of the place it is shown in. */
bool textedit_command(struct textedit *t, enum command c, int bredde);

/* Rows it takes at this width (>= 1), and the cursor's row and column. */
int textedit_rows(const struct textedit *t, int bredde);
void textedit_where(const struct textedit *t, int bredde, int *row, int *col);

/* Draws it in f: one line scrolls sideways, several scroll so that the cursor is
 * seen. `fokus`: the text cursor is put there. */
void textedit_draw(const struct textedit *t, struct flade f, enum style s, bool fokus);

/* The mouse pointed at y, x of what was drawn in h rows of w cells. */
void textedit_click(struct textedit *t, int h, int w, int y, int x);

#endif
