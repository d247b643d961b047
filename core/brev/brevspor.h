#ifndef CORE_BREV_BREVSPOR_H
#define CORE_BREV_BREVSPOR_H

#include <stdbool.h>
#include <stddef.h>

struct brev;
struct brev_saetning;
struct uuid;

/* The way from a field of the case to the sentences of a letter, and back. */
struct brevspor {
	size_t blok, saetning;
};

/* Is the sentence made of this field (or of the whole list that it stands in)? All
 * zero: of any object. */
bool brevspor_bruger(const struct brev_saetning *s, const char *felt, const struct uuid *objekt);

/* The next sentence, behind *p (retning 1) or before it (-1). False: there is none. */
bool brevspor_skridt(const struct brev *b, struct brevspor *p, int retning);

/* The next one after *p made of the field, from the top again after the end. False:
 * no sentence is. */
bool brevspor_naeste(const struct brev *b, struct brevspor *p, const char *felt,
		     const struct uuid *objekt);

/* A sentence known again in a letter made anew: by its line in the template and its
 * object. `paa` is what it was; the nearest that is there comes out. */
struct brevspor brevspor_igen(const struct brev *b, const struct brev_saetning *var,
			      struct brevspor paa);

#endif
