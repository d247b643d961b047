#ifndef CORE_IO_QPDF_H
#define CORE_IO_QPDF_H

#include <stddef.h>

#include "core/base/dato.h"

struct buf;
struct err;

/*
 * What Cairo 1.16 cannot put into a PDF; the one module that talks to libqpdf.
 * Cairo's own structure tree is replaced by the one given here.
 */
struct qpdf_knude {              /* number i + 1; 0 is the document itself */
	const char *art;         /* "P", "H1", "Table", "TH" … */
	int over;                /* always a lower number */
};

struct qpdf_bid {                /* one marked piece of a page's content */
	int knude;               /* -1: decoration */
	size_t side;             /* 0 … */
	int mcid;                /* 0 …, in order on its page */
};

struct qpdf_om {
	const char *titel, *sprog;       /* "da-DK" */
	struct dato dato;
	const struct qpdf_knude *knuder;
	size_t n_knuder;
	const struct qpdf_bid *bidder;   /* pages in order */
	size_t n_bidder;
};

/* Adds to ud the same document with structure tree, TH scope, decoration as
 * artifacts, language, shown title, metadata, fixed dates and an ID computed
 * from the content: the same input gives the same bytes. */
int qpdf_faerdig(const char *pdf, size_t n, const struct qpdf_om *om, struct buf *ud,
		 struct err *e);

#endif
