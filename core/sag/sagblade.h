#ifndef CORE_SAG_SAGBLADE_H
#define CORE_SAG_SAGBLADE_H

#include <stdbool.h>

struct felt;
struct sag;
struct vec;

/* A leaf of a case file: a field or a whole list by its full key; inside a list
 * a column by its short key. */
struct blad {
	const char *noegle;              /* borrowed from the form or the case */
	const struct felt *felt;         /* NULL: a list, or no form knows it */
	bool liste;
};

/* Adds the struct blad of the whole case in the order of the file: what the forms
 * know, filled in or not, then what lies in the case though its form fell out. */
void sagblade_alle(const struct sag *s, struct vec *ud);

/* Adds the columns of a list in the same way. */
void sagblade_kolonner(const struct sag *s, const char *liste, struct vec *ud);

/* Is the key this one, or below it? */
bool blad_under(const char *noegle, const char *foran);

#endif
