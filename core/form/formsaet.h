#ifndef CORE_FORM_FORMSAET_H
#define CORE_FORM_FORMSAET_H

#include <stdbool.h>
#include <stddef.h>

#include "core/form/felt.h"

struct err;
struct formsaet;

/* All forms: the five steps of data/forms/trin/, with the municipality's files
 * over them. A section shows either fields of the case, or one list, one row
 * per object, or (opdeling) the three-column task split. */
struct sektion {
	const char *id, *titel, *hjaelp;
	const char *liste;            /* list key, or NULL */
	bool opdeling;
	const struct udtryk *vis_hvis;
	const struct felt *const *felter;
	size_t n;
	int trin;
};

struct trin {
	int nr;
	const char *titel, *kort;     /* "Første kontakt", "Kontakt" */
	const struct sektion *const *sektioner;
	size_t n;
};

/* Loads DATA/forms/trin and *.yaml, then the same names under each override folder in
 * turn (a file of the same name replaces, a new one adds). A mistake in a
 * file is told to `sig` as one sentence with file and line, that file is left
 * out, and the rest is loaded. Fails only when no form at all can be used. */
int formsaet_hent(struct formsaet **out, const char *const *mapper, size_t n,
		  void (*sig)(void *arg, const char *saetning), void *arg, struct err *e);
void formsaet_free(struct formsaet *f);

const struct trin *formsaet_trin(const struct formsaet *f, int nr);          /* 1-5; NULL when its file fell out */
size_t formsaet_antal(const struct formsaet *f);                            /* of fields */
const struct felt *formsaet_nr(const struct formsaet *f, size_t nr);
const struct felt *formsaet_felt(const struct formsaet *f, const char *noegle);   /* NULL: no such key */
const struct felt *formsaet_listefelt(const struct formsaet *f, const char *liste, const char *kort);
bool formsaet_er_liste(const struct formsaet *f, const char *noegle);

/* The top-level lists and maps in the order of the case file, for import and export. */
size_t formsaet_lister(const struct formsaet *f, const char *const **lister);
int formsaet_version(const struct formsaet *f);             /* goes into post.skema */

#endif
