#include "core/brev/opsat.h"

#include <string.h>

#include "core/base/buf.h"
#include "core/brev/brev.h"
#include "core/brev/layout.h"

#define UDFYLD "____"            /* a line to write on */
#define HEL_RAEKKE 12            /* a row of so many lines is never parted */
#define KORT_SLUTNING 6          /* heading, questions, signature, enclosures */
#define STRAM_UNDER 0.33         /* of a page: what is left over is worth setting closer for */
#define SAMLET_UNDER 0.6         /* so much of a page may begin with a heading */
#define HEL_TABEL 7              /* nor a table of so many rows, head and sum among them */

static struct stump *stump(const struct opsat *o, size_t i)
{
	return VEC_NR(struct stump, &o->stumper, i);
}

static struct opsat_linje *linje(const struct opsat *o, size_t i)
{
	return VEC_NR(struct opsat_linje, &o->linjer, i);
}

static struct stump *ny(struct opsat *o, enum stump_art art)
{
	struct stump *s = vec_ny(&o->stumper);
	s->art = art;
	return s;
}

static void tekst(struct opsat *o, struct stump *s, const char *t, struct pdf_stil stil, double x)
{
	s->x[s->n] = o->venstre + x;
	s->t[s->n++] = pdf_tekst_ny(o->pdf, t, &stil, o->hoejre - o->venstre - x);
}

static struct pdf_stil broed(const struct opsat *o)
{
	return (struct pdf_stil){.pt = o->pt, .linje = o->linje};
}

static void overskrift(struct opsat *o, const struct blok *b)
{
	bool h1 = b->art == BLOK_TITEL;
	struct stump *s = ny(o, h1 ? STUMP_H1 : STUMP_H2);
	s->titel = b->tekst;
	tekst(o, s, b->tekst,
	      (struct pdf_stil){.pt = o->pt * (h1 ? 1.55 : 1.12), .linje = 1.25, .fed = true}, 0);
}

static void punkt(struct opsat *o, const struct blok *b, bool foerst)
{
	struct stump *s = ny(o, STUMP_PUNKT);
	struct pdf_stil stil = broed(o);
	s->foerst = foerst;
	s->udfyld = strstr(b->tekst, UDFYLD);
	s->maerke = pdf_tekst_ny(o->pdf, "•", &stil, o->pt * 2);
	tekst(o, s, b->tekst, stil, o->pt * 1.3);
}

static struct pdf_stil cellestil(const struct opsat *o, bool fed)
{
	return (struct pdf_stil){.pt = o->pt, .linje = 1.25, .fed = fed};
}

static bool fed_raekke(const struct blok *b, size_t r)
{
	return r == 0 || (b->sum && r + 1 == b->raekker);
}

/* The longest word of a column, heading and sum in bold. */
static double laengste_ord(const struct opsat *o, const struct blok *b, size_t c)
{
	double mindst = 0;
	for (int fed = 0; fed < 2; fed++) {
		struct buf alt = BUF_TOM;
		struct pdf_stil stil = cellestil(o, fed);
		for (size_t r = 0; r < b->raekker; r++)
			if (fed_raekke(b, r) == fed)
				buf_format(&alt, "%s\n", b->celler[r][c]);
		double bredde = pdf_tekst_mindst(o->pdf, buf_str(&alt), &stil);
		mindst = bredde > mindst ? bredde : mindst;
		buf_done(&alt);
	}
	return mindst;
}

/* What each column must have; of words that together are wider than the page, the
 * longest are parted and not a CVR number beside them. */
static void mindste(const struct opsat *o, const struct blok *b, double rum, double ud[])
{
	double sum = 0, lige = rum / (double)b->kolonner;
	for (size_t c = 0; c < b->kolonner; c++)
		sum += ud[c] = laengste_ord(o, b, c);
	for (size_t c = 0; sum > rum && c < b->kolonner; c++)
		ud[c] = ud[c] > lige ? lige : ud[c];
}

/* Each column's share of rum, as the template has it; but where a word would be
 * parted, it takes of what the others have to spare. */
static void bredder(const struct opsat *o, const struct blok *b, double rum, double ud[])
{
	double mindst[OPSAT_KOLONNER], mangler = 0, tilovers = 0;
	int i_alt = 0;
	mindste(o, b, rum, mindst);
	for (size_t c = 0; c < b->kolonner; c++)
		i_alt += b->bredder[c];
	for (size_t c = 0; c < b->kolonner; c++) {
		ud[c] = rum * b->bredder[c] / i_alt;
		mangler += mindst[c] > ud[c] ? mindst[c] - ud[c] : 0;
		tilovers += mindst[c] > ud[c] ? 0 : ud[c] - mindst[c];
	}
	double flyt = mangler < tilovers ? mangler : tilovers;
	for (size_t c = 0; flyt > 0 && c < b->kolonner; c++)
		ud[c] += (mindst[c] - ud[c]) * flyt / (mindst[c] > ud[c] ? mangler : tilovers);
}

