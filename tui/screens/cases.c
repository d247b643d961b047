#include "tui/screens/cases.h"

#include <stdio.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/sprog.h"
#include "core/cmd/miljoe.h"
#include "core/sag/sag.h"
#include "core/sag/sagliste.h"
#include "tui/app.h"
#include "tui/list.h"
#include "tui/screens/konflikt.h"
#include "tui/screens/prompt.h"
#include "tui/sagsted.h"
#include "tui/stand.h"
#include "tui/textedit.h"

struct state {
	struct textedit soeg;
	struct sagliste *fundne;
	struct list liste;
	bool soegt;                      /* something stands in the search line */
};

/* Columns from the right; the names share what is left. */
enum { W_CPR = 12, W_TRIN = 5, W_NAESTE = 11, W_USENDT = 10, ZONE_SOEG = 1, ZONE_RAEKKE = 16 };

static size_t antal(const struct state *s)
{
	return s->fundne ? sagliste_antal(s->fundne) : 0;
}

static const struct sagrad *valgt(const struct state *s)
{
	return s->liste.valgt < antal(s) ? sagliste_nr(s->fundne, s->liste.valgt) : NULL;
}

/* The list anew; the choice stays on its case when `id` is still there. */
static void hent(struct state *s, struct app *app, const struct uuid *id)
{
	struct err e = {0};
	struct sagliste *ny = NULL;
	if (sagliste_hent(&ny, app_miljoe(app)->store, textedit_str(&s->soeg), &e) < 0) {
		app_fejl(app, &e);
		return;
	}
	sagliste_free(s->fundne);
	s->fundne = ny;
	for (size_t i = 0; id && i < antal(s); i++)
		if (uuid_ens(&sagliste_nr(ny, i)->id, id))
			s->liste.valgt = i;
	list_antal(&s->liste, antal(s));
}

static int cases_open(void *state, struct app *app, const void *arg, struct err *e)
{
	struct state *s = state;
	(void)arg;
	(void)e;
	textedit_set(&s->soeg, "", false);
	s->soeg.maks = 200;
	hent(s, app, NULL);
	return 0;
}

static int rows(const struct app *app)
{
	int h, w;
	app_plads(app, &h, &w);
	return h > 4 ? h - 2 : h > 1 ? h - 1 : 1;
}

/* Where the columns stand; 0 = not shown on a terminal of this width. */
struct kolonner {
	int navn, cpr, virksomhed, trin, naeste, usendt;
	int w_navn, w_virksomhed;
};

static struct kolonner kolonner(int w, bool delt)
{
	struct kolonner k = {.navn = 1};
	int slut = w - 1;
	if (w >= 70)
		k.usendt = slut -= W_USENDT;
	if (w >= 34)
		k.naeste = slut -= W_NAESTE;
	if (w >= 50)
		k.trin = slut -= W_TRIN;
	if (w >= 78 && !delt)
		slut -= W_CPR;
	k.cpr = w >= 78 && !delt ? slut : 0;
	k.w_navn = w >= 50 ? (slut - 1) / 2 : slut - 1;
	k.virksomhed = w >= 50 ? 1 + k.w_navn : 0;
	k.w_virksomhed = slut - k.virksomhed;
	return k;
}

static void hoved(struct flade f, const struct kolonner *k)
{
	flade_felt(f, 0, 0, f.w, STYLE_TAB, "");
	flade_felt(f, 0, k->navn, k->w_navn - 1, STYLE_TAB, _("Borger"));
	if (k->virksomhed)
		flade_felt(f, 0, k->virksomhed, k->w_virksomhed - 1, STYLE_TAB, _("Virksomhed"));
	if (k->cpr)
		flade_tekst(f, 0, k->cpr, STYLE_TAB, _("CPR"));
	if (k->trin)
		flade_tekst(f, 0, k->trin, STYLE_TAB, _("Trin"));
	if (k->naeste)
		flade_tekst(f, 0, k->naeste, STYLE_TAB, _("Næste"));
	if (k->usendt)
		flade_tekst(f, 0, k->usendt, STYLE_TAB, _("Usendt"));
}

