#ifndef CORE_SYNK_BEVIS_H
#define CORE_SYNK_BEVIS_H

#include <stdbool.h>

struct db;
struct err;
struct pg;
struct pg_adresse;
struct pg_bevis;

/*
 * What this laptop shows the municipality's store: certificate, key and password. They
 * come in files that the address names, and lie in the sealed store once they have
 * opened the door; the files can be removed then. New files in their place count before
 * what is sealed, so that a certificate can be renewed.
 */
struct bevis {
	char *cert, *noegle;          /* PEM */
	char *kode;                   /* NULL: the library reads the file */
	bool nye;                     /* from files */
};

/* ERR_FINDES_IKKE neither files nor anything sealed; ERR_UGYLDIG a file that others may read. */
int bevis_hent(struct bevis *b, struct db *db, const struct pg_adresse *a, struct err *e);
void bevis_done(struct bevis *b);                 /* wipes */

/* What opened the door, sealed: 1 something of it is new, 0 all of it was there. */
int bevis_gem(const struct bevis *b, struct db *db, const char *kode, struct err *e);

#endif
