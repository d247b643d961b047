#ifndef CORE_REGLER_TIMER_H
#define CORE_REGLER_TIMER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buf;
struct objekt;
struct regelsaet;
struct sag;

/* Hours, as hours.md lays them down: pure, integers only, minutes per year of
 * 52 weeks until the last rounding. */
struct andel {
	int64_t over, under;             /* under 0: null, raises nothing */
};

struct opgavetal {                       /* one task; minutes per year */
	int64_t total, hjaelp, egen;
	bool taeller;                    /* has antal, pr, minutter and an employment with days */
	bool omfordelt;                  /* counts in no share */
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

/* "4 × dag × 5 dage × 18 min = 6:00", per week; adds to ud. */
void timer_linje(const struct sag *s, const struct objekt *opgave, struct buf *ud);

/* The granted (or the caseworker's) figure as minutes a week; -1 when none. */
int64_t timer_bevilget(const struct sag *s, const struct regelsaet *r);
int64_t timer_fastsat(const struct sag *s, const struct regelsaet *r);

double andel_tal(struct andel a);        /* 0 when null */

#endif
