#ifndef CORE_SYNK_POSTGRESFEJL_H
#define CORE_SYNK_POSTGRESFEJL_H

#include <stdbool.h>

struct err;

/* What an error of the connection (core/io/pg.h) is for the sync: the code of
 * enum central_kode, and its sentence in e. The codes FT001-FT011: packaging/central/0002-push.sql. */
int postgresfejl(int kode, const char *sqlstate, struct err *e);

/* Something that was asked for is not there: one of the two is older than the other. */
bool postgresfejl_mangler(const char *sqlstate);

/* CENTRAL_AFVIST, and in e which of the two is too old for the other: this program, or the centre. */
int postgresfejl_udgave(bool programmet, struct err *e);

/* It lost a race with others: the same call again may well go through. */
bool postgresfejl_igen(const char *sqlstate);

#endif
