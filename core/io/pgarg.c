#include "core/io/pgarg.h"

#include <assert.h>
#include <string.h>

#include "core/base/buf.h"

static void put(struct pgarg *a, enum pg_type type, const void *p, size_t n)
{
	assert(a->n < PGARG_MAKS);
	a->p[a->n++] = (struct pg_param){type, p, n};
}

void pgarg_tekst(struct pgarg *a, const char *v)
{
	put(a, PG_TEXT, v, v ? strlen(v) : 0);
}

void pgarg_tal(struct pgarg *a, int64_t v)
{
	pgbinaer_tal(a->tal[a->n], v);
	put(a, PG_INT8, a->tal[a->n], 8);
}

void pgarg_tal4(struct pgarg *a, int32_t v)
{
	pgbinaer_tal(a->tal[a->n], v);
	put(a, PG_INT4, a->tal[a->n] + 4, 4);
}

void pgarg_uuid(struct pgarg *a, const struct uuid *v)
{
	put(a, PG_UUID, v->b, sizeof v->b);
}

void pgarg_blob(struct pgarg *a, const void *p, size_t n)
{
	put(a, PG_BYTEA, p, n);
}

void pgarg_raekke(struct pgarg *a, enum pg_type type, struct pgraekke *v)
{
	const struct buf *b = pgraekke_slut(v);
	put(a, type, b->data, b->len);
}
