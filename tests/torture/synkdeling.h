#ifndef TESTS_TORTURE_SYNKDELING_H
#define TESTS_TORTURE_SYNKDELING_H

#include <stdbool.h>
#include <stdint.h>

#include "synkverden.h"

/* Many seeds, in one process or shared by some. A seed that fails is printed, and its
 * process stops there. */
enum { PROCESSER = 16 };

struct koersel {
	bool (*liv)(uint32_t froe, enum mutant m, char fejl[FEJLTEKST]);
	uint32_t n, froe;
	enum mutant m;
	int processer;                   /* 1 to PROCESSER */
};

bool synkdeling_alene(const struct koersel *k);
bool synkdeling_flere(const struct koersel *k);          /* the counts are added up in verden_tal */
void synkdeling_tal(double sekunder, int processer);     /* prints them */

#endif
