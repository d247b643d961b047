#ifndef CORE_JOURNAL_LOKAL_H
#define CORE_JOURNAL_LOKAL_H

#include <stdint.h>

struct db;
struct err;

/* The table `lokal`: facts about this store. A number that is not there is 0. */
int lokal_tal(struct db *db, const char *noegle, int64_t *ud, struct err *e);
int lokal_saet_tal(struct db *db, const char *noegle, int64_t v, struct err *e);
char *lokal_hent(struct db *db, const char *noegle, struct err *e);   /* the caller's; NULL = none */
int lokal_saet(struct db *db, const char *noegle, const char *v, struct err *e);

#endif
