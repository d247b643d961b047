#include "tui/form.h"

#include <string.h>

#include "core/base/sprog.h"
#include "core/form/formsaet.h"
#include "core/sag/sag.h"
#include "core/cmd/miljoe.h"
#include "tui/app.h"
#include "tui/formdraw.h"
#include "tui/stand.h"

static struct form_row *nr(const struct form *f, size_t i)
{
	return VEC_NR(struct form_row, &f->rows, i);
}

const struct form_row *form_row(const struct form *f)
{
	return f->nr < f->rows.n ? nr(f, f->nr) : NULL;
}

static void ny_row(struct form *f, struct form_row r)
{
	*(struct form_row *)vec_ny(&f->rows) = r;
}

static void felter(struct form *f, const struct sag *s, const struct sektion *k,
		   const struct objekt *o, const struct uuid *id)
{
	for (size_t i = 0; i < k->n; i++)
		if (!k->felter[i]->skjult && sag_vises(s, o, k->felter[i]))
			ny_row(f, (struct form_row){FORM_FELT, k, k->felter[i], *id});
}

static void sektion(struct form *f, const struct sag *s, const struct sektion *k)
{
	const struct uuid ingen = {0};
	if (!sag_gaelder(s, NULL, k->vis_hvis))
		return;
	ny_row(f, (struct form_row){.art = FORM_TITEL, .sektion = k});
	if (k->opdeling) {
		ny_row(f, (struct form_row){.art = FORM_OPDELING, .sektion = k});
	} else if (k->liste) {
		for (size_t i = 0; i < sag_antal(s, k->liste); i++)
			ny_row(f, (struct form_row){.art = FORM_OBJEKT, .sektion = k,
				    .objekt = *objekt_id(sag_nr(s, k->liste, i))});
		ny_row(f, (struct form_row){.art = FORM_TILFOEJ, .sektion = k});
	} else {
		felter(f, s, k, NULL, &ingen);
	}
}

/* The section that shows this list; lists of later steps may hold fields of it too. */
static void objektets(struct form *f, const struct app *app)
{
	const struct sag *s = app_sag(app);
	for (int t = 1; t <= 5; t++) {
		const struct trin *trin = formsaet_trin(app_miljoe(app)->formsaet, t);
		for (size_t i = 0; trin && i < trin->n; i++) {
			const struct sektion *k = trin->sektioner[i];
			if (k->liste && strcmp(k->liste, f->liste) == 0)
				felter(f, s, k, f->ny ? NULL : sag_objekt(s, &f->objekt),
				       &f->objekt);
		}
	}
}

static void lav(struct form *f, const struct app *app)
{
	f->rows.n = 0;
	f->udgave = sag_udgave(app_sag(app));
	if (f->trin == 0) {
		objektets(f, app);
		return;
	}
	const struct trin *t = formsaet_trin(app_miljoe(app)->formsaet, f->trin);
	for (size_t i = 0; t && i < t->n; i++)
		sektion(f, app_sag(app), t->sektioner[i]);
}

static bool kan_fokus(const struct form *f, size_t i)
{
	return nr(f, i)->art != FORM_TITEL;
}

/* The cursor is on number i: its field is taken up. */
static void tag(struct form *f, struct app *app, size_t i)
{
	f->nr = i;
	const struct form_row *r = form_row(f);
	if (!r || r->art != FORM_FELT)
		f->felt.felt = NULL;
	else if (f->ny)
		fieldedit_ny(&f->felt, app, f->liste, &f->objekt, r->felt);
	else
		fieldedit_start(&f->felt, app,
				uuid_tom(&r->objekt) ? NULL : sag_objekt(app_sag(app), &r->objekt),
				r->felt);
}

static void tag_foerste(struct form *f, struct app *app)
{
	size_t i = 0;
	while (i < f->rows.n && !kan_fokus(f, i))
		i++;
	tag(f, app, i);
}

static void start(struct form *f, struct app *app)
{
	f->rows.stoerrelse = sizeof(struct form_row);
	lav(f, app);
	tag_foerste(f, app);
}