static void raekke(struct flade f, const struct kolonner *k, const struct sagrad *r, bool her,
		   struct dato i_dag)
{
	char d[12];
	enum style s = her ? STYLE_FOCUS : STYLE_VALUE;
	bool over = dato_er(r->naeste) && dato_orden(r->naeste, i_dag) < 0;
	flade_felt(f, 0, 0, f.w, s, "");
	flade_felt(f, 0, k->navn, k->w_navn - 1, s, *r->borger ? r->borger : _("(uden navn)"));
	if (k->virksomhed)
		flade_felt(f, 0, k->virksomhed, k->w_virksomhed - 1, s, r->virksomhed);
	if (k->cpr)
		flade_tekst(f, 0, k->cpr, s, r->cpr);
	if (k->trin)
		flade_format(f, 0, k->trin + 1, s, "%d", r->trin);
	if (k->naeste && dato_er(r->naeste)) {
		flade_tekst(f, 0, k->naeste, her ? s : over ? STYLE_WARNING : s,
			    dato_kort(r->naeste, d));
		flade_tekst(f, 0, k->naeste - 1, her ? s : STYLE_WARNING, over ? "!" : " ");
	}
	int x = k->usendt;
	if (r->konflikter > 0 && !k->usendt)
		flade_tekst(f, 0, 0, her ? s : STYLE_WARNING, "≠");
	else if (r->konflikter > 0)
		x += flade_format(f, 0, x, her ? s : STYLE_WARNING, "≠%d ", r->konflikter);
	if (k->usendt && r->usendt > 0)
		flade_format(f, 0, x, s, "●%d", r->usendt);
}

static void tomt(const struct state *s, struct flade f)
{
	if (s->soegt)
		flade_afsnit(f, 0, STYLE_NORMAL, _("Ingen sag passer til det, du søger. F3 begynder en ny sag "
						   "med det navn; Esc viser alle igen."));
	else
		flade_afsnit(f, 0, STYLE_NORMAL, _("Her er ingen sager endnu. F3 begynder den første: "
						   "borgerens navn er nok."));
}

static void soegelinje(const struct state *s, struct flade f)
{
	char n[48];
	int x = 1 + flade_tekst(f, 0, 1, STYLE_LABEL, _("Søg:")) + 1;
	snprintf(n, sizeof n, ngettext("%zu sag", "%zu sager", antal(s)), antal(s));
	int w = f.w - x - 14;
	textedit_draw(&s->soeg, flade_del(f, 0, x, 1, w > 6 ? w : f.w - x), STYLE_VALUE, true);
	if (w > 6)
		flade_hoejre(f, 0, f.w - 14, 13, STYLE_DIM, n);
	flade_zone(f, 0, x, 1, f.w, ZONE_SOEG);
}

static void cases_draw(const void *state, const struct app *app, struct flade f)
{
	const struct state *s = state;
	struct kolonner k = kolonner(f.w, app_delt(app));
	int y = 1, n = rows(app);
	soegelinje(s, f);
	if (f.h > 4)
		hoved(flade_del(f, y++, 0, 1, f.w), &k);
	if (antal(s) == 0)
		tomt(s, flade_del(f, y, 1, f.h - y, f.w - 2));
	size_t top = list_top(&s->liste, n);
	for (size_t i = top; i < antal(s) && y < f.h; i++, y++) {
		raekke(flade_del(f, y, 0, 1, f.w), &k, sagliste_nr(s->fundne, i),
		       i == s->liste.valgt, app_i_dag(app));
		flade_zone(f, y, 0, 1, f.w, ZONE_RAEKKE + (int)i);
	}
}

static unsigned cases_kort(const void *state, const struct app *app)
{
	(void)state;
	(void)app;
	return KORT_SAGER | KORT_LISTE | KORT_TEKST;
}

static bool cases_kan(const void *state, const struct app *app, enum command c)
{
	(void)app;
	if (c == C_SAG_AABN)
		return antal(state) > 0;
	return c != C_TILBAGE;
}

static unsigned aabn(struct state *s, struct app *app)
{
	const struct sagrad *r = valgt(s);
	struct err e = {0};
	if (!r) {
		app_message(app, "%s", _("Der er ingen sag at åbne. F3 begynder en ny."));
		return DONE;
	}
	if (app_aabn_sag(app, &r->id, &e) < 0) {
		app_fejl(app, &e);
		return DONE;
	}
	struct maal m = sagsted_husket(app);
	app_gaa_til_maal(app, &m);
	return DONE;
}

static int opret(struct app *app, void *til, const char *tekst, struct err *e)
{
	struct state *s = til;
	if (!tekst[strspn(tekst, " ")])
		return err_set(e, ERR_UGYLDIG, "%s",
			       _("Skriv borgerens navn: det er det eneste, en sag ikke kan være uden."));
	int r = app_ny_sag(app, tekst, e);
	if (r < 0)
		return r;
	textedit_set(&s->soeg, "", false);
	s->soegt = false;
	app_do(app, C_TRIN_1);
	return 0;
}

