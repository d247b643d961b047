#include "tui/screens/splitret.h"

#include "core/base/err.h"
#include "core/base/sprog.h"
#include "core/form/felt.h"
#include "core/form/formsaet.h"
#include "core/sag/sag.h"
#include "tui/app.h"
#include "tui/opdeling.h"
#include "tui/screens/letter.h"
#include "tui/screens/opgavefelter.h"
#include "tui/stand.h"

static void tag(struct splitret *r, struct app *app, const struct objekt *opgave,
		const struct felt *felt)
{
	r->afvist = false;
	r->i_gang = true;
	r->opgave = *objekt_id(opgave);
	fieldedit_start(&r->fe, app, opgave, felt);
}

void splitret_nr(struct splitret *r, struct app *app, const struct objekt *opgave, size_t nr)
{
	struct opgavefelter of;
	opgavefelter_find(&of, app_sag(app), opgave);
	if (of.n)
		tag(r, app, opgave, of.felt[nr < of.n ? nr : 0]);
}

void splitret_start(struct splitret *r, struct app *app, const struct objekt *opgave,
		    const char *kort)
{
	struct opgavefelter of;
	opgavefelter_find(&of, app_sag(app), opgave);
	splitret_nr(r, app, opgave, opgavefelter_nr(&of, kort));
}

int splitret_leave(struct splitret *r, struct app *app, struct opdeling *o)
{
	struct err e = {0, ""};
	bool loest = false;
	if (!r->i_gang)
		return 0;
	bool roert = r->fe.roert;
	int rc = fieldedit_leave(&r->fe, app);
	if (rc < 0)
		return rc;
	const struct objekt *opgave = sag_objekt(app_sag(app), &r->opgave);
	if (opgave && roert)
		rc = opdeling_besvar(o, opgave, r->fe.felt->kort, &loest, &e);
	if (rc < 0)
		app_fejl(app, &e);
	else if (loest)
		app_message(app, _("Løsning er sat til assistance, fordi der er skrevet hjælp."));
	return 0;
}

void splitret_ud(struct splitret *r, struct app *app, struct opdeling *o)
{
	const struct objekt *opgave = sag_objekt(app_sag(app), &r->opgave);
	fieldedit_done(&r->fe);
	*r = (struct splitret){.i_gang = false};
	if (opgave)
		opdeling_find(o, opgave);
}

/* Next field, the one before; past either end back to the columns. */
static unsigned felt_skridt(struct splitret *r, struct app *app, struct opdeling *o, int retning)
{
	struct opgavefelter of;
	const struct felt *her = r->fe.felt;
	if (splitret_leave(r, app, o) < 0)
		return DONE;
	const struct objekt *opgave = sag_objekt(app_sag(app), &r->opgave);
	if (!opgave) {
		splitret_ud(r, app, o);
		return DONE;
	}
	opgavefelter_find(&of, app_sag(app), opgave);
	size_t i = opgavefelter_nr(&of, her->kort);
	if (i >= of.n || (retning > 0 ? i + 1 == of.n : i == 0))
		splitret_ud(r, app, o);
	else
		tag(r, app, opgave, of.felt[retning > 0 ? i + 1 : i - 1]);
	return DONE;
}

/* The same field of the next task in the column. */
static unsigned opgave_skridt(struct splitret *r, struct app *app, struct opdeling *o, int retning)
{
	const char *kort = r->fe.felt->kort;
	if (splitret_leave(r, app, o) < 0)
		return DONE;
	splitret_ud(r, app, o);
	opdeling_gaa(o, 0, retning);
	const struct oprad *her = opdeling_her(o);
	if (her)
		splitret_start(r, app, her->opgave, kort);
	return DONE;
}

/* Esc stores what was typed; where that does not fit, a second Esc lets it be. */
static unsigned tilbage(struct splitret *r, struct app *app, struct opdeling *o)
{
	if (!r->afvist && splitret_leave(r, app, o) < 0) {
		r->afvist = true;
		return DONE;
	}
	if (r->afvist)
		fieldedit_forget(&r->fe, app);
	splitret_ud(r, app, o);
	return DONE;
}

unsigned splitret_command(struct splitret *r, struct app *app, struct opdeling *o, enum command c)
{
	int h, w;
	switch ((int)c) {
	case C_FELT_NAESTE: return felt_skridt(r, app, o, 1);
	case C_FELT_FORRIGE: return felt_skridt(r, app, o, -1);
	case C_SEKTION_NAESTE: return opgave_skridt(r, app, o, 1);
	case C_SEKTION_FORRIGE: return opgave_skridt(r, app, o, -1);
	case C_TILBAGE: return tilbage(r, app, o);
	default: break;
	}
	app_plads(app, &h, &w);
	r->afvist = false;
	return fieldedit_command(&r->fe, app, c, w - 4);
}

void splitret_igen(struct splitret *r, struct app *app, struct opdeling *o)
{
	if (!r->i_gang)
		return;
	const struct objekt *opgave = sag_objekt(app_sag(app), &r->opgave);
	if (!opgave)
		splitret_ud(r, app, o);
	else if (!r->fe.roert)
		fieldedit_start(&r->fe, app, opgave, r->fe.felt);
}

void splitret_stand(const struct splitret *r, struct buf *ud)
{
	stand_uuid(ud, &r->opgave);
	stand_tekst(ud, r->i_gang && r->fe.felt ? r->fe.felt->kort : "");
	fieldedit_stand(&r->fe, ud);
}

void splitret_til_stand(struct splitret *r, struct app *app, const struct stand *s, int i)
{
	struct uuid id;
	stand_som_uuid(s, i, &id);
	const struct objekt *opgave = sag_objekt(app_sag(app), &id);
	if (!opgave || !*s->ord[i + 1])
		return;
	splitret_start(r, app, opgave, s->ord[i + 1]);
	fieldedit_til_stand(&r->fe, s, i + 2);
}

unsigned splitret_brev(const struct splitret *r, struct app *app, const struct objekt *opgave)
{
	struct letter_arg a = {.felt = r->i_gang ? r->fe.felt : NULL};
	if (!a.felt)
		a.felt = formsaet_listefelt(sag_formsaet(app_sag(app)), "opgaver", "navn");
	if (!opgave || !a.felt)
		return IGNORED;
	a.objekt = *objekt_id(opgave);
	app_push(app, &letter_screen, &a, sizeof(a));
	return DONE;
}
