#ifndef CORE_BREV_NAAELIG_H
#define CORE_BREV_NAAELIG_H

#include <stdbool.h>
#include <stddef.h>

struct formsaet;
struct udtryk;

/* Can all these conditions (NULL holds always) hold at once? Tries the values that
 * the fields can have; where there are too many to try, the answer is yes. */
bool naaelig(const struct udtryk *const *alle, size_t n, const struct formsaet *f,
	     const char *liste);

#endif
