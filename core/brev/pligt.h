#ifndef CORE_BREV_PLIGT_H
#define CORE_BREV_PLIGT_H

#include <stddef.h>

/* The parts that the law asks of a kind of letter, in the order in which they
 * stand (letters.md). A municipality edits the texts, but a template without one
 * of these sections, or with them in another order, is not taken, and a final
 * letter in which one comes out empty is not made. */
struct pligt {
	const char *art, *sektion;
	const char *hvis;                /* condition under which it must not be empty; NULL = always */
	const char *kilde;
};

/* Number i of the kind; NULL after the last. */
const struct pligt *pligt_nr(const char *art, size_t i);

#endif
