#ifndef CORE_BASE_VEC_H
#define CORE_BASE_VEC_H

#include <stddef.h>

/* A row of equal things that grows. Fill in stoerrelse (VEC_AF) before use. */
struct vec {
	void *data;
	size_t n, plads, stoerrelse;
};

#define VEC_AF(type) {NULL, 0, 0, sizeof(type)}
#define VEC_NR(type, v, i) (&((type *)(v)->data)[i])

void *vec_ny(struct vec *v);                       /* a zeroed place at the end; borrowed */
void *vec_ny_ved(struct vec *v, size_t i);         /* a zeroed place before number i */
void vec_fjern(struct vec *v, size_t i);
void vec_done(struct vec *v);                      /* frees the row, not what it points to */

#endif
