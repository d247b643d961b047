#ifndef TUI_OPDELING_H
#define TUI_OPDELING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/vec.h"
#include "core/regler/timer.h"

struct buf;
struct err;
struct objekt;
struct regelsaet;
struct sag;

/*
 * The three-column split as people walk it: which task stands in which column,
 * where the cursor is, what the figures are. Free of the screen. Rows and
 * figures are made anew only when the case has changed.
 */
enum { OPD_KOLONNER = 3 };

struct oprad {
	const struct objekt *opgave;     /* borrowed till the case changes */
	struct opgavetal tal;            /* minutes a year */
	const char *mangler;             /* key of the first thing a person must still be asked; NULL */
};

struct opdeling {
	struct sag *sag;
	const struct regelsaet *regelsaet;
	struct vec rader[OPD_KOLONNER];  /* of struct oprad, in the order they came to be */
	struct timetal tal;
	int64_t beskrevet_min;           /* Σ totals a week */
	char total[2][192];              /* the line of totals, and a shorter one */
	int total_celler[2];
	bool flere;                      /* more than one employment: tasks show theirs */
	uint64_t udgave;
	uint64_t gang;                   /* grows each time the rows are made anew */
	bool laest;
	int kolonne;                     /* 0-2, where the cursor is */
	size_t raekke[OPD_KOLONNER];     /* remembered per column */
};

void opdeling_init(struct opdeling *o, struct sag *s, const struct regelsaet *r);
void opdeling_done(struct opdeling *o);

/* Cheap when nothing changed. True when the rows were made anew. */
bool opdeling_ajour(struct opdeling *o);

size_t opdeling_antal(const struct opdeling *o, int kolonne);
const struct oprad *opdeling_rad(const struct opdeling *o, int kolonne, size_t i);
const struct oprad *opdeling_her(const struct opdeling *o);   /* under the cursor; NULL in an empty column */

/* The cursor: sideways (kept in its row as far as the column goes), up and down. */
bool opdeling_gaa(struct opdeling *o, int kolonner, int raekker);
bool opdeling_find(struct opdeling *o, const struct objekt *opgave);

/* Puts the task under the cursor into a column, one entry in the journal. With
 * `foelg` the cursor goes along; otherwise it stands on the next task. */
int opdeling_flyt(struct opdeling *o, int kolonne, bool foelg, struct err *e);

/* A task out of one typed line (hurtig.h) into the cursor's column, or into column 2
 * when it needs help and that is column 1; the cursor stands on it, or stays in its
 * column. Help minutes answer the solution: assistance.
 * ERR_UGYLDIG for a line without a name. */
int opdeling_ny(struct opdeling *o, const char *linje, struct err *e);
int opdeling_fjern(struct opdeling *o, struct err *e);

/* After a field of a task was answered: help minutes in columns 2 and 3 answer an
 * open solution with assistance. *loest tells that they did. */
int opdeling_besvar(struct opdeling *o, const struct objekt *opgave, const char *kort,
		    bool *loest, struct err *e);

/* What a typed line would become: "Rengøring: 2 × dag · 30 min · hjælp 20 min"; "" for a
 * plain name. Adds to ud. */
void opdeling_hint(const char *linje, int kolonne, struct buf *ud);

/* "beskrevet 32:30 af 37:00 · indhold 100 % · egen 70 % · behov 9:50 · loft 20:00",
 * its first word cut short where it would not fit in `celler`. *bredde its cells. */
const char *opdeling_total(const struct opdeling *o, int celler, int *bredde);

#endif
