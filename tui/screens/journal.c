#include "tui/screens/journal.h"

#include <stdlib.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/base/sprog.h"
#include "core/base/tekst.h"
#include "core/form/felt.h"
#include "core/sag/sag.h"
#include "tui/app.h"
#include "tui/journalrad.h"
#include "tui/list.h"
#include "tui/screens/spring.h"
#include "tui/stand.h"
#include "tui/textedit.h"

enum { DETALJE = 6, HOVED = 1 };

struct journalskaerm {
	struct journalrader rader;
	size_t *vist;                    /* places of the rows that pass the filter */
	struct list list;
	struct textedit filter;
};

static void filtrer(struct journalskaerm *j)
{
	char *f = tekst_fold(textedit_str(&j->filter));
	size_t n = 0;
	for (size_t i = 0; i < j->rader.n; i++)
		if (journalrad_passer(&j->rader.alle[i], f))
			j->vist[n++] = i;
	list_antal(&j->list, n);
	free(f);
}

static int laes(struct journalskaerm *j, const struct app *app, struct err *e)
{
	journalrader_done(&j->rader);
	int rc = journalrader_hent(&j->rader, app_sag(app), e);
	j->vist = mem_om(j->vist, (j->rader.n + 1) * sizeof(*j->vist));
	filtrer(j);
	return rc;
}

static int journal_open(void *state, struct app *app, const void *arg, struct err *e)
{
	struct journalskaerm *j = state;
	(void)arg;
	textedit_set(&j->filter, "", false);
	return laes(j, app, e);
}

static void journal_close(void *state)
{
	struct journalskaerm *j = state;
	journalrader_done(&j->rader);
	textedit_done(&j->filter);
	free(j->vist);
}

static const struct journalrad *valgt(const struct journalskaerm *j)
{
	return j->list.n ? &j->rader.alle[j->vist[j->list.valgt]] : NULL;
}

static bool skjult(const struct app *app, const struct journalrad *r)
{
	return app_delt(app) && (!r->felt || r->felt->foelsom);
}

static const char *vis(const char *v)
{
	return *v ? v : "–";
}

static void tegn_rad(struct flade f, int y, const struct journalrad *r, const struct app *app,
		     bool her)
{
	enum style s = her ? STYLE_FOCUS : STYLE_NORMAL;
	int rest = f.w - 30, navn = rest / 2;
	struct flade rad = flade_del(f, y, 0, 1, f.w);
	struct buf b = BUF_TOM;
	char tid[24];
	flade_ryd(rad, s);
	flade_tekst(rad, 0, 0, s, her ? "▸" : " ");
	flade_tekst(rad, 0, 1, s, journalrad_tid(r, tid));
	flade_felt(rad, 0, 18, 11, s, r->bruger);
	flade_felt(rad, 0, 30, navn - 1, s, r->hvad);
	if (skjult(app, r))
		buf_tekst(&b, _("skjult visning"));
	else if (*r->fra)
		buf_format(&b, "%s → %s", r->fra, vis(r->til));
	else
		buf_tekst(&b, vis(r->til));
	flade_felt(rad, 0, 30 + navn, rest - navn, s, buf_str(&b));
	flade_zone(f, y, 0, 1, f.w, y);
	buf_done(&b);
}

/* The whole of what changed, under the list: notes are read here. */
static void tegn_detalje(const struct journalskaerm *j, const struct app *app, struct flade f)
{
	const struct journalrad *r = valgt(j);
	flade_streg(f, 0, 0, f.w, STYLE_FRAME);
	if (!r)
		return;
	flade_format(f, 0, 2, STYLE_TITLE, " %s ", r->hvad);
	if (skjult(app, r)) {
		flade_tekst(f, 1, 1, STYLE_DIM, _("skjult visning"));
		return;
	}
	struct flade tekst = flade_del(f, 1, 1, f.h - 1, f.w - 2);
	int y = 0;
	if (*r->fra) {
		struct buf b = BUF_TOM;
		buf_format(&b, _("Før: %s"), r->fra);
		y = flade_afsnit(tekst, 0, STYLE_DIM, buf_str(&b));
		buf_done(&b);
	}
	flade_afsnit(tekst, y < tekst.h - 2 ? y : tekst.h - 2, STYLE_VALUE, vis(r->til));
}

static int listerader(int h)
{
	int n = h - HOVED - DETALJE;
	return n < 1 ? 1 : n;
}

