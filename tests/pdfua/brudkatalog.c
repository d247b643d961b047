#include "tests/pdfua/brud.h"

#include <stdlib.h>
#include <string.h>

#include "tests/pdfua/dokument.h"

/* What the catalog, the pages and their annotations say. */
static bool er_sand(const struct ua *u, qpdf_oh o)
{
	return qpdf_oh_is_bool(u->q, o) && qpdf_oh_get_bool_value(u->q, o);
}

bool ua_mistaenkt(const struct ua *u)
{
	return er_sand(u, ua_under(u, ua_under(u, u->rod, "/MarkInfo"), "/Suspects"));
}

bool ua_uden_markinfo(const struct ua *u)
{
	return !er_sand(u, ua_under(u, ua_under(u, u->rod, "/MarkInfo"), "/Marked"));
}

/* Of a list's entry: with something in it. */
static bool xmp_har(const struct ua *u, const char *hvad)
{
	size_t n;
	char *s = ua_stroem(u, ua_under(u, u->rod, "/Metadata"), &n);
	const char *p = strstr(s, hvad);
	bool ja = p && (!strstr(hvad, "<rdf:li") || p[strlen(hvad)] != '<');
	free(s);
	return ja;
}

bool ua_uden_xmp(const struct ua *u)
{
	return !ua_er_navn(u, ua_under(u, ua_under(u, u->rod, "/Metadata"), "/Subtype"), "/XML");
}

bool ua_uden_pdfuaid(const struct ua *u)
{
	return !xmp_har(u, "xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\"") ||
	       !xmp_har(u, "<pdfuaid:part>1");
}

