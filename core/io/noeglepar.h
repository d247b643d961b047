#ifndef CORE_IO_NOEGLEPAR_H
#define CORE_IO_NOEGLEPAR_H

#include <stdint.h>

struct err;

/*
 * The municipality's recovery pair, as two small text files: the public half is
 * handed to every laptop (noegle_valg.genopretning), the private half is kept in a safe
 * and never on a laptop.
 *
 *   femtrin genopretning privat 1
 *   64 hexadecimal digits, and 8 more that check them
 */
enum noeglepar_art { NOEGLEPAR_PRIVAT, NOEGLEPAR_OFFENTLIG };

/* Makes a new pair; ERR_BRUG when one of the files is there already. */
int noeglepar_lav(const char *privat, const char *offentlig, struct err *e);

/* ERR_UGYLDIG when the file is not that half of a pair; it says so when it is the other one. */
int noeglepar_laes(const char *sti, enum noeglepar_art art, uint8_t ud[32], struct err *e);

/* A key as it stands in the second line of its file, and in the settings. */
#define NOEGLEPAR_TEKST 73
void noeglepar_skriv(char ud[NOEGLEPAR_TEKST], const uint8_t noegle[32]);
int noeglepar_afkod(const char *s, uint8_t ud[32]);     /* 0, or -1 not a key */

#endif
