#ifndef CORE_REGLER_TIMER_H
#define CORE_REGLER_TIMER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/regler/opgave.h"

struct buf;
struct objekt;
struct regelsaet;
struct sag;

/* Hours, as hours.md lays them down: pure, integers only, minutes per year of
 * 52 weeks until the last rounding. */
struct andel {
	int64_t over, under;             /* under 0: null, raises nothing */
};

struct timetal {
	int64_t arbejdstid_min;          /* A, per week */
	int64_t behov_min, loft_min;     /* per week */
	int64_t hjaelp_aar;              /* Σ help, per year */
	struct andel beskrevet, egen, indhold;
	bool udvidet;                    /* the extended ceiling applies */
	bool uddannelse;
};

void timer_opgave(struct opgavetal *ud, const struct sag *s, const struct objekt *opgave);
void timer_regn(struct timetal *ud, const struct sag *s, const struct regelsaet *r);

/* The same, with the tasks read already. */
void timer_regn_opgaver(struct timetal *ud, const struct sag *s, const struct regelsaet *r,
			const struct opgaver *o);

/* The sums and shares of the tasks, and what follows from them for a working
 * time; pure arithmetic. arbejdstid_min, udvidet and uddannelse stand in ud. */
void timer_sum(struct timetal *ud, const struct opgaver *o);
int64_t timer_behov(int64_t hjaelp_aar, int64_t arbejdstid_min, const struct regelsaet *r);
int64_t timer_loft(int64_t arbejdstid_min, bool udvidet, const struct regelsaet *r);

/* "4 × dag × 5 dage × 18 min = 6:00", per week: the help where an assistant
 * gives it, otherwise the whole task; what is missing where it cannot be
 * counted. Adds to ud. */
void timer_linje(const struct sag *s, const struct objekt *opgave, struct buf *ud);

/* The granted figure as minutes a week (0 for a refusal), -1 when none; and the
 * figure that stands: the granted where there is a decision, else the
 * caseworker's, else -1. */
int64_t timer_bevilget(const struct sag *s, const struct regelsaet *r);
int64_t timer_fastsat(const struct sag *s, const struct regelsaet *r);

/* As timer_fastsat, but minutes a year of 52 weeks, not rounded to the week. */
int64_t timer_fastsat_aar(const struct sag *s, const struct regelsaet *r);

double andel_tal(struct andel a);        /* 0 when null */

#endif
