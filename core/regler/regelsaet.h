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
	const char *hjemmel_afslag, *hjemmel_loft, *hjemmel_uddannelse, *hjemmel_opfoelgning,
		*hjemmel_udbetaling;     /* paragraphs behind each part; NULL where the set has none */
	const char *myndighed, *klageorgan, *klagefrist_fra, *hjemmel_klage;
	struct dato kontrolleret;        /* the municipality's own check */
	const char *kontrolleret_af;
	int64_t loft_min, fuldtid_min, uddannelse_min;   /* 1200, 2220, 1200 */
	bool skaler_over_fuldtid;        /* praksis-29-19 */
	int uger_kvartal, uger_aar;      /* 13, 52 */
	int tilbage_maaneder, opfoelgning_maaneder, klagefrist_uger, genvurdering_uger;  /* 3, 12, 4, 4 */
	const char *kilde;
};

struct regler;                           /* all rule sets and the texts of the remarks */

int regler_hent(struct regler **out, const char *const *mapper, size_t n,
		const struct indstillinger *ind, void (*sig)(void *arg, const char *saetning),
		void *arg, struct err *e);
void regler_free(struct regler *r);
const struct regelsaet *regler_paa(const struct regler *r, struct dato dag);  /* the newest not after; never NULL */
const struct regelsaet *regler_med_id(const struct regler *r, const char *id);

#endif
