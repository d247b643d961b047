/*
 * Damage at rest: single bits flipped over the whole main file, then pages
 * swapped, zeroed, taken from other stores, and the file cut short. Each has to
 * be found by the page check, or by SQLite where pages are missing, and what
 * can still be read has to be what was written.
 */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/err.h"
#include "core/io/vaultdb.h"
#include "core/io/vaultside.h"
#include "tests/torture/lager.h"

struct proeve {
	struct rng r;
	uint64_t sum;             /* of the whole store */
	struct disk *god, *fremmed;
	long fundet, laest_ens, daarlige;
};

static void daarlig(struct proeve *p, const char *hvad, long nr)
{
	printf("  FAIL %s at %ld\n", hvad, nr);
	p->daarlige++;
}

/* Opens the damaged disk. kontrol: the page check alone has to see it. */
static void bedoem(struct proeve *p, struct disk *d, bool kontrol, long nr)
{
	struct lager l;
	int rc = lager_aabn(&l, d);
	if (rc != 0) {
		p->fundet += rc == ERR_SKADET;
		if (rc != ERR_SKADET)
			daarlig(p, "another error than damage", rc);
		return;
	}
	uint64_t sum = lager_sum(&l, &rc);
	int sider = vaultdb_kontrol(l.db, NULL, NULL, NULL);
	bool hel = lager_hel(&l);
	if (rc == SQLITE_OK && sum != p->sum)
		daarlig(p, "wrong data shown", nr);
	if (kontrol ? sider <= 0 : sider <= 0 && hel && rc == SQLITE_OK)
		daarlig(p, "not found", nr);
	else
		p->fundet++;
	p->laest_ens += rc == SQLITE_OK;
	lager_luk(&l);
}

static void bits(struct proeve *p, long antal)
{
	struct disk *d = disk_kopi(p->god);
	struct disk_fil *f = disk_find(d, "sag.db");
	size_t sider = f->nu.n / SIDE_STR;
	for (long i = 0; i < antal && p->daarlige < 10; i++) {
		/* Every page in turn, any bit of it. */
		size_t sted = (size_t)i % sider * SIDE_STR + rng_under(&p->r, SIDE_STR);
		uint8_t bit = (uint8_t)(1u << rng_under(&p->r, 8));
		f->nu.p[sted] ^= bit;
		bedoem(p, d, true, (long)sted);
		f->nu.p[sted] ^= bit;
	}
	disk_free(d);
}

static void side(struct proeve *p, struct disk_fil *f, const struct disk_fil *fremmed)
{
	size_t n = f->nu.n / SIDE_STR;
	uint8_t *a = f->nu.p + rng_under(&p->r, n) * SIDE_STR, *b = a, hold[SIDE_STR];
	while (b == a)
		b = f->nu.p + rng_under(&p->r, n) * SIDE_STR;
	switch (rng_under(&p->r, 4)) {
	case 0:
		memcpy(hold, a, SIDE_STR);
		memcpy(a, b, SIDE_STR);
		memcpy(b, hold, SIDE_STR);
		break;
	case 1:
		memcpy(a, b, SIDE_STR);
		break;
	case 2:
		memset(a, 0, SIDE_STR);
		break;
	default:        /* the same place in another store */
		memcpy(a, fremmed->nu.p + (a - f->nu.p), SIDE_STR);
	}
}

static void sider(struct proeve *p, long antal)
{
	struct disk *d = disk_kopi(p->god);
	for (long i = 0; i < antal && p->daarlige < 10; i++) {
		disk_saet(d, p->god);
		struct disk_fil *f = disk_find(d, "sag.db");
		if (i % 5 == 0) {
			f->nu.n = 1 + rng_under(&p->r, f->nu.n - 1);
			bedoem(p, d, false, i);
		} else {
			side(p, f, disk_find(p->fremmed, "sag.db"));
			bedoem(p, d, true, i);
		}
	}
	disk_free(d);
}

static struct disk *fyldt(uint64_t froe, uint8_t noegle, uint64_t *sum)
{
	struct disk *d = disk_ny();
	struct rng r = {froe};
	struct lager l;
	int rc = lager_aabn_med(&l, d, noegle);
	if (rc != 0 || lager_tabeller(&l) != SQLITE_OK)
		exit(2);
	for (int i = 0; i < 60; i++)
		lager_arbejd(&l, &r);
	*sum = lager_sum(&l, &rc);
	lager_luk(&l);
	return d;
}

int main(int argc, char **argv)
{
	long antal = argc > 1 ? atol(argv[1]) : 1000;
	uint64_t froe = argc > 2 ? strtoull(argv[2], NULL, 10) : 1, andet;
	struct proeve p = {.r = {froe}};
	p.god = fyldt(froe, 0x22, &p.sum);
	p.fremmed = fyldt(froe, 0x23, &andet);
	size_t n = disk_find(p.god, "sag.db")->nu.n / SIDE_STR;
	bits(&p, antal);
	long flip = p.fundet, ens = p.laest_ens;
	long flyt = antal < 1000 ? antal : antal < 100000 ? antal / 10 : 2000;
	sider(&p, flyt);
	struct lager l;
	int forkert = lager_aabn_med(&l, p.god, 0x24);
	if (forkert == 0)
		daarlig(&p, "a wrong key opens", 0), lager_luk(&l);
	printf("flip: seed %llu, %zu pages: %ld of %ld flipped bits found (%ld in pages nobody reads), "
	       "%ld of %ld moved, zeroed, foreign pages and cut files found, wrong key %s, %ld bad\n",
	       (unsigned long long)froe, n, flip, antal, ens, p.fundet - flip, flyt,
	       forkert ? "refused" : "OPENS", p.daarlige);
	disk_free(p.god);
	disk_free(p.fremmed);
	return p.daarlige != 0;
}
