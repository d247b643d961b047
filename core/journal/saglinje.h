#ifndef CORE_JOURNAL_SAGLINJE_H
#define CORE_JOURNAL_SAGLINJE_H

#include <stdbool.h>
#include <stdint.h>

struct db;
struct err;

/* The columns of `sag` that come from the case's own fields (0001-journal.sql). */
bool saglinje_bruger(const char *felt);            /* does this field matter to them? */
int saglinje_regn(struct db *db, int64_t sag, struct err *e);

#endif
