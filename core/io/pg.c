#include "core/io/pg.h"

#include <libpq-fe.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/base/sprog.h"
#include "core/io/memfil.h"

/* Seconds until a silent server counts as gone: while connecting, in an exchange. */
enum { FORBIND_S = 10, SVAR_S = 90 };

struct pg_adresse {
	PQconninfoOption *ord;
};

struct pg {
	PGconn *c;
	struct memfil cert, noegle;
	int64_t frist;                /* ms, monotonic: then it is given up */
	int forbind_s;
	PostgresPollingStatusType skridt;
	bool forbundet;
	size_t n, naaet;              /* statements of the exchange under way, answered */
	bool i_gang, omsonst;         /* an error came: the other answers are of no use */
	PGresult *svar[PG_MAKS];
	char sqlstate[6];
};

static int64_t ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* ---------------------------------------------------------------- the address */

/* What an address may not say otherwise, and what is said when it does. */
static const struct krav {
	const char *ord, *vaerdi, *saetning;
} KRAV[] = {
	{"sslmode", "verify-full", N_("sslmode skal være verify-full")},
	{"channel_binding", "require", N_("channel_binding skal være require")},
	{"gssencmode", "disable", N_("gssencmode skal være disable")},
	{"ssl_min_protocol_version", "TLSv1.3", N_("ssl_min_protocol_version skal være TLSv1.3")},
	{"ssl_max_protocol_version", "TLSv1.3", N_("ssl_max_protocol_version skal være TLSv1.3")},
	{"sslcompression", "0", N_("sslcompression skal være 0")},
	{"password", NULL, N_("en adgangskode må ikke stå her; læg den i en passfile")},
	{"service", NULL, N_("service bruges ikke; skriv host, user og dbname")},
	{"options", NULL, N_("options bruges ikke")},
	{"replication", NULL, N_("replication bruges ikke")},
	{"requirepeer", NULL, N_("requirepeer bruges ikke")},
	{"sslpassword", NULL, N_("nøglen må ikke have sin egen adgangskode; den forsegles i sagsfilen")},
};

const char *pg_adresse_ord(const struct pg_adresse *a, const char *ord)
{
	for (const PQconninfoOption *o = a->ord; o->keyword; o++)
		if (strcmp(o->keyword, ord) == 0)
			return o->val && *o->val ? o->val : NULL;
	return NULL;
}

static int refuse(struct err *e, const char *saetning)
{
	return err_set(e, ERR_BRUG, _("forbindelsen til kommunens lager: %s"), saetning);
}

/* A host that begins so, or follows a comma so, is a socket: no TLS there. */
static bool socket_host(const char *host)
{
	return *host == '/' || *host == '@' || strstr(host, ",/") || strstr(host, ",@");
}

static int check(const struct pg_adresse *a, struct err *e)
{
	for (size_t i = 0; i < sizeof KRAV / sizeof *KRAV; i++) {
		const char *v = pg_adresse_ord(a, KRAV[i].ord);
		if (v && (!KRAV[i].vaerdi || strcmp(v, KRAV[i].vaerdi) != 0))
			return refuse(e, _(KRAV[i].saetning));
	}
	const char *host = pg_adresse_ord(a, "host");
	if (!host || socket_host(host))
		return refuse(e, _("host mangler; forventede serverens navn, som det står i dens certifikat"));
	if (!pg_adresse_ord(a, "user") || !pg_adresse_ord(a, "dbname"))
		return refuse(e, _("user eller dbname mangler"));
	if (!pg_adresse_ord(a, "sslrootcert"))
		return refuse(e, _("sslrootcert mangler; forventede filen med kommunens udsteder"));
	return 0;
}

int pg_adresse_laes(struct pg_adresse **ud, const char *tekst, struct err *e)
{
	char *fejl = NULL;   /* may repeat what was written, password and all: not shown */
	*ud = NULL;
	PQconninfoOption *ord = PQconninfoParse(tekst, &fejl);
	PQfreemem(fejl);
	if (!ord)
		return refuse(e, _("kan ikke læses; forventede postgresql://BRUGER@SERVER/BASE?…"));
	struct pg_adresse *a = mem_nul(1, sizeof *a);
	a->ord = ord;
	int kode = check(a, e);
	if (kode < 0) {
		pg_adresse_free(a);
		a = NULL;
	}
	*ud = a;
	return kode;
}

void pg_adresse_free(struct pg_adresse *a)
{
	if (!a)
		return;
	PQconninfoFree(a->ord);
	free(a);
}

/* ---------------------------------------------------------------- connecting */

enum { ORD_MAKS = 64 };

