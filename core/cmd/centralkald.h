#ifndef CORE_CMD_CENTRALKALD_H
#define CORE_CMD_CENTRALKALD_H

#include <stdbool.h>
#include <stddef.h>

struct cmd;
struct err;
struct pgdrift;
struct pgtabel;

/* What the parts of femtrin central do in the same way. */
struct centralkald {
	struct cmd *c;
	const char *navn;             /* of the part: "user" */
	struct pgdrift *base;
};

/* One statement. CMD_OK, or CMD_FEJL and said already. t may be NULL; the caller's. */
int centralkald_spoerg(struct centralkald *k, const char *sql, const char *const *v, size_t n,
		       struct pgtabel **t);

/* From "BEGIN" on: COMMIT when all went well, otherwise everything goes back. */
int centralkald_slut(struct centralkald *k, int kode);

/* Rows under their headings, in columns, safe on a terminal. */
void centralkald_skriv(struct centralkald *k, const struct pgtabel *t,
		       const char *const *overskrift, int kolonner);

/* A sentence of what went wrong; CMD_FEJL. */
int centralkald_fejl(struct centralkald *k, const struct err *e);

/* Wrong usage: the reason, and how the part is used; CMD_BRUG. */
int centralkald_brug(struct centralkald *k, const char *hvorfor);

/* Four digits? Otherwise said, as wrong usage. */
bool centralkald_kommune(struct centralkald *k, const char *kommune);

#endif
