#ifndef CORE_IO_PDFINDHOLD_H
#define CORE_IO_PDFINDHOLD_H

#include <stdbool.h>
#include <stddef.h>

struct buf;

/*
 * Rewrites the content stream of one page as Cairo writes it: marked pieces whose
 * number is decoration become /Artifact, and the /ActualText spans that Cairo
 * puts inside a piece go (readers lose the rest of the piece after one). Text in
 * strings is never taken for an operator.
 * artefakt[mcid] for mcid < n_mcid. False when the brackets do not match.
 */
bool pdfindhold_maerk(const char *ind, size_t n, const bool *artefakt, size_t n_mcid,
		      struct buf *ud);

#endif
