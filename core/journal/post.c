#include "core/journal/post.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/io/krypto.h"

void post_vhash(uint8_t ud[32], const uint8_t salt[16], const char *vaerdi)
{
	struct krypto_hash h;
	krypto_hash_start(&h);
	krypto_hash_mere(&h, salt, 16);
	if (vaerdi)
		krypto_hash_mere(&h, vaerdi, strlen(vaerdi));
	krypto_hash_slut(&h, ud);
}

static void add_be(struct buf *b, uint64_t v, int bytes)
{
	uint8_t t[8];
	for (int i = 0; i < bytes; i++)
		t[i] = (uint8_t)(v >> (8 * (bytes - 1 - i)));
	buf_add(b, t, (size_t)bytes);
}

static void add_bytes(struct buf *b, const void *p, size_t n)
{
	add_be(b, n, 4);
	buf_add(b, p, n);
}

static void add_tal(struct buf *b, int64_t v)
{
	add_be(b, 8, 4);
	add_be(b, (uint64_t)v, 8);
}

void post_hash(uint8_t ud[32], const uint8_t forrige[32], const struct post *p)
{
	struct buf b = BUF_TOM;
	buf_plads(&b, 256 + p->n_afloeser * POST_REF);
	buf_add(&b, forrige, 32);
	add_bytes(&b, p->enhed.b, sizeof p->enhed.b);
	add_tal(&b, p->nr);
	add_tal(&b, p->gruppe);
	add_tal(&b, p->tid);
	add_bytes(&b, p->bruger, strlen(p->bruger));
	add_bytes(&b, p->sag.b, sizeof p->sag.b);
	add_bytes(&b, p->objekt.b, sizeof p->objekt.b);
	add_bytes(&b, p->felt, strlen(p->felt));
	add_bytes(&b, p->vhash, sizeof p->vhash);
	add_be(&b, p->n_afloeser * POST_REF, 4);
	for (size_t i = 0; i < p->n_afloeser; i++) {
		buf_add(&b, p->afloeser[i].enhed.b, sizeof p->afloeser[i].enhed.b);
		add_be(&b, (uint64_t)p->afloeser[i].nr, 8);
	}
	add_tal(&b, p->skema);
	krypto_sha256(ud, b.data, b.len);
	buf_done(&b);
}

int post_ref_orden(const struct post_ref *a, const struct post_ref *b)
{
	int r = uuid_orden(&a->enhed, &b->enhed);
	return r ? r : (a->nr > b->nr) - (a->nr < b->nr);
}

static int compare(const void *a, const void *b)
{
	return post_ref_orden(a, b);
}

void post_ref_skriv(struct buf *ud, struct post_ref *r, size_t n)
{
	if (n > 1)
		qsort(r, n, sizeof *r, compare);
	for (size_t i = 0; i < n; i++) {
		if (i > 0 && compare(&r[i - 1], &r[i]) == 0)
			continue;
		buf_add(ud, r[i].enhed.b, sizeof r[i].enhed.b);
		add_be(ud, (uint64_t)r[i].nr, 8);
	}
}

struct post_ref post_ref_laes(const uint8_t *p)
{
	struct post_ref r = {.nr = 0};
	memcpy(r.enhed.b, p, sizeof r.enhed.b);
	uint64_t nr = 0;
	for (int i = 0; i < 8; i++)
		nr = nr << 8 | p[16 + i];
	r.nr = (int64_t)nr;
	return r;
}
