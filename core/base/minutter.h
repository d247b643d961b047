#ifndef CORE_BASE_MINUTTER_H
#define CORE_BASE_MINUTTER_H

#include <stdbool.h>
#include <stdint.h>

/*
 * Weekly hours are kept in the case as decimal text with at most two decimals
 * ("30.5") and counted as whole minutes, the nearest one (hours.md).
 */
bool minutter_af_timer(int64_t *out, const char *decimal);   /* "30.5" -> 1830 */

/* What people type: 30, 30.5, 30,5, 30:30. ud gets the canonical decimal text
 * with at most two decimals and no final zeros ("30.5"); false if it is none. */
bool timer_fra_tastatur(char ud[16], const char *s);

const char *minutter_klokke(int64_t min, char ud[24]);       /* 9:50 */
const char *minutter_tekst(int64_t min, char ud[48]);        /* "12 timer", "9 timer og 50 minutter" */
const char *timer_dansk(const char *decimal, char ud[16]);   /* "30.5" -> "30,5" */

/* a / b to the nearest, halves up; b > 0, a >= 0. */
int64_t del_afrund(int64_t a, int64_t b);

#endif
