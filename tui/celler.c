#include "tui/celler.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"

static const struct celle blank = {.tegn = " ", .n = 1, .bredde = 1, .stil = STYLE_NORMAL};

static struct celle *ved(const struct celler *c, struct celle *billede, int y, int x)
{
	return billede + (size_t)y * (size_t)c->w + (size_t)x;
}

void celler_stoerrelse(struct celler *c, int h, int w)
{
	size_t n = (size_t)h * (size_t)w;
	c->ny = mem_om(c->ny, (n + 1) * sizeof(*c->ny));
	c->vist = mem_om(c->vist, (n + 1) * sizeof(*c->vist));
	c->h = h;
	c->w = w;
	celler_ryd(c);
	for (size_t i = 0; i < n; i++)
		c->vist[i] = blank;
}

void celler_done(struct celler *c)
{
	free(c->ny);
	free(c->vist);
	*c = (struct celler){.h = 0};
}

void celler_ryd(struct celler *c)
{
	for (size_t i = 0, n = (size_t)c->h * (size_t)c->w; i < n; i++)
		c->ny[i] = blank;
}

/* Half of a wide character cannot stand alone. */
static void frigoer(struct celler *c, int y, int x, int bredde)
{
	if (x > 0 && ved(c, c->ny, y, x)->bredde == 0)
		*ved(c, c->ny, y, x - 1) = blank;
	if (x + bredde < c->w && ved(c, c->ny, y, x + bredde)->bredde == 0)
		*ved(c, c->ny, y, x + bredde) = blank;
}

void celler_saet(struct celler *c, int y, int x, enum style s, const char *tegn, size_t n,
		 int bredde)
{
	if (y < 0 || x < 0 || y >= c->h || x + bredde > c->w || bredde < 1)
		return;
	struct celle ny = {.bredde = (unsigned char)bredde, .stil = (unsigned char)s};
	ny.n = (unsigned char)(n < CELLE_BYTES ? n : CELLE_BYTES - 1);
	memcpy(ny.tegn, tegn, ny.n);
	frigoer(c, y, x, bredde);
	*ved(c, c->ny, y, x) = ny;
	for (int i = 1; i < bredde; i++)
		*ved(c, c->ny, y, x + i) = (struct celle){.stil = (unsigned char)s};
}

enum style celler_stil(const struct celler *c, int y, int x)
{
	if (y < 0 || x < 0 || y >= c->h || x >= c->w)
		return STYLE_NORMAL;
	return (enum style)ved(c, c->ny, y, x)->stil;
}

const struct celle *celler_vist(const struct celler *c, int y, int x)
{
	return ved(c, c->vist, y, x);
}

static bool har_brede(const struct celle *raekke, int w)
{
	for (int x = 0; x < w; x++)
		if (raekke[x].bredde != 1)
			return true;
	return false;
}

void celler_vis(struct celler *c, bool alt, celler_put *put, void *arg)
{
	size_t bytes = (size_t)c->w * sizeof(struct celle);
	for (int y = 0; y < c->h; y++) {
		struct celle *ny = ved(c, c->ny, y, 0), *vist = ved(c, c->vist, y, 0);
		if (!alt && !memcmp(ny, vist, bytes))
			continue;
		bool hele = alt || har_brede(ny, c->w) || har_brede(vist, c->w);
		for (int x = 0; x < c->w; x++)
			if (ny[x].bredde && (hele || memcmp(&ny[x], &vist[x], sizeof(*ny)) != 0))
				put(arg, y, x, &ny[x]);
		memcpy(vist, ny, bytes);
	}
}
