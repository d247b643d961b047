#ifndef CORE_IO_PGBINAER_H
#define CORE_IO_PGBINAER_H

#include <stddef.h>
#include <stdint.h>

#include "core/base/buf.h"

/* Values as PostgreSQL sends them in its binary format: integers big-endian, bytes
 * and texts as they are, an array as dimensions, flag for NULLs, type, length, lower
 * bound 1, then each value with its length before it. */
enum pg_type {
	PG_BYTEA = 17, PG_INT8 = 20, PG_INT4 = 23, PG_TEXT = 25, PG_UUID = 2950,
	PG_BYTEA_R = 1001, PG_TEXT_R = 1009, PG_INT8_R = 1016, PG_UUID_R = 2951,
};

struct pgraekke {                         /* an array that is being made */
	struct buf b;
	uint32_t n;
};

void pgraekke_ny(struct pgraekke *r, enum pg_type element);
void pgraekke_tal(struct pgraekke *r, int64_t v);                  /* int8 */
void pgraekke_add(struct pgraekke *r, const void *p, size_t n);    /* p NULL = NULL */
struct buf *pgraekke_slut(struct pgraekke *r);    /* the bytes, borrowed */

void pgbinaer_tal(uint8_t ud[8], int64_t v);
int64_t pgbinaer_laes(const void *p, size_t n);   /* n 1-8 bytes, signed */

#endif
