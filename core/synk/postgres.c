#include "core/synk/postgres.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/base/sprog.h"
#include "core/io/pgarg.h"
#include "core/journal/journal.h"
#include "core/synk/bevis.h"
#include "core/synk/postgresfejl.h"
#include "core/synk/postgresside.h"

/* The centre's own version that this program needs, and how often a call that lost a
 * race is made again. */
enum { CENTRAL_VERSION = 3, FORSOEG = 6 };

/* With this many pages to go, the heads do not come along with each: they would be of
 * no use before the last, and are all the cases above the cursor every time. */
enum { HOVEDER_SIDER = 4 };

struct postgres {
	struct journal *journal;
	struct pg_adresse *adresse;
	struct bevis bevis;
	struct pg *pg;
	char *navn, kommune[8], oensket[8];
	bool forbundet, spurgt, forseglet;
	bool uden_hilsen;             /* not even that is there: whose fault is it? */
	int64_t version;              /* the centre's; 0 not known yet */
	int forsoeg;
	int64_t igen;                 /* ms, monotonic: not before */
	struct postgresside side;
	struct vec hoveder;           /* struct central_hoved, read with the last page */
	int64_t hoveder_fra;          /* above this; -1 none */
	int64_t top;                  /* last number there, as far as it has been said */
};

static int64_t ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static int begin(struct postgres *p, const char *forbindelse, struct err *e)
{
	int kode = pg_adresse_laes(&p->adresse, forbindelse, e);
	if (kode == 0)
		kode = bevis_hent(&p->bevis, journal_db(p->journal), p->adresse, e);
	if (kode < 0)
		return kode;
	const struct pg_bevis b = {{p->bevis.cert, strlen(p->bevis.cert)},
				   {p->bevis.noegle, strlen(p->bevis.noegle)}, p->bevis.kode};
	return pg_ny(&p->pg, p->adresse, &b, e);
}

int postgres_ny(struct postgres **ud, const struct postgres_valg *v, struct err *e)
{
	struct postgres *p = mem_nul(1, sizeof *p);
	p->journal = v->journal;
	p->navn = mem_tekst(v->navn);
	snprintf(p->oensket, sizeof p->oensket, "%s", v->kommune);
	p->side = (struct postgresside)POSTGRESSIDE;
	p->hoveder = (struct vec)VEC_AF(struct central_hoved);
	p->hoveder_fra = -1;
	int kode = begin(p, v->forbindelse, e);
	if (kode < 0) {
		postgres_free(p);
		p = NULL;
	}
	*ud = p;
	return kode;
}

void postgres_free(struct postgres *p)
{
	if (!p)
		return;
	pg_free(p->pg);
	pg_adresse_free(p->adresse);
	bevis_done(&p->bevis);
	postgresside_done(&p->side);
	vec_done(&p->hoveder);
	free(p->navn);
	free(p);
}

bool postgres_forseglet(const struct postgres *p)
{
	return p->forseglet;
}

int postgres_fd(const struct postgres *p, bool *skriv, int *vent)
{
	int64_t rest = p->igen - ms();
	*skriv = false;
	*vent = rest > 0 ? (int)rest : 1000;
	return rest > 0 ? -1 : pg_fd(p->pg, skriv);
}

void postgres_vent(const struct postgres *p)
{
	bool skriv;
	int vent;
	struct pollfd f = {.fd = postgres_fd(p, &skriv, &vent)};
	f.events = skriv ? POLLOUT : POLLIN;
	poll(&f, 1, vent);
}

/* The door is open: what opened it is sealed. */
static int let_in(struct postgres *p, struct err *e)
{
	int kode = bevis_gem(&p->bevis, journal_db(p->journal), pg_adgangskode(p->pg), e);
	p->forseglet = kode > 0;
	p->forbundet = true;
	bevis_done(&p->bevis);
	return kode < 0 ? kode : 0;
}

