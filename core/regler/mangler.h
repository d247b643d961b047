#ifndef CORE_REGLER_MANGLER_H
#define CORE_REGLER_MANGLER_H

#include <stdbool.h>
#include <stddef.h>

#include "core/form/felt.h"

struct assess;
struct objekt;
struct sag;

/* What is still missing: the completeness meter, and what a final letter waits
 * for: open conflicts of the case too. */
struct mangel {
	const struct felt *felt;         /* NULL: a list is empty (liste) or a remark stands (kode) */
	const struct objekt *objekt;     /* NULL: the case itself */
	const char *liste;
	const char *kode;                /* remark that stops a final letter, or parameter name */
	enum kraeves kraeves;            /* BESOEG: before you leave; KONTOR: later */
	int trin;
	char *tekst;                     /* "Hyppighed mangler for opgaven Rengøring" */
};

struct mangler {
	struct mangel *alle;
	size_t n;
	int besoeg, kontor;              /* "før du går 4 · senere 6" */
	int fyldt[6], krav[6];           /* per step 1-5: filled of required */
};

/* The meter: fields with kraeves in the forms, visit first, then office, each in
 * the order of the screens. */
void mangler_find(struct mangler *out, const struct sag *s);

/* Why the letter cannot be final; n = 0 when it can (letters.md, "Final or not"). */
void mangler_endelig(struct mangler *out, const struct sag *s, const struct assess *a);
void mangler_done(struct mangler *m);

#endif
