#include "core/io/pgdrift.h"

#include <libpq-fe.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/base/sprog.h"

struct pgdrift {
	PGconn *c;
};

struct pgtabel {
	PGresult *r;
};

static const struct sqlfejl {
	const char *kode, *saetning;
} SQLFEJL[] = {
	{"FT003", N_("enheden findes ikke i kommunen")},
	{"FT005", N_("brugeren findes ikke i kommunen")},
	{"FT010", N_("det har dette login ikke lov til, eller sagen findes ikke i kommunen")},
	{"FT011", N_("filen findes ikke i sagen")},
	{"42501", N_("det har dette login ikke lov til; brug en superbruger eller et medlem af "
		     "femtrin_drift")},
	{"42P01", N_("her står intet lager fra Femtrin; lav det med femtrin central init")},
	{"42883", N_("lageret er ældre end programmet; kør femtrin central upgrade")},
	{"3F000", N_("her står intet lager fra Femtrin; lav det med femtrin central init")},
	{"42P07", N_("det findes allerede")},
	{"42710", N_("det findes allerede")},
	{"23505", N_("det findes allerede")},
	{"23514", N_("værdien er ikke en af dem, lageret kender")},
	{"22P02", N_("et nummer kan ikke læses; forventede en UUID eller et tal")},
	{"P0001", N_("værdien er ikke en af dem, lageret kender")},
	{"57P01", N_("forbindelsen blev afbrudt")},
};

static int refused(struct pgdrift *p, const PGresult *r, struct err *e)
{
	const char *kode = PQresultErrorField(r, PG_DIAG_SQLSTATE);
	if (!kode || PQstatus(p->c) != CONNECTION_OK)
		return err_set(e, PGDRIFT_NET, _("forbindelsen til basen blev afbrudt"));
	for (size_t i = 0; i < sizeof SQLFEJL / sizeof *SQLFEJL; i++)
		if (strcmp(SQLFEJL[i].kode, kode) == 0)
			return err_set(e, PGDRIFT_NEJ, "%s", _(SQLFEJL[i].saetning));
	return err_set(e, PGDRIFT_NEJ, _("basen svarede med fejlen %s; serverens log siger mere"), kode);
}

/* Passwords belong in a passfile: a command line is read by everybody. */
static int check_address(const char *adresse, struct err *e)
{
	PQconninfoOption *ord = PQconninfoParse(adresse, NULL);
	bool kode = false;
	if (!ord)
		return err_set(e, ERR_BRUG, _("basens adresse kan ikke læses; forventede "
					      "postgresql://BRUGER@SERVER/BASE eller host=… dbname=…"));
	for (const PQconninfoOption *o = ord; o->keyword; o++)
		kode |= strcmp(o->keyword, "password") == 0 && o->val;
	PQconninfoFree(ord);
	return !kode ? 0 : err_set(e, ERR_BRUG, _("basens adgangskode må ikke stå i adressen; læg "
						  "den i en passfile"));
}

static const struct forbindelsesfejl {
	const char *ord, *saetning;
} FORBINDELSESFEJL[] = {
	{"certificate", N_("basens certifikat kan ikke efterprøves; sslrootcert skal være filen med "
			   "kommunens udsteder")},
	{"does not exist", N_("basen eller brugeren findes ikke; lav basen med createdb femtrin")},
	{"authentication failed", N_("basen lukker ikke denne bruger ind")},
	{"no pg_hba.conf entry", N_("basen lukker ikke denne bruger ind")},
	{"pg_hba.conf rejects", N_("basen lukker ikke denne bruger ind")},
	{"no password supplied", N_("basen vil have en adgangskode; læg den i en passfile")},
};

static int not_connected(const PGconn *c, struct err *e)
{
	const char *t = PQerrorMessage(c);
	for (size_t i = 0; i < sizeof FORBINDELSESFEJL / sizeof *FORBINDELSESFEJL; i++)
		if (strstr(t, FORBINDELSESFEJL[i].ord))
			return err_set(e, PGDRIFT_NET, "%s", _(FORBINDELSESFEJL[i].saetning));
	return err_set(e, PGDRIFT_NET, _("der er ingen forbindelse til basen; kører serveren, og er "
					 "adressen rigtig?"));
}

