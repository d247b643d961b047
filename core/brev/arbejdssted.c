#include "core/brev/arbejdssted.h"

#include <stdint.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/minutter.h"
#include "core/base/tekst.h"
#include "core/brev/beregn.h"
#include "core/brev/brev.h"
#include "core/regler/assess.h"
#include "core/regler/regelsaet.h"
#include "core/sag/sag.h"

const struct objekt *arbejdssted(const struct beregn_om *om)
{
	if (om->om->arbejdssted)
		return om->om->arbejdssted;
	return sag_antal(om->sag, "ansaettelser") == 1 ? sag_nr(om->sag, "ansaettelser", 0) : NULL;
}

static bool felt(const struct beregn_om *om, const char *kort, struct buf *ud)
{
	const struct objekt *a = arbejdssted(om);
	const char *v = a ? objekt_get(a, kort) : NULL;
	if (!v || !*v)
		return false;
	tekst_sikker(ud, v, strlen(v), true);
	return true;
}

bool arbejdssted_navn(const struct beregn_om *om, struct buf *ud)
{
	return felt(om, "virksomhed", ud);
}

bool arbejdssted_cvr(const struct beregn_om *om, struct buf *ud)
{
	return felt(om, "cvr", ud);
}

bool arbejdssted_adresse(const struct beregn_om *om, struct buf *ud)
{
	return felt(om, "adresse", ud);
}

bool arbejdssted_telefon(const struct beregn_om *om, struct buf *ud)
{
	return felt(om, "telefon", ud);
}

bool arbejdssted_kontakt(const struct beregn_om *om, struct buf *ud)
{
	return felt(om, "kontaktperson", ud);
}

bool arbejdssted_stilling(const struct beregn_om *om, struct buf *ud)
{
	return felt(om, "stilling", ud);
}

bool arbejdssted_selvstaendig(const struct beregn_om *om, struct buf *ud)
{
	const struct objekt *a = arbejdssted(om);
	bool ja = a && (objekt_er(a, "form", "selvstaendig") ||
			objekt_er(a, "form", "fleksjob-selvstaendig"));
	if (ja)
		buf_tekst(ud, "ja");
	return ja;
}

/* Granted to this workplace, in the unit of the grant: its share, or all of it
 * where there is only one. */
static bool bevilget(const struct beregn_om *om, int64_t *min)
{
	const struct objekt *a = arbejdssted(om);
	const char *id = a ? objekt_get(a, "id") : NULL;
	if (!a || sag_er(om->sag, "afgoerelse.udfald", "afslag"))
		return false;
	for (size_t i = 0; id && i < sag_antal(om->sag, "afgoerelse.fordeling"); i++) {
		const struct objekt *f = sag_nr(om->sag, "afgoerelse.fordeling", i);
		if (objekt_er(f, "ansaettelse", id))
			return objekt_timer(f, "timer", min);
	}
	return sag_antal(om->sag, "ansaettelser") == 1 &&
	       sag_timer(om->sag, "afgoerelse.timer", min);
}

bool arbejdssted_timer(const struct beregn_om *om, struct buf *ud)
{
	int64_t min;
	char t[48];
	if (!bevilget(om, &min))
		return false;
	buf_tekst(ud, minutter_tekst(min, t));
	if (sag_er(om->sag, "afgoerelse.pr", "kvartal"))
		buf_tekst(ud, " i kvartalet");
	else if (sag_er(om->sag, "afgoerelse.pr", "aar"))
		buf_tekst(ud, " om året");
	else
		buf_tekst(ud, " om ugen");
	return true;
}

bool arbejdssted_kvartal(const struct beregn_om *om, struct buf *ud)
{
	int64_t min;
	char t[48];
	const struct regelsaet *r = om->om->assess->regelsaet;
	if (!bevilget(om, &min))
		return false;
	if (sag_er(om->sag, "afgoerelse.pr", "aar"))
		min = del_afrund(min * r->uger_kvartal, r->uger_aar);
	else if (!sag_er(om->sag, "afgoerelse.pr", "kvartal"))
		min *= r->uger_kvartal;
	buf_format(ud, "%s i kvartalet", minutter_tekst(min, t));
	return true;
}

bool arbejdssted_her(const struct beregn_om *om, struct buf *ud)
{
	const struct objekt *a = arbejdssted(om);
	const char *id = a ? objekt_get(a, "id") : NULL;
	bool her = a && (sag_antal(om->sag, "ansaettelser") == 1 ||
			 (id && objekt_er(om->o, "ansaettelse", id)));
	if (her)
		buf_tekst(ud, "ja");
	return her;
}