/* One exchange; what only lost a race with others is made again a little later. */
static int call(struct postgres *p, const struct pg_spoerg *s, size_t n, struct pg_svar **ud,
		struct err *e)
{
	if (ms() < p->igen)
		return CENTRAL_VENT;
	int kode = p->forbundet ? 0 : pg_forbind(p->pg, e);
	if (kode == 0 && !p->forbundet)
		kode = let_in(p, e);
	if (kode == 0)
		kode = pg_kald(p->pg, s, n, ud, e);
	if (kode == PG_VENT)
		return CENTRAL_VENT;
	if (kode == PG_SVAR && postgresfejl_igen(pg_sqlstate(p->pg)) && p->forsoeg++ < FORSOEG) {
		p->igen = ms() + (50 << p->forsoeg);
		return CENTRAL_VENT;
	}
	if (kode == 0)
		p->forsoeg = 0;
	if (kode == PG_SVAR && p->version > CENTRAL_VERSION &&
	    postgresfejl_mangler(pg_sqlstate(p->pg)))
		return postgresfejl_udgave(true, e);
	return kode < 0 ? postgresfejl(kode, pg_sqlstate(p->pg), e) : 0;
}

static int call1(struct postgres *p, const char *sql, const struct pgarg *a, struct pg_svar **ud,
		 struct err *e)
{
	const struct pg_spoerg s = {sql, a->p, a->n};
	return call(p, &s, 1, ud, e);
}

/* ---------------------------------------------------------------- the calls */

static enum central_enhed state(const char *t)
{
	static const char *const navne[] = {"ukendt", "aktiv", "slet"};
	for (int i = 0; i < 3; i++)
		if (t && strcmp(t, navne[i]) == 0)
			return (enum central_enhed)i;
	return ENHED_SPAERRET;
}

/* kommune, epoke, version, tilstand, nr, hash, lbnr, skema_fra */
static int greeted(struct postgres *p, const struct pg_svar *s, struct central_hilsen *ud,
		   struct err *e)
{
	const char *kommune = pg_svar_antal(s) == 1 ? pg_svar_tekst(s, 0, 0) : NULL;
	if (!kommune || strlen(kommune) != 4 || !postgresside_uuid(s, 0, 1, &ud->epoke) ||
	    !postgresside_hash(s, 0, 5, ud->hash))
		return postgresside_fejl(e);
	if (*p->oensket && strcmp(kommune, p->oensket) != 0)
		return err_set(e, CENTRAL_KOMMUNE, _("kommunens lager er for kommune %s, men "
			       "indstillingerne siger %s; der er ikke sendt noget"), kommune, p->oensket);
	p->version = pg_svar_tal(s, 0, 2);
	if (p->version < CENTRAL_VERSION)
		return postgresfejl_udgave(false, e);
	memcpy(p->kommune, kommune, 5);
	memcpy(ud->kommune, kommune, 5);
	ud->tilstand = state(pg_svar_tekst(s, 0, 3));
	ud->nr = pg_svar_tal(s, 0, 4);
	ud->lbnr = pg_svar_tal(s, 0, 6);
	ud->skema_fra = pg_svar_tal(s, 0, 7);
	p->top = ud->lbnr;
	return 0;
}

/* A centre without this greeting: which of the two is the older one? */
static int no_greeting(struct postgres *p, struct err *e)
{
	struct pgarg a = {.n = 0};
	struct pg_svar *s;
	p->uden_hilsen = true;
	int kode = call1(p, "SELECT max(version) FROM femtrin.skema", &a, &s, e);
	if (kode != 0)
		return kode;
	p->version = pg_svar_antal(s) == 1 ? pg_svar_tal(s, 0, 0) : 0;
	pg_svar_free(s);
	return postgresfejl_udgave(p->version > CENTRAL_VERSION, e);
}

/* A login that is not known in the kommune asked for may be in another: to say which. */
static int p_hilsen(void *arg, const struct uuid *enhed, int64_t fra, struct central_hilsen *ud,
		    struct err *e)
{
	struct postgres *p = arg;
	struct pgarg a = {.n = 0};
	struct pg_svar *s;
	bool navngivet = *p->oensket && !p->spurgt;
	if (p->uden_hilsen)
		return no_greeting(p, e);
	pgarg_tekst(&a, navngivet ? p->oensket : NULL);
	pgarg_uuid(&a, enhed);
	pgarg_tal(&a, fra);
	int kode = call1(p, "SELECT kommune, epoke, version, tilstand, nr, hash, lbnr, skema_fra "
			    "FROM femtrin.hilsen($1, $2, $3)", &a, &s, e);
	if (kode < 0 && postgresfejl_mangler(pg_sqlstate(p->pg)))
		return no_greeting(p, e);
	if (kode < 0 && navngivet && strcmp(pg_sqlstate(p->pg), "FT005") == 0) {
		p->spurgt = true;
		return CENTRAL_VENT;
	}
	if (kode != 0)
		return kode;
	kode = greeted(p, s, ud, e);
	pg_svar_free(s);
	return kode;
}

