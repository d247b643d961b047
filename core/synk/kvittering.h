#ifndef CORE_SYNK_KVITTERING_H
#define CORE_SYNK_KVITTERING_H

#include <stdint.h>

struct err;
struct journal;
struct synk_kvittering;
struct uuid;
struct vec;

/* What a sync may say it reached. */

/* The centre's epoch: remembered at the first contact; CENTRAL_EPOKE when it is
 * another than then. */
int kvittering_epoke(struct journal *j, const struct uuid *epoke, struct err *e);

/* 1: some case has not been compared since it changed; all such have a number of
 * the commit order above *fra. 0: none. */
int kvittering_mangler(struct journal *j, int64_t *fra, struct err *e);

/* Each case (struct central_hoved) against the chain here. Equal: "synkroniseret".
 * ERR_SKADET when both have the same number of entries and not the same ones, or
 * the centre has fewer than it had. One that has more got them meanwhile. */
int kvittering_sammenlign(struct journal *j, const struct vec *hoveder, struct err *e);

/* The last receipt: 1, or 0 none yet. */
int kvittering_sidste(struct journal *j, struct synk_kvittering *ud, struct err *e);

/* "synkroniseret": 1 when the case's chain equalled the centre's at the last contact and
 * nothing of it is unsent. */
int kvittering_sag(struct journal *j, const struct uuid *sag, struct err *e);

/* Fills in sager, alle and kaede, and keeps the receipt. */
int kvittering_gem(struct journal *j, struct synk_kvittering *k, struct err *e);

#endif
