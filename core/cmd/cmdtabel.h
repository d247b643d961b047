#ifndef CORE_CMD_CMDTABEL_H
#define CORE_CMD_CMDTABEL_H

#include <stddef.h>

struct cmd;

/* Every command, in the order of the help. The one place that lists them. */
struct kommando {
	const char *navn;
	int (*koer)(struct cmd *c, int argc, char **argv);
	const char *brug;                /* "export ID [-o FIL]"; to be translated */
	const char *hjaelp;              /* one sentence; to be translated */
};

size_t cmdtabel_antal(void);
const struct kommando *cmdtabel_nr(size_t i);
const struct kommando *cmdtabel_find(const char *navn);   /* NULL: no such command */

#endif
