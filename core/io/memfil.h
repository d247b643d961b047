#ifndef CORE_IO_MEMFIL_H
#define CORE_IO_MEMFIL_H

#include <stddef.h>

struct err;

/*
 * A file that lies in memory alone, for a library that takes a key by the name of a
 * file: its pages are locked as far as the system allows, others than its owner may not
 * open it, and it is gone when it is closed.
 */
struct memfil {
	int fd;               /* -1: none */
	void *p;
	size_t n;
	char sti[32];         /* "/proc/self/fd/N" */
};
#define MEMFIL_INGEN {-1, NULL, 0, ""}

int memfil_lav(struct memfil *m, const void *p, size_t n, struct err *e);
void memfil_luk(struct memfil *m);        /* wipes; again does no harm */

#endif
