#include "tests/torture/proevebase.h"

#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "core/base/mem.h"

static int run(const char *valg, const char *mappe)
{
	char *k = mem_format("'%s/packaging/central/try' %s '%s' >'%s.ud' 2>&1", FEMTRIN_KILDE,
			     valg, mappe, mappe);
	int rc = system(k);
	free(k);
	return rc;
}

/* VARIABLE=value of the file that try wrote for the administrator. */
static char *value(const struct proevebase *b, const char *navn)
{
	char *sti = mem_format("%s/t/drift.env", b->mappe), linje[300], *ud = NULL;
	FILE *f = fopen(sti, "r");
	size_t n = strlen(navn);
	while (f && fgets(linje, sizeof linje, f))
		if (strncmp(linje, navn, n) == 0 && linje[n] == '=') {
			linje[strcspn(linje, "\n")] = '\0';
			ud = mem_tekst(linje + n + 1);
		}
	if (f)
		fclose(f);
	free(sti);
	return ud ? ud : mem_tekst("");
}

static void silent(void *arg, const char *besked)
{
	(void)arg;
	(void)besked;
}

static bool connect_to(struct proevebase *b)
{
	char *vaert = value(b, "PGHOST"), *port = value(b, "PGPORT");
	const char *ord[] = {"host", "port", "user", "dbname", NULL};
	const char *v[] = {vaert, port, "postgres", "femtrin", NULL};
	b->port = atoi(port);
	PQfinish(b->forbindelse);
	b->forbindelse = PQconnectdbParams(ord, v, 0);
	PQsetNoticeProcessor(b->forbindelse, silent, NULL);
	free(vaert);
	free(port);
	return PQstatus(b->forbindelse) == CONNECTION_OK;
}

/* Processes are killed here, not the machine: what was written is there, flushed or not. */
static const char *const HURTIG[] = {
	"ALTER SYSTEM SET fsync = off", "ALTER SYSTEM SET autovacuum_naptime = '5s'",
	"SELECT pg_reload_conf()",
};

bool proevebase_start(struct proevebase *b)
{
	*b = (struct proevebase){.mappe = "/tmp/femtrin-torture-XXXXXX"};
	if (access("/dev/shm", W_OK) == 0)
		strcpy(b->mappe, "/dev/shm/femtrin-torture-XXXXXX");
	char *t = mkdtemp(b->mappe) ? mem_format("%s/t", b->mappe) : NULL;
	bool ok = t && run("", t) == 0 && connect_to(b);
	for (size_t i = 0; ok && i < sizeof HURTIG / sizeof *HURTIG; i++)
		free(proevebase_svar(b, HURTIG[i], NULL, NULL));
	if (!ok)
		printf("  FAIL the server does not start: see %s.ud\n", t ? t : "?");
	free(t);
	return ok;
}

void proevebase_stop(struct proevebase *b)
{
	char *t = mem_format("%s/t", b->mappe), *slet = mem_format("rm -rf '%s'", b->mappe);
	PQfinish(b->forbindelse);
	if (run("--stop", t) != 0 || system(slet) != 0)
		printf("  the server's folder %s is left\n", b->mappe);
	free(t);
	free(slet);
}

void proevebase_ogsaa(struct proevebase *ny, const struct proevebase *b)
{
	*ny = *b;
	ny->forbindelse = NULL;
}

void proevebase_luk(struct proevebase *b)
{
	PQfinish(b->forbindelse);
	b->forbindelse = NULL;
}

static bool answered(const PGresult *r)
{
	return PQresultStatus(r) == PGRES_TUPLES_OK || PQresultStatus(r) == PGRES_COMMAND_OK;
}

/* The server may just have been killed: then it is asked again when it is back. */
static PGresult *ask(struct proevebase *b, const char *sql, const char *const *p, int n)
{
	const struct timespec lidt = {0, 50 * 1000 * 1000};
	PGresult *r = NULL;
	for (int i = 0; i < 1200; i++) {
		if (PQstatus(b->forbindelse) == CONNECTION_OK || connect_to(b)) {
			r = PQexecParams(b->forbindelse, sql, n, NULL, p, NULL, NULL, 0);
			const char *kode = PQresultErrorField(r, PG_DIAG_SQLSTATE);
			if (answered(r) || (kode && strncmp(kode, "57", 2) != 0))
				return r;
			PQclear(r);
			r = NULL;
			proevebase_luk(b);
		}
		nanosleep(&lidt, NULL);
	}
	return r;
}

char *proevebase_svar(struct proevebase *b, const char *sql, const char *p1, const char *p2)
{
	const char *p[] = {p1, p2};
	PGresult *r = ask(b, sql, p, p2 ? 2 : p1 ? 1 : 0);
	struct buf ud = BUF_TOM;
	bool ok = r && answered(r);
	if (!ok)
		printf("  FAIL %s: %s", sql, PQerrorMessage(b->forbindelse));
	for (int i = 0; ok && i < PQntuples(r); i++)
		for (int k = 0; k < PQnfields(r); k++) {
			buf_add(&ud, PQgetvalue(r, i, k), (size_t)PQgetlength(r, i, k));
			buf_tegn(&ud, k + 1 < PQnfields(r) ? '\t' : '\n');
		}
	PQclear(r);
	char *svar = ok ? mem_tekst(buf_str(&ud)) : NULL;
	buf_done(&ud);
	return svar;
}

long long proevebase_tal(struct proevebase *b, const char *sql, const char *p1, const char *p2)
{
	char *t = proevebase_svar(b, sql, p1, p2);
	long long n = t && *t ? atoll(t) : -1;
	free(t);
	return n;
}
