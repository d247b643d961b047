#include "tui/screens/konflikt.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/base/sprog.h"
#include "core/cmd/miljoe.h"
#include "core/form/felt.h"
#include "core/journal/konflikt.h"
#include "core/journal/store.h"
#include "core/sag/sag.h"
#include "tui/app.h"
#include "tui/konfliktside.h"
#include "tui/konflikttegn.h"
#include "tui/sagsted.h"
#include "tui/screens/prompt.h"
#include "tui/screens/spring.h"
#include "tui/stand.h"

struct konfliktskaerm {
	struct vec alle;                 /* struct konflikt, of the open case */
	struct konfliktsider vist;       /* the one on the screen */
	struct konflikttegn t;
	size_t nr;
	bool videre;                     /* goes on to the next case after the last */
	char *spoerg;                    /* heading of the question, while it is asked */
};

static struct journal *journal(const struct app *app)
{
	return store_journal(app_miljoe(app)->store);
}

static const struct konflikt *denne(const struct konfliktskaerm *k)
{
	return k->nr < k->alle.n ? VEC_NR(struct konflikt, &k->alle, k->nr) : NULL;
}

static void vis(struct konfliktskaerm *k, const struct app *app, size_t nr)
{
	k->nr = nr;
	konfliktsider_done(&k->vist);
	k->t = (struct konflikttegn){.valgt = 0};
	if (denne(k))
		konfliktsider_lav(&k->vist, denne(k), app_sag(app));
}

static int laes(struct konfliktskaerm *k, const struct app *app, struct err *e)
{
	konflikt_ryd(&k->alle);
	int r = konflikt_hent(journal(app), sag_id(app_sag(app)), &k->alle, e);
	vis(k, app, k->nr < k->alle.n ? k->nr : 0);
	return r;
}

static int konflikt_open(void *state, struct app *app, const void *arg, struct err *e)
{
	struct konfliktskaerm *k = state;
	k->alle = (struct vec)KONFLIKTER;
	k->videre = arg != NULL;
	int r = laes(k, app, e);
	if (r < 0 || k->alle.n > 0)
		return r;
	int64_t andre = konflikt_antal(journal(app), NULL, e);
	if (andre > 0)
		return err_set(e, ERR_FINDES_IKKE, _("Sagen har ingen konflikter. Andre sager har %lld: tryk "
						     "Alt-k på listen over sager."), (long long)andre);
	return err_set(e, ERR_FINDES_IKKE, "%s", _("Der er ingen konflikter."));
}

static void konflikt_close(void *state)
{
	struct konfliktskaerm *k = state;
	konflikt_ryd(&k->alle);
	konfliktsider_done(&k->vist);
	free(k->spoerg);
}

static void konflikt_draw(const void *state, const struct app *app, struct flade f)
{
	const struct konfliktskaerm *k = state;
	bool skjul = app_delt(app) && k->vist.foelsom;
	konflikttegn_draw(&k->t, &k->vist, &(struct konflikttal){k->nr + 1, k->alle.n, skjul}, f);
}

static unsigned konflikt_kort(const void *state, const struct app *app)
{
	(void)state;
	(void)app;
	return KORT_KONFLIKT;
}

static bool to_lange(const struct konfliktskaerm *k)
{
	const struct felt *f = k->vist.felt;
	return f && f->type == FELT_LANG && k->vist.n == 2 && k->vist.side[0].vaerdi &&
	       k->vist.side[1].vaerdi;
}

static bool konflikt_kan(const void *state, const struct app *app, enum command c)
{
	const struct konfliktskaerm *k = state;
	(void)app;
	switch ((int)c) {
	case C_KONFLIKT_MIT: return konfliktsider_find(&k->vist, true) < k->vist.n;
	case C_KONFLIKT_DERES: return konfliktsider_find(&k->vist, false) < k->vist.n;
	case C_KONFLIKT_SKRIV: return k->vist.felt && k->vist.felt->type != FELT_LANG;
	case C_KONFLIKT_BEGGE: return to_lange(k);
	case C_KONFLIKT_NAESTE: return k->alle.n > 1;
	case C_KONFLIKT_FELT: return k->vist.felt && !k->vist.felt->skjult;
	default: return true;
	}
}

void konflikt_alle(struct app *app)
{
	struct vec sager = VEC_AF(struct uuid);
	struct err e = {0, ""};
	int r = konflikt_sager(journal(app), &sager, &e);
	if (r == 0 && sager.n == 0)
		app_message(app, "%s", _("Der er ingen konflikter."));
	else if (r == 0)
		r = app_aabn_sag(app, VEC_NR(struct uuid, &sager, 0), &e);
	if (r == 0 && sager.n > 0) {
		struct maal m = sagsted_husket(app);
		app_gaa_til_maal(app, &m);
		app_push(app, &konflikt_screen, "", 1);
	}
	if (r < 0)
		app_fejl(app, &e);
	vec_done(&sager);
}

