#include "tui/screens/opgavefelter.h"

#include <stdbool.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/sprog.h"
#include "core/base/tekst.h"
#include "core/form/felt.h"
#include "core/form/formsaet.h"
#include "core/sag/sag.h"
#include "tui/app.h"
#include "tui/fieldedit.h"

/* How a field is said: words before and after its value, room for typing. */
struct vending {
	const char *kort, *foer, *efter;
	int plads;
};

static const struct vending vendinger[] = {
	{"navn", "", "", 24},
	{"antal", "", N_("gange pr."), 3},
	{"pr", "", "", 8},
	{"minutter", "", N_("min,"), 4},
	{"bistand", N_("hjælp"), N_("min"), 4},
	{"loesning", N_("løsning"), "", 14},
	{"maade", N_("måde"), "", 10},
	{"type", N_("type"), "", 26},
	{"foer", N_("hvis opgave"), "", 14},
	{"indhold", N_("indhold"), "", 3},
	{"hvorfor", N_("hvorfor"), "", 0},
	{"soegt", N_("søgt"), "", 3},
	{"afslag", N_("hvorfor ikke"), "", 0},
	{"antal_assistenter", N_("assistenter"), "", 2},
	{"ansaettelse", N_("ansættelse"), "", 6},
	{"observeret", N_("målt"), N_("min"), 4},
	{"note", N_("note"), "", 0},
};

enum { N_VENDINGER = sizeof(vendinger) / sizeof(*vendinger) };

/* Kept by the screen itself: the column is a key, the time a watch. */
static bool egen(const char *kort)
{
	return !strcmp(kort, "id") || !strcmp(kort, "spalte");
}

static void med(struct opgavefelter *of, const struct sag *s, const struct objekt *opgave,
		const struct felt *f)
{
	if (!f || f->skjult || of->n == OPGAVEFELTER_MAKS || !sag_vises(s, opgave, f))
		return;
	if (!strcmp(f->kort, "ansaettelse") && sag_antal(s, "ansaettelser") < 2)
		return;
	if (opgavefelter_nr(of, f->kort) == of->n)
		of->felt[of->n++] = f;
}

void opgavefelter_find(struct opgavefelter *of, const struct sag *s, const struct objekt *opgave)
{
	const struct formsaet *fs = sag_formsaet(s);
	of->n = 0;
	for (size_t i = 0; i < N_VENDINGER; i++)
		med(of, s, opgave, formsaet_listefelt(fs, "opgaver", vendinger[i].kort));
	for (size_t i = 0; i < formsaet_antal(fs); i++) {
		const struct felt *f = formsaet_nr(fs, i);
		if (f->liste && !strcmp(f->liste, "opgaver") && !egen(f->kort))
			med(of, s, opgave, f);
	}
}

size_t opgavefelter_nr(const struct opgavefelter *of, const char *kort)
{
	for (size_t i = 0; i < of->n; i++)
		if (!strcmp(of->felt[i]->kort, kort))
			return i;
	return of->n;
}

static struct vending vending_af(const struct felt *f)
{
	for (size_t i = 0; i < N_VENDINGER; i++) {
		struct vending v = vendinger[i];
		if (strcmp(v.kort, f->kort) != 0)
			continue;
		v.foer = *v.foer ? _(v.foer) : "";
		v.efter = *v.efter ? _(v.efter) : "";
		return v;
	}
	bool tekst = f->type == FELT_TEKST || f->type == FELT_LANG;
	return (struct vending){f->kort, f->navn, f->enhed ? f->enhed : "", tekst ? 0 : 10};
}

/* One field's place in the lines. */
struct plads {
	int y, x;                /* where its first word begins */
	int vaerdi, w, h;        /* column, cells and rows of the value between the brackets */
};

struct gang {
	const struct app *app;
	const struct objekt *opgave;
	const struct fieldedit *fe;
	int bredde, y, x;        /* where the next one goes */
};

static bool rettes(const struct gang *g, const struct felt *f)
{
	return g->fe && g->fe->felt == f;
}

/* In column 3 help is the whole time unless somebody says less (hours.md). */
static void vaerdi_tekst(const struct gang *g, const struct felt *f, struct buf *ud)
{
	felt_tekst(g->app, g->opgave, f, ud);
	if (ud->len || strcmp(f->kort, "bistand") != 0 || !objekt_er(g->opgave, "spalte", "3"))
		return;
	const char *hele = objekt_get(g->opgave, "minutter");
	if (hele)
		buf_format(ud, "(%s)", hele);
}

