#ifndef CORE_BASE_PENGE_H
#define CORE_BASE_PENGE_H

#include <stdbool.h>
#include <stdint.h>

/* Money is øre. In the case it stands as kroner with two decimals: "2400.00". */
bool penge_laes(int64_t *oere, const char *kroner);              /* canonical form */
bool penge_fra_tastatur(char ud[24], const char *s);             /* 2400 · 2400,5 · 2.400,50 -> 2400.50 */
const char *penge_dansk(int64_t oere, char ud[32]);              /* 2.400,50 */
const char *penge_skriv(int64_t oere, char ud[24]);              /* 2400.50 */

#endif
