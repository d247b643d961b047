#ifndef CORE_SYNK_KOMMUNE_H
#define CORE_SYNK_KOMMUNE_H

struct buf;
struct err;
struct journal;
struct tilbagehold;

/* Which municipality this store belongs to. */

/* Remembered at the first contact; CENTRAL_KOMMUNE when it is another than then. */
int kommune_husk(struct journal *j, const char *kode, struct err *e);

/* What was held back and why, as a sentence; adds to ud. */
void kommune_holdt(const struct tilbagehold *t, struct buf *ud);

#endif
