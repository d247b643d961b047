#include "core/brev/forrige.h"

#include <stdint.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/dato.h"
#include "core/base/minutter.h"
#include "core/base/tekst.h"
#include "core/base/uuid.h"
#include "core/brev/beregn.h"
#include "core/brev/brev.h"
#include "core/regler/assess.h"
#include "core/regler/regelsaet.h"
#include "core/regler/timer.h"
#include "core/sag/sag.h"

struct sag *forrige_hent(const struct sag *s)
{
	const char *id = sag_get(s, "sag.forrige");
	struct uuid u;
	struct sag *f = NULL;
	if (!id || !sag_store(s) || !uuid_laes(&u, id) ||
	    sag_hent(&f, sag_store(s), sag_formsaet(s), &u, NULL) < 0)
		return NULL;
	return f;
}

static const struct sag *foer(const struct beregn_om *om)
{
	return om->om->forrige;
}

static struct beregn_om i_forrige(const struct beregn_om *om)
{
	struct beregn_om m = *om;
	m.sag = om->om->forrige;
	m.o = NULL;
	return m;
}

static bool lav(const struct beregn_om *om, const char *sted, struct buf *ud)
{
	if (!foer(om))
		return false;
	const struct beregn_om m = i_forrige(om);
	return beregn_find(sted, NULL)->lav(&m, ud);
}

bool forrige_bevilget(const struct beregn_om *om, struct buf *ud)
{
	return lav(om, "beregn.bevilget", ud);
}

bool forrige_periode(const struct beregn_om *om, struct buf *ud)
{
	return lav(om, "beregn.periode", ud);
}

bool forrige_hjaelp(const struct beregn_om *om, struct buf *ud)
{
	return lav(om, "beregn.hjaelp_givet", ud);
}

/* Minutes of help a week that this task was, or is, given. */
static int64_t hjaelp(const struct beregn_om *om, const struct sag *s, const struct objekt *o)
{
	struct opgavetal t;
	if (!o || objekt_get(o, "afslag"))
		return 0;
	timer_opgave(&t, s, o);
	return del_afrund(t.hjaelp, om->om->assess->regelsaet->uger_aar);
}

static const struct objekt *samme(const struct sag *s, const char *navn)
{
	for (size_t i = 0; navn && i < sag_antal(s, "opgaver"); i++)
		if (objekt_er(sag_nr(s, "opgaver", i), "navn", navn))
			return sag_nr(s, "opgaver", i);
	return NULL;
}

bool forrige_er_udgaaet(const struct sag *nu, const struct objekt *da)
{
	return !samme(nu, objekt_get(da, "navn"));
}

bool forrige_udgaaet(const struct beregn_om *om, struct buf *ud)
{
	bool nogen = false;
	for (size_t i = 0; foer(om) && i < sag_antal(foer(om), "opgaver"); i++) {
		const struct objekt *o = sag_nr(foer(om), "opgaver", i);
		const char *navn = objekt_get(o, "navn");
		char t[48];
		int64_t min = hjaelp(om, foer(om), o);
		if (!navn || min == 0 || hjaelp(om, om->sag, samme(om->sag, navn)) > 0)
			continue;
		buf_tekst(ud, nogen ? ", " : "");
		tekst_sikker(ud, navn, strlen(navn), true);
		buf_format(ud, " (%s)", minutter_tekst(min, t));
		nogen = true;
	}
	return nogen;
}

/* Minutes a week now less those of then; false where one of them is not known. */
static bool forskel(const struct beregn_om *om, int64_t *min)
{
	const struct regelsaet *r = om->om->assess->regelsaet;
	int64_t nu = timer_bevilget(om->sag, r), da = foer(om) ? timer_bevilget(foer(om), r) : -1;
	*min = nu - da;
	return nu >= 0 && da >= 0;
}

bool forrige_mer(const struct beregn_om *om, struct buf *ud)
{
	int64_t min;
	char t[48];
	bool ja = forskel(om, &min) && min > 0;
	if (ja)
		buf_tekst(ud, minutter_tekst(min, t));
	return ja;
}

bool forrige_mindre(const struct beregn_om *om, struct buf *ud)
{
	int64_t min;
	char t[48];
	bool ja = forskel(om, &min) && min < 0;
	if (ja)
		buf_tekst(ud, minutter_tekst(-min, t));
	return ja;
}

static void celle(struct buf *ud, int64_t min)
{
	char t[48];
	buf_tekst(ud, min > 0 ? minutter_tekst(min, t) : "ingen hjælp");
}

bool forrige_opgave(const struct beregn_om *om, struct buf *ud)
{
	if (!foer(om))
		return false;
	celle(ud, hjaelp(om, foer(om), samme(foer(om), objekt_get(om->o, "navn"))));
	return true;
}

bool forrige_nu(const struct beregn_om *om, struct buf *ud)
{
	/* A row of the case before: nothing is given to it now. */
	celle(ud, om->sag == foer(om) ? 0 : hjaelp(om, om->sag, om->o));
	return true;
}
