#include "tui/formdraw.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/sprog.h"
#include "core/base/tekst.h"
#include "core/form/formsaet.h"
#include "core/regler/assess.h"
#include "core/regler/mangler.h"
#include "core/sag/sag.h"
#include "tui/app.h"
#include "tui/form.h"

/* The places of one form on one terminal. */
struct plan {
	int label, bredde;       /* the label's and the value's cells */
	int vaerdi;              /* column of the value */
	bool under;              /* narrow: the value stands under its label */
};

enum { MAERKER = 3, LABEL_MIN = 12, LABEL_MAKS = 30, SMAL = 44 };

static const struct form_row *row(const struct form *f, size_t i)
{
	return VEC_NR(struct form_row, &f->rows, i);
}

static struct plan plan_for(const struct form *f, int w)
{
	struct plan p = {.label = LABEL_MIN, .under = w < SMAL};
	for (size_t i = 0; i < f->rows.n; i++) {
		const struct felt *felt = row(f, i)->felt;
		int n = felt ? tekst_celler(felt->navn, strlen(felt->navn)) : 0;
		if (n > p.label)
			p.label = n;
	}
	if (p.label > LABEL_MAKS)
		p.label = LABEL_MAKS;
	if (p.label > w / 2 - MAERKER)
		p.label = w / 2 - MAERKER;
	p.vaerdi = p.under ? MAERKER : MAERKER + p.label + 2;
	p.bredde = w - p.vaerdi - 1;
	return p;
}

int formdraw_bredde(const struct form *f, const struct app *app)
{
	int h, w;
	app_plads(app, &h, &w);
	return plan_for(f, w).bredde;
}

static const struct objekt *objekt(const struct app *app, const struct form_row *r)
{
	return uuid_tom(&r->objekt) ? NULL : sag_objekt(app_sag(app), &r->objekt);
}

/* ● needed before one leaves, ○ needed later; a list as a whole likewise. */
static const char *mangler(const struct app *app, const struct form_row *r)
{
	const struct mangler *m = app_mangler(app);
	const struct objekt *o = objekt(app, r);
	for (size_t i = 0; i < m->n; i++) {
		const struct mangel *x = &m->alle[i];
		bool her = r->art == FORM_FELT && x->felt == r->felt && x->objekt == o;
		if (r->art == FORM_TILFOEJ && !x->felt && x->liste)
			her = strcmp(x->liste, r->sektion->liste) == 0;
		if (r->art == FORM_OBJEKT)
			her = x->objekt && x->objekt == o;
		if (her)
			return x->kraeves == KRAEVES_BESOEG ? "●" : "○";
	}
	return " ";
}

static bool om_feltet(const struct bemaerkning *b, const struct form_row *r)
{
	if (b->besvaret || b->niveau == NIVEAU_OPLYSNING || !r->felt)
		return false;
	for (size_t i = 0; i < b->n_felter; i++)
		if (strcmp(b->felter[i], r->felt->noegle) == 0)
			return true;
	return b->besvares_af && strcmp(b->besvares_af, r->felt->noegle) == 0;
}

static const struct bemaerkning *bemaerkning(const struct app *app, const struct form_row *r)
{
	const struct assess *a = app_assess(app);
	for (size_t i = 0; i < a->n_remarks; i++)
		if (om_feltet(&a->remarks[i], r))
			return &a->remarks[i];
	return NULL;
}

static bool uenige(const struct app *app, const struct form_row *r)
{
	const struct objekt *o = objekt(app, r);
	return app_i_konflikt(app, o ? objekt_id(o) : sag_id(app_sag(app)), r->felt->noegle);
}

/* What stands under the value of the field with the cursor: the error, that somebody else
 * has written there too, else the remark, else the hint. */
static enum style under(const struct form *f, const struct app *app, const struct form_row *r,
			bool fokus, struct buf *b)
{
	struct err e = {0};
	if (fokus && f->felt.fejl.kode) {
		buf_format(b, "✗ %s", f->felt.fejl.tekst);
		return STYLE_ERROR;
	}
	if (!fokus && felt_afvist(app, objekt(app, r), r->felt, &e)) {
		buf_format(b, "✗ %s", e.tekst);
		return STYLE_ERROR;
	}
	if (fokus && uenige(app, r)) {
		buf_format(b, "≠ %s", _("Feltet er skrevet flere steder: Alt-k viser begge."));
		return STYLE_WARNING;
	}
	const struct bemaerkning *x = fokus ? bemaerkning(app, r) : NULL;
	if (x) {
		buf_format(b, "! %s (%s)", x->tekst, x->kilde);
		return STYLE_WARNING;
	}
	const struct objekt *o = objekt(app, r);
	const char *v = o ? objekt_get(o, r->felt->kort)
			  : r->felt->liste ? NULL : sag_get(app_sag(app), r->felt->noegle);
	if (v && !(r->felt->foelsom && app_delt(app)))
		felt_hint(r->felt, v, b);
	return STYLE_WARNING;
}

