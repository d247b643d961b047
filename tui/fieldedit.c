#include "tui/fieldedit.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/sprog.h"
#include "core/base/tekst.h"
#include "core/sag/sag.h"
#include "tui/app.h"
#include "tui/choice.h"
#include "tui/drafts.h"
#include "tui/fieldchoice.h"
#include "tui/keymap.h"
#include "tui/stand.h"

/* Text that is no long text: nothing real is longer. */
#define KORT_TEKST_MAKS 400

/* Maps whose commands change the value. */
#define I_FELTET (KORT_TEKST | KORT_LANG | KORT_VALG | KORT_LUKKET | KORT_VALGLISTE)

static const struct objekt *objekt(const struct fieldedit *fe, const struct app *app)
{
	return uuid_tom(&fe->objekt) ? NULL : sag_objekt(app_sag(app), &fe->objekt);
}

static const char *vaerdi(const struct app *app, const struct objekt *o, const struct felt *f)
{
	if (!o && f->liste)
		return NULL;
	return o ? objekt_get(o, f->kort) : sag_get(app_sag(app), f->noegle);
}

static const struct uuid *draft_id(const struct app *app, const struct uuid *objekt_id_)
{
	return uuid_tom(objekt_id_) ? sag_id(app_sag(app)) : objekt_id_;
}

static bool er_valg(const struct fieldedit *fe)
{
	return choice_antal(fe->felt) > 0;
}

static bool skjult(const struct fieldedit *fe, const struct app *app)
{
	return fe->felt->foelsom && app_delt(app);
}

static size_t plads(const struct felt *f)
{
	if (f->type != FELT_TEKST && f->type != FELT_LANG)
		return KORT_TEKST_MAKS;
	return f->maks > 0 && f->maks < TEXTEDIT_MAKS ? (size_t)f->maks : TEXTEDIT_MAKS;
}

static void fyld(struct fieldedit *fe, const char *tekst)
{
	free(fe->foer);
	fe->foer = mem_tekst(tekst);
	if (er_valg(fe)) {
		fieldchoice_saet(fe, tekst);
		textedit_set(&fe->tekst, "", false);
	} else {
		textedit_set(&fe->tekst, tekst, fe->felt->type == FELT_LANG);
	}
	fe->tekst.maks = plads(fe->felt);
	fe->roert = false;
	fe->aaben = false;
}

/* The stored value as one edits it. */
static void fra_sag(struct fieldedit *fe, const struct app *app)
{
	const struct felt *f = fe->felt;
	const char *v = vaerdi(app, objekt(fe, app), f);
	struct buf b = BUF_TOM;
	if (v && (er_valg(fe) || f->type == FELT_TEKST || f->type == FELT_LANG))
		buf_tekst(&b, v);
	else if (v)
		felt_vis(f, v, &b);
	fyld(fe, buf_str(&b));
	buf_done(&b);
}

static void tag_op(struct fieldedit *fe, struct app *app, const struct felt *f)
{
	fe->felt = f;
	fe->fejl = (struct err){0};
	fra_sag(fe, app);
	const char *draft = drafts_get(app_drafts(app), draft_id(app, &fe->objekt), f->noegle);
	if (!draft || er_valg(fe))
		return;
	textedit_set(&fe->tekst, draft, f->type == FELT_LANG);
	fe->roert = true;
	struct buf b = BUF_TOM;
	felt_kanon(f, draft, false, app_i_dag(app), &b, &fe->fejl);
	buf_done(&b);
}

void fieldedit_start(struct fieldedit *fe, struct app *app, const struct objekt *o,
		     const struct felt *f)
{
	fe->objekt = o ? *objekt_id(o) : (struct uuid){0};
	fe->ny_liste = NULL;
	tag_op(fe, app, f);
}

void fieldedit_ny(struct fieldedit *fe, struct app *app, const char *liste,
		  const struct uuid *id, const struct felt *f)
{
	fe->objekt = *id;
	fe->ny_liste = liste;
	tag_op(fe, app, f);
}

static const char *indtastet(const struct fieldedit *fe)
{
	if (er_valg(fe))
		return fe->valgt ? fe->valgt : "";
	return textedit_str(&fe->tekst);
}

/* The first value of an object that was not there. */
static int tilfoej(struct fieldedit *fe, struct app *app)
{
	const struct objekt *ny = NULL;
	const struct saet v = {fe->felt->kort, indtastet(fe)};
	int r = sag_tilfoej(app_sag(app), &ny, fe->ny_liste, &v, 1, &fe->fejl);
	if (r < 0)
		return r;
	drafts_drop(app_drafts(app), &fe->objekt, fe->felt->noegle, NULL);
	fe->objekt = *objekt_id(ny);
	fe->ny_liste = NULL;
	return 0;
}

