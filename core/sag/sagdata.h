#ifndef CORE_SAG_SAGDATA_H
#define CORE_SAG_SAGDATA_H

#include <stddef.h>
#include <stdint.h>

#include "core/base/uuid.h"
#include "core/base/vec.h"
#include "core/sag/vaerdier.h"

/* The case in memory as core/sag itself sees it; everybody else uses sag.h. */
struct formsaet;
struct sag;
struct store;

struct objekt {
	struct uuid id;
	const char *liste;               /* borrowed from its struct objektliste */
	struct vaerdier v;               /* by short key */
};

struct objektliste {
	char *navn;
	struct vec objekter;             /* struct objekt *, in the order they came to be */
};

struct sag {
	struct uuid id;
	char id_tekst[UUID_TEKST];       /* what "sag.id" answers */
	struct store *store;             /* NULL: in memory alone */
	const struct formsaet *formsaet;
	uint64_t udgave;
	struct vaerdier v;               /* the case's own fields by full key */
	struct vec lister;               /* struct objektliste */
	struct objekt *sidst;            /* the object asked for last; NULL = none */
};

/* An empty case with this id; sagdata_free it. */
struct sag *sagdata_ny(struct store *store, const struct formsaet *f, const struct uuid *id);
void sagdata_free(struct sag *s);
void sagdata_toem(struct sag *s);                        /* forgets all values and objects */

/* Makes one entry stand: a field of the case, of an object (made when it is
 * new), or "slettet". vaerdi NULL = emptied. */
void sagdata_put(struct sag *s, const struct uuid *objekt, const char *felt, const char *vaerdi);

/* Objects of one list that a sync gave the same name: the second is shown as
 * t8-2, in the order they came to be (case-file.md). */
void sagdata_skeln_navne(struct sag *s);

struct objektliste *sagdata_liste(const struct sag *s, const char *navn);   /* NULL: none yet */
struct objekt *sagdata_objekt(const struct sag *s, const struct uuid *id);  /* NULL: no such */

/* A UUID stamped by the clock of the case's store. */
void sagdata_nyt_id(struct store *store, struct uuid *ud);
int64_t sagdata_nu(struct store *store);                 /* ms since 1970 UTC */

#define TIDSPUNKT 20
void sagdata_tidspunkt(int64_t ms, char ud[TIDSPUNKT]);  /* local: 2026-09-10T13:40 */

#endif
