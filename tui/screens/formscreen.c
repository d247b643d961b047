#include "tui/screens/formscreen.h"

#include <string.h>

#include "core/base/buf.h"
#include "core/base/sprog.h"
#include "core/form/formsaet.h"
#include "core/regler/assess.h"
#include "tui/app.h"
#include "tui/formdraw.h"
#include "tui/screens/fraser.h"
#include "tui/screens/letter.h"

/* What a person can type here. */
static const char *const tager[] = {
	[FELT_TEKST] = N_("En linje tekst."),
	[FELT_LANG] = N_("Tekst i flere linjer. Enter åbner den, Esc lukker den."),
	[FELT_DATO] = N_("En dato: 1/9, 1.9.2026, 010926, i dag, i morgen."),
	[FELT_TIDSPUNKT] = N_("Dato og klokkeslæt: 1.9.2026 13.40."),
	[FELT_KLOKKE] = N_("Et klokkeslæt: 12.30."),
	[FELT_JANEJ] = N_("j eller n; mellemrum skifter, Delete tømmer."),
	[FELT_VALG] = N_("Et valg: skriv de første bogstaver, skift med mellemrum og pile, "
			 "eller tryk Enter for listen."),
	[FELT_FLERVALG] = N_("Et eller flere valg: Enter åbner listen, mellemrum slår til og fra."),
	[FELT_HELTAL] = N_("Et helt tal."),
	[FELT_TIMER] = N_("Timer om ugen: 30, 30,5 eller 30:30."),
	[FELT_DAGE] = N_("Dage om ugen, halve med: 2,5."),
	[FELT_BELOEB] = N_("Et beløb i kroner: 2400 eller 2400,50."),
	[FELT_CPR] = N_("Et CPR-nummer: 6 cifre, bindestreg, 4 cifre."),
	[FELT_CVR] = N_("Et CVR-nummer: 8 cifre."),
	[FELT_PNUMMER] = N_("Et P-nummer: 10 cifre."),
	[FELT_POSTNR] = N_("Et postnummer: 4 cifre."),
	[FELT_KOMMUNE] = N_("En kommunekode: 4 cifre."),
	[FELT_NAVN] = N_("Et kort navn inden for sagen, for eksempel t1."),
	[FELT_UUID] = N_("Sagens eller tingens id."),
	[FELT_KVARTAL] = N_("Et kvartal: 2026K4."),
	[FELT_HASH] = N_("64 cifre og bogstaver a-f."),
};

unsigned formscreen_mouse(struct form *f, struct app *app, struct mouse m)
{
	if (m.art != MOUSE_CLICK)
		return form_command(f, app, m.art == MOUSE_UP ? C_FELT_FORRIGE : C_FELT_NAESTE);
	size_t nr = (size_t)m.zone;
	if (nr != f->nr) {
		form_fokus(f, app, nr);
		return DONE;
	}
	const struct form_row *r = form_row(f);
	if (r && r->art != FORM_FELT)
		app_do(app, C_RAEKKE_AABN);
	else
		formdraw_click(f, app, m.y, m.x);
	return DONE;
}

void formscreen_linje(const struct form *f, const struct app *app, struct buf *ud)
{
	const struct form_row *r = form_row(f);
	(void)app;
	if (r && r->felt)
		buf_tekst(ud, r->felt->hjaelp ? r->felt->hjaelp : _(tager[r->felt->type]));
	else if (r && r->sektion->hjaelp)
		buf_tekst(ud, r->sektion->hjaelp);
}

static unsigned til_brev(const struct form *f, struct app *app)
{
	const struct form_row *r = form_row(f);
	if (!r || !r->felt)
		return IGNORED;
	const struct letter_arg a = {r->felt, r->objekt};
	app_push(app, &letter_screen, &a, sizeof(a));
	return DONE;
}

unsigned formscreen_command(struct form *f, struct app *app, enum command c)
{
	if (c == C_BREV_HER)
		return til_brev(f, app);
	return c == C_FRASER ? fraser_aabn(&f->felt, app) : form_command(f, app, c);
}

static void bemaerkninger(const struct felt *felt, const struct app *app, struct buf *ud)
{
	const struct assess *a = app_assess(app);
	for (size_t i = 0; i < a->n_remarks; i++) {
		const struct bemaerkning *b = &a->remarks[i];
		bool om = b->besvares_af && strcmp(b->besvares_af, felt->noegle) == 0;
		for (size_t k = 0; k < b->n_felter && !om; k++)
			om = strcmp(b->felter[k], felt->noegle) == 0;
		if (om)
			buf_format(ud, "\n! %s\n  %s%s\n", b->tekst, b->kilde,
				   b->besvaret ? _(" (besvaret)") : "");
	}
}

void formscreen_forklar(const struct form *f, const struct app *app, struct buf *ud)
{
	const struct form_row *r = form_row(f);
	if (!r || !r->felt) {
		if (r)
			buf_format(ud, "%s\n%s\n", r->sektion->titel,
				   r->sektion->hjaelp ? r->sektion->hjaelp : "");
		return;
	}
	const struct felt *felt = r->felt;
	buf_format(ud, "%s\n", felt->navn);
	if (felt->hjaelp)
		buf_format(ud, "%s\n", felt->hjaelp);
	buf_format(ud, "%s\n", _(tager[felt->type]));
	if (felt->kilde)
		buf_format(ud, _("Kilde: %s\n"), felt->kilde);
	if (felt->kraeves == KRAEVES_BESOEG)
		buf_format(ud, "%s\n", _("● Skal være der, før du går fra arbejdspladsen."));
	else if (felt->kraeves == KRAEVES_KONTOR)
		buf_format(ud, "%s\n", _("○ Skal være der senere, hjemme på kontoret."));
	bemaerkninger(felt, app, ud);
}
