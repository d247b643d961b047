#ifndef CORE_BREV_STAVNING_H
#define CORE_BREV_STAVNING_H

#include <stdbool.h>
#include <stddef.h>

struct buf;
struct err;
struct felt;
struct sag;
struct stavning;

/*
 * The words of a text that neither the Danish dictionary nor the words of the field
 * know: MAPPE/ordliste.yaml of each folder, "ord" with a list; a municipality's adds
 * to ours. Not looked at: numbers, single letters, abbreviations in capitals, a word
 * with a capital in the middle of a sentence (a name), and the names given along.
 * It points at words and stops nothing.
 */

/* Who hears of a word that is not known, in a sentence with file and line. */
struct stav_sig {
	const struct stavning *stavning;
	void (*sig)(void *arg, const char *saetning);
	void *arg;
};

/* ERR_FINDES_IKKE: no hunspell, or no dictionary. A mistake in a list goes to `sig`
 * (NULL: nobody), and the rest of it is taken. */
int stavning_ny(struct stavning **out, const char *const mapper[3],
		void (*sig)(void *arg, const char *saetning), void *arg, struct err *e);
void stavning_free(struct stavning *s);

/* Tells each unknown word of the text, in order, as often as it stands there. navne: the
 * words of stavning_navne, or "". */
void stavning_ukendte(const struct stavning *s, const char *tekst, const char *navne,
		      void (*ord)(void *arg, const char *ord), void *arg);

/* Is the field one that a person writes sentences in? */
bool stavning_prosa(const struct felt *f);

/* Adds the words of the case's other short fields (names, places, streets), parted by '\n'. */
void stavning_navne(const struct sag *sag, struct buf *ud);

#endif
