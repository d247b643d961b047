#ifndef CORE_SAG_SAGTJEK_H
#define CORE_SAG_SAGTJEK_H

#include <stdbool.h>
#include <stddef.h>

struct aendring;
struct err;
struct felt;
struct objekt;
struct sag;
struct vec;

/*
 * What a change must respect beyond its own field (case-file.md): help is not
 * more than the task's minutes, a name stands once in its list, a name that is
 * referred to exists, a case has a citizen. Change number i of the n of an act
 * is checked against the case as all of them leave it; changes to one object
 * stand together. The sentence begins with the field's name. ERR_UGYLDIG.
 */
int sagtjek(const struct sag *s, const struct aendring *a, size_t n, size_t i, struct err *e);

/* The list in which a field names an object ("opgaver.ansaettelse" names one of
 * "ansaettelser"); NULL for every other field. */
const char *sagtjek_henviser(const struct felt *f);

struct henviser {
	const struct objekt *o;
	const struct felt *f;
};

/* Adds every struct henviser that names o. */
void sagtjek_henvisere(const struct sag *s, const struct objekt *o, struct vec *ud);

#endif
