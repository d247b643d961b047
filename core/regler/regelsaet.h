#ifndef CORE_REGLER_REGELSAET_H
#define CORE_REGLER_REGELSAET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/dato.h"

struct err;
struct indstillinger;

/* A dated rule set, read from forms/regelsaet/. Every number the rules use comes
 * from here. Plain data, owned by the set of rules. */
struct regelsaet {
	char id[40];
	const char *navn;
	struct dato fra;                 /* DATO_INGEN: not in force until the municipality dates it */
	bool brev;                       /* may a new letter rest on it */
	const char *hjemmel, *lov;       /* text for the letter */
	const char *hjemmel_afslag, *hjemmel_personkreds, *hjemmel_loft, *hjemmel_uddannelse, *hjemmel_opfoelgning,
		*hjemmel_udbetaling;     /* paragraphs behind each part; NULL where the set has none */
	const char *myndighed, *klageorgan, *klagefrist_fra, *hjemmel_klage;
	struct dato kontrolleret;        /* the municipality's own check */
	const char *kontrolleret_af;
	int64_t loft_min, fuldtid_min, uddannelse_min;   /* 1200, 2220, 1200 */
	bool skaler_over_fuldtid;        /* praksis-29-19 */
	int uger_kvartal, uger_aar;      /* 13, 52 */
	int tilbage_maaneder, opfoelgning_maaneder, klagefrist_uger, genvurdering_uger;  /* 3, 12, 4, 4 */
	int indholdsandel_pct, daekning_hoej_pct, daekning_lav_pct;   /* doubt at 50, above 110, below 80 */
	int afvigelse_min;               /* own figure against the need: 15 */
	int observeret_pct, observeret_min;   /* timed against stated: more than 25 % and at least 5 */
	const char *kilde;
};

struct bemaerkninger;
struct regler;                           /* all rule sets and the texts of the remarks */

/* Reads regelsaet/?*.yaml and bemaerkninger.yaml of each folder, in rising order
 * of weight: a rule set with the same id replaces, a new one adds; later folders
 * may reword remarks. The settings' dates and checks are laid on top (ind may
 * be NULL). A mistake is one sentence with file and line to sig, and that file
 * is left out. ERR_FINDES_IKKE when no rule set is left. */

int regler_hent(struct regler **out, const char *const *mapper, size_t n,
		const struct indstillinger *ind, void (*sig)(void *arg, const char *saetning),
		void *arg, struct err *e);
void regler_free(struct regler *r);

/* The newest that is in force that day; before the first of them, the first.
 * Never NULL. */
const struct regelsaet *regler_paa(const struct regler *r, struct dato dag);
const struct regelsaet *regler_med_id(const struct regler *r, const char *id);   /* NULL: none */
const struct bemaerkninger *regler_bemaerkninger(const struct regler *r);

#endif
