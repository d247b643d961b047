#include "core/io/pdf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/base/sprog.h"
#include "core/base/vec.h"
#include "core/io/qpdf.h"
#include "core/io/svg.h"

struct pdf {
	cairo_surface_t *flade;
	cairo_t *cr;
	PangoContext *ctx;
	char *titel, *skrift;
	struct dato dato;
	struct buf raa;                  /* what Cairo wrote */
	size_t side;
	int mcid;                        /* next on this page */
	const char *maerke;              /* the open tag, NULL outside */
	struct vec knuder, bidder;       /* struct qpdf_knude, struct qpdf_bid */
	struct vec blanke;               /* struct blank */
};

struct blank {                           /* a space in one style */
	double pt;
	bool fed;
	PangoLayout *layout;
};

struct pdf_tekst {
	PangoLayout *layout;
	PangoLayoutLine **linjer;
	size_t n;
	struct pdf_stil stil;
	double bredde;
};

static cairo_status_t skriv(void *arg, const unsigned char *data, unsigned n)
{
	buf_add(arg, data, n);
	return CAIRO_STATUS_SUCCESS;
}

/* Widths must not depend on a screen: no hinting, no rounding to pixels. */
static void uden_hinting(struct pdf *p)
{
	cairo_font_options_t *fo = cairo_font_options_create();
	cairo_font_options_set_hint_style(fo, CAIRO_HINT_STYLE_NONE);
	cairo_font_options_set_hint_metrics(fo, CAIRO_HINT_METRICS_OFF);
	cairo_set_font_options(p->cr, fo);
	pango_cairo_context_set_font_options(p->ctx, fo);
	cairo_font_options_destroy(fo);
	pango_cairo_context_set_resolution(p->ctx, 72);
	pango_context_set_round_glyph_positions(p->ctx, FALSE);
}

/* Without a single font a page is drawn all the same: full of empty boxes. */
static bool har_skrift(struct pdf *p)
{
	PangoFontDescription *fd = pango_font_description_new();
	pango_font_description_set_family(fd, p->skrift);
	PangoFont *skrift = pango_context_load_font(p->ctx, fd);
	pango_font_description_free(fd);
	if (skrift)
		g_object_unref(skrift);
	return skrift;
}

int pdf_ny(struct pdf **out, const struct pdf_om *om, struct err *e)
{
	struct pdf *p = mem_nul(1, sizeof(*p));
	*p = (struct pdf){.titel = mem_tekst(om->titel),
			  .skrift = mem_tekst(om->skrift),
			  .dato = om->dato,
			  .knuder = VEC_AF(struct qpdf_knude),
			  .bidder = VEC_AF(struct qpdf_bid),
			  .blanke = VEC_AF(struct blank)};
	p->flade = cairo_pdf_surface_create_for_stream(skriv, &p->raa, PDF_BREDDE, PDF_HOEJDE);
	p->cr = cairo_create(p->flade);
	p->ctx = pango_font_map_create_context(pango_cairo_font_map_get_default());
	pango_context_set_language(p->ctx, pango_language_from_string("da"));
	uden_hinting(p);
	cairo_pdf_surface_set_metadata(p->flade, CAIRO_PDF_METADATA_TITLE, om->titel);
	cairo_pdf_surface_set_metadata(p->flade, CAIRO_PDF_METADATA_AUTHOR, om->forfatter);
	cairo_pdf_surface_set_metadata(p->flade, CAIRO_PDF_METADATA_CREATOR, "Femtrin");
	*out = p;
	bool begyndt = cairo_status(p->cr) == CAIRO_STATUS_SUCCESS;
	if (begyndt && har_skrift(p))
		return 0;
	if (begyndt)
		err_set(e, ERR_FEJL, _("PDF'en kunne ikke begyndes: der er ingen skrifttype, der kan "
				       "læses; tjek, at fonts-noto-core er installeret"));
	else
		err_set(e, ERR_FEJL, _("PDF'en kunne ikke begyndes: %s"),
			cairo_status_to_string(cairo_status(p->cr)));
	pdf_free(p);
	*out = NULL;
	return ERR_FEJL;
}

