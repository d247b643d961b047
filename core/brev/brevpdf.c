#include "core/brev/brevpdf.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/brev/brev.h"
#include "core/brev/layout.h"
#include "core/brev/opsat.h"
#include "core/io/pdf.h"

struct tryk {
	struct pdf *p;
	const struct brev *b;
	const struct layout *l;
	double pt;
	struct opsat o;
	int liste, tabel;                /* the open L and Table */
	int raekke[OPSAT_KOLONNER + 1];  /* the open TR and its cells; a stump at a time */
};

#define MINDSTE_ADRESSE 8        /* points */

struct boks {                            /* where something stands in the head */
	double x, y, bredde, bund;
};

/* Free text, a paragraph of its own, cut at the foot of the box. Returns its height. */
static double saet(struct tryk *t, const char *s, const struct pdf_stil *stil,
		   const struct boks *b)
{
	struct pdf_tekst *tekst = pdf_tekst_ny(t->p, s, stil, b->bredde);
	double linje = pdf_tekst_linjehoejde(tekst);
	size_t n = 0;
	while (n < pdf_tekst_linjer(tekst) && b->y + linje * (double)(n + 1) <= b->bund)
		n++;
	pdf_indhold(t->p, pdf_knude(t->p, 0, "P"));
	pdf_linjer(t->p, tekst, 0, n, b->x, b->y);
	pdf_indhold_slut(t->p);
	double h = linje * (double)n;
	pdf_tekst_free(tekst);
	return h;
}

static void pynt(struct tryk *t, const char *s, const struct pdf_stil *stil, double y)
{
	struct pdf_tekst *tekst = pdf_tekst_ny(t->p, s, stil, t->o.hoejre - t->o.venstre);
	pdf_indhold(t->p, PDF_ARTEFAKT);
	pdf_linjer(t->p, tekst, 0, 1, t->o.venstre, y);
	pdf_indhold_slut(t->p);
	pdf_tekst_free(tekst);
}

/* The head of the first page */

/* Each line a paragraph, so that a reader pauses. From line number nr on; the
 * box begins below them afterwards. */
static void linjer(struct tryk *t, const struct blok *k, size_t nr, const struct pdf_stil *stil,
		   struct boks *b)
{
	char *tekst = mem_tekst(k->tekst), *naeste = tekst;
	for (size_t i = 0; naeste; i++) {
		char *en = naeste;
		naeste = strchr(en, '\n');
		if (naeste)
			*naeste++ = '\0';
		if (i >= nr && *en)
			b->y += saet(t, en, stil, b);
	}
	free(tekst);
}

static char *foerste_linje(const struct blok *k)
{
	return mem_tekst_n(k->tekst, strcspn(k->tekst, "\n"));
}

/* The name across the top, the rest in the column beside the address. */
static void afsender(struct tryk *t, const struct blok *k, const struct pdf_stil *lille,
		     struct boks *side)
{
	const struct layout *l = t->l;
	const struct pdf_stil stor = {.pt = l->tekst_pt * 1.35, .linje = 1.2, .fed = true};
	const struct boks top = {l->venstre * PDF_MM, l->top * PDF_MM,
				 PDF_BREDDE - (l->venstre + l->hoejre + (l->logo[0] ? 60 : 0)) * PDF_MM,
				 l->rude_y * PDF_MM};
	char *navn = foerste_linje(k);
	saet(t, navn, &stor, &top);
	free(navn);
	linjer(t, k, 1, lille, side);
	if (strchr(k->tekst, '\n'))
		side->y += lille->pt * 0.6;
}

static double stoerste(double a, double b)
{
	return a > b ? a : b;
}

/* The address is set smaller, step by step, until all of it stays in the window:
 * the fold of the paper must not hide the town. */
static struct pdf_stil adressestil(const struct tryk *t, const struct blok *k, double bredde)
{
	const struct layout *l = t->l;
	struct pdf_stil stil = {.pt = l->tekst_pt, .linje = 1.2};
	for (; stil.pt > MINDSTE_ADRESSE; stil.pt -= 0.5) {
		struct pdf_tekst *alt = pdf_tekst_ny(t->p, k->tekst, &stil, bredde);
		double h = pdf_tekst_linjehoejde(alt) * (double)pdf_tekst_linjer(alt);
		pdf_tekst_free(alt);
		if (h <= l->rude_hoejde * PDF_MM)
			break;
		if (h > 3 * l->rude_hoejde * PDF_MM)
			return (struct pdf_stil){.pt = MINDSTE_ADRESSE, .linje = 1.2};
	}
	return stil;
}

