#include "synkcentral.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/io/krypto.h"

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

void mcentral_done(struct mcentral *c)
{
	for (size_t i = 0; i < c->poster.n; i++) {
		struct mpost *m = nr_post(c, i);
		free_text(m->p.post.bruger);
		free_text(m->p.post.felt);
		free_text(m->p.post.vaerdi);
		free_text(m->p.post.afloeser);
		free(m);
	}
	for (size_t i = 0; i < c->n_sager; i++)
		vec_done(&c->sager[i].hoveder);
	vec_done(&c->poster);
	vec_done(&c->adgange);
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

static void told(struct mcentral *c, int folk, const struct uuid *sag, enum adgangsret ret)
{
	struct madgang *a = vec_ny(&c->adgange);
	a->a = (struct modtag_adgang){.sag = *sag, .ret = ret, .lbnr = ++c->lbnr};
	a->folk = folk;
}

void mcentral_adgang(struct mcentral *c, int folk, struct msag *s, enum adgangsret ret)
{
	s->ret[folk] = (int)ret;
	if (c->mutant != M_TAVS || ret != RET_INGEN)
		told(c, folk, &s->id, ret);
}

void mcentral_leder(struct mcentral *c, int folk, bool leder)
{
	if (c->leder[folk] == leder)
		return;
	c->leder[folk] = leder;
	told(c, folk, &(struct uuid){{0}}, leder ? RET_SKRIV : RET_INGEN);
}

static struct menhed *device(struct mcentral *c, const struct uuid *id)
{
	for (size_t i = 0; i < c->n_enheder; i++)
		if (uuid_ens(&c->enheder[i].id, id))
			return &c->enheder[i];
	return NULL;
}

/* 0 goes through, 1 is lost on the way there, 2 on the way back, 3 comes twice, 4 later. */
static int fault(struct mlinje *l)
{
	l->beskeder++;
	if ((int)mrnd(l->tilfaeldig, 100) >= l->fejl)
		return 0;
	l->fejlramte++;
	return 1 + (int)mrnd(l->tilfaeldig, 4);
}

#define UD(hvad) \
	int f_ = fault(l), kode_ = 0; \
	if (f_ == 1) \
		return err_set(e, CENTRAL_NET, "cut on the way there"); \
	if (f_ == 4) \
		return CENTRAL_VENT; \
	kode_ = (hvad); \
	return kode_ == 0 && f_ == 2 ? err_set(e, CENTRAL_NET, "cut on the way back") : kode_

static int do_greet(struct mlinje *l, const struct uuid *enhed, struct central_hilsen *ud,
		    struct err *e)
{
	const struct menhed *d = device(l->c, enhed);
	(void)e;
	*ud = (struct central_hilsen){.epoke = l->c->epoke, .lbnr = l->c->lbnr};
	if (d) {
		ud->tilstand = d->tilstand;
		ud->nr = d->nr;
		memcpy(ud->hash, d->hash, sizeof ud->hash);
	}
	return 0;
}

static int m_hilsen(void *arg, const struct uuid *enhed, int64_t fra, struct central_hilsen *ud,
		    struct err *e)
{
	struct mlinje *l = arg;
	(void)fra;
	UD(do_greet(l, enhed, ud, e));
}

static int do_enroll(struct mlinje *l, const struct uuid *enhed, struct err *e)
{
	const struct menhed *d = device(l->c, enhed);
	if (d)
		return d->folk == l->folk ? 0 : err_set(e, CENTRAL_UKENDT, "somebody else's device");
	if (l->c->n_enheder == MENHEDER)
		return err_set(e, CENTRAL_AFVIST, "no room");
	l->c->enheder[l->c->n_enheder++] = (struct menhed){.id = *enhed, .folk = l->folk,
							   .tilstand = ENHED_AKTIV};
	return 0;
}

static int m_meld(void *arg, const struct uuid *enhed, struct err *e)
{
	struct mlinje *l = arg;
	UD(do_enroll(l, enhed, e));
}

static struct mpost *find(struct mcentral *c, const struct post *p)
{
	for (size_t i = c->poster.n; i-- > 0;) {
		struct mpost *m = nr_post(c, i);
		if (m->p.post.nr == p->nr && uuid_ens(&m->p.post.enhed, &p->enhed))
			return m;
	}
	return NULL;
}

static bool has_right(struct mcentral *c, int folk, const struct menhed *d, const struct post *p)
{
	struct msag *s = mcentral_sag(c, &p->sag);
	return d->tilstand == ENHED_AKTIV && (!s || c->leder[folk] || s->ret[folk] == RET_SKRIV);
}

static bool allowed(struct mcentral *c, int folk, const struct menhed *d, const struct post *p)
{
	return c->mutant == M_ADGANG || has_right(c, folk, d, p);
}

static bool names(const struct post *p, const struct post_ref *r)
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
		if (!names(p, &h->ref))
			continue;
		vist |= h->vist;
		vec_fjern(&s->hoveder, i);
	}
	struct mhoved *h = vec_ny(&s->hoveder);
	*h = (struct mhoved){.objekt = p->objekt, .ref = {p->enhed, p->nr}, .vist = vist || !findes};
	snprintf(h->felt, sizeof h->felt, "%s", p->felt);
}

