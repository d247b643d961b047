#ifndef CORE_SYNK_EFTERPROEVPOST_H
#define CORE_SYNK_EFTERPROEVPOST_H

#include <stddef.h>

struct buf;
struct central_fund;
struct laest;
struct modtag_post;
struct post;

/* One entry of the centre, held to its own hashes and to the same entry here. */
enum { EFTERPROEV_FUND = 8 };

/* What does not hold, as the end of a sentence each; how many. her NULL: not here. */
size_t efterproevpost(const struct modtag_post *c, const struct laest *her,
		      const char *hvad[EFTERPROEV_FUND]);

/* "sag …, post 7 (enhed …, nr. 3, felt borger.by)"; adds to ud. */
void efterproevpost_navn(struct buf *ud, const struct post *p);

/* A finding of femtrin.kontrol as a sentence; adds to ud. */
void efterproevpost_fund(struct buf *ud, const struct central_fund *f);

#endif
