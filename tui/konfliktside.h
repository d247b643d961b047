#ifndef TUI_KONFLIKTSIDE_H
#define TUI_KONFLIKTSIDE_H

#include <stdbool.h>
#include <stddef.h>

struct felt;
struct konflikt;
struct sag;

/* A conflict as people read it: its sides, those who want the same on one side. */
struct konfliktside {
	char *navn;                      /* "Mit", "Deres", "Fjernet", "Beholdt" */
	char *hvem;                      /* "anna 22.11.2026 10.00" */
	char *tekst;                     /* what it says, as people read it */
	const char *vaerdi;              /* that settles it; NULL = emptied, or the object stays */
	bool min, vist, usendt;
};

struct konfliktsider {
	const struct felt *felt;         /* NULL: about the object being there, or a key no form knows */
	bool fjernet;                    /* removal against edit */
	bool foelsom;                    /* hidden in the shared view */
	char *titel;                     /* "Minutter · Rengøring" */
	char *spoergsmaal;               /* one or two sentences */
	char *foer;                      /* what both replaced; NULL: they differ, or nothing */
	struct konfliktside *side;
	size_t n;
};

/* k is borrowed: vaerdi points into it. */
void konfliktsider_lav(struct konfliktsider *ud, const struct konflikt *k, const struct sag *s);
void konfliktsider_done(struct konfliktsider *k);

/* The side that is mine (min true) or the others'; n when there is none or more than one. */
size_t konfliktsider_find(const struct konfliktsider *k, bool min);

#endif
