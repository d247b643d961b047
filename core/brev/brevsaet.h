#ifndef CORE_BREV_BREVSAET_H
#define CORE_BREV_BREVSAET_H

#include <stdbool.h>
#include <stddef.h>

struct brevsaet;
struct err;
struct formsaet;
struct layout;
struct skabelon;
struct stav_sig;

/* All templates and the layout, loaded once from MAPPE/breve of each folder in
 * rising weight: a file of the same name replaces. A template with a mistake is
 * told to `sig` with file and line and left out; the rest stands. Fails when
 * there is none at all. The set of forms must stay as long as this. */
int brevsaet_hent(struct brevsaet **out, const char *const *mapper, size_t n,
		  const struct formsaet *f, void (*sig)(void *arg, const char *saetning), void *arg,
		  struct err *e);
/* Every mistake in every template, layout and common text of the folders, those of
 * weight and those below them, told to `sig` once each. How many. */
int brevsaet_tjek(const char *const *mapper, size_t n, const struct formsaet *f,
		  void (*sig)(void *arg, const char *saetning), void *arg);
/* Each word of their text that the dictionary does not know, likewise. How many. */
int brevsaet_stav(const char *const *mapper, size_t n, const struct formsaet *f,
		  const struct stav_sig *til);
void brevsaet_free(struct brevsaet *b);

size_t brevsaet_arter(const struct brevsaet *b, const char *const **arter);   /* sorted */
const char *brevsaet_titel(const struct brevsaet *b, const char *art);        /* NULL: no such kind */
const struct skabelon *brevsaet_skabelon(const struct brevsaet *b, const char *art);
const struct layout *brevsaet_layout(const struct brevsaet *b);

#endif