/* Decoration: the municipality's name stands beside it as text. */
static int logo(struct tryk *t, struct err *e)
{
	const struct layout *l = t->l;
	if (!l->logo[0])
		return 0;
	pdf_indhold(t->p, PDF_ARTEFAKT);
	int r = pdf_billede(t->p, l->logo, PDF_BREDDE - l->hoejre * PDF_MM, l->top * PDF_MM,
			    l->logo_hoejde * PDF_MM, e);
	pdf_indhold_slut(t->p);
	return r;
}

/* Where the text begins comes out in y. */
static int brevhoved(struct tryk *t, double *y, struct err *e)
{
	const struct layout *l = t->l;
	const struct pdf_stil lille = {.pt = stoerste(l->tekst_pt * 0.87, t->pt * 0.8),
				       .linje = 1.35, .graa = 0.2};
	double x = l->side_x * PDF_MM, bund = PDF_HOEJDE / 2;
	struct boks side = {x, l->rude_y * PDF_MM, PDF_BREDDE - l->hoejre * PDF_MM - x, bund};
	struct boks rude = {l->rude_x * PDF_MM, l->rude_y * PDF_MM, l->rude_bredde * PDF_MM, bund};
	bool noget = false, adresse = false;
	for (size_t i = 0; i < t->b->n; i++) {
		const struct blok *k = &t->b->blokke[i];
		adresse |= k->art == BLOK_ADRESSE;
		noget |= k->art == BLOK_AFSENDER || k->art == BLOK_ADRESSE ||
			 k->art == BLOK_OPLYSNING;
		if (k->art == BLOK_AFSENDER) {
			afsender(t, k, &lille, &side);
		} else if (k->art == BLOK_ADRESSE) {
			struct pdf_stil stil = adressestil(t, k, rude.bredde);
			linjer(t, k, 0, &stil, &rude);
		} else if (k->art == BLOK_OPLYSNING) {
			linjer(t, k, 0, &lille, &side);
		}
	}
	*y = stoerste(side.y, rude.y) + 8 * PDF_MM;
	if (adresse)
		*y = stoerste(*y, l->tekst_y * PDF_MM);
	else if (!noget)
		*y = l->top * PDF_MM;
	return noget ? logo(t, e) : 0;
}

/* The running text */

static int tekstknude(struct tryk *t, const struct stump *s)
{
	switch (s->art) {
	case STUMP_H1:
		return pdf_knude(t->p, 0, "H1");
	case STUMP_H2:
		return pdf_knude(t->p, 0, "H2");
	case STUMP_P:
	case STUMP_PUNKT:
	case STUMP_RAEKKE:
	case STUMP_UNDERSKRIFT:
		break;
	}
	return pdf_knude(t->p, 0, "P");
}

static void begynd_punkt(struct tryk *t, const struct stump *s, double y)
{
	if (s->foerst)
		t->liste = pdf_knude(t->p, 0, "L");
	int li = pdf_knude(t->p, t->liste, "LI");
	pdf_indhold(t->p, pdf_knude(t->p, li, "Lbl"));
	pdf_linjer(t->p, s->maerke, 0, 1, t->o.venstre + t->pt * 0.2, y);
	pdf_indhold_slut(t->p);
	t->raekke[0] = pdf_knude(t->p, li, "LBody");
}

static void begynd_raekke(struct tryk *t, const struct stump *s)
{
	if (s->foerst)
		t->tabel = pdf_knude(t->p, 0, "Table");
	t->raekke[OPSAT_KOLONNER] = pdf_knude(t->p, t->tabel, "TR");
	for (size_t c = 0; c < s->n; c++)
		t->raekke[c] = pdf_knude(t->p, t->raekke[OPSAT_KOLONNER], s->hoved ? "TH" : "TD");
}

static void begynd(struct tryk *t, const struct stump *s, double y)
{
	if (s->art == STUMP_PUNKT)
		begynd_punkt(t, s, y);
	else if (s->art == STUMP_RAEKKE)
		begynd_raekke(t, s);
	else
		t->raekke[0] = tekstknude(t, s);
	if (s->titel)
		pdf_bogmaerke(t->p, s->titel, y);
}

static void streg(struct tryk *t, const struct stump *s, double y)
{
	pdf_indhold(t->p, PDF_ARTEFAKT);
	pdf_streg(t->p, t->o.venstre, t->o.hoejre, y, s->hoved ? 0.9 : 0.35);
	pdf_indhold_slut(t->p);
}

