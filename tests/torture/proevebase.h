#ifndef TESTS_TORTURE_PROEVEBASE_H
#define TESTS_TORTURE_PROEVEBASE_H

#include <stdbool.h>

#include "core/base/buf.h"

/* A municipality's store of its own (packaging/central/try), and its administrator. */
struct proevebase {
	char mappe[64];           /* what try made; machines keep their stores in it too */
	int port;
	void *forbindelse;        /* PGconn */
};

bool proevebase_start(struct proevebase *b);      /* false: said why */
void proevebase_stop(struct proevebase *b);

/* A second administrator of the same, to be closed before it stops. */
void proevebase_ogsaa(struct proevebase *ny, const struct proevebase *b);
void proevebase_luk(struct proevebase *b);

/*
 * Rows as lines, columns parted by tabs; yours (free). $1 and $2 of the statement are p1 and
 * p2, as text; NULL where it has none. Goes on by itself after the server was restarted.
 * NULL when the statement fails, which is said.
 */
char *proevebase_svar(struct proevebase *b, const char *sql, const char *p1, const char *p2);
long long proevebase_tal(struct proevebase *b, const char *sql, const char *p1, const char *p2);

#endif
