#ifndef CORE_JOURNAL_AFSEND_H
#define CORE_JOURNAL_AFSEND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/vec.h"
#include "core/journal/post.h"

struct err;
struct journal;

/* What this laptop has to send, and what comes back for it. */
enum { AFSEND_MAKS = 300 };           /* entries in one call, but for a longer act */

struct afsending {
	struct vec poster;            /* struct post, all of one device, by number; own texts */
};

#define AFSENDING {VEC_AF(struct post)}

/* The oldest unsent entries above number `efter`, whole acts: as many as fit below `maks`,
 * at least one act. */
int afsend_hent(struct journal *j, int64_t efter, size_t maks, struct afsending *ud, struct err *e);
/* All unsent ones with a number above nr. */
int afsend_efter(struct journal *j, int64_t nr, struct afsending *ud, struct err *e);
void afsending_til(struct afsending *a, int64_t nr);      /* drops those above nr */
void afsending_done(struct afsending *a);         /* and ready to be filled again */

struct afsend_svar {                  /* the centre's answer for one entry */
	int64_t nr, lbnr, sagsnr;
	char grund[24];               /* "" = accepted; why not, in the centre's word */
};

/* Stamps the answers in one transaction; what was refused no longer counts, and
 * cases on their way out go. Said again it changes nothing. ERR_SKADET when an answer
 * is not for an entry of this device, or another one than before. */
int afsend_svar(struct journal *j, const struct afsend_svar *svar, size_t n, struct err *e);

/* After a fork: what is unsent is written anew under another device, in its order;
 * nothing else of it changes. Everything after this is that device's. */
int afsend_ny_enhed(struct journal *j, const struct uuid *enhed, struct err *e);

#endif
