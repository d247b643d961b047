#include "core/journal/modtag.h"

#include <string.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/sprog.h"
#include "core/io/db.h"
#include "core/io/krypto.h"
#include "core/journal/filstykke.h"
#include "core/journal/genskab.h"
#include "core/journal/journal.h"
#include "core/journal/laes.h"
#include "core/journal/lokal.h"
#include "core/journal/modtagpost.h"
#include "core/journal/sagrens.h"
#include "core/journal/udled.h"

void modtag_side_ryd(struct modtag_side *s)
{
	s->poster.n = s->adgange.n = s->sletninger.n = s->hele.n = 0;
	s->fra = s->til = 0;
}

void modtag_side_done(struct modtag_side *s)
{
	vec_done(&s->poster);
	vec_done(&s->adgange);
	vec_done(&s->sletninger);
	vec_done(&s->hele);
}

int modtag_markoer(struct journal *j, int64_t *lbnr, struct err *e)
{
	return lokal_tal(journal_db(j), "markoer", lbnr, e);
}

struct kaede {                        /* a case's chain as the page goes on */
	struct uuid sag;
	struct sagshoved h;
	bool nyt;
};

struct modtag {
	struct journal *j;
	struct db *db;
	const struct modtag_side *side;
	size_t nye;
	struct vec *huller;
	struct vec roerte;            /* struct roert: cases with something new */
	struct vec kaeder;            /* struct kaede: cases of the page, written once at its end */
	bool filer;                   /* something names a file */
	bool forfra;                  /* every case became visible: read all of it again */
};

static bool whole(const struct modtag *m, const struct uuid *sag)
{
	for (size_t i = 0; i < m->side->hele.n; i++)
		if (uuid_ens(VEC_NR(struct uuid, &m->side->hele, i), sag))
			return true;
	return false;
}

/* Wants the case from this number on; what has come whole and is not is damage. */
static int want(struct modtag *m, const struct uuid *sag, int64_t fra, struct err *e)
{
	if (whole(m, sag))
		return err_set(e, ERR_SKADET, _("centralen: en sag mangler poster fra nr. %lld"),
			       (long long)fra);
	for (size_t i = 0; i < m->huller->n; i++)
		if (uuid_ens(&VEC_NR(struct modtag_hul, m->huller, i)->sag, sag))
			return 0;
	*(struct modtag_hul *)vec_ny(m->huller) = (struct modtag_hul){*sag, fra};
	return 0;
}

static int chain(struct modtag *m, const struct uuid *sag, struct kaede **ud, struct err *e)
{
	for (size_t i = m->kaeder.n; i-- > 0;) {
		*ud = VEC_NR(struct kaede, &m->kaeder, i);
		if (uuid_ens(&(*ud)->sag, sag))
			return 0;
	}
	*ud = vec_ny(&m->kaeder);
	(*ud)->sag = *sag;
	return sagshoved_hent(m->db, sag, &(*ud)->h, e);
}

/* One link of the case's chain, or a hole before it. */
static int link(struct modtag *m, const struct post *p, struct err *e)
{
	struct kaede *c;
	int kode = chain(m, &p->sag, &c, e);
	if (kode < 0)
		return kode;
	if (p->sagsnr <= c->h.sagsnr)
		return 0;
	if (p->sagsnr > c->h.sagsnr + 1)
		return want(m, &p->sag, c->h.sagsnr + 1, e);
	struct krypto_hash k;
	krypto_hash_start(&k);
	krypto_hash_mere(&k, c->h.kaede, sizeof c->h.kaede);
	krypto_hash_mere(&k, p->hash, sizeof p->hash);
	krypto_hash_slut(&k, c->h.kaede);
	c->h.sagsnr = p->sagsnr;
	c->h.lbnr = p->lbnr > c->h.lbnr ? p->lbnr : c->h.lbnr;
	c->nyt = true;
	return 0;
}

static int chains(struct modtag *m, struct err *e)
{
	int kode = 0;
	for (size_t i = 0; kode == 0 && i < m->kaeder.n; i++) {
		const struct kaede *c = VEC_NR(struct kaede, &m->kaeder, i);
		if (c->nyt)
			kode = sagshoved_gem(m->db, &c->sag, &c->h, e);
	}
	return kode;
}

