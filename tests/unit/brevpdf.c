#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/brev/brev.h"
#include "core/brev/brevpdf.h"
#include "core/brev/brevtekst.h"
#include "core/brev/layout.h"
#include "core/brev/opsat.h"

#define PLADS 400

/* A letter made by hand: what the templates give, without them. */
static struct brev *nyt(void)
{
	struct brev *b = mem_nul(1, sizeof(*b));
	*b = (struct brev){.art = "proeve", .titel = mem_tekst("Prøve"), .dato = {2026, 9, 28}};
	b->blokke = mem_nul(PLADS, sizeof(struct blok));
	return b;
}

static void med(struct brev *b, enum blok_art art, const char *tekst)
{
	b->blokke[b->n++] = (struct blok){.art = art, .tekst = mem_tekst(tekst), .sektion = "s"};
}

static const int BREDDER[] = {3, 2};
static const bool HOEJRE[] = {false, true};

static void tabel(struct brev *b, size_t raekker, const char *celle)
{
	struct blok k = {.art = BLOK_TABEL, .raekker = raekker, .kolonner = 2, .sum = true,
			 .bredder = BREDDER, .hoejre = HOEJRE, .sektion = "s"};
	k.celler = mem_nul(raekker, sizeof(char **));
	for (size_t r = 0; r < raekker; r++) {
		k.celler[r] = mem_nul(2, sizeof(char *));
		k.celler[r][0] = r == 0 ? mem_tekst("Opgave") : mem_format("%s %zu", celle, r);
		k.celler[r][1] = mem_tekst(r == 0 ? "Timer" : "1");
	}
	b->blokke[b->n++] = k;
}

static void saet(const struct brev *b, bool stor, struct buf *ud)
{
	struct layout l;
	struct err e;
	layout_standard(&l);
	cr_assert_eq(brev_pdf(b, &l, stor, ud, &e), 0, "%s", e.tekst);
}

static char *vis(const struct buf *pdf, const char *kommando)
{
	char sti[] = "/tmp/femtrin-brev-XXXXXX", linje[256];
	int fd = mkstemp(sti);
	FILE *f = fdopen(fd, "wb");
	fwrite(pdf->data, 1, pdf->len, f);
	fclose(f);
	snprintf(linje, sizeof(linje), "%s %s 2>&1", kommando, sti);
	struct buf b = BUF_TOM;
	FILE *r = popen(linje, "r");
	for (int c; (c = fgetc(r)) != EOF;)
		buf_tegn(&b, (char)c);
	pclose(r);
	remove(sti);
	return buf_tag(&b);
}

static int antal(const char *s, const char *ord)
{
	int n = 0;
	for (; (s = strstr(s, ord)); s += strlen(ord))
		n++;
	return n;
}

static const char LANG[] =
	"Et afsnit på flere linjer, som skal fylde en side op, så det kan ses, hvor siden brydes, og "
	"om der står en enlig linje tilbage i bunden af den ene side eller i toppen af den næste.";

Test(brevpdf, a_draft_says_so_on_every_page_and_pages_are_numbered)
{
	struct brev *b = nyt();
	struct buf pdf = BUF_TOM;
	b->udkast = true;
	for (int i = 0; i < 40; i++)
		med(b, BLOK_AFSNIT, LANG);
	saet(b, false, &pdf);
	char *s = vis(&pdf, "sh -c 'pdftotext -layout \"$0\" -'");
	int sider = antal(s, "\f");
	cr_assert_gt(sider, 2);
	cr_assert_eq(antal(s, "UDKAST"), sider);
	cr_assert(strstr(s, "Side 2 af"), "%s", s);
	free(s);
	s = vis(&pdf, "pdfinfo -struct-text");
	cr_assert_eq(antal(s, "UDKAST"), 1, "read aloud once");
	cr_assert_eq(antal(s, "Side "), 0, "page numbers are decoration");
	free(s);
	buf_done(&pdf);
	brev_free(b);
}

