#include "tui/screens/due.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/sprog.h"
#include "core/cmd/miljoe.h"
#include "core/cmd/udfil.h"
#include "core/journal/store.h"
#include "core/sag/frister.h"
#include "core/sag/frister_ics.h"
#include "tui/app.h"
#include "tui/hjemfil.h"
#include "tui/list.h"
#include "tui/stand.h"

struct due {
	struct frister f;
	struct list list;
};

static int due_open(void *state, struct app *app, const void *arg, struct err *e)
{
	struct due *d = state;
	(void)arg;
	int rc = frister_hent(&d->f, app_miljoe(app)->store, e);
	list_antal(&d->list, d->f.n);
	return rc;
}

/* "12 dage over" said in words beside the date. */
static void hvornaar(struct dato d, struct dato i_dag, char ud[40])
{
	int64_t n = dato_dage(d) - dato_dage(i_dag);
	if (n == 0)
		snprintf(ud, 40, "%s", _("i dag"));
	else if (n < 0)
		snprintf(ud, 40, n == -1 ? _("! %d dag over") : _("! %d dage over"), (int)-n);
	else
		snprintf(ud, 40, n == 1 ? _("om %d dag") : _("om %d dage"), (int)n);
}

static void tegn_frist(struct flade f, int y, const struct frist *fr, const struct app *app,
		       bool her)
{
	struct dato i_dag = app_i_dag(app);
	bool over = dato_orden(fr->dato, i_dag) < 0;
	enum style s = her ? STYLE_FOCUS : over ? STYLE_WARNING : STYLE_NORMAL;
	int rest = f.w - 32, navn = rest * 2 / 5;
	struct flade rad = flade_del(f, y, 0, 1, f.w);
	char dato[12], om[40];
	hvornaar(fr->dato, i_dag, om);
	flade_ryd(rad, s);
	flade_tekst(rad, 0, 0, s, her ? "▸" : " ");
	flade_tekst(rad, 0, 2, s, dato_kort(fr->dato, dato));
	flade_felt(rad, 0, 13, 16, s, om);
	flade_felt(rad, 0, 30, navn, s, app_delt(app) ? _("skjult visning") : fr->borger);
	flade_felt(rad, 0, 31 + navn, rest - navn, s, fristart_navn(fr->art));
	if (her)
		flade_markoer(rad, 0, 2);
	flade_zone(f, y, 0, 1, f.w, y);
}

static void due_draw(const void *state, const struct app *app, struct flade f)
{
	const struct due *d = state;
	size_t top = list_top(&d->list, f.h - 1);
	flade_felt(f, 0, 0, f.w, STYLE_TAB, _("  Dato       Hvornår          Borger og hvad der skal "
					      "ske"));
	for (int y = 1; y < f.h && top + (size_t)y - 1 < d->f.n; y++) {
		size_t i = top + (size_t)y - 1;
		tegn_frist(f, y, &d->f.alle[i], app, i == d->list.valgt);
	}
	if (!d->f.n) {
		flade_tekst(f, 1, 2, STYLE_DIM, _("Der er ingen frister."));
		flade_markoer(f, 1, 2);
	}
}

static unsigned due_kort(const void *state, const struct app *app)
{
	(void)state;
	(void)app;
	return KORT_LISTE | KORT_FRISTER;
}

static unsigned aabn(struct due *d, struct app *app)
{
	struct err e = {0, ""};
	if (!d->f.n)
		return DONE;
	struct frist fr = d->f.alle[d->list.valgt];
	if (app_aabn_sag(app, &fr.sag, &e) < 0) {
		app_fejl(app, &e);
		return DONE;
	}
	app_gaa_til(app, fristart_felt(fr.art), NULL);
	return CLOSE;
}

static unsigned kalender(struct due *d, struct app *app)
{
	struct err e = {0, ""};
	struct buf b = BUF_TOM;
	char *sti = hjemfil_sti("femtrin-frister", app_i_dag(app), "ics");
	frister_ics(&d->f, store_nu(app_miljoe(app)->store), &b);
	if (udfil_skriv(sti, b.data, b.len, &e) < 0)
		app_fejl(app, &e);
	else
		app_message(app, _("Kalenderfilen ligger i %s"), sti);
	buf_done(&b);
	free(sti);
	return DONE;
}

static unsigned due_command(void *state, struct app *app, enum command c)
{
	struct due *d = state;
	int h, w;
	if (c == C_FRIST_AABN)
		return aabn(d, app);
	if (c == C_FRIST_KALENDER)
		return kalender(d, app);
	app_plads(app, &h, &w);
	return list_command(&d->list, c, h - 1) ? DONE : IGNORED;
}

static unsigned due_mouse(void *state, struct app *app, struct mouse m)
{
	struct due *d = state;
	int h, w;
	app_plads(app, &h, &w);
	if (m.art != MOUSE_CLICK)
		return list_command(&d->list, m.art == MOUSE_UP ? C_LISTE_OP : C_LISTE_NED, h - 1)
			       ? DONE : IGNORED;
	size_t i = list_top(&d->list, h - 1) + (size_t)m.zone - 1;
	if (m.zone < 1 || i >= d->f.n)
		return IGNORED;
	if (i == d->list.valgt)
		return aabn(d, app);
	d->list.valgt = i;
	return DONE;
}

static void due_again(void *state, struct app *app)
{
	struct due *d = state;
	struct err e = {0, ""};
	frister_done(&d->f);
	if (frister_hent(&d->f, app_miljoe(app)->store, &e) < 0)
		app_fejl(app, &e);
	list_antal(&d->list, d->f.n);
}

static enum command due_stand(const void *state, const struct app *app, struct buf *ud)
{
	const struct due *d = state;
	(void)app;
	stand_tal(ud, (long)d->list.valgt);
	return C_INGEN;
}

static void due_til_stand(void *state, struct app *app, const struct stand *o)
{
	struct due *d = state;
	(void)app;
	if (stand_som_antal(o, 0) < d->f.n)
		d->list.valgt = stand_som_antal(o, 0);
}

static void due_close(void *state)
{
	struct due *d = state;
	frister_done(&d->f);
}

const struct screen_ops due_screen = {
	.name = "frister",
	.titel = N_("Frister"),
	.hjaelp = N_("Hvad der skal gøres hvornår i alle sager, det overskredne først. Enter åbner "
		     "sagen ved feltet. k gemmer en kalenderfil, som andre kalendere kan læse; der "
		     "står arbejdspladsen og arten i den, men ikke borgerens navn."),
	.state_size = sizeof(struct due),
	.open = due_open,
	.draw = due_draw,
	.kort = due_kort,
	.command = due_command,
	.mouse = due_mouse,
	.again = due_again,
	.stand = due_stand,
	.til_stand = due_til_stand,
	.close = due_close,
};
