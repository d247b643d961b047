#ifndef CORE_JOURNAL_SAGSKAEDE_H
#define CORE_JOURNAL_SAGSKAEDE_H

struct db;
struct err;
struct uuid;

/* Holds each case's fetched part together: the numbers 1 to sagshoved.sagsnr without
 * a hole, and the chain over them the one that was kept (sagrens.h). sig is called once
 * for each case that does not, with what is wrong as a sentence's end. */
typedef void sagskaede_sig(void *arg, const struct uuid *sag, const char *hvad);
int sagskaede_efterse(struct db *db, sagskaede_sig *sig, void *arg, struct err *e);

#endif
