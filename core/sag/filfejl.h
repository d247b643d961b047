#ifndef CORE_SAG_FILFEJL_H
#define CORE_SAG_FILFEJL_H

#include <stddef.h>

struct err;

/* The mistakes of one file, each a sentence "FILE:LINE: KEY: what, what was
 * expected". The first goes into e, the further ones to sig (may be NULL); after
 * FILFEJL_MAKS of them the rest is only counted. */
#define FILFEJL_MAKS 20

struct filfejl {
	const char *fil;
	struct err *e;
	void (*sig)(void *arg, const char *saetning);
	void *arg;
	size_t antal;
};

void filfejl(struct filfejl *f, int linje, const char *noegle, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));

#endif
