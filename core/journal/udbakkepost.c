#include "core/journal/udbakkepost.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/mem.h"

enum { VERSION = 1, HOVED = 2 };
#define INGEN 0xFFFFFFFFu

/* Writing */

static void hoved(struct buf *ud, char art)
{
	if (ud->len)
		return;
	buf_tegn(ud, art);
	buf_tegn(ud, VERSION);
}

static void skriv_tal(struct buf *ud, uint64_t v, int bytes)
{
	uint8_t t[8];
	for (int i = 0; i < bytes; i++)
		t[i] = (uint8_t)(v >> (8 * (bytes - 1 - i)));
	buf_add(ud, t, (size_t)bytes);
}

static void skriv_tekst(struct buf *ud, const char *s)
{
	skriv_tal(ud, s ? strlen(s) : INGEN, 4);
	if (s)
		buf_add(ud, s, strlen(s));
}

void udbakkepost_skriv(struct buf *ud, const struct post *p, const uint8_t forrige[32])
{
	hoved(ud, UDBAKKE_POST);
	buf_add(ud, forrige, 32);
	buf_add(ud, p->enhed.b, sizeof p->enhed.b);
	skriv_tal(ud, (uint64_t)p->nr, 8);
	skriv_tal(ud, (uint64_t)p->gruppe, 8);
	skriv_tal(ud, (uint64_t)p->tid, 8);
	skriv_tekst(ud, p->bruger);
	buf_add(ud, p->sag.b, sizeof p->sag.b);
	buf_add(ud, p->objekt.b, sizeof p->objekt.b);
	skriv_tekst(ud, p->felt);
	skriv_tekst(ud, p->vaerdi);
	buf_add(ud, p->salt, sizeof p->salt);
	buf_add(ud, p->vhash, sizeof p->vhash);
	skriv_tal(ud, p->n_afloeser * POST_REF, 4);
	for (size_t i = 0; i < p->n_afloeser; i++) {
		buf_add(ud, p->afloeser[i].enhed.b, sizeof p->afloeser[i].enhed.b);
		skriv_tal(ud, (uint64_t)p->afloeser[i].nr, 8);
	}
	skriv_tal(ud, (uint64_t)p->skema, 8);
	buf_add(ud, p->hash, sizeof p->hash);
}

void udbakkefil_skriv(struct buf *ud, const struct udbakkefil *f)
{
	hoved(ud, UDBAKKE_FIL);
	buf_add(ud, f->hash, sizeof f->hash);
	skriv_tal(ud, f->laengde, 8);
	skriv_tal(ud, f->sted, 8);
	buf_add(ud, f->bytes.p, f->bytes.n);
}

/* Reading: what is asked for beyond the end makes it wrong, and comes as zeros. */

struct laeser {
	const uint8_t *p;
	size_t n;
	bool forkert;
};

static const uint8_t *tag(struct laeser *l, size_t n)
{
	if (n > l->n)
		l->forkert = true;
	if (l->forkert)
		return NULL;
	const uint8_t *p = l->p;
	l->p += n;
	l->n -= n;
	return p;
}

static void tag_bytes(struct laeser *l, void *ud, size_t n)
{
	const uint8_t *p = tag(l, n);
	if (p)
		memcpy(ud, p, n);
	else
		memset(ud, 0, n);
}

static uint64_t tag_tal(struct laeser *l, int bytes)
{
	const uint8_t *p = tag(l, (size_t)bytes);
	uint64_t v = 0;
	for (int i = 0; p && i < bytes; i++)
		v = v << 8 | p[i];
	return v;
}

/* NULL too when it is wrong; a NUL inside is. */
static char *tag_tekst(struct laeser *l, bool maa_mangle)
{
	uint64_t n = tag_tal(l, 4);
	if (n == INGEN) {
		l->forkert |= !maa_mangle;
		return NULL;
	}
	const uint8_t *p = tag(l, n);
	if (p && memchr(p, 0, n))
		l->forkert = true;
	return p && !l->forkert ? mem_tekst_n((const char *)p, n) : NULL;
}

