#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "core/base/err.h"
#include "core/io/db.h"
#include "core/journal/journal.h"
#include "core/journal/kladde.h"
#include "core/journal/store.h"

/* The process dies in the middle of its work, again and again, over one store. */
enum { RUNDER = 16, FELTER = 3 };

static char mappe[64], sti[96];

static void setup(void)
{
	strcpy(mappe, "/tmp/femtrin-afbrudt-XXXXXX");
	cr_assert_not_null(mkdtemp(mappe));
	snprintf(sti, sizeof sti, "%s/femtrin.db", mappe);
}

static void teardown(void)
{
	char kommando[128];
	snprintf(kommando, sizeof kommando, "rm -rf '%s'", mappe);
	cr_assert_eq(system(kommando), 0);
}

TestSuite(afbrudt, .init = setup, .fini = teardown);

static struct store *aaben(void)
{
	struct store *s = NULL;
	struct err e = {0};
	struct store_valg v = {.sti = sti, .sqlmappe = FEMTRIN_KILDE "/core/sql", .bruger = "demo",
			       .opret = true};
	int kode = store_open(&s, &v, &e);
	if (kode < 0)
		fprintf(stderr, "%s\n", e.tekst);
	return s;
}

static const struct uuid SAG = {{1}};

static int act(struct store *s, int n)
{
	char v[FELTER][32];
	const char *const felt[FELTER] = {"borger.navn", "borger.by", "kontakt.notat"};
	struct aendring a[FELTER];
	struct err e;
	for (int i = 0; i < FELTER; i++) {
		snprintf(v[i], sizeof v[i], "tekst %d", n);
		a[i] = (struct aendring){.sag = SAG, .objekt = SAG, .felt = felt[i], .vaerdi = v[i]};
	}
	return journal_skriv(store_journal(s), a, FELTER, &e);
}

static int draft(struct store *s, int n)
{
	char felt[] = "noter.tekst", tekst[32];
	struct err e;
	snprintf(tekst, sizeof tekst, "kladde %d", n);
	struct kladde k = {.sag = SAG, .objekt = SAG, .felt = felt, .tekst = tekst};
	return kladde_gem(s, &k, &e);
}

/* Works until it is killed; tells each act only when it is durable. */
static void work(int ud, int n)
{
	struct store *s = aaben();
	while (s && act(s, ++n) == 0 && draft(s, n) == 0)
		if (write(ud, &n, sizeof n) != sizeof n)
			_exit(1);
	_exit(2);
}

/* Lets it tell `kvitteringer` acts, and kills it a little later: somewhere in the
 * next ones, however busy the machine is. */
static int run_and_kill(int n, int kvitteringer, long us)
{
	int roer[2], status, sidste;
	cr_assert_eq(pipe(roer), 0);
	pid_t barn = fork();
	if (barn == 0) {
		close(roer[0]);
		work(roer[1], n);
	}
	close(roer[1]);
	while (kvitteringer-- > 0 && read(roer[0], &sidste, sizeof sidste) == sizeof sidste)
		n = sidste;
	nanosleep(&(struct timespec){.tv_nsec = us * 1000}, NULL);
	kill(barn, SIGKILL);
	cr_assert_eq(waitpid(barn, &status, 0), barn);
	cr_assert(WIFSIGNALED(status), "the work stopped by itself: %d", status);
	while (read(roer[0], &sidste, sizeof sidste) == sizeof sidste)
		n = sidste;
	close(roer[0]);
	return n;
}

static int64_t tal(struct store *s, const char *sql)
{
	struct err e;
	struct stmt *st = db_stmt(store_db(s), sql, &e);
	cr_assert_eq(stmt_step(st, &e), 1, "%s", e.tekst);
	int64_t n = stmt_kol_tal(st, 0);
	stmt_reset(st);
	return n;
}

Test(afbrudt, what_was_acknowledged_is_there_whole_after_every_kill)
{
	struct err e;
	int n = 0;
	store_close(aaben());
	for (int i = 0; i < RUNDER; i++) {
		int foer = n;
		n = run_and_kill(n, 1 + i % 3, i * 97);
		struct store *s = aaben();
		cr_assert_not_null(s);
		int64_t poster = tal(s, "SELECT count(*) FROM journal");
		cr_assert_eq(poster % FELTER, 0, "no half act");
		cr_assert_geq(poster, (int64_t)n * FELTER, "%d told, %d there", n, (int)poster);
		cr_assert_leq(poster, (int64_t)(n + 1) * FELTER);
		cr_assert_eq(store_verify(s, NULL, NULL, &e), 0, "%s", e.tekst);
		if (n > foer)
			cr_assert_geq(tal(s, "SELECT substr(tekst, 8) + 0 FROM kladde"), n);
		n = (int)(poster / FELTER);
		store_close(s);
	}
	cr_assert_geq(n, RUNDER);
}