static int gem(struct fieldedit *fe, struct app *app)
{
	const struct objekt *o = objekt(fe, app);
	err_ryd(&fe->fejl);
	if (strcmp(indtastet(fe), fe->foer) == 0)
		return 0;
	if (fe->ny_liste)
		return tilfoej(fe, app);
	if (!uuid_tom(&fe->objekt) && !o)
		return 0;                       /* its object was removed meanwhile */
	return sag_set(app_sag(app), o, fe->felt, indtastet(fe), &fe->fejl);
}

int fieldedit_leave(struct fieldedit *fe, struct app *app)
{
	struct err e = {0};
	if (!fe->felt || !fe->roert)
		return 0;
	int r = gem(fe, app);
	if (r < 0) {
		if (er_valg(fe) || fieldedit_keep(fe, app, &e) < 0)
			app_typed(app);  /* it was the disk: again in a second */
		return r;
	}
	if (drafts_drop(app_drafts(app), draft_id(app, &fe->objekt), fe->felt->noegle, &e) < 0)
		app_fejl(app, &e);
	fra_sag(fe, app);
	return 0;
}

/* A choice that was not taken when it was made. Its list stays open. */
static int keep_valg(struct fieldedit *fe, struct app *app, struct err *e)
{
	size_t valgt = fe->liste_valgt;
	bool aaben = fe->aaben;
	int r = gem(fe, app);
	if (r < 0) {
		*e = fe->fejl;
		return r;
	}
	fra_sag(fe, app);
	fe->liste_valgt = valgt;
	fe->aaben = aaben;
	return 0;
}

int fieldedit_keep(struct fieldedit *fe, struct app *app, struct err *e)
{
	struct err ny = {0};
	if (!fe->felt || !fe->roert)
		return 0;
	const struct uuid *id = draft_id(app, &fe->objekt);
	const char *foer = drafts_get(app_drafts(app), id, fe->felt->noegle);
	int r = 0;
	if (er_valg(fe))
		r = keep_valg(fe, app, &ny);
	else if (!foer || strcmp(foer, indtastet(fe)) != 0 ||
		 !drafts_gemt(app_drafts(app), id, fe->felt->noegle))
		r = drafts_put(app_drafts(app), id, fe->felt->noegle, indtastet(fe), fe->ny_liste,
			       &ny);
	if (r < 0 && e)
		*e = ny;
	return r;
}

bool fieldedit_ugemt(const struct fieldedit *fe, const struct app *app)
{
	if (!fe->felt || !fe->roert)
		return false;
	return er_valg(fe) || !drafts_gemt(app_drafts(app), draft_id(app, &fe->objekt),
					   fe->felt->noegle);
}

void fieldedit_forget(struct fieldedit *fe, struct app *app)
{
	struct err e = {0};
	if (!fe->felt)
		return;
	if (drafts_drop(app_drafts(app), draft_id(app, &fe->objekt), fe->felt->noegle, &e) < 0)
		app_fejl(app, &e);
	err_ryd(&fe->fejl);
	fra_sag(fe, app);
}

/* What was refused when it was left is refused again; what was never left is not yet. */
void fieldedit_stand(const struct fieldedit *fe, struct buf *ud)
{
	stand_tal(ud, (long)fe->tekst.pos);
	stand_tal(ud, fe->aaben);
	stand_tal(ud, (long)fe->liste_valgt);
	stand_tal(ud, fe->fejl.kode);
}

void fieldedit_til_stand(struct fieldedit *fe, const struct stand *s, int i)
{
	size_t nr = stand_som_antal(s, i + 2);
	if (!fe->felt)
		return;
	textedit_til(&fe->tekst, stand_som_antal(s, i));
	fe->aaben = stand_som_tal(s, i + 1) != 0 &&
		    (er_valg(fe) || fe->felt->type == FELT_LANG);
	if (er_valg(fe) && nr < choice_antal(fe->felt))
		fe->liste_valgt = nr;
	if (stand_som_tal(s, i + 3) == 0)
		err_ryd(&fe->fejl);
}

void fieldedit_done(struct fieldedit *fe)
{
	textedit_done(&fe->tekst);
	free(fe->foer);
	free(fe->valgt);
	*fe = (struct fieldedit){0};
}

