#ifndef TESTS_BENCH_KONTAKT_H
#define TESTS_BENCH_KONTAKT_H

#include <libpq-fe.h>

#include "tests/bench/laptop.h"

/*
 * A contact of the real client, measured from outside it: link with
 * --wrap=PQpipelineSync,--wrap=PQconnectPoll. Round trips are counted where they are
 * made: each ends with PQpipelineSync, and what is pipelined before it travels with it.
 * The connect ends when libpq says so. Beside the time stands what both ends'
 * processors did, which other work on the machine does not change: the server's by /proc.
 */
static struct {
	double forbundet, cpu, server;        /* when, and what was used till then */
	int ture, pid;
} traad;

/* µs of this process's processor, and of the server's one for it. */
static double cpu(void)
{
	struct timespec t;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static double server(void)
{
	char sti[64];
	double ns = 0;
	snprintf(sti, sizeof sti, "/proc/%d/schedstat", traad.pid);
	FILE *f = fopen(sti, "r");
	if (f && fscanf(f, "%lf", &ns) != 1)
		ns = 0;
	if (f)
		fclose(f);
	return ns / 1e3;
}

int __real_PQpipelineSync(PGconn *c);
int __wrap_PQpipelineSync(PGconn *c);
PostgresPollingStatusType __real_PQconnectPoll(PGconn *c);
PostgresPollingStatusType __wrap_PQconnectPoll(PGconn *c);

int __wrap_PQpipelineSync(PGconn *c)
{
	traad.ture++;
	return __real_PQpipelineSync(c);
}

PostgresPollingStatusType __wrap_PQconnectPoll(PGconn *c)
{
	PostgresPollingStatusType t = __real_PQconnectPoll(c);
	if (t == PGRES_POLLING_OK) {
		traad.pid = PQbackendPID(c);
		traad.forbundet = maal_nu();
		traad.cpu = cpu();
		traad.server = server();
	}
	return t;
}

struct kontakt {
	double forbind, efter;        /* µs: until connected, and from there on */
	double fase[SYNK_SLUT + 1];   /* of it, by what was done */
	double vent[SYNK_SLUT + 1];   /* of that, waiting for the centre */
	double skive;                 /* the longest step that did not wait */
	double cpu, server;           /* after the connect */
	int ture;
	int64_t sendt, hentet;
};

static void steps(struct synk *s, struct postgres *p, struct kontakt *k)
{
	struct err e;
	for (int kode = 1; kode > 0;) {
		enum synk_fase f = synk_fase(s);
		double t = maal_nu();
		kode = synk_trin(s, &e);
		laptop_maa(kode, &e);
		double u = maal_nu();
		k->skive = u - t > k->skive && f != SYNK_HILSEN ? u - t : k->skive;
		k->fase[f] += u - t;
		if (!synk_venter(s))
			continue;
		postgres_vent(p);
		k->vent[f] += maal_nu() - u;
		k->fase[f] += maal_nu() - u;
	}
}

static struct kontakt contact(struct laptop *l)
{
	struct kontakt k = {0};
	traad.ture = 0;
	double t = maal_nu();
	struct postgres *p = laptop_ring(l);
	struct synk *s = laptop_synk(l, p);
	steps(s, p, &k);
	k.efter = maal_nu() - traad.forbundet;
	k.forbind = traad.forbundet - t;
	k.cpu = cpu() - traad.cpu;
	k.server = server() - traad.server;
	k.ture = traad.ture;
	k.sendt = synk_kvittering(s)->sendt;
	k.hentet = synk_kvittering(s)->hentet;
	synk_free(s);
	postgres_free(p);
	return k;
}

#endif
