#include "tui/dispatch.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/err.h"
#include "core/base/sprog.h"
#include "core/cmd/miljoe.h"
#include "core/sag/sag.h"
#include "tui/appdata.h"
#include "tui/gemning.h"
#include "tui/laasning.h"
#include "tui/term.h"
#include "tui/udveksling.h"

unsigned dispatch_kort(const struct app *a)
{
	const struct frame *f = stack_top(&a->stack);
	unsigned kort = a->sag ? KORT_SAG : 0;
	if (f && f->ops->kort)
		kort |= f->ops->kort(f->state, a);
	return kort;
}

/* Puts what is typed on the top screen into the store. False: it does not fit
 * and this was the first time; the second time it stays a draft. Or the disk does not take
 * even that: then the screen stays for as long. */
static bool forlad(struct app *a)
{
	struct frame *f = stack_top(&a->stack);
	struct err e = {0};
	if (!f || !f->ops->leave)
		return true;
	if (f->ops->leave(f->state, a) >= 0) {
		a->advaret = false;
		return true;
	}
	if (f->ops->keep && f->ops->keep(f->state, a, &e) < 0) {
		gemning_mislykket(a, &e);
		return false;
	}
	if (a->advaret) {
		a->advaret = false;
		return true;
	}
	a->advaret = true;
	return false;
}

static void igen(struct app *a)
{
	struct frame *f = stack_top(&a->stack);
	if (f && f->ops->again)
		f->ops->again(f->state, a);
}

void dispatch_forlad_alt(struct app *a)
{
	for (size_t i = stack_antal(&a->stack); i-- > 0;) {
		struct frame *f = stack_nr(&a->stack, i);
		if (f->ops->leave && f->ops->leave(f->state, a) < 0 && f->ops->keep)
			f->ops->keep(f->state, a, NULL);
	}
}

static const struct screen_valg *skaerm_for(const struct app *a, enum command c)
{
	const struct screen_valg *v = a->valg.screens;
	while (v->ops && v->command != c)
		v++;
	return v->ops ? v : NULL;
}

/* Back to number n of the stack; false when a screen does not let go. The case
 * is closed with its step screen. */
static bool tilbage_til(struct app *a, size_t n)
{
	const struct screen_valg *trin = skaerm_for(a, C_TRIN_1);
	bool luk_sag = false;
	while (stack_antal(&a->stack) > n) {
		if (!forlad(a))
			return false;
		luk_sag = luk_sag || (trin && stack_top(&a->stack)->ops == trin->ops);
		stack_pop(&a->stack);
		a->tick_ved = -1;
	}
	igen(a);
	if (luk_sag)
		app_luk_sag(a);
	return true;
}

/* What lies over the screen (a note, a question, help) goes first. */
static bool ryd_over(struct app *a)
{
	while (stack_antal(&a->stack) > 1 && stack_top(&a->stack)->ops->over) {
		if (!forlad(a))
			return false;
		stack_pop(&a->stack);
	}
	return true;
}

/* One that is open already is gone back to: a screen is never there twice, unless
 * it is asked for something in particular. */
static void aabn(struct app *a, const struct screen_ops *ops, const void *arg)
{
	size_t der = stack_find(&a->stack, ops);
	struct err e = {0};
	if (der < stack_antal(&a->stack) && !arg) {
		if (der + 1 < stack_antal(&a->stack))
			tilbage_til(a, der + 1);
		return;
	}
	struct frame *f = stack_top(&a->stack);
	if (f && ops->over && f->ops->keep && f->ops->keep(f->state, a, &e) < 0)
		gemning_mislykket(a, &e);
	else if (f && !ops->over && (!ryd_over(a) || !forlad(a)))
		return;
	if (stack_push(&a->stack, a, ops, arg, &e) < 0)
		app_fejl(a, &e);
}

static void luk(struct app *a)
{
	if (stack_antal(&a->stack) > 1)
		tilbage_til(a, stack_antal(&a->stack) - 1);
}

/* What the disk does not take keeps the program open, unless that is asked for twice. */
static void slut(struct app *a)
{
	bool igen = a->hindret == C_LUK;
	struct err e = {0};
	if (gemning_alt(a, &e) < 0) {
		a->hindret = C_LUK;
		gemning_mislykket(a, &e);
		a->slut = igen;
	} else if (forlad(a)) {
		a->slut = true;
	}
}