static int rows_af(int bredde, const char *tekst)
{
	return *tekst ? flade_afsnit((struct flade){.w = bredde}, 0, STYLE_NORMAL, tekst) : 0;
}

static int felt_h(const struct form *f, const struct app *app, const struct plan *p,
		  const struct form_row *r, bool fokus)
{
	struct buf b = BUF_TOM, v = BUF_TOM;
	under(f, app, r, fokus, &b);
	int h = rows_af(p->bredde, buf_str(&b)), vh = 1;
	if (fokus) {
		vh = fieldedit_rows(&f->felt, p->bredde);
	} else if (r->felt->type == FELT_LANG) {
		felt_tekst(app, objekt(app, r), r->felt, &v);
		vh = rows_af(p->bredde - 1, buf_str(&v));
	}
	buf_done(&b);
	buf_done(&v);
	return (vh > 0 ? vh : 1) + h + p->under;
}

static int row_h(const struct form *f, const struct app *app, const struct plan *p, size_t i)
{
	const struct form_row *r = row(f, i);
	if (r->art == FORM_FELT)
		return felt_h(f, app, p, r, i == f->nr);
	return 1;
}

static void draw_vaerdi(const struct form *f, const struct app *app, const struct form_row *r,
			bool fokus, struct flade v)
{
	struct buf b = BUF_TOM;
	if (fokus) {
		fieldedit_draw(&f->felt, app, v);
		return;
	}
	felt_tekst(app, objekt(app, r), r->felt, &b);
	if (r->felt->type == FELT_LANG && b.len) {
		v.w--;
		flade_afsnit(v, 0, STYLE_VALUE, buf_str(&b));
	} else if (b.len) {
		if (r->felt->enhed)
			buf_format(&b, " %s", r->felt->enhed);
		flade_felt(v, 0, 0, v.w, STYLE_VALUE, buf_str(&b));
	} else {
		flade_tekst(v, 0, 0, STYLE_FRAME, "·");
	}
	buf_done(&b);
}

/* A short field under the cursor shows how much it takes: number and date fields
 * are not as wide as the screen. */
static int vaerdi_bredde(const struct plan *p, const struct felt *felt, bool fokus)
{
	bool kort = felt->type != FELT_TEKST && felt->type != FELT_LANG &&
		    felt->type != FELT_VALG && felt->type != FELT_FLERVALG;
	return fokus && kort && p->bredde > 24 ? 24 : p->bredde;
}

static void draw_felt(const struct form *f, const struct app *app, const struct plan *p,
		      size_t i, struct flade fl)
{
	const struct form_row *r = row(f, i);
	const struct felt *felt = r->felt;
	bool fokus = i == f->nr;
	flade_tekst(fl, 0, 1, STYLE_WARNING, mangler(app, r));
	if (!fokus)
		flade_tekst(fl, 0, 0, STYLE_WARNING, uenige(app, r) ? "≠" : bemaerkning(app, r) ? "!" : " ");
	flade_felt(fl, 0, MAERKER, p->under ? fl.w - MAERKER : p->label,
		   fokus ? STYLE_TITLE : STYLE_LABEL, felt->navn);
	struct buf b = BUF_TOM;
	enum style s = under(f, app, r, fokus, &b);
	int h = fl.h - p->under - rows_af(p->bredde, buf_str(&b));
	int w = vaerdi_bredde(p, felt, fokus);
	draw_vaerdi(f, app, r, fokus, flade_del(fl, p->under, p->vaerdi, h, w));
	if (fokus && felt->enhed && w < p->bredde)
		flade_tekst(fl, p->under, p->vaerdi + w + 1, STYLE_DIM, felt->enhed);
	if (b.len)
		flade_afsnit(flade_del(fl, p->under + h, p->vaerdi, fl.h, p->bredde), 0, s,
			     buf_str(&b));
	buf_done(&b);
}