static void no_notice(void *arg, const PGresult *r)
{
	(void)arg;
	(void)r;
}

int pgdrift_aabn(struct pgdrift **ud, const char *adresse, struct err *e)
{
	/* What comes last stands: over the net never less than this, whatever was written. */
	const char *const ord[] = {"connect_timeout", "application_name", "dbname", "sslmode",
				   "gssencmode", NULL};
	const char *const vaerdi[] = {"10", "femtrin", adresse, "verify-full", "disable", NULL};
	*ud = NULL;
	int kode = adresse ? check_address(adresse, e) : 0;
	if (kode < 0)
		return kode;
	struct pgdrift *p = mem_nul(1, sizeof *p);
	p->c = PQconnectdbParams(ord, vaerdi, 1);
	if (!p->c)
		mem_opbrugt();
	if (PQstatus(p->c) != CONNECTION_OK) {
		kode = not_connected(p->c, e);
		pgdrift_luk(p);
		return kode;
	}
	PQsetNoticeReceiver(p->c, no_notice, NULL);
	PQsetClientEncoding(p->c, "UTF8");
	PQclear(PQexec(p->c, "SET log_statement = 'none'"));   /* whoever may not is not a superuser */
	*ud = p;
	return 0;
}

void pgdrift_luk(struct pgdrift *p)
{
	if (!p)
		return;
	PQfinish(p->c);
	free(p);
}

static int weigh(struct pgdrift *p, PGresult *r, struct pgtabel **ud, struct err *e)
{
	ExecStatusType s = PQresultStatus(r);
	int kode = s == PGRES_TUPLES_OK || s == PGRES_COMMAND_OK ? 0 : refused(p, r, e);
	if (kode == 0 && ud) {
		*ud = mem_nul(1, sizeof **ud);
		(*ud)->r = r;
		return 0;
	}
	PQclear(r);
	return kode;
}

int pgdrift_script(struct pgdrift *p, const char *hvad, const char *sql, struct err *e)
{
	int kode = weigh(p, PQexec(p->c, "BEGIN"), NULL, e);
	if (kode == 0)
		kode = weigh(p, PQexec(p->c, sql), NULL, e);
	if (kode == 0)
		kode = weigh(p, PQexec(p->c, "COMMIT"), NULL, e);
	if (kode == 0)
		return 0;
	PQclear(PQexec(p->c, "ROLLBACK"));
	return err_foran(e, "%s", hvad);
}

int pgdrift_kald(struct pgdrift *p, const char *sql, const char *const *v, size_t n,
		 struct pgtabel **ud, struct err *e)
{
	if (ud)
		*ud = NULL;
	return weigh(p, PQexecParams(p->c, sql, (int)n, NULL, v, NULL, NULL, 0), ud, e);
}

int pgdrift_adgangskode(struct pgdrift *p, const char *login, const char *kode, struct err *e)
{
	char *scram = PQencryptPasswordConn(p->c, kode, login, "scram-sha-256");
	if (!scram)
		return err_set(e, PGDRIFT_NEJ, _("adgangskoden kan ikke bruges"));
	int rc = pgdrift_kald(p, "SELECT femtrin.login_kode($1, $2)",
			      (const char *const[]){login, scram}, 2, NULL, e);
	PQfreemem(scram);
	return rc;
}

size_t pgtabel_antal(const struct pgtabel *t)
{
	return t ? (size_t)PQntuples(t->r) : 0;
}

const char *pgtabel_celle(const struct pgtabel *t, size_t r, int k)
{
	return PQgetvalue(t->r, (int)r, k);
}

void pgtabel_free(struct pgtabel *t)
{
	if (!t)
		return;
	PQclear(t->r);
	free(t);
}
