#ifndef CORE_REGLER_AFGOERELSESREGLER_H
#define CORE_REGLER_AFGOERELSESREGLER_H

#include <stddef.h>

struct regel;

/* The rules about the decision itself: what a grant or a refusal must not do
 * (hours.md, rows over-loft to regelsaet-historisk). Constant. */
const struct regel *afgoerelsesregler(size_t *n);

#endif
