#ifndef CORE_JOURNAL_JOURNAL_H
#define CORE_JOURNAL_JOURNAL_H

#include <stddef.h>
#include <stdint.h>

#include "core/base/uuid.h"
#include "core/journal/post.h"

struct db;
struct err;
struct journal;

/* A change somebody made: this field of this object of this case got a value. */
struct aendring {
	struct uuid sag, objekt;      /* objekt = sag for the fields of the case itself */
	const char *felt;             /* full key; "slettet" (value "ja") removes the object */
	const char *vaerdi;           /* canonical text, NULL or "" = emptied */
};

struct journal_valg {
	struct uuid enhed;            /* this device */
	const char *bruger;
	int64_t (*ur)(void *arg);     /* ms since 1970 UTC */
	void *ur_arg;
};

/* For store.c: the journal of this device in an open store. db must outlive it. */
struct journal *journal_ny(struct db *db, const struct journal_valg *v);
void journal_free(struct journal *j);
void journal_skema(struct journal *j, int64_t version);   /* formsaet_version for new entries */

/* For the modules beside it: the store it is in, this device, its user, the forms' version;
 * number and hash of the device's last entry (0 and zero bytes before the first). */
struct db *journal_db(struct journal *j);
const struct uuid *journal_enhed(const struct journal *j);
const char *journal_bruger(const struct journal *j);
int64_t journal_version(const struct journal *j);
int journal_sidste(struct journal *j, int64_t *nr, uint8_t hash[32], struct err *e);

/* Somebody else has written to the tables: nothing remembered holds. enhed: this
 * device has another name from now on; NULL = the same. */
void journal_glem(struct journal *j, const struct uuid *enhed);

/*
 * One act: n changes, all of them or none, durable when it returns 0. Each
 * replaces all the heads of its field; each is read back and compared before
 * the commit. A change to the value that already stands alone is left out; an
 * act with nothing left writes nothing. Removing an object also names the heads
 * of its fields: what its author saw.
 * ERR_UGYLDIG (a text that is not UTF-8), ERR_FULD, ERR_LAAST, ERR_SKRIVEBESKYTTET, ERR_LAESEFEJL, ERR_SKADET.
 */
int journal_skriv(struct journal *j, const struct aendring *a, size_t n, struct err *e);

/* Takes back the newest act of this device in the case whose number is below
 * *foer (start with INT64_MAX), by a new act that sets the former values; *foer
 * becomes its number, so that the next call goes further back. Acts of undo are
 * passed over, and so is what has been taken back already; a field that has
 * another value by now is left alone; objects that came with the act are removed.
 * The act that began the case stays. ERR_FINDES_IKKE when there is none. */
int journal_fortryd(struct journal *j, const struct uuid *sag, int64_t *foer, struct err *e);

/* Calls cb for each entry of the case in the order of tid; stops and returns
 * cb's answer when it is not 0. `fra` is the value it replaced, NULL if none.
 * post and fra are borrowed for the call; cb must not read or write the journal. */
typedef int journal_cb(void *arg, const struct post *p, const char *fra);
int journal_laes(struct journal *j, const struct uuid *sag, journal_cb *cb, void *arg,
		 struct err *e);

/* 1 when the case has entries here; 0 not begun, or gone with the access to it. */
int journal_har_sag(struct journal *j, const struct uuid *sag, struct err *e);

/* Calls cb for each shown value of the case, objects in the order in which they
 * came to be (the case itself first), removed ones and emptied fields left out;
 * one that is in dispute is there.
 * cb must not read or write the journal. */
typedef int journal_felt_cb(void *arg, const struct uuid *objekt, const char *felt,
			    const char *vaerdi);
int journal_felter(struct journal *j, const struct uuid *sag, journal_felt_cb *cb, void *arg,
		   struct err *e);

#endif
