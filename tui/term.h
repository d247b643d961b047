#ifndef TUI_TERM_H
#define TUI_TERM_H

#include <stdbool.h>
#include <stddef.h>

#include "tui/style.h"

struct buf;
struct err;
struct term;

/*
 * The terminal: the one module that knows curses. Cells are put into a picture
 * in memory; term_show sends what differs from what stands there, at once.
 * Input is read as bytes (tast.h makes keys of them).
 */
int term_open(struct term **out, struct err *e);

/* No terminal at all: a picture of this size, for tests. */
int term_headless(struct term **out, int h, int w, struct err *e);
void term_close(struct term *t);                 /* gives the terminal back; takes NULL */

void term_size(const struct term *t, int *h, int *w);
bool term_resize(struct term *t);                /* takes the terminal's size; true: it changed */
void term_resize_to(struct term *t, int h, int w);   /* headless */

/* Puts the bytes of one cluster (checked, printable, `cells` wide) at y, x. */
void term_cell(struct term *t, int y, int x, enum style s, const char *cluster, size_t n,
	       int cells);
void term_erase(struct term *t);
void term_cursor(struct term *t, int y, int x);  /* y < 0: hidden */
void term_show(struct term *t);
void term_redraw(struct term *t);                /* forget what stands there: Ctrl-L, after fg */

int term_fd(const struct term *t);               /* to wait on; -1 headless */
void term_suspend(struct term *t);               /* gives the terminal back, stops, takes it again */

/* The picture as text, one line each, trailing spaces cut; where the cursor stands. */
void term_text(const struct term *t, struct buf *ud);
void term_where(const struct term *t, int *y, int *x);
enum style term_style_at(const struct term *t, int y, int x);

#endif