void pdf_free(struct pdf *p)
{
	if (!p)
		return;
	cairo_destroy(p->cr);
	cairo_surface_destroy(p->flade);
	g_object_unref(p->ctx);
	buf_done(&p->raa);
	for (size_t i = 0; i < p->blanke.n; i++)
		g_object_unref(VEC_NR(struct blank, &p->blanke, i)->layout);
	vec_done(&p->blanke);
	vec_done(&p->knuder);
	vec_done(&p->bidder);
	free(p->titel);
	free(p->skrift);
	free(p);
}

/* The layout's own line objects, so that line number i is found at once. */
static void find_linjer(struct pdf_tekst *t)
{
	GSList *alle = pango_layout_get_lines_readonly(t->layout);
	t->n = (size_t)pango_layout_get_line_count(t->layout);
	t->linjer = mem_nul(t->n ? t->n : 1, sizeof(PangoLayoutLine *));
	size_t i = 0;
	for (GSList *l = alle; l && i < t->n; l = l->next)
		t->linjer[i++] = l->data;
}

/* "5. september", "12 timer" and "§ 4" are not parted at the end of a line; of a
 * row of numbers every second is, or there is no place left to break it. */
static void hold_sammen(PangoAttrList *al, const char *s)
{
	bool holdt = false;
	for (const char *p = strchr(s, ' '); p; p = strchr(p + 1, ' ')) {
		const char *foer = p > s && p[-1] == '.' ? p - 1 : p;
		bool tal = foer > s && foer[-1] >= '0' && foer[-1] <= '9';
		bool paragraf = p - s >= 2 && p[-2] == '\xC2' && p[-1] == '\xA7';
		holdt = !holdt && (tal || paragraf) && p[1];
		if (!holdt)
			continue;
		PangoAttribute *a = pango_attr_allow_breaks_new(FALSE);
		a->start_index = (guint)((tal ? foer - 1 : p - 2) - s);
		a->end_index = (guint)(p + 1 - s) + (guint)g_utf8_skip[(guchar)p[1]];
		pango_attr_list_insert(al, a);
	}
}

static PangoLayout *layout(struct pdf *p, const struct pdf_stil *stil, const char *s)
{
	PangoLayout *l = pango_layout_new(p->ctx);
	PangoFontDescription *fd = pango_font_description_new();
	pango_font_description_set_family(fd, p->skrift);
	pango_font_description_set_absolute_size(fd, stil->pt * PANGO_SCALE);
	if (stil->fed)
		pango_font_description_set_weight(fd, PANGO_WEIGHT_BOLD);
	pango_layout_set_font_description(l, fd);
	pango_font_description_free(fd);

	/* A ligature costs poppler and some readers the text after it. */
	PangoAttrList *al = pango_attr_list_new();
	pango_attr_list_insert(al, pango_attr_font_features_new("liga=0, clig=0, dlig=0"));
	pango_attr_list_insert(al, pango_attr_insert_hyphens_new(FALSE));
	hold_sammen(al, s);
	pango_layout_set_attributes(l, al);
	pango_attr_list_unref(al);
	pango_layout_set_auto_dir(l, FALSE);
	pango_layout_set_text(l, s, -1);
	return l;
}

/* A letter that no font here has would be a box of digits to the eye and nothing
 * to a screen reader: "[U+1F469]" says to both that something stands there. */