void form_trin(struct form *f, struct app *app, int trin)
{
	f->trin = trin;
	start(f, app);
}

void form_objekt(struct form *f, struct app *app, const struct uuid *objekt)
{
	const struct objekt *o = sag_objekt(app_sag(app), objekt);
	f->liste = o ? objekt_liste(o) : "";
	f->objekt = *objekt;
	start(f, app);
}

void form_nyt_objekt(struct form *f, struct app *app, const char *liste, const struct uuid *id)
{
	f->liste = liste;
	f->ny = true;
	if (id)
		f->objekt = *id;
	else
		uuid_ny(&f->objekt, app_ms(app));
	start(f, app);
}

void form_done(struct form *f)
{
	fieldedit_done(&f->felt);
	vec_done(&f->rows);
}

static bool samme(const struct form_row *a, const struct form_row *b)
{
	return a->art == b->art && a->sektion == b->sektion && a->felt == b->felt &&
	       uuid_ens(&a->objekt, &b->objekt);
}

/* Rows anew; the cursor on the same one, or where it stood. */
static void lav_igen(struct form *f, struct app *app)
{
	struct form_row foer = {0};
	if (form_row(f))
		foer = *form_row(f);
	lav(f, app);
	size_t i = 0;
	while (i < f->rows.n && !samme(nr(f, i), &foer))
		i++;
	if (i < f->rows.n) {
		f->nr = i;
		return;
	}
	if (f->nr >= f->rows.n)
		f->nr = f->rows.n ? f->rows.n - 1 : 0;
	if (f->rows.n && !kan_fokus(f, f->nr) && f->nr + 1 < f->rows.n)
		f->nr++;
	tag(f, app, f->nr);
}

void form_igen(struct form *f, struct app *app)
{
	lav_igen(f, app);
	if (!f->felt.roert)
		tag(f, app, f->nr);
}

/* The object has come into being: from now on it is a form of that object. */
static void er_blevet_til(struct form *f)
{
	if (f->ny && f->felt.felt && !f->felt.ny_liste) {
		f->ny = false;
		for (size_t i = 0; i < f->rows.n; i++)
			nr(f, i)->objekt = f->felt.objekt;
		f->objekt = f->felt.objekt;
	}
}

int form_leave(struct form *f, struct app *app)
{
	int r = fieldedit_leave(&f->felt, app);
	er_blevet_til(f);
	if (f->udgave != sag_udgave(app_sag(app)))
		lav_igen(f, app);
	return r;
}

bool form_ugemt(const struct form *f, const struct app *app)
{
	return fieldedit_ugemt(&f->felt, app);
}

/* What the field does not take stays in it as a draft, with its sentence: going
 * on is possible. What the disk does not take keeps the cursor here: false. */
static bool forlad(struct form *f, struct app *app)
{
	if (form_leave(f, app) >= 0)
		return true;
	app_fejl(app, &f->felt.fejl);
	return !form_ugemt(f, app);
}

bool form_fokus(struct form *f, struct app *app, size_t i)
{
	if (i >= f->rows.n || !kan_fokus(f, i))
		return false;
	struct form_row til = *nr(f, i);
	if (!forlad(f, app))
		return false;
	for (i = 0; i < f->rows.n; i++)
		if (samme(nr(f, i), &til)) {
			tag(f, app, i);
			return true;
		}
	return false;
}

bool form_gaa(struct form *f, struct app *app, const struct felt *felt, const char *liste,
	      const struct uuid *objekt)
{
	for (size_t i = 0; i < f->rows.n; i++) {
		const struct form_row *r = nr(f, i);
		bool her = r->art == FORM_FELT && felt == r->felt && uuid_ens(&r->objekt, objekt);
		if (!felt && liste && r->art == FORM_TILFOEJ)
			her = strcmp(r->sektion->liste, liste) == 0;
		if (her)
			return form_fokus(f, app, i);
	}
	return false;
}

/* The next row that can have the cursor, `skridt` ways; rows.n when there is none.
 * `sektion`: the first one of another section. */
