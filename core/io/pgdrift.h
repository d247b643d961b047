#ifndef CORE_IO_PGDRIFT_H
#define CORE_IO_PGDRIFT_H

#include <stdbool.h>
#include <stddef.h>

struct err;
struct pgdrift;
struct pgtabel;

/*
 * The administrator's connection to PostgreSQL: it waits, goes through the server's
 * own socket or TLS with a certificate of the right name, and answers in text. What a
 * laptop uses is core/io/pg.h. Codes of the store's own (FT001 …) get the sentence of
 * what they mean here; of any other the five characters are shown, no value.
 */
enum {
	PGDRIFT_NET = -301,           /* no connection */
	PGDRIFT_NEJ = -302,           /* the base refused */
};

/* adresse: "host=… dbname=…" or "postgresql://…", without a password; NULL: what
 * PGHOST, PGDATABASE … say. */
int pgdrift_aabn(struct pgdrift **ud, const char *adresse, struct err *e);
void pgdrift_luk(struct pgdrift *p);              /* NULL is fine */

/* Several statements in one transaction; `hvad` stands before what goes wrong. */
int pgdrift_script(struct pgdrift *p, const char *hvad, const char *sql, struct err *e);

/* One statement with parameters as text (NULL = NULL). ud may be NULL; the table is
 * the caller's, NULL on an error. */
int pgdrift_kald(struct pgdrift *p, const char *sql, const char *const *v, size_t n,
		 struct pgtabel **ud, struct err *e);

/* A login's password: turned into its SCRAM secret here. */
int pgdrift_adgangskode(struct pgdrift *p, const char *login, const char *kode, struct err *e);

size_t pgtabel_antal(const struct pgtabel *t);                    /* rows; of NULL none */
const char *pgtabel_celle(const struct pgtabel *t, size_t r, int k);   /* "" for NULL; borrowed */
void pgtabel_free(struct pgtabel *t);             /* NULL is fine */

#endif
