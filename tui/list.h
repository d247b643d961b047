#ifndef TUI_LIST_H
#define TUI_LIST_H

#include <stdbool.h>
#include <stddef.h>

#include "tui/command.h"

/* A row of n things to go up and down in: which one is chosen, which one stood
 * at the top. Plain numbers; the screen draws the rows from list_top on. */
struct list {
	size_t n, valgt, top;
};

void list_antal(struct list *l, size_t n);                 /* n changed; the choice stays inside */

/* The commands of KORT_LISTE; false: not mine. rows: how many are seen. */
bool list_command(struct list *l, enum command c, int rows);
size_t list_top(const struct list *l, int rows);           /* the first one seen */

#endif
