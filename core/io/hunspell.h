#ifndef CORE_IO_HUNSPELL_H
#define CORE_IO_HUNSPELL_H

#include <stdbool.h>

struct err;
struct hunspell;

/*
 * Danish spelling through libhunspell, where it is installed. The library is looked
 * for when it is asked for (dlopen), so that Femtrin starts and works without it and
 * pays nothing for it before; and it runs in this process, so that what a caseworker
 * wrote about a citizen is handed to no other program, as `hunspell -a` would need.
 * The dictionary is da_DK in UTF-8, from the folders of $DICPATH where that is set,
 * else from /usr/share/hunspell and /usr/share/myspell/dicts.
 */

/* ERR_FINDES_IKKE: no library or no dictionary, the sentence says which. Reading the
 * dictionary takes a tenth of a second and some 20 MB. */
int hunspell_ny(struct hunspell **out, struct err *e);
void hunspell_free(struct hunspell *h);

bool hunspell_kender(const struct hunspell *h, const char *ord);
void hunspell_laer(struct hunspell *h, const char *ord);       /* until it is freed */

#endif