static size_t naeste(const struct form *f, int skridt, bool ny_sektion)
{
	const struct sektion *her = form_row(f) ? form_row(f)->sektion : NULL;
	for (size_t i = f->nr + (size_t)skridt; i < f->rows.n; i += (size_t)skridt)
		if (kan_fokus(f, i) && (!ny_sektion || nr(f, i)->sektion != her))
			return i;
	return f->rows.n;
}

static size_t sektionens_foerste(const struct form *f, size_t i)
{
	while (i > 0 && i < f->rows.n && kan_fokus(f, i - 1) &&
	       nr(f, i - 1)->sektion == nr(f, i)->sektion)
		i--;
	return i;
}

static unsigned flyt(struct form *f, struct app *app, enum command c)
{
	bool frem = c == C_FELT_NAESTE || c == C_SEKTION_NAESTE || c == C_LINJE_NED;
	bool sektion = c == C_SEKTION_NAESTE || c == C_SEKTION_FORRIGE;
	if (!forlad(f, app))
		return DONE;
	size_t i = naeste(f, frem ? 1 : -1, sektion);
	if (sektion)
		i = sektionens_foerste(f, i);
	if (i < f->rows.n)
		tag(f, app, i);
	else if (frem)
		app_message(app, "%s", f->trin ? _("Det var det sidste felt i trinnet. F4 går til det næste.")
					       : _("Det var det sidste felt. Esc går tilbage."));
	return DONE;
}

void form_stand(const struct form *f, struct buf *ud)
{
	const struct uuid ingen = {0};
	const struct form_row *r = form_row(f);
	stand_tekst(ud, r && r->felt ? r->felt->noegle : "");
	stand_uuid(ud, r ? &r->objekt : &ingen);
	stand_tal(ud, (long)f->nr);
	fieldedit_stand(&f->felt, ud);
}

static bool er_felt(const struct form_row *r, const char *noegle, const struct uuid *objekt)
{
	return r->art == FORM_FELT && uuid_ens(&r->objekt, objekt) &&
	       strcmp(r->felt->noegle, noegle) == 0;
}

/* The field by its name; a row that is no field by its number. */
void form_til_stand(struct form *f, struct app *app, const struct stand *s, int i)
{
	const char *felt = s->ord[i];
	struct uuid objekt;
	size_t k = 0, n = stand_som_antal(s, i + 2);
	stand_som_uuid(s, i + 1, &objekt);
	while (k < f->rows.n && !er_felt(nr(f, k), felt, &objekt))
		k++;
	if (k == f->rows.n && !*felt)
		k = n;
	if (k >= f->rows.n || !kan_fokus(f, k))
		return;
	tag(f, app, k);
	fieldedit_til_stand(&f->felt, s, i + 3);
}

unsigned form_kort(const struct form *f)
{
	const struct form_row *r = form_row(f);
	if (!r)
		return KORT_FORM;
	if (r->art == FORM_FELT)
		return fieldedit_kort(&f->felt);
	return KORT_RAEKKE | KORT_FORM;
}

unsigned form_command(struct form *f, struct app *app, enum command c)
{
	unsigned wish = IGNORED;
	if (f->felt.felt)
		wish = fieldedit_command(&f->felt, app, c, formdraw_bredde(f, app));
	if (f->felt.felt && f->udgave != sag_udgave(app_sag(app))) {
		er_blevet_til(f);
		lav_igen(f, app);
	}
	if (!(wish & IGNORED))
		return wish;
	bool retning = (c >= C_FELT_NAESTE && c <= C_SEKTION_FORRIGE) || c == C_LINJE_OP ||
		       c == C_LINJE_NED;
	return retning ? flyt(f, app, c) : IGNORED;
}

unsigned form_tekst(struct form *f, struct app *app, const char *s, size_t n)
{
	unsigned wish = f->felt.felt ? fieldedit_tekst(&f->felt, app, s, n) : IGNORED;
	if (f->felt.felt && f->udgave != sag_udgave(app_sag(app))) {
		er_blevet_til(f);
		lav_igen(f, app);
	}
	return wish;
}
