#ifndef CORE_JOURNAL_SKEMA_H
#define CORE_JOURNAL_SKEMA_H

#include <stdbool.h>

struct db;
struct err;

/*
 * Migrations: NNNN-*.sql in `mappe`, numbered 0001, 0002 … without holes. Each
 * that the store lacks is run in one transaction, in order; a new store runs
 * all. Each file sets user_version to its own number at its end. An empty file
 * becomes a store with `ny` alone.
 * ERR_NYERE: the store has steps that this program lacks. ERR_SKADET: it is some
 * other program's database. ERR_FINDES_IKKE: it is empty and may not be made.
 */
int skema_opgrader(struct db *db, const char *mappe, bool ny, struct err *e);

#endif
