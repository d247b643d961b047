#include "tui/screens/ur.h"

#include <stdio.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/sprog.h"
#include "core/sag/sag.h"
#include "core/sag/stopur.h"
#include "tui/app.h"
#include "tui/stand.h"

struct ursvar {
	struct uuid opgave;
	int64_t ms;
};

void ur_tast(struct app *app, const struct objekt *opgave)
{
	const struct ur *u = stopur_loeber(app_stopur(app));
	const char *navn = objekt_get(opgave, "navn");
	if (u && uuid_ens(&u->opgave, objekt_id(opgave))) {
		app_push(app, &ur_screen, NULL, 0);
		return;
	}
	stopur_start(app_stopur(app), sag_id(app_sag(app)), objekt_id(opgave), app_nu(app));
	app_stopur_gem(app);
	app_message(app, _("Uret går på %s. t standser det; alt andet virker imens."),
		    navn ? navn : "");
}

/* One of this case that stands still: another was started, or the program was locked or
 * ended while this screen asked. */
static const struct ur *standset(const struct app *app)
{
	const struct stopur *alle = app_stopur(app);
	for (size_t i = alle->n; i-- > 0;)
		if (sag_objekt(app_sag(app), &alle->ure[i].opgave))
			return &alle->ure[i];
	return NULL;
}

static int ur_open(void *state, struct app *app, const void *arg, struct err *e)
{
	struct ursvar *s = state;
	const struct ur *u = stopur_loeber(app_stopur(app));
	(void)arg;
	if (!u)
		u = standset(app);
	if (!u)
		return err_set(e, ERR_FINDES_IKKE,
			       _("Intet stopur er i gang. t på en opgave starter det."));
	if (!sag_objekt(app_sag(app), &u->opgave))
		return err_set(e, ERR_FINDES_IKKE, _("Stopuret går på en opgave i en anden sag. Åbn "
						     "den for at standse det."));
	s->opgave = u->opgave;
	s->ms = stopur_ms(u, app_nu(app));
	stopur_pause(app_stopur(app), app_nu(app));
	app_stopur_gem(app);
	return 0;
}

static void ur_draw(const void *state, const struct app *app, struct flade f)
{
	const struct ursvar *s = state;
	const struct objekt *opgave = sag_objekt(app_sag(app), &s->opgave);
	const char *navn = opgave ? objekt_get(opgave, "navn") : NULL;
	struct flade rude = flade_del(f, f.h - 6, 0, 6, f.w);
	char t[16];
	flade_ryd(rude, STYLE_NORMAL);
	flade_streg(rude, 0, 0, rude.w, STYLE_FRAME);
	flade_format(rude, 0, 2, STYLE_TITLE, _(" Stopur %s: %s "), stopur_tekst(s->ms, t),
		     navn ? navn : "");
	int min = stopur_minutter(s->ms);
	flade_format(rude, 1, 2, STYLE_NORMAL, _("b  brug %d min som opgavens minutter"), min);
	flade_format(rude, 2, 2, STYLE_NORMAL, _("o  gem %d min som observeret ved siden af"), min);
	flade_tekst(rude, 3, 2, STYLE_NORMAL, _("k  kassér målingen"));
	flade_tekst(rude, 4, 2, STYLE_NORMAL, _("Esc  lad uret gå videre"));
	flade_markoer(rude, 1, 2);
}

static unsigned ur_kort(const void *state, const struct app *app)
{
	(void)state;
	(void)app;
	return KORT_STOPUR;
}

/* The measured time is an observation also where it is used as the figure. */
static int gem(const struct ursvar *s, struct app *app, bool minutter, struct err *e)
{
	const struct objekt *opgave = sag_objekt(app_sag(app), &s->opgave);
	char min[16];
	snprintf(min, sizeof(min), "%d", stopur_minutter(s->ms));
	struct saet v[2] = {{.kort = "observeret", .input = min},
			    {.kort = "minutter", .input = min}};
	if (!opgave)
		return err_set(e, ERR_FINDES_IKKE, _("Opgaven findes ikke mere."));
	return sag_set_flere(app_sag(app), opgave, v, minutter ? 2 : 1, e);
}

static unsigned svar(struct ursvar *s, struct app *app, enum command c)
{
	struct err e = {0, ""};
	if (c != C_UR_KASSER && gem(s, app, c == C_UR_BRUG, &e) < 0) {
		app_fejl(app, &e);
		return DONE;
	}
	stopur_slet(app_stopur(app), &s->opgave);
	app_stopur_gem(app);
	return CLOSE;
}

static unsigned ur_command(void *state, struct app *app, enum command c)
{
	struct ursvar *s = state;
	switch ((int)c) {
	case C_UR_BRUG:
	case C_UR_OBSERVERET:
	case C_UR_KASSER:
		return svar(s, app, c);
	case C_UR_VIDERE:
	case C_TILBAGE:
		stopur_start(app_stopur(app), sag_id(app_sag(app)), &s->opgave, app_nu(app));
		app_stopur_gem(app);
		return CLOSE;
	default:
		return IGNORED;
	}
}

static enum command ur_stand(const void *state, const struct app *app, struct buf *ud)
{
	const struct ursvar *s = state;
	(void)app;
	stand_uuid(ud, &s->opgave);
	return C_INGEN;
}

static void ur_til_stand(void *state, struct app *app, const struct stand *o)
{
	struct ursvar *s = state;
	struct uuid id;
	stand_som_uuid(o, 0, &id);
	const struct ur *u = stopur_paa(app_stopur(app), &id);
	if (!u)
		return;
	s->opgave = id;
	s->ms = stopur_ms(u, app_nu(app));
}

const struct screen_ops ur_screen = {
	.name = "ur",
	.titel = N_("Stopur"),
	.hjaelp = N_("Målingen er standset. Den kan bruges som opgavens minutter, gemmes som "
		     "observeret tid ved siden af det oplyste, eller kasseres."),
	.state_size = sizeof(struct ursvar),
	.over = true,
	.open = ur_open,
	.draw = ur_draw,
	.kort = ur_kort,
	.command = ur_command,
	.stand = ur_stand,
	.til_stand = ur_til_stand,
};
