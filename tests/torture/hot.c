/*
 * Damage to a hot journal beside a half-written main file: bits flipped, records
 * moved, zeroed, taken from other journals, the journal cut short. The store must
 * either be refused as damaged or come back exactly as before the transaction.
 */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/err.h"
#include "core/io/vaultjournal.h"
#include "tests/torture/lager.h"

#define TAGET 24

struct taget {                    /* a store caught between two states */
	struct disk *d;
	uint64_t foer;
	uint32_t poster;
};

struct proeve {
	struct rng r;
	struct taget t[TAGET];
	int n;
	uint64_t foer;
	bool nu;                  /* this transaction has not been caught yet */
	long afvist, tilbage, daarlige;
};

/* Catches the disk when the journal is hot and something of the main file is
 * written: the change after the first write to it. */
static void fang(struct disk *d, void *arg)
{
	struct proeve *p = arg;
	struct disk_fil *f = disk_find(d, "sag.db"), *j = disk_find(d, "-journal");
	if (p->n == TAGET || !p->nu || !j || !f || f->logs == 0 || rng_under(&p->r, 3))
		return;
	if (j->nu.n < JOURNAL_SEKTOR + JOURNAL_POST || j->nu.p[0] == 0)
		return;
	p->nu = false;
	p->t[p->n++] = (struct taget){disk_kopi(d), p->foer, tal32_laes(j->nu.p + 8)};
}

static void skad(struct proeve *p, struct disk_fil *j, uint32_t poster, const struct taget *anden)
{
	uint8_t *fra = j->nu.p + JOURNAL_SEKTOR;
	size_t i = rng_under(&p->r, poster);
	const struct disk_fil *k = disk_find(anden->d, "-journal");
	size_t brugt = JOURNAL_SEKTOR + (size_t)poster * JOURNAL_POST;
	switch (rng_under(&p->r, 16)) {
	case 0:
		j->nu.n = 1 + rng_under(&p->r, j->nu.n - 1);
		return;
	case 1:
		memset(fra + i * JOURNAL_POST, 0, JOURNAL_POST);
		return;
	case 2:
		memmove(fra + i * JOURNAL_POST, fra + rng_under(&p->r, poster) * JOURNAL_POST,
			JOURNAL_POST);
		return;
	case 3:       /* the same place in another journal of the same store */
		if (i < anden->poster)
			memcpy(fra + i * JOURNAL_POST,
			       k->nu.p + JOURNAL_SEKTOR + i * JOURNAL_POST, JOURNAL_POST);
		return;
	case 4:
		memcpy(j->nu.p, k->nu.p, JOURNAL_SEKTOR);       /* its header */
		return;
	case 5:
	case 6:
	case 7:       /* the header is small: give it its share */
		j->nu.p[rng_under(&p->r, 60)] ^= (uint8_t)(1u << rng_under(&p->r, 8));
		return;
	default:
		j->nu.p[rng_under(&p->r, brugt)] ^= (uint8_t)(1u << rng_under(&p->r, 8));
	}
}

static void daarlig(struct proeve *p, const char *hvad, int rc)
{
	printf("  FAIL %s (%d)\n", hvad, rc);
	p->daarlige++;
}

static void bedoem(struct proeve *p, struct disk *d, uint64_t foer)
{
	struct lager l;
	int rc = lager_aabn(&l, d);
	if (rc != 0) {
		p->afvist++;
		if (rc != ERR_SKADET)
			daarlig(p, "another error than damage", rc);
		return;
	}
	if (lager_sum(&l, &rc) != foer || rc != SQLITE_OK || !lager_hel(&l))
		daarlig(p, "rolled back to something else", rc);
	p->tilbage++;
	lager_luk(&l);
}

int main(int argc, char **argv)
{
	long antal = argc > 1 ? atol(argv[1]) : 1000;
	uint64_t froe = argc > 2 ? strtoull(argv[2], NULL, 10) : 1;
	struct proeve p = {.r = {froe * 31 + 7}};
	struct rng arbejde = {froe};
	struct disk *d = disk_ny();
	struct lager l;
	int rc = lager_aabn(&l, d);
	if (rc != 0 || lager_tabeller(&l) != SQLITE_OK)
		return printf("cannot begin (%d)\n", rc), 1;
	for (int i = 0; i < 30; i++)
		lager_arbejd(&l, &arbejde);
	while (p.n < TAGET) {
		p.foer = lager_sum(&l, &rc);
		p.nu = true;
		disk_hag(d, (struct disk_hag){fang, &p});
		lager_arbejd(&l, &arbejde);
		disk_hag(d, (struct disk_hag){NULL, NULL});
	}
	lager_luk(&l);
	struct disk *prove = disk_ny();
	for (int i = 0; i < TAGET; i++) {               /* undamaged, each must roll back */
		disk_saet(prove, p.t[i].d);
		bedoem(&p, prove, p.t[i].foer);
	}
	if (p.tilbage != TAGET)
		daarlig(&p, "an undamaged journal was refused", (int)p.afvist);
	for (long i = 0; i < antal && p.daarlige < 10; i++) {
		const struct taget *t = &p.t[i % TAGET];
		disk_saet(prove, t->d);
		skad(&p, disk_find(prove, "-journal"), t->poster, &p.t[rng_under(&p.r, TAGET)]);
		bedoem(&p, prove, t->foer);
	}
	printf("hot: seed %llu, %ld damages to %d hot journals: %ld refused, %ld rolled back whole, "
	       "%ld wrong\n",
	       (unsigned long long)froe, antal, TAGET, p.afvist, p.tilbage - TAGET, p.daarlige);
	for (int i = 0; i < TAGET; i++)
		disk_free(p.t[i].d);
	disk_free(prove);
	disk_free(d);
	return p.daarlige != 0;
}
