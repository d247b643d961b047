#include "core/cmd/vurderingstekst.h"

#include <string.h>

#include "core/base/buf.h"
#include "core/base/minutter.h"
#include "core/base/penge.h"
#include "core/base/sprog.h"
#include "core/base/tekst.h"
#include "core/regler/assess.h"
#include "core/regler/regelsaet.h"
#include "core/regler/regnestykke.h"
#include "core/sag/sag.h"

enum { NAVNEBREDDE = 32, LINJE = 76 };

static void sikker(struct buf *ud, const char *s)
{
	tekst_sikker(ud, s, strlen(s), false);
}

/* Wrapped at LINJE cells, each line with this much room before it. */
static void ombrudt(struct buf *ud, const char *s, int ind)
{
	struct buf b = BUF_TOM;
	sikker(&b, s);
	const char *p = buf_str(&b);
	for (size_t n = b.len; n;) {
		size_t spring, k = tekst_linje(p, n, LINJE - ind, &spring);
		buf_format(ud, "%*s%.*s\n", ind, "", (int)k, p);
		p += k + spring;
		n -= k + spring;
	}
	buf_done(&b);
}

static void felt(struct buf *ud, const char *navn, const char *tekst)
{
	struct buf b = BUF_TOM;
	sikker(&b, navn);
	if (tekst_celler(buf_str(&b), b.len) > NAVNEBREDDE) {
		size_t n = tekst_passer(buf_str(&b), b.len, NAVNEBREDDE - 1);
		buf_skift(&b, n, b.len - n, "…", strlen("…"));
	}
	buf_format(ud, "  %s%*s  %s\n", buf_str(&b),
		   NAVNEBREDDE - tekst_celler(buf_str(&b), b.len), "", tekst);
	buf_done(&b);
}

static void timer(const struct assess *a, const struct sag *s, struct buf *ud)
{
	struct regnestykke r;
	char t[32];
	regnestykke_lav(&r, s, a);
	buf_format(ud, "%s\n", _("Timer om ugen"));
	for (size_t i = 0; i < r.n; i++)
		felt(ud, r.linjer[i].navn, r.linjer[i].tekst);
	if (a->fastsat_min >= 0)
		felt(ud, _("Fastsat"), minutter_klokke(a->fastsat_min, t));
	if (a->kost_maaned_oere >= 0)
		felt(ud, _("Kr. om måneden"), penge_dansk(a->kost_maaned_oere, t));
	regnestykke_done(&r);
}

static void bemaerkninger(const struct assess *a, enum niveau niveau, const char *titel, struct buf *ud)
{
	bool foerste = true;
	for (size_t i = 0; i < a->n_remarks; i++) {
		const struct bemaerkning *b = &a->remarks[i];
		if (b->niveau != niveau)
			continue;
		if (foerste)
			buf_format(ud, "\n%s\n", titel);
		foerste = false;
		buf_format(ud, "  %s%s\n", b->kode, b->besvaret ? _(" (besvaret)") : "");
		ombrudt(ud, b->tekst, 4);
		if (*b->kilde)
			ombrudt(ud, b->kilde, 6);
	}
}

static void parametre(const struct assess *a, struct buf *ud)
{
	static const char *const navne[PAR_ANTAL] = {
		[PAR_LOVHJEMMEL] = N_("Lovhjemmel"),
		[PAR_LAGT_TIL_GRUND] = N_("Hvad der er lagt til grund"),
		[PAR_EGNE_OPGAVER] = N_("Hvad borgeren selv udfører"),
		[PAR_BETYDNING] = N_("Hvad det betyder for arbejdet"),
		[PAR_BEHOV] = N_("Behovet og dets begrundelse"),
	};
	buf_format(ud, "\n%s\n", _("De fem parametre"));
	for (int i = 0; i < PAR_ANTAL; i++)
		felt(ud, _(navne[i]), a->parametre[i] ? _("ja")
				      : a->kraevet[i] ? _("mangler")
						      : _("nej (kræves ikke her)"));
}

void vurderingstekst(const struct assess *a, const struct sag *s, struct buf *ud)
{
	const char *navn = sag_get(s, "borger.navn");
	sikker(ud, navn ? navn : "");
	buf_format(ud, "\n%s (%s)\n\n", a->regelsaet->navn, a->regelsaet->id);
	timer(a, s, ud);
	bemaerkninger(a, NIVEAU_FEJL, _("Fejl: stopper et endeligt brev"), ud);
	bemaerkninger(a, NIVEAU_ADVARSEL, _("Advarsler: skal besvares"), ud);
	bemaerkninger(a, NIVEAU_OPLYSNING, _("Oplysninger"), ud);
	parametre(a, ud);
}
