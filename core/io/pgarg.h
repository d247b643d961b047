#ifndef CORE_IO_PGARG_H
#define CORE_IO_PGARG_H

#include "core/base/uuid.h"
#include "core/io/pg.h"

/* The parameters of one statement, put in one after the other; they are borrowed, but
 * for numbers. It may not be moved once something is in it. */
enum { PGARG_MAKS = 16 };

struct pgarg {
	struct pg_param p[PGARG_MAKS];
	uint8_t tal[PGARG_MAKS][8];
	size_t n;
};

void pgarg_tekst(struct pgarg *a, const char *v);          /* NULL = NULL */
void pgarg_tal(struct pgarg *a, int64_t v);                /* int8 */
void pgarg_tal4(struct pgarg *a, int32_t v);               /* int4 */
void pgarg_uuid(struct pgarg *a, const struct uuid *v);
void pgarg_blob(struct pgarg *a, const void *p, size_t n); /* NULL = NULL */
void pgarg_raekke(struct pgarg *a, enum pg_type type, struct pgraekke *v);

#endif