/* Remembers that the case has news from this number of the commit order on. */
static int touch(struct modtag *m, const struct post *p, struct err *e)
{
	for (size_t i = m->roerte.n; i-- > 0;) {
		struct roert *r = VEC_NR(struct roert, &m->roerte, i);
		if (!uuid_ens(&r->sag, &p->sag))
			continue;
		r->om |= p->lbnr < r->fra;
		return 0;
	}
	struct roert r = {.sag = p->sag, .fra = p->lbnr};
	struct stmt *s = db_stmt(m->db, "SELECT 1 FROM journal WHERE sag = :sag AND udenfor = 0 "
					"AND (lbnr IS NULL OR lbnr > :lbnr) LIMIT 1", e);
	stmt_blob(s, ":sag", p->sag.b, sizeof p->sag.b);
	stmt_tal(s, ":lbnr", p->lbnr);
	int fundet = stmt_step(s, e);
	stmt_reset(s);
	r.om = fundet > 0;
	*(struct roert *)vec_ny(&m->roerte) = r;
	return fundet < 0 ? fundet : 0;
}

static int one_post(struct modtag *m, const struct modtag_post *p, struct err *e)
{
	if (p->post.lbnr < 1 || p->post.sagsnr < 1 || p->post.lbnr > m->side->til)
		return err_set(e, ERR_SKADET, _("centralen: en post uden for siden"));
	struct filnavn navn;
	m->filer |= filstykke_navn(&p->post, &navn);
	int kode = modtagpost_findes(m->j, p, e);
	if (kode == 0) {
		m->nye++;
		kode = touch(m, &p->post, e);
		if (kode == 0)
			kode = modtagpost_ind(m->j, p, e);
	}
	return kode < 0 ? kode : link(m, &p->post, e);
}

static int posts(struct modtag *m, struct err *e)
{
	int kode = 0;
	int64_t sidst = 0;
	for (size_t i = 0; kode == 0 && i < m->side->poster.n; i++) {
		const struct modtag_post *p = VEC_NR(struct modtag_post, &m->side->poster, i);
		if (p->post.lbnr <= sidst)
			return err_set(e, ERR_SKADET, _("centralen: posterne er ikke i orden"));
		sidst = p->post.lbnr;
		kode = one_post(m, p, e);
	}
	return kode == 0 ? chains(m, e) : kode;
}

/* A case that was not here, or was on its way out, may lack what came meanwhile. */
static int granted(struct modtag *m, const struct modtag_adgang *a, enum adgangsret foer,
		   bool kendt, struct err *e)
{
	if (uuid_tom(&a->sag)) {
		m->forfra |= !kendt || foer == RET_INGEN;
		return 0;
	}
	struct sagshoved h;
	struct modtag_adgang alle;
	int kode = sagshoved_hent(m->db, &a->sag, &h, e);
	if (kode < 0 || whole(m, &a->sag))
		return kode;
	int var_leder = adgang_hent(m->db, &(struct uuid){{0}}, &alle, e);
	if (var_leder < 0)
		return var_leder;
	bool mistet = kendt ? foer == RET_INGEN : var_leder && alle.ret == RET_INGEN;
	if (h.sagsnr == 0 || mistet)
		return want(m, &a->sag, h.sagsnr + 1, e);
	return 0;
}

static int access(struct modtag *m, struct err *e)
{
	int kode = 0;
	for (size_t i = 0; kode == 0 && i < m->side->adgange.n; i++) {
		const struct modtag_adgang *a = VEC_NR(struct modtag_adgang, &m->side->adgange, i);
		struct modtag_adgang foer;
		int kendt = adgang_hent(m->db, &a->sag, &foer, e);
		if (kendt < 0)
			return kendt;
		if (kendt && foer.lbnr >= a->lbnr)
			continue;
		kode = adgang_gem(m->db, a, e);
		if (kode == 0 && a->ret != RET_INGEN)
			kode = granted(m, a, foer.ret, kendt, e);
	}
	return kode;
}

static int erasures(struct modtag *m, struct err *e)
{
	int kode = 0;
	for (size_t i = 0; kode == 0 && i < m->side->sletninger.n; i++) {
		const struct modtag_sletning *s = VEC_NR(struct modtag_sletning, &m->side->sletninger, i);
		struct filnavn fil = {.sag = s->sag};
		memcpy(fil.hash, s->fil, sizeof fil.hash);
		kode = s->er_fil ? filstykke_slet(m->db, &fil, e) : modtagpost_blank(m->j, s, &m->roerte, e);
	}
	return kode;
}

