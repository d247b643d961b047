#ifndef CORE_SYNK_SYNK_H
#define CORE_SYNK_SYNK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/uuid.h"

struct buf;
struct central_ops;
struct err;
struct journal;
struct synk;

/*
 * One sync, step by step: store-and-sync.md section 4. Each step is at most one
 * exchange with the centre and one transaction here, so that the screen can live
 * between them and a sync can be left anywhere; the next one goes on.
 */
struct synk_valg {
	struct journal *journal;
	const struct central_ops *ops;
	void *arg;                    /* for ops */
	int64_t (*ur)(void *arg);     /* ms since 1970 UTC: stamps the receipt, decides nothing */
	void *ur_arg;
	size_t side;                  /* entries asked for at a time; 0 = 800 */
	size_t bundt;                 /* entries sent at a time; 0 = AFSEND_MAKS */
};

struct synk_kvittering {
	int64_t tid;                  /* ms since 1970 UTC */
	int64_t sager, alle;          /* cases whose chain equals the centre's; all */
	int64_t sendt, hentet, afvist;
	int64_t lbnr;
	uint8_t kaede[32];
};

enum synk_fase { SYNK_HILSEN, SYNK_MELD, SYNK_SEND, SYNK_PROEV, SYNK_HENT, SYNK_SAG, SYNK_FILER,
		 SYNK_HOVEDER, SYNK_HENTET, SYNK_SLUT };

struct synk *synk_ny(const struct synk_valg *v);
void synk_free(struct synk *s);           /* at any time: that is how it is cancelled */

/*
 * 1 there is more to do (or to wait for), 0 done; < 0 a sentence, and the sync is
 * over: enum central_kode, or a code of the store. CENTRAL_FORK does not come out:
 * the device gets a new name and what is unsent goes under it.
 */
int synk_trin(struct synk *s, struct err *e);

enum synk_fase synk_fase(const struct synk *s);
bool synk_venter(const struct synk *s);           /* the last step had no answer yet */
bool synk_slet(const struct synk *s);             /* the centre wants this laptop wiped */
bool synk_ny_enhed(const struct synk *s);         /* it was a clone or a backup put back */
size_t synk_holdt(const struct synk *s, struct buf *ud);  /* cases held back; why, in words */
int64_t synk_nyere(const struct synk *s, struct buf *ud); /* entries of newer forms; in words */
const struct synk_kvittering *synk_kvittering(const struct synk *s);   /* counts grow on the way */

/* "12 af 12 sager, 143 poster, kæde a3f1…, modtaget 14:02"; adds to ud. */
void synk_kvittering_tekst(const struct synk_kvittering *k, struct buf *ud);

#endif
