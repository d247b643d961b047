#ifndef TUI_PLAINVEJ_H
#define TUI_PLAINVEJ_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/uuid.h"
#include "core/base/vec.h"

struct felt;
struct sag;
struct sektion;

/* The way through a case for those who go line by line: every visible field in
 * the order of the screens, the lines of lists one by one, after each list the
 * question whether there is one more. */
struct stop {
	const struct sektion *sektion;
	const struct felt *felt;         /* NULL: "one more?" */
	struct uuid objekt;              /* all zero: the case itself */
	size_t nr, antal;                /* line nr of antal, from 1 */
};

/* stop on which the row is built: struct stop. Made anew after each change. */
void plainvej_lav(struct vec *stop, const struct sag *s);

/* Where the same stop is now; where it stood when it is gone. */
size_t plainvej_find(const struct vec *stop, const struct stop *s, size_t stod);

/* The first stop of a step; n when the step has none. */
size_t plainvej_trin(const struct vec *stop, int trin);

#endif