/* The store is open: what the screen begins with when it never was locked. */
static void oplaast(struct app *a)
{
	while (stack_antal(&a->stack) > 0)
		stack_pop(&a->stack);
	app_stopur_hent(a);
	aabn(a, a->valg.screens[0].ops, NULL);
	laasning_sted(a);
	a->roert = app_ms(a);
	if (a->valg.laas->nyt && a->valg.laas->nyt->len > 0)
		app_message(a, "%s", buf_str(a->valg.laas->nyt));
}

void dispatch_wish(struct app *a, unsigned wish)
{
	if (wish & UNLOCKED)
		oplaast(a);
	else if (wish & QUIT)
		slut(a);
	else if (wish & CLOSE)
		luk(a);
}

/* A step: the step screen is brought to the top, the ones above it left. */
static void trin(struct app *a, int nr)
{
	const struct screen_valg *v = skaerm_for(a, C_TRIN_1);
	size_t i = v ? stack_find(&a->stack, v->ops) : 0;
	if (a->maal.trin == 0)
		a->maal.trin = nr;
	if (v && i < stack_antal(&a->stack))
		tilbage_til(a, i + 1);
	else if (v)
		aabn(a, v->ops, NULL);
}

static void fortryd(struct app *a)
{
	struct frame *f = stack_top(&a->stack);
	struct err e = {0};
	if (!forlad(a))
		return;
	if (aabensag_fortryd(a->sag, &e) < 0)
		app_fejl(a, &e);
	else
		app_message(a, "%s", _("Den seneste ændring er taget tilbage. ^U går længere tilbage."));
	if (f->ops->again)
		f->ops->again(f->state, a);
}

static void delt(struct app *a)
{
	a->delt = !a->delt;
	app_message(a, "%s", a->delt ? _("Fælles visning: CPR, helbred og notater er skjult. F2 viser dem.")
				     : _("Alt vises igen."));
}

/* The one after the last one that was shown, or the one that has taken its
 * place since it was filled in. */
static const struct mangel *naeste(struct app *a, const struct mangler *m)
{
	struct sidst *s = &a->sidst;
	if (s->nr < m->n) {
		const struct mangel *x = &m->alle[s->nr];
		struct uuid o = x->objekt ? *objekt_id(x->objekt) : (struct uuid){0};
		if (s->vist && s->felt == x->felt && uuid_ens(&s->objekt, &o))
			s->nr++;
	}
	s->nr = s->nr < m->n ? s->nr : 0;
	const struct mangel *x = &m->alle[s->nr];
	s->vist = true;
	s->felt = x->felt;
	s->objekt = x->objekt ? *objekt_id(x->objekt) : (struct uuid){0};
	return x;
}

static void mangler(struct app *a)
{
	if (!forlad(a))
		return;
	const struct mangler *m = app_mangler(a);
	const char *trin = sag_get(app_sag(a), "sag.trin");
	int konflikter = app_konflikter(a);
	if (m->n == 0 && konflikter > 0) {
		app_message(a, ngettext("Intet mangler, men %d konflikt venter: Alt-k.",
					"Intet mangler, men %d konflikter venter: Alt-k.",
					(unsigned long)konflikter), konflikter);
		return;
	}
	if (m->n == 0) {
		/* the later steps ask for nothing until the case has come to them */
		app_message(a, "%s", atoi(trin ? trin : "1") < 4
			? _("Intet mangler i de trin, du er begyndt på. F4 går til det næste.")
			: _("Der mangler ikke noget i de fem trin."));
		return;
	}
	const struct mangel *x = naeste(a, m);
	if (konflikter > 0)
		app_message(a, ngettext("%s · %d konflikt: Alt-k", "%s · %d konflikter: Alt-k",
					(unsigned long)konflikter), x->tekst, konflikter);
	else
		app_message(a, "%s", x->tekst);
	struct maal maal = {.trin = x->trin, .felt = x->felt, .liste = x->liste,
			    .objekt = a->sidst.objekt};
	app_gaa_til_maal(a, &maal);
}

static void tilbage(struct app *a)
{
	if (stack_antal(&a->stack) > 1)
		luk(a);
	else if (udveksling_loeber(a))
		udveksling_f5(a);
	else
		app_message(a, "%s", _("Femtrin lukkes med ^Q; alt er gemt."));
}

