#ifndef CORE_BREV_LIX_H
#define CORE_BREV_LIX_H

#include <stddef.h>

struct brev;

/* Readability after Björnsson: words per sentence + per cent of words longer
 * than six letters. A sentence ends at . : ! ? before a space or the end. */
struct lix {
	int ord, lange, saetninger;
};

void lix_tael(struct lix *l, const char *tekst);   /* adds; the end of the text ends a sentence */
int lix_tal(const struct lix *l);                  /* to the nearest; 0 without words */

/* The sentence that the text begins with: its bytes, and its words in *ord. */
size_t lix_saetning(const char *tekst, int *ord);

#define LIX_MAKS_ORD 30                  /* in one sentence of ours */
#define LIX_MAKS 45

/* Of the running text of one section; 0 where there is too little to tell. */
int brev_lix_sektion(const struct brev *b, const char *sektion);

/* Of the running text: paragraphs and list items. A text of ours has 45 at most. */
int brev_lix(const struct brev *b);

#endif
