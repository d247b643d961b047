#ifndef CORE_BREV_BREVPDF_H
#define CORE_BREV_BREVPDF_H

#include <stdbool.h>

struct brev;
struct buf;
struct err;
struct layout;

/* Adds the PDF's bytes to ud; the same letter gives the same bytes. Tagged in
 * reading order, bookmarks at the headings, page x of y as decoration, UDKAST at
 * the head of each page of a draft. */
int brev_pdf(const struct brev *b, const struct layout *l, bool stor_skrift, struct buf *ud,
	     struct err *e);

#endif
