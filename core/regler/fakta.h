#ifndef CORE_REGLER_FAKTA_H
#define CORE_REGLER_FAKTA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/dato.h"
#include "core/regler/bemaerkning.h"
#include "core/regler/opgave.h"
#include "core/regler/timer.h"

struct assess_om;
struct objekt;
struct regelsaet;
struct sag;

/* What the rules ask about, read from the case once. */
struct fakta {
	const struct sag *s;
	const struct assess_om *om;
	const struct regelsaet *r;
	struct opgaver opgaver;
	struct timetal tal;
	struct dato dag;                 /* of the decision; today before there is one */
	bool afgjort, afslag, tilsagn;   /* an outcome stands; it is a refusal; bevilling or delvis */
	bool selvstaendig, fleksjob;
	int64_t bevilget_min;            /* per week; 0 for a refusal, -1 none */
	int64_t fastsat_min;
	int64_t kost_maaned_oere;        /* -1 without a rate */

	struct sted steder[4];           /* set by the rule that holds */
	size_t n_steder;
	const struct objekt *opgave;     /* the task or employment that it is about */
};

/* When a rule is asked at all. */
enum naar { ALTID, AFGJORT, TILSAGN };

struct regel {
	enum bem bem;
	enum naar naar;
	bool (*gaelder)(struct fakta *f);
};

void fakta_laes(struct fakta *ud, const struct sag *s, const struct assess_om *om);
void fakta_done(struct fakta *f);

/* Values for the places of the sentence; copied. */
void fakta_glem(struct fakta *f);        /* before the next rule */
void fakta_sted(struct fakta *f, const char *navn, const char *tekst);
void fakta_sted_tid(struct fakta *f, const char *navn, int64_t minutter);
void fakta_sted_dato(struct fakta *f, const char *navn, struct dato d);
void fakta_sted_tal(struct fakta *f, const char *navn, int64_t n);

#endif
