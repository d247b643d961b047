#include "tui/screens/prompt.h"

#include "core/base/err.h"
#include "core/base/sprog.h"
#include "tui/app.h"
#include "tui/stand.h"
#include "tui/textedit.h"

struct state {
	struct prompt p;
	struct textedit svar;
	struct err fejl;
};

enum { ZONE_SVAR = 1 };

static int prompt_open(void *state, struct app *app, const void *arg, struct err *e)
{
	struct state *s = state;
	(void)app;
	(void)e;
	s->p = *(const struct prompt *)arg;
	textedit_set(&s->svar, s->p.tekst, false);
	s->svar.maks = 400;
	return 0;
}

static void prompt_draw(const void *state, const struct app *app, struct flade f)
{
	const struct state *s = state;
	(void)app;
	int h = f.h < 4 ? f.h : 4;
	struct flade d = flade_del(f, f.h - h, 0, h, f.w);
	flade_ryd(d, STYLE_NORMAL);
	if (h == 4)
		flade_streg(d, 0, 0, d.w, STYLE_FRAME);
	int y = h == 4;
	flade_tekst(d, y, 1, STYLE_TITLE, s->p.titel);
	struct flade felt = flade_del(d, y + 1, 1, 1, f.w - 2);
	textedit_draw(&s->svar, felt, STYLE_FOCUS, true);
	flade_zone(felt, 0, 0, 1, felt.w, ZONE_SVAR);
	if (s->fejl.kode)
		flade_felt(d, y + 2, 1, f.w - 2, STYLE_ERROR, s->fejl.tekst);
}

static unsigned prompt_kort(const void *state, const struct app *app)
{
	(void)state;
	(void)app;
	return KORT_SPOERG | KORT_TEKST;
}

static unsigned prompt_command(void *state, struct app *app, enum command c)
{
	struct state *s = state;
	if (c == C_SPOERG_FORTRYD)
		return CLOSE;
	if (c == C_SPOERG_SVAR) {
		err_ryd(&s->fejl);
		int r = s->p.svar(app, s->p.til, textedit_str(&s->svar), &s->fejl);
		return r < 0 ? DONE : CLOSE;
	}
	return textedit_command(&s->svar, c, 0) ? DONE : IGNORED;
}

static unsigned prompt_tekst(void *state, struct app *app, const char *t, size_t n)
{
	struct state *s = state;
	if (!textedit_ind(&s->svar, t, n))
		app_message(app, "%s", _("Svaret kan højst være på 400 tegn. Det sidste blev ikke taget med."));
	return DONE;
}

static unsigned prompt_mouse(void *state, struct app *app, struct mouse m)
{
	struct state *s = state;
	int h, w;
	app_plads(app, &h, &w);
	if (m.zone == ZONE_SVAR && m.art == MOUSE_CLICK)
		textedit_click(&s->svar, 1, w - 2, 0, m.x);
	return DONE;
}

static enum command prompt_stand(const void *state, const struct app *app, struct buf *ud)
{
	const struct state *s = state;
	(void)app;
	stand_tekst(ud, textedit_str(&s->svar));
	stand_tal(ud, (long)s->svar.pos);
	return s->p.igen;
}

static void prompt_til_stand(void *state, struct app *app, const struct stand *o)
{
	struct state *s = state;
	(void)app;
	textedit_set(&s->svar, o->ord[0], false);
	textedit_til(&s->svar, stand_som_antal(o, 1));
}

static void prompt_close(void *state)
{
	struct state *s = state;
	textedit_done(&s->svar);
}

const struct screen_ops prompt_screen = {
	.name = "spoerg",
	.titel = N_("Spørgsmål"),
	.state_size = sizeof(struct state),
	.over = true,
	.open = prompt_open,
	.draw = prompt_draw,
	.kort = prompt_kort,
	.command = prompt_command,
	.tekst = prompt_tekst,
	.mouse = prompt_mouse,
	.stand = prompt_stand,
	.til_stand = prompt_til_stand,
	.close = prompt_close,
};
