#include "tests/pdfua/skade.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/mem.h"
#include "tests/pdfua/dokument.h"
#include "tests/pdfua/skrift.h"

/* ---- the catalog ------------------------------------------------------- */

static void saet(struct ua *u, qpdf_oh d, const char *noegle, const char *vaerdi)
{
	if (qpdf_oh_is_stream(u->q, d))
		d = qpdf_oh_get_dict(u->q, d);
	if (vaerdi)
		qpdf_oh_replace_key(u->q, d, noegle, qpdf_oh_parse(u->q, vaerdi));
	else
		qpdf_oh_remove_key(u->q, d, noegle);
}

#define KATALOG(navn, noegle, vaerdi)                                                          \
	void skade_##navn(struct ua *u)                                                        \
	{                                                                                      \
		saet(u, u->rod, noegle, vaerdi);                                               \
	}
KATALOG(mistanke, "/MarkInfo", "<< /Marked true /Suspects true >>")
KATALOG(markinfo_vaek, "/MarkInfo", NULL)
KATALOG(trae_vaek, "/StructTreeRoot", NULL)
KATALOG(xmp_vaek, "/Metadata", NULL)
KATALOG(visning_vaek, "/ViewerPreferences", NULL)
KATALOG(visning_nej, "/ViewerPreferences", "<< /DisplayDocTitle false >>")
KATALOG(sprog_vaek, "/Lang", NULL)
KATALOG(ocg, "/OCProperties", "<< /OCGs [] /D << >> >>")
KATALOG(fil, "/Names", "<< /EmbeddedFiles << /Names [] >> >>")
KATALOG(script_ind, "/OpenAction", "<< /S /JavaScript /JS (x) >>")
KATALOG(xfaskema, "/AcroForm", "<< /Fields [] /XFA (x) >>")
KATALOG(feltskema, "/AcroForm", "<< /Fields [ << /FT /Tx /T (a) >> ] >>")

void skade_titel_vaek(struct ua *u)
{
	saet(u, ua_under(u, qpdf_get_trailer(u->q), "/Info"), "/Title", NULL);
}

void skade_bogmaerke_vaek(struct ua *u)
{
	saet(u, ua_under(u, ua_under(u, u->rod, "/Outlines"), "/First"), "/Next", NULL);
}

/* ---- streams: one text for another, of the first that holds it ---------- */

static bool byt(struct ua *u, qpdf_oh stroem, const char *gammel, const char *ny)
{
	size_t n;
	char *s = ua_stroem(u, stroem, &n), *p = strstr(s, gammel);
	struct buf b = BUF_TOM;
	if (p) {
		buf_add(&b, s, (size_t)(p - s));
		buf_tekst(&b, ny);
		buf_add(&b, p + strlen(gammel), n - (size_t)(p - s) - strlen(gammel));
		qpdf_oh_replace_stream_data(u->q, stroem, (const unsigned char *)buf_str(&b), b.len,
					    qpdf_oh_new_null(u->q), qpdf_oh_new_null(u->q));
	}
	buf_done(&b);
	free(s);
	return p;
}

static void byt_side(struct ua *u, const char *gammel, const char *ny)
{
	qpdf_oh c = ua_under(u, ua_side(u, 0), "/Contents");
	byt(u, qpdf_oh_is_array(u->q, c) ? qpdf_oh_get_array_item(u->q, c, 0) : c, gammel, ny);
}

#define SIDE(navn, gammel, ny)                                                                 \
	void skade_##navn(struct ua *u)                                                        \
	{                                                                                      \
		byt_side(u, gammel, ny);                                                       \
	}
SIDE(artefakt_ind, "/P << /MCID 0 >> BDC", "/P << /MCID 0 >> BDC /Artifact BMC EMC")
SIDE(maerke_ind, "/P << /MCID 0 >> BDC", "/Artifact BMC /P << /MCID 0 >> BDC EMC EMC /P << /MCID 0 >> BDC")
SIDE(maerke_vaek, "/P << /MCID 0 >> BDC", "/Span BMC")
SIDE(emc_vaek, "EMC", "")

