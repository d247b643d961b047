#ifndef CORE_SAG_SAG_H
#define CORE_SAG_SAG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/dato.h"
#include "core/base/uuid.h"
#include "core/sag/sag_skriv.h"

struct err;
struct felt;
struct formsaet;
struct objekt;
struct sag;
struct store;
struct udtryk;

/*
 * One case in memory, always equal to what its journal shows: every setter
 * (sag_skriv.h) writes the journal first and changes memory only when that
 * went well. Fields of the case are asked for by full key ("borger.navn"); items of
 * lists are objects ("opgaver", 0 … n-1, in the order they came to be).
 * Values are canonical text (case-file.md); NULL = not filled in.
 */

/* A case that has no entry yet: it comes into being with its first field.
 * store NULL = a case in memory alone (tests, previews). */
int sag_ny(struct sag **out, struct store *s, const struct formsaet *f, struct err *e);
int sag_hent(struct sag **out, struct store *s, const struct formsaet *f, const struct uuid *id,
	     struct err *e);                                        /* ERR_FINDES_IKKE */
int sag_genhent(struct sag *s, struct err *e);                      /* after undo, import, sync; objects are new pointers */
void sag_free(struct sag *s);

const struct uuid *sag_id(const struct sag *s);
const struct formsaet *sag_formsaet(const struct sag *s);
struct store *sag_store(const struct sag *s);
bool sag_begyndt(const struct sag *s);                              /* anything is filled in */
uint64_t sag_udgave(const struct sag *s);                           /* grows with each change: for caches */

const char *sag_get(const struct sag *s, const char *noegle);       /* borrowed till the next change */
size_t sag_antal(const struct sag *s, const char *liste);
const struct objekt *sag_nr(const struct sag *s, const char *liste, size_t i);
const struct objekt *sag_objekt(const struct sag *s, const struct uuid *id);      /* NULL when gone */
const struct objekt *sag_med_navn(const struct sag *s, const char *liste, const char *navn);   /* id: t1 */
const char *objekt_get(const struct objekt *o, const char *kort);   /* "minutter" */
const struct uuid *objekt_id(const struct objekt *o);
const char *objekt_liste(const struct objekt *o);

/* Typed answers; false / the default where the field is empty. */
bool sag_er(const struct sag *s, const char *noegle, const char *vaerdi);
bool objekt_er(const struct objekt *o, const char *kort, const char *vaerdi);
bool sag_dato(const struct sag *s, const char *noegle, struct dato *ud);
bool objekt_dato(const struct objekt *o, const char *kort, struct dato *ud);
bool sag_timer(const struct sag *s, const char *noegle, int64_t *minutter);
bool objekt_timer(const struct objekt *o, const char *kort, int64_t *minutter);
int64_t objekt_tal(const struct objekt *o, const char *kort, int64_t ellers);

/* Does the condition hold? o = the object whose ".felt" is meant, or NULL. */
bool sag_gaelder(const struct sag *s, const struct objekt *o, const struct udtryk *u);

/* Is the field on the screen now (its own and its section's condition)? */
bool sag_vises(const struct sag *s, const struct objekt *o, const struct felt *f);

#endif
