#ifndef CORE_REGLER_REGNESTYKKE_H
#define CORE_REGLER_REGNESTYKKE_H

#include <stddef.h>

struct assess;
struct objekt;
struct sag;

/* The whole computation as lines to read, with the paragraph beside: each task
 * with help, the need, the ceiling and why, the shares. Hours per week. */
struct regnelinje {
	char *navn;                      /* "Rengøring", "Behov" */
	char *tekst;                     /* "4 × dag × 5 dage × 18 min = 6:00" */
	const char *kilde;               /* borrowed from the rule set; NULL where none */
	const struct objekt *opgave;     /* of the lines about a task */
};

struct regnestykke {
	struct regnelinje *linjer;
	size_t n;
};

void regnestykke_lav(struct regnestykke *out, const struct sag *s, const struct assess *a);
void regnestykke_done(struct regnestykke *r);

#endif
