#ifndef CORE_BREV_FRASER_H
#define CORE_BREV_FRASER_H

#include <stddef.h>

struct brev_om;
struct buf;
struct formsaet;
struct fraser;
struct objekt;
struct sag;
struct stav_sig;

/* Phrases to begin a reason with, from MAPPE/fraser.yaml of each folder in rising
 * weight: one of the same id replaces, "fjern: ja" takes it away. How the file looks
 * stands at the head of forms/fraser.yaml. */
struct frase {
	const char *navn;                /* what it is chosen by */
	const char *fil;                 /* where it stands */
	int linje;
};

/* A mistake is told to `sig` (NULL: nobody) with file and line and its phrase left
 * out; the one below it stands. Returns how many; *out is always there. The forms
 * must stay. */
int fraser_hent(struct fraser **out, const char *const *mapper, size_t n,
		const struct formsaet *f, void (*sig)(void *arg, const char *saetning), void *arg);
void fraser_free(struct fraser *f);

/* Each word of theirs that the dictionary does not know. */
void fraser_stav(const struct fraser *f, const struct stav_sig *til);

/* Number i of a field's phrases, in the order of the files; NULL after the last. */
const struct frase *fraser_nr(const struct fraser *f, const char *felt, size_t i);

/* Adds its text, the places filled in from the case; o: the object that the field
 * belongs to, or NULL. */
void fraser_tekst(const struct frase *k, const struct sag *s, const struct objekt *o,
		  const struct brev_om *om, struct buf *ud);

#endif
