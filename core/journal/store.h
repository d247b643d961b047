#ifndef CORE_JOURNAL_STORE_H
#define CORE_JOURNAL_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/uuid.h"

struct db;
struct err;
struct journal;
struct store;
struct vaultlager;

/* A store: one file, its migrations run, its device known, nobody else in it.
 * Half-typed text that a dead process left behind: kladde.h. */
struct store_valg {
	const char *sti;              /* the file; its folder is made (0700) with opret */
	struct vaultlager *laas;      /* the unlocked key; borrowed until store_close; NULL = unsealed */
	const char *sqlmappe;         /* folder of the migrations */
	const char *bruger;           /* login name for the journal */
	bool opret;
	bool hukommelse;              /* for tests: nothing on disk */
	int64_t (*ur)(void *arg);     /* ms since 1970 UTC; NULL = the real clock */
	void *ur_arg;
	void (*sig)(void *arg, const char *saetning);   /* what the outbox gave back; may be NULL */
	void *sig_arg;
};

/* ERR_FINDES_IKKE, ERR_LAAST, ERR_NYERE, ERR_SKADET, ERR_SKRIVEBESKYTTET, ERR_FULD, ERR_NOEGLE */
int store_open(struct store **out, const struct store_valg *v, struct err *e);
void store_close(struct store *s);

struct journal *store_journal(struct store *s);   /* borrowed */
struct db *store_db(struct store *s);             /* borrowed; for core/journal and core/sag only */
int64_t store_nu(struct store *s);                /* ms since 1970 UTC by the store's clock */
const char *store_bruger(const struct store *s);

/* Local bookkeeping, never synced: a remembered text by key (cursor places,
 * settings of the screen). The answer is the caller's; NULL when nothing is there. */
int store_husk(struct store *s, const char *noegle, const char *vaerdi, struct err *e);
char *store_husket(struct store *s, const char *noegle);

/* Files, stored once by SHA-256, in chunks. */
int store_fil_gem(struct store *s, const void *data, size_t n, uint8_t hash[32], struct err *e);
int store_fil_hent(struct store *s, const uint8_t hash[32], char **data, size_t *n, struct err *e);

/* The outbox (udbakke.h, genspil.h) of a sealed store is kept by the store itself. forny: what has
 * been sent goes out of it; call it when a sync has ended. mangel: why it lacks the newest
 * entries, NULL when it does not. Both do nothing for a store without one. */
int store_udbakke_forny(struct store *s, struct err *e);
const char *store_udbakke_mangel(const struct store *s);

/* Checks everything: each page (sidetjek.h), SQLite's own check, each chain, each vhash, the
 * derived tables against a rebuild in a scratch store. With damaged pages only those are
 * said: the rest would follow from them. `sig` is called with one sentence per finding and
 * may be NULL. ERR_SKADET when there is any. A torn free page is said, mended and no finding. */
int store_verify(struct store *s, void (*sig)(void *arg, const char *saetning), void *arg,
		 struct err *e);

/* How many pages that hold something cannot be read, or a code. 0 for an unsealed store. */
int store_skadede(struct store *s, struct err *e);

/* The derived tables anew: 0. 1: pages of theirs were damaged, and there is a new file now
 * (ombyg.h): close this store, and open it again. ERR_SKADET when others are. */
int store_rebuild(struct store *s, struct err *e);

#endif
