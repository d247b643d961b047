#ifndef CORE_SAG_GENDAN_H
#define CORE_SAG_GENDAN_H

struct err;
struct formsaet;
struct store;

/* Half-typed text that a dead process left (kladde.h) becomes entries where the
 * field takes it, each in one transaction with the end of its draft; text for an
 * object that was not there yet makes the object. What a field does not take
 * stays a draft for the screen. Returns how many became entries, or a store's
 * error. Costs one query when there are none. */
int gendan_kladder(struct store *s, const struct formsaet *f, struct err *e);

#endif
