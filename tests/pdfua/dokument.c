#include "tests/pdfua/dokument.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"

qpdf_oh ua_under(const struct ua *u, qpdf_oh d, const char *noegle)
{
	if (qpdf_oh_is_stream(u->q, d))
		d = qpdf_oh_get_dict(u->q, d);
	return qpdf_oh_get_key_if_dict(u->q, d, noegle);
}

bool ua_findes(const struct ua *u, qpdf_oh d, const char *noegle)
{
	return !qpdf_oh_is_null(u->q, ua_under(u, d, noegle));
}

bool ua_er_navn(const struct ua *u, qpdf_oh o, const char *navn)
{
	return qpdf_oh_is_name(u->q, o) && strcmp(qpdf_oh_get_name(u->q, o), navn) == 0;
}

qpdf_oh ua_side(const struct ua *u, size_t nr)
{
	return qpdf_get_page_n(u->q, nr);
}

char *ua_stroem(const struct ua *u, qpdf_oh o, size_t *n)
{
	unsigned char *data = NULL;
	*n = 0;
	if (!qpdf_oh_is_stream(u->q, o) ||
	    qpdf_oh_get_stream_data(u->q, o, qpdf_dl_all, NULL, &data, n) & QPDF_ERRORS)
		return mem_tekst("");
	char *s = mem_tekst_n(data ? (char *)data : "", *n);
	free(data);
	return s;
}

static void gennemgaa(struct ua *u, qpdf_oh o, int over, int dybde)
{
	if (qpdf_oh_is_array(u->q, o)) {
		for (int i = 0; i < qpdf_oh_get_array_n_items(u->q, o); i++)
			gennemgaa(u, qpdf_oh_get_array_item(u->q, o, i), over, dybde);
		return;
	}
	qpdf_oh art = ua_under(u, o, "/S");
	if (!qpdf_oh_is_name(u->q, art) || dybde > 40)
		return;
	int nr = (int)u->knuder.n;
	struct ua_knude *k = vec_ny(&u->knuder);
	*k = (struct ua_knude){.oh = o, .over = over};
	snprintf(k->art, sizeof(k->art), "%s", qpdf_oh_get_name(u->q, art) + 1);
	if (over >= 0)
		VEC_NR(struct ua_knude, &u->knuder, over)->born++;
	gennemgaa(u, ua_under(u, o, "/K"), nr, dybde + 1);
}

static void sider(struct ua *u)
{
	for (int i = 0; i < u->sider; i++) {
		unsigned char *data = NULL;
		size_t n = 0;
		if (qpdf_oh_get_page_content_data(u->q, ua_side(u, (size_t)i), &data, &n) ==
		    QPDF_SUCCESS) {
			char *s = mem_tekst_n((char *)data, n);
			ua_indhold(u, (size_t)i, s, n);
			free(s);
		}
		free(data);
	}
}

void ua_aabn(struct ua *u, const char *pdf, size_t n)
{
	*u = (struct ua){.q = qpdf_init(),
			 .knuder = VEC_AF(struct ua_knude),
			 .stykker = VEC_AF(struct ua_stykke)};
	qpdf_silence_errors(u->q);
	qpdf_set_suppress_warnings(u->q, QPDF_TRUE);
	if (qpdf_read_memory(u->q, "prøve", pdf, n, NULL) & QPDF_ERRORS) {
		ua_luk(u);
		return;
	}
	u->rod = qpdf_get_root(u->q);
	u->sider = qpdf_get_num_pages(u->q);
	gennemgaa(u, ua_under(u, ua_under(u, u->rod, "/StructTreeRoot"), "/K"), -1, 0);
	sider(u);
}

void ua_luk(struct ua *u)
{
	for (size_t i = 0; i < u->stykker.n; i++)
		free(VEC_NR(struct ua_stykke, &u->stykker, i)->koder);
	vec_done(&u->stykker);
	vec_done(&u->knuder);
	if (u->q)
		qpdf_cleanup(&u->q);
}
