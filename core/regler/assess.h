#ifndef CORE_REGLER_ASSESS_H
#define CORE_REGLER_ASSESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/dato.h"
#include "core/regler/bemaerkning.h"
#include "core/regler/timer.h"

struct buf;
struct formsaet;
struct indstillinger;
struct regelsaet;
struct regler;
struct sag;
struct store;

struct bemaerkning {
	const char *kode;                /* constant */
	enum niveau niveau;
	bool besvaret;
	const char *const *felter;       /* field keys it is about */
	size_t n_felter;
	const char *besvares_af;         /* key of the field that answers, "note", or NULL */
	char *tekst;                     /* Danish sentence with the figures in it */
	const char *kilde;
	const struct objekt *opgave;     /* the (first) task or employment it is about, or NULL */
};

enum parameter { PAR_LOVHJEMMEL, PAR_LAGT_TIL_GRUND, PAR_EGNE_OPGAVER, PAR_BETYDNING, PAR_BEHOV,
		 PAR_ANTAL };

struct assess {
	const struct regelsaet *regelsaet;
	struct timetal tal;
	int64_t fastsat_min;             /* -1 none */
	struct bemaerkning *remarks;     /* in the order of BEMAERKNINGER; each code once */
	size_t n_remarks;
	size_t n_forud;                  /* more behind them: held back until step 4, but a final letter
	                                  * does not get past them */
	bool parametre[PAR_ANTAL];
	bool kraevet[PAR_ANTAL];         /* asked for by this outcome */
	bool kraever_opgave;             /* a refusal whose ground rests on the tasks */
	int64_t kost_maaned_oere;        /* -1 without a rate */
};

struct assess_om {                       /* what the case does not hold itself */
	struct dato i_dag;
	int64_t forrige_min;             /* minutes a week of the grant before; -1 none */
	const struct regler *regler;
	const struct indstillinger *ind; /* NULL: no rates, no threshold */
	const char *bruger;              /* login of whoever decides; NULL: any approval is another's */
};

void assess_run(struct assess *out, const struct sag *s, const struct assess_om *om);
void assess_done(struct assess *a);

/* Minutes a week granted in the case before (sag.forrige); -1 when there is
 * none, or it is not in this store. */
int64_t assess_forrige(struct store *st, const struct formsaet *f, const struct sag *s,
		       const struct regler *r);

/* The JSON of hours.md, one object, no newline. */
void assess_json(const struct assess *a, const struct sag *s, struct buf *ud);

const char *parameter_navn(enum parameter p);    /* lovhjemmel … */
const char *niveau_navn(enum niveau n);          /* fejl … */

#endif