static char *uden_huller(struct pdf *p, PangoLayout *l, const char *s)
{
	PangoFontset *skrifter = pango_context_load_fontset(
		p->ctx, pango_layout_get_font_description(l), pango_context_get_language(p->ctx));
	GString *ud = g_string_new(NULL);
	for (; *s; s += g_utf8_skip[(guchar)*s]) {
		gunichar c = g_utf8_get_char(s);
		PangoFont *f = c > 0x7E && !g_unichar_iszerowidth(c)
				       ? pango_fontset_get_font(skrifter, c) : NULL;
		if (!f || pango_font_has_char(f, c))
			g_string_append_unichar(ud, c);
		else
			g_string_append_printf(ud, "[U+%04X]", c);
		if (f)
			g_object_unref(f);
	}
	g_object_unref(skrifter);
	return g_string_free(ud, FALSE);
}

struct pdf_tekst *pdf_tekst_ny(struct pdf *p, const char *s, const struct pdf_stil *stil,
			       double bredde)
{
	struct pdf_tekst *t = mem_nul(1, sizeof(*t));
	t->stil = *stil;
	t->bredde = bredde;
	char *samlet = g_utf8_normalize(s, -1, G_NORMALIZE_NFC);
	t->layout = layout(p, stil, samlet ? samlet : "\xEF\xBF\xBD");
	if (samlet && pango_layout_get_unknown_glyphs_count(t->layout) > 0) {
		char *hel = uden_huller(p, t->layout, samlet);
		g_object_unref(t->layout);
		t->layout = layout(p, stil, hel);
		g_free(hel);
	}
	g_free(samlet);
	pango_layout_set_width(t->layout, (int)(bredde * PANGO_SCALE));
	pango_layout_set_wrap(t->layout, PANGO_WRAP_WORD_CHAR);
	find_linjer(t);
	return t;
}

void pdf_tekst_free(struct pdf_tekst *t)
{
	if (!t)
		return;
	free(t->linjer);
	g_object_unref(t->layout);
	free(t);
}

size_t pdf_tekst_linjer(const struct pdf_tekst *t)
{
	return t->n;
}

double pdf_tekst_linjehoejde(const struct pdf_tekst *t)
{
	return t->stil.pt * t->stil.linje;
}

static double linjebredde(PangoLayoutLine *l)
{
	PangoRectangle r;
	pango_layout_line_get_extents(l, NULL, &r);
	return (double)r.width / PANGO_SCALE;
}

double pdf_tekst_bredde(const struct pdf_tekst *t)
{
	double maks = 0;
	for (size_t i = 0; i < t->n; i++) {
		double b = linjebredde(t->linjer[i]);
		maks = b > maks ? b : maks;
	}
	return maks;
}

void pdf_tekst_linje(struct pdf_tekst *t, double linje)
{
	t->stil.linje = linje;
}

double pdf_tekst_mindst(struct pdf *p, const char *s, const struct pdf_stil *stil)
{
	struct pdf_tekst t = {.stil = *stil, .layout = layout(p, stil, s)};
	pango_layout_set_wrap(t.layout, PANGO_WRAP_WORD);
	pango_layout_set_width(t.layout, 1);
	find_linjer(&t);
	double bredde = pdf_tekst_bredde(&t);
	free(t.linjer);
	g_object_unref(t.layout);
	return bredde;
}

int pdf_knude(struct pdf *p, int over, const char *art)
{
	*(struct qpdf_knude *)vec_ny(&p->knuder) = (struct qpdf_knude){.art = art, .over = over};
	return (int)p->knuder.n;
}

/* Cairo numbers the marked pieces of a page 0, 1, 2 … in the order they open. */
void pdf_indhold(struct pdf *p, int knude)
{
	*(struct qpdf_bid *)vec_ny(&p->bidder) =
		(struct qpdf_bid){.knude = knude, .side = p->side, .mcid = p->mcid++};
	p->maerke = "NonStruct";
	if (knude > 0)
		p->maerke = VEC_NR(struct qpdf_knude, &p->knuder, knude - 1)->art;
	cairo_tag_begin(p->cr, p->maerke, NULL);
}

void pdf_indhold_slut(struct pdf *p)
{
	cairo_tag_end(p->cr, p->maerke);
	p->maerke = NULL;
}

/* Pango drops the space at which it breaks a line; a reader of the structure
 * would get two words as one. */
