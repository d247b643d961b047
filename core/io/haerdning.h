#ifndef CORE_IO_HAERDNING_H
#define CORE_IO_HAERDNING_H

struct err;

/*
 * What the process gives away about itself. Call once, first thing in main: no core
 * dumps, not to be read through /proc or a debugger of the same user, new files
 * for their owner alone, and SQLite's heap (pages in the clear) is wiped as it is
 * freed. Whatever of it the system does not know is left out; ERR_FEJL only
 * when SQLite was in use already.
 */
int haerdning_start(struct err *e);

#endif