#define METADATA(navn, gammel, ny)                                                             \
	void skade_##navn(struct ua *u)                                                        \
	{                                                                                      \
		byt(u, ua_under(u, u->rod, "/Metadata"), gammel, ny);                          \
	}
METADATA(pdfuaid_vaek, "<pdfuaid:part>1", "<pdfuaid:part>")
METADATA(dctitel_vaek, "dc:title>", "dc:tite>")

/* ---- the structure tree ------------------------------------------------ */

static struct ua_knude *find(struct ua *u, const char *art)
{
	for (size_t i = 0; i < u->knuder.n; i++)
		if (strcmp(VEC_NR(struct ua_knude, &u->knuder, i)->art, art) == 0)
			return VEC_NR(struct ua_knude, &u->knuder, i);
	return VEC_NR(struct ua_knude, &u->knuder, 0);
}

static void kald(struct ua *u, const char *fra, const char *til)
{
	saet(u, find(u, fra)->oh, "/S", til);
}

#define ART(navn, fra, til)                                                                    \
	void skade_##navn(struct ua *u)                                                        \
	{                                                                                      \
		kald(u, fra, til);                                                             \
	}
ART(fremmed, "P", "/Afsnit")
ART(celle_ud, "TR", "/P")
ART(punkt_ud, "LI", "/P")
ART(toc, "P", "/TOC")
ART(rubys, "P", "/Ruby")
ART(warichus, "P", "/Warichu")
ART(figur, "P", "/Figure")
ART(formel, "P", "/Formula")
ART(note, "P", "/Note")
ART(h2_foerst, "H1", "/H2")
ART(h4, "H2", "/H4")
ART(en_h, "P", "/H")

void skade_to_h(struct ua *u)
{
	for (size_t i = 0; i < u->knuder.n; i++)
		if (VEC_NR(struct ua_knude, &u->knuder, i)->art[0] == 'H')
			saet(u, VEC_NR(struct ua_knude, &u->knuder, i)->oh, "/S", "/H");
}

void skade_scope_vaek(struct ua *u)
{
	saet(u, find(u, "TH")->oh, "/A", NULL);
}

static qpdf_oh trae(struct ua *u)
{
	return ua_under(u, u->rod, "/StructTreeRoot");
}

void skade_ring(struct ua *u)
{
	kald(u, "P", "/Ene");
	saet(u, trae(u), "/RoleMap", "<< /Ene /Anden /Anden /Ene >>");
}

void skade_omdoeb(struct ua *u)
{
	saet(u, trae(u), "/RoleMap", "<< /P /H1 >>");
}

void skade_raekke_vaek(struct ua *u)
{
	saet(u, ua_under(u, trae(u), "/ParentTree"), "/Nums", "[]");
}

/* ---- pages -------------------------------------------------------------- */

#define PAA_SIDEN(navn, noegle, vaerdi)                                                        \
	void skade_##navn(struct ua *u)                                                        \
	{                                                                                      \
		saet(u, ua_side(u, 0), noegle, vaerdi);                                        \
	}
PAA_SIDEN(tabs_vaek, "/Tabs", NULL)
PAA_SIDEN(tabs_r, "/Tabs", "/R")
PAA_SIDEN(anm_loes, "/Annots", "[ << /Type /Annot /Subtype /Text /Contents (x) /Rect [0 0 1 1] >> ]")
PAA_SIDEN(anm_stum, "/Annots", "[ << /Type /Annot /Subtype /Text /StructParent 99 /Rect [0 0 1 1] >> ]")

static void xobjekt(struct ua *u, const char *data, const char *ekstra)
{
	qpdf_oh res = ua_under(u, ua_side(u, 0), "/Resources"), s = qpdf_oh_new_stream(u->q);
	qpdf_oh_replace_stream_data(u->q, s, (const unsigned char *)data, strlen(data),
				    qpdf_oh_new_null(u->q), qpdf_oh_new_null(u->q));
	saet(u, s, "/Subtype", "/Form");
	if (ekstra)
		saet(u, s, ekstra, "<< >>");
	saet(u, res, "/XObject", "<< >>");
	qpdf_oh_replace_key(u->q, ua_under(u, res, "/XObject"), "/X", s);
}

