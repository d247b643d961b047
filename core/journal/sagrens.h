#ifndef CORE_JOURNAL_SAGRENS_H
#define CORE_JOURNAL_SAGRENS_H

#include <stdint.h>

#include "core/base/uuid.h"

struct db;
struct err;
struct modtag_adgang;

/* What is known of a case's place at the centre and of the access to it, and what
 * happens when access is lost. Inside the caller's transaction. */
struct sagshoved {
	int64_t sagsnr;               /* fetched without holes: 1 to this; 0 nothing */
	uint8_t kaede[32];
	int64_t lbnr;
};

/* The fact in `lokal` that is 1 while the last receipt counts the cases as they stand here. */
#define SAGSHOVED_REGNET "sager_regnet"

int sagshoved_hent(struct db *db, const struct uuid *sag, struct sagshoved *ud, struct err *e);
int sagshoved_gem(struct db *db, const struct uuid *sag, const struct sagshoved *h, struct err *e);

/* 1 there is a row, 0 none (*ud is then RET_INGEN, 0). */
int adgang_hent(struct db *db, const struct uuid *sag, struct modtag_adgang *ud, struct err *e);
int adgang_gem(struct db *db, const struct modtag_adgang *a, struct err *e);

/* Takes every case that access was lost to out of the store, journal and all, but
 * those with unsent entries: they go when those are sent. */
int sagrens_mistede(struct db *db, struct err *e);

/* What values that are gone left behind: files no entry names any more, words in
 * the search index. */
int sagrens_spor(struct db *db, struct err *e);

#endif
