#ifndef CORE_IO_TRINFIL_H
#define CORE_IO_TRINFIL_H

struct buf;
struct err;
struct vec;

/* The numbered steps of a store: MAPPE/0001-NAVN.sql, 0002-NAVN.sql … */
struct trinfil {
	long nr;
	char *navn;                   /* of the file */
};

/* Adds them to v (of struct trinfil), 1, 2, 3 … ERR_FEJL: a number is missing or
 * there twice, or there are none. trinfil_done in any case. */
int trinfil_find(struct vec *v, const char *mappe, struct err *e);
void trinfil_done(struct vec *v);

/* Adds one step's text to ud. */
int trinfil_laes(struct buf *ud, const char *mappe, const struct trinfil *t, struct err *e);

#endif
