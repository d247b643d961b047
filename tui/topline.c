#include "tui/topline.h"

#include <stdio.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/sprog.h"
#include "core/base/tekst.h"
#include "core/cmd/miljoe.h"
#include "core/form/formsaet.h"
#include "core/journal/store.h"
#include "core/regler/mangler.h"
#include "core/sag/sag.h"
#include "core/sag/stopur.h"
#include "core/synk/kvittering.h"
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

/* "● 12:31 Rengøring": the watch that runs, also over another case. */
static void ur(const struct app *a, struct buf *ud)
{
	const struct ur *u = stopur_loeber(app_stopur(a));
	const struct objekt *o = u && app_sag(a) ? sag_objekt(app_sag(a), &u->opgave) : NULL;
	const char *navn = o ? objekt_get(o, "navn") : NULL;
	struct buf b = BUF_TOM;
	char t[16];
	if (!u)
		return;
	buf_format(&b, "● %s", stopur_tekst(stopur_ms(u, app_nu(a)), t));
	if (navn)
		buf_format(&b, " %.*s", (int)tekst_passer(navn, strlen(navn), 20), navn);
	del(ud, buf_str(&b));
	buf_done(&b);
}

/* What waits for somebody; on a narrow line as marks. */
static void tal(const struct app *a, bool kort, struct buf *ud)
{
	const struct sag *s = app_sag(a);
	struct store *lager = app_miljoe(a)->store;
	const struct { int n; const char *lang, *kort; } alle[] = {
		{app_konflikter(a), ngettext("%d konflikt", "%d konflikter", (unsigned long)app_konflikter(a)),
		 "≠%d"},
		{app_afviste(a), _("%d afvist"), "✗%d"},
		{app_usendt(a), _("usendt %d"), "●%d"},
	};
	for (size_t i = 0; i < sizeof alle / sizeof *alle; i++) {
		char n[64];
		const char *fmt = kort ? alle[i].kort : alle[i].lang;
		const char *p = strstr(fmt, "%d");
		if (alle[i].n <= 0 || !p)
			continue;
		snprintf(n, sizeof n, "%.*s%d%s", (int)(p - fmt), fmt, alle[i].n, p + 2);
		del(ud, n);
	}
	if (s && lager && kvittering_sag(store_journal(lager), sag_id(s), NULL) > 0)
		del(ud, kort ? "✓" : _("synkroniseret"));
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
	ur(a, &hoejre);
	if (app_delt(a))
		del(&hoejre, _("fælles visning"));
	tal(a, false, &hoejre);
	int w = tekst_celler(buf_str(&hoejre), hoejre.len);
	if (w + 2 > f.w - x - 8) {
		buf_ryd(&hoejre);
		tal(a, true, &hoejre);
		w = tekst_celler(buf_str(&hoejre), hoejre.len);
	}
	if (w == 0 || w + 2 > f.w - x)
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

enum navne { NAVNE_ALLE, NAVNE_DEN_VALGTE, NAVNE_INGEN };

/* The tabs; with f.term NULL they are only measured. */
static int faner(const struct app *a, struct flade f, enum navne navne)
{
	const struct mangler *m = app_mangler(a);
	int x = 1;
	for (int nr = 1; nr <= 5; nr++) {
		const struct trin *t = formsaet_trin(app_miljoe(a)->formsaet, nr);
		bool her = app_trin(a) == nr, navn = t && (navne == NAVNE_ALLE ||
							    (navne == NAVNE_DEN_VALGTE && her));
		char tekst[96];
		snprintf(tekst, sizeof tekst, "%d%s%s%s", nr, navn ? " " : "",
			 navn ? t->kort : "", maerke(m, nr));
		int fra = x;
		x += tekst_celler(tekst, strlen(tekst));
		if (f.term) {
			flade_tekst(f, 0, fra, her ? STYLE_TAB_ON : STYLE_TAB, tekst);
			flade_zone(f, 0, fra, 1, x - fra, ZONE_COMMAND(C_TRIN_1 + nr - 1));
			flade_tekst(f, 0, x, STYLE_FRAME, nr < 5 ? "│" : "");
		}
		x += nr < 5;
	}
	return x;
}

static void rest(const struct mangler *m, bool kort, char *tekst, size_t n)
{
	if (m->besoeg + m->kontor == 0)
		snprintf(tekst, n, "%s", _("intet mangler"));
	else
		snprintf(tekst, n, kort ? _("før %d · senere %d") : _("før du går %d · senere %d"),
			 m->besoeg, m->kontor);
}

/* Names and words as far as they fit: the numbers are never left out. */
void topline_trin(const struct app *a, struct flade f)
{
	static const struct { enum navne navne; bool kort; } trappe[] = {
		{NAVNE_ALLE, false}, {NAVNE_ALLE, true}, {NAVNE_DEN_VALGTE, false},
		{NAVNE_INGEN, false}, {NAVNE_INGEN, true},
	};
	const struct mangler *m = app_mangler(a);
	struct flade maal = f;
	char tekst[96];
	int x = 0, w = 0;
	size_t i = 0;
	maal.term = NULL;
	for (; i < sizeof trappe / sizeof *trappe; i++) {
		rest(m, trappe[i].kort, tekst, sizeof tekst);
		w = tekst_celler(tekst, strlen(tekst));
		x = faner(a, maal, trappe[i].navne);
		if (x + w + 2 <= f.w)
			break;
	}
	bool plads = i < sizeof trappe / sizeof *trappe;
	faner(a, f, plads ? trappe[i].navne : NAVNE_INGEN);
	if (plads)
		flade_tekst(f, 0, f.w - w - 1, m->besoeg ? STYLE_WARNING : STYLE_NORMAL, tekst);
}