/* One line for an object: its first values, one after another. */
static void resume(const struct app *app, const struct form_row *r, int w, struct buf *b)
{
	const struct objekt *o = objekt(app, r);
	struct buf v = BUF_TOM;
	for (size_t i = 0; o && i < r->sektion->n; i++) {
		const struct felt *felt = r->sektion->felter[i];
		buf_ryd(&v);
		if (!felt->skjult && felt->type != FELT_NAVN && sag_vises(app_sag(app), o, felt))
			felt_tekst(app, o, felt, &v);
		if (v.len == 0)
			continue;
		buf_tekst(b, b->len ? " · " : "");
		if (felt->type == FELT_JANEJ)
			buf_format(b, "%s: ", felt->navn);
		buf_add(b, v.data, v.len);
		if (felt->enhed)
			buf_format(b, " %s", felt->enhed);
		if (b->len > (size_t)w * 4)
			break;
	}
	buf_done(&v);
}

static void draw_linje(const struct app *app, const struct form_row *r, bool fokus,
		       struct flade fl)
{
	struct buf b = BUF_TOM;
	if (r->art == FORM_OBJEKT)
		resume(app, r, fl.w, &b);
	else if (r->art == FORM_TILFOEJ)
		buf_format(&b, _("+ tilføj (%s)"), r->sektion->titel);
	else
		buf_format(&b, _("▸ opgaverne i tre spalter: %zu"), sag_antal(app_sag(app), "opgaver"));
	enum style s = fokus ? STYLE_FOCUS : r->art == FORM_OBJEKT ? STYLE_VALUE : STYLE_DIM;
	flade_tekst(fl, 0, 1, STYLE_WARNING, mangler(app, r));
	flade_felt(fl, 0, MAERKER, fl.w - MAERKER - 1, s, buf_str(&b));
	if (fokus)
		flade_markoer(fl, 0, MAERKER);
	buf_done(&b);
}

static void draw_row(const struct form *f, const struct app *app, const struct plan *p, size_t i,
		     struct flade fl)
{
	const struct form_row *r = row(f, i);
	if (r->art == FORM_TITEL) {
		int x = 1 + flade_tekst(fl, 0, 1, STYLE_TITLE, r->sektion->titel) + 1;
		flade_streg(fl, 0, x, fl.w - x - 1, STYLE_FRAME);
	} else if (r->art == FORM_FELT) {
		draw_felt(f, app, p, i, fl);
	} else {
		draw_linje(app, r, i == f->nr, fl);
	}
	flade_zone(fl, 0, 0, fl.h, fl.w, (int)i);
}

/* The line of the whole form that has to be seen, and the form's height. */
static int cursor_line(const struct form *f, const struct app *app, const struct plan *p, int *h)
{
	int y = 0, her = 0, row_nu = 0, col;
	for (size_t i = 0; i < f->rows.n; i++) {
		if (i == f->nr)
			her = y;
		y += row_h(f, app, p, i);
	}
	*h = y;
	const struct fieldedit *fe = &f->felt;
	if (fe->felt && fe->felt->type == FELT_LANG)
		textedit_where(&fe->tekst, p->bredde, &row_nu, &col);
	else if (fe->felt && fe->aaben)
		row_nu = 1 + (int)fe->liste_valgt;
	return her + row_nu + p->under;
}

/* Scrolls by half the window, so that it stands still while one moves in it; a
 * line or two below the cursor are seen too. */
static int top(const struct form *f, const struct app *app, const struct plan *p, int vindue)
{
	int h, y = cursor_line(f, app, p, &h);
	int halv = vindue / 2 > 0 ? vindue / 2 : 1, luft = vindue > 8 ? 3 : vindue > 3 ? 1 : 0;
	if (h <= vindue || y + luft < vindue)
		return 0;
	int t = ((y + luft - vindue) / halv + 1) * halv;
	if (t > h - vindue)
		t = h - vindue;
	return t > y ? y : t;
}

void formdraw(const struct form *f, const struct app *app, struct flade fl)
{
	struct plan p = plan_for(f, fl.w);
	int y = -top(f, app, &p, fl.h);
	for (size_t i = 0; i < f->rows.n && y < fl.h; i++) {
		int h = row_h(f, app, &p, i);
		if (y + h > 0)
			draw_row(f, app, &p, i, flade_udsnit(fl, y, h));
		y += h;
	}
}

void formdraw_click(struct form *f, const struct app *app, int y, int x)
{
	int h, w;
	app_plads(app, &h, &w);
	struct plan p = plan_for(f, w);
	if (!f->felt.felt)
		return;
	int vh = fieldedit_rows(&f->felt, p.bredde);
	int vw = vaerdi_bredde(&p, f->felt.felt, true);
	y -= p.under;
	if (y >= 0 && y < vh && x >= p.vaerdi)
		fieldedit_click(&f->felt, vh, vw, y, x - p.vaerdi);
}