Test(brevpdf, structure_has_list_table_heads_and_headings_in_order)
{
	struct brev *b = nyt();
	struct buf pdf = BUF_TOM;
	med(b, BLOK_AFSENDER, "Demo Kommune\nTorvet 1");
	med(b, BLOK_ADRESSE, "Demo Borger\nStoregade 2");
	med(b, BLOK_TITEL, "Titlen");
	med(b, BLOK_OVERSKRIFT, "Først");
	med(b, BLOK_PUNKT, "et");
	med(b, BLOK_PUNKT, "to");
	tabel(b, 3, "Række");
	saet(b, false, &pdf);
	char *s = vis(&pdf, "pdfinfo -struct-text");
	const char *p = s;
	static const char *const ORDEN[] = {"Demo Kommune", "Torvet 1", "Demo Borger", "H1", "Titlen",
					    "H2",	    "Først",	"L (block", "LI (block",
					    "Lbl",	    "LBody",	"\"et\"", "LI (block",
					    "\"to\"",	    "Table",	"TR", "TH", "Opgave",
					    "TH",	    "Timer",	"TD", "Række 1"};
	for (size_t i = 0; i < sizeof(ORDEN) / sizeof(*ORDEN); i++) {
		p = strstr(p, ORDEN[i]);
		cr_assert(p, "%s:\n%s", ORDEN[i], s);
	}
	free(s);
	s = vis(&pdf, "pdfinfo -struct");
	cr_assert_eq(antal(s, "/Scope /Column"), 2, "%s", s);
	free(s);
	buf_done(&pdf);
	brev_free(b);
}

/* Sets n paragraphs, then what is asked about, and looks where lines fall. */
static void saet_op(struct opsat *o, struct pdf **p, const struct brev *b)
{
	struct layout l;
	struct err e;
	layout_standard(&l);
	cr_assert_eq(pdf_ny(p, &(struct pdf_om){.titel = "t", .forfatter = "f", .skrift = l.skrift},
			    &e),
		     0);
	opsat_lav(o, *p, &l, l.tekst_pt, 100, b);
}

static void tjek_sider(const struct opsat *o)
{
	for (size_t i = 0; i < o->linjer.n; i++) {
		const struct opsat_linje *l = VEC_NR(struct opsat_linje, &o->linjer, i);
		const struct stump *s = VEC_NR(struct stump, &o->stumper, l->stump);
		cr_assert_leq(l->y + l->hoejde, o->bund + 0.01, "inside the page");
		if (i + 1 == o->linjer.n)
			continue;
		const struct opsat_linje *n = VEC_NR(struct opsat_linje, &o->linjer, i + 1);
		if (n->side == l->side)
			continue;
		cr_assert(s->art != STUMP_H1 && s->art != STUMP_H2, "heading alone at the foot");
		if (n->stump == l->stump) {
			cr_assert_gt(l->nr, 0, "one line alone at the foot");
			cr_assert_lt(n->nr + 1, s->til - s->fra, "one line alone at the top");
		} else {
			cr_assert(!s->hoved, "table head alone at the foot");
			cr_assert(!VEC_NR(struct stump, &o->stumper, n->stump)->sum,
				  "sum alone at the top");
		}
	}
}

Test(brevpdf, no_heading_line_or_sum_stands_alone_at_a_page_break)
{
	for (int n = 14; n < 34; n++) {
		struct brev *b = nyt();
		struct opsat o;
		struct pdf *p = NULL;
		for (int i = 0; i < n; i++)
			med(b, BLOK_AFSNIT, i % 3 ? LANG : "Kort.");
		med(b, BLOK_OVERSKRIFT, "Overskrift");
		med(b, BLOK_AFSNIT, LANG);
		med(b, BLOK_OVERSKRIFT, "Tabel");
		tabel(b, 4 + (size_t)n, "Række");
		med(b, BLOK_AFSNIT, LANG);
		saet_op(&o, &p, b);
		cr_assert_gt(o.sider, 1);
		tjek_sider(&o);
		opsat_done(&o);
		pdf_free(p);
		brev_free(b);
	}
}

