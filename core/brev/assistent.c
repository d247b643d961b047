#include "core/brev/assistent.h"

#include <stddef.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/tekst.h"
#include "core/brev/arbejdssted.h"
#include "core/brev/beregn.h"
#include "core/sag/sag.h"

#define LISTE "afgoerelse.assistenter"

static bool blandt(const struct buf *ord, size_t fra, const char *et)
{
	size_t n = strlen(et);
	const char *start = buf_str(ord) + fra;
	for (const char *p = start; (p = strstr(p, et)); p += n)
		if ((p == start || p[-1] == ' ') && (!p[n] || p[n] == ' '))
			return true;
	return false;
}

/* A person without an employment of their own helps in all of them. */
static bool hjaelper(const struct objekt *o, const struct objekt *sted)
{
	const char *hvor = objekt_get(o, "ansaettelse"), *id = sted ? objekt_get(sted, "id") : NULL;
	return !sted || !hvor || !id || strcmp(hvor, id) == 0;
}

static bool arter(const struct beregn_om *om, const struct objekt *sted, struct buf *ud)
{
	size_t fra = ud->len;
	for (size_t i = 0; i < sag_antal(om->sag, LISTE); i++) {
		const struct objekt *o = sag_nr(om->sag, LISTE, i);
		const char *art = objekt_get(o, "art");
		if (!art || !hjaelper(o, sted) || (ud->len > fra && blandt(ud, fra, art)))
			continue;
		buf_tekst(ud, ud->len > fra ? " " : "");
		buf_tekst(ud, art);
	}
	const char *art = sag_get(om->sag, "afgoerelse.assistent");
	if (ud->len == fra && art && sag_antal(om->sag, LISTE) == 0)
		buf_tekst(ud, art);
	return ud->len > fra;
}

bool assistent_arter(const struct beregn_om *om, struct buf *ud)
{
	return arter(om, NULL, ud);
}

bool assistent_arter_her(const struct beregn_om *om, struct buf *ud)
{
	return arter(om, arbejdssted(om), ud);
}

bool assistent_navne_her(const struct beregn_om *om, struct buf *ud)
{
	const struct objekt *sted = arbejdssted(om);
	size_t fra = ud->len, n = sag_antal(om->sag, LISTE), tilbage = 0;
	for (size_t i = 0; sted && i < n; i++)
		tilbage += objekt_get(sag_nr(om->sag, LISTE, i), "navn") &&
			   hjaelper(sag_nr(om->sag, LISTE, i), sted);
	for (size_t i = 0; tilbage > 0 && i < n; i++) {
		const struct objekt *o = sag_nr(om->sag, LISTE, i);
		const char *navn = objekt_get(o, "navn");
		if (!navn || !hjaelper(o, sted))
			continue;
		tilbage--;
		buf_tekst(ud, ud->len == fra ? "" : tilbage ? ", " : " og ");
		tekst_sikker(ud, navn, strlen(navn), true);
	}
	return ud->len > fra;
}

static bool flag(struct buf *ud, bool ja)
{
	if (ja)
		buf_tekst(ud, "ja");
	return ja;
}

bool assistent_tolk(const struct beregn_om *om, struct buf *ud)
{
	struct buf b = BUF_TOM;
	bool kun = arter(om, NULL, &b) ? strcmp(buf_str(&b), "tolk") == 0
				       : sag_er(om->sag, "afgoerelse.sats", "tolk");
	buf_done(&b);
	return flag(ud, kun);
}

static bool i_praktik(const struct sag *s)
{
	size_t n = sag_antal(s, "ansaettelser");
	for (size_t i = 0; i < n; i++)
		if (!objekt_er(sag_nr(s, "ansaettelser", i), "form", "virksomhedspraktik"))
			return false;
	return n > 0;
}

static bool ledig(const struct sag *s)
{
	const char *gruppe = sag_get(s, "uddannelse.gruppe");
	return sag_er(s, "sag.ordning", "personlig-assistance-uddannelse") && gruppe &&
	       strncmp(gruppe, "ledig", 5) == 0;
}

bool assistent_hos_kommunen(const struct beregn_om *om, struct buf *ud)
{
	struct buf b = BUF_TOM;
	bool kendt = arter(om, NULL, &b);
	bool rekvireret = kendt && (blandt(&b, 0, "tolk") || blandt(&b, 0, "vikarbureau"));
	bool valgt = kendt && strcmp(buf_str(&b), "kommunen") == 0;
	buf_done(&b);
	return flag(ud, valgt || (!rekvireret && (i_praktik(om->sag) || ledig(om->sag))));
}