static int p_meld(void *arg, const struct uuid *enhed, struct err *e)
{
	struct postgres *p = arg;
	struct pgarg a = {.n = 0};
	struct pg_svar *s;
	pgarg_tekst(&a, p->kommune);
	pgarg_uuid(&a, enhed);
	pgarg_tekst(&a, p->navn);
	int kode = call1(p, "SELECT femtrin.enhed_ny($1, $2, $3)", &a, &s, e);
	if (kode == 0)
		pg_svar_free(s);
	return kode;
}

static int answers(const struct pg_svar *s, struct vec *ud, struct err *e)
{
	for (size_t i = 0; i < pg_svar_antal(s); i++) {
		const char *status = pg_svar_tekst(s, i, 3);
		struct afsend_svar *a = vec_ny(ud);
		*a = (struct afsend_svar){.nr = pg_svar_tal(s, i, 0), .lbnr = pg_svar_tal(s, i, 1),
					  .sagsnr = pg_svar_tal(s, i, 2)};
		if (!status || !*status || strlen(status) >= sizeof a->grund)
			return postgresside_fejl(e);
		if (strcmp(status, "OK") != 0)
			strcpy(a->grund, status);
	}
	return 0;
}

static int p_push(void *arg, const struct afsending *a, struct vec *svar, struct err *e)
{
	struct postgres *p = arg;
	struct postgrespush pak = {.arg.n = 0};
	struct pg_svar *s;
	if (!pg_i_gang(p->pg))
		postgrespush_pak(&pak, p->kommune, a);
	int kode = call1(p, "SELECT nr, lbnr, sagsnr, status FROM femtrin.push($1, $2, $3, $4, $5, $6, "
			    "$7, $8, $9, $10, $11, $12, $13, $14, $15)", &pak.arg, &s, e);
	postgrespush_done(&pak);
	if (kode != 0)
		return kode;
	p->hoveder_fra = -1;
	kode = answers(s, svar, e);
	p->top += (int64_t)pg_svar_antal(s);
	pg_svar_free(s);
	return kode;
}

static int heads(const struct pg_svar *s, struct vec *ud, struct err *e)
{
	for (size_t i = 0; i < pg_svar_antal(s); i++) {
		struct central_hoved *h = vec_ny(ud);
		h->sagsnr = pg_svar_tal(s, i, 1);
		h->lbnr = pg_svar_tal(s, i, 2);
		if (!postgresside_uuid(s, i, 0, &h->sag) || !postgresside_hash(s, i, 3, h->kaede))
			return postgresside_fejl(e);
	}
	return 0;
}

#define HOVEDER "SELECT sag, sagsnr, lbnr, kaede FROM femtrin.sagshoved " \
		"WHERE kommune = $1 AND lbnr > $2 ORDER BY lbnr"

struct omfang {                       /* what was asked for */
	int64_t fra;
	size_t maks;
	bool hoveder;
};

static int page(struct postgres *p, struct pg_svar *const *s, struct omfang o, struct modtag_side *ud,
		struct err *e)
{
	postgresside_ryd(&p->side);
	ud->til = pg_svar_antal(s[1]) == 1 ? pg_svar_tal(s[1], 0, 0) : o.fra;
	p->top = ud->til;
	int kode = postgresside_poster(&p->side, s[4], ud, e);
	p->hoveder.n = 0;
	p->hoveder_fra = o.hoveder && ud->poster.n < o.maks ? o.fra : -1;
	if (kode == 0 && ud->poster.n >= o.maks)
		ud->til = VEC_NR(struct modtag_post, &ud->poster, ud->poster.n - 1)->post.lbnr;
	if (kode == 0)
		kode = postgresside_adgang(s[2], ud, e);
	if (kode == 0)
		kode = postgresside_slettet(s[3], ud, e);
	return kode == 0 && o.hoveder ? heads(s[5], &p->hoveder, e) : kode;
}

