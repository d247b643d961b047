#ifndef CORE_IO_VAULTHUKOMMELSE_H
#define CORE_IO_VAULTHUKOMMELSE_H

/* SQLite's heap: as the system's, but wiped when freed, so that a closed store
 * leaves no page of it behind. The program is one thread, so SQLite neither locks
 * nor counts for others. Before anything else of SQLite; 0, or -1 when it is too late. */
int vaulthukommelse_start(void);

#endif
