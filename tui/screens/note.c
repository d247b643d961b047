#include "tui/screens/note.h"

#include <stdio.h>
#include <string.h>

#include "core/base/dato.h"
#include "core/base/err.h"
#include "core/base/sprog.h"
#include "core/base/uuid.h"
#include "core/cmd/miljoe.h"
#include "core/form/formsaet.h"
#include "core/sag/sag.h"
#include "tui/app.h"
#include "tui/drafts.h"
#include "tui/stand.h"
#include "tui/textedit.h"

struct state {
	struct textedit tekst;
	struct uuid id;                  /* what its draft is kept under */
	char kode[64];
	bool draft;
};

enum { ZONE_TEKST = 1 };

static int note_open(void *state, struct app *app, const void *arg, struct err *e)
{
	struct state *s = state;
	(void)e;
	uuid_ny(&s->id, app_ms(app));
	if (arg)
		snprintf(s->kode, sizeof s->kode, "%s", (const char *)arg);
	textedit_set(&s->tekst, "", true);
	const struct felt *f = formsaet_felt(app_miljoe(app)->formsaet, "noter.tekst");
	if (f && f->maks > 0)
		s->tekst.maks = (size_t)f->maks;
	return 0;
}

/* The lower two thirds; all of it where that would be too little. */
static struct flade plads(struct flade f)
{
	int h = f.h * 2 / 3 > 8 ? f.h * 2 / 3 : f.h;
	return flade_del(f, f.h - h, 0, h, f.w);
}

static void note_draw(const void *state, const struct app *app, struct flade f)
{
	const struct state *s = state;
	struct flade d = plads(f);
	char dag[40];
	flade_ryd(d, STYLE_NORMAL);
	flade_felt(d, 0, 0, d.w, STYLE_TAB_ON, "");
	int x = flade_format(d, 0, 1, STYLE_TAB_ON, _("Notat · %s"), dato_lang(app_i_dag(app), dag));
	if (*s->kode)
		flade_format(d, 0, x + 1, STYLE_TAB_ON, _(" · svar på %s"), s->kode);
	struct flade t = flade_del(d, d.h > 1, 1, d.h - 1, d.w - 2);
	textedit_draw(&s->tekst, t, STYLE_VALUE, true);
	flade_zone(t, 0, 0, t.h, t.w, ZONE_TEKST);
}

static unsigned note_kort(const void *state, const struct app *app)
{
	(void)state;
	(void)app;
	return KORT_NOTE | KORT_TEKST | KORT_LANG;
}

static unsigned note_command(void *state, struct app *app, enum command c)
{
	struct state *s = state;
	int h, w;
	app_plads(app, &h, &w);
	if (c == C_NOTE_FAERDIG)
		return CLOSE;
	if (c == C_FORTRYD) {
		app_message(app, "%s", _("Fortryd virker på sagen, når notatet er lukket (Esc)."));
		return DONE;
	}
	if (!textedit_command(&s->tekst, c, w - 2))
		return c >= C_LINJE_NY && c <= C_TEKST_SLUT ? DONE : IGNORED;
	app_typed(app);
	return DONE;
}

static unsigned note_tekst(void *state, struct app *app, const char *t, size_t n)
{
	struct state *s = state;
	if (!textedit_ind(&s->tekst, t, n))
		app_message(app, _("Et notat kan højst fylde %zu tegn. Det sidste blev ikke taget "
				   "med; resten står her."),
			    s->tekst.maks ? s->tekst.maks : (size_t)TEXTEDIT_MAKS);
	else
		app_typed(app);
	return DONE;
}

static unsigned note_mouse(void *state, struct app *app, struct mouse m)
{
	struct state *s = state;
	int h, w;
	app_plads(app, &h, &w);
	struct flade d = plads((struct flade){.h = h, .w = w});
	if (m.zone != ZONE_TEKST || m.art != MOUSE_CLICK)
		return IGNORED;
	textedit_click(&s->tekst, d.h - 1, w - 2, m.y, m.x);
	return DONE;
}

static void note_linje(const void *state, const struct app *app, struct buf *ud)
{
	(void)state;
	(void)app;
	buf_tekst(ud, _("Notatet gemmes, mens du skriver, og kan ikke ændres bagefter."));
}

static bool tom(const struct state *s)
{
	const char *t = textedit_str(&s->tekst);
	return t[strspn(t, " \n")] == '\0';
}

static void glem(struct state *s, struct app *app)
{
	struct err e = {0};
	if (s->draft && drafts_drop(app_drafts(app), &s->id, "noter.tekst", &e) < 0)
		app_fejl(app, &e);
	s->draft = false;
}

static int note_keep(void *state, struct app *app, struct err *e)
{
	struct state *s = state;
	if (tom(s)) {
		glem(s, app);
		return 0;
	}
	s->draft = true;
	return drafts_put(app_drafts(app), &s->id, "noter.tekst", textedit_str(&s->tekst), "noter", e);
}

static enum command note_stand(const void *state, const struct app *app, struct buf *ud)
{
	const struct state *s = state;
	(void)app;
	stand_uuid(ud, &s->id);
	stand_tekst(ud, s->kode);
	stand_tal(ud, (long)s->tekst.pos);
	return C_INGEN;
}

/* The text is its draft. */
static void note_til_stand(void *state, struct app *app, const struct stand *o)
{
	struct state *s = state;
	struct uuid id;
	if (!stand_som_uuid(o, 0, &id))
		return;
	const char *kladde = drafts_get(app_drafts(app), &id, "noter.tekst");
	s->id = id;
	s->draft = kladde != NULL;
	snprintf(s->kode, sizeof s->kode, "%s", o->ord[1]);
	textedit_set(&s->tekst, kladde, true);
	textedit_til(&s->tekst, stand_som_antal(o, 2));
}

static int note_leave(void *state, struct app *app)
{
	struct state *s = state;
	struct err e = {0};
	if (!tom(s)) {
		int r = sag_note(app_sag(app), s->kode, textedit_str(&s->tekst), &e);
		if (r < 0) {
			app_fejl(app, &e);
			return r;
		}
		app_message(app, "%s", _("Notatet er gemt i sagen."));
		textedit_set(&s->tekst, "", true);
	}
	glem(s, app);
	return 0;
}

static void note_close(void *state)
{
	struct state *s = state;
	textedit_done(&s->tekst);
}

const struct screen_ops note_screen = {
	.name = "notat",
	.titel = N_("Notat"),
	.hjaelp = N_("Et notat i sagen med dato og klokkeslæt. Det kan skrives når som helst og "
		     "stopper ikke andet; det gemmes, mens du skriver."),
	.state_size = sizeof(struct state),
	.over = true,
	.open = note_open,
	.draw = note_draw,
	.kort = note_kort,
	.command = note_command,
	.tekst = note_tekst,
	.mouse = note_mouse,
	.linje = note_linje,
	.keep = note_keep,
	.stand = note_stand,
	.til_stand = note_til_stand,
	.leave = note_leave,
	.close = note_close,
};
