#include "tests/pdfua/skrift.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "tests/pdfua/dokument.h"

qpdf_oh ua_skrift(const struct ua *u, const struct ua_stykke *s)
{
	qpdf_oh res = ua_under(u, ua_side(u, s->side), "/Resources");
	return ua_under(u, ua_under(u, res, "/Font"), s->skrift);
}

bool ua_er_type0(const struct ua *u, qpdf_oh skrift)
{
	return ua_er_navn(u, ua_under(u, skrift, "/Subtype"), "/Type0");
}

qpdf_oh ua_efterkommer(const struct ua *u, qpdf_oh skrift)
{
	qpdf_oh d = ua_under(u, skrift, "/DescendantFonts");
	return qpdf_oh_is_array(u->q, d) ? qpdf_oh_get_array_item(u->q, d, 0) : skrift;
}

qpdf_oh ua_beskriver(const struct ua *u, qpdf_oh skrift)
{
	return ua_under(u, ua_efterkommer(u, skrift), "/FontDescriptor");
}

bool ua_nogen_tekst(const struct ua *u,
		    bool (*proev)(const struct ua *u, const struct ua_stykke *s, qpdf_oh skrift))
{
	for (size_t i = 0; i < u->stykker.n; i++) {
		const struct ua_stykke *s = VEC_NR(struct ua_stykke, &u->stykker, i);
		if (s->koder && proev(u, s, ua_skrift(u, s)))
			return true;
	}
	return false;
}

/* The next "<…>" from *p; false at the end of the map. */
static bool hex(const char **p, unsigned long *v, size_t *cifre)
{
	const char *fra = strchr(*p, '<'), *til = fra ? strchr(fra, '>') : NULL;
	char t[9] = "";
	if (!til)
		return false;
	*cifre = (size_t)(til - fra) - 1;
	memcpy(t, fra + 1, *cifre < 8 ? *cifre : 8);
	*v = strtoul(t, NULL, 16);
	*p = til + 1;
	return true;
}

struct omraade {
	unsigned long fra, til, vaerdi;
};

/* bfchar and bfrange of a ToUnicode map, read until `brug` says enough. */
static bool gennemgaa(const char *map, bool (*brug)(const struct omraade *o, unsigned long v),
		      unsigned long v)
{
	for (const char *p = map; (p = strstr(p, "beginbf"));) {
		bool flere = strncmp(p, "beginbfrange", 12) == 0;
		const char *slut = strstr(p, "endbf");
		struct omraade o;
		size_t n;
		while (slut && hex(&p, &o.fra, &n) && p < slut) {
			o.til = o.fra;
			if (flere && !hex(&p, &o.til, &n))
				return false;
			if (!hex(&p, &o.vaerdi, &n))
				return false;
			if (brug(&o, v))
				return true;
		}
		if (!slut)
			return false;
		p = slut;
	}
	return false;
}

static bool har_kode(const struct omraade *o, unsigned long kode)
{
	return kode >= o->fra && kode <= o->til;
}

static bool har_vaerdi(const struct omraade *o, unsigned long v)
{
	return o->vaerdi == v;
}

bool ua_har_unicode(const struct ua *u, const struct ua_stykke *s, qpdf_oh skrift)
{
	size_t n, bredde = ua_er_type0(u, skrift) ? 2 : 1;
	if (!ua_findes(u, skrift, "/ToUnicode"))
		return ua_er_navn(u, ua_under(u, skrift, "/Encoding"), "/WinAnsiEncoding");
	char *map = ua_stroem(u, ua_under(u, skrift, "/ToUnicode"), &n);
	bool alle = s->n % bredde == 0;
	for (size_t i = 0; i + bredde <= s->n && alle; i += bredde) {
		unsigned long kode = (unsigned char)s->koder[i];
		if (bredde == 2)
			kode = kode * 256 + (unsigned char)s->koder[i + 1];
		alle = gennemgaa(map, har_kode, kode);
	}
	free(map);
	return alle;
}

bool ua_naevner(const struct ua *u, qpdf_oh skrift, unsigned long vaerdi)
{
	size_t n;
	char *map = ua_stroem(u, ua_under(u, skrift, "/ToUnicode"), &n);
	bool ja = gennemgaa(map, har_vaerdi, vaerdi);
	free(map);
	return ja;
}