struct ordliste {
	const char *ord[ORD_MAKS], *vaerdi[ORD_MAKS];
	size_t n;
};

/* What was put in first stands. */
static void put(struct ordliste *l, const char *ord, const char *vaerdi)
{
	for (size_t i = 0; i < l->n; i++)
		if (strcmp(l->ord[i], ord) == 0)
			return;
	if (vaerdi && l->n + 1 < ORD_MAKS) {
		l->ord[l->n] = ord;
		l->vaerdi[l->n++] = vaerdi;
	}
}

/* The statements have limits of their own, and the server notices when this end is gone. */
static const char INDSTILLINGER[] = "-c lock_timeout=5000 -c statement_timeout=60000 -c jit=off "
	"-c client_connection_check_interval=2000 -c idle_in_transaction_session_timeout=10000";

static void settings(struct ordliste *l, const struct pg *p, const struct pg_adresse *a,
		     const char *kode)
{
	put(l, "sslmode", "verify-full");
	put(l, "channel_binding", "require");
	put(l, "gssencmode", "disable");
	put(l, "ssl_min_protocol_version", "TLSv1.3");
	put(l, "sslcompression", "0");
	put(l, "client_encoding", "UTF8");
	put(l, "application_name", "femtrin");
	put(l, "options", INDSTILLINGER);
	put(l, "password", kode);
	put(l, "sslcert", p->cert.n ? p->cert.sti : NULL);
	put(l, "sslkey", p->noegle.n ? p->noegle.sti : NULL);
	for (const PQconninfoOption *o = a->ord; o->keyword; o++)
		if (o->val && *o->val)
			put(l, o->keyword, o->val);
	put(l, "tcp_user_timeout", "10000");
	put(l, "keepalives_idle", "10");
	put(l, "keepalives_interval", "5");
	put(l, "keepalives_count", "3");
}

static int proof(struct memfil *m, struct segl_data d, struct err *e)
{
	*m = (struct memfil)MEMFIL_INGEN;
	return d.n ? memfil_lav(m, d.p, d.n, e) : 0;
}

/* What the server says beside its answers is not for the screen. */
static void no_notice(void *arg, const PGresult *r)
{
	(void)arg;
	(void)r;
}

static int start(struct pg *p, const struct pg_adresse *a, const struct pg_bevis *b, struct err *e)
{
	struct ordliste l = {.n = 0};
	const char *s = pg_adresse_ord(a, "connect_timeout");
	int kode = proof(&p->cert, b->cert, e);
	if (kode == 0)
		kode = proof(&p->noegle, b->noegle, e);
	if (kode < 0)
		return kode;
	settings(&l, p, a, b->kode);
	p->forbind_s = s && atoi(s) > 0 ? atoi(s) : FORBIND_S;
	p->frist = ms() + 1000 * (int64_t)p->forbind_s;
	p->skridt = PGRES_POLLING_WRITING;
	p->c = PQconnectStartParams(l.ord, l.vaerdi, 0);
	if (p->c) {
		PQsetErrorVerbosity(p->c, PQERRORS_SQLSTATE);
		PQsetNoticeReceiver(p->c, no_notice, NULL);
	}
	return 0;
}

int pg_ny(struct pg **ud, const struct pg_adresse *a, const struct pg_bevis *b, struct err *e)
{
	struct pg *p = mem_nul(1, sizeof *p);
	p->cert = p->noegle = (struct memfil)MEMFIL_INGEN;
	int kode = start(p, a, b, e);
	if (kode < 0) {
		pg_free(p);
		p = NULL;
	}
	*ud = p;
	return kode;
}

static void drop_answers(struct pg *p)
{
	for (size_t i = 0; i < PG_MAKS; i++) {
		PQclear(p->svar[i]);
		p->svar[i] = NULL;
	}
}

void pg_free(struct pg *p)
{
	if (!p)
		return;
	drop_answers(p);
	PQfinish(p->c);
	memfil_luk(&p->cert);
	memfil_luk(&p->noegle);
	free(p);
}

static int cut(struct err *e)
{
	return err_set(e, PG_NET, _("der er ingen forbindelse til kommunens lager; intet er tabt: "
				    "prøv igen, når der er net"));
}

/* The server's code is what is left of its sentence: five digits and capitals at the end of a
 * line. The library may add one of its own after it: where the password came from. */
