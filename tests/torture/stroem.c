/*
 * Power cuts: a workload runs, and before each of its changes to the disk the
 * plug is pulled, in ways drawn at random. Every image has to open, with each
 * acknowledged transaction there and no half one; after the free pages are seen to,
 * every page authenticates.
 */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/io/vaultdb.h"
#include "tests/torture/lager.h"

struct proeve {
	struct rng r;
	uint64_t kvitteret, i_gang;     /* sums of the last state and of the one under way */
	bool i_gang_kendt;
	long billeder, maal, tilbage, revne;
	int antal_pr;
	int fejl;
};

static void daarlig(struct proeve *p, const char *hvad, int rc)
{
	printf("  FAIL image %ld: %s (%d)\n", p->billeder, hvad, rc);
	p->fejl++;
}

/* Which state came back? In the middle of a commit it may be the old or the new one. */
static void bedoem(struct proeve *p, struct lager *l, struct disk *d, uint64_t *nye, size_t *n)
{
	int rc;
	uint64_t sum = lager_sum(l, &rc);
	if (rc != SQLITE_OK)
		daarlig(p, "cannot be read", rc);
	else if (sum == p->kvitteret)
		p->tilbage++;
	else if (*n < 100000)
		nye[(*n)++] = sum;
	if (!lager_hel(l))
		daarlig(p, "integrity_check", 0);
	int frie = vaultdb_frie_sider(l->db, NULL);
	if (frie < 0)
		daarlig(p, "free pages", frie);
	else
		p->revne += frie;
	int side = vaultdb_kontrol(l->db, NULL, NULL, NULL);
	if (side != 0)
		daarlig(p, "page does not authenticate", side);
	(void)d;
}

struct nye {
	struct proeve *p;
	uint64_t *sum;
	size_t n;
};

static void plug(struct disk *d, void *arg)
{
	struct nye *ny = arg;
	struct proeve *p = ny->p;
	for (int i = 0; i < p->antal_pr && p->billeder < p->maal && p->fejl < 10; i++) {
		struct disk *efter = disk_stroemsvigt(d, &p->r);
		struct lager l;
		p->billeder++;
		int rc = lager_aabn(&l, efter);
		if (rc != 0) {
			daarlig(p, "does not open", rc);
		} else {
			bedoem(p, &l, efter, ny->sum, &ny->n);
			lager_luk(&l);
		}
		disk_free(efter);
	}
}

int main(int argc, char **argv)
{
	long maal = argc > 1 ? atol(argv[1]) : 1000;
	uint64_t froe = argc > 2 ? strtoull(argv[2], NULL, 10) : 1;
	struct proeve p = {.r = {froe * 977 + 5}, .maal = maal, .antal_pr = maal > 20000 ? 8 : 2};
	struct rng arbejde = {froe};
	struct nye ny = {&p, malloc(100000 * sizeof(uint64_t)), 0};
	struct disk *d = disk_ny();
	struct lager l;
	int rc = lager_aabn(&l, d);
	if (rc != 0 || lager_tabeller(&l) != SQLITE_OK)
		return printf("cannot begin (%d)\n", rc), 1;
	for (int i = 0; i < 40; i++)
		lager_arbejd(&l, &arbejde);
	p.kvitteret = lager_sum(&l, &rc);
	long ombyttet = 0, transaktioner = 0;
	while (p.billeder < maal && p.fejl < 10) {
		ny.n = 0;
		disk_hag(d, (struct disk_hag){plug, &ny});
		rc = lager_arbejd(&l, &arbejde);
		disk_hag(d, (struct disk_hag){NULL, NULL});
		transaktioner++;
		uint64_t nu = lager_sum(&l, &rc);
		for (size_t i = 0; i < ny.n; i++, ombyttet++)
			if (ny.sum[i] != nu)
				daarlig(&p, "neither the old state nor the new", 0);
		p.kvitteret = nu;
		if (lager_hel(&l) == false)
			daarlig(&p, "the running store", 0);
	}
	printf("stroem: seed %llu, %ld images in %ld transactions: %ld the state before, %ld the one "
	       "after, %ld torn free pages mended, %d bad\n",
	       (unsigned long long)froe, p.billeder, transaktioner, p.tilbage, ombyttet, p.revne,
	       p.fejl);
	lager_luk(&l);
	disk_free(d);
	free(ny.sum);
	return p.fejl != 0;
}
