#ifndef CORE_SAG_VAERDIER_H
#define CORE_SAG_VAERDIER_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/vec.h"

/* Values by key, sorted by key: the filled-in fields of a case or of one object
 * in it. Owns its texts; an emptied field is not there. */
struct vaerdi {
	char *noegle, *tekst;
};

struct vaerdier {
	struct vec raekke;               /* struct vaerdi */
};

void vaerdier_start(struct vaerdier *v);
void vaerdier_done(struct vaerdier *v);

const char *vaerdier_get(const struct vaerdier *v, const char *noegle);   /* NULL = empty */

/* tekst NULL empties. False when it already stood so. */
bool vaerdier_put(struct vaerdier *v, const char *noegle, const char *tekst);

size_t vaerdier_antal(const struct vaerdier *v);
const struct vaerdi *vaerdier_nr(const struct vaerdier *v, size_t i);     /* in the order of the keys */

#endif