Test(brevpdf, a_table_over_pages_repeats_its_head_but_is_read_once)
{
	struct brev *b = nyt();
	struct buf pdf = BUF_TOM;
	tabel(b, 90, "Række");
	saet(b, false, &pdf);
	char *s = vis(&pdf, "sh -c 'pdftotext -layout \"$0\" -'");
	cr_assert_eq(antal(s, "Opgave"), antal(s, "\f"));
	cr_assert_gt(antal(s, "\f"), 1);
	free(s);
	s = vis(&pdf, "pdfinfo -struct-text");
	cr_assert_eq(antal(s, "Opgave"), 1);
	cr_assert_eq(antal(s, "Table"), 1);
	free(s);
	buf_done(&pdf);
	brev_free(b);
}

/* Where a word stands on the first page, in millimetres; false: it is not there. */
static bool ordets_plads(const char *bbox, const char *ordet, double *x0, double *y0, double *x1,
			 double *y1)
{
	char slut[80];
	snprintf(slut, sizeof(slut), "\">%s</word>", ordet);
	const char *p = strstr(bbox, slut);
	while (p && p > bbox && strncmp(p, "<word", 5) != 0)
		p--;
	if (!p || sscanf(p, "<word xMin=\"%lf\" yMin=\"%lf\" xMax=\"%lf\" yMax=\"%lf\"", x0, y0, x1,
			 y1) != 4)
		return false;
	for (double *d[] = {x0, y0, x1, y1}, **v = d; v < d + 4; v++)
		**v /= PDF_MM;
	return true;
}

/* What is seen in a C5 envelope wherever the paper has slid: forms/breve/layout.yaml. */
enum { RUDE_X0 = 15, RUDE_X1 = 101, RUDE_Y0 = 44, RUDE_OVER = 30, RUDE_UNDER = 79 };
static const double RUDE_Y1 = 65.5;

static void tjek_rude(const char *adresse, const char *foerst, const char *sidst, bool stor)
{
	struct brev *b = nyt();
	struct buf pdf = BUF_TOM;
	double a, c, d, f, g, h, i, j;
	med(b, BLOK_AFSENDER, "Afsenderkommune\nSidevej");
	med(b, BLOK_ADRESSE, adresse);
	med(b, BLOK_OPLYSNING, "Dato:1\nNummer:2\nEndnu:3\nOgsaa:4");
	med(b, BLOK_TITEL, "Titelord");
	saet(b, stor, &pdf);
	char *s = vis(&pdf, "sh -c 'pdftotext -f 1 -l 1 -bbox \"$0\" -'");
	cr_assert(ordets_plads(s, foerst, &a, &c, &d, &f), "%s", s);
	cr_assert(ordets_plads(s, sidst, &g, &h, &i, &j), "%s", s);
	cr_expect(a >= RUDE_X0 && c >= RUDE_Y0, "%f %f", a, c);
	cr_expect(i <= RUDE_X1 && j <= RUDE_Y1, "%f %f", i, j);
	static const char *const ANDRE[] = {"Sidevej", "Dato:1", "Ogsaa:4", "Titelord",
					    "Afsenderkommune"};
	for (size_t n = 0; n < sizeof(ANDRE) / sizeof(*ANDRE); n++) {
		cr_assert(ordets_plads(s, ANDRE[n], &a, &c, &d, &f), "%s", ANDRE[n]);
		cr_expect(f <= RUDE_OVER || c >= RUDE_UNDER || a >= 120, "%s shows in the window",
			  ANDRE[n]);
	}
	free(s);
	buf_done(&pdf);
	brev_free(b);
}

Test(brevpdf, the_address_and_nothing_else_is_seen_in_the_window_of_a_c5_envelope)
{
	tjek_rude("Demonavn\nMarkvej 3\n9999 Byen", "Demonavn", "Byen", false);
	tjek_rude("Demonavn\nMarkvej 3\n9999 Byen", "Demonavn", "Byen", true);
	tjek_rude("Demonavn med et meget langt efternavn Højgaard-Østergaard\nc/o Demo\nGammel "
		  "Kongevejsbrostræde 1234B, 17. sal, dør 1204\n9999 Byen",
		  "Demonavn", "Byen", true);
}

