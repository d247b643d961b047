#include "tui/screens/timer.h"

#include <stdio.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/sprog.h"
#include "core/form/felt.h"
#include "core/form/formsaet.h"
#include "core/regler/assess.h"
#include "core/regler/regnestykke.h"
#include "core/regler/timer.h"
#include "core/sag/sag.h"
#include "tui/app.h"
#include "tui/linjer.h"
#include "tui/screens/note.h"
#include "tui/screens/spring.h"
#include "tui/stand.h"

/* What is behind a row: remark i, task i, or a field of the own figure. */
enum { VALG_OPGAVE = 10000, VALG_FELT = 20000, VALG_PARAMETRE = 30000 };

static const char *const egne_felter[] = {"vurdering.timer_pr_uge", "vurdering.begrundelse"};

struct timerskaerm {
	struct linjer l;
};

/* What no task with help shows: those that lack a figure. */
static void mangel_linjer(struct linjer *l, const struct sag *s)
{
	for (size_t i = 0; i < sag_antal(s, "opgaver"); i++) {
		const struct objekt *o = sag_nr(s, "opgaver", i);
		const char *navn = objekt_get(o, "navn");
		struct opgavetal tal;
		struct buf b = BUF_TOM;
		timer_opgave(&tal, s, o);
		if (!tal.taeller) {
			timer_linje(s, o, &b);
			linjer_format(l, STYLE_WARNING, 2, VALG_OPGAVE + (int)i, "! %s: %s",
				      navn ? navn : "", buf_str(&b));
		}
		buf_done(&b);
	}
}

static int nummer(const struct sag *s, const struct objekt *opgave)
{
	for (size_t i = 0; opgave && i < sag_antal(s, "opgaver"); i++)
		if (sag_nr(s, "opgaver", i) == opgave)
			return VALG_OPGAVE + (int)i;
	return LINJER_INTET;
}

static void regne_linjer(struct linjer *l, const struct app *app)
{
	struct regnestykke r;
	regnestykke_lav(&r, app_sag(app), app_assess(app));
	linjer_add(l, STYLE_TITLE, 0, LINJER_INTET, _("Timer om ugen"));
	for (size_t i = 0; i < r.n; i++) {
		const struct regnelinje *rl = &r.linjer[i];
		int valg = nummer(app_sag(app), rl->opgave);
		linjer_format(l, STYLE_NORMAL, 2, valg, "%s: %s", rl->navn, rl->tekst);
		if (rl->kilde)
			linjer_add(l, STYLE_DIM, 4, valg, rl->kilde);
	}
	mangel_linjer(l, app_sag(app));
	regnestykke_done(&r);
}

static void egen_linjer(struct linjer *l, const struct app *app)
{
	const struct sag *s = app_sag(app);
	linjer_tom(l);
	linjer_add(l, STYLE_TITLE, 0, LINJER_INTET, _("Dit skøn"));
	for (size_t i = 0; i < sizeof(egne_felter) / sizeof(*egne_felter); i++) {
		const struct felt *f = formsaet_felt(sag_formsaet(s), egne_felter[i]);
		const char *v = sag_get(s, egne_felter[i]);
		struct buf b = BUF_TOM;
		if (!f)
			continue;
		if (v)
			felt_vis(f, v, &b);
		linjer_format(l, v ? STYLE_NORMAL : STYLE_WARNING, 2, VALG_FELT + (int)i, "%s: %s",
			      f->navn, v ? buf_str(&b) : _("mangler"));
		buf_done(&b);
	}
}

/* A word and a sign for each level: never the colour alone. */
static const char *niveau_ord(enum niveau n)
{
	switch (n) {
	case NIVEAU_FEJL: return _("✗ Fejl");
	case NIVEAU_ADVARSEL: return _("! Advarsel");
	case NIVEAU_OPLYSNING: break;
	}
	return _("i Oplysning");
}

static enum style niveau_stil(const struct bemaerkning *b)
{
	if (b->besvaret || b->niveau == NIVEAU_OPLYSNING)
		return STYLE_NORMAL;
	return b->niveau == NIVEAU_FEJL ? STYLE_ERROR : STYLE_WARNING;
}

