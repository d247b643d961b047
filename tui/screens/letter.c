#include "tui/screens/letter.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/sprog.h"
#include "core/brev/brev.h"
#include "core/brev/brevsaet.h"
#include "core/brev/lix.h"
#include "core/brev/pligt.h"
#include "core/cmd/miljoe.h"
#include "core/form/felt.h"
#include "core/form/formsaet.h"
#include "core/regler/assess.h"
#include "core/regler/mangler.h"
#include "core/regler/regelsaet.h"
#include "core/sag/sag.h"
#include "tui/app.h"
#include "tui/brevpapir.h"
#include "tui/brevvisning.h"
#include "tui/screens/mangler.h"
#include "tui/screens/prompt.h"
#include "tui/screens/sendt.h"
#include "tui/screens/spring.h"
#include "tui/screens/udskriv.h"
#include "tui/stand.h"

struct letter {
	struct brevsaet *saet;
	struct brevpapir papir;
	struct brev *brev;
	struct mangler mangler;
	struct brevvisning v;
	struct buf sti;                  /* the file name that is offered */
	struct buf fejl;                 /* mistakes in the templates, a line each */
	const struct stavning *stavning; /* NULL: no dictionary here */
};

/* ---- the text ---------------------------------------------------------- */

/* A settings gap never stops a letter, but the one who sends it should know. */
static void forbehold(struct letter *t, const struct app *app)
{
	const struct indstillinger *ind = &app_miljoe(app)->ind;
	const struct regelsaet *r = app_assess(app)->regelsaet;
	if (!dato_er(r->kontrolleret))
		linjer_format(&t->v.l, STYLE_WARNING, 2, LINJER_INTET,
			      _("! Kommunen har ikke kontrolleret hjemlen i regelsættet %s."), r->navn);
	for (const char *p = buf_str(&t->fejl); *p; p += strcspn(p, "\n") + 1)
		linjer_format(&t->v.l, STYLE_WARNING, 2, LINJER_INTET, _("! Skabelonen: %.*s"),
			      (int)strcspn(p, "\n"), p);
	if (!ind->kommune.navn[0] || !ind->bruger.navn[0])
		linjer_add(&t->v.l, STYLE_WARNING, 2, LINJER_INTET,
			   _("! Afsenderens navn står ikke i indstillingerne; brevet bruger "
			     "kommunekoden og brugernavnet."));
}

/* A paper that rests on no decision waits for its own fields alone. */
static bool huller(const struct letter *t)
{
	return !pligt_hel_sag(t->papir.art) && t->brev && t->brev->n_mangler > 0;
}

static bool har_klage(const struct brev *b)
{
	for (size_t i = 0; i < b->n; i++)
		if (strcmp(b->blokke[i].sektion, "klage") == 0)
			return true;
	return false;
}

static void mangel_linjer(struct letter *t)
{
	const struct mangler *m = &t->mangler;
	if (huller(t))
		linjer_format(&t->v.l, STYLE_TITLE, 0, LINJER_INTET,
			      _("Et udkast. Tomme felter i brevet: %zu. De står som [mangler: …]."),
			      t->brev->n_mangler);
	else if (!m->n)
		linjer_add(&t->v.l, STYLE_GOOD, 0, LINJER_INTET, _("✓ Brevet kan blive endeligt."));
	else
		linjer_format(&t->v.l, STYLE_TITLE, 0, LINJER_INTET,
			      _("Et udkast. Før brevet kan blive endeligt, mangler (%zu):"), m->n);
	for (size_t i = 0; i < m->n; i++)
		linjer_format(&t->v.l, STYLE_WARNING, 2, (int)i, "✗ %s", m->alle[i].tekst);
}

/* What the case keeps, and from when the time to complain runs. */
static void gemt_linjer(struct letter *t, const struct app *app, const struct objekt *gemt)
{
	char dag[40], frist[40];
	struct dato d;
	const char *kanal = objekt_get(gemt, "kanal");
	int uger = app_assess(app)->regelsaet->klagefrist_uger;
	linjer_format(&t->v.l, STYLE_GOOD, 0, LINJER_INTET,
		      _("✓ Brevet er endeligt og gemt i sagen (%s). Udskriften er de gemte bytes; "
			"teksten her er sagen, som den står nu."), objekt_get(gemt, "id"));
	if (objekt_dato(gemt, "sendt", &d))
		linjer_format(&t->v.l, STYLE_GOOD, 2, LINJER_INTET, _("Sendt den %s%s%s."),
			      dato_lang(d, dag), kanal ? ": " : "", kanal ? kanal : "");
	if (objekt_dato(gemt, "tilgaengelig", &d) && har_klage(t->brev))
		linjer_format(&t->v.l, STYLE_GOOD, 2, LINJER_INTET,
			      _("Tilgængeligt den %s. Klagen skal være her senest den %s."),
			      dato_lang(d, dag), dato_lang(dato_plus_dage(d, 7 * uger), frist));
}

