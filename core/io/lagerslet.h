#ifndef CORE_IO_LAGERSLET_H
#define CORE_IO_LAGERSLET_H

struct err;

/* Wipes the store at sti, which must be closed: first both copies of its key file, written
 * over and removed for good, so that what follows cannot be opened however far it comes;
 * then the database, its journal, the outbox and copies under way. Again does no harm. */
int lagerslet(const char *sti, struct err *e);

#endif
