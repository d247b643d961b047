#ifndef CORE_BREV_UDBETALT_H
#define CORE_BREV_UDBETALT_H

#include <stdbool.h>

struct beregn_om;
struct buf;

/* What has been paid in all: the rows of udbetalinger with an amount. Places of
 * beregn.h; false: nothing yet. */
bool udbetalt_timer(const struct beregn_om *om, struct buf *ud);       /* "248 timer og 30 minutter" */
bool udbetalt_beloeb(const struct beregn_om *om, struct buf *ud);      /* "39.912,66 kr." */

#endif