unsigned fieldedit_kort(const struct fieldedit *fe)
{
	if (!fe->felt)
		return 0;
	if (er_valg(fe))
		return fe->aaben ? KORT_VALGLISTE : KORT_VALG | KORT_FORM;
	if (fe->felt->type == FELT_LANG)
		return fe->aaben ? KORT_TEKST | KORT_LANG | KORT_FORM : KORT_LUKKET | KORT_FORM;
	return KORT_TEKST | KORT_FORM;
}

static unsigned tekst(struct fieldedit *fe, struct app *app, enum command c, int bredde)
{
	if (c == C_LANG_AABN) {
		fe->aaben = true;
		return DONE;
	}
	if (c == C_LANG_LUK) {
		fe->aaben = fieldedit_leave(fe, app) < 0;
		return DONE;
	}
	if (!textedit_command(&fe->tekst, c, bredde))
		return IGNORED;
	if (fe->tekst.aendret) {
		fe->roert = true;
		app_typed(app);
	}
	return DONE;
}

static unsigned afvist(struct app *app)
{
	app_message(app, "%s", _("Feltet er skjult i fælles visning. F2 viser det igen."));
	return DONE;
}

unsigned fieldedit_command(struct fieldedit *fe, struct app *app, enum command c, int bredde)
{
	if (!fe->felt)
		return IGNORED;
	if (skjult(fe, app))
		return keymap_post(c)->kort & I_FELTET ? afvist(app) : IGNORED;
	if (c == C_FORTRYD && fe->roert) {
		fieldedit_forget(fe, app);
		app_message(app, "%s", _("Det, du skrev i feltet, er taget bort."));
		return DONE;
	}
	return er_valg(fe) ? fieldchoice_command(fe, app, c) : tekst(fe, app, c, bredde);
}

unsigned fieldedit_tekst(struct fieldedit *fe, struct app *app, const char *s, size_t n)
{
	if (!fe->felt)
		return IGNORED;
	if (skjult(fe, app))
		return afvist(app);
	if (er_valg(fe))
		return fieldchoice_tekst(fe, app, s, n);
	if (!textedit_ind(&fe->tekst, s, n)) {
		app_message(app, _("Der er ikke plads: feltet “%s” tager højst %zu tegn. Det sidste "
				   "blev ikke taget med."),
			    fe->felt->navn, fe->tekst.maks);
		return DONE;
	}
	if (fe->felt->type == FELT_LANG)
		fe->aaben = true;
	fe->roert = true;
	app_typed(app);
	return DONE;
}

int fieldedit_rows(const struct fieldedit *fe, int bredde)
{
	if (!fe->felt)
		return 1;
	if (er_valg(fe))
		return fe->aaben ? 1 + (int)choice_antal(fe->felt) : 1;
	return textedit_rows(&fe->tekst, bredde);
}

void fieldedit_draw(const struct fieldedit *fe, const struct app *app, struct flade f)
{
	if (!fe->felt)
		return;
	if (skjult(fe, app)) {
		flade_tekst(f, 0, 0, STYLE_DIM, _("skjult visning"));
		flade_markoer(f, 0, 0);
	} else if (er_valg(fe)) {
		fieldchoice_draw(fe, f);
	} else {
		enum style s = fe->felt->type == FELT_LANG ? STYLE_VALUE : STYLE_FOCUS;
		textedit_draw(&fe->tekst, f, s, true);
	}
}

void fieldedit_click(struct fieldedit *fe, int h, int w, int y, int x)
{
	if (!fe->felt)
		return;
	if (er_valg(fe))
		fieldchoice_click(fe, y);
	else
		textedit_click(&fe->tekst, h, w, y, x);
}

void felt_tekst(const struct app *app, const struct objekt *o, const struct felt *f,
		struct buf *ud)
{
	const char *v = vaerdi(app, o, f);
	if (f->foelsom && app_delt(app) && v) {
		buf_tekst(ud, _("skjult visning"));
		return;
	}
	const struct uuid *id = o ? objekt_id(o) : sag_id(app_sag(app));
	const char *draft = drafts_get(app_drafts(app), id, f->noegle);
	if (draft && !(f->foelsom && app_delt(app)))
		buf_tekst(ud, draft);
	else if (v)
		felt_vis(f, v, ud);
}

bool felt_afvist(const struct app *app, const struct objekt *o, const struct felt *f,
		 struct err *e)
{
	const struct uuid *id = o ? objekt_id(o) : sag_id(app_sag(app));
	const char *draft = drafts_get(app_drafts(app), id, f->noegle);
	struct buf b = BUF_TOM;
	bool daarlig = draft && felt_kanon(f, draft, false, app_i_dag(app), &b, e) < 0;
	buf_done(&b);
	return daarlig;
}
