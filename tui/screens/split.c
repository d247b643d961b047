#include "tui/screens/split.h"

#include <string.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/sprog.h"
#include "core/form/felt.h"
#include "core/journal/kladde.h"
#include "core/journal/store.h"
#include "core/regler/assess.h"
#include "core/sag/sag.h"
#include "core/sag/stopur.h"
#include "tui/app.h"
#include "tui/opdeling.h"
#include "tui/screens/fraser.h"
#include "tui/screens/opgavefelter.h"
#include "tui/screens/spalter.h"
#include "tui/screens/splitret.h"
#include "tui/screens/spring.h"
#include "tui/screens/ur.h"
#include "tui/stand.h"
#include "tui/textedit.h"

/* Rows under the frame: the task's fields, as many as there is room for. */
enum { FELTER_ROLIG = 3, FELTER_RET = 7, FELTER_ZONE = 1000000 };

struct split {
	struct opdeling o;
	struct spaltebredder bredder;
	size_t top[OPD_KOLONNER];
	bool skriver;                    /* the name line of a new task is open */
	struct textedit ny;
	struct uuid kladde;              /* its draft */
	struct splitret ret;
};

/* ---- places ------------------------------------------------------------ */

static int felt_linjer(const struct split *s, int h)
{
	int n = s->ret.i_gang ? FELTER_RET : FELTER_ROLIG;
	return n < h - 8 ? n : h > 8 ? h - 8 : 0;
}

static size_t synlig_top(size_t top, size_t raekke, size_t rows)
{
	if (raekke < top)
		return raekke;
	return raekke >= top + rows ? raekke - rows + 1 : top;
}

static size_t rows_nu(const struct split *s, int h, int w)
{
	return (size_t)spalter_raekker(&s->o, h - felt_linjer(s, h), w);
}

static void hold_syn(struct split *s, const struct app *app)
{
	int h, w;
	app_plads(app, &h, &w);
	opdeling_ajour(&s->o);
	spalter_maal(&s->o, &s->bredder);
	for (int k = 0; k < OPD_KOLONNER; k++)
		s->top[k] = synlig_top(s->top[k], s->o.raekke[k], rows_nu(s, h, w));
}

/* The task whose fields stand in the edit lines. */
static const struct objekt *opgaven(const struct split *s, const struct app *app)
{
	if (s->ret.i_gang)
		return sag_objekt(app_sag(app), &s->ret.opgave);
	const struct oprad *her = opdeling_her(&s->o);
	return her ? her->opgave : NULL;
}

/* ---- life -------------------------------------------------------------- */

/* The first column with something in it. */
static void begynd(struct split *s)
{
	for (int k = 0; k < OPD_KOLONNER && !opdeling_her(&s->o); k++)
		s->o.kolonne = k;
	if (!opdeling_her(&s->o))
		s->o.kolonne = 0;
}

static int split_open(void *state, struct app *app, const void *arg, struct err *e)
{
	struct split *s = state;
	const struct spring_opgave *til = arg;
	(void)e;
	opdeling_init(&s->o, app_sag(app), app_assess(app)->regelsaet);
	opdeling_ajour(&s->o);
	const struct objekt *opgave = til ? sag_objekt(app_sag(app), &til->opgave) : NULL;
	if (!opgave || !opdeling_find(&s->o, opgave))
		begynd(s);
	else if (til->felt[0])
		splitret_start(&s->ret, app, opgave, til->felt);
	hold_syn(s, app);
	return 0;
}

static void split_close(void *state)
{
	struct split *s = state;
	opdeling_done(&s->o);
	textedit_done(&s->ny);
	fieldedit_done(&s->ret.fe);
}

static void split_draw(const void *state, const struct app *app, struct flade f)
{
	const struct split *s = state;
	int felter = felt_linjer(s, f.h);
	size_t rows = rows_nu(s, f.h, f.w), top[OPD_KOLONNER];
	const struct ur *ur = stopur_loeber(app_stopur(app));
	for (int k = 0; k < OPD_KOLONNER; k++)
		top[k] = synlig_top(s->top[k], s->o.raekke[k], rows);
	struct spaltevalg v = {
		.o = &s->o, .bredder = &s->bredder, .top = top,
		.ny = s->skriver ? &s->ny : NULL,
		.ur = ur ? &ur->opgave : NULL,
		.app = app,
		.fokus = !s->skriver && !s->ret.i_gang,
	};
	spalter_draw(&v, flade_del(f, 0, 0, f.h - felter, f.w));
	const struct objekt *opgave = opgaven(s, app);
	if (felter && opgave && !s->skriver)
		opgavefelter_draw(app, opgave, s->ret.i_gang ? &s->ret.fe : NULL,
				  flade_del(f, f.h - felter, 1, felter, f.w - 2), FELTER_ZONE);
}

