#include "tui/screens/spalter.h"

#include <stdio.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/minutter.h"
#include "core/base/sprog.h"
#include "core/base/tekst.h"
#include "core/regler/regelsaet.h"
#include "core/sag/sag.h"
#include "tui/app.h"
#include "tui/opdeling.h"
#include "tui/textedit.h"

static const char *const titler[OPD_KOLONNER] = {
	N_("1 Uden problemer"), N_("2 Med bistand"), N_("3 Slet ikke"),
};

/* Where the columns lie in w cells: left edge of each frame line. */
struct kanter {
	int x[OPD_KOLONNER + 1];
};

static struct kanter kanter_i(int w)
{
	int inde = w - 4, k2 = inde * 43 / 100, k1 = (inde - k2 + 1) / 2;
	return (struct kanter){{0, k1 + 1, k1 + k2 + 2, w - 1}};
}

static int total_linjer(const struct opdeling *o, int w)
{
	int bredde;
	opdeling_total(o, w - 3, &bredde);
	return bredde > w - 3 ? 2 : 1;
}

int spalter_raekker(const struct opdeling *o, int h, int w)
{
	int n = h - 3 - total_linjer(o, w);
	return n < 1 ? 1 : n;
}

/* What the help of a task in column 2 is solved by, when not by an assistant. */
static const char *loesning_ord(const struct objekt *opgave)
{
	static const char *const ord[][2] = {
		{"hjaelpemiddel", N_("hjælpem.")}, {"omfordeling", N_("omfordeles")},
		{"arbejdsgiver", N_("arbejdsg.")}, {"ingen", N_("ingen")},
	};
	for (size_t i = 0; i < sizeof(ord) / sizeof(*ord); i++)
		if (objekt_er(opgave, "loesning", ord[i][0]))
			return _(ord[i][1]);
	return NULL;
}

static const char *uge(int64_t aar, int uger, char ud[24])
{
	return minutter_klokke(del_afrund(aar, uger), ud);
}

/* Hours a week; "?" where a figure is missing; in brackets where column 3 is
 * solved by other means than an assistant. */
static void tid_tekst(const struct opdeling *o, int kolonne, const struct oprad *r, char ud[32])
{
	char k[24];
	bool andet = kolonne == 2 && (loesning_ord(r->opgave) || !r->tal.hjaelp);
	if (!r->tal.taeller)
		snprintf(ud, 32, "?");
	else if (andet)
		snprintf(ud, 32, "(%s)", uge(r->tal.total, o->regelsaet->uger_aar, k));
	else
		snprintf(ud, 32, "%s", uge(r->tal.total, o->regelsaet->uger_aar, k));
}

static void hjaelp_tekst(const struct opdeling *o, const struct oprad *r, char ud[32])
{
	char k[24];
	const char *andet = loesning_ord(r->opgave);
	if (andet)
		snprintf(ud, 32, "%s", andet);
	else if (r->mangler)
		snprintf(ud, 32, _("hjælp %s"), "?");
	else
		snprintf(ud, 32, _("hjælp %s"), uge(r->tal.hjaelp, o->regelsaet->uger_aar, k));
}

static void navn_tekst(const struct opdeling *o, const struct objekt *opgave, struct buf *ud)
{
	const char *navn = objekt_get(opgave, "navn"), *ansat = objekt_get(opgave, "ansaettelse");
	buf_tekst(ud, navn ? navn : _("(uden navn)"));
	if (o->flere && ansat)
		buf_format(ud, " [%s]", ansat);
}

static int stoerst(int a, const char *tekst)
{
	int n = tekst_celler(tekst, strlen(tekst));
	return n > a ? n : a;
}

void spalter_maal(const struct opdeling *o, struct spaltebredder *ud)
{
	char t[32];
	if (ud->gang == o->gang)
		return;
	ud->gang = o->gang;
	for (int k = 0; k < OPD_KOLONNER; k++) {
		ud->tid[k] = 4;
		ud->hjaelp[k] = 0;
		for (size_t i = 0; i < opdeling_antal(o, k); i++) {
			tid_tekst(o, k, opdeling_rad(o, k, i), t);
			ud->tid[k] = stoerst(ud->tid[k], t);
			if (k != 1)
				continue;
			hjaelp_tekst(o, opdeling_rad(o, k, i), t);
			ud->hjaelp[k] = stoerst(ud->hjaelp[k], t);
		}
	}
}

static void tegn_rad(const struct spaltevalg *v, int k, size_t i, struct flade f)
{
	const struct oprad *r = opdeling_rad(v->o, k, i);
	bool her = !v->ny && k == v->o->kolonne && i == v->o->raekke[k];
	bool ur = v->ur && uuid_ens(v->ur, objekt_id(r->opgave));
	bool uenige = app_i_konflikt(v->app, objekt_id(r->opgave), NULL);
	enum style s = her ? STYLE_FOCUS : STYLE_NORMAL;
	int tid = v->bredder->tid[k], hjaelp = v->bredder->hjaelp[k];
	int navn = f.w - 3 - tid - (hjaelp ? hjaelp + 1 : 0);
	struct buf b = BUF_TOM;
	char t[32];
	if (her)
		flade_ryd(f, s);
	flade_tekst(f, 0, 0, s, ur ? "●" : uenige ? "≠" : her ? "▸" : " ");
	navn_tekst(v->o, r->opgave, &b);
	flade_felt(f, 0, 1, navn, s, buf_str(&b));
	tid_tekst(v->o, k, r, t);
	flade_hoejre(f, 0, 2 + navn, tid, s, t);
	if (hjaelp) {
		hjaelp_tekst(v->o, r, t);
		flade_hoejre(f, 0, 3 + navn + tid, hjaelp, s, t);
	}
	if (her && v->fokus)
		flade_markoer(f, 0, 1);
	buf_done(&b);
}

