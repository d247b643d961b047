#include "mcentral.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/io/krypto.h"
#include "mfiler.h"

uint32_t mrnd(uint32_t *t, uint32_t under)
{
	*t ^= *t << 13;
	*t ^= *t >> 17;
	*t ^= *t << 5;
	return *t % under;
}

static void free_text(const void *t)
{
	void *p;
	memcpy(&p, &t, sizeof p);
	free(p);
}

static struct mpost *nr_post(const struct mcentral *c, size_t i)
{
	return *VEC_NR(struct mpost *, &c->poster, i);
}

const char *mutant_tekst(enum mutant m)
{
	static const char *const TEKST[] = {
		"none",
#define X(navn, saetning) #navn ": " saetning,
		MUTANTER(X)
#undef X
	};
	return m < M_ANTAL ? TEKST[m] : "?";
}

void mcentral_init(struct mcentral *c, enum mutant m)
{
	*c = (struct mcentral){.poster = VEC_AF(struct mpost *), .adgange = VEC_AF(struct madgang),
			       .sletninger = VEC_AF(struct modtag_sletning), .filer = MFILER, .epoke = {{7}}, .mutant = m};
}

static void post_done(struct mpost *m)
{
	free_text(m->p.post.bruger);
	free_text(m->p.post.felt);
	free_text(m->p.post.vaerdi);
	free_text(m->p.post.afloeser);
	free(m);
}

void mcentral_done(struct mcentral *c)
{
	for (size_t i = 0; i < c->poster.n; i++)
		post_done(nr_post(c, i));
	for (size_t i = 0; i < c->n_sager; i++)
		vec_done(&c->sager[i].hoveder);
	vec_done(&c->poster);
	vec_done(&c->adgange);
	vec_done(&c->sletninger);
	mfiler_done(&c->filer);
}

static void copy_texts(struct post *p)
{
	struct post_ref *r = mem_alloc((p->n_afloeser + 1) * sizeof *r);
	if (p->n_afloeser)
		memcpy(r, p->afloeser, p->n_afloeser * sizeof *r);
	p->afloeser = r;
	p->bruger = mem_tekst(p->bruger);
	p->felt = mem_tekst(p->felt);
	p->vaerdi = p->vaerdi ? mem_tekst(p->vaerdi) : NULL;
}

static void copy_row(struct vec *ud, const struct vec *v)
{
	*ud = (struct vec){.stoerrelse = v->stoerrelse};
	for (size_t i = 0; i < v->n; i++)
		memcpy(vec_ny(ud), (const char *)v->data + i * v->stoerrelse, v->stoerrelse);
}

void mcentral_kopi(struct mcentral *ud, const struct mcentral *c)
{
	*ud = *c;
	copy_row(&ud->poster, &c->poster);
	copy_row(&ud->adgange, &c->adgange);
	copy_row(&ud->sletninger, &c->sletninger);
	mfiler_kopi(&ud->filer, &c->filer);
	for (size_t i = 0; i < c->n_sager; i++)
		copy_row(&ud->sager[i].hoveder, &c->sager[i].hoveder);
	for (size_t i = 0; i < ud->poster.n; i++) {
		struct mpost *ny = mem_nul(1, sizeof *ny);
		*ny = *nr_post(c, i);
		copy_texts(&ny->p.post);
		*VEC_NR(struct mpost *, &ud->poster, i) = ny;
	}
}

struct msag *mcentral_sag(struct mcentral *c, const struct uuid *id)
{
	for (size_t i = 0; i < c->n_sager; i++)
		if (uuid_ens(&c->sager[i].id, id))
			return &c->sager[i];
	return NULL;
}

bool mcentral_ser(const struct mcentral *c, int folk, const struct msag *s)
{
	return c->leder[folk] || s->ret[folk] != RET_INGEN;
}

void mcentral_sig(struct mcentral *c, int folk, const struct uuid *sag, enum adgangsret ret)
{
	struct madgang *a = vec_ny(&c->adgange);
	a->a = (struct modtag_adgang){.sag = *sag, .ret = ret, .lbnr = ++c->lbnr};
	a->folk = folk;
}