static int byg(struct letter *t, const struct app *app, struct err *e)
{
	brev_free(t->brev);
	t->v.brev = t->brev = NULL;
	t->v.spring.n = 0;
	linjer_ryd(&t->v.l);
	mangler_done(&t->mangler);
	if (pligt_hel_sag(t->papir.art))
		mangler_endelig(&t->mangler, app_sag(app), app_assess(app));
	brevpapir_job(app, &t->papir, 0);
	const struct objekt *gemt = brevpapir_gemt(app, &t->papir);
	t->papir.endelig = gemt != NULL;
	int rc = brevpapir_brev(&t->brev, app, &t->papir, e);
	if (rc < 0)
		return rc;
	t->v.brev = t->brev;
	const struct objekt *job = *t->papir.job ? sag_med_navn(app_sag(app), "ansaettelser",
								t->papir.job) : NULL;
	const char *hos = job ? objekt_get(job, "virksomhed") : NULL;
	linjer_format(&t->v.l, STYLE_TITLE, 0, LINJER_INTET, _("%s%s%s · LIX %d%s"),
		      brevsaet_titel(t->saet, t->papir.art), hos ? " · " : "", hos ? hos : "",
		      brev_lix(t->brev), t->papir.stor ? _(" · stor skrift") : "");
	if (gemt)
		gemt_linjer(t, app, gemt);
	else
		mangel_linjer(t);
	forbehold(t, app);
	brevvisning_laesbarhed(&t->v);
	brevvisning_stavning(&t->v, app_sag(app), t->stavning);
	linjer_tom(&t->v.l);
	linjer_add(&t->v.l, STYLE_FRAME, 0, LINJER_INTET, "────────────────────────────────────────");
	brevvisning_brev(&t->v);
	brevvisning_ajour(&t->v, app);
	return 0;
}

/* ---- life -------------------------------------------------------------- */

static void skabelonfejl(void *arg, const char *saetning)
{
	buf_format(arg, "%s\n", saetning);
}

/* The letter opened from a field, or where it was left. */
static void stil(struct letter *t, struct app *app, const struct letter_arg *a)
{
	if (!a)
		brevvisning_igen(&t->v, app);
	else if (!brevvisning_bruger(&t->v, app, a->felt->noegle, &a->objekt))
		app_message(app, _("Ingen sætning i brevet bruger feltet »%s«."), a->felt->navn);
}

static int letter_open(void *state, struct app *app, const void *arg, struct err *e)
{
	struct letter *t = state;
	struct miljoe *m = app_miljoe(app);
	const char *const mapper[] = {m->mapper[0], m->mapper[1], m->mapper[2]};
	size_t n = 0;
	brevvisning_init(&t->v);
	while (n < 3 && mapper[n])
		n++;
	snprintf(t->papir.art, sizeof(t->papir.art), "afgoerelse");
	int rc = brevsaet_hent(&t->saet, mapper, n, sag_formsaet(app_sag(app)), skabelonfejl,
			       &t->fejl, e);
	const struct brevsted *b = app_brevsted(app);
	if (rc == 0 && b->linje && brevsaet_skabelon(t->saet, b->art) &&
	    uuid_ens(&b->sag, sag_id(app_sag(app))))
		snprintf(t->papir.art, sizeof(t->papir.art), "%s", b->art);
	t->papir.saet = t->saet;
	t->stavning = miljoe_stavning(m, NULL, NULL, &(struct err){0, ""});
	rc = rc < 0 ? rc : byg(t, app, e);
	if (rc == 0)
		stil(t, app, arg);
	return rc;
}

static void letter_close(void *state)
{
	struct letter *t = state;
	brevvisning_done(&t->v);
	buf_done(&t->fejl);
	mangler_done(&t->mangler);
	brev_free(t->brev);
	brevsaet_free(t->saet);
	buf_done(&t->sti);
}

static void letter_again(void *state, struct app *app)
{
	struct err e = {0, ""};
	if (byg(state, app, &e) < 0)
		app_fejl(app, &e);
}

