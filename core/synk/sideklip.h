#ifndef CORE_SYNK_SIDEKLIP_H
#define CORE_SYNK_SIDEKLIP_H

#include <stdbool.h>
#include <stddef.h>

struct modtag_side;

/* A page with maks entries may end inside an act: takes that act off it, and all
 * that has a greater number. False when the act is all there is: ask for more. */
bool sideklip_akt(struct modtag_side *s, size_t maks);

/* After cases were added: in the order of lbnr, each entry once. */
void sideklip_orden(struct modtag_side *s);

#endif
