#include "core/synk/postgresside.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/base/sprog.h"
#include "core/io/pg.h"
#include "core/journal/afsend.h"
#include "core/journal/modtag.h"

int postgresside_fejl(struct err *e)
{
	return err_set(e, ERR_SKADET, _("centralen: et svar har en anden form, end det skal have"));
}

bool postgresside_uuid(const struct pg_svar *s, size_t r, int k, struct uuid *ud)
{
	size_t n;
	const char *p = pg_svar_blob(s, r, k, &n);
	if (!p || n != sizeof ud->b)
		return false;
	memcpy(ud->b, p, n);
	return true;
}

bool postgresside_hash(const struct pg_svar *s, size_t r, int k, uint8_t ud[32])
{
	size_t n;
	const char *p = pg_svar_blob(s, r, k, &n);
	if (!p || n != 32)
		return false;
	memcpy(ud, p, n);
	return true;
}

void postgresside_ryd(struct postgresside *s)
{
	for (size_t i = 0; i < s->svar.n; i++)
		pg_svar_free(*VEC_NR(struct pg_svar *, &s->svar, i));
	for (size_t i = 0; i < s->ref.n; i++)
		free(*VEC_NR(struct post_ref *, &s->ref, i));
	s->svar.n = s->ref.n = 0;
}

void postgresside_done(struct postgresside *s)
{
	postgresside_ryd(s);
	vec_done(&s->svar);
	vec_done(&s->ref);
	vec_done(&s->sager);
}

static bool references(struct postgresside *s, const struct pg_svar *svar, size_t r, struct post *p)
{
	size_t n;
	const char *b = pg_svar_blob(svar, r, 11, &n);
	if (!b || n % POST_REF)
		return false;
	p->n_afloeser = n / POST_REF;
	if (p->n_afloeser == 0)
		return true;
	struct post_ref *ref = mem_alloc(p->n_afloeser * sizeof *ref);
	for (size_t i = 0; i < p->n_afloeser; i++)
		ref[i] = post_ref_laes((const uint8_t *)b + i * POST_REF);
	*(struct post_ref **)vec_ny(&s->ref) = ref;
	p->afloeser = ref;
	return true;
}

static bool text(const struct pg_svar *svar, size_t r, int k, const char **ud)
{
	size_t n;
	*ud = pg_svar_blob(svar, r, k, &n);
	return !*ud || strlen(*ud) == n;
}

static bool row(struct postgresside *s, const struct pg_svar *svar, size_t r, struct modtag_post *ud)
{
	struct post *p = &ud->post;
	size_t n;
	const char *salt = pg_svar_blob(svar, r, 9, &n);
	ud->blanket = !salt;
	if (salt && n == sizeof p->salt)
		memcpy(p->salt, salt, n);
	p->nr = pg_svar_tal(svar, r, 1);
	p->gruppe = pg_svar_tal(svar, r, 2);
	p->tid = pg_svar_tal(svar, r, 3);
	p->skema = pg_svar_tal(svar, r, 12);
	p->lbnr = pg_svar_tal(svar, r, 14);
	p->sagsnr = pg_svar_tal(svar, r, 15);
	return (!salt || n == sizeof p->salt) && postgresside_uuid(svar, r, 0, &p->enhed) &&
	       text(svar, r, 4, &p->bruger) && p->bruger && postgresside_uuid(svar, r, 5, &p->sag) &&
	       postgresside_uuid(svar, r, 6, &p->objekt) && text(svar, r, 7, &p->felt) && p->felt &&
	       text(svar, r, 8, &p->vaerdi) && postgresside_hash(svar, r, 10, p->vhash) &&
	       references(s, svar, r, p) && postgresside_hash(svar, r, 13, p->hash) &&
	       postgresside_hash(svar, r, 16, ud->forrige);
}

int postgresside_poster(struct postgresside *s, struct pg_svar *svar, struct modtag_side *ud,
			struct err *e)
{
	*(struct pg_svar **)vec_ny(&s->svar) = svar;
	for (size_t i = 0; i < pg_svar_antal(svar); i++) {
		struct modtag_post *p = vec_ny(&ud->poster);
		if (!row(s, svar, i, p))
			return postgresside_fejl(e);
		const struct uuid *sidst = s->sager.n ? VEC_NR(struct uuid, &s->sager, s->sager.n - 1) : NULL;
		if (!sidst || !uuid_ens(sidst, &p->post.sag))
			*(struct uuid *)vec_ny(&s->sager) = p->post.sag;
	}
	return 0;
}

static bool right(const char *t, enum adgangsret *ud)
{
	static const char *const navne[] = {"ingen", "laes", "skriv"};
	for (int i = 0; t && i < 3; i++)
		if (strcmp(t, navne[i]) == 0) {
			*ud = (enum adgangsret)i;
			return true;
		}
	return false;
}

