#include "core/io/qpdf.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include <qpdf/qpdf-c.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/base/sprog.h"
#include "core/io/pdfindhold.h"

struct arbejde {
	qpdf_data q;
	const struct qpdf_om *om;
	qpdf_oh *knuder;                 /* the document, then one each; indirect */
};

static int fejl(qpdf_data q, struct err *e)
{
	if (!qpdf_has_error(q))
		return err_set(e, ERR_FEJL, _("PDF'ens opbygning passer ikke til dens indhold"));
	return err_set(e, ERR_FEJL, _("PDF'en kunne ikke gøres færdig: %s"),
		       qpdf_get_error_full_text(q, qpdf_get_error(q)));
}

static void saet_navn(qpdf_data q, qpdf_oh d, const char *noegle, const char *navn)
{
	qpdf_oh_replace_key(q, d, noegle, qpdf_oh_new_name(q, navn));
}

static void saet_utf8(qpdf_data q, qpdf_oh d, const char *noegle, const char *tekst)
{
	qpdf_oh_replace_key(q, d, noegle, qpdf_oh_new_unicode_string(q, tekst));
}

static qpdf_oh knude(qpdf_data q, const char *art)
{
	qpdf_oh d = qpdf_oh_new_dictionary(q);
	char navn[32] = "/";
	strncat(navn, art, sizeof(navn) - 2);
	saet_navn(q, d, "/Type", "/StructElem");
	saet_navn(q, d, "/S", navn);
	qpdf_oh_replace_key(q, d, "/K", qpdf_oh_new_array(q));
	if (strcmp(art, "TH") == 0)
		qpdf_oh_replace_key(q, d, "/A",
				    qpdf_oh_parse(q, "<< /O /Table /Scope /Column >>"));
	if (strcmp(art, "L") == 0)
		qpdf_oh_replace_key(q, d, "/A",
				    qpdf_oh_parse(q, "<< /O /List /ListNumbering /Disc >>"));
	return qpdf_make_indirect_object(q, d);
}

static void under(qpdf_data q, qpdf_oh over, qpdf_oh barn)
{
	qpdf_oh_append_item(q, qpdf_oh_get_key(q, over, "/K"), barn);
}

static void byg_knuder(struct arbejde *a)
{
	const struct qpdf_om *om = a->om;
	a->knuder = mem_nul(om->n_knuder + 1, sizeof(*a->knuder));
	a->knuder[0] = knude(a->q, "Document");
	for (size_t i = 0; i < om->n_knuder; i++) {
		qpdf_oh k = knude(a->q, om->knuder[i].art);
		qpdf_oh over = a->knuder[om->knuder[i].over];
		qpdf_oh_replace_key(a->q, k, "/P", over);
		under(a->q, over, k);
		a->knuder[i + 1] = k;
	}
}

static qpdf_oh indholdsmaerke(qpdf_data q, qpdf_oh side, int mcid)
{
	qpdf_oh d = qpdf_oh_new_dictionary(q);
	saet_navn(q, d, "/Type", "/MCR");
	qpdf_oh_replace_key(q, d, "/Pg", side);
	qpdf_oh_replace_key(q, d, "/MCID", qpdf_oh_new_integer(q, mcid));
	return d;
}

/* Cairo numbers the glyphs of a CIDFontType2 by code and leaves out to say so
 * (ISO 14289-1, 7.21.3.2). */
static void skrifter(qpdf_data q, qpdf_oh side)
{
	qpdf_oh alle = qpdf_oh_get_key_if_dict(
		q, qpdf_oh_get_key_if_dict(q, side, "/Resources"), "/Font");
	if (!qpdf_oh_is_dictionary(q, alle))
		return;
	qpdf_oh_begin_dict_key_iter(q, alle);
	while (qpdf_oh_dict_more_keys(q)) {
		qpdf_oh f = qpdf_oh_get_key(q, alle, qpdf_oh_dict_next_key(q));
		qpdf_oh d = qpdf_oh_get_key_if_dict(q, f, "/DescendantFonts");
		d = qpdf_oh_is_array(q, d) ? qpdf_oh_get_array_item(q, d, 0) : qpdf_oh_new_null(q);
		qpdf_oh art = qpdf_oh_get_key_if_dict(q, d, "/Subtype");
		if (qpdf_oh_is_name_and_equals(q, art, "/CIDFontType2") &&
		    !qpdf_oh_has_key(q, d, "/CIDToGIDMap"))
			saet_navn(q, d, "/CIDToGIDMap", "/Identity");
	}
}