static void raekke(struct opsat *o, const struct blok *b, size_t r, const double *bredde)
{
	struct stump *s = ny(o, STUMP_RAEKKE);
	double x = o->venstre;
	s->hoved = r == 0;
	s->foerst = r == 0;
	s->sum = r > 0 && fed_raekke(b, r);
	for (size_t c = 0; c < b->kolonner; c++) {
		struct pdf_stil stil = cellestil(o, fed_raekke(b, r));
		stil.hoejre = b->hoejre[c];
		s->x[c] = x;
		s->t[s->n++] = pdf_tekst_ny(o->pdf, b->celler[r][c], &stil, bredde[c]);
		x += bredde[c] + o->pt;
	}
}

static void tabel(struct opsat *o, const struct blok *b)
{
	double bredde[OPSAT_KOLONNER];
	bredder(o, b, o->hoejre - o->venstre - o->pt * (double)(b->kolonner - 1), bredde);
	for (size_t r = 0; r < b->raekker; r++)
		raekke(o, b, r, bredde);
}

static void byg(struct opsat *o, const struct blok *b, const struct blok *foer)
{
	switch (b->art) {
	case BLOK_TITEL:
	case BLOK_OVERSKRIFT:
		overskrift(o, b);
		break;
	case BLOK_AFSNIT: {
		struct stump *s = ny(o, STUMP_P);
		s->udfyld = strstr(b->tekst, UDFYLD);
		tekst(o, s, b->tekst, broed(o), 0);
		break;
	}
	case BLOK_PUNKT:
		punkt(o, b, !foer || foer->art != BLOK_PUNKT);
		break;
	case BLOK_TABEL:
		tabel(o, b);
		break;
	case BLOK_UNDERSKRIFT:
		tekst(o, ny(o, STUMP_UNDERSKRIFT), b->tekst, broed(o), 0);
		break;
	case BLOK_AFSENDER:
	case BLOK_OPLYSNING:
	case BLOK_ADRESSE:
		break;                   /* in the head of the first page */
	}
}

/* Lines, and where a page may begin */

static size_t hoejeste(const struct stump *s)
{
	size_t n = 0;
	for (size_t c = 0; c < s->n; c++)
		n = pdf_tekst_linjer(s->t[c]) > n ? pdf_tekst_linjer(s->t[c]) : n;
	return n;
}

static bool er_overskrift(const struct stump *s)
{
	return s->art == STUMP_H1 || s->art == STUMP_H2;
}

/* Space above the first line, in lines of the body. */
static double mellemrum(const struct stump *s, const struct stump *foer)
{
	if (!foer)
		return 0;
	if (s->art == STUMP_RAEKKE && !s->foerst)
		return 0;
	if (foer->art == STUMP_H2)
		return s->art == STUMP_RAEKKE ? 0.1 : 0.18;
	if (foer->art == STUMP_H1)
		return 0.55;
	switch (s->art) {
	case STUMP_H1:
		return 1;
	case STUMP_H2:
		return 1.05;
	case STUMP_PUNKT:
		return s->foerst ? 0.3 : s->udfyld ? 0.4 : 0.2;
	case STUMP_UNDERSKRIFT:
		return 1.3;
	case STUMP_P:
	case STUMP_RAEKKE:
		break;
	}
	return 0.55;
}

static bool sidst_i_tabel(const struct opsat *o, size_t i)
{
	return i + 1 == o->stumper.n || stump(o, i + 1)->art != STUMP_RAEKKE ||
	       stump(o, i + 1)->foerst;
}

/* The last heading takes what stands before it along: a last page with the
 * sender's name and telephone alone looks like a mistake. */
static bool sidste_overskrift(const struct opsat *o, size_t i)
{
	if (stump(o, i)->art != STUMP_H2)
		return false;
	for (size_t k = i + 1; k < o->stumper.n; k++)
		if (er_overskrift(stump(o, k)) || stump(o, k)->art == STUMP_RAEKKE)
			return false;
	return o->stumper.n - i <= KORT_SLUTNING;
}

static bool lille_tabel(const struct opsat *o, size_t i)
{
	size_t fra = i, til = i;
	while (!stump(o, fra)->foerst)
		fra--;
	while (!sidst_i_tabel(o, til))
		til++;
	return til - fra < HEL_TABEL;
}