bool ua_uden_dctitel(const struct ua *u)
{
	return !xmp_har(u, "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">");
}

static qpdf_oh visning(const struct ua *u)
{
	return ua_under(u, ua_under(u, u->rod, "/ViewerPreferences"), "/DisplayDocTitle");
}

bool ua_uden_visning(const struct ua *u)
{
	return qpdf_oh_is_null(u->q, visning(u));
}

bool ua_visning_falsk(const struct ua *u)
{
	return !er_sand(u, visning(u));
}

bool ua_uden_sprog(const struct ua *u)
{
	qpdf_oh s = ua_under(u, u->rod, "/Lang");
	return !qpdf_oh_is_string(u->q, s) || strcmp(qpdf_oh_get_utf8_value(u->q, s), "da-DK") != 0;
}

bool ua_uden_titel(const struct ua *u)
{
	qpdf_oh t = ua_under(u, ua_under(u, qpdf_get_trailer(u->q), "/Info"), "/Title");
	return !qpdf_oh_is_string(u->q, t) || !*qpdf_oh_get_utf8_value(u->q, t);
}

/* A bookmark for each heading. */
bool ua_uden_bogmaerker(const struct ua *u)
{
	size_t overskrifter = 0, maerker = 0;
	for (size_t i = 0; i < u->knuder.n; i++) {
		const struct ua_knude *k = VEC_NR(struct ua_knude, &u->knuder, i);
		overskrifter += k->art[0] == 'H' && k->art[1] >= '1' && k->art[1] <= '6';
	}
	qpdf_oh m = ua_under(u, ua_under(u, u->rod, "/Outlines"), "/First");
	for (; qpdf_oh_is_dictionary(u->q, m) && maerker < 1000; m = ua_under(u, m, "/Next")) {
		if (!ua_findes(u, m, "/Title") || !(ua_findes(u, m, "/Dest") || ua_findes(u, m, "/A")))
			return true;
		maerker++;
	}
	return maerker != overskrifter;
}

bool ua_lag(const struct ua *u)
{
	return ua_findes(u, u->rod, "/OCProperties");
}

bool ua_vedlagt_fil(const struct ua *u)
{
	return ua_findes(u, ua_under(u, u->rod, "/Names"), "/EmbeddedFiles");
}

bool ua_script(const struct ua *u)
{
	return ua_findes(u, ua_under(u, u->rod, "/Names"), "/JavaScript") ||
	       ua_findes(u, u->rod, "/AA") || ua_findes(u, u->rod, "/OpenAction");
}

bool ua_xfa(const struct ua *u)
{
	return ua_findes(u, ua_under(u, u->rod, "/AcroForm"), "/XFA");
}

bool ua_formular(const struct ua *u)
{
	qpdf_oh felter = ua_under(u, ua_under(u, u->rod, "/AcroForm"), "/Fields");
	return qpdf_oh_is_array(u->q, felter) && qpdf_oh_get_array_n_items(u->q, felter) > 0;
}

bool ua_krypteret(const struct ua *u)
{
	return qpdf_is_encrypted(u->q);
}

/* Does `proev` hold of an annotation of any page? NULL: is there one? */
static bool nogen_anmaerkning(const struct ua *u,
			      bool (*proev)(const struct ua *u, qpdf_oh side, qpdf_oh a))
{
	for (int i = 0; i < u->sider; i++) {
		qpdf_oh side = ua_side(u, (size_t)i), alle = ua_under(u, side, "/Annots");
		int n = qpdf_oh_is_array(u->q, alle) ? qpdf_oh_get_array_n_items(u->q, alle) : 0;
		for (int k = 0; k < n; k++)
			if (proev(u, side, qpdf_oh_get_array_item(u->q, alle, k)))
				return true;
	}
	return false;
}

static bool loes(const struct ua *u, qpdf_oh side, qpdf_oh a)
{
	(void)side;
	return !ua_findes(u, a, "/StructParent");
}

static bool stum(const struct ua *u, qpdf_oh side, qpdf_oh a)
{
	(void)side;
	return !ua_findes(u, a, "/Contents");
}

bool ua_anmaerkning_loes(const struct ua *u)
{
	return nogen_anmaerkning(u, loes);
}

bool ua_anmaerkning_stum(const struct ua *u)
{
	return nogen_anmaerkning(u, stum);
}

/* Asked of every page: one with an annotation must have it, and ours all do. */
bool ua_uden_tabs(const struct ua *u)
{
	for (int i = 0; i < u->sider; i++)
		if (!ua_findes(u, ua_side(u, (size_t)i), "/Tabs"))
			return true;
	return false;
}

bool ua_tabs_forkert(const struct ua *u)
{
	for (int i = 0; i < u->sider; i++)
		if (!ua_er_navn(u, ua_under(u, ua_side(u, (size_t)i), "/Tabs"), "/S"))
			return true;
	return false;
}

static bool nogen_xobjekt(const struct ua *u, bool (*proev)(const struct ua *u, qpdf_oh x))
{
	for (int i = 0; i < u->sider; i++) {
		qpdf_oh d = ua_under(u, ua_under(u, ua_side(u, (size_t)i), "/Resources"), "/XObject");
		if (!qpdf_oh_is_dictionary(u->q, d))
			continue;
		qpdf_oh_begin_dict_key_iter(u->q, d);
		while (qpdf_oh_dict_more_keys(u->q))
			if (proev(u, ua_under(u, d, qpdf_oh_dict_next_key(u->q))))
				return true;
	}
	return false;
}

static bool fremmed(const struct ua *u, qpdf_oh x)
{
	return ua_findes(u, x, "/Ref");
}

static bool med_mcid(const struct ua *u, qpdf_oh x)
{
	size_t n;
	char *s = ua_er_navn(u, ua_under(u, x, "/Subtype"), "/Form") ? ua_stroem(u, x, &n) : NULL;
	bool ja = s && strstr(s, "/MCID");
	free(s);
	return ja;
}

bool ua_fremmed_xobjekt(const struct ua *u)
{
	return nogen_xobjekt(u, fremmed);
}

bool ua_xobjekt_med_mcid(const struct ua *u)
{
	return nogen_xobjekt(u, med_mcid);
}
