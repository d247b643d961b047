#include "core/brev/brevlaest.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/mem.h"
#include "core/base/vec.h"
#include "core/brev/brev.h"
#include "core/io/qpdflaes.h"

struct bygger {
	const struct qpdf_laest *l;
	struct vec blokke;               /* struct blok */
	bool hoved;                      /* nothing but the head so far */
};

static const struct qpdf_afsnit *nr(const struct bygger *b, size_t i)
{
	return VEC_NR(struct qpdf_afsnit, &b->l->afsnit, i);
}

static bool er(const struct qpdf_afsnit *a, const char *art)
{
	return strcmp(a->art, art) == 0;
}

static struct blok *ny(struct bygger *b, enum blok_art art, const char *tekst)
{
	struct blok *k = vec_ny(&b->blokke);
	*k = (struct blok){.art = art, .tekst = tekst ? mem_tekst(tekst) : NULL, .sektion = ""};
	return k;
}

/* The lines of the head are paragraphs in the PDF, so that a reader pauses. */
static void hovedlinje(struct bygger *b, const char *tekst)
{
	struct blok *k = b->blokke.n ? VEC_NR(struct blok, &b->blokke, b->blokke.n - 1) : NULL;
	if (!k) {
		ny(b, BLOK_ADRESSE, tekst);
		return;
	}
	struct buf t = BUF_TOM;
	buf_format(&t, "%s\n%s", k->tekst, tekst);
	free(k->tekst);
	k->tekst = buf_tag(&t);
}

static size_t celler(const struct bygger *b, size_t raekke)
{
	size_t n = 0;
	for (size_t i = raekke + 1; i < b->l->afsnit.n; i++)
		n += nr(b, i)->over == (int)raekke;
	return n;
}

/* Every row as wide as the widest. */
static void tabel(struct bygger *b, size_t tabel)
{
	struct blok *k = ny(b, BLOK_TABEL, NULL);
	struct vec raekker = VEC_AF(char **);
	for (size_t i = tabel + 1; i < b->l->afsnit.n; i++)
		if (nr(b, i)->over == (int)tabel && celler(b, i) > k->kolonner)
			k->kolonner = celler(b, i);
	for (size_t i = tabel + 1; i < b->l->afsnit.n && k->kolonner > 0; i++) {
		if (nr(b, i)->over != (int)tabel)
			continue;
		char **r = mem_nul(k->kolonner, sizeof(*r));
		size_t c = 0;
		for (size_t j = i + 1; j < b->l->afsnit.n; j++)
			if (nr(b, j)->over == (int)i)
				r[c++] = mem_tekst(nr(b, j)->tekst);
		while (c < k->kolonner)
			r[c++] = mem_tekst("");
		*(char ***)vec_ny(&raekker) = r;
	}
	k->celler = raekker.data;
	k->raekker = raekker.n;
}

static void afsnit(struct bygger *b, size_t i)
{
	const struct qpdf_afsnit *a = nr(b, i);
	if (er(a, "Table"))
		tabel(b, i);
	if (!*a->tekst)
		return;
	if (er(a, "H1"))
		ny(b, BLOK_TITEL, a->tekst);
	else if (er(a, "H2"))
		ny(b, BLOK_OVERSKRIFT, a->tekst);
	else if (er(a, "LBody"))
		ny(b, BLOK_PUNKT, a->tekst);
	else if (er(a, "P") && b->hoved)
		hovedlinje(b, a->tekst);
	else if (er(a, "P"))
		ny(b, BLOK_AFSNIT, a->tekst);
	b->hoved &= er(a, "P");
}

int brev_af_pdf(struct brev **out, const char *pdf, size_t n, struct err *e)
{
	struct qpdf_laest l;
	*out = NULL;
	int r = qpdf_laes(&l, pdf, n, e);
	if (r < 0)
		return r;
	struct bygger b = {.l = &l, .blokke = VEC_AF(struct blok), .hoved = true};
	for (size_t i = 1; i < l.afsnit.n; i++)          /* 0 is the document */
		afsnit(&b, i);
	struct brev *brev = mem_nul(1, sizeof(*brev));
	*brev = (struct brev){.art = "", .titel = mem_tekst(l.titel), .blokke = b.blokke.data,
			      .n = b.blokke.n};
	qpdf_laest_done(&l);
	*out = brev;
	return 0;
}
