#ifndef CORE_FORM_FORMMAPPE_H
#define CORE_FORM_FORMMAPPE_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/vec.h"

/* The data files of some folders: one entry per file name, with the paths where
 * it lies, the weightiest last. First the names of the first folder, then those
 * that the next one adds; in each folder by name. */
struct formmappe {
	struct vec filer;             /* struct formkandidat */
};

struct formkandidat {
	char *navn;                   /* 2-oplysning.yaml */
	struct vec stier;             /* char *; the last one counts */
};

/* *.yaml in the folder `under` of each of mapper; NULL and missing ones are passed over. */
void formmappe_find(struct formmappe *m, const char *const *mapper, size_t n, const char *under);
void formmappe_done(struct formmappe *m);

const char *formmappe_sti(const struct formmappe *m, size_t i);     /* NULL when none is left */

/* This path cannot be used. Is there another one under it? */
bool formmappe_opgiv(struct formmappe *m, const char *sti);

#endif