static void ret(struct split *s, struct app *app)
{
	const struct oprad *her = opdeling_her(&s->o);
	if (her)
		splitret_start(&s->ret, app, her->opgave, her->mangler ? her->mangler : "antal");
}

/* ---- a new task -------------------------------------------------------- */

static void begynd_ny(struct split *s, struct app *app)
{
	textedit_set(&s->ny, "", false);
	uuid_ny(&s->kladde, store_nu(sag_store(app_sag(app))));
	s->skriver = true;
}

static void slet_kladde(const struct split *s, struct app *app)
{
	kladde_slet(sag_store(app_sag(app)), &s->kladde, "opgaver.navn", NULL);
}

static int skriv_ny(struct split *s, struct app *app)
{
	struct err e = {0, ""};
	if (strspn(textedit_str(&s->ny), " ,;") == strlen(textedit_str(&s->ny)))
		return 0;
	int rc = opdeling_ny(&s->o, textedit_str(&s->ny), &e);
	if (rc < 0)
		app_fejl(app, &e);
	else
		slet_kladde(s, app);
	return rc;
}

static unsigned ny_command(struct split *s, struct app *app, enum command c)
{
	bool tom = !*textedit_str(&s->ny);
	int h, w;
	switch ((int)c) {
	case C_NY_SKRIV:
		if (skriv_ny(s, app) == 0)
			begynd_ny(s, app);
		if (tom)
			s->skriver = false;
		break;
	case C_NY_SLUT:
	case C_TILBAGE:
		if (skriv_ny(s, app) < 0)
			return DONE;
		s->skriver = false;
		break;
	case C_NY_SPALTE:
		s->o.kolonne = (s->o.kolonne + 1) % OPD_KOLONNER;
		break;
	case C_NY_SPALTE_FORRIGE:
		s->o.kolonne = (s->o.kolonne + OPD_KOLONNER - 1) % OPD_KOLONNER;
		break;
	default:
		app_plads(app, &h, &w);
		if (!textedit_command(&s->ny, c, w))
			return IGNORED;
		app_typed(app);
	}
	hold_syn(s, app);
	return DONE;
}

/* ---- the columns ------------------------------------------------------- */

static unsigned flyt(struct split *s, struct app *app, int kolonne, bool foelg)
{
	struct err e = {0, ""};
	if (opdeling_flyt(&s->o, kolonne, foelg, &e) < 0)
		app_fejl(app, &e);
	return DONE;
}

static unsigned fjern(struct split *s, struct app *app)
{
	const struct oprad *her = opdeling_her(&s->o);
	struct err e = {0, ""};
	if (!her)
		return DONE;
	const char *navn = objekt_get(her->opgave, "navn");
	struct buf b = BUF_TOM;
	buf_tekst(&b, navn ? navn : "");
	if (opdeling_fjern(&s->o, &e) < 0)
		app_fejl(app, &e);
	else
		app_message(app, _("%s er fjernet. ^U fortryder."), buf_str(&b));
	buf_done(&b);
	return DONE;
}

static unsigned ur(struct split *s, struct app *app)
{
	const struct oprad *her = opdeling_her(&s->o);
	if (her)
		ur_tast(app, her->opgave);
	return DONE;
}

/* Up and down; a whole column at a time with the page keys. */
static bool gaa(struct split *s, const struct app *app, enum command c)
{
	int h, w, n = (int)opdeling_antal(&s->o, s->o.kolonne);
	app_plads(app, &h, &w);
	int side = (int)rows_nu(s, h, w);
	switch ((int)c) {
	case C_LISTE_OP: opdeling_gaa(&s->o, 0, -1); break;
	case C_LISTE_NED: opdeling_gaa(&s->o, 0, 1); break;
	case C_LISTE_SIDE_OP: opdeling_gaa(&s->o, 0, -side); break;
	case C_LISTE_SIDE_NED: opdeling_gaa(&s->o, 0, side); break;
	case C_LISTE_START: opdeling_gaa(&s->o, 0, -n); break;
	case C_LISTE_SLUT: opdeling_gaa(&s->o, 0, n); break;
	case C_SPALTE_VENSTRE: opdeling_gaa(&s->o, -1, 0); break;
	case C_SPALTE_HOEJRE: opdeling_gaa(&s->o, 1, 0); break;
	default: return false;
	}
	return true;
}

