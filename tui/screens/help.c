#include "tui/screens/help.h"

#include <string.h>

#include "core/base/buf.h"
#include "core/base/sprog.h"
#include "core/base/tekst.h"
#include "tui/app.h"
#include "tui/helptext.h"
#include "tui/stand.h"

struct state {
	struct buf tekst;
	int top;
};

static int help_open(void *state, struct app *app, const void *arg, struct err *e)
{
	struct state *s = state;
	(void)arg;
	(void)e;
	helptext_lav(app, &s->tekst);
	return 0;
}

static int rows(const struct state *s, int w)
{
	return flade_afsnit((struct flade){.w = w}, 0, STYLE_NORMAL, buf_str(&s->tekst));
}

static int sidste_top(const struct state *s, int h, int w)
{
	int n = rows(s, w - 2) - h;
	return n > 0 ? n : 0;
}

/* Headings stand in capitals: they need no colour to be seen. */
static enum style stil(const char *linje, size_t n)
{
	size_t i = 0;
	while (i < n && !(linje[i] >= 'a' && linje[i] <= 'z'))
		i++;
	return n > 4 && i == n ? STYLE_TITLE : STYLE_NORMAL;
}

static void help_draw(const void *state, const struct app *app, struct flade f)
{
	const struct state *s = state;
	(void)app;
	flade_ryd(f, STYLE_NORMAL);
	struct flade d = flade_del(f, 0, 1, f.h, f.w - 2);
	int maks = sidste_top(s, f.h, f.w), top = s->top < maks ? s->top : maks;
	size_t n = s->tekst.len, skip;
	int y = 0;
	for (size_t i = 0; i < n && y < top + d.h; y++) {
		const char *p = buf_str(&s->tekst) + i;
		size_t k = tekst_linje(p, n - i, d.w, &skip);
		if (y >= top)
			flade_tekst_n(d, y - top, 0, stil(p, k), p, k);
		i += k + skip;
	}
	flade_markoer(d, 0, 0);
}

static unsigned help_kort(const void *state, const struct app *app)
{
	(void)state;
	(void)app;
	return KORT_RULLE;
}

static unsigned help_command(void *state, struct app *app, enum command c)
{
	struct state *s = state;
	int h, w;
	app_plads(app, &h, &w);
	int maks = sidste_top(s, h, w), side = h > 1 ? h - 1 : 1;
	if (c == C_HJAELP)
		return CLOSE;
	if (c == C_RULLE_OP || c == C_RULLE_NED)
		s->top += c == C_RULLE_NED ? 1 : -1;
	else if (c == C_RULLE_SIDE_OP || c == C_RULLE_SIDE_NED)
		s->top += c == C_RULLE_SIDE_NED ? side : -side;
	else if (c == C_RULLE_START)
		s->top = 0;
	else if (c == C_RULLE_SLUT)
		s->top = maks;
	else
		return IGNORED;
	if (s->top > maks)
		s->top = maks;
	if (s->top < 0)
		s->top = 0;
	return DONE;
}

static enum command help_stand(const void *state, const struct app *app, struct buf *ud)
{
	const struct state *s = state;
	(void)app;
	stand_tal(ud, s->top);
	return C_INGEN;
}

static void help_til_stand(void *state, struct app *app, const struct stand *o)
{
	struct state *s = state;
	int h, w;
	app_plads(app, &h, &w);
	int maks = sidste_top(s, h, w);
	s->top = stand_som_antal(o, 0) < (size_t)maks ? (int)stand_som_antal(o, 0) : maks;
}

static void help_close(void *state)
{
	struct state *s = state;
	buf_done(&s->tekst);
}

const struct screen_ops help_screen = {
	.name = "hjaelp",
	.titel = N_("Hjælp"),
	.state_size = sizeof(struct state),
	.over = true,
	.open = help_open,
	.draw = help_draw,
	.kort = help_kort,
	.command = help_command,
	.stand = help_stand,
	.til_stand = help_til_stand,
	.close = help_close,
};
