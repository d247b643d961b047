#ifndef CORE_REGLER_OPGAVE_H
#define CORE_REGLER_OPGAVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct objekt;
struct sag;

struct opgavetal {                       /* one task; minutes per year of 52 weeks */
	int64_t total, hjaelp, egen;
	bool taeller;                    /* has antal, pr, minutter; for `dag` also an employment with days */
	bool omfordelt;                  /* counts in no share */
};

enum loesning { LOESNING_INGEN, LOESNING_ASSISTANCE, LOESNING_HJAELPEMIDDEL, LOESNING_OMFORDELING };

/* A task as the rules see it, read once. Numbers: -1 = not filled in. */
struct opgave {
	const struct objekt *objekt;
	const char *navn;                /* borrowed from the case; "" when empty */
	int spalte;                      /* 1-3; 0 when empty */
	int64_t antal, minutter, bistand, observeret;
	int64_t assistenter;             /* at once; 1 unless it says more */
	int64_t gange;                   /* times a year for each of `antal`; -1 unknown */
	enum loesning loesning;
	bool sammen;                     /* the citizen still does the work, with the assistant beside */
	bool indhold;                    /* professional content of the job */
	bool koersel;
	const char *foer;                /* NULL when empty */
	struct opgavetal tal;
};

struct opgaver {
	struct opgave *alle;
	size_t n;
};

void opgave_laes(struct opgave *ud, const struct sag *s, const struct objekt *o);
void opgave_regn(struct opgave *o);      /* fills o->tal from the rest (hours.md, "Minutes") */

void opgaver_laes(struct opgaver *ud, const struct sag *s);
void opgaver_done(struct opgaver *o);

/* The employment that a task belongs to: the one it names, else the only one;
 * NULL when it is open. */
const struct objekt *opgave_ansaettelse(const struct sag *s, const struct objekt *opgave);

#endif
