#ifndef TESTS_PDFUA_DOKUMENT_H
#define TESTS_PDFUA_DOKUMENT_H

#include <stdbool.h>
#include <stddef.h>

#include <qpdf/qpdf-c.h>

#include "core/base/vec.h"

/* A PDF opened with libqpdf and laid out for the rules: its structure elements in
 * reading order, what each page paints, and the fonts it shows text with. Reads
 * the file as it stands; shares nothing with the code that wrote it. */
struct ua_knude {
	qpdf_oh oh;
	char art[24];                    /* "H1" */
	int over;                        /* number of the one above, -1 = the tree's root */
	int born;                        /* elements under it */
};

struct ua_stykke {                       /* something painted */
	size_t side;
	int mcid;                        /* -1: none */
	bool artefakt;
	char skrift[32];                 /* "/f-0-0"; "" = no text */
	char *koder;                     /* the bytes of a shown string */
	size_t n;
};

struct ua {
	qpdf_data q;
	qpdf_oh rod;
	int sider;
	struct vec knuder;               /* struct ua_knude */
	struct vec stykker;              /* struct ua_stykke */
	bool artefakt_i_maerket, maerket_i_artefakt, ubalance;
};

void ua_aabn(struct ua *u, const char *pdf, size_t n);   /* u->q is NULL when it is no PDF */
void ua_luk(struct ua *u);

/* The value under a key; null where d is no dictionary. */
qpdf_oh ua_under(const struct ua *u, qpdf_oh d, const char *noegle);
bool ua_findes(const struct ua *u, qpdf_oh d, const char *noegle);
bool ua_er_navn(const struct ua *u, qpdf_oh o, const char *navn);
qpdf_oh ua_side(const struct ua *u, size_t nr);

/* The bytes of a stream, unpacked; yours to free. */
char *ua_stroem(const struct ua *u, qpdf_oh o, size_t *n);

/* Reads what a page paints (indhold.c). */
void ua_indhold(struct ua *u, size_t side, const char *s, size_t n);

#endif
