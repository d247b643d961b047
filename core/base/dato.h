#ifndef CORE_BASE_DATO_H
#define CORE_BASE_DATO_H

#include <stdbool.h>
#include <stdint.h>

/* A day in the Gregorian calendar. Valid years are 1800-2199; DATO_INGEN
 * (all zero) is no date. */
struct dato {
	int aar, maaned, dag;
};

#define DATO_ISO 11

bool dato_gyldig(struct dato d);
bool dato_er(struct dato d);                              /* not DATO_INGEN */
bool dato_laes(struct dato *out, const char *iso);        /* YYYY-MM-DD, nothing else */

/* What people type: 2026-09-01, 1/9-26, 1.9.2026, 1-9-2026, 010926, 01092026,
 * "1/9" (the year of i_dag), "i dag", "i går", "i morgen", "idag", and the same in the
 * language of the program. */
bool dato_fra_tastatur(struct dato *out, const char *s, struct dato i_dag);

const char *dato_iso(struct dato d, char ud[DATO_ISO]);   /* 2026-09-01 */
const char *dato_lang(struct dato d, char ud[40]);        /* 1. september 2026 */
const char *dato_kort(struct dato d, char ud[12]);        /* 01.09.2026 */
const char *dato_ugedag(struct dato d);                   /* mandag …; constant */

int dato_orden(struct dato a, struct dato b);             /* <0, 0, >0 */
int64_t dato_dage(struct dato d);                         /* days since 1970-01-01 */
struct dato dato_fra_dage(int64_t dage);
struct dato dato_plus_dage(struct dato d, int64_t n);

/* Calendar months; a day that the month lacks becomes its last one. */
struct dato dato_plus_maaneder(struct dato d, int n);

/* The day of a moment in local time; ms since 1970 UTC. */
struct dato dato_af_ms(int64_t ms);

#endif
