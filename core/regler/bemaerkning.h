#ifndef CORE_REGLER_BEMAERKNING_H
#define CORE_REGLER_BEMAERKNING_H

#include <stdbool.h>
#include <stddef.h>

#include "core/regler/bem.h"

struct buf;
struct err;
struct yaml_dok;

enum niveau { NIVEAU_OPLYSNING, NIVEAU_ADVARSEL, NIVEAU_FEJL };

/* The data of a remark (forms/bemaerkninger.yaml). Borrowed from the set. */
struct bemaerkningstekst {
	const char *kode;                /* constant */
	enum niveau niveau;
	enum niveau niveau_selvstaendig; /* where the citizen is self-employed */
	const char *tekst, *kilde;       /* the sentence with {places}, translated */
	const char *const *felter;
	size_t n_felter;
	const char *besvares_af;         /* field key, "note", or NULL */
};

struct sted {                            /* what goes into a {place} */
	const char *navn;                /* constant */
	char *tekst;
};

struct bemaerkninger;

struct bemaerkninger *bemaerkninger_ny(void);
void bemaerkninger_free(struct bemaerkninger *b);

/* Lays a file over what stands; borrows from dok. The first file to name a
 * remark says everything about it; a later one only rewords it (tekst, kilde),
 * so that no local file can let a letter through. ERR_UGYLDIG: nothing taken. */
int bemaerkninger_laes(struct bemaerkninger *b, const struct yaml_dok *dok, struct err *e);

/* Never NULL. A remark that no file tells of is a `fejl` with its code as text. */
const struct bemaerkningstekst *bemaerkning_tekst(const struct bemaerkninger *b, enum bem nr);
bool bemaerkning_findes(const struct bemaerkninger *b, enum bem nr);
const char *bemaerkning_kode(enum bem nr);

/* The sentence with its places filled in; a place without a value stands as it is. */
void bemaerkning_udfyld(const char *tekst, const struct sted *steder, size_t n, struct buf *ud);

#endif