/* While a name is typed its line stands last in the column. */
static void tegn_spalte(const struct spaltevalg *v, int k, struct flade f)
{
	size_t n = opdeling_antal(v->o, k), top = v->top[k];
	bool ny = v->ny && k == v->o->kolonne;
	size_t rows = (size_t)f.h, alt = n + (ny ? 1 : 0);
	if (ny)
		top = alt > rows ? alt - rows : 0;
	for (size_t y = 0; y < rows && top + y < n; y++) {
		struct flade rad = flade_del(f, (int)y, 0, 1, f.w);
		tegn_rad(v, k, top + y, rad);
		flade_zone(rad, 0, 0, 1, f.w, k * SPALTER_ZONE + (int)(top + y));
	}
	if (ny) {
		int y = (int)(n - top);
		flade_tekst(f, y, 0, STYLE_NORMAL, "+");
		textedit_draw(v->ny, flade_del(f, y, 1, 1, f.w - 2), STYLE_FOCUS, true);
	} else if (!n && k == v->o->kolonne) {
		flade_felt(f, 0, 1, f.w - 2, STYLE_DIM, _("n: ny opgave"));
		if (v->fokus)
			flade_markoer(f, 0, 1);
	}
}

static void titel(const struct spaltevalg *v, int k, struct flade f)
{
	enum style s = k == v->o->kolonne ? STYLE_TAB_ON : STYLE_TAB;
	flade_format(f, 0, 1, s, " %s ", _(titler[k]));
}

/* Which rows of a long column are seen, in the line under it. */
static void udsnit(const struct spaltevalg *v, int k, size_t rows, struct flade f)
{
	size_t n = opdeling_antal(v->o, k), sidst = v->top[k] + rows;
	if (n > rows)
		flade_format(f, 0, 2, STYLE_FRAME, _(" %zu-%zu af %zu "), v->top[k] + 1,
			     sidst < n ? sidst : n, n);
}

static void ramme_linje(struct flade f, int y, const struct kanter *e, const char *const tegn[4])
{
	flade_streg(f, y, 0, f.w, STYLE_FRAME);
	for (int i = 0; i <= OPD_KOLONNER; i++)
		flade_tekst(f, y, e->x[i], STYLE_FRAME, tegn[i]);
}

static void tegn_total(const struct spaltevalg *v, struct flade f, int y, int n)
{
	int bredde;
	const char *tekst = opdeling_total(v->o, f.w - 3, &bredde);
	flade_afsnit(flade_del(f, y, 2, n, f.w - 3), 0, STYLE_VALUE, tekst);
}

static void bred(const struct spaltevalg *v, struct flade f)
{
	static const char *const op[4] = {"┌", "┬", "┬", "┐"}, *const midt[4] = {"├", "┴", "┴", "┤"};
	static const char *const ned[4] = {"└", "─", "─", "┘"};
	struct kanter e = kanter_i(f.w);
	int total = total_linjer(v->o, f.w), rows = spalter_raekker(v->o, f.h, f.w);
	ramme_linje(f, 0, &e, op);
	for (int k = 0; k < OPD_KOLONNER; k++) {
		int w = e.x[k + 1] - e.x[k] - 1;
		titel(v, k, flade_del(f, 0, e.x[k], 1, w + 1));
		tegn_spalte(v, k, flade_del(f, 1, e.x[k] + 1, rows, w));
		flade_lodret(f, 1, e.x[k], rows, STYLE_FRAME);
	}
	flade_lodret(f, 1, f.w - 1, rows, STYLE_FRAME);
	ramme_linje(f, rows + 1, &e, midt);
	for (int k = 0; k < OPD_KOLONNER; k++)
		udsnit(v, k, (size_t)rows, flade_del(f, rows + 1, e.x[k], 1, e.x[k + 1] - e.x[k]));
	tegn_total(v, f, rows + 2, total);
	flade_lodret(f, rows + 2, 0, total, STYLE_FRAME);
	flade_lodret(f, rows + 2, f.w - 1, total, STYLE_FRAME);
	ramme_linje(f, rows + 2 + total, &e, ned);
}

static void smal(const struct spaltevalg *v, struct flade f)
{
	int total = total_linjer(v->o, f.w), rows = spalter_raekker(v->o, f.h, f.w), x = 0;
	for (int k = 0; k < OPD_KOLONNER; k++) {
		enum style s = k == v->o->kolonne ? STYLE_TAB_ON : STYLE_TAB;
		if (k == v->o->kolonne)
			x += flade_format(f, 0, x, s, "[%s]", _(titler[k]));
		else
			x += flade_format(f, 0, x, s, " %d (%zu) ", k + 1, opdeling_antal(v->o, k));
	}
	tegn_spalte(v, v->o->kolonne, flade_del(f, 1, 0, rows, f.w));
	flade_streg(f, rows + 1, 0, f.w, STYLE_FRAME);
	udsnit(v, v->o->kolonne, (size_t)rows, flade_del(f, rows + 1, 0, 1, f.w));
	tegn_total(v, flade_del(f, 0, 0, f.h, f.w + 1), rows + 2, total);
}

void spalter_draw(const struct spaltevalg *v, struct flade f)
{
	if (f.w < SPALTER_SMAL)
		smal(v, f);
	else
		bred(v, f);
}
