#ifndef CORE_BASE_CPR_H
#define CORE_BASE_CPR_H

#include <stdbool.h>

#include "core/base/dato.h"

/*
 * Numbers of persons and companies. A CPR number begins with a date (day + 60
 * in a replacement number); the seventh digit gives the century (cpr.dk,
 * "Opbygning af CPR-nummeret"). Since 2007 numbers are given out that fail
 * modulus 11, so there it is only a hint. Every CVR number obeys it.
 */
struct cpr {
	struct dato foedt;
	bool erstatning;              /* a replacement number, not a real CPR number */
	bool modulus11;
};

/* Ten digits, nothing else. False where the first six are no date. */
bool cpr_laes(struct cpr *out, const char *cifre);

/* Eight digits that obey modulus 11 (weights 2 7 6 5 4 3 2 1). */
bool cvr_gyldig(const char *cifre);

#endif
