#include "tui/screens/fraser.h"

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/sprog.h"
#include "core/brev/brev.h"
#include "core/brev/fraser.h"
#include "core/cmd/miljoe.h"
#include "core/sag/sag.h"
#include "tui/app.h"
#include "tui/stand.h"

struct state {
	struct fieldedit *fe;
	struct fraser *fraser;
	size_t valgt, n;
};

static const struct frase *nr(const struct state *s, size_t i)
{
	return fraser_nr(s->fraser, s->fe->felt->noegle, i);
}

/* The phrase as it would go in. */
static void tekst(const struct state *s, const struct app *app, const struct frase *f,
		  struct buf *ud)
{
	const struct brev_om om = {.assess = app_assess(app), .ind = &app_miljoe(app)->ind,
				   .i_dag = app_i_dag(app), .udkast = true};
	const struct objekt *o = uuid_tom(&s->fe->objekt) ? NULL
							   : sag_objekt(app_sag(app), &s->fe->objekt);
	fraser_tekst(f, app_sag(app), o, &om, ud);
}

static int fraser_open(void *state, struct app *app, const void *arg, struct err *e)
{
	struct state *s = state;
	const struct miljoe *m = app_miljoe(app);
	s->fe = ((const struct fraser_arg *)arg)->fe;
	fraser_hent(&s->fraser, (const char *const *)m->mapper, 3, m->formsaet, NULL, NULL);
	while (nr(s, s->n))
		s->n++;
	if (s->n > 0)
		return 0;
	fraser_free(s->fraser);
	return err_set(e, ERR_FINDES_IKKE, _("Der er ingen fraser til feltet »%s«."),
		       s->fe->felt->navn);
}

static void fraser_close(void *state)
{
	fraser_free(((struct state *)state)->fraser);
}

/* The names, and under them the words of the one chosen. */
static void fraser_draw(const void *state, const struct app *app, struct flade f)
{
	const struct state *s = state;
	enum { ORD = 4 };
	int rows = f.h - ORD - 2 > 1 ? f.h - ORD - 2 : 1;
	rows = (size_t)rows > s->n ? (int)s->n : rows;
	struct flade d = flade_del(f, f.h - rows - ORD - 1, 0, rows + ORD + 1, f.w);
	size_t top = s->valgt < (size_t)rows ? 0 : s->valgt - (size_t)rows + 1;
	struct buf b = BUF_TOM;
	flade_ryd(d, STYLE_NORMAL);
	flade_streg(d, 0, 0, d.w, STYLE_FRAME);
	for (int i = 0; i < rows && top + (size_t)i < s->n; i++) {
		bool her = top + (size_t)i == s->valgt;
		flade_tekst(d, i + 1, 1, her ? STYLE_FOCUS : STYLE_NORMAL, her ? "▸" : " ");
		flade_tekst(d, i + 1, 3, her ? STYLE_FOCUS : STYLE_NORMAL,
			    nr(s, top + (size_t)i)->navn);
		flade_zone(d, i + 1, 0, 1, d.w, (int)(top + (size_t)i));
		if (her)
			flade_markoer(d, i + 1, 3);
	}
	tekst(s, app, nr(s, s->valgt), &b);
	flade_afsnit(flade_del(d, rows + 1, 3, ORD, d.w - 4), 0, STYLE_DIM, buf_str(&b));
	buf_done(&b);
}

static unsigned fraser_kort(const void *state, const struct app *app)
{
	(void)state;
	(void)app;
	return KORT_LISTE | KORT_SPOERG;
}

/* In at the cursor; parted from a word before it. */
static unsigned ind(struct state *s, struct app *app)
{
	const struct textedit *t = &s->fe->tekst;
	struct buf b = BUF_TOM;
	char foer = t->pos > 0 ? textedit_str(t)[t->pos - 1] : ' ';
	if (foer != ' ' && foer != '\n')
		buf_tegn(&b, ' ');
	tekst(s, app, nr(s, s->valgt), &b);
	fieldedit_tekst(s->fe, app, buf_str(&b), b.len);
	buf_done(&b);
	return CLOSE;
}

static unsigned fraser_command(void *state, struct app *app, enum command c)
{
	struct state *s = state;
	switch ((int)c) {
	case C_LISTE_OP: s->valgt -= s->valgt > 0; return DONE;
	case C_LISTE_NED: s->valgt += s->valgt + 1 < s->n; return DONE;
	case C_LISTE_SIDE_OP:
	case C_LISTE_START: s->valgt = 0; return DONE;
	case C_LISTE_SIDE_NED:
	case C_LISTE_SLUT: s->valgt = s->n - 1; return DONE;
	case C_SPOERG_SVAR: return ind(s, app);
	case C_SPOERG_FORTRYD: return CLOSE;
	default: return IGNORED;
	}
}

static unsigned fraser_mouse(void *state, struct app *app, struct mouse m)
{
	struct state *s = state;
	if (m.art != MOUSE_CLICK)
		return fraser_command(s, app, m.art == MOUSE_UP ? C_LISTE_OP : C_LISTE_NED);
	bool igen = (size_t)m.zone == s->valgt;
	s->valgt = (size_t)m.zone < s->n ? (size_t)m.zone : s->valgt;
	return igen ? ind(s, app) : DONE;
}

static enum command fraser_stand(const void *state, const struct app *app, struct buf *ud)
{
	(void)app;
	stand_tal(ud, (long)((const struct state *)state)->valgt);
	return C_FRASER;
}

static void fraser_til_stand(void *state, struct app *app, const struct stand *o)
{
	struct state *s = state;
	size_t v = stand_som_antal(o, 0);
	(void)app;
	s->valgt = v < s->n ? v : 0;
}

unsigned fraser_aabn(struct fieldedit *fe, struct app *app)
{
	const struct fraser_arg a = {fe};
	if (!fe->felt || (fe->felt->type != FELT_LANG && fe->felt->type != FELT_TEKST))
		return IGNORED;
	app_push(app, &fraser_screen, &a, sizeof(a));
	return DONE;
}

const struct screen_ops fraser_screen = {
	.name = "fraser",
	.titel = N_("Fraser"),
	.hjaelp = N_("Vendinger til feltet. Enter sætter den valgte ind, hvor markøren står; skriv "
		     "derefter det, der gælder i netop denne sag. Kommunen har sine egne i "
		     "fraser.yaml."),
	.state_size = sizeof(struct state),
	.over = true,
	.open = fraser_open,
	.draw = fraser_draw,
	.kort = fraser_kort,
	.command = fraser_command,
	.mouse = fraser_mouse,
	.stand = fraser_stand,
	.til_stand = fraser_til_stand,
	.close = fraser_close,
};
