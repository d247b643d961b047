#include "tui/screens/afviste.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/sprog.h"
#include "core/cmd/miljoe.h"
#include "core/cmd/udfil.h"
#include "core/form/formsaet.h"
#include "core/journal/afvist.h"
#include "core/journal/store.h"
#include "core/sag/sag.h"
#include "tui/app.h"
#include "tui/hjemfil.h"
#include "tui/journalrad.h"
#include "tui/list.h"
#include "tui/stand.h"

enum { DETALJE = 7 };

struct afvisteskaerm {
	struct vec alle;                 /* struct afvist */
	struct list list;
};

static struct journal *journal(const struct app *app)
{
	return store_journal(app_miljoe(app)->store);
}

static int laes(struct afvisteskaerm *s, const struct app *app, struct err *e)
{
	afvist_ryd(&s->alle);
	int r = afvist_hent(journal(app), NULL, &s->alle, e);
	list_antal(&s->list, s->alle.n);
	return r;
}

static int afviste_open(void *state, struct app *app, const void *arg, struct err *e)
{
	struct afvisteskaerm *s = state;
	(void)arg;
	s->alle = (struct vec)VEC_AF(struct afvist);
	int r = laes(s, app, e);
	if (r == 0 && s->alle.n == 0)
		r = err_set(e, ERR_FINDES_IKKE, "%s", _("Kommunens lager har ikke afvist noget fra denne "
							"computer."));
	return r;
}

static void afviste_close(void *state)
{
	struct afvisteskaerm *s = state;
	afvist_ryd(&s->alle);
}

static enum command afviste_stand(const void *state, const struct app *app, struct buf *ud)
{
	const struct afvisteskaerm *s = state;
	(void)app;
	stand_tal(ud, (long)s->list.valgt);
	return C_INGEN;
}

static void afviste_til_stand(void *state, struct app *app, const struct stand *o)
{
	struct afvisteskaerm *s = state;
	(void)app;
	if (stand_som_antal(o, 0) < s->list.n)
		s->list.valgt = stand_som_antal(o, 0);
}

static const struct afvist *valgt(const struct afvisteskaerm *s)
{
	return s->list.valgt < s->alle.n ? VEC_NR(struct afvist, &s->alle, s->list.valgt) : NULL;
}

static const struct felt *felt(const struct app *app, const struct afvist *a)
{
	return formsaet_felt(app_miljoe(app)->formsaet, a->felt);
}

static bool skjult(const struct app *app, const struct afvist *a)
{
	const struct felt *f = felt(app, a);
	return app_delt(app) && (!f || f->foelsom);
}

static void feltnavn(const struct app *app, const struct afvist *a, struct buf *ud)
{
	const struct felt *f = felt(app, a);
	bool fjernet = strcmp(a->felt, "slettet") == 0;
	buf_tekst(ud, f ? f->navn : fjernet ? _("Fjernet") : a->felt);
}

static void vaerdi(const struct app *app, const struct afvist *a, struct buf *ud)
{
	const struct felt *f = felt(app, a);
	if (!a->vaerdi)
		buf_tekst(ud, _("(tomt)"));
	else if (f)
		felt_vis(f, a->vaerdi, ud);
	else
		buf_tekst(ud, a->vaerdi);
}

static const char *tid(const struct afvist *a, char ud[24])
{
	return journalrad_tid(&(struct journalrad){.ms = POST_MS(a->tid)}, ud);
}

/* All of one, as it goes into a note or a file. */
static void hele(const struct app *app, const struct afvist *a, struct buf *ud)
{
	char t[24];
	buf_tekst(ud, _("Afvist af kommunens lager: "));
	feltnavn(app, a, ud);
	buf_format(ud, _(", skrevet %s af %s.\nGrund: "), tid(a, t), a->bruger);
	afvist_grund(a->grund, ud);
	buf_tekst(ud, "\n");
	vaerdi(app, a, ud);
}

static void tegn_rad(struct flade f, const struct afvist *a, const struct app *app, bool her)
{
	enum style s = her ? STYLE_FOCUS : a->set ? STYLE_DIM : STYLE_NORMAL;
	int bred = f.w >= 50, x = bred ? 22 : 4, navn = (f.w - x) / 2;
	struct buf b = BUF_TOM;
	char t[24];
	flade_ryd(f, s);
	flade_tekst(f, 0, 0, s, her ? "▸" : " ");
	flade_tekst(f, 0, 2, s, a->set ? "✓" : "✗");
	if (bred)
		flade_tekst(f, 0, 4, s, tid(a, t));
	feltnavn(app, a, &b);
	flade_felt(f, 0, x, navn - 1, s, buf_str(&b));
	buf_ryd(&b);
	vaerdi(app, a, &b);
	flade_felt(f, 0, x + navn, f.w - x - navn, s, skjult(app, a) ? _("skjult visning") : buf_str(&b));
	if (her)
		flade_markoer(f, 0, 2);
	buf_done(&b);
}

static void tegn_detalje(const struct afvist *a, const struct app *app, struct flade f)
{
	struct buf b = BUF_TOM;
	if (f.h < 2 || !a)
		return;
	flade_streg(f, 0, 0, f.w, STYLE_FRAME);
	struct flade t = flade_del(f, 1, 1, f.h - 1, f.w - 2);
	afvist_grund(a->grund, &b);
	int y = flade_afsnit(t, 0, STYLE_WARNING, buf_str(&b));
	buf_ryd(&b);
	if (!a->sag_her)
		y += flade_afsnit(t, y, STYLE_DIM, _("Sagen er ikke længere på denne computer; teksten er."));
	buf_format(&b, _("Skrevet af %s: "), a->bruger);
	vaerdi(app, a, &b);
	flade_afsnit(t, y, STYLE_VALUE, skjult(app, a) ? _("skjult visning") : buf_str(&b));
	buf_done(&b);
}