/* The pieces of one page go under their nodes and into the page's row of the
 * parent tree; its content stream gets its artifacts. */
static int byg_side(struct arbejde *a, size_t nr, const struct qpdf_bid *b, size_t n,
		    qpdf_oh nums)
{
	qpdf_data q = a->q;
	qpdf_oh side = qpdf_get_page_n(q, nr), raekke = qpdf_oh_new_array(q);
	bool *artefakt = mem_nul(n ? n : 1, sizeof(bool));
	for (size_t i = 0; i < n; i++) {
		artefakt[i] = b[i].knude < 0;
		if (artefakt[i]) {
			qpdf_oh_append_item(q, raekke, qpdf_oh_new_null(q));
			continue;
		}
		qpdf_oh_append_item(q, raekke, a->knuder[b[i].knude]);
		under(q, a->knuder[b[i].knude], indholdsmaerke(q, side, b[i].mcid));
	}
	qpdf_oh_replace_key(q, side, "/StructParents", qpdf_oh_new_integer(q, (long long)nr));
	saet_navn(q, side, "/Tabs", "/S");
	skrifter(q, side);
	qpdf_oh_append_item(q, nums, qpdf_oh_new_integer(q, (long long)nr));
	qpdf_oh_append_item(q, nums, qpdf_make_indirect_object(q, raekke));

	unsigned char *ind = NULL;
	size_t len = 0;
	struct buf ny = BUF_TOM;
	bool godt = (qpdf_oh_get_page_content_data(q, side, &ind, &len) & QPDF_ERRORS) == 0 &&
		    pdfindhold_maerk((const char *)ind, len, artefakt, n, &ny);
	if (godt) {
		qpdf_oh s = qpdf_oh_new_stream(q);
		qpdf_oh_replace_stream_data(q, s, (const unsigned char *)buf_str(&ny), ny.len,
					    qpdf_oh_new_null(q), qpdf_oh_new_null(q));
		qpdf_oh_replace_key(q, side, "/Contents", s);
	}
	buf_done(&ny);
	free(ind);
	free(artefakt);
	return godt ? 0 : -1;
}

static int byg_trae(struct arbejde *a, struct err *e)
{
	qpdf_data q = a->q;
	qpdf_oh rod = qpdf_get_root(q), nums = qpdf_oh_new_array(q);
	size_t sider = (size_t)qpdf_get_num_pages(q), i = 0;
	byg_knuder(a);
	for (size_t s = 0; s < sider; s++) {
		size_t fra = i;
		while (i < a->om->n_bidder && a->om->bidder[i].side == s)
			i++;
		if (byg_side(a, s, a->om->bidder + fra, i - fra, nums) < 0)
			return fejl(q, e);
	}
	qpdf_oh forael = qpdf_oh_new_dictionary(q);
	qpdf_oh_replace_key(q, forael, "/Nums", nums);
	qpdf_oh trae = qpdf_make_indirect_object(q, qpdf_oh_new_dictionary(q));
	saet_navn(q, trae, "/Type", "/StructTreeRoot");
	qpdf_oh k = qpdf_oh_new_array(q);
	qpdf_oh_append_item(q, k, a->knuder[0]);
	qpdf_oh_replace_key(q, trae, "/K", k);
	qpdf_oh_replace_key(q, trae, "/ParentTree", qpdf_make_indirect_object(q, forael));
	qpdf_oh_replace_key(q, trae, "/ParentTreeNextKey",
			    qpdf_oh_new_integer(q, (long long)sider));
	qpdf_oh_replace_key(q, a->knuder[0], "/P", trae);
	qpdf_oh_replace_key(q, rod, "/StructTreeRoot", trae);
	return 0;
}

static void xml(struct buf *b, const char *s)
{
	for (; *s; s++) {
		if (*s == '<' || *s == '>' || *s == '&')
			buf_format(b, "&#%d;", *s);
		else
			buf_tegn(b, *s);
	}
}

