#include "core/synk/efterproev.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/sprog.h"
#include "core/io/db.h"
#include "core/io/krypto.h"
#include "core/journal/journal.h"
#include "core/journal/laes.h"
#include "core/journal/lokal.h"
#include "core/synk/central.h"
#include "core/synk/efterproevpost.h"
#include "core/synk/sagskaede.h"

enum { SIDE = 2000 };

struct proeve {
	const struct efterproev_valg *v;
	struct efterproev_svar *svar;
	struct db *db;
	struct central_hilsen hilsen;
	int64_t markoer;
};

static void found(struct proeve *p, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

static void found(struct proeve *p, const char *fmt, ...)
{
	char tekst[512];
	va_list ap;
	va_start(ap, fmt);
	vsnprintf(tekst, sizeof tekst, fmt, ap);
	va_end(ap);
	p->svar->fund++;
	if (p->v->sig)
		p->v->sig(p->v->sig_arg, tekst);
}

static bool wait(const struct proeve *p, int kode)
{
	if (kode == CENTRAL_VENT && p->v->vent)
		p->v->vent(p->v->arg);
	return kode == CENTRAL_VENT;
}

/* ---------------------------------------------------------------- the device */

static int one_number(struct db *db, const char *sql, int64_t *ud, struct err *e)
{
	struct stmt *s = db_stmt(db, sql, e);
	int r = stmt_step(s, e);
	*ud = r > 0 ? stmt_kol_tal(s, 0) : 0;
	stmt_reset(s);
	return r < 0 ? r : 0;
}

static int own_number(struct proeve *p, int64_t *nr, struct err *e)
{
	struct stmt *s = db_stmt(p->db, "SELECT max(nr) FROM (SELECT nr FROM journal WHERE enhed = :enhed "
		"AND (lbnr IS NOT NULL OR udenfor = 1) UNION ALL SELECT nr FROM afvist WHERE enhed = :enhed)",
		e);
	stmt_blob(s, ":enhed", journal_enhed(p->v->journal)->b, sizeof(struct uuid));
	int r = stmt_step(s, e);
	*nr = r > 0 ? stmt_kol_tal(s, 0) : 0;
	stmt_reset(s);
	return r < 0 ? r : 0;
}

/* The hash of this device's entry, if it is here: 1. */
static int own_hash(struct proeve *p, int64_t nr, uint8_t ud[32], struct err *e)
{
	struct stmt *s = db_stmt(p->db, "SELECT hash FROM journal WHERE enhed = :enhed AND nr = :nr", e);
	stmt_blob(s, ":enhed", journal_enhed(p->v->journal)->b, sizeof(struct uuid));
	stmt_tal(s, ":nr", nr);
	int r = stmt_step(s, e);
	size_t n = 0;
	const void *hash = r > 0 ? stmt_kol_blob(s, 0, &n) : NULL;
	if (n == 32)
		memcpy(ud, hash, n);
	stmt_reset(s);
	return r < 0 ? r : n == 32;
}

static int device(struct proeve *p, struct err *e)
{
	uint8_t hash[32];
	int64_t nr, sidst;
	int r = own_number(p, &nr, e);
	if (r == 0)
		r = journal_sidste(p->v->journal, &sidst, hash, e);
	if (r < 0)
		return r;
	if (p->hilsen.nr < nr)
		found(p, _("denne computer har fået kvittering for nr. %lld; lageret kender kun til nr. %lld"),
		      (long long)nr, (long long)p->hilsen.nr);
	if (p->hilsen.nr > sidst)
		found(p, _("lageret har nr. %lld fra denne computer; her er kun til nr. %lld: sagsfilen er "
			   "en ældre kopi"), (long long)p->hilsen.nr, (long long)sidst);
	r = own_hash(p, p->hilsen.nr, hash, e);
	if (r > 0 && memcmp(hash, p->hilsen.hash, sizeof hash) != 0)
		found(p, _("denne computers kæde er en anden i lageret fra nr. %lld eller før"),
		      (long long)p->hilsen.nr);
	return r < 0 ? r : 0;
}

/* What was acknowledged before must still be there. */
static int receipts(struct proeve *p, struct err *e)
{
	int64_t lbnr;
	int r = one_number(p->db, "SELECT max(lbnr) FROM kvittering", &lbnr, e);
	if (r < 0)
		return r;
	if (p->hilsen.lbnr < p->markoer)
		found(p, _("lageret er nået til nr. %lld; denne computer har hentet til nr. %lld"),
		      (long long)p->hilsen.lbnr, (long long)p->markoer);
	if (p->hilsen.lbnr < lbnr)
		found(p, _("lageret har givet kvittering for nr. %lld, og er nu kun nået til nr. %lld"),
		      (long long)lbnr, (long long)p->hilsen.lbnr);
	return 0;
}

static int greet(struct proeve *p, struct err *e)
{
	const struct efterproev_valg *v = p->v;
	char kendt[UUID_TEKST];
	int r = modtag_markoer(v->journal, &p->markoer, e);
	while (r == 0 && wait(p, r = v->ops->hilsen(v->arg, journal_enhed(v->journal), p->markoer,
						    &p->hilsen, e)))
		r = 0;
	if (r < 0)
		return r;
	char *epoke = lokal_hent(p->db, "epoke", e);
	if (epoke && strcmp(epoke, uuid_skriv(&p->hilsen.epoke, kendt)) != 0)
		found(p, "%s", _("lageret er lagt tilbage fra en sikkerhedskopi siden sidste kontakt"));
	free(epoke);
	return 0;
}

/* ---------------------------------------------------------------- entry by entry */

struct her {                          /* the next entry of this store, if there is one */
	struct stmt *s;
	struct laest l;
	bool er;
};

static int next_here(struct her *h, struct err *e)
{
	int r = stmt_step(h->s, e);
	h->er = r > 0;
	if (r > 0 && !laes_post(&h->l, h->s))
		return err_set(e, ERR_SKADET, _("en post i sagsfilen kan ikke læses; kør femtrin verify"));
	return r < 0 ? r : 0;
}

static void say(struct proeve *p, const struct post *post, const char *hvad)
{
	struct buf b = BUF_TOM;
	efterproevpost_navn(&b, post);
	found(p, "%s: %s", buf_str(&b), hvad);
	buf_done(&b);
}

static void not_there(struct proeve *p, const struct her *h)
{
	say(p, &h->l.post, _("står her med kvittering, men ikke i lageret"));
}

/* One entry of the centre against the one here with the same number. */
static int entry(struct proeve *p, struct her *h, const struct modtag_post *c, struct err *e)
{
	int r = 0;
	while (r == 0 && h->er && h->l.post.lbnr < c->post.lbnr) {
		not_there(p, h);
		r = next_here(h, e);
	}
	if (r < 0)
		return r;
	bool samme = h->er && h->l.post.lbnr == c->post.lbnr;
	bool egen = uuid_ens(&c->post.enhed, journal_enhed(p->v->journal));
	if (!samme && c->post.lbnr > p->markoer && !egen) {
		p->svar->nye++;
		return 0;
	}
	if (!samme)
		say(p, &c->post, _("står i lageret, men ikke her"));
	const char *hvad[EFTERPROEV_FUND];
	size_t n = efterproevpost(c, samme ? &h->l : NULL, hvad);
	for (size_t i = 0; i < n; i++)
		say(p, &c->post, hvad[i]);
	p->svar->poster++;
	return samme ? next_here(h, e) : 0;
}

static int page(struct proeve *p, struct her *h, struct modtag_side *s, int64_t *fra, struct err *e)
{
	const struct efterproev_valg *v = p->v;
	int r = 0;
	modtag_side_ryd(s);
	s->fra = *fra;
	while (wait(p, r = v->ops->pull(v->arg, *fra, SIDE, s, e)))
		;
	for (size_t i = 0; r == 0 && i < s->poster.n; i++)
		r = entry(p, h, VEC_NR(struct modtag_post, &s->poster, i), e);
	if (r == 0)
		*fra = s->poster.n ? VEC_NR(struct modtag_post, &s->poster, s->poster.n - 1)->post.lbnr
				   : INT64_MAX;
	return r < 0 ? r : s->poster.n >= SIDE;
}

static int entries(struct proeve *p, struct err *e)
{
	struct her h = {.l = LAES_TOM};
	struct modtag_side s = MODTAG_SIDE;
	int64_t fra = 0;
	h.s = db_stmt(p->db, "SELECT " LAES_KOLONNER " FROM journal j WHERE j.lbnr IS NOT NULL AND " SAGSKAEDE_SES
			     " ORDER BY j.lbnr", e);
	int r = next_here(&h, e);
	while (r == 0 && (r = page(p, &h, &s, &fra, e)) > 0)
		r = 0;
	while (r == 0 && h.er) {
		not_there(p, &h);
		r = next_here(&h, e);
	}
	stmt_reset(h.s);
	laes_done(&h.l);
	modtag_side_done(&s);
	return r;
}

/* ---------------------------------------------------------------- case by case */

static const struct central_hoved *find(const struct vec *v, const struct uuid *sag)
{
	for (size_t i = 0; i < v->n; i++)
		if (uuid_ens(&VEC_NR(struct central_hoved, v, i)->sag, sag))
			return VEC_NR(struct central_hoved, v, i);
	return NULL;
}

static int one_case(struct proeve *p, const struct central_hoved *her, const struct vec *der,
		    struct err *e)
{
	const struct central_hoved *c = find(der, &her->sag);
	char id[UUID_TEKST];
	uint8_t kaede[32];
	int r = sagskaede(p->db, &her->sag, her->sagsnr, kaede, e);
	if (r < 0)
		return r;
	uuid_skriv(&her->sag, id);
	p->svar->sager++;
	if (r == 0)
		found(p, _("sag %s: her mangler numre til og med %lld"), id, (long long)her->sagsnr);
	else if (memcmp(kaede, her->kaede, sizeof kaede) != 0)
		found(p, _("sag %s: kæden her passer ikke til posterne her"), id);
	if (!c)
		found(p, _("sag %s: lageret viser den ikke længere"), id);
	else if (c->sagsnr < her->sagsnr)
		found(p, _("sag %s: lageret har %lld poster, her er hentet %lld"), id,
		      (long long)c->sagsnr, (long long)her->sagsnr);
	else if (c->sagsnr == her->sagsnr && memcmp(c->kaede, her->kaede, sizeof kaede) != 0)
		found(p, _("sag %s: lagerets kæde er en anden end den, der er kvitteret for"), id);
	return 0;
}

static int cases(struct proeve *p, struct err *e)
{
	const struct efterproev_valg *v = p->v;
	struct vec her = VEC_AF(struct central_hoved), der = VEC_AF(struct central_hoved);
	struct krypto_hash h;
	int r;
	while (wait(p, r = v->ops->hoveder(v->arg, 0, &der, e)))
		der.n = 0;
	if (r == 0)
		r = sagskaede_alle(p->db, &her, e);
	krypto_hash_start(&h);
	for (size_t i = 0; r == 0 && i < her.n; i++) {
		const struct central_hoved *x = VEC_NR(struct central_hoved, &her, i);
		krypto_hash_mere(&h, x->sag.b, sizeof x->sag.b);
		krypto_hash_mere(&h, x->kaede, sizeof x->kaede);
		r = one_case(p, x, &der, e);
	}
	krypto_hash_slut(&h, p->svar->kaede);
	vec_done(&her);
	vec_done(&der);
	return r;
}

/* ---------------------------------------------------------------- the centre of itself */

static int itself(struct proeve *p, struct err *e)
{
	const struct efterproev_valg *v = p->v;
	struct vec fund = VEC_AF(struct central_fund);
	int r = 0;
	while (v->ops->kontrol && wait(p, r = v->ops->kontrol(v->arg, &fund, e)))
		fund.n = 0;
	for (size_t i = 0; r == 0 && i < fund.n; i++) {
		struct buf b = BUF_TOM;
		efterproevpost_fund(&b, VEC_NR(struct central_fund, &fund, i));
		found(p, "%s", buf_str(&b));
		buf_done(&b);
	}
	vec_done(&fund);
	return r;
}

int efterproev(const struct efterproev_valg *v, struct efterproev_svar *svar, struct err *e)
{
	struct proeve p = {.v = v, .svar = svar, .db = journal_db(v->journal)};
	*svar = (struct efterproev_svar){.sager = 0};
	int r = greet(&p, e);
	if (r == 0)
		r = device(&p, e);
	if (r == 0)
		r = receipts(&p, e);
	if (r == 0)
		r = entries(&p, e);
	if (r == 0)
		r = cases(&p, e);
	if (r == 0)
		r = itself(&p, e);
	svar->lbnr = p.markoer;
	return r < 0 ? r : 0;
}
