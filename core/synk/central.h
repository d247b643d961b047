#ifndef CORE_SYNK_CENTRAL_H
#define CORE_SYNK_CENTRAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/uuid.h"
#include "core/journal/afsend.h"
#include "core/journal/modtag.h"

struct buf;
struct err;

/*
 * The municipality's store as the sync sees it: what can be asked of it, whatever
 * it is reached through. Each call is one exchange. It returns 0 with its answer,
 * CENTRAL_VENT when the answer is not here yet (the same call is made again), or
 * one of the codes below with a sentence; after CENTRAL_NET nobody knows whether
 * the centre did it, and every call may be made again.
 */
enum { CENTRAL_VENT = 1 };

enum central_kode {
	CENTRAL_FORK = MODTAG_FORK,   /* another history under the same device */
	CENTRAL_HUL = -102,           /* numbers are missing before the first */
	CENTRAL_UKENDT = -103,        /* the device is not registered, or somebody else's */
	CENTRAL_SPAERRET = -104,      /* the laptop or the user is shut out */
	CENTRAL_NET = -105,           /* no connection, or it was cut */
	CENTRAL_EPOKE = -106,         /* the centre was put back from a backup */
	CENTRAL_SKEMA = -107,         /* the forms here are older than the centre takes */
	CENTRAL_AFVIST = -108,        /* the centre refuses the call itself */
	CENTRAL_KOMMUNE = -109,       /* another municipality: of the store, or of a case */
	CENTRAL_BEVIS = -110,         /* a certificate is not believed, here or there */
	CENTRAL_FULD = -111,          /* no room there */
};

enum central_enhed { ENHED_UKENDT, ENHED_AKTIV, ENHED_SLET, ENHED_SPAERRET };

struct central_hilsen {
	struct uuid epoke;
	enum central_enhed tilstand;
	int64_t nr;                   /* the device's last number there; 0 none */
	uint8_t hash[32];             /* chain hash of that entry */
	int64_t lbnr;                 /* last number of the commit order */
	int64_t skema_fra;            /* oldest version of the forms that it takes; 0 any */
	char kommune[5];              /* its code, four digits; "" = not said */
};

struct central_hoved {                /* a case as the centre has it */
	struct uuid sag;
	int64_t sagsnr, lbnr;
	uint8_t kaede[32];
};

struct central_stykke {               /* a piece of a file of a case: FIL_STYKKE bytes, the last fewer */
	struct uuid sag;
	uint8_t hash[32];
	int64_t laengde, nr;          /* of the whole; which piece */
	const void *data;
	size_t n;
};

struct central_fund {                 /* what the centre finds wrong with itself; no value */
	char hvad[24];                /* a word of femtrin.kontrol */
	struct uuid sag, enhed;       /* all zero = not about one */
	int64_t nr;
	char felt[200];
};

struct central_ops {
	int (*hilsen)(void *arg, const struct uuid *enhed, int64_t fra, struct central_hilsen *ud,
		      struct err *e);
	int (*meld)(void *arg, const struct uuid *enhed, struct err *e);

	/* svar: struct afsend_svar, added to, one per entry. Everything or nothing. */
	int (*push)(void *arg, const struct afsending *a, struct vec *svar, struct err *e);

	/* What is mine above `fra`, at most maks entries, in one snapshot; ud->til is the
	 * last number there, or that of the last entry when there are more. */
	int (*pull)(void *arg, int64_t fra, size_t maks, struct modtag_side *ud, struct err *e);

	/* Adds one case's entries from this number on, up to til. */
	int (*sag)(void *arg, const struct modtag_hul *hul, int64_t til, struct modtag_side *ud,
		   struct err *e);

	/* Adds struct central_hoved of my cases with lbnr above `fra`. */
	int (*hoveder)(void *arg, int64_t fra, struct vec *ud, struct err *e);

	/* Hands a piece in; *naeste is the piece that is wanted next, -1 none: it is whole.
	 * NULL here: this centre keeps no files. */
	int (*fil_gem)(void *arg, const struct uuid *enhed, const struct central_stykke *d,
		       int64_t *naeste, struct err *e);

	/* Adds piece d->nr to ud, *laengde the whole file's bytes. ERR_FINDES_IKKE. */
	int (*fil_hent)(void *arg, const struct central_stykke *d, struct buf *ud, int64_t *laengde,
			struct err *e);

	/* Everything up to til is applied. */
	int (*hentet)(void *arg, const struct uuid *enhed, int64_t fra, int64_t til, struct err *e);

	/* Adds struct central_fund; nothing when this user may not ask. May be NULL. */
	int (*kontrol)(void *arg, struct vec *ud, struct err *e);
};

#endif
