#ifndef TUI_SCREENS_SPALTER_H
#define TUI_SCREENS_SPALTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/uuid.h"
#include "tui/flade.h"

struct app;
struct opdeling;
struct textedit;

/*
 * The three columns side by side with the totals under them; below 70 cells one
 * column at a time under three tabs. Drawing alone.
 */
enum { SPALTER_SMAL = 70, SPALTER_ZONE = 100000 };   /* zone of a row: column × SPALTER_ZONE + row */

/* Cells of the figures in a column: as wide as its widest, so that names get the
 * rest. Measured anew only when the split's rows were made anew. */
struct spaltebredder {
	uint64_t gang;
	int tid[3], hjaelp[3];
};

void spalter_maal(const struct opdeling *o, struct spaltebredder *ud);

struct spaltevalg {
	const struct opdeling *o;
	const struct spaltebredder *bredder;
	const size_t *top;               /* first row seen, per column */
	const struct textedit *ny;       /* the name line being typed in the cursor's column, or NULL */
	const struct uuid *ur;           /* the task whose watch runs, or NULL */
	const struct app *app;           /* asked for conflicts */
	bool fokus;                      /* the text cursor stands in the column */
};

/* Rows of tasks seen when the whole takes h rows of w cells. */
int spalter_raekker(const struct opdeling *o, int h, int w);
void spalter_draw(const struct spaltevalg *v, struct flade f);

#endif