void mcentral_adgang(struct mcentral *c, int folk, struct msag *s, enum adgangsret ret)
{
	s->ret[folk] = (int)ret;
	if (c->mutant != (ret == RET_INGEN ? M_TAVS : M_GIVET_TAVS))
		mcentral_sig(c, folk, &s->id, ret);
}

void mcentral_slet(struct mcentral *c, struct mpost *m)
{
	m->slettet = m->p.blanket = true;
	if (c->mutant != M_SLET_HALV) {
		free_text(m->p.post.vaerdi);
		m->p.post.vaerdi = NULL;
	} else {
		m->p.blanket = false;
	}
	if (c->mutant == M_SLET_TAVS)
		return;
	struct modtag_sletning *s = vec_ny(&c->sletninger);
	*s = (struct modtag_sletning){.post = {m->p.post.enhed, m->p.post.nr}, .lbnr = ++c->lbnr};
}

void mcentral_leder(struct mcentral *c, int folk, bool leder)
{
	if (c->leder[folk] == leder)
		return;
	c->leder[folk] = leder;
	mcentral_sig(c, folk, &(struct uuid){{0}}, leder ? RET_SKRIV : RET_INGEN);
}

struct menhed *mcentral_enhed(struct mcentral *c, const struct uuid *id)
{
	for (size_t i = 0; i < c->n_enheder; i++)
		if (uuid_ens(&c->enheder[i].id, id))
			return &c->enheder[i];
	return NULL;
}

struct mpost *mcentral_post(const struct mcentral *c, const struct post_ref *r)
{
	for (size_t i = c->poster.n; i-- > 0;) {
		struct mpost *m = nr_post(c, i);
		if (m->p.post.nr == r->nr && uuid_ens(&m->p.post.enhed, &r->enhed))
			return m;
	}
	return NULL;
}

struct mpost *mcentral_ny_post(struct mcentral *c, const struct post *p, const struct menhed *d)
{
	struct mpost *m = mem_nul(1, sizeof *m);
	m->p.post = *p;
	copy_texts(&m->p.post);
	memcpy(m->p.forrige, d->hash, sizeof d->hash);
	*(struct mpost **)vec_ny(&c->poster) = m;
	return m;
}

void mcentral_glem_sidste(struct mcentral *c)
{
	post_done(nr_post(c, --c->poster.n));
}

bool mcentral_afloeser(const struct post *p, const struct post_ref *r)
{
	for (size_t i = 0; i < p->n_afloeser; i++)
		if (post_ref_orden(&p->afloeser[i], r) == 0)
			return true;
	return false;
}

static void heads(struct mcentral *c, struct msag *s, const struct post *p)
{
	bool findes = false, vist = false;
	for (size_t i = s->hoveder.n; i-- > 0;) {
		struct mhoved *h = VEC_NR(struct mhoved, &s->hoveder, i);
		if (!uuid_ens(&h->objekt, &p->objekt) || strcmp(h->felt, p->felt) != 0)
			continue;
		findes = true;
		if (c->mutant == M_NYESTE) {
			h->vist = false;
			vist = true;
		}
		if (!mcentral_afloeser(p, &h->ref))
			continue;
		vist |= h->vist;
		vec_fjern(&s->hoveder, i);
	}
	struct mhoved *h = vec_ny(&s->hoveder);
	*h = (struct mhoved){.objekt = p->objekt, .ref = {p->enhed, p->nr}, .vist = vist || !findes};
	snprintf(h->felt, sizeof h->felt, "%s", p->felt);
}

void mcentral_nummer(struct mcentral *c, struct msag *s, struct mpost *m)
{
	struct krypto_hash h;
	c->lbnr += c->mutant == M_TALLER && s->sagsnr == 4 ? 2 : 1;
	m->p.post.lbnr = c->lbnr;
	m->p.post.sagsnr = ++s->sagsnr;
	s->lbnr = c->lbnr;
	krypto_hash_start(&h);
	krypto_hash_mere(&h, s->kaede, 32);
	krypto_hash_mere(&h, m->p.post.hash, 32);
	krypto_hash_slut(&h, s->kaede);
	heads(c, s, &m->p.post);
}