static bool brudt_ved_blank(const struct pdf_tekst *t, size_t i)
{
	const char *s = pango_layout_get_text(t->layout);
	int slut = t->linjer[i]->start_index + t->linjer[i]->length;
	return s[slut] == '\n' || s[slut] == ' ' || (slut > 0 && s[slut - 1] == ' ');
}

static PangoLayoutLine *blank(struct pdf *p, const struct pdf_stil *stil)
{
	for (size_t i = 0; i < p->blanke.n; i++) {
		const struct blank *b = VEC_NR(struct blank, &p->blanke, i);
		if (b->pt == stil->pt && b->fed == stil->fed)
			return pango_layout_get_line_readonly(b->layout, 0);
	}
	PangoLayout *l = layout(p, stil, " ");
	*(struct blank *)vec_ny(&p->blanke) = (struct blank){stil->pt, stil->fed, l};
	return pango_layout_get_line_readonly(l, 0);
}

/* Cairo takes a glyph without ink for nothing at all where it stands on a whole
 * point, and the space between two words is lost: never exactly there. */
static double skaev(double v)
{
	double rest = v - (double)(long)v;
	return rest < 0.02 || rest > 0.98 ? v + 0.04 : v;
}

void pdf_linjer(struct pdf *p, const struct pdf_tekst *t, size_t fra, size_t til, double x,
		double y)
{
	double h = pdf_tekst_linjehoejde(t), g = t->stil.graa;
	cairo_set_source_rgb(p->cr, g, g, g);
	for (size_t i = fra; i < til && i < t->n; i++) {
		double ind = t->stil.hoejre ? t->bredde - linjebredde(t->linjer[i]) : 0;
		/* Half the line, and from the middle of the letters to their foot. */
		double grundlinje = skaev(y + (double)(i - fra) * h + h / 2 + 0.35 * t->stil.pt);
		cairo_move_to(p->cr, x + ind, grundlinje);
		pango_cairo_show_layout_line(p->cr, t->linjer[i]);
		if (i + 1 < t->n && brudt_ved_blank(t, i)) {
			cairo_move_to(p->cr, skaev(x + ind + linjebredde(t->linjer[i])), grundlinje);
			pango_cairo_show_layout_line(p->cr, blank(p, &t->stil));
		}
	}
}

void pdf_streg(struct pdf *p, double x0, double x1, double y, double tykkelse)
{
	cairo_set_source_rgb(p->cr, 0.45, 0.45, 0.45);
	cairo_set_line_width(p->cr, tykkelse);
	cairo_move_to(p->cr, x0, y);
	cairo_line_to(p->cr, x1, y);
	cairo_stroke(p->cr);
}

/* The whole file first: a picture that grows while it is read stays out. */
struct png {
	const char *p;
	size_t n;
};

static cairo_status_t laes_png(void *arg, unsigned char *data, unsigned n)
{
	struct png *k = arg;
	if (k->n < n)
		return CAIRO_STATUS_READ_ERROR;
	memcpy(data, k->p, n);
	k->p += n;
	k->n -= n;
	return CAIRO_STATUS_SUCCESS;
}

/* At most PDF_BILLEDE_BYTES of it, and one more. */
static void laes_fil(const char *sti, struct buf *b)
{
	char rum[8192];
	FILE *f = fopen(sti, "rb");
	size_t k;
	while (f && b->len <= PDF_BILLEDE_BYTES && (k = fread(rum, 1, sizeof(rum), f)) > 0)
		buf_add(b, rum, k);
	if (f)
		fclose(f);
}

/* One of the two. */
struct billede {
	cairo_surface_t *png;
	struct svg *svg;
};