/* In the same exchange: a page is read along the index of the commit order, however much
 * the server knows of the table by now. Right after a large import it takes it for
 * small, and would sort all that is left of it for each page. */
#define PULL_TOP "SELECT lbnr, set_config('enable_sort', 'off', true), " \
		 "set_config('enable_bitmapscan', 'off', true) FROM femtrin.taeller WHERE kommune = $1"

/* The page, and the heads that it leads to: all of one snapshot, in one round trip. */
static int p_pull(void *arg, int64_t fra, size_t maks, struct modtag_side *ud, struct err *e)
{
	struct postgres *p = arg;
	struct pg_svar *s[7];
	struct pgarg a = {.n = 0};
	const bool hoveder = p->top - fra <= (int64_t)maks * HOVEDER_SIDER;
	const size_t n = hoveder ? 7 : 6;
	pgarg_tekst(&a, p->kommune);
	pgarg_tal(&a, fra);
	pgarg_tal(&a, (int64_t)maks);
	const struct pg_spoerg q[7] = {
		{"BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY", NULL, 0},
		{PULL_TOP, a.p, 1},
		{POSTGRESSIDE_ADGANG, a.p, 2},
		{POSTGRESSIDE_SLETTET, a.p, 2},
		{POSTGRESSIDE_POSTER "WHERE kommune = $1 AND lbnr > $2 ORDER BY lbnr LIMIT $3", a.p, 3},
		{hoveder ? HOVEDER : "COMMIT", a.p, hoveder ? 2 : 0},
		{"COMMIT", NULL, 0},
	};
	int kode = call(p, q, n, s, e);
	if (kode != 0)
		return kode;
	kode = page(p, s, (struct omfang){fra, maks, hoveder}, ud, e);
	for (size_t i = 0; i < n; i++)
		if (i != 4)
			pg_svar_free(s[i]);
	return kode;
}

static int p_sag(void *arg, const struct modtag_hul *hul, int64_t til, struct modtag_side *ud,
		 struct err *e)
{
	struct postgres *p = arg;
	struct pgarg a = {.n = 0};
	struct pg_svar *s;
	pgarg_tekst(&a, p->kommune);
	pgarg_uuid(&a, &hul->sag);
	pgarg_tal(&a, hul->fra_sagsnr);
	pgarg_tal(&a, til);
	int kode = call1(p, POSTGRESSIDE_POSTER "WHERE kommune = $1 AND sag = $2 AND sagsnr >= $3 "
			 "AND lbnr <= $4 ORDER BY sagsnr", &a, &s, e);
	return kode == 0 ? postgresside_poster(&p->side, s, ud, e) : kode;
}

static int p_hoveder(void *arg, int64_t fra, struct vec *ud, struct err *e)
{
	struct postgres *p = arg;
	struct pgarg a = {.n = 0};
	struct pg_svar *s;
	if (p->hoveder_fra >= 0 && p->hoveder_fra <= fra) {
		for (size_t i = 0; i < p->hoveder.n; i++)
			if (VEC_NR(struct central_hoved, &p->hoveder, i)->lbnr > fra)
				*(struct central_hoved *)vec_ny(ud) =
					*VEC_NR(struct central_hoved, &p->hoveder, i);
		p->hoveder_fra = -1;
		return 0;
	}
	pgarg_tekst(&a, p->kommune);
	pgarg_tal(&a, fra);
	int kode = call1(p, HOVEDER, &a, &s, e);
	if (kode != 0)
		return kode;
	kode = heads(s, ud, e);
	pg_svar_free(s);
	return kode;
}

static int p_fil_gem(void *arg, const struct uuid *enhed, const struct central_stykke *d,
		     int64_t *naeste, struct err *e)
{
	struct postgres *p = arg;
	struct pgarg a = {.n = 0};
	struct pg_svar *s;
	pgarg_tekst(&a, p->kommune);
	pgarg_uuid(&a, enhed);
	pgarg_uuid(&a, &d->sag);
	pgarg_blob(&a, d->hash, sizeof d->hash);
	pgarg_tal(&a, d->laengde);
	pgarg_tal4(&a, (int32_t)d->nr);
	pgarg_blob(&a, d->data, d->n);
	int kode = call1(p, "SELECT femtrin.fil_gem($1, $2, $3, $4, $5, $6, $7)", &a, &s, e);
	if (kode != 0)
		return kode;
	*naeste = pg_svar_antal(s) == 1 ? pg_svar_tal(s, 0, 0) : -1;
	pg_svar_free(s);
	return 0;
}