/* The next conflict, the next case that has one, or back. */
static unsigned efter(struct konfliktskaerm *k, struct app *app, bool spurgt)
{
	struct err e = {0, ""};
	if (sag_genhent(app_sag(app), &e) < 0 || laes(k, app, &e) < 0) {
		app_fejl(app, &e);
		return CLOSE;
	}
	if (k->alle.n > 0) {
		app_message(app, "%s", _("Valgt; det andet bliver i journalen. ^U fortryder."));
		return DONE;
	}
	if (spurgt)
		app_do(app, C_TILBAGE);
	if (k->videre && konflikt_antal(journal(app), NULL, &e) > 0)
		konflikt_alle(app);
	app_message(app, "%s", _("Sagen har ingen konflikter mere; alt det fravalgte står i journalen."));
	return CLOSE;
}

static unsigned afgoer(struct konfliktskaerm *k, struct app *app, const char *vaerdi)
{
	struct err e = {0, ""};
	int r = konflikt_afgoer(journal(app), denne(k), vaerdi, &e);
	if (r == 0)
		return efter(k, app, false);
	struct err igen = {0, ""};
	if (r == ERR_FINDES_IKKE && laes(k, app, &igen) < 0)
		e = igen;
	app_fejl(app, &e);
	return k->alle.n > 0 ? DONE : CLOSE;
}

static unsigned tag(struct konfliktskaerm *k, struct app *app, size_t side)
{
	if (side < k->vist.n)
		return afgoer(k, app, k->vist.side[side].vaerdi);
	app_message(app, "%s", _("Det passer ikke på en af dem alene. Gå til den rigtige med pilene, og tryk "
				 "Enter."));
	return DONE;
}

/* Both texts, one under the other, and on to the field to put them together. */
static unsigned begge(struct konfliktskaerm *k, struct app *app)
{
	if (!to_lange(k)) {
		app_message(app, "%s", _("Begge kan kun beholdes i en lang tekst."));
		return DONE;
	}
	struct err e = {0, ""};
	struct buf ud = BUF_TOM;
	char *alt = mem_format("%s\n\n%s", k->vist.side[0].vaerdi, k->vist.side[1].vaerdi);
	unsigned svar = DONE;
	if (felt_kanon(k->vist.felt, alt, false, app_i_dag(app), &ud, &e) < 0)
		app_fejl(app, &e);
	else
		svar = afgoer(k, app, buf_str(&ud));
	buf_done(&ud);
	free(alt);
	return svar;
}

static int skrevet(struct app *app, void *til, const char *tekst, struct err *e)
{
	struct konfliktskaerm *k = til;
	struct buf ud = BUF_TOM;
	int r = felt_kanon(k->vist.felt, tekst, false, app_i_dag(app), &ud, e);
	if (r == 0)
		r = konflikt_afgoer(journal(app), denne(k), ud.len ? buf_str(&ud) : NULL, e);
	buf_done(&ud);
	if (r == 0)
		efter(k, app, true);
	return r;
}

static unsigned skriv(struct konfliktskaerm *k, struct app *app)
{
	if (!konflikt_kan(k, app, C_KONFLIKT_SKRIV)) {
		app_message(app, "%s", k->vist.felt
			? _("En lang tekst skrives i feltet: vælg en af dem eller b for begge, og gå så til "
			    "feltet med g.")
			: _("Her er der kun at vælge, om den skal blive eller fjernes."));
		return DONE;
	}
	free(k->spoerg);
	k->spoerg = mem_format(_("%s. Skriv, hvad der skal stå:"), k->vist.titel);
	app_push(app, &prompt_screen, &(struct prompt){.titel = k->spoerg, .svar = skrevet, .til = k,
						       .igen = C_KONFLIKT_SKRIV},
		 sizeof(struct prompt));
	return DONE;
}

static unsigned til_felt(struct konfliktskaerm *k, struct app *app)
{
	const struct felt *f = k->vist.felt;
	const struct objekt *o = denne(k)->liste ? sag_objekt(app_sag(app), &denne(k)->objekt) : NULL;
	if (!f || f->skjult || (f->liste && !o)) {
		app_message(app, "%s", _("Der er ikke et felt at gå til."));
		return DONE;
	}
	spring_til(app, f->noegle, o);
	return CLOSE;
}

