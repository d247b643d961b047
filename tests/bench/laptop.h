#ifndef TESTS_BENCH_LAPTOP_H
#define TESTS_BENCH_LAPTOP_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/err.h"
#include "core/io/db.h"
#include "core/io/vaultlager.h"
#include "core/journal/journal.h"
#include "core/journal/store.h"
#include "core/synk/postgres.h"
#include "core/synk/synk.h"
#include "tests/bench/maal.h"

/* A laptop as the program makes one: a sealed store with its outbox, and a
 * connection to the centre. The passphrase costs the least that is taken, before
 * anything is measured. */
struct laptop {
	char central[1024], kommune[8];
	struct vaultlager *laas;
	struct store *store;
};

static inline void laptop_maa(int kode, const struct err *e)
{
	if (kode >= 0)
		return;
	fprintf(stderr, "%s\n", e->tekst);
	exit(1);
}

static inline void laptop_aabn(struct laptop *l, const char *mappe, const char *navn)
{
	struct noegle_valg billig = {.pris = {NOEGLE_RUNDER, NOEGLE_KIB_MIN}};
	struct err e;
	char sti[300];
	snprintf(sti, sizeof sti, "%s/%s.db", mappe, navn);
	laptop_maa(vaultlager_opret(&l->laas, sti, (struct segl_data){"kode", 4}, &billig, &e), &e);
	struct store_valg v = {.sti = sti, .laas = l->laas, .sqlmappe = FEMTRIN_KILDE "/core/sql",
			       .bruger = "demo", .opret = true};
	laptop_maa(store_open(&l->store, &v, &e), &e);
}

static inline void laptop_luk(struct laptop *l)
{
	store_close(l->store);
	vaultlager_free(l->laas);
}

static inline struct postgres *laptop_ring(struct laptop *l)
{
	struct postgres *p;
	struct err e;
	struct postgres_valg v = {.journal = store_journal(l->store), .forbindelse = l->central,
				  .kommune = l->kommune, .navn = "pc"};
	laptop_maa(postgres_ny(&p, &v, &e), &e);
	return p;
}

static inline int64_t laptop_ur(void *arg)
{
	return store_nu(arg);
}

static inline struct synk *laptop_synk(struct laptop *l, struct postgres *p)
{
	return synk_ny(&(struct synk_valg){.journal = store_journal(l->store), .ops = &postgres_ops,
					   .arg = p, .ur = laptop_ur, .ur_arg = l->store});
}

/* One act: as many fields of this object, number fra and up, each with a new value. */
static inline void laptop_skriv(struct laptop *l, const struct uuid *sag, const struct uuid *objekt,
				int fra, int antal)
{
	static int loeb;
	static char felt[300][24], vaerdi[300][64];
	static struct aendring a[300];
	struct err e;
	for (int i = 0; i < antal; i++) {
		snprintf(felt[i], sizeof felt[i], "opgaver.felt%d", fra + i);
		snprintf(vaerdi[i], sizeof vaerdi[i], "Demo Værdi af almindelig længde %d", loeb++);
		a[i] = (struct aendring){*sag, *objekt, felt[i], vaerdi[i]};
	}
	laptop_maa(journal_skriv(store_journal(l->store), a, (size_t)antal, &e), &e);
}

/* New cases of 30 entries, an act each, until there are as many entries. */
static inline void laptop_fyld(struct laptop *l, long antal)
{
	struct err e;
	laptop_maa(db_begin(store_db(l->store), "bench", &e), &e);
	for (long i = 0; i < antal; i += 30) {
		struct uuid sag;
		uuid_ny(&sag, store_nu(l->store));
		laptop_skriv(l, &sag, &sag, 0, 30);
	}
	laptop_maa(db_commit(store_db(l->store), &e), &e);
}

/* A visit: 200 entries in a case, twenty acts; half of them change what stood there. */
static inline void laptop_besoeg(struct laptop *l, const struct uuid *sag, int nr)
{
	struct uuid ny;
	uuid_ny(&ny, store_nu(l->store));
	for (int i = 0; i < 20; i++)
		laptop_skriv(l, sag, i % 2 && nr ? sag : &ny, 10 * i, 10);
}

#endif