static bool sidst_i_liste(const struct opsat *o, size_t i)
{
	return i + 1 == o->stumper.n || stump(o, i + 1)->art != STUMP_PUNKT ||
	       stump(o, i + 1)->foerst;
}

/* May a page begin with the first line of this stump? Not under a heading or
 * the words that introduce it, not with the signature or the line to write it on,
 * not with a table's head or last row alone. */
static bool maa_begynde(const struct opsat *o, size_t i)
{
	const struct stump *s = stump(o, i), *foer = i > 0 ? stump(o, i - 1) : NULL;
	if (!foer)
		return true;
	if (er_overskrift(foer) || s->art == STUMP_UNDERSKRIFT || foer->art == STUMP_UNDERSKRIFT)
		return false;
	if (sidste_overskrift(o, i) || (s->udfyld && s->art == STUMP_P))
		return false;
	if ((s->art == STUMP_PUNKT || s->art == STUMP_RAEKKE) && s->foerst)
		return foer->art != STUMP_P;
	/* No item of a list alone at a page's foot or top. */
	if (s->art == STUMP_PUNKT)
		return !foer->foerst && !sidst_i_liste(o, i);
	if (s->art == STUMP_RAEKKE)
		return !foer->hoved && !sidst_i_tabel(o, i) && !lille_tabel(o, i);
	return true;
}

static bool maa_brydes(const struct opsat *o, size_t i, size_t nr, size_t n)
{
	const struct stump *s = stump(o, i);
	bool erklaering = i + 1 < o->stumper.n && n <= HEL_RAEKKE && stump(o, i + 1)->udfyld;
	if (er_overskrift(s) || s->art == STUMP_UNDERSKRIFT || erklaering)
		return false;
	if (s->art == STUMP_RAEKKE && n <= HEL_RAEKKE)
		return false;
	return nr > 1 && nr + 1 < n;
}

static void byg_linjer(struct opsat *o, size_t i)
{
	struct stump *s = stump(o, i);
	double h = pdf_tekst_linjehoejde(s->t[0]);
	size_t n = hoejeste(s);
	s->fra = o->linjer.n;
	for (size_t nr = 0; nr < n; nr++) {
		struct opsat_linje *l = vec_ny(&o->linjer);
		*l = (struct opsat_linje){.stump = i, .nr = nr, .hoejde = h};
		l->bryd = nr == 0 ? maa_begynde(o, i) : maa_brydes(o, i, nr, n);
		if (nr == 0)
			l->foer = mellemrum(s, i > 0 ? stump(o, i - 1) : NULL) * o->luft *
				  o->pt * o->linje;
		if (s->art == STUMP_RAEKKE)
			l->hoejde += (nr == 0 ? OPSAT_LUFT : 0) + (nr + 1 == n ? OPSAT_LUFT : 0);
	}
	s->til = o->linjer.n;
}

/* Pages */

static double hovedets_hoejde(const struct opsat *o, const struct stump *s)
{
	double h = 0;
	for (size_t i = s->fra; i < s->til; i++)
		h += linje(o, i)->hoejde;
	return h;
}

/* The head of the table that goes on with line i at the top of a page. */
static const struct stump *hoved_over(const struct opsat *o, size_t i)
{
	const struct opsat_linje *l = linje(o, i);
	size_t k = l->stump;
	if (stump(o, k)->art != STUMP_RAEKKE || (stump(o, k)->foerst && l->nr == 0))
		return NULL;
	while (!stump(o, k)->foerst)
		k--;
	return k == l->stump ? NULL : stump(o, k);
}

static size_t foerste_paa_siden(const struct opsat *o, size_t start, size_t i)
{
	size_t j = i;
	while (j > start && !linje(o, j)->bryd)
		j--;
	return j > start ? j : i;        /* nothing may be parted: then here */
}

static void fordel(struct opsat *o, double y0)
{
	double y = y0;
	size_t side = 0, start = 0;
	for (size_t i = 0; i < o->linjer.n; i++) {
		struct opsat_linje *l = linje(o, i);
		double foer = i == start ? 0 : l->foer;
		if ((l->skift || y + foer + l->hoejde > o->bund) && i > start) {
			i = start = l->skift ? i : foerste_paa_siden(o, start, i);
			l = linje(o, i);
			side++;
			const struct stump *h = hoved_over(o, i);
			y = o->top + (h ? hovedets_hoejde(o, h) : 0);
			foer = 0;
		}
		l->side = side;
		l->y = y + foer;
		y = l->y + l->hoejde;
	}
	o->sider = side + 1;
}

