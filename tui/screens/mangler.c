#include "tui/screens/mangler.h"

#include <string.h>

#include "core/base/sprog.h"
#include "core/form/felt.h"
#include "core/regler/mangler.h"
#include "core/sag/sag.h"
#include "tui/app.h"
#include "tui/linjer.h"
#include "tui/screens/spring.h"
#include "tui/screens/timer.h"
#include "tui/stand.h"

/* Rows of the final letter's list come after those of the meter. */
enum { VALG_ENDELIG = 100000 };

struct manglerskaerm {
	struct linjer l;
	struct mangler endelig;
};

static void gruppe(struct linjer *l, const struct mangler *m, enum kraeves k, const char *titel)
{
	linjer_add(l, STYLE_TITLE, 0, LINJER_INTET, titel);
	bool nogen = false;
	for (size_t i = 0; i < m->n; i++) {
		if (m->alle[i].kraeves != k)
			continue;
		linjer_format(l, STYLE_NORMAL, 2, (int)i, _("trin %d · %s"), m->alle[i].trin,
			      m->alle[i].tekst);
		nogen = true;
	}
	if (!nogen)
		linjer_add(l, STYLE_GOOD, 2, LINJER_INTET, _("✓ Intet mangler her."));
	linjer_tom(l);
}

static void byg(struct manglerskaerm *t, const struct app *app)
{
	const struct mangler *m = app_mangler(app);
	struct linjer *l = &t->l;
	linjer_ryd(l);
	mangler_done(&t->endelig);
	mangler_endelig(&t->endelig, app_sag(app), app_assess(app));
	gruppe(l, m, KRAEVES_BESOEG, _("Før du går"));
	gruppe(l, m, KRAEVES_KONTOR, _("Senere"));
	linjer_add(l, STYLE_TITLE, 0, LINJER_INTET, _("Før brevet kan blive endeligt"));
	for (size_t i = 0; i < t->endelig.n; i++)
		linjer_format(l, STYLE_NORMAL, 2, VALG_ENDELIG + (int)i, _("trin %d · %s"),
			      t->endelig.alle[i].trin, t->endelig.alle[i].tekst);
	if (!t->endelig.n)
		linjer_add(l, STYLE_GOOD, 2, LINJER_INTET, _("✓ Brevet kan blive endeligt."));
}

static int mangler_open(void *state, struct app *app, const void *arg, struct err *e)
{
	struct manglerskaerm *t = state;
	int h, w;
	(void)arg;
	(void)e;
	linjer_init(&t->l);
	byg(t, app);
	app_plads(app, &h, &w);
	linjer_spring(&t->l, 1, h, w);
	return 0;
}

static void mangler_draw(const void *state, const struct app *app, struct flade f)
{
	const struct manglerskaerm *t = state;
	(void)app;
	linjer_draw(&t->l, f);
}

static unsigned mangler_kort(const void *state, const struct app *app)
{
	(void)state;
	(void)app;
	return KORT_GAATIL | KORT_RULLE;
}

void mangel_spring(struct app *app, const struct mangel *m)
{
	if (m->felt)
		spring_til(app, m->felt->noegle, m->objekt);
	else if (m->liste)
		spring_til(app, m->liste, m->objekt);
	else if (m->kode)
		app_push(app, &timer_screen, m->kode, strlen(m->kode) + 1);
}

static unsigned gaa_til(struct manglerskaerm *t, struct app *app)
{
	const struct mangler *m = app_mangler(app);
	int h, w;
	app_plads(app, &h, &w);
	int valg = linjer_valg(&t->l, w);
	if (valg >= VALG_ENDELIG)
		mangel_spring(app, &t->endelig.alle[valg - VALG_ENDELIG]);
	else if (valg >= 0 && (size_t)valg < m->n)
		mangel_spring(app, &m->alle[valg]);
	else
		return DONE;
	return CLOSE;
}

static unsigned mangler_command(void *state, struct app *app, enum command c)
{
	struct manglerskaerm *t = state;
	int h, w;
	app_plads(app, &h, &w);
	switch ((int)c) {
	case C_GAATIL: return gaa_til(t, app);
	case C_GAATIL_NAESTE: linjer_spring(&t->l, 1, h, w); return DONE;
	case C_GAATIL_FORRIGE: linjer_spring(&t->l, -1, h, w); return DONE;
	default: return linjer_command(&t->l, c, h, w) ? DONE : IGNORED;
	}
}

static unsigned mangler_mouse(void *state, struct app *app, struct mouse m)
{
	struct manglerskaerm *t = state;
	int h, w;
	app_plads(app, &h, &w);
	return linjer_mouse(&t->l, m, h, w) ? gaa_til(t, app) : DONE;
}

static void mangler_again(void *state, struct app *app)
{
	byg(state, app);
}

static enum command mangler_stand(const void *state, const struct app *app, struct buf *ud)
{
	const struct manglerskaerm *t = state;
	(void)app;
	linjer_stand(&t->l, ud);
	return C_INGEN;
}

static void mangler_til_stand(void *state, struct app *app, const struct stand *o)
{
	struct manglerskaerm *t = state;
	(void)app;
	linjer_til_stand(&t->l, o, 0);
}

static void mangler_close(void *state)
{
	struct manglerskaerm *t = state;
	linjer_done(&t->l);
	mangler_done(&t->endelig);
}

const struct screen_ops mangler_screen = {
	.name = "mangler",
	.titel = N_("Det, der mangler"),
	.hjaelp = N_("Først det, der kun kan oplyses på arbejdspladsen, så det, der kan vente til "
		     "kontoret, og til sidst det, som et endeligt brev venter på. Enter går derhen."),
	.state_size = sizeof(struct manglerskaerm),
	.open = mangler_open,
	.draw = mangler_draw,
	.kort = mangler_kort,
	.command = mangler_command,
	.mouse = mangler_mouse,
	.again = mangler_again,
	.stand = mangler_stand,
	.til_stand = mangler_til_stand,
	.close = mangler_close,
};
