#ifndef TUI_CELLER_H
#define TUI_CELLER_H

#include <stdbool.h>
#include <stddef.h>

#include "tui/style.h"

/*
 * The picture being drawn and the one that stands, cell by cell: only cells that
 * differ go on to the terminal. A key changes a handful of two thousand. No
 * curses. Zeroed and then sized.
 */
enum { CELLE_BYTES = 29 };

struct celle {
	char tegn[CELLE_BYTES];          /* one cluster; NUL-padded */
	unsigned char n;                 /* its bytes */
	unsigned char bredde;            /* 1, 2; 0 = the right half of the one before */
	unsigned char stil;              /* enum style */
};

struct celler {
	struct celle *ny, *vist;         /* h × w each */
	int h, w;
};

void celler_stoerrelse(struct celler *c, int h, int w);   /* both blank */
void celler_done(struct celler *c);
void celler_ryd(struct celler *c);
void celler_saet(struct celler *c, int y, int x, enum style s, const char *tegn, size_t n,
		 int bredde);
enum style celler_stil(const struct celler *c, int y, int x);

/* The cell as it was last handed over. */
const struct celle *celler_vist(const struct celler *c, int y, int x);

/* Hands over each cell that differs (all of them with `alt`), row by row from the
 * left; the right halves of wide ones are left out. A row with wide cells goes whole. */
typedef void celler_put(void *arg, int y, int x, const struct celle *c);
void celler_vis(struct celler *c, bool alt, celler_put *put, void *arg);

#endif
