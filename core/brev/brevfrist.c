#include "core/brev/brevfrist.h"

#include "core/base/buf.h"
#include "core/base/dato.h"
#include "core/brev/beregn.h"
#include "core/brev/brev.h"
#include "core/form/indstillinger.h"
#include "core/regler/assess.h"
#include "core/regler/regelsaet.h"
#include "core/sag/sag.h"

static bool dag(struct buf *ud, bool kendt, struct dato d)
{
	char t[40];
	if (kendt)
		buf_tekst(ud, dato_lang(d, t));
	return kendt;
}

bool brevfrist_foerst(const struct beregn_om *om, struct buf *ud)
{
	struct dato d;
	int dage = om->om->ind->frist_sagsbehandling_dage;
	bool kendt = dage > 0 && sag_dato(om->sag, "ansoegning.modtaget", &d);
	return dag(ud, kendt, kendt ? dato_plus_dage(d, dage) : (struct dato){0});
}

bool brevfrist_svar(const struct beregn_om *om, struct buf *ud)
{
	struct dato d;
	return sag_dato(om->sag, "ansoegning.frist", &d) ? dag(ud, true, d)
							   : brevfrist_foerst(om, ud);
}

bool brevfrist_ny(const struct beregn_om *om, struct buf *ud)
{
	struct dato d;
	return sag_dato(om->sag, "ansoegning.frist", &d) &&
	       dag(ud, dato_orden(d, om->dato) > 0, d);
}

bool brevfrist_genvurdering(const struct beregn_om *om, struct buf *ud)
{
	struct dato d;
	if (sag_dato(om->sag, "klage.frist_genvurdering", &d))
		return dag(ud, true, d);
	int uger = om->om->assess->regelsaet->genvurdering_uger;
	bool kendt = uger > 0 && sag_dato(om->sag, "klage.modtaget", &d);
	return dag(ud, kendt, kendt ? dato_plus_dage(d, 7 * uger) : (struct dato){0});
}

bool brevfrist_tilbage(const struct beregn_om *om, struct buf *ud)
{
	int n = om->om->assess->regelsaet->tilbage_maaneder;
	if (n > 0)
		buf_format(ud, n == 1 ? "%d måned" : "%d måneder", n);
	return n > 0;
}

/* Only then is there a day on which somebody must decide whether it goes on. */
bool brevfrist_over_aar(const struct beregn_om *om, struct buf *ud)
{
	struct dato fra, til;
	int n = om->om->assess->regelsaet->opfoelgning_maaneder;
	bool slut = sag_dato(om->sag, "afgoerelse.til", &til);
	bool over = !slut || (sag_dato(om->sag, "afgoerelse.fra", &fra) &&
			      dato_orden(til, dato_plus_maaneder(fra, n)) >= 0);
	if (over)
		buf_tekst(ud, "ja");
	return over;
}