static void metadata(struct arbejde *a, const char *dag)
{
	qpdf_data q = a->q;
	struct buf b = BUF_TOM;
	buf_tekst(&b, "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
		      "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
		      "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
		      "<rdf:Description rdf:about=\"\""
		      " xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
		      " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\""
		      " xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n"
		      "<pdfuaid:part>1</pdfuaid:part>\n"
		      "<dc:format>application/pdf</dc:format>\n"
		      "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">");
	xml(&b, a->om->titel);
	buf_format(&b,
		   "</rdf:li></rdf:Alt></dc:title>\n"
		   "<dc:language><rdf:Bag><rdf:li>%s</rdf:li></rdf:Bag></dc:language>\n"
		   "<xmp:CreatorTool>Femtrin</xmp:CreatorTool>\n"
		   "<xmp:CreateDate>%sT00:00:00Z</xmp:CreateDate>\n"
		   "<xmp:ModifyDate>%sT00:00:00Z</xmp:ModifyDate>\n"
		   "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"w\"?>\n",
		   a->om->sprog, dag, dag);
	qpdf_oh s = qpdf_oh_new_stream(q);
	qpdf_oh_replace_stream_data(q, s, (const unsigned char *)buf_str(&b), b.len,
				    qpdf_oh_new_null(q), qpdf_oh_new_null(q));
	qpdf_oh d = qpdf_oh_get_dict(q, s);
	saet_navn(q, d, "/Type", "/Metadata");
	saet_navn(q, d, "/Subtype", "/XML");
	qpdf_oh_replace_key(q, qpdf_get_root(q), "/Metadata", s);
	buf_done(&b);
}

static void katalog(struct arbejde *a)
{
	qpdf_data q = a->q;
	qpdf_oh rod = qpdf_get_root(q);
	char dag[DATO_ISO], tid[32];
	struct dato d = dato_gyldig(a->om->dato) ? a->om->dato : (struct dato){1970, 1, 1};
	dato_iso(d, dag);
	saet_utf8(q, rod, "/Lang", a->om->sprog);
	qpdf_oh_replace_key(q, rod, "/MarkInfo", qpdf_oh_parse(q, "<< /Marked true >>"));
	qpdf_oh_replace_key(q, rod, "/ViewerPreferences",
			    qpdf_oh_parse(q, "<< /DisplayDocTitle true >>"));
	metadata(a, dag);
	struct buf b = BUF_TOM;
	buf_format(&b, "D:%04d%02d%02d000000Z", d.aar, d.maaned, d.dag);
	strncpy(tid, buf_str(&b), sizeof(tid) - 1);
	tid[sizeof(tid) - 1] = '\0';
	buf_done(&b);
	qpdf_set_info_key(q, "/CreationDate", tid);
	qpdf_set_info_key(q, "/ModDate", tid);
}

static int skriv(qpdf_data q, struct buf *ud, struct err *e)
{
	if (qpdf_init_write_memory(q) & QPDF_ERRORS)
		return fejl(q, e);
	qpdf_set_deterministic_ID(q, QPDF_TRUE);
	qpdf_set_object_stream_mode(q, qpdf_o_generate);
	qpdf_set_compress_streams(q, QPDF_TRUE);
	qpdf_set_minimum_pdf_version(q, "1.7");
	if (qpdf_write(q) & QPDF_ERRORS)
		return fejl(q, e);
	buf_add(ud, qpdf_get_buffer(q), qpdf_get_buffer_length(q));
	return 0;
}

int qpdf_faerdig(const char *pdf, size_t n, const struct qpdf_om *om, struct buf *ud,
		 struct err *e)
{
	struct arbejde a = {.q = qpdf_init(), .om = om};
	qpdf_silence_errors(a.q);
	int r = (qpdf_read_memory(a.q, "brev", pdf, n, NULL) & QPDF_ERRORS) ? fejl(a.q, e) : 0;
	if (r == 0)
		r = byg_trae(&a, e);
	if (r == 0) {
		katalog(&a);
		r = skriv(a.q, ud, e);
	}
	free(a.knuder);
	qpdf_cleanup(&a.q);
	return r;
}
