#include "core/base/vec.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"

void *vec_ny_ved(struct vec *v, size_t i)
{
	if (v->n == v->plads) {
		v->plads = v->plads ? v->plads * 2 : 8;
		v->data = mem_om(v->data, v->plads * v->stoerrelse);
	}
	char *p = (char *)v->data + i * v->stoerrelse;
	memmove(p + v->stoerrelse, p, (v->n - i) * v->stoerrelse);
	memset(p, 0, v->stoerrelse);
	v->n++;
	return p;
}

void *vec_ny(struct vec *v)
{
	return vec_ny_ved(v, v->n);
}

void vec_fjern(struct vec *v, size_t i)
{
	char *p = (char *)v->data + i * v->stoerrelse;
	v->n--;
	memmove(p, p + v->stoerrelse, (v->n - i) * v->stoerrelse);
}

void vec_done(struct vec *v)
{
	free(v->data);
	v->data = NULL;
	v->n = v->plads = 0;
}
