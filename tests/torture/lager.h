#ifndef TESTS_TORTURE_LAGER_H
#define TESTS_TORTURE_LAGER_H

#include <stdbool.h>
#include <stdint.h>

#include "tests/torture/disk.h"

struct sqlite3;
struct vault;

/* A sealed store on a disk in memory, and a workload on it whose every state is
 * known. The key is fixed: torture begins behind the passphrase. */
struct lager {
	struct disk *disk;        /* borrowed */
	struct vault *vault;
	struct sqlite3 *db;
};

/* Opens "sag.db" on the disk; rolls back what is hot. 0, or a code (see err.h), and
 * then nothing is open. */
int lager_aabn(struct lager *l, struct disk *d);
int lager_aabn_med(struct lager *l, struct disk *d, uint8_t noeglebyte);
void lager_luk(struct lager *l);

int lager_tabeller(struct lager *l);                       /* SQLite's codes from here on */
/* One transaction of inserts, updates and removals, decided by r. */
int lager_arbejd(struct lager *l, struct rng *r);
/* A hash of every row of every table and its index; 0 and *rc set when it cannot be read. */
uint64_t lager_sum(struct lager *l, int *rc);
bool lager_hel(struct lager *l);                           /* integrity_check says ok */

#endif
