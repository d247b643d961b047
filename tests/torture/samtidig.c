/*
 * Many write at once while one polls, with the product's push and pull: the poller gets every
 * entry, each once, without ever having to ask for a case that has a hole. The control beside
 * it, rows numbered by a sequence and polled by their number, loses rows: so the test would see.
 *
 *   samtidig SECONDS WRITERS      "60 8" is the long run
 */
#define _DEFAULT_SOURCE   /* MAP_ANONYMOUS */
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>

#include "core/base/err.h"
#include "core/io/krypto.h"
#include "core/journal/afsend.h"
#include "core/journal/journal.h"
#include "core/journal/store.h"
#include "core/synk/postgres.h"
#include "tests/torture/disk.h"
#include "tests/torture/maskine.h"
#include "tests/torture/proevebase.h"

enum { SKRIVERE = 32 };

struct tavle {
	atomic_bool slut;
	atomic_llong skrevet, kald;
	atomic_int fejl;
};

static struct proevebase base;
static struct tavle *tavle;
static long daarlige;

static void fail(const char *hvad, const char *mere)
{
	daarlige++;
	printf("  FAIL %s: %s\n", hvad, mere);
}

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* ---------------------------------------------------------------- writers */

static int greet(struct postgres *p, struct store *s, struct err *e)
{
	struct central_hilsen h;
	const struct uuid *enhed = journal_enhed(store_journal(s));
	int kode;
	while ((kode = postgres_ops.hilsen(p, enhed, 0, &h, e)) == CENTRAL_VENT)
		postgres_vent(p);
	if (kode < 0)
		return kode;
	while ((kode = postgres_ops.meld(p, enhed, e)) == CENTRAL_VENT)
		postgres_vent(p);
	return kode;
}

static int push_one(struct postgres *p, struct store *s, struct err *e)
{
	struct afsending a = AFSENDING;
	struct vec svar = VEC_AF(struct afsend_svar);
	int kode = afsend_hent(store_journal(s), 0, AFSEND_MAKS, &a, e);
	while (kode == 0 && (kode = postgres_ops.push(p, &a, &svar, e)) == CENTRAL_VENT) {
		postgres_vent(p);
		kode = 0;
	}
	if (kode == 0)
		kode = afsend_svar(store_journal(s), svar.data, svar.n, e);
	afsending_done(&a);
	vec_done(&svar);
	return kode;
}

static void writer(const struct maskine *m, uint64_t froe)
{
	struct rng r = {froe};
	struct err e = {0, ""};
	struct postgres *p = NULL;
	struct uuid sag;
	char navn[16];
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	krypto_tilfaeldig(sag.b, sizeof sag.b);
	snprintf(navn, sizeof navn, "w%d", (int)froe);
	struct store *s = maskine_aabn(m);
	int kode = s ? maskine_forbind(m, s, &p, &e) : -1;
	if (kode == 0)
		kode = greet(p, s, &e);
	for (int64_t n = 0; kode == 0 && !atomic_load(&tavle->slut);) {
		struct maskine_akt a = {&sag, navn, n, 1 + (int)rng_under(&r, 3), false};
		kode = maskine_skriv(s, &a) ? push_one(p, s, &e) : -1;
		n += a.n;
		atomic_fetch_add(&tavle->skrevet, kode == 0 ? a.n : 0);
		atomic_fetch_add(&tavle->kald, 1);
	}
	if (kode != 0)
		printf("  FAIL a writer: %s\n", e.tekst);
	fflush(stdout);
	atomic_fetch_add(&tavle->fejl, kode != 0);
	_exit(kode != 0);
}

/* ---------------------------------------------------------------- the poller */

static long huller;

static void call(void *arg, enum kald k)
{
	(void)arg;
	huller += k == KALD_SAG;
}

struct flok {
	struct maskine m[SKRIVERE], lise;
	struct store *s;                  /* lise's, who polls */
	struct postgres *linje;
	pid_t p[SKRIVERE];
	int n;
};

static long poll_till(struct flok *f, double til)
{
	const struct maskine_krog krog = {.foer = call, .linje = &f->linje};
	struct maskine_udfald u = {0};
	long n = 0;
	do {
		maskine_synk(&f->lise, f->s, &krog, &u);
		n++;
	} while (u.kode == 0 && now() < til);
	if (u.kode != 0)
		fail("the poller", u.tekst);
	return n;
}

static bool gather(struct flok *f, int skrivere)
{
	static const char *const HVEM[] = {"anna", "bent", "lise"};
	*f = (struct flok){.n = skrivere};
	bool ok = maskine_ny(&f->lise, &base, "lise", "poller", base.port);
	for (int i = 0; i < skrivere; i++) {
		char navn[16];
		snprintf(navn, sizeof navn, "w%d", i);
		ok = maskine_ny(&f->m[i], &base, HVEM[i % 3], navn, base.port) && ok;
	}
	f->s = ok ? maskine_aabn(&f->lise) : NULL;
	return f->s && poll_till(f, 0) > 0;
}

