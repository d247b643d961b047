#include "tests/pdfua/brud.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "tests/pdfua/dokument.h"

/* What the structure tree says, and whether the pages agree with it. */
static const struct ua_knude *nr(const struct ua *u, size_t i)
{
	return VEC_NR(struct ua_knude, &u->knuder, i);
}

static const char *over(const struct ua *u, const struct ua_knude *k)
{
	return k->over < 0 ? "" : nr(u, (size_t)k->over)->art;
}

static bool et_af(const char *art, const char *liste)
{
	size_t n = strlen(art);
	for (const char *p = liste; n && (p = strstr(p, art)); p++)
		if ((p == liste || p[-1] == ' ') && (p[n] == ' ' || !p[n]))
			return true;
	return false;
}

static bool nogen(const struct ua *u, const char *arter)
{
	for (size_t i = 0; i < u->knuder.n; i++)
		if (et_af(nr(u, i)->art, arter))
			return true;
	return false;
}

bool ua_artefakt_i_maerket(const struct ua *u)
{
	return u->artefakt_i_maerket;
}

bool ua_maerket_i_artefakt(const struct ua *u)
{
	return u->maerket_i_artefakt;
}

bool ua_ubalance(const struct ua *u)
{
	return u->ubalance;
}

bool ua_umaerket(const struct ua *u)
{
	for (size_t i = 0; i < u->stykker.n; i++) {
		const struct ua_stykke *s = VEC_NR(struct ua_stykke, &u->stykker, i);
		if (s->mcid < 0 && !s->artefakt)
			return true;
	}
	return false;
}

bool ua_uden_trae(const struct ua *u)
{
	return u->knuder.n == 0 || strcmp(nr(u, 0)->art, "Document") != 0;
}

/* Is piece mcid of the page a child of this element? */
static bool har_stykke(const struct ua *u, qpdf_oh knude, qpdf_oh side, int mcid)
{
	qpdf_oh k = ua_under(u, knude, "/K");
	int n = qpdf_oh_is_array(u->q, k) ? qpdf_oh_get_array_n_items(u->q, k) : 0;
	for (int i = 0; i < n; i++) {
		qpdf_oh m = qpdf_oh_get_array_item(u->q, k, i), nummer = ua_under(u, m, "/MCID");
		if (qpdf_oh_is_integer(u->q, nummer) &&
		    qpdf_oh_get_int_value_as_int(u->q, nummer) == mcid &&
		    qpdf_oh_get_object_id(u->q, ua_under(u, m, "/Pg")) ==
			    qpdf_oh_get_object_id(u->q, side))
			return true;
	}
	return false;
}

/* The page's row of the parent tree. */
static qpdf_oh raekke(const struct ua *u, qpdf_oh side)
{
	qpdf_oh nums = ua_under(u, ua_under(u, ua_under(u, u->rod, "/StructTreeRoot"), "/ParentTree"),
				"/Nums");
	qpdf_oh nummer = ua_under(u, side, "/StructParents");
	int n = qpdf_oh_is_array(u->q, nums) ? qpdf_oh_get_array_n_items(u->q, nums) : 0;
	for (int i = 0; i + 1 < n && qpdf_oh_is_integer(u->q, nummer); i += 2)
		if (qpdf_oh_get_int_value(u->q, qpdf_oh_get_array_item(u->q, nums, i)) ==
		    qpdf_oh_get_int_value(u->q, nummer))
			return qpdf_oh_get_array_item(u->q, nums, i + 1);
	return qpdf_oh_new_null(u->q);
}

/* Every marked piece leads to an element, and the element back to it. */
bool ua_uden_raekke(const struct ua *u)
{
	for (size_t i = 0; i < u->stykker.n; i++) {
		const struct ua_stykke *s = VEC_NR(struct ua_stykke, &u->stykker, i);
		if (s->mcid < 0 || s->artefakt)
			continue;
		qpdf_oh side = ua_side(u, s->side), r = raekke(u, side);
		if (!qpdf_oh_is_array(u->q, r) || s->mcid >= qpdf_oh_get_array_n_items(u->q, r) ||
		    !har_stykke(u, qpdf_oh_get_array_item(u->q, r, s->mcid), side, s->mcid))
			return true;
	}
	return false;
}

#define STANDARD                                                                               \
	"Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 " \
	"H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference "    \
	"BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP Figure Formula Form"

static const char *kort(const struct ua *u, const char *art)
{
	char *noegle = mem_format("/%s", art);
	qpdf_oh til = ua_under(u, ua_under(u, ua_under(u, u->rod, "/StructTreeRoot"), "/RoleMap"),
			       noegle);
	free(noegle);
	return qpdf_oh_is_name(u->q, til) ? qpdf_oh_get_name(u->q, til) + 1 : NULL;
}

bool ua_fremmed_art(const struct ua *u)
{
	for (size_t i = 0; i < u->knuder.n; i++) {
		char art[24];
		snprintf(art, sizeof(art), "%s", nr(u, i)->art);
		const char *til;
		for (int k = 0; k < 8 && !et_af(art, STANDARD) && (til = kort(u, art)); k++)
			snprintf(art, sizeof(art), "%s", til);
		if (!et_af(art, STANDARD))
			return true;
	}
	return false;
}