static unsigned spalte_command(struct split *s, struct app *app, enum command c)
{
	switch ((int)c) {
	case C_FLYT_VENSTRE: return flyt(s, app, s->o.kolonne - 1, true);
	case C_FLYT_HOEJRE: return flyt(s, app, s->o.kolonne + 1, true);
	case C_FLYT_1: return flyt(s, app, 0, false);
	case C_FLYT_2: return flyt(s, app, 1, false);
	case C_FLYT_3: return flyt(s, app, 2, false);
	case C_OPGAVE_NY: begynd_ny(s, app); return DONE;
	case C_OPGAVE_RET: ret(s, app); return DONE;
	case C_OPGAVE_FJERN: return fjern(s, app);
	case C_OPGAVE_UR: return ur(s, app);
	default: return gaa(s, app, c) ? DONE : IGNORED;
	}
}

static unsigned split_command(void *state, struct app *app, enum command c)
{
	struct split *s = state;
	if (c == C_FRASER && s->ret.i_gang)
		return fraser_aabn(&s->ret.fe, app);
	if (c == C_BREV_HER && !s->skriver)
		return splitret_brev(&s->ret, app, opgaven(s, app));
	unsigned w = s->skriver ? ny_command(s, app, c)
		   : s->ret.i_gang ? splitret_command(&s->ret, app, &s->o, c)
		   : spalte_command(s, app, c);
	if (w != IGNORED)
		hold_syn(s, app);
	return w;
}

/* ---- text, mouse, help ------------------------------------------------- */

static unsigned split_kort(const void *state, const struct app *app)
{
	const struct split *s = state;
	(void)app;
	if (s->skriver)
		return KORT_NY_OPGAVE | KORT_TEKST;
	if (s->ret.i_gang)
		return fieldedit_kort(&s->ret.fe) | KORT_FORM;
	return KORT_OPDELING | KORT_LISTE;
}

static bool split_kan(const void *state, const struct app *app, enum command c)
{
	const struct split *s = state;
	bool paa_opgave = c == C_OPGAVE_RET || c == C_OPGAVE_FJERN || c == C_OPGAVE_UR ||
			  c == C_FLYT_1 || c == C_FLYT_HOEJRE;
	(void)app;
	return !paa_opgave || opdeling_her(&s->o);
}

static unsigned split_tekst(void *state, struct app *app, const char *t, size_t n)
{
	struct split *s = state;
	if (s->ret.i_gang)
		return fieldedit_tekst(&s->ret.fe, app, t, n);
	if (!s->skriver)
		return IGNORED;
	for (size_t i = 0; i < n;) {            /* a pasted list: one task a line */
		const char *slut = memchr(t + i, '\n', n - i);
		size_t m = slut ? (size_t)(slut - t) - i : n - i;
		textedit_ind(&s->ny, t + i, m);
		i += m + 1;
		if (slut && skriv_ny(s, app) < 0)
			break;
		if (slut)
			begynd_ny(s, app);
	}
	app_typed(app);
	hold_syn(s, app);
	return DONE;
}

static unsigned split_mouse(void *state, struct app *app, struct mouse m)
{
	struct split *s = state;
	const struct objekt *opgave = opgaven(s, app);
	if (m.zone < 0 || s->skriver)
		return IGNORED;
	if (splitret_leave(&s->ret, app, &s->o) < 0)
		return DONE;
	if (m.zone >= FELTER_ZONE) {
		if (opgave)
			splitret_nr(&s->ret, app, opgave, (size_t)(m.zone - FELTER_ZONE));
		return DONE;
	}
	if (s->ret.i_gang)
		splitret_ud(&s->ret, app, &s->o);
	int k = m.zone / SPALTER_ZONE;
	size_t i = (size_t)(m.zone % SPALTER_ZONE);
	bool igen = k == s->o.kolonne && i == s->o.raekke[k];
	s->o.kolonne = k;
	s->o.raekke[k] = i;
	if (m.art == MOUSE_CLICK && igen)
		ret(s, app);
	else if (m.art != MOUSE_CLICK)
		opdeling_gaa(&s->o, 0, m.art == MOUSE_UP ? -1 : 1);
	hold_syn(s, app);
	return DONE;
}

static void ny_linje(const struct split *s, struct buf *ud)
{
	size_t foer = ud->len;
	opdeling_hint(textedit_str(&s->ny), s->o.kolonne, ud);
	if (ud->len == foer)
		buf_tekst(ud, _("Navnet er nok. Eller fx: Rengøring 2 dag 30 20 (30 min, heraf "
				"hjælp 20)"));
}

