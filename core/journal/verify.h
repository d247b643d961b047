#ifndef CORE_JOURNAL_VERIFY_H
#define CORE_JOURNAL_VERIFY_H

struct db;
struct err;

struct verify_til {
	void (*sig)(void *arg, const char *saetning);   /* one finding; may be NULL */
	void *arg;
};

/* store_verify: pages, chains, values, references, files, derived tables. The
 * derived ones are made again in a store in memory, case by case, from the
 * migrations in sqlmappe. ERR_SKADET when there is any finding. */
int verify_koer(struct db *db, const char *sqlmappe, const struct verify_til *til, struct err *e);

#endif
