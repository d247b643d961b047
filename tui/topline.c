#include "tui/topline.h"

#include <stdio.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/sprog.h"
#include "core/base/tekst.h"
#include "core/cmd/miljoe.h"
#include "core/form/formsaet.h"
#include "core/regler/mangler.h"
#include "core/sag/sag.h"
#include "tui/app.h"
#include "tui/dispatch.h"

static void del(struct buf *b, const char *s)
{
	if (s && *s) {
		buf_tekst(b, b->len ? " · " : "");
		buf_tekst(b, s);
	}
}

static const char *arbejdsplads(const struct sag *s)
{
	const struct objekt *o = sag_nr(s, "ansaettelser", 0);
	return o ? objekt_get(o, "virksomhed") : NULL;
}

void topline_sag(const struct app *a, const char *titel, struct flade f)
{
	const struct sag *s = app_sag(a);
	struct buf b = BUF_TOM, hoejre = BUF_TOM;
	flade_felt(f, 0, 0, f.w, STYLE_TOP, "");
	int x = 1 + flade_tekst(f, 0, 1, STYLE_TOP, "Femtrin") + 2;
	if (s) {
		del(&b, sag_get(s, "sag.journalnummer"));
		del(&b, sag_get(s, "borger.navn"));
		del(&b, arbejdsplads(s));
	} else {
		del(&b, titel);
	}
	if (app_delt(a))
		del(&hoejre, _("fælles visning"));
	if (app_usendt(a) > 0) {
		char n[48];
		snprintf(n, sizeof n, _("usendt %d"), app_usendt(a));
		del(&hoejre, n);
	}
	int w = tekst_celler(buf_str(&hoejre), hoejre.len);
	if (w + 2 > f.w - x - 8)
		w = -2;
	flade_felt(f, 0, x, f.w - x - w - 2, STYLE_TOP, buf_str(&b));
	if (w > 0)
		flade_tekst(f, 0, f.w - w - 1, STYLE_TOP, buf_str(&hoejre));
	buf_done(&b);
	buf_done(&hoejre);
}

/* ✓ all there, ● some is missing, nothing where nothing was asked for. */
static const char *maerke(const struct mangler *m, int trin)
{
	if (m->krav[trin] == 0)
		return "";
	return m->fyldt[trin] >= m->krav[trin] ? " ✓" : " ●";
}

static int faner(const struct app *a, struct flade f, bool lange)
{
	const struct mangler *m = app_mangler(a);
	int x = 0;
	for (int nr = 1; nr <= 5; nr++) {
		const struct trin *t = formsaet_trin(app_miljoe(a)->formsaet, nr);
		char navn[96];
		snprintf(navn, sizeof navn, "%d%s%s%s", nr, lange && t ? " " : "",
			 lange && t ? t->kort : "", maerke(m, nr));
		enum style s = app_trin(a) == nr ? STYLE_TAB_ON : STYLE_TAB;
		int fra = x;
		x += f.term ? flade_format(f, 0, x, s, " %s ", navn)
			    : tekst_celler(navn, strlen(navn)) + 2;
		if (f.term)
			flade_zone(f, 0, fra, 1, x - fra, ZONE_COMMAND(C_TRIN_1 + nr - 1));
		if (nr < 5)
			x += f.term ? flade_tekst(f, 0, x, STYLE_FRAME, "│") : 1;
	}
	return x;
}

void topline_trin(const struct app *a, struct flade f)
{
	const struct mangler *m = app_mangler(a);
	char tekst[96];
	if (m->besoeg + m->kontor == 0)
		snprintf(tekst, sizeof tekst, "%s", _("intet mangler"));
	else
		snprintf(tekst, sizeof tekst, _("før du går %d · senere %d"), m->besoeg, m->kontor);
	int w = tekst_celler(tekst, strlen(tekst));
	struct flade maal = f;
	maal.term = NULL;
	int x = faner(a, f, faner(a, maal, true) + w + 2 <= f.w);
	if (x + w + 2 <= f.w)
		flade_tekst(f, 0, f.w - w - 1, m->besoeg ? STYLE_WARNING : STYLE_NORMAL, tekst);
}
