#ifndef CORE_JOURNAL_KONFLIKT_H
#define CORE_JOURNAL_KONFLIKT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/vec.h"
#include "core/journal/post.h"

struct err;
struct journal;

/*
 * Open conflicts (store-and-sync.md section 1): a field with several heads whose
 * values differ, or an object that one removed and another edited without knowing.
 * Heads that agree are none. Everything is kept in the journal for ever; what
 * settles a conflict is one entry that replaces all its heads.
 */
struct konflikt_bud {                 /* one head: what somebody wants it to be */
	struct post_ref ref;
	char *felt;                   /* of an edit against a removal: the edited field */
	char *vaerdi;                 /* NULL = emptied */
	char *foer;                   /* what it replaced; NULL = nothing stood there */
	char *bruger;
	int64_t tid;                  /* hybrid clock, for people: POST_MS */
	bool min;                     /* by this store's user … */
	bool her;                     /* … on this computer */
	bool vist;                    /* the value that is shown meanwhile */
	bool usendt;
	bool fjerner;                 /* it removes the object */
	bool blanket;                 /* its value was taken out because the law says so */
};

struct konflikt {
	struct uuid sag, objekt;      /* objekt = sag: the case itself */
	char *felt;                   /* "slettet" where it is about being there at all */
	char *liste;                  /* of the object: "opgaver"; NULL for the case */
	struct konflikt_bud *bud;     /* mine first, then the one shown, then as they came to be */
	size_t n;
};

#define KONFLIKTER VEC_AF(struct konflikt)

/* How many are open in the case; sag NULL: in the whole store. Read off the case
 * list. < 0: an error. */
int64_t konflikt_antal(struct journal *j, const struct uuid *sag, struct err *e);

/* The cases with an open conflict (struct uuid, added to ud), in the order of the case list. */
int konflikt_sager(struct journal *j, struct vec *ud, struct err *e);

/* Adds the conflicts of a case (struct konflikt): the case's own fields first,
 * then object by object. */
int konflikt_hent(struct journal *j, const struct uuid *sag, struct vec *ud, struct err *e);
void konflikt_ryd(struct vec *v);     /* of struct konflikt; also ready to be filled again */

/*
 * One entry that replaces every head of k: vaerdi (canonical, NULL = emptied) stands
 * from now on. For felt "slettet": "ja" removes the object, NULL keeps it.
 * ERR_FINDES_IKKE: the heads are others than those in k, somebody should look again;
 * else the codes of journal_skriv.
 */
int konflikt_afgoer(struct journal *j, const struct konflikt *k, const char *vaerdi,
		    struct err *e);

#endif
