#ifndef CORE_SYNK_POSTGRESSIDE_H
#define CORE_SYNK_POSTGRESSIDE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/vec.h"
#include "core/io/pgarg.h"

struct afsending;
struct err;
struct modtag_side;
struct pg_svar;
struct uuid;

/* Entries to and from PostgreSQL's rows. Everything that comes is measured before it
 * is used: the centre is believed no more than its hashes. */

#define POSTGRESSIDE_POSTER "SELECT enhed, nr, gruppe, tid, bruger, sag, objekt, felt, vaerdi, salt, " \
	"vhash, afloeser, skema, hash, lbnr, sagsnr, forrige FROM femtrin.journal "
#define POSTGRESSIDE_ADGANG "SELECT sag, ret, lbnr FROM femtrin.adgang WHERE kommune = $1 " \
	"AND lbnr > $2 AND login = session_user::text ORDER BY lbnr"
#define POSTGRESSIDE_SLETTET "SELECT enhed, nr, lbnr, sag, fil FROM femtrin.slettet " \
	"WHERE kommune = $1 AND lbnr > $2 ORDER BY lbnr"

struct postgresside {                 /* what the texts of a page lie in */
	struct vec svar;              /* struct pg_svar *, ours */
	struct vec ref;               /* struct post_ref *, ours */
	struct vec sager;             /* struct uuid: cases that had news in this contact */
};
#define POSTGRESSIDE {VEC_AF(struct pg_svar *), VEC_AF(struct post_ref *), VEC_AF(struct uuid)}

void postgresside_ryd(struct postgresside *s);    /* the page is done with */
void postgresside_done(struct postgresside *s);

/* Adds rows to the page; svar is taken over by postgresside_poster alone. ERR_SKADET. */
int postgresside_poster(struct postgresside *s, struct pg_svar *svar, struct modtag_side *ud,
			struct err *e);
int postgresside_adgang(const struct pg_svar *svar, struct modtag_side *ud, struct err *e);
int postgresside_slettet(const struct pg_svar *svar, struct modtag_side *ud, struct err *e);

/* The cases with news as an array, each once; they are forgotten when the next contact begins. */
void postgresside_sager(struct postgresside *s, struct pgraekke *ud);

bool postgresside_uuid(const struct pg_svar *s, size_t r, int k, struct uuid *ud);
bool postgresside_hash(const struct pg_svar *s, size_t r, int k, uint8_t ud[32]);
int postgresside_fejl(struct err *e);             /* an answer of another shape: ERR_SKADET */

/* The fifteen parameters of femtrin.push. Filled in where it stands. */
struct postgrespush {
	struct pgarg arg;
	struct pgraekke r[13];
};
void postgrespush_pak(struct postgrespush *p, const char *kommune, const struct afsending *a);
void postgrespush_done(struct postgrespush *p);

#endif