static int celler(const char *s)
{
	return tekst_celler(s, strlen(s));
}

/* A choice needs room for the longest one and its arrows. */
static int skriveplads(const struct felt *f, const struct vending *v, int w)
{
	int n = v->plads > w ? v->plads : w;
	for (size_t i = 0; i < f->n_valg; i++)
		if (celler(f->valg[i].navn) + 4 > n)
			n = celler(f->valg[i].navn) + 4;
	return n;
}

/* A field that is typed into keeps its full room, so that nothing moves meanwhile. */
static struct plads placer(struct gang *g, const struct felt *f, const struct vending *v,
			   const char *vaerdi)
{
	int foer = *v->foer ? celler(v->foer) + 1 : 0, efter = *v->efter ? celler(v->efter) + 1 : 0;
	int w = celler(vaerdi), h = 1;
	if (!v->plads && g->x > 0) {
		g->y++;
		g->x = 0;
	}
	if (!v->plads || foer + w + 2 + efter > g->bredde)
		w = g->bredde - foer - 2 - efter;
	else if (rettes(g, f))
		w = skriveplads(f, v, w);
	if (w < 1)
		w = 1;
	int alt = foer + w + 2 + efter;
	if (g->x && g->x + alt > g->bredde) {
		g->y++;
		g->x = 0;
	}
	if (rettes(g, f) && !v->plads)
		h = fieldedit_rows(g->fe, w);
	struct plads p = {.y = g->y, .x = g->x, .vaerdi = g->x + foer + 1, .w = w, .h = h};
	g->x += alt + 1;
	if (!v->plads) {
		g->y += h;
		g->x = 0;
	}
	return p;
}

static void tegn_felt(const struct gang *g, struct flade f, const struct felt *felt,
		      const struct plads *p, const char *vaerdi)
{
	struct vending v = vending_af(felt);
	bool her = rettes(g, felt);
	if (*v.foer)
		flade_tekst(f, p->y, p->x, STYLE_LABEL, v.foer);
	flade_tekst(f, p->y, p->vaerdi - 1, STYLE_FRAME, "[");
	if (her)
		fieldedit_draw(g->fe, g->app, flade_del(f, p->y, p->vaerdi, p->h, p->w));
	else
		flade_felt(f, p->y, p->vaerdi, p->w, STYLE_VALUE, vaerdi);
	flade_tekst(f, p->y + p->h - 1, p->vaerdi + p->w, STYLE_FRAME, "]");
	if (*v.efter)
		flade_tekst(f, p->y, p->vaerdi + p->w + 2, STYLE_LABEL, v.efter);
}

/* Places every field; with f drawn from `top` on. Answers the last row of the edited one. */
static int gennem(struct gang g, const struct opgavefelter *of, struct flade *f, int top, int zone0)
{
	int sidst = 0;
	for (size_t i = 0; i < of->n; i++) {
		struct buf b = BUF_TOM;
		struct vending v = vending_af(of->felt[i]);
		vaerdi_tekst(&g, of->felt[i], &b);
		struct plads p = placer(&g, of->felt[i], &v, buf_str(&b));
		if (rettes(&g, of->felt[i]))
			sidst = p.y + p.h - 1;
		p.y -= top;
		if (f && p.y >= 0 && p.y < f->h) {
			tegn_felt(&g, *f, of->felt[i], &p, buf_str(&b));
			flade_zone(*f, p.y, p.x, p.h, p.vaerdi + p.w + 1 - p.x, zone0 + (int)i);
		}
		buf_done(&b);
	}
	return sidst;
}

void opgavefelter_draw(const struct app *app, const struct objekt *opgave,
		       const struct fieldedit *fe, struct flade f, int zone0)
{
	struct opgavefelter of;
	struct gang g = {.app = app, .opgave = opgave, .fe = fe, .bredde = f.w};
	opgavefelter_find(&of, app_sag(app), opgave);
	int sidst = gennem(g, &of, NULL, 0, zone0);
	gennem(g, &of, &f, sidst < f.h ? 0 : sidst - f.h + 1, zone0);
}
