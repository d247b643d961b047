#ifndef TUI_ZONES_H
#define TUI_ZONES_H

#include <stdbool.h>

#include "core/base/vec.h"

/* What the mouse can point at in the picture last drawn. */
struct zone {
	int y, x, h, w;      /* on the whole terminal */
	int id;
};

struct zones {
	struct vec row;      /* struct zone, the last one on top */
};

#define ZONES_TOM {VEC_AF(struct zone)}

void zones_ryd(struct zones *z);
void zones_ny(struct zones *z, struct zone ny);
const struct zone *zones_ved(const struct zones *z, int y, int x);   /* NULL: nothing there */
void zones_done(struct zones *z);

#endif
