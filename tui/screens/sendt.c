#include "tui/screens/sendt.h"

#include <string.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/sprog.h"
#include "core/form/felt.h"
#include "core/form/formsaet.h"
#include "core/sag/sag.h"
#include "tui/app.h"
#include "tui/brevpapir.h"
#include "tui/fieldedit.h"
#include "tui/stand.h"

enum { N_FELTER = 3, LABEL = 16 };

static const char *const felter[N_FELTER] = {"sendt", "kanal", "tilgaengelig"};

struct sendt {
	struct uuid brev;
	struct fieldedit fe;
	int felt;
};

static const struct felt *feltet(const struct app *app, int i)
{
	return formsaet_listefelt(sag_formsaet(app_sag(app)), "breve", felter[i]);
}

static void tag(struct sendt *s, struct app *app, int i)
{
	s->felt = i;
	fieldedit_start(&s->fe, app, sag_objekt(app_sag(app), &s->brev), feltet(app, i));
}

static int sendt_open(void *state, struct app *app, const void *arg, struct err *e)
{
	struct sendt *s = state;
	const struct brevpapir *p = arg;
	const struct objekt *o = brevpapir_gemt(app, p);
	if (!o)
		return err_set(e, ERR_FINDES_IKKE, _("Der er intet endeligt brev endnu. Lav det "
						     "først med e."));
	for (int i = 0; i < N_FELTER; i++)
		if (!feltet(app, i))
			return err_set(e, ERR_FINDES_IKKE, _("Formularerne har ikke feltet breve.%s."),
				       felter[i]);
	s->brev = *objekt_id(o);
	tag(s, app, 0);
	return 0;
}

static void sendt_draw(const void *state, const struct app *app, struct flade f)
{
	const struct sendt *s = state;
	const struct objekt *o = sag_objekt(app_sag(app), &s->brev);
	struct flade rude = flade_del(f, f.h - N_FELTER - 2, 0, N_FELTER + 2, f.w);
	flade_ryd(rude, STYLE_NORMAL);
	flade_streg(rude, 0, 0, rude.w, STYLE_FRAME);
	flade_tekst(rude, 0, 2, STYLE_TITLE, _(" Brevet er sendt "));
	for (int i = 0; i < N_FELTER; i++) {
		struct flade v = flade_del(rude, 1 + i, 2 + LABEL, 1, rude.w - LABEL - 4);
		struct buf b = BUF_TOM;
		flade_felt(rude, 1 + i, 2, LABEL - 1, STYLE_LABEL, feltet(app, i)->navn);
		felt_tekst(app, o, feltet(app, i), &b);
		if (i == s->felt)
			fieldedit_draw(&s->fe, app, v);
		else
			flade_felt(v, 0, 0, v.w, STYLE_VALUE, buf_str(&b));
		buf_done(&b);
	}
	if (s->fe.fejl.kode)
		flade_felt(rude, N_FELTER + 1, 2, rude.w - 4, STYLE_ERROR, s->fe.fejl.tekst);
}

static unsigned sendt_kort(const void *state, const struct app *app)
{
	const struct sendt *s = state;
	(void)app;
	return fieldedit_kort(&s->fe) | KORT_FORM;
}

static unsigned skridt(struct sendt *s, struct app *app, int retning)
{
	int til = s->felt + retning;
	if (fieldedit_leave(&s->fe, app) < 0)
		return DONE;
	if (til < 0 || til >= N_FELTER)
		return CLOSE;
	tag(s, app, til);
	return DONE;
}

static unsigned sendt_command(void *state, struct app *app, enum command c)
{
	struct sendt *s = state;
	int h, w;
	app_plads(app, &h, &w);
	switch ((int)c) {
	case C_FELT_NAESTE: return skridt(s, app, 1);
	case C_FELT_FORRIGE: return skridt(s, app, s->felt ? -1 : 0);
	case C_TILBAGE: return fieldedit_leave(&s->fe, app) < 0 ? DONE : CLOSE;
	default: return fieldedit_command(&s->fe, app, c, w - LABEL - 4);
	}
}

static unsigned sendt_tekst(void *state, struct app *app, const char *t, size_t n)
{
	struct sendt *s = state;
	return fieldedit_tekst(&s->fe, app, t, n);
}

static int sendt_keep(void *state, struct app *app, struct err *e)
{
	struct sendt *s = state;
	return fieldedit_keep(&s->fe, app, e);
}

static enum command sendt_stand(const void *state, const struct app *app, struct buf *ud)
{
	const struct sendt *s = state;
	(void)app;
	stand_tal(ud, s->felt);
	fieldedit_stand(&s->fe, ud);
	return C_BREV_SENDT;
}

static void sendt_til_stand(void *state, struct app *app, const struct stand *o)
{
	struct sendt *s = state;
	size_t felt = stand_som_antal(o, 0);
	tag(s, app, felt < N_FELTER ? (int)felt : 0);
	fieldedit_til_stand(&s->fe, o, 1);
}

static int sendt_leave(void *state, struct app *app)
{
	struct sendt *s = state;
	return fieldedit_leave(&s->fe, app);
}

static void sendt_linje(const void *state, const struct app *app, struct buf *ud)
{
	const struct sendt *s = state;
	const struct felt *f = feltet(app, s->felt);
	if (f->hjaelp)
		buf_tekst(ud, f->hjaelp);
}

static void sendt_close(void *state)
{
	struct sendt *s = state;
	fieldedit_done(&s->fe);
}

const struct screen_ops sendt_screen = {
	.name = "sendt",
	.titel = N_("Brevet er sendt"),
	.hjaelp = N_("Skriv hvornår og hvordan brevet er sendt, og hvornår det var tilgængeligt for "
		     "borgeren. Klagefristen løber fra den dag."),
	.state_size = sizeof(struct sendt),
	.over = true,
	.open = sendt_open,
	.draw = sendt_draw,
	.kort = sendt_kort,
	.command = sendt_command,
	.tekst = sendt_tekst,
	.linje = sendt_linje,
	.keep = sendt_keep,
	.stand = sendt_stand,
	.til_stand = sendt_til_stand,
	.leave = sendt_leave,
	.close = sendt_close,
};