static void scatter(struct flok *f)
{
	postgres_free(f->linje);
	store_close(f->s);
	maskine_done(&f->lise);
	for (int i = 0; i < f->n; i++)
		maskine_done(&f->m[i]);
}

static void compare(struct flok *f)
{
	long long skrevet = atomic_load(&tavle->skrevet);
	long long her = maskine_tal(f->s, "SELECT count(*) FROM journal WHERE lbnr IS NOT NULL");
	long long der = proevebase_tal(&base, "SELECT count(*) FROM femtrin.journal", NULL, NULL);
	if (skrevet == 0 || her != skrevet || her != der)
		fail("entries", "written, at the centre and fetched are not the same number");
	if (huller || atomic_load(&tavle->fejl))
		fail("the pull", "a case had a hole, or a writer ended");
	daarlige += maskine_fund(f->s, "the poller");
	printf("%lld pushes of %lld entries, %lld fetched, %lld lost\n",
	       (long long)atomic_load(&tavle->kald), skrevet, her, skrevet - her);
}

static void with_the_product(int sekunder, int skrivere)
{
	static struct flok f;
	bool ok = gather(&f, skrivere);
	fflush(stdout);
	double begyndt = now();
	for (int i = 0; ok && i < skrivere; i++)
		if ((f.p[i] = fork()) == 0)
			writer(&f.m[i], (uint64_t)i + 1);
	long n = ok ? poll_till(&f, begyndt + sekunder) : 0;
	atomic_store(&tavle->slut, true);
	for (int i = 0; ok && i < skrivere; i++)
		waitpid(f.p[i], NULL, 0);
	n += ok ? poll_till(&f, 0) : 0;
	printf("samtidig: %d writers for %d s, %ld polls: ", skrivere, sekunder, n);
	if (ok)
		compare(&f);
	else
		fail("the beginning", "it did not come about");
	scatter(&f);
}

/* ---------------------------------------------------------------- the control */

static void sequence_writer(double til)
{
	struct proevebase b;
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	proevebase_ogsaa(&b, &base);
	while (now() < til) {
		free(proevebase_svar(&b, "BEGIN", NULL, NULL));
		free(proevebase_svar(&b, "INSERT INTO public.foelge (x) VALUES ('x')", NULL, NULL));
		free(proevebase_svar(&b, "SELECT pg_sleep(random() * 0.003)", NULL, NULL));
		free(proevebase_svar(&b, "COMMIT", NULL, NULL));
	}
	proevebase_luk(&b);
	_exit(0);
}

/* Rows above the greatest number seen: added to *set, *markoer goes on. */
static void poll_sequence(long long *markoer, long long *set)
{
	char t[24];
	snprintf(t, sizeof t, "%lld", *markoer);
	char *svar =
		proevebase_svar(&base,
				"SELECT count(*), coalesce(max(n), $1::bigint) FROM public.foelge "
				"WHERE n > $1::bigint",
				t, NULL);
	if (svar) {
		*set += atoll(svar);
		*markoer = atoll(strchr(svar, '\t') + 1);
	}
	free(svar);
}

static void with_a_sequence(int sekunder, int skrivere)
{
	long long markoer = 0, set = 0;
	free(proevebase_svar(&base, "CREATE TABLE public.foelge (n bigserial PRIMARY KEY, x text)",
			     NULL, NULL));
	double til = now() + sekunder;
	fflush(stdout);
	for (int i = 0; i < skrivere; i++)
		if (fork() == 0)
			sequence_writer(til);
	while (now() < til)
		poll_sequence(&markoer, &set);
	while (wait(NULL) > 0)
		;
	poll_sequence(&markoer, &set);
	long long alle = proevebase_tal(&base, "SELECT count(*) FROM public.foelge", NULL, NULL);
	if (alle <= set)
		fail("the control", "a sequence as cursor lost nothing");
	printf("samtidig: the control, a sequence as cursor: %lld rows, %lld lost (%.0f %%)\n",
	       alle, alle - set, alle > 0 ? 100.0 * (double)(alle - set) / (double)alle : 0);
}

int main(int argc, char **argv)
{
	int sekunder = argc > 1 ? atoi(argv[1]) : 3, skrivere = argc > 2 ? atoi(argv[2]) : 8;
	bool ok = proevebase_start(&base);
	if (skrivere < 1 || skrivere > SKRIVERE)
		skrivere = 8;
	tavle = mmap(NULL, sizeof *tavle, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1,
		     0);
	if (ok && tavle != MAP_FAILED) {
		free(proevebase_svar(&base, "ALTER ROLE anna CONNECTION LIMIT 40", NULL, NULL));
		free(proevebase_svar(&base, "ALTER ROLE bent CONNECTION LIMIT 40", NULL, NULL));
		free(proevebase_svar(&base, "ALTER ROLE lise CONNECTION LIMIT 40", NULL, NULL));
		with_the_product(sekunder, skrivere);
		with_a_sequence(sekunder, skrivere);
	}
	proevebase_stop(&base);
	return !ok || daarlige > 0;
}