static bool find_state(struct pg *p, const char *t)
{
	for (size_t n; *t; t += n + (t[n] == '\n')) {
		n = strcspn(t, "\n");
		const char *k = n > 5 ? t + n - 5 : t;
		if (k == t || k[-1] != ' ' || strcspn(k, "0123456789") >= 5 ||
		    strspn(k, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ") < 5)
			continue;
		memcpy(p->sqlstate, k, 5);
		return true;
	}
	return false;
}

/* What libpq and OpenSSL say of certificates, by a word of it. */
static const struct bevisfejl {
	const char *ord, *saetning;
} BEVISFEJL[] = {
	{"certificate revoked", N_("kommunen har spærret denne computers certifikat")},
	{"does not match host name", N_("serverens certifikat er til et andet navn; der er ikke sendt "
					"noget til den")},
	{"certificate verify failed", N_("serverens certifikat er ikke fra kommunens udsteder; der er "
					 "ikke sendt noget til den")},
	{"root certificate file", N_("filen med kommunens udsteder (sslrootcert) kan ikke læses")},
	{"certificate file", N_("filen med denne computers certifikat (sslcert) kan ikke læses")},
	{"private key", N_("denne computers nøgle (sslkey) kan ikke bruges med certifikatet")},
	{"channel binding", N_("serveren kan ikke binde adgangskoden til forbindelsen; der er ikke "
			       "sendt noget til den")},
	{"certificate", N_("kommunens lager tager ikke imod denne computers certifikat")},
	{"unknown ca", N_("kommunens lager tager ikke imod denne computers certifikat")},
	{"protocol version", N_("serveren kan ikke TLS 1.3; der er ikke sendt noget til den")},
	{"does not support SSL", N_("serveren kan ikke TLS 1.3; der er ikke sendt noget til den")},
};

static int refused_login(const struct pg *p, struct err *e)
{
	if (strcmp(p->sqlstate, "28P01") == 0)
		return err_set(e, PG_LOGIN, _("kommunens lager tager ikke imod brugerens adgangskode, eller "
					      "certifikatet er en andens"));
	if (strncmp(p->sqlstate, "28", 2) == 0)
		return err_set(e, PG_LOGIN, _("kommunens lager lukker ikke denne bruger ind: adgangen er "
					      "spærret, eller certifikatet er en andens"));
	return err_set(e, PG_SVAR, _("kommunens lager tager ikke imod lige nu (%s)"), p->sqlstate);
}

static int not_connected(struct pg *p, struct err *e)
{
	const char *t = p->c ? PQerrorMessage(p->c) : "";
	if (find_state(p, t))
		return refused_login(p, e);
	for (size_t i = 0; i < sizeof BEVISFEJL / sizeof *BEVISFEJL; i++)
		if (strstr(t, BEVISFEJL[i].ord))
			return err_set(e, PG_BEVIS, "%s", _(BEVISFEJL[i].saetning));
	return cut(e);
}

/* As it was asked for, whatever the library made of it. */
static int connected(struct pg *p, struct err *e)
{
	const char *tls = PQsslAttribute(p->c, "protocol");
	if (!PQsslInUse(p->c) || !tls || strcmp(tls, "TLSv1.3") != 0)
		return err_set(e, PG_BEVIS, _("serveren kan ikke TLS 1.3; der er ikke sendt noget til den"));
	if (PQsetnonblocking(p->c, 1) != 0 || PQenterPipelineMode(p->c) != 1)
		return cut(e);
	memfil_luk(&p->cert);
	memfil_luk(&p->noegle);
	p->forbundet = true;
	return 0;
}

/* The library takes a socket that is not ready yet for one that is connected. */
static bool ready(const struct pg *p)
{
	struct pollfd f = {.fd = PQsocket(p->c)};
	f.events = p->skridt == PGRES_POLLING_WRITING ? POLLOUT : POLLIN;
	return f.fd < 0 || poll(&f, 1, 0) != 0;
}

int pg_forbind(struct pg *p, struct err *e)
{
	if (p->forbundet)
		return 0;
	if (!p->c || PQstatus(p->c) == CONNECTION_BAD)
		return not_connected(p, e);
	if (!ready(p))
		return ms() > p->frist ? cut(e) : PG_VENT;
	p->skridt = PQconnectPoll(p->c);
	if (p->skridt == PGRES_POLLING_OK)
		return connected(p, e);
	return p->skridt == PGRES_POLLING_FAILED ? not_connected(p, e) : PG_VENT;
}

const char *pg_adgangskode(const struct pg *p)
{
	return p->c ? PQpass(p->c) : NULL;
}

int pg_fd(const struct pg *p, bool *skriv)
{
	*skriv = p->forbundet ? p->i_gang && PQflush(p->c) > 0 : p->skridt == PGRES_POLLING_WRITING;
	return p->c ? PQsocket(p->c) : -1;
}

/* ---------------------------------------------------------------- exchanges */

bool pg_i_gang(const struct pg *p)
{
	return p->i_gang;
}

const char *pg_sqlstate(const struct pg *p)
{
	return p->sqlstate;
}

static int send_one(struct pg *p, const struct pg_spoerg *s)
{
	Oid type[24];
	const char *v[24];
	int n[24], binaer[24];
	for (size_t i = 0; i < s->n; i++) {
		type[i] = (Oid)s->p[i].type;
		v[i] = s->p[i].p;
		n[i] = (int)s->p[i].n;
		binaer[i] = 1;
	}
	return PQsendQueryParams(p->c, s->sql, (int)s->n, type, v, n, binaer, 1);
}

static int begin(struct pg *p, const struct pg_spoerg *s, size_t n, struct err *e)
{
	*p->sqlstate = '\0';
	p->omsonst = false;
	p->n = n;
	p->naaet = 0;
	for (size_t i = 0; i < n; i++)
		if (!send_one(p, &s[i]))
			return cut(e);
	if (!PQpipelineSync(p->c))
		return cut(e);
	p->i_gang = true;
	p->frist = ms() + 1000 * (int64_t)SVAR_S;
	return 0;
}

static void keep(struct pg *p, PGresult *r)
{
	ExecStatusType hvad = PQresultStatus(r);
	const char *kode = PQresultErrorField(r, PG_DIAG_SQLSTATE);
	if (hvad == PGRES_FATAL_ERROR && !p->omsonst) {
		p->omsonst = true;
		if (kode && strlen(kode) == 5)
			memcpy(p->sqlstate, kode, 6);
	}
	if ((hvad != PGRES_TUPLES_OK && hvad != PGRES_COMMAND_OK) || p->naaet >= p->n) {
		PQclear(r);
		return;
	}
	PQclear(p->svar[p->naaet]);
	p->svar[p->naaet] = r;
}

/* Takes what is here: 1 the end of the exchange, 0 there is more to come. */
static int read_answers(struct pg *p)
{
	bool tom = false;
	while (!PQisBusy(p->c)) {
		PGresult *r = PQgetResult(p->c);
		if (!r && tom)
			return 1;    /* nothing twice: the connection is gone */
		tom = !r;
		if (!r) {
			p->naaet += p->naaet < p->n;
		} else if (PQresultStatus(r) == PGRES_PIPELINE_SYNC) {
			PQclear(r);
			return 1;
		} else {
			keep(p, r);
		}
	}
	return 0;
}

static int finish(struct pg *p, struct pg_svar **ud, struct err *e)
{
	p->i_gang = false;
	bool hel = !p->omsonst && p->naaet == p->n;
	for (size_t i = 0; i < p->n; i++)
		hel = hel && p->svar[i];
	if (!hel) {
		drop_answers(p);
		if (PQstatus(p->c) == CONNECTION_BAD || !*p->sqlstate)
			return cut(e);
		return err_set(e, PG_SVAR, _("kommunens lager svarede med en fejl (%s)"), p->sqlstate);
	}
	for (size_t i = 0; i < p->n; i++) {
		ud[i] = (struct pg_svar *)p->svar[i];
		p->svar[i] = NULL;
	}
	return 0;
}

int pg_kald(struct pg *p, const struct pg_spoerg *s, size_t n, struct pg_svar **ud, struct err *e)
{
	int kode = p->i_gang ? 0 : begin(p, s, n, e);
	if (kode < 0)
		return kode;
	if (PQflush(p->c) < 0 || !PQconsumeInput(p->c)) {
		read_answers(p);
		p->omsonst = true;
		return finish(p, ud, e);
	}
	if (read_answers(p))
		return finish(p, ud, e);
	if (ms() <= p->frist)
		return PG_VENT;
	p->i_gang = false;
	return cut(e);
}

size_t pg_svar_antal(const struct pg_svar *s)
{
	return (size_t)PQntuples((const PGresult *)s);
}

const char *pg_svar_blob(const struct pg_svar *s, size_t r, int k, size_t *n)
{
	const PGresult *p = (const PGresult *)s;
	*n = (size_t)PQgetlength(p, (int)r, k);
	return PQgetisnull(p, (int)r, k) ? NULL : PQgetvalue(p, (int)r, k);
}

const char *pg_svar_tekst(const struct pg_svar *s, size_t r, int k)
{
	size_t n;
	return pg_svar_blob(s, r, k, &n);
}

int64_t pg_svar_tal(const struct pg_svar *s, size_t r, int k)
{
	size_t n;
	const char *p = pg_svar_blob(s, r, k, &n);
	return p && n <= 8 ? pgbinaer_laes(p, n) : 0;
}

void pg_svar_free(struct pg_svar *s)
{
	PQclear((PGresult *)s);
}
