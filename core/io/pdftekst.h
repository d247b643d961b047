#ifndef CORE_IO_PDFTEKST_H
#define CORE_IO_PDFTEKST_H

#include <stddef.h>

struct buf;

/* A string that a page shows: the codes of its font, inside the marked piece mcid
 * (-1: in none). */
struct pdftekst_streng {
	int mcid;
	const char *skrift;              /* "/f-0-0" */
	const char *koder;
	size_t n;
};

/* Every string of a content stream (ISO 32000-1, 7.8.2), in order. */
void pdftekst_strenge(const char *s, size_t n,
		      void (*brug)(void *arg, const struct pdftekst_streng *t), void *arg);

/* Adds the words that codes stand for by a ToUnicode map; bredde: bytes a code.
 * A code that the map does not know adds U+FFFD. */
void pdftekst_ord(const char *map, const char *koder, size_t n, size_t bredde, struct buf *ud);

#endif