static void tag_refs(struct laeser *l, struct post *p)
{
	uint64_t n = tag_tal(l, 4);
	const uint8_t *b = tag(l, n);
	l->forkert |= n % POST_REF != 0;
	if (!b || l->forkert)
		return;
	struct post_ref *r = mem_alloc((size_t)n + 1);
	p->n_afloeser = n / POST_REF;
	for (size_t i = 0; i < p->n_afloeser; i++)
		r[i] = post_ref_laes(b + i * POST_REF);
	p->afloeser = r;
}

static bool holder(const struct udbakkepost *u)
{
	uint8_t h[32];
	post_vhash(h, u->post.salt, u->post.vaerdi);
	if (memcmp(h, u->post.vhash, sizeof h) != 0)
		return false;
	post_hash(h, u->forrige, &u->post);
	return memcmp(h, u->post.hash, sizeof h) == 0;
}

static bool tag_post(struct laeser *l, struct udbakkepost *u)
{
	struct post *p = &u->post;
	tag_bytes(l, u->forrige, sizeof u->forrige);
	tag_bytes(l, p->enhed.b, sizeof p->enhed.b);
	p->nr = (int64_t)tag_tal(l, 8);
	p->gruppe = (int64_t)tag_tal(l, 8);
	p->tid = (int64_t)tag_tal(l, 8);
	p->bruger = tag_tekst(l, false);
	tag_bytes(l, p->sag.b, sizeof p->sag.b);
	tag_bytes(l, p->objekt.b, sizeof p->objekt.b);
	p->felt = tag_tekst(l, false);
	p->vaerdi = tag_tekst(l, true);
	tag_bytes(l, p->salt, sizeof p->salt);
	tag_bytes(l, p->vhash, sizeof p->vhash);
	tag_refs(l, p);
	p->skema = (int64_t)tag_tal(l, 8);
	tag_bytes(l, p->hash, sizeof p->hash);
	p->lbnr = p->sagsnr = -1;
	return !l->forkert && p->nr > 0 && holder(u);
}

int udbakkepost_art(struct segl_data d)
{
	const char *p = d.p;
	if (d.n < HOVED || p[1] != VERSION)
		return 0;
	return p[0] == UDBAKKE_POST || p[0] == UDBAKKE_FIL ? p[0] : 0;
}

int udbakkepost_laes(struct vec *ud, struct segl_data d)
{
	size_t foer = ud->n;
	if (udbakkepost_art(d) != UDBAKKE_POST)
		return -1;
	struct laeser l = {(const uint8_t *)d.p + HOVED, d.n - HOVED, false};
	while (l.n > 0) {
		if (tag_post(&l, vec_ny(ud)))
			continue;
		udbakkepost_done(ud, foer);
		return -1;
	}
	return 0;
}

int udbakkefil_laes(struct udbakkefil *ud, struct segl_data d)
{
	if (udbakkepost_art(d) != UDBAKKE_FIL)
		return -1;
	struct laeser l = {(const uint8_t *)d.p + HOVED, d.n - HOVED, false};
	tag_bytes(&l, ud->hash, sizeof ud->hash);
	ud->laengde = tag_tal(&l, 8);
	ud->sted = tag_tal(&l, 8);
	ud->bytes = (struct segl_data){l.p, l.n};
	return l.forkert || ud->sted > ud->laengde || l.n > ud->laengde - ud->sted ? -1 : 0;
}

/* Texts that are ours, whatever const says. */
static void slip(const void *t, size_t n)
{
	void *p;
	memcpy(&p, &t, sizeof p);
	if (p && n)
		segl_slet(p, n);
	free(p);
}

void udbakkepost_done(struct vec *v, size_t fra)
{
	while (v->n > fra) {
		struct post *p = &VEC_NR(struct udbakkepost, v, --v->n)->post;
		slip(p->bruger, 0);
		slip(p->felt, 0);
		slip(p->vaerdi, p->vaerdi ? strlen(p->vaerdi) : 0);
		slip(p->afloeser, 0);
	}
}