static struct mpost *copy(const struct post *p, const struct menhed *d)
{
	struct mpost *m = mem_nul(1, sizeof *m);
	m->p.post = *p;
	m->p.post.bruger = mem_tekst(p->bruger);
	m->p.post.felt = mem_tekst(p->felt);
	m->p.post.vaerdi = p->vaerdi ? mem_tekst(p->vaerdi) : NULL;
	struct post_ref *r = mem_alloc((p->n_afloeser + 1) * sizeof *r);
	if (p->n_afloeser)
		memcpy(r, p->afloeser, p->n_afloeser * sizeof *r);
	m->p.post.afloeser = r;
	memcpy(m->p.forrige, d->hash, sizeof d->hash);
	return m;
}

static struct msag *begin_case(struct mlinje *l, const struct uuid *id, bool *ny)
{
	struct mcentral *c = l->c;
	struct msag *s = mcentral_sag(c, id);
	*ny = !s;
	if (s || c->n_sager == MSAGER)
		return s;
	s = &c->sager[c->n_sager++];
	*s = (struct msag){.id = *id, .hoveder = VEC_AF(struct mhoved)};
	s->ret[l->folk] = RET_SKRIV;
	return s;
}

static bool take(struct mlinje *l, struct menhed *d, const struct post *p, bool ok, struct vec *nye)
{
	struct mcentral *c = l->c;
	struct mpost *m = copy(p, d);
	m->uret = ok && !has_right(c, l->folk, d, p);
	*(struct mpost **)vec_ny(&c->poster) = m;
	d->nr = p->nr;
	memcpy(d->hash, p->hash, sizeof d->hash);
	m->afvist = !ok;
	if (!ok)
		return true;
	bool ny;
	struct msag *s = begin_case(l, &p->sag, &ny);
	if (!s)
		return false;
	if (ny)
		*(struct uuid *)vec_ny(nye) = p->sag;
	m->p.post.lbnr = ++c->lbnr;
	m->p.post.sagsnr = ++s->sagsnr;
	s->lbnr = c->lbnr;
	struct krypto_hash h;
	krypto_hash_start(&h);
	krypto_hash_mere(&h, s->kaede, 32);
	krypto_hash_mere(&h, p->hash, 32);
	krypto_hash_slut(&h, s->kaede);
	heads(c, s, &m->p.post);
	return true;
}

static bool act_allowed(struct mlinje *l, const struct menhed *d, const struct afsending *a, size_t i)
{
	const struct post *p = VEC_NR(struct post, &a->poster, i);
	if (l->c->mutant == M_HALV_AKT)
		return allowed(l->c, l->folk, d, p) && (p->nr == p->gruppe || mrnd(l->tilfaeldig, 4));
	bool ok = true;
	for (size_t k = 0; k < a->poster.n; k++) {
		const struct post *q = VEC_NR(struct post, &a->poster, k);
		if (q->gruppe == p->gruppe)
			ok = ok && allowed(l->c, l->folk, d, q);
	}
	return ok;
}

static int do_push(struct mlinje *l, const struct afsending *a, struct vec *svar, struct err *e)
{
	struct mcentral *c = l->c;
	const struct post *foerste = VEC_NR(struct post, &a->poster, 0);
	struct menhed *d = device(c, &foerste->enhed);
	if (!d || d->folk != l->folk)
		return err_set(e, CENTRAL_UKENDT, "unknown device");
	if (d->tilstand == ENHED_SPAERRET)
		return err_set(e, CENTRAL_SPAERRET, "shut out");
	if (foerste->nr > d->nr + 1)
		return err_set(e, CENTRAL_HUL, "numbers missing");
	bool ok[20000];
	for (size_t i = 0; i < a->poster.n; i++) {
		const struct post *p = VEC_NR(struct post, &a->poster, i);
		const struct mpost *m = p->nr <= d->nr ? find(c, p) : NULL;
		if (m && c->mutant != M_FORK && memcmp(m->p.post.hash, p->hash, 32) != 0)
			return err_set(e, CENTRAL_FORK, "another history");
		ok[i] = act_allowed(l, d, a, i);
	}
	struct vec nye = VEC_AF(struct uuid);
	for (size_t i = 0; i < a->poster.n; i++) {
		const struct post *p = VEC_NR(struct post, &a->poster, i);
		if ((p->nr > d->nr || c->mutant == M_DOBBELT) && !take(l, d, p, ok[i], &nye))
			break;
	}
	for (size_t i = 0; i < nye.n; i++)
		told(c, l->folk, VEC_NR(struct uuid, &nye, i), RET_SKRIV);
	vec_done(&nye);
	for (size_t i = 0; i < a->poster.n; i++) {
		const struct mpost *m = find(c, VEC_NR(struct post, &a->poster, i));
		if (!m)
			return err_set(e, ERR_FEJL, "the simulator's store is full");
		struct afsend_svar *sv = vec_ny(svar);
		*sv = (struct afsend_svar){m->p.post.nr, m->p.post.lbnr, m->p.post.sagsnr, ""};
		if (m->afvist)
			snprintf(sv->grund, sizeof sv->grund, "INGEN_ADGANG");
	}
	return 0;
}

