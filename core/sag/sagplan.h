#ifndef CORE_SAG_SAGPLAN_H
#define CORE_SAG_SAGPLAN_H

#include "core/base/vec.h"

struct filfejl;
struct indhold;
struct sag;

/* The changes that make a case what a file says (case-file.md): keys left out
 * are not touched, a list is the whole list, notes are only added to. */
struct sagplan {
	struct vec aendringer;           /* struct aendring; values borrowed from the file's content */
	struct vec linjer;               /* int: where in the file each comes from */
	struct vec navne;                /* char *: names given by the program, owned */
};

/* Objects are matched by the name in `id`, else by equality of all that the file
 * says of them, else by the place between their neighbours. */
void sagplan_laeg(struct sagplan *p, const struct sag *s, const struct indhold *h);

/* Looks at each change in the light of all (sagtjek.h). */
void sagplan_tjek(const struct sagplan *p, const struct sag *s, struct filfejl *fejl);
void sagplan_done(struct sagplan *p);

#endif