static void split_linje(const void *state, const struct app *app, struct buf *ud)
{
	const struct split *s = state;
	const struct objekt *opgave = opgaven(s, app);
	if (s->skriver)
		ny_linje(s, ud);
	else if (s->ret.i_gang && s->ret.fe.fejl.kode)
		buf_tekst(ud, s->ret.fe.fejl.tekst);
	else if (s->ret.i_gang && s->ret.fe.felt && s->ret.fe.felt->hjaelp)
		buf_tekst(ud, s->ret.fe.felt->hjaelp);
	else if (opgave)
		timer_linje(app_sag(app), opgave, ud);
}

static void split_forklar(const void *state, const struct app *app, struct buf *ud)
{
	const struct split *s = state;
	(void)app;
	const struct felt *f = s->ret.i_gang ? s->ret.fe.felt : NULL;
	if (f && f->hjaelp)
		buf_format(ud, "%s: %s\n", f->navn, f->hjaelp);
	if (f && f->kilde)
		buf_format(ud, _("Kilde: %s\n"), f->kilde);
}

static int split_keep(void *state, struct app *app, struct err *e)
{
	struct split *s = state;
	if (s->ret.i_gang)
		return fieldedit_keep(&s->ret.fe, app, e);
	if (!s->skriver || !*textedit_str(&s->ny))
		return 0;
	char felt[] = "opgaver.navn", liste[] = "opgaver";
	struct kladde k = {.sag = *sag_id(app_sag(app)), .objekt = s->kladde, .felt = felt,
			   .tekst = s->ny.b.data, .liste = liste};
	return kladde_gem(sag_store(app_sag(app)), &k, e);
}

/* Words: the column, the row in each, the line being written, the field being edited. */
enum { STAND_RAEKKE = 1, STAND_NY = 4, STAND_RET = 8 };

static enum command split_stand(const void *state, const struct app *app, struct buf *ud)
{
	const struct split *s = state;
	(void)app;
	stand_tal(ud, s->o.kolonne);
	for (int k = 0; k < OPD_KOLONNER; k++)
		stand_tal(ud, (long)s->o.raekke[k]);
	stand_tal(ud, s->skriver);
	stand_tekst(ud, s->skriver ? textedit_str(&s->ny) : "");
	stand_tal(ud, (long)s->ny.pos);
	stand_uuid(ud, &s->kladde);
	splitret_stand(&s->ret, ud);
	return C_INGEN;
}

static void split_til_stand(void *state, struct app *app, const struct stand *o)
{
	struct split *s = state;
	size_t kolonne = stand_som_antal(o, 0);
	s->o.kolonne = kolonne < OPD_KOLONNER ? (int)kolonne : 0;
	for (int k = 0; k < OPD_KOLONNER; k++) {
		size_t raekke = stand_som_antal(o, STAND_RAEKKE + k);
		s->o.raekke[k] = raekke < opdeling_antal(&s->o, k) ? raekke : 0;
	}
	if (stand_som_tal(o, STAND_NY)) {
		begynd_ny(s, app);
		textedit_set(&s->ny, o->ord[STAND_NY + 1], false);
		textedit_til(&s->ny, stand_som_antal(o, STAND_NY + 2));
		stand_som_uuid(o, STAND_NY + 3, &s->kladde);
	}
	splitret_til_stand(&s->ret, app, o, STAND_RET);
	hold_syn(s, app);
}

/* Another case may have been opened from a screen above. */
static void split_again(void *state, struct app *app)
{
	struct split *s = state;
	if (!app_sag(app))
		return;
	s->o.sag = app_sag(app);
	s->o.laest = false;
	s->o.regelsaet = app_assess(app)->regelsaet;
	hold_syn(s, app);
	splitret_igen(&s->ret, app, &s->o);
}

static int split_leave(void *state, struct app *app)
{
	struct split *s = state;
	if (!s->skriver)
		return splitret_leave(&s->ret, app, &s->o);
	int rc = skriv_ny(s, app);
	s->skriver = rc < 0;
	return rc;
}

const struct screen_ops split_screen = {
	.name = "split",
	.titel = N_("Opgaver"),
	.hjaelp = N_("Opgaverne i tre spalter: det borgeren klarer selv, det der kræver praktisk "
		     "bistand, og det borgeren slet ikke kan. Skriv først navne, flyt dem med 1, 2 "
		     "og 3, og svar så på hvor ofte, hvor længe og hvorfor. Tallene i bunden regnes "
		     "om, hver gang noget ændres."),
	.state_size = sizeof(struct split),
	.open = split_open,
	.draw = split_draw,
	.kort = split_kort,
	.kan = split_kan,
	.command = split_command,
	.tekst = split_tekst,
	.mouse = split_mouse,
	.linje = split_linje,
	.forklar = split_forklar,
	.keep = split_keep,
	.stand = split_stand,
	.til_stand = split_til_stand,
	.again = split_again,
	.leave = split_leave,
	.close = split_close,
};
