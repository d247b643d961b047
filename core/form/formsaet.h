#ifndef CORE_FORM_FORMSAET_H
#define CORE_FORM_FORMSAET_H

#include <stdbool.h>
#include <stddef.h>

#include "core/form/felt.h"

struct err;
struct formsaet;

/* All forms: the five steps of data/forms/trin/, with the municipality's files
 * over them (the shape of a file: formfil.h). A section shows either fields of
 * the case, or one list, one row per object, or (opdeling) the three-column
 * task split. One list may have several sections, each with some of its fields. */
struct sektion {
	const char *id, *titel, *hjaelp;
	const char *liste;            /* list key, or NULL */
	bool opdeling;
	enum kraeves kraeves;         /* of a list: at least one row is needed … */
	const struct udtryk *kraeves_hvis;   /* … where this holds (NULL: always) */
	const struct udtryk *endelig;        /* … and for a final letter; NULL = not */
	const char *mangler;                 /* what to say when it has none; NULL = titel */
	const struct udtryk *vis_hvis;
	const struct felt *const *felter;    /* those that are shown: never a skjult one */
	size_t n;
	int trin;
};

struct trin {
	int nr;
	const char *titel, *kort;     /* "Første kontakt", "Kontakt" */
	const struct sektion *const *sektioner;   /* those with something to show */
	size_t n;
};

/* Loads *.yaml in the folder "trin" of each of mapper (data/forms first, then the
 * municipality's folders, rising in weight; NULL and missing ones are passed over).
 * A file of the same name replaces, a new one adds. A mistake in a file is told to
 * `sig` as one sentence with file and line; then that file is left out (the one it
 * replaced comes back) and the rest is loaded. Fails only when no form at all can be used. */
int formsaet_hent(struct formsaet **out, const char *const *mapper, size_t n,
		  void (*sig)(void *arg, const char *saetning), void *arg, struct err *e);
void formsaet_free(struct formsaet *f);

const struct trin *formsaet_trin(const struct formsaet *f, int nr);          /* 1-5; NULL when its file fell out */
size_t formsaet_antal(const struct formsaet *f);                            /* of fields, skjult ones too */
const struct felt *formsaet_nr(const struct formsaet *f, size_t nr);
const struct felt *formsaet_felt(const struct formsaet *f, const char *noegle);   /* NULL: no such key */
const struct felt *formsaet_listefelt(const struct formsaet *f, const char *liste, const char *kort);
const struct sektion *formsaet_sektion(const struct formsaet *f, const struct felt *felt);   /* the one it stands in */
bool formsaet_er_liste(const struct formsaet *f, const char *noegle);       /* "opgaver", "afgoerelse.fordeling" */

/* The top-level keys in the order of the case file, for import and export: maps
 * ("borger") and lists ("opgaver"). */
size_t formsaet_lister(const struct formsaet *f, const char *const **lister);
int formsaet_version(const struct formsaet *f);             /* goes into post.skema */

#endif
