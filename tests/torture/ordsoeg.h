#ifndef TESTS_TORTURE_ORDSOEG_H
#define TESTS_TORTURE_ORDSOEG_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Many strings looked for at once, each as it was typed (UTF-8) and as UTF-16, as hex in both
 * cases, and as base64 wherever it begins in a group of three bytes. A string is 8 bytes or more.
 */
struct ordsoeg;

struct ordsoeg *ordsoeg_ny(void);
void ordsoeg_free(struct ordsoeg *o);
void ordsoeg_tilfoej(struct ordsoeg *o, const char *ord);
size_t ordsoeg_antal(const struct ordsoeg *o);        /* strings */

/* Hits in these bytes. The strings found are remembered. */
size_t ordsoeg_i(struct ordsoeg *o, const void *p, size_t n);

/* How many different strings have been found since the last call, and one of them (NULL none). */
size_t ordsoeg_fundne(struct ordsoeg *o, const char **et);

/* Says n hits at this place as a failure, with one of the strings: 1; 0 when there are none. */
size_t ordsoeg_sig(struct ordsoeg *o, const char *hvor, size_t n);

#endif
