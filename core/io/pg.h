#ifndef CORE_IO_PG_H
#define CORE_IO_PG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/io/pgbinaer.h"
#include "core/io/segl.h"

struct err;
struct pg;
struct pg_adresse;
struct pg_svar;

/*
 * The one module that talks to PostgreSQL. Nothing in it waits: what is not done yet
 * answers PG_VENT, and the same call is made again when pg_fd says there is reason to.
 * TLS 1.3 with a certificate of the right name, channel binding, values as binary
 * parameters, never in SQL. No sentence holds a value, a password or what the server
 * wrote: its five-character code at the most.
 */
enum { PG_VENT = 1, PG_MAKS = 8 };

enum pg_kode {
	PG_NET = -201,        /* no connection, or it was cut */
	PG_BEVIS = -202,      /* one of the two does not believe the other's certificate */
	PG_LOGIN = -203,      /* the login or its password is not taken */
	PG_SVAR = -204,       /* the server answered with a code: pg_sqlstate */
};

/* Reads a connection ("postgresql://…" or "host=… user=…"). ERR_BRUG, with what is
 * wrong in words, when it asks for less than verify-full, TLS 1.3 and channel binding, goes through a
 * socket of this machine, holds a password, or cannot be read. */
int pg_adresse_laes(struct pg_adresse **ud, const char *tekst, struct err *e);
const char *pg_adresse_ord(const struct pg_adresse *a, const char *ord);   /* NULL not there */
void pg_adresse_free(struct pg_adresse *a);

/* What lies in the sealed store instead of in files; an empty one: as the address says. */
struct pg_bevis {
	struct segl_data cert, noegle;    /* PEM */
	const char *kode;                 /* password; NULL as the address says */
};

/* Begins to connect. Address and proof are copied as far as they are needed. */
int pg_ny(struct pg **ud, const struct pg_adresse *a, const struct pg_bevis *b, struct err *e);
void pg_free(struct pg *p);               /* at any time; NULL is fine */

int pg_forbind(struct pg *p, struct err *e);      /* PG_VENT, 0 connected, or a code */
const char *pg_adgangskode(const struct pg *p);   /* the password that was used; borrowed */
int pg_fd(const struct pg *p, bool *skriv);       /* what to poll for; -1 nothing */

struct pg_param {
	enum pg_type type;
	const void *p;                            /* NULL = NULL */
	size_t n;
};

struct pg_spoerg {
	const char *sql;                          /* a literal */
	const struct pg_param *p;
	size_t n;
};

/*
 * One exchange: up to PG_MAKS statements in one round trip, one answer each. While it
 * is under way (pg_i_gang) the questions are not looked at. After 0 ud[0..n) are the
 * caller's; otherwise there is nothing in them.
 */
int pg_kald(struct pg *p, const struct pg_spoerg *s, size_t n, struct pg_svar **ud,
	    struct err *e);
bool pg_i_gang(const struct pg *p);
const char *pg_sqlstate(const struct pg *p);      /* of the last PG_SVAR; "" none */

size_t pg_svar_antal(const struct pg_svar *s);    /* rows */
/* A value of row r, column k, borrowed till pg_svar_free, with a NUL after it; NULL = NULL. */
const char *pg_svar_blob(const struct pg_svar *s, size_t r, int k, size_t *n);
const char *pg_svar_tekst(const struct pg_svar *s, size_t r, int k);
int64_t pg_svar_tal(const struct pg_svar *s, size_t r, int k);     /* 0 for NULL */
void pg_svar_free(struct pg_svar *s);             /* NULL is fine */

#endif
