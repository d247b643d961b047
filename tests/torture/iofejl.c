/*
 * Each call to the disk fails in turn, once and for good, with an I/O error and
 * with "disk full", while a store is opened, written and closed. Whatever was
 * acknowledged is there afterwards, nothing is half there, and the connection goes on
 * when the disk is back. The count says how many workloads to take.
 */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/base/err.h"
#include "core/io/vaultdb.h"
#include "tests/torture/lager.h"

#define SKRIDT 6

struct proeve {
	struct disk *start;
	uint64_t froe, facit[SKRIDT + 1];     /* sums after each transaction */
	long punkter, afvist, daarlige;
};

static void daarlig(struct proeve *p, const char *hvad, struct disk_fejl f)
{
	printf("  FAIL %s: seed %llu, call %lld%s, code %d\n", hvad, (unsigned long long)p->froe,
	       (long long)f.ved, f.altid ? " and on" : "", f.kode);
	p->daarlige++;
}

/* Runs until something fails; returns how many transactions were acknowledged. */
static int koer(struct lager *l, uint64_t froe)
{
	struct rng r = {froe};
	int i = 0;
	while (i < SKRIDT && lager_arbejd(l, &r) == SQLITE_OK)
		i++;
	return i;
}

static bool en_af(const struct proeve *p, uint64_t sum, int kvitteret)
{
	return sum == p->facit[kvitteret] ||
	       (kvitteret < SKRIDT && sum == p->facit[kvitteret + 1]);
}

struct midt {
	struct proeve *p;
	struct disk_fejl f;
	int kvitteret;
};

/* The power goes while the connection makes up for the error. */
static void plug(struct disk *d, void *arg)
{
	struct midt *m = arg;
	struct rng r = {m->p->froe ^ (uint64_t)m->f.ved};
	struct disk *efter = disk_stroemsvigt(d, &r);
	struct lager l;
	int rc = lager_aabn(&l, efter);
	if (rc != 0 || !en_af(m->p, lager_sum(&l, &rc), m->kvitteret))
		daarlig(m->p, "a power cut while making up for the error", m->f);
	if (rc == 0)
		lager_luk(&l);
	disk_free(efter);
}

/* The same connection, now that the disk is back: a true state, and it can be written. */
static uint64_t fortsaet(struct proeve *p, struct lager *l, int kvitteret, struct disk_fejl f)
{
	int rc;
	struct midt m = {p, f, kvitteret};
	disk_hag(l->disk, (struct disk_hag){plug, &m});
	uint64_t sum = lager_sum(l, &rc);
	disk_hag(l->disk, (struct disk_hag){NULL, NULL});
	if (rc != SQLITE_OK || !en_af(p, sum, kvitteret))
		daarlig(p, "the connection shows another state", f);
	struct rng r = {99};
	if (kvitteret % 2 && lager_arbejd(l, &r) != SQLITE_OK)
		daarlig(p, "cannot go on", f);
	if (!lager_hel(l))
		daarlig(p, "integrity", f);
	return lager_sum(l, &rc);
}

/* What the connection shows after the error has to outlive a kill and a power cut. */
static void doed(struct proeve *p, const struct disk *d, uint64_t vist, struct disk_fejl f)
{
	struct rng r = {p->froe + (uint64_t)f.ved};
	for (int i = 0; i < 3; i++) {
		struct disk *efter = i == 0 ? disk_kopi(d) : disk_stroemsvigt(d, &r);
		struct lager l;
		int rc = lager_aabn(&l, efter);
		if (rc != 0 || lager_sum(&l, &rc) != vist)
			daarlig(p, i == 0 ? "a kill shows another state" : "a power cut shows another state", f);
		if (rc == 0)
			lager_luk(&l);
		disk_free(efter);
	}
}

/* True when the fault was met. */
static bool punkt(struct proeve *p, struct disk_fejl f, bool genoptag)
{
	struct disk *d = disk_kopi(p->start);
	struct lager l;
	int kvitteret = 0, rc;
	uint64_t sum = 0;
	disk_fejl_ved(d, f);
	if (lager_aabn(&l, d) == 0) {
		kvitteret = koer(&l, p->froe);
		bool ramt = disk_kald(d) >= f.ved;
		if (ramt && genoptag) {
			disk_fejl_ved(d, (struct disk_fejl){0});
			sum = fortsaet(p, &l, kvitteret, f);
			doed(p, d, sum, f);
		}
		lager_luk(&l);
		if (!ramt && disk_kald(d) < f.ved) {
			disk_free(d);
			return false;
		}
	} else {
		p->afvist++;
	}
	p->punkter++;
	disk_fejl_ved(d, (struct disk_fejl){0});
	rc = lager_aabn(&l, d);
	if (rc != 0) {
		daarlig(p, "does not open afterwards", f);
	} else {
		uint64_t nu = lager_sum(&l, &rc);
		if (sum ? nu != sum : !en_af(p, nu, kvitteret))
			daarlig(p, "another state afterwards", f);
		if (vaultdb_frie_sider(l.db, NULL) < 0 || vaultdb_kontrol(l.db, NULL, NULL, NULL))
			daarlig(p, "pages afterwards", f);
		lager_luk(&l);
	}
	disk_free(d);
	return true;
}

static void arbejde(struct proeve *p)
{
	struct lager l;
	int rc = 0;
	p->start = disk_ny();
	struct rng r = {p->froe};
	if (lager_aabn(&l, p->start) != 0 || lager_tabeller(&l) != SQLITE_OK)
		exit(2);
	for (int i = 0; i < 12; i++)
		lager_arbejd(&l, &r);
	lager_luk(&l);
	struct disk *d = disk_kopi(p->start);
	lager_aabn(&l, d);
	r.s = p->froe;
	p->facit[0] = lager_sum(&l, &rc);
	for (int i = 1; i <= SKRIDT; i++) {
		lager_arbejd(&l, &r);
		p->facit[i] = lager_sum(&l, &rc);
	}
	lager_luk(&l);
	disk_free(d);
	static const int koder[] = {0, SQLITE_FULL};
	for (int k = 0; k < 2; k++)
		for (int art = 0; art < 4; art++)
			for (int64_t n = 1; p->daarlige < 10; n++)
				if (!punkt(p, (struct disk_fejl){n, art & 1, koder[k]}, art & 2))
					break;
	disk_free(p->start);
}

int main(int argc, char **argv)
{
	long antal = argc > 1 ? atol(argv[1]) : 1;
	uint64_t froe = argc > 2 ? strtoull(argv[2], NULL, 10) : 1;
	struct proeve p = {0};
	for (long i = 0; i < antal && p.daarlige < 10; i++) {
		p.froe = froe + (uint64_t)i;
		arbejde(&p);
	}
	printf("iofejl: seed %llu, %ld workloads, %ld points of failure (%ld while opening), %ld bad\n",
	       (unsigned long long)froe, antal, p.punkter, p.afvist, p.daarlige);
	return p.daarlige != 0;
}