int postgresside_adgang(const struct pg_svar *svar, struct modtag_side *ud, struct err *e)
{
	for (size_t i = 0; i < pg_svar_antal(svar); i++) {
		struct modtag_adgang a = {.lbnr = pg_svar_tal(svar, i, 2)};
		if (!postgresside_uuid(svar, i, 0, &a.sag) || !right(pg_svar_tekst(svar, i, 1), &a.ret))
			return postgresside_fejl(e);
		if (a.lbnr <= ud->til)
			*(struct modtag_adgang *)vec_ny(&ud->adgange) = a;
	}
	return 0;
}

int postgresside_slettet(const struct pg_svar *svar, struct modtag_side *ud, struct err *e)
{
	for (size_t i = 0; i < pg_svar_antal(svar); i++) {
		struct modtag_sletning s = {.post.nr = pg_svar_tal(svar, i, 1),
					    .lbnr = pg_svar_tal(svar, i, 2)};
		s.er_fil = postgresside_hash(svar, i, 4, s.fil);
		if (!postgresside_uuid(svar, i, 3, &s.sag) ||
		    (!s.er_fil && !postgresside_uuid(svar, i, 0, &s.post.enhed)))
			return postgresside_fejl(e);
		if (s.lbnr <= ud->til)
			*(struct modtag_sletning *)vec_ny(&ud->sletninger) = s;
	}
	return 0;
}

static int by_bytes(const void *a, const void *b)
{
	return uuid_orden(a, b);
}

void postgresside_sager(struct postgresside *s, struct pgraekke *ud)
{
	struct uuid *u = s->sager.data;
	pgraekke_ny(ud, PG_UUID);
	if (s->sager.n > 1)
		qsort(u, s->sager.n, sizeof *u, by_bytes);
	for (size_t i = 0; i < s->sager.n; i++)
		if (i == 0 || !uuid_ens(&u[i], &u[i - 1]))
			pgraekke_add(ud, u[i].b, sizeof u[i].b);
}

static void add_text(struct pgraekke *r, const char *t)
{
	pgraekke_add(r, t, t ? strlen(t) : 0);
}

static void add_references(struct pgraekke *r, const struct post *p)
{
	struct buf b = BUF_TOM;
	buf_plads(&b, p->n_afloeser * POST_REF + 1);
	for (size_t i = 0; i < p->n_afloeser; i++) {
		uint8_t nr[8];
		pgbinaer_tal(nr, p->afloeser[i].nr);
		buf_add(&b, p->afloeser[i].enhed.b, sizeof p->afloeser[i].enhed.b);
		buf_add(&b, nr, sizeof nr);
	}
	pgraekke_add(r, buf_str(&b), b.len);
	buf_done(&b);
}

static void add_post(struct pgraekke *r, const struct post *p)
{
	pgraekke_tal(&r[0], p->nr);
	pgraekke_tal(&r[1], p->gruppe);
	pgraekke_tal(&r[2], p->tid);
	add_text(&r[3], p->bruger);
	pgraekke_add(&r[4], p->sag.b, sizeof p->sag.b);
	pgraekke_add(&r[5], p->objekt.b, sizeof p->objekt.b);
	add_text(&r[6], p->felt);
	add_text(&r[7], p->vaerdi);
	pgraekke_add(&r[8], p->salt, sizeof p->salt);
	pgraekke_add(&r[9], p->vhash, sizeof p->vhash);
	add_references(&r[10], p);
	pgraekke_tal(&r[11], p->skema);
	pgraekke_add(&r[12], p->hash, sizeof p->hash);
}

void postgrespush_pak(struct postgrespush *p, const char *kommune, const struct afsending *a)
{
	static const struct { enum pg_type en, raekke; } TYPE[13] = {
		{PG_INT8, PG_INT8_R}, {PG_INT8, PG_INT8_R}, {PG_INT8, PG_INT8_R}, {PG_TEXT, PG_TEXT_R},
		{PG_UUID, PG_UUID_R}, {PG_UUID, PG_UUID_R}, {PG_TEXT, PG_TEXT_R}, {PG_TEXT, PG_TEXT_R},
		{PG_BYTEA, PG_BYTEA_R}, {PG_BYTEA, PG_BYTEA_R}, {PG_BYTEA, PG_BYTEA_R},
		{PG_INT8, PG_INT8_R}, {PG_BYTEA, PG_BYTEA_R},
	};
	for (int i = 0; i < 13; i++)
		pgraekke_ny(&p->r[i], TYPE[i].en);
	for (size_t i = 0; i < a->poster.n; i++)
		add_post(p->r, VEC_NR(struct post, &a->poster, i));
	pgarg_tekst(&p->arg, kommune);
	pgarg_uuid(&p->arg, &VEC_NR(struct post, &a->poster, 0)->enhed);
	for (int i = 0; i < 13; i++)
		pgarg_raekke(&p->arg, TYPE[i].raekke, &p->r[i]);
}

void postgrespush_done(struct postgrespush *p)
{
	for (int i = 0; i < 13; i++) {
		if (p->r[i].b.data)
			segl_slet(p->r[i].b.data, p->r[i].b.len);
		buf_done(&p->r[i].b);
	}
}
