#ifndef CORE_IO_PDF_H
#define CORE_IO_PDF_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/dato.h"

struct buf;
struct err;
struct pdf;
struct pdf_tekst;

/*
 * Drawing a tagged PDF on A4; the one module that talks to Cairo and Pango.
 * Lengths are points, y grows downwards from the top of the page. Everything is
 * drawn inside pdf_indhold … pdf_indhold_slut: content that belongs to a node of
 * the structure tree, or decoration (PDF_ARTEFAKT) that a screen reader skips.
 */
#define PDF_BREDDE 595.28
#define PDF_HOEJDE 841.89
#define PDF_MM (72.0 / 25.4)
#define PDF_ARTEFAKT (-1)

struct pdf_om {
	const char *titel, *forfatter;
	const char *skrift;          /* families by preference, parted by commas */
	struct dato dato;            /* creation date in the file */
};

struct pdf_stil {
	double pt, linje;            /* size; line height as a multiple of it */
	bool fed, hoejre;            /* bold; to the right edge of its width */
	double graa;                 /* 0 black … 1 white */
};

int pdf_ny(struct pdf **out, const struct pdf_om *om, struct err *e);
void pdf_free(struct pdf *p);

/* Text broken into lines; s is text, never markup. Yours to free, before p. */
struct pdf_tekst *pdf_tekst_ny(struct pdf *p, const char *s, const struct pdf_stil *stil,
			       double bredde);
void pdf_tekst_free(struct pdf_tekst *t);
size_t pdf_tekst_linjer(const struct pdf_tekst *t);
double pdf_tekst_linjehoejde(const struct pdf_tekst *t);   /* the same for each line */
double pdf_tekst_bredde(const struct pdf_tekst *t);        /* of the widest line */
void pdf_tekst_linje(struct pdf_tekst *t, double linje);   /* another line height, as in pdf_stil */

/* How wide a column must be for no word of s to be parted. */
double pdf_tekst_mindst(struct pdf *p, const char *s, const struct pdf_stil *stil);

/* A node under `over` (0 = the document), in reading order: "P", "Table", "TD" …
 * Returns its number, 1 …; art must stay. */
int pdf_knude(struct pdf *p, int over, const char *art);

void pdf_indhold(struct pdf *p, int knude);
void pdf_indhold_slut(struct pdf *p);
void pdf_linjer(struct pdf *p, const struct pdf_tekst *t, size_t fra, size_t til, double x,
		double y);
void pdf_streg(struct pdf *p, double x0, double x1, double y, double tykkelse);

/* A PNG file of at most PDF_BILLEDE_BYTES and 4000 × 4000 points, or an SVG file
 * (NAME.svg, where librsvg is installed), its upper right corner at x, y.
 * ERR_UGYLDIG: no such file, or no such picture; ERR_FINDES_IKKE: no librsvg. */
#define PDF_BILLEDE_BYTES (4 << 20)
int pdf_billede(struct pdf *p, const char *sti, double x, double y, double hoejde, struct err *e);
int pdf_billede_tjek(const char *sti, struct err *e);      /* the same, without drawing */

void pdf_bogmaerke(struct pdf *p, const char *titel, double y);
void pdf_side(struct pdf *p);                              /* the page is done, the next begins */

/* Adds the whole file to ud: the last page is done, the structure written. */
int pdf_slut(struct pdf *p, struct buf *ud, struct err *e);

#endif