Test(brevpdf, the_last_page_never_has_the_sender_alone)
{
	for (int n = 22; n < 42; n++) {
		struct brev *b = nyt();
		struct opsat o;
		struct pdf *p = NULL;
		for (int i = 0; i < n; i++)
			med(b, BLOK_AFSNIT, "Kort.");
		med(b, BLOK_OVERSKRIFT, "Aktindsigt");
		med(b, BLOK_AFSNIT, LANG);
		med(b, BLOK_OVERSKRIFT, "Spørgsmål");
		med(b, BLOK_AFSNIT, "Ring.");
		med(b, BLOK_UNDERSKRIFT, "Hilsen\nDemo");
		med(b, BLOK_AFSNIT, "Bilag.");
		saet_op(&o, &p, b);
		size_t side = o.sider - 1, foerst = 0;
		while (VEC_NR(struct opsat_linje, &o.linjer, foerst)->side < side)
			foerst++;
		cr_expect_lt(VEC_NR(struct opsat_linje, &o.linjer, foerst)->stump,
			     o.stumper.n - 4, "%d", n);
		opsat_done(&o);
		pdf_free(p);
		brev_free(b);
	}
}

Test(brevpdf, no_item_of_a_list_stands_alone_at_a_page_break)
{
	for (int n = 22; n < 34; n++) {
		struct brev *b = nyt();
		struct opsat o;
		struct pdf *p = NULL;
		for (int i = 0; i < n; i++)
			med(b, BLOK_AFSNIT, "Kort.");
		for (int i = 0; i < 6; i++)
			med(b, BLOK_PUNKT, "et punkt");
		med(b, BLOK_AFSNIT, "Efter.");
		saet_op(&o, &p, b);
		size_t sider[6];
		for (size_t i = 0; i < 6; i++)
			sider[i] = VEC_NR(struct opsat_linje, &o.linjer,
					  VEC_NR(struct stump, &o.stumper, (size_t)n + i)->fra)
					   ->side;
		cr_expect_eq(sider[0], sider[1], "%d", n);
		cr_expect_eq(sider[4], sider[5], "%d", n);
		opsat_done(&o);
		pdf_free(p);
		brev_free(b);
	}
}

Test(brevpdf, very_long_words_and_odd_text_stay_on_the_page)
{
	struct brev *b = nyt();
	struct buf pdf = BUF_TOM, lang = BUF_TOM;
	for (int i = 0; i < 10000; i++)
		buf_tegn(&lang, (char)('a' + i % 26));
	med(b, BLOK_ADRESSE, buf_str(&lang));
	med(b, BLOK_TITEL, "<b>Ikke</b> & markup");
	med(b, BLOK_AFSNIT, buf_str(&lang));
	med(b, BLOK_AFSNIT, "שלום עולם مرحبا \xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x94\xA7");
	tabel(b, 3, buf_str(&lang));
	saet(b, true, &pdf);
	char *s = vis(&pdf, "sh -c 'pdftotext \"$0\" -'");
	cr_assert(strstr(s, "<b>Ikke</b> & markup"));
	free(s);
	buf_done(&lang);
	buf_done(&pdf);
	brev_free(b);
}

Test(brevtekst, plain_text_is_in_reading_order)
{
	struct brev *b = nyt();
	struct buf t = BUF_TOM;
	b->udkast = true;
	med(b, BLOK_TITEL, "Titlen");
	med(b, BLOK_PUNKT, "et");
	med(b, BLOK_PUNKT, "to");
	tabel(b, 2, "Række");
	brev_tekst(b, &t);
	cr_assert_str_eq(buf_str(&t),
			 "UDKAST\n\nTitlen\n\n• et\n• to\n\nOpgave | Timer\nRække 1 | 1\n");
	buf_done(&t);
	brev_free(b);
}
