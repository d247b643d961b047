#ifndef CORE_JOURNAL_AFVIST_H
#define CORE_JOURNAL_AFVIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/vec.h"
#include "core/journal/post.h"

struct buf;
struct err;
struct journal;

/*
 * What the municipality's store refused (table `afvist`): kept on the laptop for
 * ever, also after the case has left it. Somebody who has taken care of one says so;
 * it is then told apart and no longer counted. Text that was half typed when its case was
 * given to somebody else lies here too: ref is then its object and a number below 0.
 */
struct afvist {
	struct post_ref ref;
	int64_t tid;                  /* hybrid clock, for people: POST_MS */
	struct uuid sag, objekt;
	char *felt;
	char *vaerdi;                 /* NULL = emptied */
	char *bruger;                 /* this laptop's, where the entry itself left with its case */
	char *grund;                  /* the centre's word */
	bool set;                     /* somebody has taken care of it */
	bool sag_her;                 /* the case is still here */
};

/* How many nobody has taken care of; sag NULL: in the whole store. < 0: an error. */
int64_t afvist_antal(struct journal *j, const struct uuid *sag, struct err *e);

/* Adds those of the case, or all (sag NULL): unseen first, in each the newest first. */
int afvist_hent(struct journal *j, const struct uuid *sag, struct vec *ud, struct err *e);
void afvist_ryd(struct vec *v);       /* of struct afvist; also ready to be filled again */

/* Somebody has taken care of it, or (set false) after all not. */
int afvist_saet(struct journal *j, const struct post_ref *r, bool set, struct err *e);

/* May this user write in the case, as far as the laptop has been told? 1 or 0. */
int afvist_maa_skrive(struct journal *j, const struct uuid *sag, struct err *e);

/* The reason as a sentence for people; a word that this program does not know comes
 * out in a sentence of its own. Adds to ud. */
void afvist_grund(const char *grund, struct buf *ud);

#endif