static void letter_draw(const void *state, const struct app *app, struct flade f)
{
	const struct letter *t = state;
	(void)app;
	linjer_draw(&t->v.l, f);
}

static unsigned letter_kort(const void *state, const struct app *app)
{
	(void)state;
	(void)app;
	return KORT_BREV | KORT_RULLE;
}

/* ---- from paragraph to field ------------------------------------------- */

static int valg_her(const struct letter *t, const struct app *app)
{
	int h, w;
	app_plads(app, &h, &w);
	return linjer_valg(&t->v.l, w);
}

static unsigned gaa_til(struct letter *t, struct app *app)
{
	int valg = valg_her(t, app);
	const struct brev_saetning *s = brevvisning_her(&t->v, app);
	if (s && s->n_felter) {
		const struct objekt *o = uuid_tom(&s->objekt) ? NULL
							      : sag_objekt(app_sag(app), &s->objekt);
		brevvisning_husk(&t->v, app, t->papir.art);
		spring_til(app, s->felter[t->v.felt % s->n_felter], o);
		return CLOSE;
	}
	if (valg >= VIS_SPRING && valg < VIS_SPRING + (int)t->v.spring.n) {
		brevvisning_til(&t->v, app,
				*VEC_NR(struct brevspor, &t->v.spring, valg - VIS_SPRING));
		return DONE;
	}
	if (valg >= 0 && (size_t)valg < t->mangler.n) {
		mangel_spring(app, &t->mangler.alle[valg]);
		return CLOSE;
	}
	app_message(app, _("Der er intet felt bag denne linje."));
	return DONE;
}

static void letter_linje(const void *state, const struct app *app, struct buf *ud)
{
	brevvisning_linje(&((const struct letter *)state)->v, app, ud);
}

static void letter_forklar(const void *state, const struct app *app, struct buf *ud)
{
	brevvisning_forklar(&((const struct letter *)state)->v, app, ud);
}

/* ---- to paper ---------------------------------------------------------- */

/* A letter that cannot be final yet shows why. */
static bool stoppet(struct letter *t, struct app *app, bool endelig)
{
	if (!endelig || t->papir.endelig || (!t->mangler.n && !huller(t)))
		return false;
	app_message(app, _("Brevet kan ikke blive endeligt endnu. Det, der mangler, står øverst."));
	t->v.l.raekke = t->v.l.top = 0;
	return true;
}

static unsigned papir(struct letter *t, struct app *app, const struct screen_ops *ops)
{
	app_push(app, ops, &t->papir, sizeof(t->papir));
	return DONE;
}

static int gem_udkast(struct app *app, void *til, const char *sti, struct err *e)
{
	struct brevpapir p = ((const struct letter *)til)->papir;
	p.endelig = false;
	return brevpapir_gem(app, &p, sti, e);
}

static int gem_endelig(struct app *app, void *til, const char *sti, struct err *e)
{
	struct brevpapir p = ((const struct letter *)til)->papir;
	p.endelig = true;
	return brevpapir_gem(app, &p, sti, e);
}

/* Asks where the PDF shall lie. */
static unsigned fil(struct letter *t, struct app *app, bool endelig)
{
	struct brevpapir p = t->papir;
	struct buf b = BUF_TOM;
	p.endelig = endelig;
	if (stoppet(t, app, endelig))
		return DONE;
	brevpapir_sti(app, &p, &b);
	buf_ryd(&t->sti);
	buf_tekst(&t->sti, buf_str(&b));
	buf_done(&b);
	struct prompt spoerg = {
		.titel = endelig ? _("Det endelige brev gemmes i sagen og som PDF i filen:")
				 : _("Udkastet som PDF i filen:"),
		.tekst = buf_str(&t->sti),
		.svar = endelig ? gem_endelig : gem_udkast,
		.til = t,
		.igen = endelig ? C_BREV_ENDELIG : C_BREV_UDKAST,
	};
	app_push(app, &prompt_screen, &spoerg, sizeof(spoerg));
	return DONE;
}

/* The next kind of letter; with one kind there is nothing to do. */
static unsigned naeste_art(struct letter *t, struct app *app)
{
	const char *const *arter;
	size_t n = brevsaet_arter(t->saet, &arter), i = 0;
	struct err e = {0, ""};
	while (i < n && strcmp(arter[i], t->papir.art) != 0)
		i++;
	snprintf(t->papir.art, sizeof(t->papir.art), "%s", arter[(i + 1) % n]);
	t->v.l.raekke = t->v.l.top = 0;
	if (byg(t, app, &e) < 0)
		app_fejl(app, &e);
	return DONE;
}