/* The derived tables of the cases with news; unsent work comes last. */
static int derive(struct modtag *m, struct err *e)
{
	struct udled *u = udled_ny(m->db);
	int kode = 0;
	for (size_t i = 0; kode == 0 && i < m->roerte.n; i++) {
		const struct roert *r = VEC_NR(struct roert, &m->roerte, i);
		kode = r->om ? genskab_om(m->db, u, &r->sag, e)
			     : genskab_fra(m->db, u, &r->sag, r->fra, e);
	}
	udled_free(u);
	return kode;
}

static int apply(struct modtag *m, struct err *e)
{
	int kode = posts(m, e);
	if (kode == 0)
		kode = access(m, e);
	if (kode < 0 || m->huller->n)
		return kode;
	kode = erasures(m, e);
	if (kode == 0)
		kode = derive(m, e);
	if (kode == 0 && m->side->sletninger.n)
		kode = sagrens_spor(m->db, e);
	if (kode == 0)
		kode = sagrens_mistede(m->db, e);
	if (kode == 0 && m->filer)
		kode = lokal_saet_tal(m->db, MODTAG_FILER, 1, e);
	return kode < 0 ? kode : lokal_saet_tal(m->db, "markoer", m->forfra ? 0 : m->side->til, e);
}

int modtag_anvend(struct journal *j, struct modtag_side *s, struct vec *huller,
		  struct err *e)
{
	struct modtag m = {.j = j, .db = journal_db(j), .side = s, .huller = huller,
			   .roerte = VEC_AF(struct roert), .kaeder = VEC_AF(struct kaede)};
	int64_t markoer;
	int kode = modtag_markoer(j, &markoer, e);
	if (kode < 0 || s->til <= markoer)
		return kode;
	if (s->fra != markoer)
		return err_set(e, ERR_SKADET, _("centralen: siden begynder et andet sted end her"));
	kode = db_begin(m.db, _("det hentede er ikke gemt"), e);
	if (kode < 0)
		return kode;
	kode = apply(&m, e);
	vec_done(&m.roerte);
	vec_done(&m.kaeder);
	s->nye = m.nye;
	journal_glem(j, NULL);
	if (kode < 0 || huller->n) {
		db_rollback(m.db);
		return kode < 0 ? kode : 1;
	}
	return db_commit(m.db, e);
}

int modtag_nyere(struct journal *j, int64_t *antal, struct err *e)
{
	struct stmt *s = db_stmt(journal_db(j), "SELECT count(*) FROM journal WHERE udenfor = 2", e);
	int r = stmt_step(s, e);
	*antal = r > 0 ? stmt_kol_tal(s, 0) : 0;
	stmt_reset(s);
	return r < 0 ? r : 0;
}

static int newly_readable(struct journal *j, struct vec *sager, struct err *e)
{
	/* named: for DISTINCT the whole journal is read along journal_sag otherwise */
	struct stmt *s = db_stmt(journal_db(j), "SELECT DISTINCT sag FROM journal INDEXED BY "
		"journal_karantaene WHERE udenfor = 2 AND skema <= :skema", e);
	stmt_tal(s, ":skema", journal_version(j));
	int r;
	while ((r = stmt_step(s, e)) > 0) {
		size_t n;
		const void *id = stmt_kol_blob(s, 0, &n);
		struct uuid *u = vec_ny(sager);
		if (n == sizeof u->b)
			memcpy(u->b, id, n);
	}
	stmt_reset(s);
	return r;
}

static int release(struct journal *j, const struct vec *sager, struct err *e)
{
	struct db *db = journal_db(j);
	struct stmt *s = db_stmt(db, "UPDATE journal SET udenfor = 0 "
				     "WHERE udenfor = 2 AND skema <= :skema", e);
	stmt_tal(s, ":skema", journal_version(j));
	int kode = stmt_koer(s, e);
	struct udled *u = udled_ny(db);
	for (size_t i = 0; kode == 0 && i < sager->n; i++)
		kode = genskab_om(db, u, VEC_NR(struct uuid, sager, i), e);
	udled_free(u);
	return kode;
}

int modtag_frigiv(struct journal *j, struct err *e)
{
	struct vec sager = VEC_AF(struct uuid);
	int kode = newly_readable(j, &sager, e);
	if (kode == 0 && sager.n) {
		kode = db_begin(journal_db(j), _("det hentede er ikke gemt"), e);
		if (kode == 0) {
			kode = release(j, &sager, e);
			journal_glem(j, NULL);
			if (kode < 0)
				db_rollback(journal_db(j));
			else
				kode = db_commit(journal_db(j), e);
		}
	}
	vec_done(&sager);
	return kode;
}
