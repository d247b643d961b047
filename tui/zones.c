#include "tui/zones.h"

#include <stddef.h>

void zones_ryd(struct zones *z)
{
	z->row.n = 0;
}

void zones_ny(struct zones *z, struct zone ny)
{
	*(struct zone *)vec_ny(&z->row) = ny;
}

const struct zone *zones_ved(const struct zones *z, int y, int x)
{
	for (size_t i = z->row.n; i-- > 0;) {
		const struct zone *o = &((const struct zone *)z->row.data)[i];
		if (y >= o->y && y < o->y + o->h && x >= o->x && x < o->x + o->w)
			return o;
	}
	return NULL;
}

void zones_done(struct zones *z)
{
	vec_done(&z->row);
}
