#include "core/brev/enhed.h"

#include <stddef.h>

#include "core/base/buf.h"
#include "core/base/minutter.h"
#include "core/brev/beregn.h"
#include "core/brev/brev.h"
#include "core/regler/assess.h"
#include "core/regler/regelsaet.h"
#include "core/regler/timer.h"
#include "core/sag/sag.h"

static const char *ordene(const struct sag *s)
{
	if (sag_er(s, "afgoerelse.pr", "kvartal"))
		return "i kvartalet";
	return sag_er(s, "afgoerelse.pr", "aar") ? "om året" : "om ugen";
}

/* Minutes of a year in the unit of the grant. */
static int64_t af_aar(const struct beregn_om *om, int64_t aar)
{
	const struct regelsaet *r = om->om->assess->regelsaet;
	if (sag_er(om->sag, "afgoerelse.pr", "aar"))
		return aar;
	if (sag_er(om->sag, "afgoerelse.pr", "kvartal"))
		return del_afrund(aar * r->uger_kvartal, r->uger_aar);
	return del_afrund(aar, r->uger_aar);
}

bool enhed_pr(const struct beregn_om *om, struct buf *ud)
{
	buf_tekst(ud, ordene(om->sag));
	return true;
}

static void minutter(struct buf *ud, int64_t min)
{
	char t[48];
	buf_tekst(ud, minutter_tekst(min, t));
}

bool enhed_hjaelp(const struct beregn_om *om, struct buf *ud)
{
	struct opgavetal t;
	timer_opgave(&t, om->sag, om->o);
	if (t.hjaelp > 0)
		minutter(ud, af_aar(om, t.hjaelp));
	return t.hjaelp > 0;
}

bool enhed_hjaelp_givet(const struct beregn_om *om, struct buf *ud)
{
	int64_t aar = 0;
	for (size_t i = 0; i < sag_antal(om->sag, "opgaver"); i++) {
		const struct objekt *o = sag_nr(om->sag, "opgaver", i);
		struct opgavetal t;
		timer_opgave(&t, om->sag, o);
		aar += objekt_get(o, "afslag") ? 0 : t.hjaelp;
	}
	minutter(ud, af_aar(om, aar));
	return true;
}

bool enhed_andel(const struct beregn_om *om, struct buf *ud)
{
	int64_t min;
	if (!objekt_timer(om->o, "timer", &min))
		return false;
	minutter(ud, min);
	buf_format(ud, " %s", ordene(om->sag));
	return true;
}
