#include "core/io/qpdflaes.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include <qpdf/qpdf-c.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/base/sprog.h"
#include "core/io/pdftekst.h"

enum { MAKS_DYBDE = 40 };

struct skrift {
	char *navn, *map;                /* "/f-0-0", its ToUnicode */
	size_t bredde;
};

struct side {
	int nr;                          /* its object */
	struct vec skrifter;             /* struct skrift */
	struct vec stykker;              /* struct buf: the words of each mcid */
};

struct arbejde {
	qpdf_data q;
	struct vec sider;                /* struct side */
	struct qpdf_laest *ud;
};

static qpdf_oh under(qpdf_data q, qpdf_oh d, const char *noegle)
{
	return qpdf_oh_get_key_if_dict(q, d, noegle);
}

static char *stroem(qpdf_data q, qpdf_oh o)
{
	unsigned char *data = NULL;
	size_t n = 0;
	if (!qpdf_oh_is_stream(q, o) ||
	    (qpdf_oh_get_stream_data(q, o, qpdf_dl_all, NULL, &data, &n) & QPDF_ERRORS))
		return mem_tekst("");
	char *s = mem_tekst_n((const char *)data, n);
	free(data);
	return s;
}

static void skrifter(struct arbejde *a, qpdf_oh side, struct side *ud)
{
	qpdf_data q = a->q;
	qpdf_oh alle = under(q, under(q, side, "/Resources"), "/Font");
	if (!qpdf_oh_is_dictionary(q, alle))
		return;
	qpdf_oh_begin_dict_key_iter(q, alle);
	while (qpdf_oh_dict_more_keys(q)) {
		char *navn = mem_tekst(qpdf_oh_dict_next_key(q));
		qpdf_oh f = qpdf_oh_get_key(q, alle, navn);
		bool to = qpdf_oh_is_name_and_equals(q, under(q, f, "/Subtype"), "/Type0");
		*(struct skrift *)vec_ny(&ud->skrifter) = (struct skrift){
			navn, stroem(q, under(q, f, "/ToUnicode")), to ? 2 : 1};
	}
}

static void husk(void *arg, const struct pdftekst_streng *t)
{
	struct side *s = arg;
	const struct skrift *f = NULL;
	for (size_t i = 0; i < s->skrifter.n && !f; i++)
		if (strcmp(VEC_NR(struct skrift, &s->skrifter, i)->navn, t->skrift) == 0)
			f = VEC_NR(struct skrift, &s->skrifter, i);
	if (t->mcid < 0 || t->mcid > 100000 || !f)
		return;
	while (s->stykker.n <= (size_t)t->mcid)
		*(struct buf *)vec_ny(&s->stykker) = (struct buf)BUF_TOM;
	pdftekst_ord(f->map, t->koder, t->n, f->bredde,
		     VEC_NR(struct buf, &s->stykker, (size_t)t->mcid));
}

static void laes_side(struct arbejde *a, qpdf_oh side)
{
	unsigned char *data = NULL;
	size_t n = 0;
	struct side *s = vec_ny(&a->sider);
	*s = (struct side){.nr = qpdf_oh_get_object_id(a->q, side),
			   .skrifter = VEC_AF(struct skrift),
			   .stykker = VEC_AF(struct buf)};
	skrifter(a, side, s);
	if ((qpdf_oh_get_page_content_data(a->q, side, &data, &n) & QPDF_ERRORS) == 0)
		pdftekst_strenge((const char *)data, n, husk, s);
	free(data);
}

static void stykke(struct arbejde *a, qpdf_oh m, struct buf *ud)
{
	int side = qpdf_oh_get_object_id(a->q, under(a->q, m, "/Pg"));
	qpdf_oh nummer = under(a->q, m, "/MCID");
	long long mcid = qpdf_oh_is_integer(a->q, nummer) ? qpdf_oh_get_int_value(a->q, nummer) : -1;
	for (size_t i = 0; i < a->sider.n; i++) {
		const struct side *s = VEC_NR(struct side, &a->sider, i);
		if (s->nr != side || mcid < 0 || (size_t)mcid >= s->stykker.n)
			continue;
		/* A paragraph that goes on over the page: the space fell at the edge. */
		if (ud->len > 0 && ud->data[ud->len - 1] != ' ')
			buf_tegn(ud, ' ');
		buf_tekst(ud, buf_str(VEC_NR(struct buf, &s->stykker, (size_t)mcid)));
	}
}

