#ifndef CORE_BASE_TEKST_H
#define CORE_BASE_TEKST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buf;

/*
 * UTF-8 text. The one module that knows utf8proc: widths in cells, what people
 * see as one character (a grapheme cluster), folding for search.
 */
bool tekst_gyldig(const char *s, size_t n);      /* valid UTF-8, no NUL */

/* Length in bytes of the grapheme cluster at s (n bytes left); >= 1 while n > 0.
 * An invalid byte counts as a cluster of its own. *celler gets its width. */
size_t tekst_klynge(const char *s, size_t n, int *celler);

/* Start of the cluster before byte pos. */
size_t tekst_forrige(const char *s, size_t pos);

int tekst_celler(const char *s, size_t n);        /* width of all of it */

/* Bytes of s that fit in `celler` cells, at a cluster boundary. */
size_t tekst_passer(const char *s, size_t n, int celler);

/* Adds s to ud so that it is safe on a terminal and in a log: control
 * characters, bidi controls, line separators, private use and invalid bytes
 * become visible substitutes (␛ for escape, � for the rest); newline and tab
 * are kept where `linjer` is true, otherwise shown as a space. */
void tekst_sikker(struct buf *ud, const char *s, size_t n, bool linjer);

/* Case-folded, composed text for comparing and searching; æ ø å stay letters
 * of their own. NULL never: invalid input is copied byte for byte. Free it. */
char *tekst_fold(const char *s);

/* Bytes of the next line's worth of s when wrapped at `celler` cells, at a
 * space where there is one; *skip gets the bytes to pass over after it. */
size_t tekst_linje(const char *s, size_t n, int celler, size_t *skip);

#endif
