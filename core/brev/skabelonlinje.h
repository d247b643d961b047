#ifndef CORE_BREV_SKABELONLINJE_H
#define CORE_BREV_SKABELONLINJE_H

#include <stddef.h>

#include "core/brev/skabelon.h"

struct err;
struct formsaet;
struct yaml;
struct yaml_dok;

/* Reading a sentence of a template, and what every part of a template needs for it. */
struct skabelon_laeser {
	const struct yaml_dok *dok;      /* the file being read, for sentences */
	const struct skabelon_om *om;
	const struct formsaet *f;
	const struct yaml *tilladte;     /* fields that may be named; NULL = all */
	const char *kilde;               /* source of what names none itself, or NULL */
	struct err *e;
};

/* Where every mistake is asked for: told, and on to the next. */
int skabelon_videre(const struct skabelon_laeser *l, int r);

int skabelon_fejl(const struct skabelon_laeser *l, const struct yaml *y, const char *hvad);
int skabelon_foran(const struct skabelon_laeser *l, const struct yaml *y, int r);   /* file and line */

/* Every key of the map is one of these (parted by a space). */
int skabelon_kun(const struct skabelon_laeser *l, const struct yaml *y, const char *tilladt);

/* Is the field in the template's own list of those it may name? */
int skabelon_tilladt(const struct skabelon_laeser *l, const char *noegle, const char *liste);

/* liste: whose objects it is about, or NULL. */
int skabelon_betingelse(const struct skabelon_laeser *l, const struct yaml *k, const char *liste,
			struct udtryk **ud);
int skabelon_saetning(const struct skabelon_laeser *l, const struct yaml *y, const char *liste,
		      struct saetning *ud);
int skabelon_linje(const struct skabelon_laeser *l, const struct yaml *y, const char *liste,
		   struct vec *ud);
void skabelon_linje_done(struct linje *l);

#endif