/* Where the lines of a page end, and its first line. */
static double sidens_bund(const struct opsat *o, size_t side, size_t *foerst)
{
	double bund = 0;
	for (size_t i = o->linjer.n; i-- > 0 && linje(o, i)->side >= side;)
		if (linje(o, i)->side == side) {
			*foerst = i;
			bund = bund > 0 ? bund : linje(o, i)->y + linje(o, i)->hoejde;
		}
	return bund;
}

static void byg_alle(struct opsat *o)
{
	o->linjer.n = 0;
	for (size_t i = 0; i < o->stumper.n; i++)
		byg_linjer(o, i);
}

static void linjeafstand(struct opsat *o, double linje, double luft)
{
	o->luft = luft;
	for (size_t i = 0; i < o->stumper.n; i++) {
		struct stump *s = stump(o, i);
		if (er_overskrift(s) || s->art == STUMP_RAEKKE)
			continue;
		pdf_tekst_linje(s->t[0], linje);
		if (s->maerke)
			pdf_tekst_linje(s->maerke, linje);
	}
	byg_alle(o);
}

/* A page is not begun for a few lines that fit, set a little closer: step by step,
 * and as before where no step is enough. */
static void stram(struct opsat *o, double y0)
{
	static const double TRIN[][2] = {{0.98, 0.9}, {0.96, 0.8}, {0.93, 0.7}, {1, 1}};
	size_t foerst = 0, sider = o->sider;
	if (sider < 2 ||
	    sidens_bund(o, sider - 1, &foerst) - o->top > STRAM_UNDER * (o->bund - o->top))
		return;
	for (size_t i = 0; i < sizeof(TRIN) / sizeof(*TRIN) && o->sider == sider; i++) {
		linjeafstand(o, o->linje * TRIN[i][0], TRIN[i][1]);
		fordel(o, y0);
	}
}

static bool begynder_afsnit(const struct opsat *o, size_t i)
{
	const struct opsat_linje *l = linje(o, i);
	return l->nr == 0 && l->bryd && er_overskrift(stump(o, l->stump));
}

/* The last page begins with a heading where there is room for it: it is not the
 * tail of a paragraph and the sender's name. */
static void saml_slutningen(struct opsat *o, double y0)
{
	size_t foerst = 0, side = o->sider - 1;
	double hoejde = o->bund - o->top, rest = sidens_bund(o, side, &foerst) - o->top;
	if (side == 0 || foerst == 0)
		return;
	const struct opsat_linje *sidst = linje(o, foerst - 1);
	size_t i = foerst;
	while (i > 0 && !begynder_afsnit(o, i))
		i--;
	struct opsat_linje *l = linje(o, i);
	double flyttes = sidst->y + sidst->hoejde - l->y;
	if (i == foerst || l->side + 1 != side || l->y - o->top < hoejde / 2 ||
	    rest + flyttes > SAMLET_UNDER * hoejde)
		return;
	l->skift = true;
	fordel(o, y0);
}

const struct stump *opsat_gentag(const struct opsat *o, size_t side)
{
	for (size_t i = 0; side > 0 && i < o->linjer.n; i++)
		if (linje(o, i)->side == side)
			return hoved_over(o, i);
	return NULL;
}

void opsat_lav(struct opsat *o, struct pdf *p, const struct layout *l, double pt, double y0,
	       const struct brev *b)
{
	*o = (struct opsat){.pdf = p,
			    .pt = pt,
			    .linje = l->linje,
			    .luft = 1,
			    .venstre = l->venstre * PDF_MM,
			    .hoejre = PDF_BREDDE - l->hoejre * PDF_MM,
			    .top = l->top * PDF_MM,
			    .bund = PDF_HOEJDE - l->bund * PDF_MM,
			    .stumper = VEC_AF(struct stump),
			    .linjer = VEC_AF(struct opsat_linje)};
	for (size_t i = 0; i < b->n; i++)
		byg(o, &b->blokke[i], i > 0 ? &b->blokke[i - 1] : NULL);
	byg_alle(o);
	fordel(o, y0);
	stram(o, y0);
	saml_slutningen(o, y0);
}

void opsat_done(struct opsat *o)
{
	for (size_t i = 0; i < o->stumper.n; i++) {
		struct stump *s = stump(o, i);
		for (size_t c = 0; c < s->n; c++)
			pdf_tekst_free(s->t[c]);
		pdf_tekst_free(s->maerke);
	}
	vec_done(&o->stumper);
	vec_done(&o->linjer);
}
