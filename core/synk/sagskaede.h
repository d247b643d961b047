#ifndef CORE_SYNK_SAGSKAEDE_H
#define CORE_SYNK_SAGSKAEDE_H

#include <stdint.h>

struct buf;
struct db;
struct err;
struct journal;
struct uuid;
struct vec;

/* The chains of the cases that are here, and of two laptops side by side. */

/* Made again from a case's entries 1 to n as they stand here: 1; 0 some are missing. */
int sagskaede(struct db *db, const struct uuid *sag, int64_t n, uint8_t kaede[32], struct err *e);

/* Adds a struct central_hoved for each case that has been fetched and may be seen, by UUID. */
int sagskaede_alle(struct db *db, struct vec *ud, struct err *e);

/* What this laptop was shown, for a colleague to compare: a line for each case with its
 * UUID, number and chain, nothing of what is in it. Adds to ud. */
int sagskaede_skriv(struct journal *j, struct buf *ud, struct err *e);

struct sagskaede_ens {
	int64_t ens, andre;           /* cases with the same history; not here, or not as far */
	int64_t forskel;
};

/* A colleague's lines against what stands here: whoever shows two laptops two
 * histories is found so. sig: one sentence for each case that differs. ERR_UGYLDIG: no such file. */
int sagskaede_sammenlign(struct journal *j, const char *tekst, struct sagskaede_ens *ud,
			 void (*sig)(void *arg, const char *saetning), void *arg, struct err *e);

/* Cases of the table j (journal, sagshoved) that this user may see. */
#define SAGSKAEDE_SES "(EXISTS (SELECT 1 FROM adgang a WHERE a.sag = zeroblob(16) AND a.ret > 0) OR " \
	"NOT EXISTS (SELECT 1 FROM adgang a WHERE a.sag = j.sag AND a.ret = 0))"

#endif
