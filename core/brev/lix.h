#ifndef CORE_BREV_LIX_H
#define CORE_BREV_LIX_H

struct brev;

/* Readability after Björnsson: words per sentence + per cent of words longer
 * than six letters. A sentence ends at . : ! ? before a space or the end. */
struct lix {
	int ord, lange, saetninger;
};

void lix_tael(struct lix *l, const char *tekst);   /* adds; the end of the text ends a sentence */
int lix_tal(const struct lix *l);                  /* to the nearest; 0 without words */

/* Of the running text: paragraphs and list items. A text of ours has 45 at most. */
int brev_lix(const struct brev *b);

#endif
