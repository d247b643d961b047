#ifndef CORE_BREV_ENDELIG_H
#define CORE_BREV_ENDELIG_H

#include <stdbool.h>

struct brev_om;
struct brevsaet;
struct buf;
struct err;
struct objekt;
struct sag;

struct endelig_om {
	const char *art;
	const struct brev_om *brev;      /* udkast is not looked at */
	bool stor_skrift;
	const char *retter;              /* name (b1) of the letter this one corrects, or NULL */
};

/*
 * The final letter. The first time its bytes are stored by hash and an object
 * {id, art, dato, hash, retter} is added to `breve`, one act after the bytes.
 * Asked again, the stored bytes of the newest letter of this kind come back and
 * *fandtes is set; with `retter` a new one is made, once for each letter corrected.
 * ERR_MANGLER: the case does not allow it (mangler_endelig says what), or a
 * field that the letter uses is in conflict; ERR_FINDES_IKKE: no
 * such kind, or no letter to correct of that name and kind; store errors as they are.
 */
int brev_endelig(struct sag *s, const struct brevsaet *b, const struct endelig_om *om,
		 struct buf *pdf, bool *fandtes, struct err *e);


/* The stored bytes of the newest final letter of the kind (with `retter`: the one that
 * corrects that); none is made. ERR_FINDES_IKKE: there is none. */
int brev_endelig_gemt(struct sag *s, const struct endelig_om *om, struct buf *pdf, struct err *e);
/* The newest final letter of the kind (and job) in the case; with retter the one
 * that corrects that. NULL: none. brev->arbejdssted and retter are looked at. */
const struct objekt *brev_gemt(const struct sag *s, const struct endelig_om *om);

#endif