bool ua_rundgang(const struct ua *u)
{
	for (size_t i = 0; i < u->knuder.n; i++) {
		char art[24];
		const char *til;
		int skridt = 0;
		snprintf(art, sizeof(art), "%s", nr(u, i)->art);
		while ((til = kort(u, art)) && ++skridt < 20)
			snprintf(art, sizeof(art), "%s", til);
		if (skridt == 20)
			return true;
	}
	return false;
}

bool ua_omdoebt_art(const struct ua *u)
{
	for (size_t i = 0; i < u->knuder.n; i++)
		if (et_af(nr(u, i)->art, STANDARD) && kort(u, nr(u, i)->art))
			return true;
	return false;
}

/* ISO 32000-1, table 337: what may stand where. */
bool ua_tabel_forkert(const struct ua *u)
{
	for (size_t i = 0; i < u->knuder.n; i++) {
		const struct ua_knude *k = nr(u, i);
		bool celle = et_af(k->art, "TH TD"), i_tabel = strcmp(over(u, k), "Table") == 0;
		if ((strcmp(k->art, "TR") == 0 && !et_af(over(u, k), "Table THead TBody TFoot")) ||
		    (et_af(k->art, "THead TBody TFoot") && !i_tabel) ||
		    (celle && strcmp(over(u, k), "TR") != 0) ||
		    (i_tabel && !et_af(k->art, "TR THead TBody TFoot Caption")) ||
		    (strcmp(over(u, k), "TR") == 0 && !celle) ||
		    (et_af(k->art, "Table TR") && k->born == 0))
			return true;
	}
	return false;
}

/* Table 336. */
bool ua_liste_forkert(const struct ua *u)
{
	for (size_t i = 0; i < u->knuder.n; i++) {
		const struct ua_knude *k = nr(u, i);
		const char *o = over(u, k);
		if ((strcmp(k->art, "LI") == 0) != (strcmp(o, "L") == 0 && !et_af(k->art, "L Caption")))
			return true;
		if (et_af(k->art, "Lbl LBody") && !et_af(o, "LI Note"))
			return true;
		if (strcmp(o, "LI") == 0 && !et_af(k->art, "Lbl LBody"))
			return true;
		if (et_af(k->art, "L LI") && k->born == 0)
			return true;
	}
	return false;
}

bool ua_indholdsliste(const struct ua *u)
{
	return nogen(u, "TOC TOCI");
}

bool ua_ruby(const struct ua *u)
{
	return nogen(u, "Ruby RB RT RP");
}

bool ua_warichu(const struct ua *u)
{
	return nogen(u, "Warichu WT WP");
}

/* An Alt that says something; ActualText will do for a figure. */
static bool uden_alt(const struct ua *u, const char *art)
{
	for (size_t i = 0; i < u->knuder.n; i++) {
		qpdf_oh alt = ua_under(u, nr(u, i)->oh, "/Alt");
		bool har = qpdf_oh_is_string(u->q, alt) && *qpdf_oh_get_utf8_value(u->q, alt);
		if (strcmp(nr(u, i)->art, art) == 0 && !har &&
		    !ua_findes(u, nr(u, i)->oh, "/ActualText"))
			return true;
	}
	return false;
}

bool ua_figur_uden_alt(const struct ua *u)
{
	return uden_alt(u, "Figure");
}

bool ua_formel_uden_alt(const struct ua *u)
{
	return uden_alt(u, "Formula");
}

bool ua_note_uden_id(const struct ua *u)
{
	for (size_t i = 0; i < u->knuder.n; i++)
		if (strcmp(nr(u, i)->art, "Note") == 0 && !ua_findes(u, nr(u, i)->oh, "/ID"))
			return true;
	return false;
}

static int niveau(const struct ua_knude *k)
{
	bool hn = k->art[0] == 'H' && k->art[1] >= '1' && k->art[1] <= '6' && !k->art[2];
	return hn ? k->art[1] - '0' : 0;
}

bool ua_foerst_h1(const struct ua *u)
{
	for (size_t i = 0; i < u->knuder.n; i++)
		if (niveau(nr(u, i)) > 0)
			return niveau(nr(u, i)) != 1;
	return true;
}

bool ua_spring_i_niveau(const struct ua *u)
{
	int foer = 0;
	for (size_t i = 0; i < u->knuder.n; i++) {
		int n = niveau(nr(u, i));
		if (n > foer + 1)
			return true;
		foer = n > 0 ? n : foer;
	}
	return false;
}

bool ua_flere_h(const struct ua *u)
{
	for (size_t i = 0; i < u->knuder.n; i++)
		for (size_t k = i + 1; k < u->knuder.n; k++)
			if (strcmp(nr(u, i)->art, "H") == 0 && strcmp(nr(u, k)->art, "H") == 0 &&
			    nr(u, i)->over == nr(u, k)->over)
				return true;
	return false;
}

bool ua_h_og_hn(const struct ua *u)
{
	return nogen(u, "H") && nogen(u, "H1 H2 H3 H4 H5 H6");
}

bool ua_th_uden_scope(const struct ua *u)
{
	for (size_t i = 0; i < u->knuder.n; i++) {
		qpdf_oh scope = ua_under(u, ua_under(u, nr(u, i)->oh, "/A"), "/Scope");
		if (strcmp(nr(u, i)->art, "TH") == 0 && !ua_er_navn(u, scope, "/Column") &&
		    !ua_er_navn(u, scope, "/Row"))
			return true;
	}
	return false;
}