static void naeste(struct konfliktskaerm *k, const struct app *app, size_t skridt)
{
	if (k->alle.n > 0)
		vis(k, app, (k->nr + skridt) % k->alle.n);
}

static unsigned konflikt_command(void *state, struct app *app, enum command c)
{
	struct konfliktskaerm *k = state;
	int h, w;
	if (!denne(k))
		return IGNORED;
	app_plads(app, &h, &w);
	switch ((int)c) {
	case C_KONFLIKT_MIT: return tag(k, app, konfliktsider_find(&k->vist, true));
	case C_KONFLIKT_DERES: return tag(k, app, konfliktsider_find(&k->vist, false));
	case C_KONFLIKT_TAG: return tag(k, app, k->t.valgt);
	case C_KONFLIKT_SKRIV: return skriv(k, app);
	case C_KONFLIKT_BEGGE: return begge(k, app);
	case C_KONFLIKT_FELT: return til_felt(k, app);
	case C_KONFLIKT_NAESTE: naeste(k, app, 1); return DONE;
	case C_KONFLIKT_FORRIGE: naeste(k, app, k->alle.n - 1); return DONE;
	case C_KONFLIKTER: return DONE;
	default: return konflikttegn_command(&k->t, &k->vist, c, h, w) ? DONE : IGNORED;
	}
}

static unsigned konflikt_mouse(void *state, struct app *app, struct mouse m)
{
	struct konfliktskaerm *k = state;
	int h, w;
	app_plads(app, &h, &w);
	if (m.art != MOUSE_CLICK)
		return konflikttegn_command(&k->t, &k->vist, m.art == MOUSE_UP ? C_KONFLIKT_RUL_OP
									       : C_KONFLIKT_RUL_NED, h, w)
			       ? DONE : IGNORED;
	if (m.zone < 1 || (size_t)m.zone > k->vist.n)
		return IGNORED;
	if (k->t.valgt == (size_t)m.zone - 1)
		return tag(k, app, k->t.valgt);
	k->t = (struct konflikttegn){.valgt = (size_t)m.zone - 1};
	return DONE;
}

static void konflikt_again(void *state, struct app *app)
{
	struct err e = {0, ""};
	if (app_sag(app) && laes(state, app, &e) < 0)
		app_fejl(app, &e);
}

static void konflikt_linje(const void *state, const struct app *app, struct buf *ud)
{
	const struct konfliktskaerm *k = state;
	(void)app;
	if (k->vist.felt && k->vist.felt->hjaelp)
		buf_tekst(ud, k->vist.felt->hjaelp);
	else
		buf_tekst(ud, _("Begge dele bliver i journalen, uanset hvad der vælges."));
}

static enum command konflikt_stand(const void *state, const struct app *app, struct buf *ud)
{
	const struct konfliktskaerm *k = state;
	(void)app;
	stand_tal(ud, (long)k->nr);
	stand_tal(ud, k->videre);
	stand_tal(ud, (long)k->t.valgt);
	return C_INGEN;
}

static void konflikt_til_stand(void *state, struct app *app, const struct stand *o)
{
	struct konfliktskaerm *k = state;
	if (stand_som_antal(o, 0) < k->alle.n)
		vis(k, app, stand_som_antal(o, 0));
	k->videre = stand_som_tal(o, 1) != 0;
	if (stand_som_antal(o, 2) < k->vist.n)
		k->t.valgt = stand_som_antal(o, 2);
}

const struct screen_ops konflikt_screen = {
	.name = "konflikter",
	.titel = N_("Konflikter"),
	.hjaelp = N_("To har ændret det samme, uden at den ene så den anden: det kan ske, når der arbejdes "
		     "uden net. Begges tekst står her side om side med navn og tid. m tager min, d deres, "
		     "Enter den, markøren står på; s skriver noget tredje, b beholder begge i en lang tekst. "
		     "Det fravalgte bliver i journalen for altid. Er en opgave fjernet af den ene og rettet "
		     "af den anden, bliver den i sagen, til der er valgt. Et endeligt brev venter, til "
		     "sagens konflikter er afgjort."),
	.state_size = sizeof(struct konfliktskaerm),
	.open = konflikt_open,
	.draw = konflikt_draw,
	.kort = konflikt_kort,
	.kan = konflikt_kan,
	.command = konflikt_command,
	.mouse = konflikt_mouse,
	.linje = konflikt_linje,
	.again = konflikt_again,
	.stand = konflikt_stand,
	.til_stand = konflikt_til_stand,
	.close = konflikt_close,
};
