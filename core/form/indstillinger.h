#ifndef CORE_FORM_INDSTILLINGER_H
#define CORE_FORM_INDSTILLINGER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/dato.h"

struct err;

/* The municipality's settings (case-file.md, "Settings"): shipped defaults in
 * forms/, then /etc/femtrin, then $XDG_CONFIG_HOME/femtrin. Plain data. */
struct sats {
	char art[16];                 /* student | ordinaer | tolk */
	struct dato fra;
	int64_t oere;                 /* an hour */
	char kilde[80];
};

struct regelsaet_valg {
	char id[40];
	struct dato fra;              /* DATO_INGEN: as shipped */
	struct dato kontrolleret;
	char kontrolleret_af[80];
};

struct indstillinger {
	struct { char kode[5], navn[80], adresse[160], telefon[40], email[80]; } kommune;
	struct { char navn[80], titel[80], telefon[40]; } bruger;
	struct sats *satser;
	size_t n_satser;
	int64_t beloebsgraense;       /* øre a month; -1 = off */
	int frist_sagsbehandling_dage;   /* 0 = none set */
	int frist_indsendelse_dage;      /* payment request after the quarter; 0 = none set */
	int laas_minutter;            /* idle lock; 5; 0 = never */
	struct regelsaet_valg *regelsaet;
	size_t n_regelsaet;
	char central[1024];           /* connection to the municipality's store; "" = none */
	bool har_genopretning;        /* the municipality's public recovery key (noeglepar.h) */
	uint8_t genopretning[32];
};

/* mapper: in rising order of weight. A mistake is told to sig with file and
 * line; that file is then left out. Never fails: defaults always stand. */
void indstillinger_hent(struct indstillinger *out, const char *const *mapper, size_t n,
			void (*sig)(void *arg, const char *saetning), void *arg);
void indstillinger_done(struct indstillinger *i);

/* The rate of this kind on that day in øre; -1 when none is set. */
int64_t indstillinger_sats(const struct indstillinger *i, const char *art, struct dato dag);

#endif
