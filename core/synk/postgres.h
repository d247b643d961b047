#ifndef CORE_SYNK_POSTGRES_H
#define CORE_SYNK_POSTGRES_H

#include <stdbool.h>

#include "core/synk/central.h"

struct err;
struct journal;
struct postgres;

/*
 * struct central_ops over the municipality's PostgreSQL (packaging/central): the calls
 * of 0002-push.sql, and reads in one snapshot. Nothing waits: what has not been answered
 * yet is CENTRAL_VENT.
 */
struct postgres_valg {
	struct journal *journal;      /* certificate and password lie sealed in its store */
	const char *forbindelse;      /* FEMTRIN_CENTRAL or `central:` of the settings */
	const char *kommune;          /* of the settings; "" = the one the centre says */
	const char *navn;             /* what the centre is to call this laptop */
};

/* Codes of pg_adresse_laes and bevis_hent. */
int postgres_ny(struct postgres **ud, const struct postgres_valg *v, struct err *e);
void postgres_free(struct postgres *p);                   /* at any time; NULL is fine */

extern const struct central_ops postgres_ops;             /* arg: struct postgres */

/* While an answer is waited for: what to poll for (-1: only the time), and how long at
 * the most, in ms. */
int postgres_fd(const struct postgres *p, bool *skriv, int *ms);
void postgres_vent(const struct postgres *p);             /* the same, for who has nothing else to do */

/* Certificate, key and password were sealed in this contact: their files can go. */
bool postgres_forseglet(const struct postgres *p);

#endif
