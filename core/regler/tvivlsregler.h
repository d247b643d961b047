#ifndef CORE_REGLER_TVIVLSREGLER_H
#define CORE_REGLER_TVIVLSREGLER_H

#include <stddef.h>

struct regel;

/* The rules that raise doubts and point things out, whatever step the case
 * stands in (hours.md, rows forenelighed-egen-andel to koersel). Constant. */
const struct regel *tvivlsregler(size_t *n);

#endif
