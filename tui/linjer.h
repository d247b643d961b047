#ifndef TUI_LINJER_H
#define TUI_LINJER_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/vec.h"
#include "tui/command.h"
#include "tui/flade.h"
#include "tui/screen.h"

struct buf;
struct stand;

/*
 * A text to read, line by line: paragraphs wrapped to the width, the cursor on
 * one row at a time (a braille line follows it), some paragraphs with something
 * behind them that Enter goes to.
 */
enum { LINJER_INTET = -1 };

struct linjer {
	struct vec v;                /* of paragraphs */
	struct vec maerker;          /* of bytes in them that look different */
	size_t fra, til;             /* bytes of the paragraph under the cursor that are meant;
				      * til 0: its row */
	size_t raekke, top;          /* the cursor's row and the first one seen, as wrapped */
};

void linjer_init(struct linjer *l);
void linjer_done(struct linjer *l);
void linjer_ryd(struct linjer *l);              /* the cursor stays where it was */

/* One paragraph; newlines in it start new rows. indryk: cells before every row;
 * valg: what is behind it (the caller's number), or LINJER_INTET. */
void linjer_add(struct linjer *l, enum style s, int indryk, int valg, const char *tekst);
void linjer_format(struct linjer *l, enum style s, int indryk, int valg, const char *fmt, ...)
	__attribute__((format(printf, 5, 6)));
void linjer_tom(struct linjer *l);              /* an empty row */

/* Bytes of the paragraph with this valg in another style. */
void linjer_maerk(struct linjer *l, int valg, size_t fra, size_t til, enum style s);

/* The commands of KORT_RULLE in h rows of w cells; false: not mine. */
bool linjer_command(struct linjer *l, enum command c, int h, int w);

/* The next paragraph with something behind it (retning 1) or the one before (-1). */
bool linjer_spring(struct linjer *l, int retning, int h, int w);
bool linjer_til(struct linjer *l, int valg, int h, int w);
bool linjer_til_byte(struct linjer *l, int valg, size_t byte, int h, int w);
int linjer_valg(const struct linjer *l, int w);  /* under the cursor */

/* The bytes of its paragraph that the cursor's row shows. */
void linjer_bytes(const struct linjer *l, int w, size_t *fra, size_t *til);
size_t linjer_raekker(const struct linjer *l, int w);

/* The mouse on a row that linjer_draw drew: goes there, or scrolls. True: the row
 * was pointed at a second time, what is behind it is meant. */
bool linjer_mouse(struct linjer *l, struct mouse m, int h, int w);

/* The cursor's place as words (stand.h). */
void linjer_stand(const struct linjer *l, struct buf *ud);
void linjer_til_stand(struct linjer *l, const struct stand *s, int i);

/* Zones get the number of the row. */
void linjer_draw(const struct linjer *l, struct flade f);

#endif
