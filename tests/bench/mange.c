/* Many cases: writing them as an import does (one act of 150 entries each),
 * opening the store, searching as one types, verify. argv[1] = folder,
 * argv[2] = cases. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/err.h"
#include "core/base/vec.h"
#include "core/io/db.h"
#include "core/journal/journal.h"
#include "core/journal/soeg.h"
#include "core/journal/store.h"
#include "tests/bench/maal.h"

enum { OPGAVER = 8, FELTER = 14, NOTER = 3 };

static const char *const ORD[] = {
	"kasser", "løfte", "frokost", "kunde", "bære", "trappe", "stol", "regnskab", "telefon",
	"mandag", "træt", "smerter", "pause", "kollega", "maskine", "gulv", "opvask", "vindue",
	"mælk", "stald", "traktor", "møde", "skriver", "læser", "hører", "støj", "skærm", "bord",
};

static const char *const NAVNE[] = {"Anne Demo", "Bo Demo", "Cæcilie Demo", "Dorte Demo", "Erik", "Frode", "Åse Demo",
				    "Øjvind", "Hanne", "Ib", "Jens", "Karen"};

static void must(int kode, const struct err *e)
{
	if (kode >= 0)
		return;
	fprintf(stderr, "%s\n", e->tekst);
	exit(1);
}

struct skrivning {
	struct aendring a[200];
	char tekst[200][600];
	size_t n;
	struct uuid sag;
};

static void add(struct skrivning *w, const struct uuid *o, const char *felt, const char *ord,
		int i)
{
	char *t = w->tekst[w->n];
	snprintf(t, sizeof w->tekst[0], "%s%d", ord, i);
	w->a[w->n++] = (struct aendring){.sag = w->sag, .objekt = *o, .felt = felt, .vaerdi = t};
}
#define EN(x, i) ((x)[(unsigned)(i) * 2654435761u % (sizeof (x) / sizeof *(x))])

static void tasks(struct skrivning *w, int nr)
{
	static char noegler[FELTER][32];
	for (int i = 0; i < OPGAVER; i++) {
		struct uuid o;
		uuid_ny(&o, nr);
		for (int f = 0; f < FELTER; f++) {
			snprintf(noegler[f], sizeof noegler[f], "opgaver.felt%02d", f);
			add(w, &o, noegler[f], EN(ORD, nr + i + f), nr * 100 + f);
		}
	}
}

static void notes(struct skrivning *w, int nr)
{
	for (int i = 0; i < NOTER; i++) {
		struct uuid o;
		char tekst[500] = "";
		uuid_ny(&o, nr);
		for (int k = 0; k < 40; k++) {
			strcat(tekst, EN(ORD, nr * 7 + k * 13 + i));
			strcat(tekst, " ");
		}
		add(w, &o, "noter.tekst", tekst, nr);
	}
}

static void one_case(struct skrivning *w, int nr)
{
	static char noegler[32][32];
	struct uuid job;
	w->n = 0;
	uuid_ny(&w->sag, nr);
	uuid_ny(&job, nr);
	add(w, &w->sag, "borger.navn", EN(NAVNE, nr), nr);
	add(w, &w->sag, "borger.cpr", "610190-", 1000 + nr % 9000);
	add(w, &w->sag, "opfoelgning.naeste", "2027-06-", 10 + nr % 20);
	add(w, &job, "ansaettelser.virksomhed", EN(ORD, nr), nr);
	tasks(w, nr);
	notes(w, nr);
	for (int i = 0; i < 31; i++) {
		snprintf(noegler[i], sizeof noegler[i], "vurdering.felt%02d", i);
		add(w, &w->sag, noegler[i], EN(ORD, nr + i), nr);
	}
}

static void fill(struct store *s, int sager)
{
	static struct skrivning w;
	struct err e;
	struct maal m = {0};
	double start = maal_nu(), skrevet = 0;
	for (int i = 0; i < sager; i++) {
		one_case(&w, i);
		double t = maal_nu();
		must(journal_skriv(store_journal(s), w.a, w.n, &e), &e);
		maal_tag(&m, maal_nu() - t);
		skrevet += maal_nu() - t;
	}
	maal_vis(&m, "one case, an act of 150 entries");
	printf("%d cases in %.2f s: %.0f cases/s, %.0f entries/s\n", sager,
	       (maal_nu() - start) / 1e6, sager / skrevet * 1e6, sager * (double)w.n / skrevet * 1e6);
}

static void search(struct store *s)
{
	static const char *const TEKSTER[] = {"k", "ka", "kas", "kass", "kasse", "å", "ås", "6", "61",
		"610190-", "00", "demo", "demo k", "demo ka lø", "b", "t", "demo1", "s", "jens ka"};
	struct maal m = {0};
	struct err e;
	for (int i = 0; i < 10; i++)
		for (size_t k = 0; k < sizeof TEKSTER / sizeof *TEKSTER; k++) {
			struct vec v = VEC_AF(int64_t);
			double t = maal_nu();
			must(soeg_find(store_db(s), TEKSTER[k], &v, &e), &e);
			double us = maal_nu() - t;
			maal_tag(&m, us);
			if (i == 0)
				printf("  %-12s %6zu cases %8.3f ms\n", TEKSTER[k], v.n, us / 1e3);
			vec_done(&v);
		}
	maal_vis(&m, "search, one key");
}

int main(int argc, char **argv)
{
	int sager = argc > 2 ? atoi(argv[2]) : 1000;
	char mappe[256], fil[300];
	struct err e;
	struct store *s;
	snprintf(mappe, sizeof mappe, "%s/femtrin-bench-XXXXXX", argc > 1 ? argv[1] : ".");
	if (!mkdtemp(mappe))
		return 1;
	snprintf(fil, sizeof fil, "%s/femtrin.db", mappe);
	struct store_valg v = {.sti = fil, .sqlmappe = FEMTRIN_KILDE "/core/sql", .bruger = "demo",
			       .opret = true};
	must(store_open(&s, &v, &e), &e);
	fill(s, sager);
	store_close(s);
	struct maal aabn = {0};
	for (int i = 0; i < 30; i++) {
		double t = maal_nu();
		must(store_open(&s, &v, &e), &e);
		maal_tag(&aabn, maal_nu() - t);
		store_close(s);
	}
	maal_vis(&aabn, "opening");
	must(store_open(&s, &v, &e), &e);
	search(s);
	double t = maal_nu();
	must(store_verify(s, NULL, NULL, &e), &e);
	printf("verify %.2f s", (maal_nu() - t) / 1e6);
	t = maal_nu();
	must(store_rebuild(s, &e), &e);
	printf("   rebuild %.2f s\n", (maal_nu() - t) / 1e6);
	store_close(s);
	remove(fil);
	return rmdir(mappe);
}
