#include "tui/screens/parametre.h"

#include "core/base/buf.h"
#include "core/base/sprog.h"
#include "core/form/felt.h"
#include "core/form/formsaet.h"
#include "core/regler/assess.h"
#include "core/regler/regelsaet.h"
#include "core/sag/sag.h"
#include "tui/app.h"
#include "tui/linjer.h"
#include "tui/screens/spring.h"
#include "tui/stand.h"

static const struct {
	const char *navn, *hvad, *felt;
} parametre[PAR_ANTAL] = {
	[PAR_LOVHJEMMEL] = {N_("Hjemlen"), N_("Regelsættets paragraf står i brevet."), NULL},
	[PAR_LAGT_TIL_GRUND] = {N_("Hvad afgørelsen bygger på"),
				N_("Fakta, oplysninger og dokumenter, der er lagt til grund."),
				"afgoerelse.lagt_til_grund"},
	[PAR_EGNE_OPGAVER] = {N_("Hvad borgeren selv klarer"),
			      N_("Skrevet i vurderingen, eller mindst én opgave i spalte 1."),
			      "vurdering.egne_opgaver"},
	[PAR_BETYDNING] = {N_("Hvad funktionsnedsættelsen betyder for arbejdet"),
			   N_("Skrevet under funktionsnedsættelsen, eller hvorfor på hver opgave med "
			      "hjælp."),
			   "funktionsnedsaettelse.betydning"},
	[PAR_BEHOV] = {N_("Behovet for hjælp"),
		       N_("Mindst én opgave med hjælp, og en begrundelse for timetallet."),
		       "vurdering.begrundelse"},
};

struct parametreskaerm {
	struct linjer l;
};

static void en_parameter(struct linjer *l, const struct app *app, int p)
{
	const struct assess *a = app_assess(app);
	const char *tegn = a->parametre[p] ? _("✓ opfyldt") : a->kraevet[p] ? _("✗ mangler")
									    : _("· kræves ikke");
	enum style s = a->parametre[p] ? STYLE_GOOD : a->kraevet[p] ? STYLE_ERROR : STYLE_DIM;
	const char *felt = parametre[p].felt, *v = felt ? sag_get(app_sag(app), felt) : NULL;
	int valg = felt ? p : LINJER_INTET;
	linjer_format(l, s, 0, valg, "%d %s: %s", p + 1, _(parametre[p].navn), tegn);
	linjer_add(l, STYLE_DIM, 4, valg, _(parametre[p].hvad));
	if (p == PAR_LOVHJEMMEL && a->regelsaet->hjemmel)
		linjer_add(l, STYLE_NORMAL, 4, valg, a->regelsaet->hjemmel);
	else if (v && app_delt(app) && formsaet_felt(sag_formsaet(app_sag(app)), felt)->foelsom)
		linjer_add(l, STYLE_DIM, 4, valg, _("skjult visning"));
	else if (v)
		linjer_add(l, STYLE_NORMAL, 4, valg, v);
	linjer_tom(l);
}

static void byg(struct parametreskaerm *t, const struct app *app)
{
	const struct assess *a = app_assess(app);
	int kraevet = 0, fyldt = 0;
	linjer_ryd(&t->l);
	for (int p = 0; p < PAR_ANTAL; p++) {
		kraevet += a->kraevet[p];
		fyldt += a->kraevet[p] && a->parametre[p];
	}
	linjer_format(&t->l, STYLE_TITLE, 0, LINJER_INTET,
		      _("De fem parametre: %d af de %d, som dette udfald kræver, er opfyldt"), fyldt,
		      kraevet);
	linjer_tom(&t->l);
	for (int p = 0; p < PAR_ANTAL; p++)
		en_parameter(&t->l, app, p);
}

static int parametre_open(void *state, struct app *app, const void *arg, struct err *e)
{
	struct parametreskaerm *t = state;
	(void)arg;
	(void)e;
	linjer_init(&t->l);
	byg(t, app);
	return 0;
}

static void parametre_draw(const void *state, const struct app *app, struct flade f)
{
	const struct parametreskaerm *t = state;
	(void)app;
	linjer_draw(&t->l, f);
}

static unsigned parametre_kort(const void *state, const struct app *app)
{
	(void)state;
	(void)app;
	return KORT_GAATIL | KORT_RULLE;
}

static unsigned gaa_til(struct parametreskaerm *t, struct app *app)
{
	int h, w;
	app_plads(app, &h, &w);
	int valg = linjer_valg(&t->l, w);
	if (valg < 0)
		return DONE;
	spring_til(app, parametre[valg].felt, NULL);
	return CLOSE;
}

static unsigned parametre_mouse(void *state, struct app *app, struct mouse m)
{
	struct parametreskaerm *t = state;
	int h, w;
	app_plads(app, &h, &w);
	return linjer_mouse(&t->l, m, h, w) ? gaa_til(t, app) : DONE;
}

static unsigned parametre_command(void *state, struct app *app, enum command c)
{
	struct parametreskaerm *t = state;
	int h, w;
	app_plads(app, &h, &w);
	switch ((int)c) {
	case C_GAATIL: return gaa_til(t, app);
	case C_GAATIL_NAESTE: linjer_spring(&t->l, 1, h, w); return DONE;
	case C_GAATIL_FORRIGE: linjer_spring(&t->l, -1, h, w); return DONE;
	default: return linjer_command(&t->l, c, h, w) ? DONE : IGNORED;
	}
}

static void parametre_again(void *state, struct app *app)
{
	byg(state, app);
}

static enum command parametre_stand(const void *state, const struct app *app, struct buf *ud)
{
	const struct parametreskaerm *t = state;
	(void)app;
	linjer_stand(&t->l, ud);
	return C_INGEN;
}

static void parametre_til_stand(void *state, struct app *app, const struct stand *o)
{
	struct parametreskaerm *t = state;
	(void)app;
	linjer_til_stand(&t->l, o, 0);
}

static void parametre_close(void *state)
{
	struct parametreskaerm *t = state;
	linjer_done(&t->l);
}

const struct screen_ops parametre_screen = {
	.name = "parametre",
	.titel = N_("Fem parametre"),
	.hjaelp = N_("En afgørelse, der holder, siger hvad den bygger på, hvad borgeren selv klarer, "
		     "hvad funktionsnedsættelsen betyder, hvilket behov der er, og hvilken regel "
		     "der gælder. Enter går til det felt, der mangler."),
	.state_size = sizeof(struct parametreskaerm),
	.open = parametre_open,
	.draw = parametre_draw,
	.kort = parametre_kort,
	.command = parametre_command,
	.mouse = parametre_mouse,
	.again = parametre_again,
	.stand = parametre_stand,
	.til_stand = parametre_til_stand,
	.close = parametre_close,
};
