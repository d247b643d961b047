#ifndef CORE_SYNK_KOMMUNE_H
#define CORE_SYNK_KOMMUNE_H

struct err;
struct journal;

/* Which municipality this store belongs to. */

/* Remembered at the first contact; CENTRAL_KOMMUNE when it is another than then. */
int kommune_husk(struct journal *j, const char *kode, struct err *e);

/* Before anything is sent: CENTRAL_KOMMUNE when a case with something unsent in it says that
 * it belongs to another (sag.kommune). The centre would refuse it. */
int kommune_sager(struct journal *j, const char *kode, struct err *e);

#endif
