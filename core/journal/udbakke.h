#ifndef CORE_JOURNAL_UDBAKKE_H
#define CORE_JOURNAL_UDBAKKE_H

#include <stdbool.h>
#include <stdint.h>

#include "core/io/outbox.h"

struct err;
struct journal;
struct udbakke;

/*
 * The outbox as the journal keeps it: every entry of this device that the centre does not
 * have is in the sealed file beside the store too, with the files such entries name. Each
 * commit adds what is new, after the database has it: the outbox is never ahead of a store
 * that is whole. A commit does not fail because the outbox cannot be written; what is missing
 * is added with the next one, and udbakke_mangel says so meanwhile.
 *
 * After a sync what was sent is taken out again by udbakke_forny (store_udbakke_forny): call it
 * when the sync has ended. Left out it costs room and nothing else, the next opening does it.
 */
struct udbakke_valg {
	const char *sti;
	const uint8_t *noegle;        /* SEGL_NOEGLE bytes; borrowed for the call */
	const uint8_t *lager;         /* OUTBOX_LAGER bytes */
};

/* Opens it and compares nothing yet: genspil.h. Codes of outbox_aabn. */
int udbakke_ny(struct udbakke **ud, struct journal *j, const struct udbakke_valg *v,
	       struct err *e);
void udbakke_free(struct udbakke *u);             /* NULL is fine */

struct outbox *udbakke_fil(struct udbakke *u);    /* borrowed */

/* From now on each commit of the journal's database is added; everything up to and with
 * this number is in it. */
void udbakke_foelg(struct udbakke *u, int64_t nr);

/* Writes it anew: what is unsent now, and nothing else. */
int udbakke_forny(struct udbakke *u, struct err *e);

/* Why the last commit is not in it; NULL when it is. Borrowed. */
const char *udbakke_mangel(const struct udbakke *u);

/* The file at sti as it is under another name too, STI.tilovers1 and so on: what cannot go
 * into the store is lost to nobody. With flyt it is gone from sti after. */
int udbakke_til_side(const char *sti, bool flyt, struct err *e);

#endif
