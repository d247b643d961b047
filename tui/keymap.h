#ifndef TUI_KEYMAP_H
#define TUI_KEYMAP_H

#include <stdbool.h>
#include <stddef.h>

#include "tui/command.h"

/* What a key means here, and the other way round; made from COMMANDS. */
enum command keymap_find(int tast, unsigned kort);

/* Which ASCII characters are commands in these maps, so that a run of typed text is
 * parted quickly. */
void keymap_tegn(unsigned kort, bool er_command[128]);

/* The commands in force, as the bottom line and the help list them. */
struct keymap_post {
	enum command command;
	unsigned kort;
	const char *taster;      /* "Tab Enter Down" */
	const char *ord;         /* bottom line; "" = not there */
	const char *hjaelp;
};

const struct keymap_post *keymap_post(enum command c);

#define KEYMAP_TAST 24

/* The first key as people know it ("F1", "^N", "↑", "Enter"); or one key of `taster`. */
const char *keymap_tast(enum command c, char ud[KEYMAP_TAST]);
const char *keymap_vist(const char *tast, size_t n, char ud[KEYMAP_TAST]);

#endif
