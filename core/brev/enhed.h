#ifndef CORE_BREV_ENHED_H
#define CORE_BREV_ENHED_H

#include <stdbool.h>
#include <stdint.h>

struct beregn_om;
struct buf;

/* Hours in the unit of the grant: a week, a quarter or a year. Places of beregn.h;
 * false: empty. */
bool enhed_pr(const struct beregn_om *om, struct buf *ud);             /* "om ugen", "i kvartalet", "om året" */
bool enhed_hjaelp(const struct beregn_om *om, struct buf *ud);         /* help to the task at hand */
bool enhed_hjaelp_givet(const struct beregn_om *om, struct buf *ud);   /* to all tasks not refused */
bool enhed_andel(const struct beregn_om *om, struct buf *ud);          /* the row of hours at hand: "5 timer om ugen" */

#endif
