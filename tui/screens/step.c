#include "tui/screens/step.h"

#include <stdio.h>
#include <string.h>

#include "core/base/err.h"
#include "core/base/sprog.h"
#include "core/form/formsaet.h"
#include "core/sag/sag.h"
#include "tui/app.h"
#include "tui/form.h"
#include "tui/formdraw.h"
#include "tui/screens/formscreen.h"
#include "tui/screens/row.h"
#include "tui/screens/split.h"
#include "tui/screens/spring.h"
#include "tui/sagsted.h"
#include "tui/stand.h"

struct state {
	struct form form;
};

static void aabn_raekke(struct app *app, const char *liste, const struct uuid *id,
			const struct felt *felt)
{
	struct row_arg a = {.liste = liste, .felt = felt};
	if (strcmp(liste, "opgaver") == 0) {
		struct spring_opgave o = {.felt = ""};
		if (id)
			o.opgave = *id;
		snprintf(o.felt, sizeof o.felt, "%s", felt ? felt->kort : "");
		app_push(app, &split_screen, &o, sizeof o);
		return;
	}
	if (id)
		a.objekt = *id;
	app_push(app, &row_screen, &a, sizeof a);
}

/* A field of an object is on the object's own form; a task's on the split. */
static void til_maal(struct state *s, struct app *app, const struct maal *m)
{
	if (form_gaa(&s->form, app, m->felt, m->liste, &m->objekt) || !m->felt || !m->felt->liste)
		return;
	const struct uuid ingen = {0};
	form_gaa(&s->form, app, NULL, m->felt->liste, &ingen);
	if (sag_objekt(app_sag(app), &m->objekt))
		aabn_raekke(app, m->felt->liste, &m->objekt, m->felt);
}

static int step_open(void *state, struct app *app, const void *arg, struct err *e)
{
	struct state *s = state;
	struct maal m = app_maal(app);
	(void)arg;
	(void)e;
	form_trin(&s->form, app, m.trin ? m.trin : 1);
	til_maal(s, app, &m);
	return 0;
}

static void step_draw(const void *state, const struct app *app, struct flade f)
{
	const struct state *s = state;
	if (s->form.rows.n == 0)
		flade_afsnit(flade_del(f, 0, 1, f.h, f.w - 2), 0, STYLE_NORMAL,
			     _("Formularen til dette trin kunne ikke læses. De andre trin virker; "
			       "fejlen står i beskeden fra starten (femtrin assess viser den igen)."));
	formdraw(&s->form, app, f);
}

static unsigned step_kort(const void *state, const struct app *app)
{
	const struct state *s = state;
	(void)app;
	return form_kort(&s->form);
}

static bool step_kan(const void *state, const struct app *app, enum command c)
{
	const struct form_row *r = form_row(&((const struct state *)state)->form);
	(void)app;
	if (!r || r->art == FORM_FELT)
		return true;
	if (c == C_RAEKKE_FJERN)
		return r->art == FORM_OBJEKT;
	if (c == C_RAEKKE_NY)
		return r->art != FORM_OPDELING;
	return true;
}

static unsigned fjern(const struct form_row *r, struct app *app)
{
	const struct objekt *o = sag_objekt(app_sag(app), &r->objekt);
	struct err e = {0};
	if (o && sag_fjern(app_sag(app), o, &e) < 0)
		app_fejl(app, &e);
	else
		app_message(app, "%s", _("Linjen er fjernet. ^U henter den tilbage."));
	return DONE;
}

static unsigned raekke(struct state *s, struct app *app, enum command c)
{
	const struct form_row *r = form_row(&s->form);
	if (!r || r->art == FORM_FELT)
		return IGNORED;
	if (r->art == FORM_OPDELING)
		app_do(app, C_OPDELING);
	else if (c == C_RAEKKE_NY || (c == C_RAEKKE_AABN && r->art == FORM_TILFOEJ))
		aabn_raekke(app, r->sektion->liste, NULL, NULL);
	else if (c == C_RAEKKE_AABN)
		aabn_raekke(app, r->sektion->liste, &r->objekt, NULL);
	else if (r->art == FORM_OBJEKT)
		fjern(r, app);
	form_igen(&s->form, app);
	return DONE;
}

static unsigned step_command(void *state, struct app *app, enum command c)
{
	struct state *s = state;
	if (c == C_RAEKKE_AABN || c == C_RAEKKE_NY || c == C_RAEKKE_FJERN)
		return raekke(s, app, c);
	return formscreen_command(&s->form, app, c);
}

static unsigned step_tekst(void *state, struct app *app, const char *t, size_t n)
{
	struct state *s = state;
	return form_tekst(&s->form, app, t, n);
}

static unsigned step_mouse(void *state, struct app *app, struct mouse m)
{
	struct state *s = state;
	return formscreen_mouse(&s->form, app, m);
}

static void step_linje(const void *state, const struct app *app, struct buf *ud)
{
	const struct state *s = state;
	formscreen_linje(&s->form, app, ud);
}

static void step_forklar(const void *state, const struct app *app, struct buf *ud)
{
	const struct state *s = state;
	formscreen_forklar(&s->form, app, ud);
}

static int step_keep(void *state, struct app *app, struct err *e)
{
	struct state *s = state;
	return fieldedit_keep(&s->form.felt, app, e);
}

static enum command step_stand(const void *state, const struct app *app, struct buf *ud)
{
	const struct state *s = state;
	(void)app;
	form_stand(&s->form, ud);
	return C_INGEN;
}

static void step_til_stand(void *state, struct app *app, const struct stand *o)
{
	struct state *s = state;
	form_til_stand(&s->form, app, o, 0);
}

static int step_leave(void *state, struct app *app)
{
	struct state *s = state;
	const struct form_row *r = form_row(&s->form);
	struct maal m = {.trin = s->form.trin, .felt = r ? r->felt : NULL};
	sagsted_husk(app, &m);
	int rc = form_leave(&s->form, app);
	if (rc < 0)
		app_fejl(app, &s->form.felt.fejl);
	return rc;
}

/* Back from another screen, or sent to a field: another step perhaps. */
static void step_again(void *state, struct app *app)
{
	struct state *s = state;
	struct maal m = app_maal(app);
	if (m.trin && m.trin != s->form.trin) {
		if (step_leave(state, app) < 0 && form_ugemt(&s->form, app)) {
			form_igen(&s->form, app);
			return;
		}
		form_done(&s->form);
		form_trin(&s->form, app, m.trin);
	} else {
		form_igen(&s->form, app);
	}
	if (m.trin)
		til_maal(s, app, &m);
}

static void step_close(void *state)
{
	struct state *s = state;
	form_done(&s->form);
}

const struct screen_ops step_screen = {
	.name = "trin",
	.titel = N_("Sagens trin"),
	.hjaelp = N_("Et trin er en formular i afsnit. Et felt er gemt, når du går fra det. ● mangler, "
		     "før du går fra arbejdspladsen; ○ mangler senere; ! er en bemærkning fra reglerne. "
		     "F9 går til det næste, der mangler."),
	.state_size = sizeof(struct state),
	.open = step_open,
	.draw = step_draw,
	.kort = step_kort,
	.kan = step_kan,
	.command = step_command,
	.tekst = step_tekst,
	.mouse = step_mouse,
	.linje = step_linje,
	.forklar = step_forklar,
	.keep = step_keep,
	.stand = step_stand,
	.til_stand = step_til_stand,
	.again = step_again,
	.leave = step_leave,
	.close = step_close,
};