static unsigned naeste_job(struct letter *t, struct app *app)
{
	if (!*t->papir.job) {
		app_message(app, _("Brevet er ikke om ét af flere job."));
		return DONE;
	}
	brevpapir_job(app, &t->papir, 1);
	letter_again(t, app);
	return DONE;
}

static unsigned letter_command(void *state, struct app *app, enum command c)
{
	struct letter *t = state;
	int h, w;
	app_plads(app, &h, &w);
	switch ((int)c) {
	case C_BREV_GAA: return gaa_til(t, app);
	case C_BREV_FELT: t->v.felt++; return DONE;
	case C_BREV_SAETNING: brevvisning_skridt(&t->v, app, 1); return DONE;
	case C_BREV_SAETNING_FOER: brevvisning_skridt(&t->v, app, -1); return DONE;
	case C_BREV_BRUG:
		if (!brevvisning_bruger(&t->v, app, NULL, NULL))
			app_message(app, _("Der er intet felt bag denne linje."));
		return DONE;
	case C_BREV_UDKAST: return fil(t, app, false);
	case C_BREV_ENDELIG: return fil(t, app, true);
	case C_BREV_UDSKRIV: return papir(t, app, &udskriv_screen);
	case C_BREV_SENDT: return papir(t, app, &sendt_screen);
	case C_BREV_ART: return naeste_art(t, app);
	case C_BREV_JOB: return naeste_job(t, app);
	case C_BREV_STOR:
		t->papir.stor = !t->papir.stor;
		letter_again(t, app);
		return DONE;
	default: break;
	}
	if (!linjer_command(&t->v.l, c, h, w))
		return IGNORED;
	brevvisning_ajour(&t->v, app);
	return DONE;
}

static enum command letter_stand(const void *state, const struct app *app, struct buf *ud)
{
	const struct letter *t = state;
	(void)app;
	stand_tekst(ud, t->papir.art);
	stand_tal(ud, t->papir.stor);
	stand_tal(ud, (long)t->v.felt);
	linjer_stand(&t->v.l, ud);
	return C_INGEN;
}

static void letter_til_stand(void *state, struct app *app, const struct stand *o)
{
	struct letter *t = state;
	const char *const *arter;
	size_t n = brevsaet_arter(t->saet, &arter);
	for (size_t i = 0; i < n; i++)
		if (strcmp(arter[i], o->ord[0]) == 0)
			snprintf(t->papir.art, sizeof(t->papir.art), "%s", arter[i]);
	t->papir.stor = stand_som_tal(o, 1) != 0;
	letter_again(t, app);
	linjer_til_stand(&t->v.l, o, 3);
	brevvisning_ajour(&t->v, app);
	t->v.felt = stand_som_antal(o, 2);
}

static unsigned letter_mouse(void *state, struct app *app, struct mouse m)
{
	struct letter *t = state;
	int h, w;
	app_plads(app, &h, &w);
	if (linjer_mouse(&t->v.l, m, h, w))
		return gaa_til(t, app);
	brevvisning_ajour(&t->v, app);
	return DONE;
}

static bool letter_kan(const void *state, const struct app *app, enum command c)
{
	const struct letter *t = state;
	const char *const *arter;
	(void)app;
	if (c == C_BREV_ART)
		return brevsaet_arter(t->saet, &arter) > 1;
	if (c == C_BREV_JOB)
		return *t->papir.job;
	return c != C_BREV_ENDELIG || t->papir.endelig || (!t->mangler.n && !huller(t));
}

const struct screen_ops letter_screen = {
	.name = "brev",
	.titel = N_("Brevet"),
	.hjaelp = N_("Brevet, som det læses. Øverst står det, der mangler, før det kan blive "
		     "endeligt. Pilene går fra sætning til sætning, Enter går til det felt, som "
		     "sætningen er skrevet af, og F6 tilbage igen; n finder den næste sætning af "
		     "samme felt. u laver "
		     "et udkast som PDF, e det endelige brev, p udskriver (et udkast, til brevet er endeligt), j skifter "
		     "job, s noterer at det er sendt."),
	.state_size = sizeof(struct letter),
	.open = letter_open,
	.draw = letter_draw,
	.kort = letter_kort,
	.kan = letter_kan,
	.command = letter_command,
	.mouse = letter_mouse,
	.linje = letter_linje,
	.forklar = letter_forklar,
	.again = letter_again,
	.stand = letter_stand,
	.til_stand = letter_til_stand,
	.close = letter_close,
};
