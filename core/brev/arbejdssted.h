#ifndef CORE_BREV_ARBEJDSSTED_H
#define CORE_BREV_ARBEJDSSTED_H

#include <stdbool.h>

struct beregn_om;
struct buf;
struct objekt;

/* The one employment that a paper to an employer is about: the one chosen, else
 * the only one; NULL where there are several and none is chosen, so that no
 * employer reads of another. */
const struct objekt *arbejdssted(const struct beregn_om *om);

/* The places arbejdssted.* of beregn.h; false: empty. */
bool arbejdssted_navn(const struct beregn_om *om, struct buf *ud);
bool arbejdssted_cvr(const struct beregn_om *om, struct buf *ud);
bool arbejdssted_adresse(const struct beregn_om *om, struct buf *ud);
bool arbejdssted_telefon(const struct beregn_om *om, struct buf *ud);
bool arbejdssted_kontakt(const struct beregn_om *om, struct buf *ud);
bool arbejdssted_stilling(const struct beregn_om *om, struct buf *ud);
bool arbejdssted_selvstaendig(const struct beregn_om *om, struct buf *ud);
bool arbejdssted_timer(const struct beregn_om *om, struct buf *ud);      /* "12 timer om ugen" */
bool arbejdssted_kvartal(const struct beregn_om *om, struct buf *ud);    /* "156 timer i kvartalet" */
bool arbejdssted_her(const struct beregn_om *om, struct buf *ud);        /* the task at hand is done there */

#endif
