#ifndef CORE_SYNK_POSTGRESFEJL_H
#define CORE_SYNK_POSTGRESFEJL_H

#include <stdbool.h>

struct err;

/* What an error of the connection (core/io/pg.h) is for the sync: the code of
 * enum central_kode, and its sentence in e. The codes FT001-FT012: packaging/central/0002-push.sql. */
int postgresfejl(int kode, const char *sqlstate, struct err *e);

/* It lost a race with others: the same call again may well go through. */
bool postgresfejl_igen(const char *sqlstate);

#endif
