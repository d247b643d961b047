#ifndef CORE_SAG_SAGLISTE_H
#define CORE_SAG_SAGLISTE_H

#include <stddef.h>
#include <stdint.h>

#include "core/base/dato.h"
#include "core/base/uuid.h"

struct err;
struct store;

struct sagrad {
	struct uuid id;
	const char *borger, *cpr, *virksomhed;   /* "" when empty */
	int trin;                                /* 1-5 */
	struct dato naeste;                      /* DATO_INGEN when none */
	int konflikter, usendt;
};

struct sagliste;

/* The cases that fit what was typed: every word must begin a word of the name,
 * CPR, workplace or a note; "" = all. Sorted by next date, those without last,
 * then by name. Quick at 10,000 cases. */
int sagliste_hent(struct sagliste **out, struct store *s, const char *soeg, struct err *e);
size_t sagliste_antal(const struct sagliste *l);
const struct sagrad *sagliste_nr(const struct sagliste *l, size_t i);   /* borrowed */
void sagliste_free(struct sagliste *l);

#endif
