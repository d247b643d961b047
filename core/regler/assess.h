#ifndef CORE_REGLER_ASSESS_H
#define CORE_REGLER_ASSESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/dato.h"
#include "core/regler/timer.h"

struct buf;
struct err;
struct indstillinger;
struct regelsaet;
struct regler;
struct sag;

enum niveau { NIVEAU_OPLYSNING, NIVEAU_ADVARSEL, NIVEAU_FEJL };

struct bemaerkning {
	const char *kode;                /* constant */
	enum niveau niveau;
	bool besvaret;
	const char *const *felter;       /* field keys it is about */
	size_t n_felter;
	const char *besvares_af;         /* key of the field that answers, "note", or NULL */
	char *tekst;                     /* Danish sentence with the figures in it */
	const char *kilde;
	const struct objekt *opgave;     /* the task it is about, where it is one */
};

enum parameter { PAR_LOVHJEMMEL, PAR_LAGT_TIL_GRUND, PAR_EGNE_OPGAVER, PAR_BETYDNING, PAR_BEHOV,
		 PAR_ANTAL };

struct assess {
	const struct regelsaet *regelsaet;
	struct timetal tal;
	int64_t fastsat_min;             /* -1 none */
	struct bemaerkning *remarks;
	size_t n_remarks;
	bool parametre[PAR_ANTAL];
	bool kraevet[PAR_ANTAL];         /* asked for by this outcome */
	int64_t kost_maaned_oere;        /* -1 without a rate */
};

struct assess_om {                       /* what the case does not hold itself */
	struct dato i_dag;
	int64_t forrige_min;             /* minutes a week of the grant before; -1 none */
	const struct regler *regler;
	const struct indstillinger *ind;
};

void assess_run(struct assess *out, const struct sag *s, const struct assess_om *om);
void assess_done(struct assess *a);

/* The JSON of hours.md, one object, no newline. */
void assess_json(const struct assess *a, const struct sag *s, struct buf *ud);

const char *parameter_navn(enum parameter p);    /* lovhjemmel … */
const char *niveau_navn(enum niveau n);          /* fejl … */

#endif
