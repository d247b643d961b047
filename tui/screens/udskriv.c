#include "tui/screens/udskriv.h"

#include <string.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/sprog.h"
#include "core/io/printer.h"
#include "tui/app.h"
#include "tui/brevpapir.h"
#include "tui/list.h"
#include "tui/stand.h"

enum { RAMME = 4, KOPIER_MAKS = 99 };

struct udskriv {
	struct brevpapir papir;
	struct printere printere;
	struct list list;
	int kopier;
	bool tosidet;
};

static int udskriv_open(void *state, struct app *app, const void *arg, struct err *e)
{
	struct udskriv *s = state;
	(void)app;
	s->papir = *(const struct brevpapir *)arg;
	s->kopier = 1;
	s->tosidet = true;
	printere_find(&s->printere);
	if (!s->printere.n)
		return err_set(e, ERR_FINDES_IKKE, _("Der er ingen printer på denne maskine. Gem "
						     "brevet som PDF i stedet."));
	list_antal(&s->list, s->printere.n);
	if (s->printere.standard < s->printere.n)
		s->list.valgt = s->printere.standard;
	return 0;
}

static int rude_h(const struct udskriv *s, int h)
{
	int n = (int)s->printere.n + RAMME;
	return n < h ? n : h;
}

static void udskriv_draw(const void *state, const struct app *app, struct flade f)
{
	const struct udskriv *s = state;
	int h = rude_h(s, f.h), rows = h - RAMME;
	struct flade rude = flade_del(f, f.h - h, 0, h, f.w);
	(void)app;
	flade_ryd(rude, STYLE_NORMAL);
	flade_streg(rude, 0, 0, rude.w, STYLE_FRAME);
	flade_tekst(rude, 0, 2, STYLE_TITLE, s->papir.endelig ? _(" Udskriv det endelige brev ")
							       : _(" Udskriv udkastet "));
	flade_format(rude, 1, 2, STYLE_VALUE, _("Eksemplarer: %d   (+ og -)"), s->kopier);
	flade_format(rude, 2, 2, STYLE_VALUE, _("Begge sider: %s   (d skifter)"),
		     s->tosidet ? _("ja") : _("nej"));
	size_t top = list_top(&s->list, rows);
	for (int y = 0; y < rows && top + (size_t)y < s->printere.n; y++) {
		bool her = top + (size_t)y == s->list.valgt;
		flade_felt(rude, 3 + y, 2, rude.w - 4, her ? STYLE_FOCUS : STYLE_NORMAL,
			   s->printere.navne[top + (size_t)y]);
		flade_tekst(rude, 3 + y, 1, STYLE_NORMAL, her ? "▸" : " ");
		if (her)
			flade_markoer(rude, 3 + y, 2);
	}
}

static unsigned udskriv_kort(const void *state, const struct app *app)
{
	(void)state;
	(void)app;
	return KORT_SPOERG | KORT_LISTE | KORT_UDSKRIV;
}

static unsigned send(struct udskriv *s, struct app *app)
{
	struct err e = {0, ""};
	struct buf pdf = BUF_TOM;
	bool fandtes;
	const char *printer = s->printere.navne[s->list.valgt];
	int rc = brevpapir_pdf(app, &s->papir, &pdf, &fandtes, &e);
	struct udskrift u = {.printer = printer, .titel = s->papir.art, .kopier = s->kopier,
			     .tosidet = s->tosidet, .pdf = pdf.data, .n = pdf.len};
	if (rc >= 0)
		rc = printer_udskriv(&u, &e);
	buf_done(&pdf);
	if (rc < 0) {
		app_fejl(app, &e);
		return DONE;
	}
	app_message(app, _("Brevet er sendt til printeren %s."), printer);
	return CLOSE;
}

static unsigned udskriv_command(void *state, struct app *app, enum command c)
{
	struct udskriv *s = state;
	int h, w;
	switch ((int)c) {
	case C_SPOERG_SVAR: return send(s, app);
	case C_SPOERG_FORTRYD:
	case C_TILBAGE: return CLOSE;
	case C_KOPI_FLERE: s->kopier += s->kopier < KOPIER_MAKS; return DONE;
	case C_KOPI_FAERRE: s->kopier -= s->kopier > 1; return DONE;
	case C_TOSIDET: s->tosidet = !s->tosidet; return DONE;
	default: break;
	}
	app_plads(app, &h, &w);
	return list_command(&s->list, c, rude_h(s, h) - RAMME) ? DONE : IGNORED;
}

static enum command udskriv_stand(const void *state, const struct app *app, struct buf *ud)
{
	const struct udskriv *s = state;
	(void)app;
	stand_tal(ud, s->kopier);
	stand_tal(ud, s->tosidet);
	stand_tekst(ud, s->printere.navne[s->list.valgt]);
	return C_BREV_UDSKRIV;
}

static void udskriv_til_stand(void *state, struct app *app, const struct stand *o)
{
	struct udskriv *s = state;
	size_t kopier = stand_som_antal(o, 0);
	(void)app;
	s->kopier = kopier >= 1 && kopier <= KOPIER_MAKS ? (int)kopier : 1;
	s->tosidet = stand_som_tal(o, 1) != 0;
	for (size_t i = 0; i < s->printere.n; i++)
		if (strcmp(s->printere.navne[i], o->ord[2]) == 0)
			s->list.valgt = i;
}

static void udskriv_close(void *state)
{
	struct udskriv *s = state;
	printere_done(&s->printere);
}

const struct screen_ops udskriv_screen = {
	.name = "udskriv",
	.titel = N_("Udskriv"),
	.hjaelp = N_("Vælg printeren med pilene, antallet med + og -, en eller to sider med d, og "
		     "tryk Enter."),
	.state_size = sizeof(struct udskriv),
	.over = true,
	.open = udskriv_open,
	.draw = udskriv_draw,
	.kort = udskriv_kort,
	.command = udskriv_command,
	.stand = udskriv_stand,
	.til_stand = udskriv_til_stand,
	.close = udskriv_close,
};
