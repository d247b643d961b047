#ifndef TESTS_TORTURE_DISK_H
#define TESTS_TORTURE_DISK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * A disk in memory, as a SQLite VFS to lay under the vault. It knows what has
 * been synced and what has not, so it can say what a power cut might leave: any
 * subset of the unsynced writes, each torn per 512 bytes, in any order, with
 * creation and removal of files kept or lost. It can fail at the n-th call.
 */
struct disk;

struct bytes {
	uint8_t *p;
	size_t n, plads;
};

struct disk_skriv {               /* an unsynced change of one file */
	int64_t fra;
	bool afkort;              /* truncate to `fra` */
	struct bytes data;
};

struct disk_fil {
	char navn[96];
	bool findes, varig;       /* in the folder now; after a power cut */
	struct bytes nu, synket;
	struct disk_skriv *log;
	size_t logs, logplads;
};

#define DISK_FILER 4

struct disk_fejl {
	int64_t ved;              /* which call fails, from 1; 0 none */
	bool altid;               /* and every one after it */
	int kode;                 /* what it answers; 0: the call's own I/O error */
};

struct disk_hag {
	void (*foer)(struct disk *d, void *arg);   /* before each change, and inside removal */
	void *arg;
};

struct rng {
	uint64_t s;
};
uint64_t rng_tal(struct rng *r);                   /* splitmix64: one seed, one run */
uint64_t rng_under(struct rng *r, uint64_t n);

struct disk *disk_ny(void);                        /* empty; registers its VFS */
void disk_free(struct disk *d);
const char *disk_navn(const struct disk *d);       /* of the VFS */
struct disk_fil *disk_find(struct disk *d, const char *ende);   /* by the name's end; NULL */
struct disk *disk_kopi(const struct disk *d);      /* everything as it is, synced */
void disk_saet(struct disk *d, const struct disk *fra);   /* contents as in fra, synced */
struct disk *disk_stroemsvigt(const struct disk *d, struct rng *r);
void disk_fejl_ved(struct disk *d, struct disk_fejl f);    /* counts from now */
int64_t disk_kald(const struct disk *d);           /* calls since then */
void disk_hag(struct disk *d, struct disk_hag h);

#endif