static void knude(struct arbejde *a, qpdf_oh o, int over, int dybde)
{
	qpdf_data q = a->q;
	qpdf_oh art = under(q, o, "/S"), k = under(q, o, "/K");
	struct buf tekst = BUF_TOM;
	if (!qpdf_oh_is_name(q, art) || dybde > MAKS_DYBDE)
		return;
	int nr = (int)a->ud->afsnit.n, n = qpdf_oh_is_array(q, k) ? qpdf_oh_get_array_n_items(q, k) : 0;
	struct qpdf_afsnit *ny = vec_ny(&a->ud->afsnit);
	*ny = (struct qpdf_afsnit){.over = over};
	strncat(ny->art, qpdf_oh_get_name(q, art) + 1, sizeof(ny->art) - 1);
	for (int i = 0; i < n; i++) {
		qpdf_oh barn = qpdf_oh_get_array_item(q, k, i);
		if (qpdf_oh_has_key(q, barn, "/MCID"))
			stykke(a, barn, &tekst);
		else
			knude(a, barn, nr, dybde + 1);
	}
	while (tekst.len > 0 && tekst.data[tekst.len - 1] == ' ')
		tekst.data[--tekst.len] = '\0';
	VEC_NR(struct qpdf_afsnit, &a->ud->afsnit, nr)->tekst = mem_tekst(buf_str(&tekst));
	buf_done(&tekst);
}

static void arbejde_done(struct arbejde *a)
{
	for (size_t i = 0; i < a->sider.n; i++) {
		struct side *s = VEC_NR(struct side, &a->sider, i);
		for (size_t k = 0; k < s->skrifter.n; k++) {
			free(VEC_NR(struct skrift, &s->skrifter, k)->navn);
			free(VEC_NR(struct skrift, &s->skrifter, k)->map);
		}
		for (size_t k = 0; k < s->stykker.n; k++)
			buf_done(VEC_NR(struct buf, &s->stykker, k));
		vec_done(&s->skrifter);
		vec_done(&s->stykker);
	}
	vec_done(&a->sider);
	qpdf_cleanup(&a->q);
}

int qpdf_laes(struct qpdf_laest *ud, const char *pdf, size_t n, struct err *e)
{
	struct arbejde a = {.q = qpdf_init(), .sider = VEC_AF(struct side), .ud = ud};
	*ud = (struct qpdf_laest){.afsnit = VEC_AF(struct qpdf_afsnit)};
	qpdf_silence_errors(a.q);
	qpdf_set_suppress_warnings(a.q, QPDF_TRUE);
	if ((qpdf_read_memory(a.q, "brev", pdf, n, NULL) & QPDF_ERRORS) == 0) {
		for (int i = 0; i < qpdf_get_num_pages(a.q); i++)
			laes_side(&a, qpdf_get_page_n(a.q, (size_t)i));
		qpdf_oh k = under(a.q, under(a.q, qpdf_get_root(a.q), "/StructTreeRoot"), "/K");
		if (qpdf_oh_is_array(a.q, k) && qpdf_oh_get_array_n_items(a.q, k) > 0)
			knude(&a, qpdf_oh_get_array_item(a.q, k, 0), -1, 0);
		qpdf_oh t = under(a.q, under(a.q, qpdf_get_trailer(a.q), "/Info"), "/Title");
		ud->titel = mem_tekst(qpdf_oh_is_string(a.q, t) ? qpdf_oh_get_utf8_value(a.q, t) : "");
	}
	if (qpdf_has_error(a.q))
		qpdf_get_error(a.q);             /* seen; else libqpdf tells the terminal */
	arbejde_done(&a);
	if (ud->afsnit.n > 0)
		return 0;
	qpdf_laest_done(ud);
	return err_set(e, ERR_SKADET, _("Brevets PDF kan ikke læses"));
}

void qpdf_laest_done(struct qpdf_laest *l)
{
	for (size_t i = 0; i < l->afsnit.n; i++)
		free(VEC_NR(struct qpdf_afsnit, &l->afsnit, i)->tekst);
	vec_done(&l->afsnit);
	free(l->titel);
	l->titel = NULL;
}