static void aabn_skaerm(struct app *a, enum command c)
{
	const struct screen_valg *v = skaerm_for(a, c);
	if (!v)
		app_message(a, "%s", _("Den skærm findes ikke her."));
	else if (!a->valg.miljoe->store && a->valg.laas && c != C_OPLAAS && c != C_HJAELP)
		app_message(a, "%s", _("Femtrin er låst. Skriv adgangskoden først."));
	else if (v->sag && !a->sag)
		app_message(a, "%s", _("Åbn en sag først: vælg den på listen og tryk Enter."));
	else
		aabn(a, v->ops, NULL);
}

static int trin_nu(const struct app *a)
{
	const char *t = a->sag ? sag_get(a->sag->sag, "sag.trin") : NULL;
	return a->trin ? a->trin : t && *t >= '1' && *t <= '5' ? *t - '0' : 1;
}

/* What the toolkit does itself with a command that no screen took. */
static void alment(struct app *a, enum command c)
{
	if (c == C_LUK)
		slut(a);
	else if (c == C_TILBAGE || c == C_SOEG_TOEM)
		tilbage(a);
	else if (c == C_LAAS)
		laasning_laas(a);
	else if (c == C_STOP)
		a->stop = true;
	else if (c == C_SYNK)
		udveksling_f5(a);
	else if (c == C_TEGN_OM)
		term_redraw(a->valg.term);
	else if (c == C_DELT)
		delt(a);
	else if (c == C_FORTRYD && a->sag)
		fortryd(a);
	else if (c == C_MANGLER && a->sag)
		mangler(a);
	else if (c >= C_TRIN_1 && c <= C_TRIN_5 && a->sag)
		trin(a, (int)(c - C_TRIN_1) + 1);
	else if (c == C_TRIN_NAESTE && a->sag)
		trin(a, trin_nu(a) % 5 + 1);
	else if (c == C_TRIN_FORRIGE && a->sag)
		trin(a, (trin_nu(a) + 3) % 5 + 1);
	else
		aabn_skaerm(a, c);
}

void dispatch_oensker(struct app *a)
{
	/* A screen that asks for a screen that asks …: nobody needs more than a few. */
	for (int runder = 0; a->oensker.n > 0 && runder < 32; runder++) {
		struct oenske o = *VEC_NR(struct oenske, &a->oensker, 0);
		vec_fjern(&a->oensker, 0);
		if (o.ops)
			aabn(a, o.ops, o.arg);
		else
			dispatch_command(a, o.command);
		free(o.arg);
	}
}

void dispatch_command(struct app *a, enum command c)
{
	if (c != C_LUK)
		a->hindret = C_INGEN;
	struct frame *f = stack_top(&a->stack);
	unsigned wish = IGNORED;
	if (f && f->ops->command)
		wish = f->ops->command(f->state, a, c);
	if (wish & IGNORED)
		alment(a, c);
	else
		dispatch_wish(a, wish);
}

void app_tid(struct app *a)
{
	int64_t nu = app_ms(a);
	if (laasning_tid(a))
		return;
	if (a->keep_ved >= 0 && nu >= a->keep_ved)
		app_gem(a);
	udveksling_tid(a);
	if (a->tick_ved < 0 || nu < a->tick_ved)
		return;
	a->tick_ved = -1;
	struct frame *f = stack_top(&a->stack);
	if (f && f->ops->tick)
		dispatch_wish(a, f->ops->tick(f->state, a));
	dispatch_oensker(a);
}

int app_vent(const struct app *a)
{
	int64_t ved = a->keep_ved;
	if (ved < 0 || (a->tick_ved >= 0 && a->tick_ved < ved))
		ved = a->tick_ved;
	int64_t om = ved < 0 ? -1 : ved - app_ms(a);
	if (ved >= 0 && om < 0)
		om = 0;
	const struct ur *ur = stopur_loeber(a->stopur);
	int sekund = ur ? 1000 - (int)(stopur_ms(ur, app_nu(a)) % 1000) : -1;
	if (sekund >= 0 && (om < 0 || om > sekund))
		om = sekund;
	int synk = udveksling_vent(a);
	if (synk >= 0 && (om < 0 || om > synk))
		om = synk;
	if (tast_venter(&a->taster) && (om < 0 || om > 25))
		om = 25;
	int laas = laasning_vent(a);
	if (laas >= 0 && (om < 0 || om > laas))
		om = laas;
	return (int)om;
}