/* "Besvaret" or how it is answered, and where it comes from. */
static void svar_tekst(const struct sag *s, const struct bemaerkning *b, struct buf *ud)
{
	const struct felt *f = b->besvares_af ? formsaet_felt(sag_formsaet(s), b->besvares_af) : NULL;
	if (b->besvaret)
		buf_tekst(ud, _("✓ besvaret"));
	else if (b->besvares_af && !strcmp(b->besvares_af, "note"))
		buf_tekst(ud, _("besvares med et notat"));
	else if (b->besvares_af)
		buf_format(ud, _("besvares i %s"), f ? f->navn : b->besvares_af);
	else if (b->niveau == NIVEAU_FEJL)
		buf_tekst(ud, _("skal rettes, før brevet kan blive endeligt"));
	if (b->kilde)
		buf_format(ud, "%s%s", ud->len ? " · " : "", b->kilde);
}

static void bemaerk_linjer(struct linjer *l, const struct app *app)
{
	const struct assess *a = app_assess(app);
	size_t aabne = 0;
	for (size_t i = 0; i < a->n_remarks; i++)
		aabne += !a->remarks[i].besvaret && a->remarks[i].niveau != NIVEAU_OPLYSNING;
	linjer_tom(l);
	linjer_format(l, STYLE_TITLE, 0, LINJER_INTET, _("Bemærkninger: %zu, ubesvarede %zu"),
		      a->n_remarks, aabne);
	for (size_t i = 0; i < a->n_remarks; i++) {
		const struct bemaerkning *b = &a->remarks[i];
		struct buf svar = BUF_TOM;
		linjer_format(l, niveau_stil(b), 2, (int)i, "%s: %s", niveau_ord(b->niveau), b->tekst);
		svar_tekst(app_sag(app), b, &svar);
		linjer_add(l, STYLE_DIM, 4, (int)i, buf_str(&svar));
		buf_done(&svar);
	}
	if (!a->n_remarks)
		linjer_add(l, STYLE_GOOD, 2, LINJER_INTET, _("✓ Reglerne har ingen bemærkninger."));
}

static void parameter_linje(struct linjer *l, const struct assess *a)
{
	int kraevet = 0, fyldt = 0;
	for (int p = 0; p < PAR_ANTAL; p++) {
		kraevet += a->kraevet[p];
		fyldt += a->kraevet[p] && a->parametre[p];
	}
	linjer_tom(l);
	linjer_format(l, fyldt < kraevet ? STYLE_WARNING : STYLE_NORMAL, 0, VALG_PARAMETRE,
		      _("%s De fem parametre: %d af de %d, som dette udfald kræver"),
		      fyldt < kraevet ? "!" : "✓", fyldt, kraevet);
}

static void byg(struct timerskaerm *t, const struct app *app)
{
	linjer_ryd(&t->l);
	regne_linjer(&t->l, app);
	egen_linjer(&t->l, app);
	bemaerk_linjer(&t->l, app);
	parameter_linje(&t->l, app_assess(app));
}

static int timer_open(void *state, struct app *app, const void *arg, struct err *e)
{
	struct timerskaerm *t = state;
	const struct assess *a = app_assess(app);
	int h, w;
	(void)e;
	linjer_init(&t->l);
	byg(t, app);
	app_plads(app, &h, &w);
	for (size_t i = 0; arg && i < a->n_remarks; i++)
		if (!strcmp(a->remarks[i].kode, arg))
			linjer_til(&t->l, (int)i, h, w);
	return 0;
}

static void timer_draw(const void *state, const struct app *app, struct flade f)
{
	const struct timerskaerm *t = state;
	(void)app;
	linjer_draw(&t->l, f);
}

static unsigned timer_kort(const void *state, const struct app *app)
{
	(void)state;
	(void)app;
	return KORT_BEMAERK | KORT_RULLE;
}

