#include "tui/konflikttegn.h"

#include "core/base/buf.h"
#include "core/base/sprog.h"
#include "tui/konfliktside.h"

enum { BRED = 60, HOVED = 2 };           /* cells for two columns; rows of a side's heading */

static bool columns(const struct konfliktsider *k, int w)
{
	return k->n == 2 && w >= BRED;
}

/* What the question and the value before take; none of it on a few rows. */
static int intro(const struct konfliktsider *k, struct flade f, bool tegn)
{
	int plads = f.h - 1 - (HOVED + 1) * (columns(k, f.w) ? 1 : (int)k->n);
	struct flade maal = flade_del(f, 1, 1, f.h - 1, f.w - 2), d = maal;
	maal.term = NULL;
	int y = flade_afsnit(maal, 0, STYLE_NORMAL, k->spoergsmaal);
	if (y + 1 > plads)
		return 0;
	if (tegn)
		flade_afsnit(d, 0, STYLE_NORMAL, k->spoergsmaal);
	if (k->foer && y + 2 <= plads) {
		struct buf b = BUF_TOM;
		buf_format(&b, _("Før: %s"), k->foer);
		if (tegn)
			flade_felt(d, y, 0, d.w, STYLE_DIM, buf_str(&b));
		buf_done(&b);
		y++;
	}
	return y;
}

static void heading(struct flade f, const struct konfliktside *s, bool her, bool kort)
{
	enum style st = her ? STYLE_FOCUS : STYLE_TITLE;
	struct buf b = BUF_TOM;
	flade_felt(f, 0, 0, f.w, st, "");
	buf_format(&b, "%s %s%s%s", her ? "▸" : " ", s->navn, s->vist ? _(" · vises nu") : "",
		   s->usendt ? _(" · ikke sendt") : "");
	if (kort)
		buf_format(&b, " · %s", s->hvem);
	flade_felt(f, 0, 0, f.w, st, buf_str(&b));
	if (!kort)
		flade_felt(f, 1, 2, f.w - 2, STYLE_DIM, s->hvem);
	if (her)
		flade_markoer(f, 0, 2);
	buf_done(&b);
}

static void side(const struct konflikttegn *t, const struct konfliktsider *k, size_t i, bool skjul,
		 struct flade f)
{
	const struct konfliktside *s = &k->side[i];
	bool her = i == t->valgt, kort = f.h <= HOVED;
	heading(f, s, her, kort);
	int y = kort ? 1 : HOVED;
	struct flade tekst = flade_del(f, y, 2, f.h - y, f.w - 3);
	if (skjul)
		flade_tekst(tekst, 0, 0, STYLE_DIM, _("skjult visning"));
	else if (tekst.h > 0)
		flade_afsnit(flade_udsnit(tekst, her ? -t->rul : 0, tekst.h + (her ? t->rul : 0)), 0,
			     STYLE_VALUE, s->tekst);
	flade_zone(f, 0, 0, f.h, f.w, 1 + (int)i);
}

/* Under each other: the chosen one gets the room, the others their heading and a row. */
static void stacked(const struct konflikttegn *t, const struct konfliktsider *k, bool skjul,
		    struct flade f)
{
	int n = (int)k->n, andre = HOVED, stor = f.h - andre * (n - 1), y = 0;
	if (stor < HOVED + 1) {
		side(t, k, t->valgt, skjul, f);
		return;
	}
	for (size_t i = 0; i < k->n; i++) {
		int h = i == t->valgt ? stor : andre;
		side(t, k, i, skjul, flade_del(f, y, 0, h, f.w));
		y += h;
	}
}

void konflikttegn_draw(const struct konflikttegn *t, const struct konfliktsider *k,
		       const struct konflikttal *tal, struct flade f)
{
	if (k->n == 0) {
		flade_tekst(f, 0, 1, STYLE_DIM, _("Der er ingen konflikter."));
		flade_markoer(f, 0, 1);
		return;
	}
	struct buf b = BUF_TOM;
	buf_format(&b, f.w < BRED ? _("%zu/%zu %s") : _("Konflikt %zu af %zu · %s"), tal->nr, tal->antal,
		   k->titel);
	flade_felt(f, 0, 0, f.w, STYLE_TAB, "");
	flade_felt(f, 0, 1, f.w - 2, STYLE_TAB, buf_str(&b));
	buf_done(&b);
	int y = 1 + intro(k, f, true);
	if (y > 1 && y < f.h - HOVED)
		flade_streg(f, y++, 0, f.w, STYLE_FRAME);
	struct flade rest = flade_del(f, y, 0, f.h - y, f.w);
	if (!columns(k, f.w)) {
		stacked(t, k, tal->skjul, rest);
		return;
	}
	int w = f.w / 2;
	side(t, k, 0, tal->skjul, flade_del(rest, 0, 0, rest.h, w - 1));
	flade_lodret(rest, 0, w - 1, rest.h, STYLE_FRAME);
	side(t, k, 1, tal->skjul, flade_del(rest, 0, w, rest.h, f.w - w));
}

/* The last row of the chosen text is as far as it goes. */
static void scroll(struct konflikttegn *t, const struct konfliktsider *k, int skridt, int h, int w)
{
	struct flade maal = {.h = 1000, .w = (columns(k, w) ? w / 2 - 1 : w) - 3};
	int n = flade_afsnit(maal, 0, STYLE_VALUE, k->side[t->valgt].tekst);
	int maks = n - (h > 6 ? h - 6 : 1);
	t->rul += skridt;
	if (t->rul > maks)
		t->rul = maks;
	if (t->rul < 0)
		t->rul = 0;
}

bool konflikttegn_command(struct konflikttegn *t, const struct konfliktsider *k, enum command c,
			  int h, int w)
{
	if (k->n == 0)
		return false;
	switch ((int)c) {
	case C_KONFLIKT_SIDE_NAESTE: t->valgt = (t->valgt + 1) % k->n; t->rul = 0; return true;
	case C_KONFLIKT_SIDE_FORRIGE: t->valgt = (t->valgt + k->n - 1) % k->n; t->rul = 0; return true;
	case C_KONFLIKT_RUL_OP: scroll(t, k, -(h / 2), h, w); return true;
	case C_KONFLIKT_RUL_NED: scroll(t, k, h / 2 > 0 ? h / 2 : 1, h, w); return true;
	default: return false;
	}
}