static int listerader(int h)
{
	int n = h - DETALJE;
	return n < 1 ? 1 : n;
}

static void afviste_draw(const void *state, const struct app *app, struct flade f)
{
	const struct afvisteskaerm *s = state;
	int rows = listerader(f.h);
	size_t top = list_top(&s->list, rows);
	for (int y = 0; y < rows && top + (size_t)y < s->alle.n; y++) {
		size_t i = top + (size_t)y;
		tegn_rad(flade_del(f, y, 0, 1, f.w), VEC_NR(struct afvist, &s->alle, i), app,
			 i == s->list.valgt);
		flade_zone(f, y, 0, 1, f.w, 1 + y);
	}
	tegn_detalje(valgt(s), app, flade_del(f, rows, 0, f.h - rows, f.w));
}

static unsigned afviste_kort(const void *state, const struct app *app)
{
	(void)state;
	(void)app;
	return KORT_AFVIST | KORT_LISTE;
}

static void saet(struct afvisteskaerm *s, struct app *app, bool klaret)
{
	struct err e = {0, ""};
	struct post_ref r = valgt(s)->ref;
	if (afvist_saet(journal(app), &r, klaret, &e) < 0 || laes(s, app, &e) < 0)
		app_fejl(app, &e);
}

static unsigned notat(struct afvisteskaerm *s, struct app *app)
{
	struct err e = {0, ""};
	struct buf b = BUF_TOM;
	if (!app_sag(app)) {
		app_message(app, "%s", _("Åbn den sag, teksten skal ind i, og tryk Alt-a der."));
		return DONE;
	}
	int r = afvist_maa_skrive(journal(app), sag_id(app_sag(app)), &e);
	if (r == 0) {
		app_message(app, "%s", _("Du har ikke lov til at skrive i denne sag. Åbn en anden, eller gem "
					 "teksten med g."));
		return DONE;
	}
	hele(app, valgt(s), &b);
	if (r > 0)
		r = sag_note(app_sag(app), "", buf_str(&b), &e);
	buf_done(&b);
	if (r < 0) {
		app_fejl(app, &e);
		return DONE;
	}
	saet(s, app, true);
	app_message(app, "%s", _("Teksten er et notat i den åbne sag. Det afviste bliver stående her."));
	return DONE;
}

static unsigned gem(struct afvisteskaerm *s, struct app *app)
{
	struct err e = {0, ""};
	struct buf b = BUF_TOM;
	char *sti = hjemfil_sti("femtrin-afvist", app_i_dag(app), "txt");
	for (size_t i = 0; i < s->alle.n; i++) {
		char id[UUID_TEKST];
		const struct afvist *a = VEC_NR(struct afvist, &s->alle, i);
		hele(app, a, &b);
		buf_format(&b, _("\nSag: %s\n\n"), uuid_skriv(&a->sag, id));
	}
	if (udfil_skriv(sti, b.data, b.len, &e) < 0)
		app_fejl(app, &e);
	else
		app_message(app, _("Det afviste ligger uforseglet i %s. Slet filen, når den er brugt."), sti);
	buf_done(&b);
	free(sti);
	return DONE;
}

static unsigned afviste_command(void *state, struct app *app, enum command c)
{
	struct afvisteskaerm *s = state;
	int h, w;
	app_plads(app, &h, &w);
	if (valgt(s) && c == C_AFVIST_NOTAT)
		return notat(s, app);
	if (valgt(s) && c == C_AFVIST_GEM)
		return gem(s, app);
	if (valgt(s) && c == C_AFVIST_SET) {
		saet(s, app, !valgt(s)->set);
		return DONE;
	}
	return list_command(&s->list, c, listerader(h)) || c == C_AFVIST ? DONE : IGNORED;
}

static unsigned afviste_mouse(void *state, struct app *app, struct mouse m)
{
	struct afvisteskaerm *s = state;
	int h, w;
	app_plads(app, &h, &w);
	if (m.art != MOUSE_CLICK)
		return list_command(&s->list, m.art == MOUSE_UP ? C_LISTE_OP : C_LISTE_NED, listerader(h))
			       ? DONE : IGNORED;
	size_t i = list_top(&s->list, listerader(h)) + (size_t)m.zone - 1;
	if (m.zone < 1 || i >= s->alle.n)
		return IGNORED;
	s->list.valgt = i;
	return DONE;
}

static void afviste_again(void *state, struct app *app)
{
	struct err e = {0, ""};
	if (laes(state, app, &e) < 0)
		app_fejl(app, &e);
}

const struct screen_ops afviste_screen = {
	.name = "afvist",
	.titel = N_("Afvist af kommunens lager"),
	.hjaelp = N_("Det, kommunens lager ikke tog imod, med grunden. Det tæller ikke med i sagen, men "
		     "bliver på denne computer, også når sagen har forladt den; det slettes aldrig. n tager "
		     "teksten med som et notat i den sag, der er åben, g gemmer det hele som en tekstfil, "
		     "x mærker det som klaret, så det ikke tælles mere."),
	.state_size = sizeof(struct afvisteskaerm),
	.open = afviste_open,
	.draw = afviste_draw,
	.kort = afviste_kort,
	.command = afviste_command,
	.mouse = afviste_mouse,
	.again = afviste_again,
	.stand = afviste_stand,
	.til_stand = afviste_til_stand,
	.close = afviste_close,
};
