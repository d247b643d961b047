#ifndef CORE_BREV_FORRIGE_H
#define CORE_BREV_FORRIGE_H

#include <stdbool.h>

struct beregn_om;
struct buf;
struct objekt;
struct sag;

/* The case before (sag.forrige) out of the store of this one; NULL when it has
 * none or it is not here. Yours to free. */
struct sag *forrige_hent(const struct sag *s);

/* The places forrige.* of beregn.h; false: empty. Tasks are the same when they
 * bear the same name. */
bool forrige_bevilget(const struct beregn_om *om, struct buf *ud);   /* "10 timer om ugen" */
bool forrige_periode(const struct beregn_om *om, struct buf *ud);
bool forrige_hjaelp(const struct beregn_om *om, struct buf *ud);     /* all tasks, per week */
bool forrige_udgaaet(const struct beregn_om *om, struct buf *ud);    /* helped then, not now */
bool forrige_mer(const struct beregn_om *om, struct buf *ud);        /* hours more per week now */
bool forrige_mindre(const struct beregn_om *om, struct buf *ud);     /* hours less */
bool forrige_opgave(const struct beregn_om *om, struct buf *ud);     /* the task at hand, then */
bool forrige_nu(const struct beregn_om *om, struct buf *ud);         /* and now */

/* Does no task of now bear the name of this one of the case before? */
bool forrige_er_udgaaet(const struct sag *nu, const struct objekt *da);

#endif
