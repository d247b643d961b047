#ifndef CORE_IO_QPDFLAES_H
#define CORE_IO_QPDFLAES_H

#include <stddef.h>

#include "core/base/vec.h"

struct err;

/* The words of a tagged PDF that qpdf_faerdig has made, by its structure tree. */
struct qpdf_afsnit {
	char art[12];                    /* "H1", "P", "LI", "LBody", "Table", "TR", "TH" … */
	int over;                        /* number of the one above; -1: the document */
	char *tekst;                     /* its own words, UTF-8; "" where it has none */
};

struct qpdf_laest {
	char *titel;
	struct vec afsnit;               /* struct qpdf_afsnit, in reading order */
};

/* ERR_SKADET: no PDF, or none with a structure tree. Empty *ud with qpdf_laest_done. */
int qpdf_laes(struct qpdf_laest *ud, const char *pdf, size_t n, struct err *e);
void qpdf_laest_done(struct qpdf_laest *l);

#endif