static cairo_surface_t *som_png(const struct buf *b)
{
	/* Width and height stand at 16 and 20, high byte first. */
	const unsigned char *hoved = (const unsigned char *)buf_str(b);
	bool passer = b->len > 24 && !hoved[16] && !hoved[17] && !hoved[20] && !hoved[21] &&
		      (hoved[18] << 8 | hoved[19]) <= 4000 && (hoved[22] << 8 | hoved[23]) <= 4000;
	struct png png = {buf_str(b), b->len};
	cairo_surface_t *s = passer ? cairo_image_surface_create_from_png_stream(laes_png, &png)
				    : NULL;
	if (s && cairo_surface_status(s) == CAIRO_STATUS_SUCCESS)
		return s;
	cairo_surface_destroy(s);
	return NULL;
}

static int billede(struct billede *ud, const char *sti, struct err *e)
{
	struct buf b = BUF_TOM;
	int r = 0;
	size_t n = strlen(sti);
	*ud = (struct billede){NULL, NULL};
	laes_fil(sti, &b);
	bool passer = b.len > 0 && b.len <= PDF_BILLEDE_BYTES;
	if (passer && n > 4 && strcmp(sti + n - 4, ".svg") == 0)
		r = svg_laes(&ud->svg, buf_str(&b), b.len, e);
	else if (!passer || !(ud->png = som_png(&b)))
		r = err_set(e, ERR_UGYLDIG, _("her ventes en PNG-fil på højst 4 MB og 4000 × 4000 "
					      "punkter, eller en SVG-fil (.svg)"));
	buf_done(&b);
	return r < 0 ? err_foran(e, _("Billedet %s kan ikke læses"), sti) : 0;
}

static void billede_done(struct billede *b)
{
	cairo_surface_destroy(b->png);
	svg_free(b->svg);
}

int pdf_billede_tjek(const char *sti, struct err *e)
{
	struct billede b;
	int r = billede(&b, sti, e);
	billede_done(&b);
	return r;
}

int pdf_billede(struct pdf *p, const char *sti, double x, double y, double hoejde, struct err *e)
{
	struct billede b;
	int r = billede(&b, sti, e);
	if (r < 0)
		return r;
	double h = b.svg ? svg_hoejde(b.svg) : cairo_image_surface_get_height(b.png);
	double bredde = b.svg ? svg_bredde(b.svg) : cairo_image_surface_get_width(b.png);
	cairo_save(p->cr);
	cairo_translate(p->cr, x - hoejde / h * bredde, y);
	cairo_scale(p->cr, hoejde / h, hoejde / h);
	if (b.svg) {
		r = svg_tegn(b.svg, p->cr, e);
	} else {
		cairo_set_source_surface(p->cr, b.png, 0, 0);
		cairo_paint(p->cr);
	}
	cairo_restore(p->cr);
	billede_done(&b);
	return r;
}

void pdf_bogmaerke(struct pdf *p, const char *titel, double y)
{
	char sted[64];
	g_snprintf(sted, sizeof(sted), "page=%zu pos=[0 %d]", p->side + 1, (int)y);
	cairo_pdf_surface_add_outline(p->flade, CAIRO_PDF_OUTLINE_ROOT, titel, sted, 0);
}

void pdf_side(struct pdf *p)
{
	cairo_show_page(p->cr);
	p->side++;
	p->mcid = 0;
}

int pdf_slut(struct pdf *p, struct buf *ud, struct err *e)
{
	cairo_surface_finish(p->flade);
	cairo_status_t st = cairo_surface_status(p->flade);
	if (st == CAIRO_STATUS_SUCCESS)
		st = cairo_status(p->cr);
	if (st != CAIRO_STATUS_SUCCESS)
		return err_set(e, ERR_FEJL, _("PDF'en kunne ikke tegnes: %s"),
			       cairo_status_to_string(st));
	return qpdf_faerdig(p->raa.data, p->raa.len,
			    &(struct qpdf_om){.titel = p->titel,
					      .sprog = "da-DK",
					      .dato = p->dato,
					      .knuder = p->knuder.data,
					      .n_knuder = p->knuder.n,
					      .bidder = p->bidder.data,
					      .n_bidder = p->bidder.n},
			    ud, e);
}
