#include "tui/fieldchoice.h"

#include <stdlib.h>

#include "core/base/mem.h"
#include "core/base/sprog.h"
#include "tui/app.h"
#include "tui/choice.h"
#include "tui/fieldedit.h"

void fieldchoice_saet(struct fieldedit *fe, const char *v)
{
	char *ny = v && *v ? mem_tekst(v) : NULL;
	free(fe->valgt);
	fe->valgt = ny;
}

static void vaelg(struct fieldedit *fe, struct app *app, const char *v)
{
	fieldchoice_saet(fe, v);
	fe->roert = true;
	fieldedit_leave(fe, app);
}

/* The next of the choices; before the first and after the last nothing is chosen. */
static void skift(struct fieldedit *fe, struct app *app, int skridt)
{
	size_t n = choice_antal(fe->felt), i = choice_nr(fe->felt, fe->valgt);
	i = skridt > 0 ? (i >= n ? 0 : i + 1) : (i == 0 ? n : i - 1);
	vaelg(fe, app, i < n ? choice_vaerdi(fe->felt, i) : NULL);
}

static void aabn_liste(struct fieldedit *fe)
{
	size_t i = choice_nr(fe->felt, fe->valgt);
	fe->liste_valgt = i < choice_antal(fe->felt) ? i : 0;
	fe->aaben = true;
	buf_ryd(&fe->tekst.b);
}

static void slaa_til_fra(struct fieldedit *fe, struct app *app)
{
	size_t husk = fe->liste_valgt;
	char *ny = choice_skift(fe->felt, fe->valgt, husk);
	vaelg(fe, app, ny);
	free(ny);
	fe->aaben = true;
	fe->liste_valgt = husk;
}

static unsigned valgliste(struct fieldedit *fe, struct app *app, enum command c)
{
	bool fler = fe->felt->type == FELT_FLERVALG;
	size_t n = choice_antal(fe->felt);
	if (c == C_LISTE_VALG_OP) {
		fe->liste_valgt -= fe->liste_valgt > 0;
	} else if (c == C_LISTE_VALG_NED) {
		fe->liste_valgt += fe->liste_valgt + 1 < n;
	} else if (c == C_LISTE_VALG_SKIFT && fler) {
		slaa_til_fra(fe, app);
	} else if (c == C_LISTE_VALG_TAG || c == C_LISTE_VALG_SKIFT) {
		fe->aaben = false;
		if (!fler)
			vaelg(fe, app, choice_vaerdi(fe->felt, fe->liste_valgt));
		app_do(app, C_FELT_NAESTE);
	} else if (c == C_LISTE_VALG_LUK) {
		fe->aaben = false;
	} else {
		return IGNORED;
	}
	return DONE;
}

unsigned fieldchoice_command(struct fieldedit *fe, struct app *app, enum command c)
{
	bool fler = fe->felt->type == FELT_FLERVALG;
	if (fe->aaben)
		return valgliste(fe, app, c);
	bool valgt = fe->tekst.b.len > 0 || fe->felt->type == FELT_JANEJ;
	if (c == C_VALG_LISTE && valgt && !fler)
		app_do(app, C_FELT_NAESTE);      /* chosen by letter: Enter goes on */
	else if (c == C_VALG_LISTE || (fler && c == C_VALG_NAESTE))
		aabn_liste(fe);
	else if (c == C_VALG_NAESTE)
		skift(fe, app, 1);
	else if (c == C_VALG_FORRIGE && !fler)
		skift(fe, app, -1);
	else if (c == C_VALG_TOEM)
		vaelg(fe, app, NULL);
	else
		return IGNORED;
	return DONE;
}

unsigned fieldchoice_tekst(struct fieldedit *fe, struct app *app, const char *s, size_t n)
{
	size_t antal = choice_antal(fe->felt);
	size_t nu = fe->aaben ? fe->liste_valgt : choice_nr(fe->felt, fe->valgt);
	buf_add(&fe->tekst.b, s, n);
	size_t i = choice_begynder(fe->felt, textedit_str(&fe->tekst), antal);
	if (i == antal || (i == nu && fe->tekst.b.len == n)) {
		buf_ryd(&fe->tekst.b);
		buf_add(&fe->tekst.b, s, n);
		i = choice_begynder(fe->felt, textedit_str(&fe->tekst), nu);
	}
	if (i == antal) {
		buf_ryd(&fe->tekst.b);
		app_message(app, "%s", _("Ingen mulighed begynder sådan. Enter viser dem alle."));
		return DONE;
	}
	if (fe->aaben || fe->felt->type == FELT_FLERVALG) {
		fe->aaben = true;
		fe->liste_valgt = i;
		return DONE;
	}
	struct buf typed = fe->tekst.b;          /* goes on after the value is stored */
	fe->tekst.b = (struct buf)BUF_TOM;
	vaelg(fe, app, choice_vaerdi(fe->felt, i));
	buf_done(&fe->tekst.b);
	fe->tekst.b = typed;
	return DONE;
}

/* One that is chosen alone: "‹ bevilling ›"; several: their names after one another. */
static void vis(const struct fieldedit *fe, struct buf *b)
{
	buf_tekst(b, "‹ ");
	if (fe->valgt)
		felt_vis(fe->felt, fe->valgt, b);
	else
		buf_tekst(b, _("vælg"));
	buf_tekst(b, " ›");
}

static void draw_liste(const struct fieldedit *fe, struct flade f)
{
	bool fler = fe->felt->type == FELT_FLERVALG;
	for (size_t i = 0; i < choice_antal(fe->felt); i++) {
		int y = 1 + (int)i;
		bool her = i == fe->liste_valgt;
		bool valgt = fe->valgt && choice_har(fe->valgt, choice_vaerdi(fe->felt, i));
		const char *m = fler ? (valgt ? "[x] " : "[ ] ") : valgt ? " ✓ " : "   ";
		flade_felt(f, y, 0, f.w, her ? STYLE_FOCUS : STYLE_VALUE, "");
		int x = flade_tekst(f, y, 0, her ? STYLE_FOCUS : STYLE_VALUE, m);
		flade_tekst(f, y, x, her ? STYLE_FOCUS : STYLE_VALUE, choice_navn(fe->felt, i));
		if (her)
			flade_markoer(f, y, fler ? 1 : x);
	}
}

void fieldchoice_draw(const struct fieldedit *fe, struct flade f)
{
	struct buf b = BUF_TOM;
	vis(fe, &b);
	flade_tekst(f, 0, 0, fe->aaben ? STYLE_VALUE : STYLE_FOCUS, buf_str(&b));
	flade_markoer(f, 0, 2);
	if (fe->aaben)
		draw_liste(fe, f);
	buf_done(&b);
}

void fieldchoice_click(struct fieldedit *fe, int y)
{
	if (fe->aaben && y >= 1 && (size_t)y <= choice_antal(fe->felt))
		fe->liste_valgt = (size_t)y - 1;
}
