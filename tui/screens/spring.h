#ifndef TUI_SCREENS_SPRING_H
#define TUI_SCREENS_SPRING_H

#include "core/base/uuid.h"

struct app;
struct objekt;

/* Goes to where a field is answered: a task's on the split, any other on its
 * step. felt may be the key of a list. objekt NULL: the case, or any item. The
 * caller's screen closes. */
void spring_til(struct app *app, const char *felt, const struct objekt *objekt);

/* What split_screen is opened with. */
struct spring_opgave {
	struct uuid opgave;              /* all zero: none in particular */
	char felt[48];                   /* short key, "" = stand in the column */
};

#endif
