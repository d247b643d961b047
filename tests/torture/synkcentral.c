#include "synkcentral.h"

#include <stdio.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/journal/fil.h"
#include "mfiler.h"

static struct mpost *find(const struct mcentral *c, const struct post *p)
{
	return mcentral_post(c, &(struct post_ref){p->enhed, p->nr});
}

static struct mpost *nr_post(const struct mcentral *c, size_t i)
{
	return *VEC_NR(struct mpost *, &c->poster, i);
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
	const struct menhed *d = mcentral_enhed(l->c, enhed);
	(void)e;
	*ud = (struct central_hilsen){.epoke = l->c->epoke, .lbnr = l->c->lbnr,
				      .skema_fra = l->c->skema};
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
	const struct menhed *d = mcentral_enhed(l->c, enhed);
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

/* NULL = taken; else the centre's word for why not. */
static const char *refusal(struct mcentral *c, int folk, const struct menhed *d, const struct post *p)
{
	struct msag *s = mcentral_sag(c, &p->sag);
	if (d->tilstand != ENHED_AKTIV)
		return "ENHED_SPAERRET";
	if (s && !c->leder[folk] && s->ret[folk] != RET_SKRIV)
		return "INGEN_ADGANG";
	if (c->kommune && strcmp(p->felt, "sag.kommune") == 0 && p->vaerdi &&
	    strcmp(p->vaerdi, c->kommune) != 0)
		return "ANDEN_KOMMUNE";
	return NULL;
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

static bool take(struct mlinje *l, struct menhed *d, const struct post *p, const char *grund,
		 struct vec *nye)
{
	struct mcentral *c = l->c;
	struct mpost *m = mcentral_ny_post(c, p, d);
	m->uret = !grund && refusal(c, l->folk, d, p);
	d->nr = p->nr;
	memcpy(d->hash, p->hash, sizeof d->hash);
	m->afvist = grund != NULL;
	if (grund) {
		snprintf(m->grund, sizeof m->grund, "%s", grund);
		return true;
	}
	bool ny;
	struct msag *s = begin_case(l, &p->sag, &ny);
	if (!s)
		return false;
	if (ny)
		*(struct uuid *)vec_ny(nye) = p->sag;
	mcentral_nummer(c, s, m);
	return true;
}

/* One answer for the whole act; a mutant knows better. */
static const char *act_answer(struct mlinje *l, const struct menhed *d, const struct afsending *a,
			      size_t i, int64_t *antal)
{
	struct mcentral *c = l->c;
	const struct post *p = VEC_NR(struct post, &a->poster, i);
	const char *grund = NULL;
	*antal = 0;
	for (size_t k = 0; k < a->poster.n; k++) {
		const struct post *q = VEC_NR(struct post, &a->poster, k);
		if (q->gruppe != p->gruppe)
			continue;
		++*antal;
		grund = grund ? grund : refusal(c, l->folk, d, q);
	}
	if (c->mutant == M_HALV_AKT && !grund && p->nr != p->gruppe && mrnd(l->tilfaeldig, 4) == 0)
		return "INGEN_ADGANG";
	bool blind = c->mutant == M_ADGANG || (c->mutant == M_SPAERRET && d->tilstand != ENHED_AKTIV);
	return blind ? NULL : grund;
}

static int answer(struct mcentral *c, const struct afsending *a, bool igen, struct vec *svar,
		  struct err *e)
{
	for (size_t i = 0; i < a->poster.n; i++) {
		const struct mpost *m = find(c, VEC_NR(struct post, &a->poster, i));
		if (!m)
			return err_set(e, ERR_FEJL, "the simulator's store is full");
		struct afsend_svar *sv = vec_ny(svar);
		*sv = (struct afsend_svar){m->p.post.nr, m->p.post.lbnr, m->p.post.sagsnr, ""};
		snprintf(sv->grund, sizeof sv->grund, "%s", m->grund);
		if (c->mutant == M_NYT_NUMMER && igen && sv->lbnr > 0)
			sv->lbnr = c->lbnr + 1 + (int64_t)i;
	}
	return 0;
}

/* Not a device to speak with, numbers missing, or another history. */
static int not_taken(const struct mcentral *c, const struct menhed *d, int folk,
		     const struct afsending *a, struct err *e)
{
	const struct post *foerste = VEC_NR(struct post, &a->poster, 0);
	if (!d || d->folk != folk)
		return err_set(e, CENTRAL_UKENDT, "unknown device");
	if (d->tilstand == ENHED_SPAERRET && c->mutant != M_SPAERRET)
		return err_set(e, CENTRAL_SPAERRET, "shut out");
	if (foerste->nr > d->nr + 1)
		return err_set(e, CENTRAL_HUL, "numbers missing");
	for (size_t i = 0; i < a->poster.n; i++) {
		const struct post *p = VEC_NR(struct post, &a->poster, i);
		const struct mpost *m = p->nr <= d->nr ? find(c, p) : NULL;
		if (m && c->mutant != M_FORK && memcmp(m->p.post.hash, p->hash, 32) != 0)
			return err_set(e, CENTRAL_FORK, "another history");
	}
	return 0;
}

static int do_push(struct mlinje *l, const struct afsending *a, struct vec *svar, struct err *e)
{
	struct mcentral *c = l->c;
	struct menhed *d = mcentral_enhed(c, &VEC_NR(struct post, &a->poster, 0)->enhed);
	int kode = not_taken(c, d, l->folk, a, e);
	if (kode < 0)
		return kode;
	struct vec nye = VEC_AF(struct uuid), grunde = VEC_AF(const char *), akter = VEC_AF(int64_t);
	bool igen = VEC_NR(struct post, &a->poster, 0)->nr <= d->nr;
	for (size_t i = 0; i < a->poster.n; i++)
		*(const char **)vec_ny(&grunde) = act_answer(l, d, a, i, vec_ny(&akter));
	for (size_t i = 0; i < a->poster.n; i++) {
		const struct post *p = VEC_NR(struct post, &a->poster, i);
		if (p->nr <= d->nr && c->mutant != M_DOBBELT)
			continue;
		if (!take(l, d, p, *VEC_NR(const char *, &grunde, i), &nye))
			break;
		(*VEC_NR(struct mpost *, &c->poster, c->poster.n - 1))->akt = *VEC_NR(int64_t, &akter, i);
	}
	for (size_t i = 0; i < nye.n; i++)
		mcentral_sig(c, l->folk, VEC_NR(struct uuid, &nye, i), RET_SKRIV);
	kode = answer(c, a, igen, svar, e);
	if (c->mutant == M_GLEMT_AFVIST)
		while (c->poster.n > 0 && nr_post(c, c->poster.n - 1)->afvist)
			mcentral_glem_sidste(c);
	vec_done(&nye);
	vec_done(&grunde);
	vec_done(&akter);
	return kode;
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
	enum mutant x = l->c->mutant;
	if (x == M_RETTET && p->post.vaerdi && mrnd(l->tilfaeldig, 30) == 0)
		p->post.vaerdi = "rettet";
	if (x == M_AFLOESER && p->post.n_afloeser && mrnd(l->tilfaeldig, 10) == 0)
		p->post.n_afloeser = 0;
	if (x == M_SKEMA && mrnd(l->tilfaeldig, 30) == 0)
		p->post.skema = 3;
}

/* Access and erasures that belong to the page. */
static void page_rest(struct mlinje *l, int64_t fra, struct modtag_side *ud)
{
	struct mcentral *c = l->c;
	for (size_t i = 0; i < c->adgange.n; i++) {
		const struct madgang *a = VEC_NR(struct madgang, &c->adgange, i);
		if (a->folk == l->folk && a->a.lbnr > fra && a->a.lbnr <= ud->til)
			*(struct modtag_adgang *)vec_ny(&ud->adgange) = a->a;
	}
	for (size_t i = 0; i < c->sletninger.n; i++) {
		const struct modtag_sletning *s = VEC_NR(struct modtag_sletning, &c->sletninger, i);
		const struct mpost *m = mcentral_post(c, &s->post);
		if (m && s->lbnr > fra && s->lbnr <= ud->til &&
		    mcentral_ser(c, l->folk, mcentral_sag(c, &m->p.post.sag)))
			*(struct modtag_sletning *)vec_ny(&ud->sletninger) = *s;
	}
}

static void spoil_page(struct mlinje *l, struct modtag_side *ud)
{
	size_t n = ud->poster.n;
	if (l->c->mutant == M_FOR_LANGT && n > 1 && ud->til < l->c->lbnr) {
		ud->til = l->c->lbnr;
		ud->poster.n--;
	}
	if (l->c->mutant != M_BAGLAENS || n < 2)
		return;
	struct modtag_post x = *VEC_NR(struct modtag_post, &ud->poster, n - 1);
	*VEC_NR(struct modtag_post, &ud->poster, n - 1) = *VEC_NR(struct modtag_post, &ud->poster, n - 2);
	*VEC_NR(struct modtag_post, &ud->poster, n - 2) = x;
}

static int do_pull(struct mlinje *l, int64_t fra, size_t maks, struct modtag_side *ud)
{
	struct mcentral *c = l->c;
	ud->til = c->lbnr;
	for (size_t i = 0; i < c->poster.n && ud->poster.n < maks; i++) {
		const struct mpost *m = nr_post(c, i);
		const struct msag *s = m->afvist ? NULL : mcentral_sag(c, &m->p.post.sag);
		if (!s || m->p.post.lbnr <= fra ||
		    (!mcentral_ser(c, l->folk, s) && (c->mutant != M_ANDRES || mrnd(l->tilfaeldig, 8))))
			continue;
		if (c->mutant == M_HUL && mrnd(l->tilfaeldig, 10) == 0 && m->p.post.sagsnr == s->sagsnr)
			continue;
		give(l, ud, m);
	}
	if (ud->poster.n == maks)
		ud->til = VEC_NR(struct modtag_post, &ud->poster, maks - 1)->post.lbnr;
	page_rest(l, fra, ud);
	spoil_page(l, ud);
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
		h->kaede[0] ^= l->c->mutant == M_KAEDE;
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

/* ---- files */

static int do_file_in(struct mlinje *l, const struct uuid *enhed, const struct central_stykke *d,
		      int64_t *naeste, struct err *e)
{
	const struct menhed *m = mcentral_enhed(l->c, enhed);
	if (!m || m->folk != l->folk)
		return err_set(e, CENTRAL_UKENDT, "unknown device");
	if (m->tilstand == ENHED_SPAERRET)
		return err_set(e, CENTRAL_SPAERRET, "shut out");
	*naeste = l->c->mutant == M_FIL_TABT ? -1 : mfiler_gem(&l->c->filer, d);
	return 0;
}

static int m_fil_gem(void *arg, const struct uuid *enhed, const struct central_stykke *d,
		     int64_t *naeste, struct err *e)
{
	struct mlinje *l = arg;
	UD(do_file_in(l, enhed, d, naeste, e));
}

static int do_file_out(struct mlinje *l, const struct central_stykke *d, struct buf *ud,
		       int64_t *laengde, struct err *e)
{
	const struct msag *s = mcentral_sag(l->c, &d->sag);
	const struct mfil *f = mfiler_find(&l->c->filer, &d->sag, d->hash);
	size_t fra = (size_t)d->nr * FIL_STYKKE;
	if (!s || !mcentral_ser(l->c, l->folk, s) || !f || !f->hel || fra >= f->data.len)
		return err_set(e, ERR_FINDES_IKKE, "no such file");
	size_t rest = f->data.len - fra;
	buf_add(ud, f->data.data + fra, rest < FIL_STYKKE ? rest : FIL_STYKKE);
	ud->data[0] ^= l->c->mutant == M_FIL_ANDEN;
	*laengde = f->laengde;
	return 0;
}

static int m_fil_hent(void *arg, const struct central_stykke *d, struct buf *ud, int64_t *laengde,
		      struct err *e)
{
	struct mlinje *l = arg;
	UD(do_file_out(l, d, ud, laengde, e));
}

const struct central_ops mcentral_ops = {
	.hilsen = m_hilsen, .meld = m_meld, .push = m_push, .pull = m_pull, .sag = m_sag,
	.hoveder = m_hoveder, .fil_gem = m_fil_gem, .fil_hent = m_fil_hent, .hentet = m_hentet,
};
