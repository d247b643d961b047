#ifndef CORE_SYNK_FILSYNK_H
#define CORE_SYNK_FILSYNK_H

#include <stdbool.h>
#include <stdint.h>

#include "core/base/buf.h"
#include "core/base/vec.h"

struct afsending;
struct central_ops;
struct err;
struct journal;

/* Files beside the entries: handed in before the entries that name them, fetched after,
 * piece by piece, so that what was cut goes on where it was. */
struct filsynk {
	struct journal *journal;
	const struct central_ops *ops;
	void *arg;
	struct vec filer;             /* struct filnavn: to be sent or fetched */
	size_t nr;
	int64_t stykke;               /* of file nr; -1: not begun */
	struct buf data;              /* a piece on its way, kept while the answer is waited for */
	int64_t laengde;
	int64_t antal;                /* files that went through */
	bool savnes;                  /* files are being fetched that entries here name */
};

void filsynk_done(struct filsynk *f);

/* Which files these entries name, and are here. */
int filsynk_af(struct filsynk *f, const struct afsending *a, struct err *e);
/* Which files are missing here. */
int filsynk_savnes(struct filsynk *f, struct err *e);

/* At most one exchange: 1 there is more (CENTRAL_VENT: no answer yet), 2 there is more,
 * 0 done, < 0. */
int filsynk_send(struct filsynk *f, struct err *e);
int filsynk_hent(struct filsynk *f, struct err *e);

#endif
