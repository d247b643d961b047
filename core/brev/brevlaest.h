#ifndef CORE_BREV_BREVLAEST_H
#define CORE_BREV_BREVLAEST_H

#include <stddef.h>

struct brev;
struct err;

/* A letter read back out of its PDF, so that brev_tekst and brev_html say what the
 * bytes say that were sent, whatever the case has become. Its blocks know no fields,
 * sections or sources. ERR_SKADET: it cannot be read. Free with brev_free. */
int brev_af_pdf(struct brev **out, const char *pdf, size_t n, struct err *e);

#endif
