#include "tui/keybar.h"

#include <string.h>

#include "core/base/sprog.h"
#include "core/base/tekst.h"
#include "tui/dispatch.h"
#include "tui/keymap.h"
#include "tui/stack.h"
#include "tui/tast.h"

/* Never left out, however narrow the line. */
static const enum command faste[] = {C_HJAELP, C_LUK};

/* A key of one cell and a word of two, and what stands between them. */
enum { KORTEST = 6 };

static bool fast(enum command c)
{
	for (size_t i = 0; i < sizeof faste / sizeof *faste; i++)
		if (faste[i] == c)
			return true;
	return false;
}

static int bredde(const struct keymap_post *p)
{
	char tast[KEYMAP_TAST];
	const char *t = keymap_tast(p->command, tast), *o = _(p->ord);
	return tekst_celler(t, strlen(t)) + tekst_celler(o, strlen(o)) + 3;
}

static int draw_en(struct flade f, int x, const struct keymap_post *p)
{
	char tast[KEYMAP_TAST];
	int fra = x;
	x += 1 + flade_tekst(f, 0, x + 1, STYLE_KEY, keymap_tast(p->command, tast));
	x += 1 + flade_tekst(f, 0, x + 1, STYLE_NORMAL, _(p->ord));
	flade_zone(f, 0, fra, 1, x - fra + 1, ZONE_COMMAND(p->command));
	return x;
}

static bool gaelder(const struct keymap_post *p, const struct frame *top, const struct app *a,
		    unsigned kort)
{
	if (!*p->ord || (p->kort && !(p->kort & kort)))
		return false;
	if ((p->command == C_KONFLIKTER && app_konflikter(a) == 0) ||
	    (p->command == C_AFVIST && app_afviste(a) == 0))
		return false;                   /* nothing to be done there */
	size_t n = strcspn(p->taster, " ");
	if (keymap_find(tast_af_navn(p->taster, n), kort) != p->command)
		return false;                   /* the key means something else here */
	return !top || !top->ops->kan || top->ops->kan(top->state, a, p->command);
}

/* Offered only while there is something to do there: then before all others. */
static bool haster(enum command c)
{
	return c == C_KONFLIKTER || c == C_AFVIST;
}

void keybar_draw(const struct frame *top, const struct app *a, unsigned kort, struct flade f)
{
	int plads = f.w, x = 0;
	for (size_t i = 0; i < sizeof faste / sizeof *faste; i++)
		plads -= bredde(keymap_post(faste[i]));
	x = draw_en(f, x, keymap_post(C_HJAELP));
	for (int hast = 1; hast >= 0; hast--)
		for (int c = 1; c < C_ANTAL && plads >= KORTEST; c++) {
			const struct keymap_post *p = keymap_post((enum command)c);
			if (haster(p->command) != hast || fast(p->command) ||
			    !gaelder(p, top, a, kort) || bredde(p) > plads)
				continue;
			plads -= bredde(p);
			x = draw_en(f, x, p);
		}
	draw_en(f, x, keymap_post(C_LUK));
}
