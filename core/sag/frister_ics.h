#ifndef CORE_SAG_FRISTER_ICS_H
#define CORE_SAG_FRISTER_ICS_H

#include <stdint.h>

struct buf;
struct frister;

/* As an iCalendar file (RFC 5545), whole days, stamped nu (ms since 1970 UTC). A
 * calendar is seen by others: workplace and kind of date stand in it, the
 * citizen's name and CPR do not. The same date keeps its UID from time to time. */
void frister_ics(const struct frister *f, int64_t nu, struct buf *ud);

#endif
