#ifndef CORE_JOURNAL_UR_H
#define CORE_JOURNAL_UR_H

#include <stdint.h>

/* The hybrid logical clock of the journal: 48 bits of milliseconds since 1970
 * UTC and a 16-bit counter. It never goes back, whatever the computer's clock
 * does, and follows that clock where it can. */
int64_t ur_naeste(int64_t forrige, int64_t ms);

/* The computer's own clock, ms since 1970 UTC. */
int64_t ur_ms(void *arg);

#endif