static int p_fil_hent(void *arg, const struct central_stykke *d, struct buf *ud, int64_t *laengde,
		      struct err *e)
{
	struct postgres *p = arg;
	struct pgarg a = {.n = 0};
	struct pg_svar *s;
	size_t n;
	pgarg_tekst(&a, p->kommune);
	pgarg_uuid(&a, &d->sag);
	pgarg_blob(&a, d->hash, sizeof d->hash);
	pgarg_tal4(&a, (int32_t)d->nr);
	int kode = call1(p, "SELECT f.laengde, d.data FROM femtrin.fil f JOIN femtrin.fil_del d "
			    "ON d.kommune = f.kommune AND d.sag = f.sag AND d.hash = f.hash "
			    "WHERE f.kommune = $1 AND f.sag = $2 AND f.hash = $3 AND f.hel AND d.nr = $4",
			 &a, &s, e);
	if (kode != 0)
		return kode;
	const char *data = pg_svar_antal(s) == 1 ? pg_svar_blob(s, 0, 1, &n) : NULL;
	if (data) {
		*laengde = pg_svar_tal(s, 0, 0);
		buf_add(ud, data, n);
	} else {
		kode = err_set(e, ERR_FINDES_IKKE, _("filen ligger ikke hos kommunen"));
	}
	pg_svar_free(s);
	return kode;
}

static int p_hentet(void *arg, const struct uuid *enhed, int64_t fra, int64_t til, struct err *e)
{
	struct postgres *p = arg;
	struct pgarg a = {.n = 0};
	struct pgraekke sager = {.n = 0};
	struct pg_svar *s;
	postgresside_sager(&p->side, &sager);
	pgarg_tekst(&a, p->kommune);
	pgarg_uuid(&a, enhed);
	pgarg_tal(&a, fra);
	pgarg_tal(&a, til);
	pgarg_raekke(&a, PG_UUID_R, &sager);
	int kode = call1(p, "SELECT femtrin.hentet($1, $2, $3, $4, $5)", &a, &s, e);
	buf_done(&sager.b);
	if (kode == 0)
		pg_svar_free(s);
	return kode;
}

static void finding(const struct pg_svar *s, size_t r, struct central_fund *f)
{
	const char *hvad = pg_svar_tekst(s, r, 0), *felt = pg_svar_tekst(s, r, 4);
	snprintf(f->hvad, sizeof f->hvad, "%s", hvad ? hvad : "");
	snprintf(f->felt, sizeof f->felt, "%s", felt ? felt : "");
	postgresside_uuid(s, r, 1, &f->sag);
	postgresside_uuid(s, r, 2, &f->enhed);
	f->nr = pg_svar_tal(s, r, 3);
}

/* A caseworker may not ask: that is no finding. */
static int p_kontrol(void *arg, struct vec *ud, struct err *e)
{
	struct postgres *p = arg;
	struct pgarg a = {.n = 0};
	struct pg_svar *s;
	pgarg_tekst(&a, p->kommune);
	int kode = call1(p, "SELECT hvad, sag, enhed, nr, felt FROM femtrin.kontrol($1)", &a, &s, e);
	if (kode < 0 && strcmp(pg_sqlstate(p->pg), "FT010") == 0) {
		err_ryd(e);
		return 0;
	}
	for (size_t i = 0; kode == 0 && i < pg_svar_antal(s); i++)
		finding(s, i, vec_ny(ud));
	if (kode == 0)
		pg_svar_free(s);
	return kode;
}

const struct central_ops postgres_ops = {
	.hilsen = p_hilsen, .meld = p_meld, .push = p_push, .pull = p_pull, .sag = p_sag,
	.hoveder = p_hoveder, .fil_gem = p_fil_gem, .fil_hent = p_fil_hent, .hentet = p_hentet,
	.kontrol = p_kontrol,
};
