#include "tests/pdfua/brud.h"

#include <string.h>

#include "tests/pdfua/dokument.h"
#include "tests/pdfua/skrift.h"

/* What the fonts say that text is shown with. */
static bool har_art(const struct ua *u, qpdf_oh skrift, const char *art)
{
	return ua_er_navn(u, ua_under(u, skrift, "/Subtype"), art);
}

static bool symbolsk(const struct ua *u, qpdf_oh skrift)
{
	qpdf_oh f = ua_under(u, ua_beskriver(u, skrift), "/Flags");
	return qpdf_oh_is_integer(u->q, f) && qpdf_oh_get_int_value(u->q, f) & 4;
}

static bool kode_uden_unicode(const struct ua *u, const struct ua_stykke *s, qpdf_oh skrift)
{
	return !ua_har_unicode(u, s, skrift);
}

static bool program_mangler(const struct ua *u, const struct ua_stykke *s, qpdf_oh skrift)
{
	qpdf_oh b = ua_beskriver(u, skrift);
	(void)s;
	return !ua_findes(u, b, "/FontFile") && !ua_findes(u, b, "/FontFile2") &&
	       !ua_findes(u, b, "/FontFile3");
}

static bool tounicode_mangler(const struct ua *u, const struct ua_stykke *s, qpdf_oh skrift)
{
	(void)s;
	return !ua_findes(u, skrift, "/ToUnicode");
}

/* Only Identity is used, so that 31-001…003 and 31-006…008 never come up. */
static bool anden_kodning(const struct ua *u, const struct ua_stykke *s, qpdf_oh skrift)
{
	(void)s;
	return ua_er_type0(u, skrift) &&
	       !ua_er_navn(u, ua_under(u, skrift, "/Encoding"), "/Identity-H");
}

static bool cid2(const struct ua *u, qpdf_oh skrift)
{
	return ua_er_type0(u, skrift) && har_art(u, ua_efterkommer(u, skrift), "/CIDFontType2");
}

static bool gidmap_mangler(const struct ua *u, const struct ua_stykke *s, qpdf_oh skrift)
{
	(void)s;
	return cid2(u, skrift) && !ua_findes(u, ua_efterkommer(u, skrift), "/CIDToGIDMap");
}

static bool gidmap_anden(const struct ua *u, const struct ua_stykke *s, qpdf_oh skrift)
{
	qpdf_oh m = ua_under(u, ua_efterkommer(u, skrift), "/CIDToGIDMap");
	(void)s;
	return cid2(u, skrift) && !qpdf_oh_is_null(u->q, m) && !qpdf_oh_is_stream(u->q, m) &&
	       !ua_er_navn(u, m, "/Identity");
}

static bool har_charset(const struct ua *u, const struct ua_stykke *s, qpdf_oh skrift)
{
	(void)s;
	return ua_findes(u, ua_beskriver(u, skrift), "/CharSet");
}

static bool har_cidset(const struct ua *u, const struct ua_stykke *s, qpdf_oh skrift)
{
	(void)s;
	return ua_findes(u, ua_beskriver(u, skrift), "/CIDSet");
}

static bool tekstskrift(const struct ua *u, qpdf_oh skrift)
{
	return har_art(u, skrift, "/TrueType") && !symbolsk(u, skrift);
}

static bool kodning_mangler(const struct ua *u, const struct ua_stykke *s, qpdf_oh skrift)
{
	(void)s;
	return tekstskrift(u, skrift) && !ua_findes(u, skrift, "/Encoding");
}

static bool kodning_anden(const struct ua *u, const struct ua_stykke *s, qpdf_oh skrift)
{
	qpdf_oh k = ua_under(u, skrift, "/Encoding");
	(void)s;
	if (qpdf_oh_is_dictionary(u->q, k))
		k = ua_under(u, k, "/BaseEncoding");
	return tekstskrift(u, skrift) && !ua_er_navn(u, k, "/WinAnsiEncoding") &&
	       !ua_er_navn(u, k, "/MacRomanEncoding");
}

static bool kodning_aendret(const struct ua *u, const struct ua_stykke *s, qpdf_oh skrift)
{
	(void)s;
	return tekstskrift(u, skrift) && ua_findes(u, ua_under(u, skrift, "/Encoding"), "/Differences");
}

static bool symbol_kodet(const struct ua *u, const struct ua_stykke *s, qpdf_oh skrift)
{
	(void)s;
	return har_art(u, skrift, "/TrueType") && symbolsk(u, skrift) &&
	       ua_findes(u, skrift, "/Encoding");
}

static bool nul(const struct ua *u, const struct ua_stykke *s, qpdf_oh skrift)
{
	(void)s;
	return ua_naevner(u, skrift, 0);
}

static bool bom(const struct ua *u, const struct ua_stykke *s, qpdf_oh skrift)
{
	(void)s;
	return ua_naevner(u, skrift, 0xFEFF) || ua_naevner(u, skrift, 0xFFFE);
}

/* Glyph 0 of a font whose codes are glyph numbers. */
static bool tomt_tegn(const struct ua *u, const struct ua_stykke *s, qpdf_oh skrift)
{
	for (size_t i = 0; ua_er_type0(u, skrift) && i + 1 < s->n; i += 2)
		if (!s->koder[i] && !s->koder[i + 1])
			return true;
	return false;
}

#define SKRIFT(navn, proev)                                                                    \
	bool ua_##navn(const struct ua *u)                                                     \
	{                                                                                      \
		return ua_nogen_tekst(u, proev);                                               \
	}
SKRIFT(uden_unicode, kode_uden_unicode)
SKRIFT(uden_program, program_mangler)
SKRIFT(uden_tounicode, tounicode_mangler)
SKRIFT(fremmed_kodning, anden_kodning)
SKRIFT(uden_gidmap, gidmap_mangler)
SKRIFT(gidmap_forkert, gidmap_anden)
SKRIFT(charset, har_charset)
SKRIFT(cidset, har_cidset)
SKRIFT(truetype_uden_kodning, kodning_mangler)
SKRIFT(truetype_kodning, kodning_anden)
SKRIFT(truetype_differences, kodning_aendret)
SKRIFT(symbolsk_kodning, symbol_kodet)
SKRIFT(unicode_nul, nul)
SKRIFT(unicode_bom, bom)
SKRIFT(notdef, tomt_tegn)
