#ifndef TESTS_TORTURE_SYNKTJEK_H
#define TESTS_TORTURE_SYNKTJEK_H

#include <stdbool.h>

struct buf;
struct laptop;
struct verden;

/*
 * The invariants of store-and-sync.md section 5, each by its name. False: one does
 * not hold, and v->fejl says which. Where the others are held: I9 by the rounds at the
 * end (synk.c), I13 after each sync (synk.c), I14 by a second life without clocks
 * that jump (synk.c), I4 for a wiped laptop at its wiping (synk.c).
 */

/* After each sync: I11. After one that came to its end, too: I6, I10, I12. */
bool tjek_akter(struct verden *v, struct laptop *l);
bool tjek_synket(struct verden *v, struct laptop *l);

/* Everybody has everything: I1-I5, I7, I8, erased values are gone, what was refused is
 * known, receipts are true. */
bool tjek_slut(struct verden *v);

/* What all laptops show, without names, numbers and times: the same whatever the clocks. */
void tjek_billede(struct verden *v, struct buf *ud);

#endif