void skade_xref(struct ua *u)
{
	xobjekt(u, "", "/Ref");
}

void skade_xmcid(struct ua *u)
{
	xobjekt(u, "/P << /MCID 0 >> BDC EMC", NULL);
}

/* ---- fonts --------------------------------------------------------------- */

/* The first font of the kind that text is shown with. */
static qpdf_oh skrift(struct ua *u, bool type0)
{
	for (size_t i = 0; i < u->stykker.n; i++) {
		const struct ua_stykke *s = VEC_NR(struct ua_stykke, &u->stykker, i);
		if (s->koder && ua_er_type0(u, ua_skrift(u, s)) == type0)
			return ua_skrift(u, s);
	}
	return qpdf_oh_new_null(u->q);
}

#define I_SKRIFT(navn, hvor, noegle, vaerdi)                                                   \
	void skade_##navn(struct ua *u)                                                        \
	{                                                                                      \
		saet(u, hvor, noegle, vaerdi);                                                 \
	}
I_SKRIFT(program_vaek, ua_beskriver(u, skrift(u, false)), "/FontFile2", NULL)
I_SKRIFT(charset_ind, ua_beskriver(u, skrift(u, false)), "/CharSet", "(/a)")
I_SKRIFT(cidset_ind, ua_beskriver(u, skrift(u, true)), "/CIDSet", "(x)")
I_SKRIFT(kodning, skrift(u, true), "/Encoding", "/GBK-EUC-H")
I_SKRIFT(gidmap_vaek, ua_efterkommer(u, skrift(u, true)), "/CIDToGIDMap", NULL)
I_SKRIFT(gidmap_navn, ua_efterkommer(u, skrift(u, true)), "/CIDToGIDMap", "/Egen")
I_SKRIFT(tt_kodning_vaek, skrift(u, false), "/Encoding", NULL)
I_SKRIFT(tt_kodning_ny, skrift(u, false), "/Encoding", "/StandardEncoding")
I_SKRIFT(tt_differences, skrift(u, false), "/Encoding",
	 "<< /BaseEncoding /WinAnsiEncoding /Differences [65 /B] >>")
I_SKRIFT(tt_symbol, ua_beskriver(u, skrift(u, false)), "/Flags", "4")
I_SKRIFT(tounicode_vaek, skrift(u, true), "/ToUnicode", NULL)

/* The first value of the map of the Type0 font. */
static void foerste_vaerdi(struct ua *u, const char *linje)
{
	size_t n;
	qpdf_oh map = ua_under(u, skrift(u, true), "/ToUnicode");
	char *s = ua_stroem(u, map, &n);
	char *p = strstr(s, "beginbf"), *fra = p ? strchr(p, '\n') : NULL;
	char *til = fra ? strchr(fra + 1, '\n') : NULL;
	if (til) {
		char *gammel = mem_tekst_n(fra, (size_t)(til - fra));
		byt(u, map, gammel, linje);
		free(gammel);
	}
	free(s);
}

void skade_tounicode_nul(struct ua *u)
{
	foerste_vaerdi(u, "\n<0001> <0000>");
}

void skade_tounicode_bom(struct ua *u)
{
	foerste_vaerdi(u, "\n<0001> <FEFF>");
}

void skade_unicode_hul(struct ua *u)
{
	foerste_vaerdi(u, "\n");
}

void skade_tegn_nul(struct ua *u)
{
	for (size_t i = 0; i < u->stykker.n; i++) {
		struct ua_stykke *s = VEC_NR(struct ua_stykke, &u->stykker, i);
		if (s->koder && ua_er_type0(u, ua_skrift(u, s)) && s->side == 0) {
			char fra[64];
			snprintf(fra, sizeof(fra), "<%02x%02x", (unsigned char)s->koder[0],
				 (unsigned char)s->koder[1]);
			byt_side(u, fra, "<0000");
			return;
		}
	}
}