static void journal_draw(const void *state, const struct app *app, struct flade f)
{
	const struct journalskaerm *j = state;
	int rows = listerader(f.h);
	size_t top = list_top(&j->list, rows);
	int x = flade_format(f, 0, 1, STYLE_LABEL, _("Filter: "));
	textedit_draw(&j->filter, flade_del(f, 0, 1 + x, 1, f.w - x - 16), STYLE_FOCUS, true);
	flade_format(f, 0, f.w - 14, STYLE_DIM, _("%zu af %zu"), j->list.n, j->rader.n);
	for (int y = 0; y < rows && top + (size_t)y < j->list.n; y++) {
		size_t i = top + (size_t)y;
		tegn_rad(f, HOVED + y, &j->rader.alle[j->vist[i]], app, i == j->list.valgt);
	}
	tegn_detalje(j, app, flade_del(f, HOVED + rows, 0, f.h - HOVED - rows, f.w));
}

static unsigned journal_kort(const void *state, const struct app *app)
{
	(void)state;
	(void)app;
	return KORT_JOURNAL | KORT_LISTE | KORT_TEKST;
}

static unsigned gaa_til(struct journalskaerm *j, struct app *app)
{
	const struct journalrad *r = valgt(j);
	if (!r || !r->felt || r->felt->skjult)
		return DONE;
	const struct objekt *o = r->felt->liste ? sag_objekt(app_sag(app), &r->objekt) : NULL;
	if (r->felt->liste && !o) {
		app_message(app, _("Linjen er fjernet fra sagen."));
		return DONE;
	}
	spring_til(app, r->felt->noegle, o);
	return CLOSE;
}

static unsigned journal_command(void *state, struct app *app, enum command c)
{
	struct journalskaerm *j = state;
	int h, w;
	app_plads(app, &h, &w);
	if (c == C_JOURNAL_GAA)
		return gaa_til(j, app);
	if (c == C_TILBAGE && *textedit_str(&j->filter)) {
		textedit_set(&j->filter, "", false);
		filtrer(j);
		return DONE;
	}
	if (list_command(&j->list, c, listerader(h)))
		return DONE;
	if (!textedit_command(&j->filter, c, w))
		return IGNORED;
	filtrer(j);
	return DONE;
}

static unsigned journal_tekst(void *state, struct app *app, const char *t, size_t n)
{
	struct journalskaerm *j = state;
	(void)app;
	textedit_ind(&j->filter, t, n);
	filtrer(j);
	return DONE;
}

static unsigned journal_mouse(void *state, struct app *app, struct mouse m)
{
	struct journalskaerm *j = state;
	int h, w;
	app_plads(app, &h, &w);
	if (m.art != MOUSE_CLICK)
		return list_command(&j->list, m.art == MOUSE_UP ? C_LISTE_OP : C_LISTE_NED,
				    listerader(h)) ? DONE : IGNORED;
	size_t i = list_top(&j->list, listerader(h)) + (size_t)m.zone - HOVED;
	if (m.zone < HOVED || i >= j->list.n)
		return IGNORED;
	j->list.valgt = i;
	return DONE;
}

static enum command journal_stand(const void *state, const struct app *app, struct buf *ud)
{
	const struct journalskaerm *j = state;
	(void)app;
	stand_tekst(ud, textedit_str(&j->filter));
	stand_tal(ud, (long)j->filter.pos);
	stand_tal(ud, (long)j->list.valgt);
	return C_INGEN;
}

static void journal_til_stand(void *state, struct app *app, const struct stand *o)
{
	struct journalskaerm *j = state;
	(void)app;
	textedit_set(&j->filter, o->ord[0], false);
	textedit_til(&j->filter, stand_som_antal(o, 1));
	filtrer(j);
	if (stand_som_antal(o, 2) < j->list.n)
		j->list.valgt = stand_som_antal(o, 2);
}

static void journal_again(void *state, struct app *app)
{
	struct err e = {0, ""};
	if (laes(state, app, &e) < 0)
		app_fejl(app, &e);
}

const struct screen_ops journal_screen = {
	.name = "journal",
	.titel = N_("Journal"),
	.hjaelp = N_("Hver ændring i sagen, den nyeste først: hvornår, af hvem, hvilket felt, fra hvad "
		     "til hvad. Skriv for at vise et bestemt felt, en opgave eller en person. Enter "
		     "går til feltet."),
	.state_size = sizeof(struct journalskaerm),
	.open = journal_open,
	.draw = journal_draw,
	.kort = journal_kort,
	.command = journal_command,
	.tekst = journal_tekst,
	.mouse = journal_mouse,
	.again = journal_again,
	.stand = journal_stand,
	.til_stand = journal_til_stand,
	.close = journal_close,
};
