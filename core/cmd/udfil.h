#ifndef CORE_CMD_UDFIL_H
#define CORE_CMD_UDFIL_H

#include <stddef.h>

struct err;

/* Writes a file whole or not at all: beside it, to the disk, then in its place;
 * readable by its owner alone. What is no ordinary file (a pipe, a terminal) is
 * written to as it stands. ERR_FULD, ERR_SKRIVEBESKYTTET, ERR_LAESEFEJL, ERR_FEJL. */
int udfil_skriv(const char *sti, const void *data, size_t n, struct err *e);

#endif
