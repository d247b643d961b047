#ifndef TUI_FLADE_H
#define TUI_FLADE_H

#include <stddef.h>

#include "tui/style.h"

struct term;
struct zones;

/*
 * A rectangle to draw on. Everything is cut at its edges, counted in cells, and
 * made harmless (an escape sequence in data is shown, never obeyed). Rows and
 * columns count from 0 in the rectangle's upper left corner.
 */
struct flade {
	struct term *term;
	struct zones *zones;
	int y, x, h, w;
	int oppe, nede;          /* rows of the terminal that may be drawn on; nede 0: all */
};

struct flade flade_del(struct flade f, int y, int x, int h, int w);   /* a part, cut to fit */

/* h rows from row y on, which may reach over the edges (a long field half scrolled
 * away): what lies outside is not drawn. */
struct flade flade_udsnit(struct flade f, int y, int h);
void flade_ryd(struct flade f, enum style s);

/* Puts text (one line) at y, x; answers the number of cells used. */
int flade_tekst(struct flade f, int y, int x, enum style s, const char *tekst);
int flade_tekst_n(struct flade f, int y, int x, enum style s, const char *tekst, size_t n);

/* The same in exactly `w` cells: filled with spaces, or cut with "…" at the end. */
void flade_felt(struct flade f, int y, int x, int w, enum style s, const char *tekst);
void flade_hoejre(struct flade f, int y, int x, int w, enum style s, const char *tekst);
int flade_format(struct flade f, int y, int x, enum style s, const char *fmt, ...)
	__attribute__((format(printf, 5, 6)));

/* Word-wrapped from row y on; answers the rows used (at most f.h - y are drawn).
 * With f.term NULL nothing is drawn: it measures. */
int flade_afsnit(struct flade f, int y, enum style s, const char *tekst);
void flade_streg(struct flade f, int y, int x, int w, enum style s);   /* ───── */
void flade_lodret(struct flade f, int y, int x, int h, enum style s);  /* │ */

/* The text cursor: where the next key acts. */
void flade_markoer(struct flade f, int y, int x);

/* A place the mouse can point at: ops->mouse gets this id. The last one drawn wins. */
void flade_zone(struct flade f, int y, int x, int h, int w, int id);

#endif
