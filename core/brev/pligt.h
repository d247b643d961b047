#ifndef CORE_BREV_PLIGT_H
#define CORE_BREV_PLIGT_H

#include <stdbool.h>
#include <stddef.h>

/* The parts that the law asks of a kind of letter, in the order in which they
 * stand (letters.md). A municipality edits the texts, but a template without one
 * of these sections, or with them in another order, is not taken, and a final
 * letter in which one comes out empty is not made. */
struct pligt {
	const char *arter;               /* kinds, parted by a space */
	const char *sektion;
	const char *hvis;                /* condition under which it must not be empty; NULL = always */
	const char *kilde;
	bool frit;                       /* anywhere in the letter */
};

/* Number i of the kind; NULL after the last. */
const struct pligt *pligt_nr(const char *art, size_t i);

/* A final one waits for all that the decision needs (mangler_endelig). */
bool pligt_hel_sag(const char *art);

/* About one employment, so that a case with several has one for each. */
bool pligt_et_job(const char *art);

/* Goes to an employer: the template lists the fields it may name (tilladte_felter),
 * and some may never stand in that list: health, aids, address, CPR, the citizen's
 * own words (letters.md; databeskyttelsesloven; forvaltningsloven § 27). */
bool pligt_liste(const char *art);
bool pligt_forbudt(const char *noegle);

#endif
