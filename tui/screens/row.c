#include "tui/screens/row.h"

#include <string.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/sprog.h"
#include "core/cmd/miljoe.h"
#include "core/form/formsaet.h"
#include "tui/app.h"
#include "tui/form.h"
#include "tui/formdraw.h"
#include "tui/screens/formscreen.h"
#include "tui/stand.h"

struct state {
	struct form form;
};

static int row_open(void *state, struct app *app, const void *arg, struct err *e)
{
	struct state *s = state;
	const struct row_arg *a = arg;
	(void)e;
	if (!a)
		return 0;                       /* row_til_stand comes next */
	if (uuid_tom(&a->objekt))
		form_nyt_objekt(&s->form, app, a->liste, NULL);
	else
		form_objekt(&s->form, app, &a->objekt);
	if (a->felt)
		form_gaa(&s->form, app, a->felt, NULL, &a->objekt);
	return 0;
}

static void row_draw(const void *state, const struct app *app, struct flade f)
{
	const struct state *s = state;
	const struct form_row *r = form_row(&s->form);
	int y = f.h > 4;
	if (y && r)
		flade_format(f, 0, 1, STYLE_TITLE, s->form.ny ? _("%s: ny linje") : "%s",
			     r->sektion->titel);
	formdraw(&s->form, app, flade_del(f, y, 0, f.h - y, f.w));
}

static unsigned row_kort(const void *state, const struct app *app)
{
	const struct state *s = state;
	(void)app;
	return form_kort(&s->form);
}

static unsigned row_command(void *state, struct app *app, enum command c)
{
	struct state *s = state;
	return formscreen_command(&s->form, app, c);
}

static unsigned row_tekst(void *state, struct app *app, const char *t, size_t n)
{
	struct state *s = state;
	return form_tekst(&s->form, app, t, n);
}

static unsigned row_mouse(void *state, struct app *app, struct mouse m)
{
	struct state *s = state;
	return formscreen_mouse(&s->form, app, m);
}

static void row_linje(const void *state, const struct app *app, struct buf *ud)
{
	const struct state *s = state;
	formscreen_linje(&s->form, app, ud);
}

static void row_forklar(const void *state, const struct app *app, struct buf *ud)
{
	const struct state *s = state;
	formscreen_forklar(&s->form, app, ud);
}

static int row_keep(void *state, struct app *app, struct err *e)
{
	struct state *s = state;
	return fieldedit_keep(&s->form.felt, app, e);
}

static enum command row_stand(const void *state, const struct app *app, struct buf *ud)
{
	const struct state *s = state;
	(void)app;
	stand_tekst(ud, s->form.liste);
	stand_uuid(ud, &s->form.objekt);
	stand_tal(ud, s->form.ny);
	form_stand(&s->form, ud);
	return C_INGEN;
}

/* The list's name as the forms own it; NULL: there is no such list. */
static const char *listen(const struct formsaet *fs, const char *navn)
{
	for (size_t i = 0; i < formsaet_antal(fs); i++) {
		const char *liste = formsaet_nr(fs, i)->liste;
		if (liste && strcmp(liste, navn) == 0)
			return liste;
	}
	return NULL;
}

static void row_til_stand(void *state, struct app *app, const struct stand *o)
{
	struct state *s = state;
	const char *liste = listen(app_miljoe(app)->formsaet, o->ord[0]);
	struct uuid id;
	if (!stand_som_uuid(o, 1, &id) || !liste)
		return;
	if (stand_som_tal(o, 2))
		form_nyt_objekt(&s->form, app, liste, &id);
	else
		form_objekt(&s->form, app, &id);
	form_til_stand(&s->form, app, o, 3);
}

static int row_leave(void *state, struct app *app)
{
	struct state *s = state;
	int rc = form_leave(&s->form, app);
	if (rc < 0)
		app_fejl(app, &s->form.felt.fejl);
	return rc;
}

static void row_again(void *state, struct app *app)
{
	struct state *s = state;
	form_igen(&s->form, app);
}

static void row_close(void *state)
{
	struct state *s = state;
	form_done(&s->form);
}

const struct screen_ops row_screen = {
	.name = "linje",
	.titel = N_("En linje i en liste"),
	.hjaelp = N_("Linjens felter. Den er i sagen, så snart et felt er udfyldt. Esc går tilbage."),
	.state_size = sizeof(struct state),
	.open = row_open,
	.draw = row_draw,
	.kort = row_kort,
	.command = row_command,
	.tekst = row_tekst,
	.mouse = row_mouse,
	.linje = row_linje,
	.forklar = row_forklar,
	.keep = row_keep,
	.stand = row_stand,
	.til_stand = row_til_stand,
	.again = row_again,
	.leave = row_leave,
	.close = row_close,
};
