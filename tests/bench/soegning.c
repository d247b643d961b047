/* Search as you type over 10,000 cases, key by key, beside one scan of the case
 * table in the same run. Aim: p99 <= 20 ms a key. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "core/base/err.h"
#include "core/io/db.h"
#include "core/io/krypto.h"
#include "core/journal/journal.h"
#include "core/journal/store.h"
#include "core/sag/sagliste.h"

enum { SAGER = 10000, RUNDER = 20 };

static const char *const fornavne[] = {"Anna", "Bo", "Cecilie", "Dorte", "Erik", "Frederik", "Grethe",
				       "Hans", "Ida", "Jørgen", "Karen", "Lars", "Mette", "Åse"};
static const char *const efternavne[] = {"Andersen", "Bæk", "Christensen", "Demo", "Eriksen",
					 "Frandsen", "Hansen", "Jensen", "Kjær", "Lund", "Møller",
					 "Nielsen", "Østergaard"};
static const char *const ord[] = {"Knæet hæver efter få timer.", "Ægtefællen deltog i mødet.",
				  "Smerter ved løft over skulderhøjde.", "Mestring af støj i rummet."};

#define ANTAL(a) (sizeof(a) / sizeof *(a))

static double nu(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void stop(const struct err *e)
{
	fprintf(stderr, "%s\n", e->tekst);
	exit(1);
}

static void ny_sag(struct store *st, unsigned nr)
{
	char navn[64], cpr[16], virksomhed[64], naeste[16];
	struct uuid id, a1, n1;
	struct err e;

	snprintf(navn, sizeof navn, "%s %s", fornavne[nr % ANTAL(fornavne)],
		 efternavne[nr / 7 % ANTAL(efternavne)]);
	snprintf(cpr, sizeof cpr, "%02u0190-%04u", 61 + nr % 30, nr);
	snprintf(virksomhed, sizeof virksomhed, "Demo Virksomhed %u", nr % 500);
	snprintf(naeste, sizeof naeste, "2027-%02u-%02u", 1 + nr % 12, 1 + nr % 28);
	uuid_ny(&id, store_nu(st));
	uuid_ny(&a1, store_nu(st));
	uuid_ny(&n1, store_nu(st));
	struct aendring a[] = {
		{id, id, "borger.navn", navn},
		{id, id, "borger.cpr", cpr},
		{id, a1, "ansaettelser.virksomhed", virksomhed},
		{id, n1, "noter.tekst", ord[nr % ANTAL(ord)]},
		{id, id, "opfoelgning.naeste", naeste},
	};
	if (journal_skriv(store_journal(st), a, nr % 3 ? 5 : 4, &e) != 0)
		stop(&e);
}

static int stigende(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static double soeg(struct store *st, const char *tekst, size_t *antal)
{
	struct sagliste *l;
	struct err e;
	double start = nu();

	if (sagliste_hent(&l, st, tekst, &e) != 0)
		stop(&e);
	double tid = nu() - start;
	*antal = sagliste_antal(l);
	sagliste_free(l);
	return tid;
}

static double gennemloeb(struct store *st)
{
	struct err e;
	double start = nu();
	struct stmt *s = db_stmt(store_db(st), "SELECT count(*), sum(length(borger)) FROM sag", &e);

	if (!s || stmt_step(s, &e) < 0)
		stop(&e);
	stmt_reset(s);
	return nu() - start;
}

int main(void)
{
	static const char *const tastet[] = {"anna andersen", "demo virksomhed 17", "6101900", "møl",
					     "ægtefællen del", "å ø", "jensen bo", "knæet hæver", "m m m"};
	char sti[] = "/var/tmp/femtrin-bench-XXXXXX";
	static double tider[RUNDER * 200];
	size_t n = 0, fundet, vaerst_fundet = 0;
	double vaerst = 0;
	const char *vaerste = "";
	static char tekst[64], vaerst_tekst[64];
	struct store *st;
	struct err e;

	close(mkstemp(sti));
	unlink(sti);
	krypto_start(NULL);
	struct store_valg v = {.sti = sti, .sqlmappe = FEMTRIN_KILDE "/core/sql",
			       .bruger = "demo", .opret = true};
	if (store_open(&st, &v, &e) != 0 || db_begin(store_db(st), "bench", &e) != 0)
		stop(&e);
	for (unsigned i = 0; i < SAGER; i++)
		ny_sag(st, i);
	if (db_commit(store_db(st), &e) != 0)
		stop(&e);
	for (int r = 0; r < RUNDER; r++)
		for (size_t i = 0; i < ANTAL(tastet); i++)
			for (size_t k = 0; k <= strlen(tastet[i]); k++) {
				if (((unsigned char)tastet[i][k] & 0xC0) == 0x80)
					continue;
				snprintf(tekst, sizeof tekst, "%.*s", (int)k, tastet[i]);
				double t = soeg(st, tekst, &fundet);
				tider[n++] = t;
				if (t > vaerst) {
					vaerst = t;
					vaerst_fundet = fundet;
					memcpy(vaerst_tekst, tekst, sizeof tekst);
					vaerste = vaerst_tekst;
				}
			}
	qsort(tider, n, sizeof *tider, stigende);
	printf("search over %d cases, %zu keys: p50 %.2f ms, p99 %.2f ms (aim 20), worst %.2f ms "
	       "(\"%s\", %zu found); one scan of the table %.2f ms\n",
	       SAGER, n, tider[n / 2], tider[n * 99 / 100], vaerst, vaerste, vaerst_fundet,
	       gennemloeb(st));
	store_close(st);
	unlink(sti);
	return 0;
}