static unsigned ny(struct state *s, struct app *app)
{
	struct prompt p = {
		.titel = _("Ny sag. Borgerens navn:"),
		.tekst = antal(s) == 0 ? textedit_str(&s->soeg) : NULL,
		.svar = opret,
		.til = s,
		.igen = C_SAG_NY,
	};
	app_push(app, &prompt_screen, &p, sizeof p);
	return DONE;
}

static void soegt(struct state *s, struct app *app)
{
	s->soegt = s->soeg.b.len > 0;
	s->liste.valgt = s->liste.top = 0;
	hent(s, app, NULL);
}

static unsigned cases_command(void *state, struct app *app, enum command c)
{
	struct state *s = state;
	if (c == C_SAG_AABN)
		return aabn(s, app);
	if (c == C_SAG_NY)
		return ny(s, app);
	if (c == C_KONFLIKTER) {
		konflikt_alle(app);
		return DONE;
	}
	if (c == C_SOEG_TOEM) {
		if (!s->soegt)
			return IGNORED;
		textedit_set(&s->soeg, "", false);
		soegt(s, app);
		return DONE;
	}
	if (list_command(&s->liste, c, rows(app)))
		return DONE;
	if (!textedit_command(&s->soeg, c, 0))
		return c >= C_LISTE_OP && c <= C_LISTE_SLUT ? DONE : IGNORED;
	if (s->soeg.aendret)
		soegt(s, app);
	s->soeg.aendret = false;
	return DONE;
}

static unsigned cases_tekst(void *state, struct app *app, const char *t, size_t n)
{
	struct state *s = state;
	if (!textedit_ind(&s->soeg, t, n)) {
		app_message(app, "%s", _("Søgningen kan højst være på 200 tegn."));
		return DONE;
	}
	soegt(s, app);
	return DONE;
}

static unsigned cases_mouse(void *state, struct app *app, struct mouse m)
{
	struct state *s = state;
	if (m.art != MOUSE_CLICK) {
		list_command(&s->liste, m.art == MOUSE_UP ? C_LISTE_OP : C_LISTE_NED, rows(app));
		return DONE;
	}
	if (m.zone < ZONE_RAEKKE)
		return DONE;
	size_t i = (size_t)(m.zone - ZONE_RAEKKE);
	if (s->liste.valgt == i)
		return aabn(s, app);
	s->liste.top = list_top(&s->liste, rows(app));
	s->liste.valgt = i;
	return DONE;
}

static void cases_linje(const void *state, const struct app *app, struct buf *ud)
{
	(void)state;
	(void)app;
	buf_tekst(ud, _("Skriv for at søge i navn, CPR, virksomhed og notater. ! = datoen er passeret, "
			"● = ikke sendt, ≠ = konflikt (Alt-k)."));
}

static void cases_again(void *state, struct app *app)
{
	struct state *s = state;
	struct uuid id = {0};
	bool kendt = app_sag(app) || valgt(s);
	if (app_sag(app))
		id = *sag_id(app_sag(app));
	else if (valgt(s))
		id = valgt(s)->id;
	hent(s, app, kendt ? &id : NULL);
}

static enum command cases_stand(const void *state, const struct app *app, struct buf *ud)
{
	const struct state *s = state;
	const struct uuid ingen = {0};
	(void)app;
	stand_tekst(ud, textedit_str(&s->soeg));
	stand_tal(ud, (long)s->soeg.pos);
	stand_uuid(ud, valgt(s) ? &valgt(s)->id : &ingen);
	return C_INGEN;
}

static void cases_til_stand(void *state, struct app *app, const struct stand *o)
{
	struct state *s = state;
	struct uuid id;
	stand_som_uuid(o, 2, &id);
	textedit_set(&s->soeg, o->ord[0], false);
	textedit_til(&s->soeg, stand_som_antal(o, 1));
	s->soegt = s->soeg.b.len > 0;
	hent(s, app, &id);
}

static void cases_close(void *state)
{
	struct state *s = state;
	textedit_done(&s->soeg);
	sagliste_free(s->fundne);
}

const struct screen_ops cases_screen = {
	.name = "sager",
	.titel = N_("Sager"),
	.hjaelp = N_("Alle sager på denne maskine; den, der skal ses til først, står øverst. Skriv for "
		     "at søge: hvert ord skal begynde et ord i navnet, CPR-nummeret, virksomheden "
		     "eller et notat. Enter åbner sagen, hvor den sidst blev forladt."),
	.state_size = sizeof(struct state),
	.open = cases_open,
	.draw = cases_draw,
	.kort = cases_kort,
	.kan = cases_kan,
	.command = cases_command,
	.tekst = cases_tekst,
	.mouse = cases_mouse,
	.linje = cases_linje,
	.again = cases_again,
	.stand = cases_stand,
	.til_stand = cases_til_stand,
	.close = cases_close,
};