/* A remark leads to the field that answers it, else to the first it is about. */
static unsigned svar_paa(struct app *app, const struct bemaerkning *b)
{
	if (b->besvares_af && !strcmp(b->besvares_af, "note")) {
		app_push(app, &note_screen, b->kode, strlen(b->kode) + 1);
		return DONE;
	}
	const char *felt = b->besvares_af ? b->besvares_af : b->n_felter ? b->felter[0] : NULL;
	if (!felt)
		return DONE;
	spring_til(app, felt, b->opgave);
	return CLOSE;
}

static unsigned gaa_til(struct timerskaerm *t, struct app *app)
{
	const struct assess *a = app_assess(app);
	int h, w;
	app_plads(app, &h, &w);
	int valg = linjer_valg(&t->l, w);
	if (valg == VALG_PARAMETRE) {
		app_do(app, C_PARAMETRE);
		return DONE;
	}
	if (valg >= VALG_FELT) {
		spring_til(app, egne_felter[valg - VALG_FELT], NULL);
		return CLOSE;
	}
	if (valg >= VALG_OPGAVE) {
		const struct objekt *o = sag_nr(app_sag(app), "opgaver", (size_t)valg - VALG_OPGAVE);
		spring_til(app, "opgaver.antal", o);
		return CLOSE;
	}
	return valg >= 0 && (size_t)valg < a->n_remarks ? svar_paa(app, &a->remarks[valg]) : DONE;
}

static unsigned notat(struct timerskaerm *t, struct app *app)
{
	const struct assess *a = app_assess(app);
	int h, w;
	app_plads(app, &h, &w);
	int valg = linjer_valg(&t->l, w);
	if (valg >= 0 && (size_t)valg < a->n_remarks)
		app_push(app, &note_screen, a->remarks[valg].kode,
			 strlen(a->remarks[valg].kode) + 1);
	else
		app_message(app, _("Stil markøren på en bemærkning, og tryk så n."));
	return DONE;
}

static unsigned timer_command(void *state, struct app *app, enum command c)
{
	struct timerskaerm *t = state;
	int h, w;
	app_plads(app, &h, &w);
	switch ((int)c) {
	case C_BEMAERK_GAA: return gaa_til(t, app);
	case C_BEMAERK_NOTAT: return notat(t, app);
	case C_BEMAERK_NAESTE: linjer_spring(&t->l, 1, h, w); return DONE;
	case C_BEMAERK_FORRIGE: linjer_spring(&t->l, -1, h, w); return DONE;
	default: return linjer_command(&t->l, c, h, w) ? DONE : IGNORED;
	}
}

static unsigned timer_mouse(void *state, struct app *app, struct mouse m)
{
	struct timerskaerm *t = state;
	int h, w;
	app_plads(app, &h, &w);
	return linjer_mouse(&t->l, m, h, w) ? gaa_til(t, app) : DONE;
}

static void timer_again(void *state, struct app *app)
{
	byg(state, app);
}

static enum command timer_stand(const void *state, const struct app *app, struct buf *ud)
{
	const struct timerskaerm *t = state;
	(void)app;
	linjer_stand(&t->l, ud);
	return C_INGEN;
}

static void timer_til_stand(void *state, struct app *app, const struct stand *o)
{
	struct timerskaerm *t = state;
	(void)app;
	linjer_til_stand(&t->l, o, 0);
}

static void timer_close(void *state)
{
	struct timerskaerm *t = state;
	linjer_done(&t->l);
}

const struct screen_ops timer_screen = {
	.name = "timer",
	.titel = N_("Timer og bemærkninger"),
	.hjaelp = N_("Timerne regnet ud linje for linje, loftet med sin paragraf, og alt hvad "
		     "reglerne bemærker. Enter på en linje går derhen, hvor den besvares; n skriver "
		     "et notat, der besvarer en advarsel. En fejl skal rettes, en advarsel besvares, "
		     "en oplysning er til orientering."),
	.state_size = sizeof(struct timerskaerm),
	.open = timer_open,
	.draw = timer_draw,
	.kort = timer_kort,
	.command = timer_command,
	.mouse = timer_mouse,
	.again = timer_again,
	.stand = timer_stand,
	.til_stand = timer_til_stand,
	.close = timer_close,
};
