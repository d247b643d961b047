#ifndef CORE_BREV_STED_H
#define CORE_BREV_STED_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/vec.h"
#include "core/brev/beregn.h"

struct beregnet;
struct buf;
struct err;
struct felt;
struct formsaet;
struct udtryk;

/*
 * A sentence of a template: text with places. {{borger.navn}} is a field of the
 * case, {{.navn}} one of the object at hand, {{ansaettelser.virksomhed}} that of
 * all objects of a list ("A, B og C"), {{beregn.loft}} a computed place (beregn.h).
 * {{…|lille}} begins with a small letter, unless the word is an abbreviation.
 */
struct stykke {
	const char *tekst;               /* slice of the source, not terminated; NULL for a place */
	size_t n;
	const struct felt *felt;         /* one of these two for a place */
	const struct beregnet *beregnet;
	bool egen;                       /* of the object at hand */
	bool lille;
};

struct saetning {
	struct vec stykker;              /* struct stykke; points into the text given to sted_laes */
};

/* liste = the list whose objects it is about, or NULL. ERR_UGYLDIG: a place that
 * is not there, or braces that do not match. The text must stay. */
int sted_laes(struct saetning *out, const char *tekst, const struct formsaet *f, const char *liste,
	      struct err *e);
void sted_done(struct saetning *s);

/* Does each key of the condition exist, and can it hold the values it is held against? */
int sted_betingelse(const struct udtryk *u, const struct formsaet *f, const char *liste,
		    struct err *e);

/* Where a letter is being filled in. */
struct udfyld {
	struct beregn_om om;
	struct vec felter;               /* const char *: fields seen since it was emptied */
	struct vec mangler;              /* const char *: of them those that were empty */
	struct buf *kladde;              /* room for one computed value */
};

bool sted_gaelder(struct udfyld *u, const struct udtryk *betingelse);
void sted_fyld(struct udfyld *u, const struct saetning *s, struct buf *ud);

/* A canonical value as it reads in a letter: dates in words, hours "12 timer",
 * choices by name; safe to show, at most one blank line in a row. */
void sted_vaerdi(const struct felt *f, const char *vaerdi, struct buf *ud);

/* Adds the fields that a condition (NULL: none) asks about, computed places by what
 * they are made from. */
void sted_betingelsens(const struct udfyld *u, const struct udtryk *betingelse, struct vec *ud);

/* Adds the key unless it is there. */
void sted_husk(struct vec *noegler, const char *noegle);

#endif
