#ifndef CORE_SAG_SAGINDHOLD_H
#define CORE_SAG_SAGINDHOLD_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/dato.h"
#include "core/base/uuid.h"
#include "core/base/vec.h"

struct filfejl;
struct formsaet;
struct yaml;

/* What a case file says, before anybody has looked at the case: every value
 * canonical, every list whole. */
struct indfelt {
	const struct felt *felt;
	char *vaerdi;                    /* NULL: to be emptied */
	int linje;
};

struct indraekke {
	struct vec felter;               /* struct indfelt */
	int linje;
};

struct indliste {
	const char *liste;               /* borrowed from the form */
	struct vec raekker;              /* struct indraekke */
	int linje;
};

struct indhold {
	bool har_id;
	struct uuid id;
	struct vec felter;               /* struct indfelt: of the case itself */
	struct vec lister;               /* struct indliste */
};

/* Reads the whole tree; every mistake goes to fejl and is passed over.
 * indhold_done it in any case. */
void indhold_laes(struct indhold *ud, const struct yaml *rod, const struct formsaet *f,
		  struct dato i_dag, struct filfejl *fejl);
void indhold_done(struct indhold *h);

const struct indfelt *indraekke_find(const struct indraekke *r, const char *kort);

#endif