static int push_twice(struct mlinje *l, const struct afsending *a, struct vec *svar, struct err *e)
{
	struct vec foerste = VEC_AF(struct afsend_svar);
	if (mrnd(l->tilfaeldig, 20) == 0 && do_push(l, a, &foerste, e) < 0) {
		vec_done(&foerste);
		return e->kode;
	}
	vec_done(&foerste);
	return do_push(l, a, svar, e);
}

static int m_push(void *arg, const struct afsending *a, struct vec *svar, struct err *e)
{
	struct mlinje *l = arg;
	UD(push_twice(l, a, svar, e));
}

static void give(struct mlinje *l, struct modtag_side *ud, const struct mpost *m)
{
	struct modtag_post *p = vec_ny(&ud->poster);
	*p = m->p;
	if (l->c->mutant == M_RETTET && p->post.vaerdi && mrnd(l->tilfaeldig, 30) == 0)
		p->post.vaerdi = "rettet";
}

static int do_pull(struct mlinje *l, int64_t fra, size_t maks, struct modtag_side *ud)
{
	struct mcentral *c = l->c;
	ud->til = c->lbnr;
	for (size_t i = 0; i < c->poster.n && ud->poster.n < maks; i++) {
		const struct mpost *m = nr_post(c, i);
		const struct msag *s = m->afvist ? NULL : mcentral_sag(c, &m->p.post.sag);
		if (!s || m->p.post.lbnr <= fra || !mcentral_ser(c, l->folk, s))
			continue;
		if (c->mutant == M_HUL && mrnd(l->tilfaeldig, 10) == 0 && m->p.post.sagsnr == s->sagsnr)
			continue;
		give(l, ud, m);
	}
	if (ud->poster.n == maks)
		ud->til = VEC_NR(struct modtag_post, &ud->poster, maks - 1)->post.lbnr;
	for (size_t i = 0; i < c->adgange.n; i++) {
		const struct madgang *a = VEC_NR(struct madgang, &c->adgange, i);
		if (a->folk == l->folk && a->a.lbnr > fra && a->a.lbnr <= ud->til)
			*(struct modtag_adgang *)vec_ny(&ud->adgange) = a->a;
	}
	return 0;
}

static int m_pull(void *arg, int64_t fra, size_t maks, struct modtag_side *ud, struct err *e)
{
	struct mlinje *l = arg;
	UD(do_pull(l, fra, maks, ud));
}

static int do_case(struct mlinje *l, const struct modtag_hul *hul, int64_t til,
		   struct modtag_side *ud)
{
	struct msag *s = mcentral_sag(l->c, &hul->sag);
	if (!s || !mcentral_ser(l->c, l->folk, s))
		return 0;
	for (size_t i = 0; i < l->c->poster.n; i++) {
		const struct mpost *m = nr_post(l->c, i);
		if (!m->afvist && uuid_ens(&m->p.post.sag, &hul->sag) && m->p.post.lbnr <= til &&
		    m->p.post.sagsnr >= hul->fra_sagsnr)
			if (l->c->mutant != M_SLETTER || mrnd(l->tilfaeldig, 5))
				give(l, ud, m);
	}
	return 0;
}

static int m_sag(void *arg, const struct modtag_hul *hul, int64_t til, struct modtag_side *ud,
		 struct err *e)
{
	struct mlinje *l = arg;
	UD(do_case(l, hul, til, ud));
}

static int do_heads(struct mlinje *l, int64_t fra, struct vec *ud)
{
	for (size_t i = 0; i < l->c->n_sager; i++) {
		const struct msag *s = &l->c->sager[i];
		if (s->lbnr <= fra || !mcentral_ser(l->c, l->folk, s))
			continue;
		struct central_hoved *h = vec_ny(ud);
		*h = (struct central_hoved){.sag = s->id, .sagsnr = s->sagsnr, .lbnr = s->lbnr};
		memcpy(h->kaede, s->kaede, sizeof h->kaede);
	}
	return 0;
}

static int m_hoveder(void *arg, int64_t fra, struct vec *ud, struct err *e)
{
	struct mlinje *l = arg;
	UD(do_heads(l, fra, ud));
}

static int m_hentet(void *arg, const struct uuid *enhed, int64_t fra, int64_t til, struct err *e)
{
	struct mlinje *l = arg;
	(void)enhed;
	(void)fra;
	UD(til <= l->c->lbnr ? 0 : err_set(e, CENTRAL_AFVIST, "more than there is"));
}

const struct central_ops mcentral_ops = {
	.hilsen = m_hilsen, .meld = m_meld, .push = m_push, .pull = m_pull, .sag = m_sag,
	.hoveder = m_hoveder, .hentet = m_hentet,
};