/* Lines fra … til of one stump, all on this page. */
static void stykke(struct tryk *t, const struct stump *s, size_t fra, size_t til)
{
	const struct opsat_linje *l = VEC_NR(struct opsat_linje, &t->o.linjer, fra);
	const struct opsat_linje *sidst = VEC_NR(struct opsat_linje, &t->o.linjer, til - 1);
	bool raekke = s->art == STUMP_RAEKKE;
	double y = l->y + (raekke && l->nr == 0 ? OPSAT_LUFT : 0);
	if (l->nr == 0)
		begynd(t, s, y);
	for (size_t c = 0; c < s->n; c++) {
		if (l->nr >= pdf_tekst_linjer(s->t[c]) || pdf_tekst_bredde(s->t[c]) <= 0)
			continue;
		pdf_indhold(t->p, t->raekke[c]);
		pdf_linjer(t->p, s->t[c], l->nr, sidst->nr + 1, s->x[c], y);
		pdf_indhold_slut(t->p);
	}
	if (raekke && til == s->til)
		streg(t, s, sidst->y + sidst->hoejde);
}

/* The head of a table that goes on: seen, but read only once. */
static void gentag(struct tryk *t, const struct stump *s)
{
	double y = t->o.top + OPSAT_LUFT, h = 0;
	pdf_indhold(t->p, PDF_ARTEFAKT);
	for (size_t c = 0; c < s->n; c++)
		pdf_linjer(t->p, s->t[c], 0, pdf_tekst_linjer(s->t[c]), s->x[c], y);
	pdf_indhold_slut(t->p);
	for (size_t i = s->fra; i < s->til; i++)
		h += VEC_NR(struct opsat_linje, &t->o.linjer, i)->hoejde;
	streg(t, s, t->o.top + h);
}

static void sidefod(struct tryk *t, size_t side)
{
	const struct pdf_stil fod = {
		.pt = t->pt * 0.8, .linje = 1.2, .graa = 0.3, .hoejre = true};
	const struct pdf_stil ord = {.pt = t->pt * 1.3, .linje = 1.2, .graa = 0.35, .fed = true,
				     .hoejre = true};
	char *s = mem_format("Side %zu af %zu", side + 1, t->o.sider);
	pynt(t, s, &fod, PDF_HOEJDE - 15 * PDF_MM);
	free(s);
	if (t->b->udkast && side > 0)
		pynt(t, "UDKAST", &ord, 10 * PDF_MM);
}

static void tegn(struct tryk *t)
{
	size_t side = 0;
	for (size_t i = 0; i < t->o.linjer.n;) {
		const struct opsat_linje *l = VEC_NR(struct opsat_linje, &t->o.linjer, i);
		size_t til = i + 1;
		while (til < t->o.linjer.n &&
		       VEC_NR(struct opsat_linje, &t->o.linjer, til)->stump == l->stump &&
		       VEC_NR(struct opsat_linje, &t->o.linjer, til)->side == l->side)
			til++;
		while (side < l->side) {
			sidefod(t, side++);
			pdf_side(t->p);
			if (opsat_gentag(&t->o, side))
				gentag(t, opsat_gentag(&t->o, side));
		}
		stykke(t, VEC_NR(struct stump, &t->o.stumper, l->stump), i, til);
		i = til;
	}
	sidefod(t, side);
	pdf_side(t->p);
}

static const struct blok *find(const struct brev *b, enum blok_art art)
{
	for (size_t i = 0; i < b->n; i++)
		if (b->blokke[i].art == art)
			return &b->blokke[i];
	return NULL;
}

int brev_pdf(const struct brev *b, const struct layout *l, bool stor_skrift, struct buf *ud,
	     struct err *e)
{
	const struct pdf_stil ord = {.pt = l->tekst_pt * 1.3, .linje = 1.2, .graa = 0.35,
				     .fed = true, .hoejre = true};
	struct tryk t = {.b = b, .l = l, .pt = stor_skrift ? l->stor_pt : l->tekst_pt};
	double y;
	const struct blok *fra = find(b, BLOK_AFSENDER);
	char *navn = fra ? foerste_linje(fra) : mem_tekst("");
	char *titel = mem_format("%s%s", b->udkast ? "UDKAST: " : "", b->titel);
	int r = pdf_ny(&t.p,
		       &(struct pdf_om){.titel = titel,
					.forfatter = navn,
					.skrift = l->skrift,
					.dato = b->dato},
		       e);
	free(titel);
	free(navn);
	if (r < 0)
		return r;
	const struct boks top = {l->venstre * PDF_MM, 10 * PDF_MM,
				 PDF_BREDDE - (l->venstre + l->hoejre) * PDF_MM, PDF_HOEJDE};
	if (b->udkast)
		saet(&t, "UDKAST", &ord, &top);
	r = brevhoved(&t, &y, e);
	opsat_lav(&t.o, t.p, l, t.pt, y, b);
	tegn(&t);
	opsat_done(&t.o);
	if (r == 0)
		r = pdf_slut(t.p, ud, e);
	pdf_free(t.p);
	return r;
}
