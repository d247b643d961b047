#include "core/io/pgbinaer.h"

#include <string.h>

enum { HOVED = 20, ANTAL_VED = 12, NUL_VED = 4 };

static void big(uint8_t *ud, uint64_t v, size_t n)
{
	for (size_t i = 0; i < n; i++)
		ud[i] = (uint8_t)(v >> (8 * (n - 1 - i)));
}

void pgbinaer_tal(uint8_t ud[8], int64_t v)
{
	big(ud, (uint64_t)v, 8);
}

int64_t pgbinaer_laes(const void *p, size_t n)
{
	const uint8_t *b = p;
	uint64_t v = n > 0 && (b[0] & 0x80) ? UINT64_MAX : 0;
	for (size_t i = 0; i < n; i++)
		v = v << 8 | b[i];
	return (int64_t)v;
}

void pgraekke_ny(struct pgraekke *r, enum pg_type element)
{
	uint8_t h[HOVED] = {0};
	big(h, 1, 4);
	big(h + 8, (uint64_t)element, 4);
	big(h + 16, 1, 4);
	r->n = 0;
	buf_ryd(&r->b);
	buf_add(&r->b, h, sizeof h);
}

void pgraekke_add(struct pgraekke *r, const void *p, size_t n)
{
	uint8_t l[4];
	big(l, p ? n : UINT32_MAX, sizeof l);
	buf_add(&r->b, l, sizeof l);
	if (p)
		buf_add(&r->b, p, n);
	else
		r->b.data[NUL_VED + 3] = 1;
	r->n++;
}

void pgraekke_tal(struct pgraekke *r, int64_t v)
{
	uint8_t b[8];
	pgbinaer_tal(b, v);
	pgraekke_add(r, b, sizeof b);
}

struct buf *pgraekke_slut(struct pgraekke *r)
{
	uint8_t l[4];
	big(l, r->n, sizeof l);
	memcpy(r->b.data + ANTAL_VED, l, sizeof l);
	return &r->b;
}
