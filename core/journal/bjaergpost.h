#ifndef CORE_JOURNAL_BJAERGPOST_H
#define CORE_JOURNAL_BJAERGPOST_H

#include <stdint.h>

#include "core/base/uuid.h"

struct buf;
struct raekke;

/*
 * What a row of a store is, seen from the row alone: the tables of 0001-journal.sql whose
 * rows can be told from every other's. An entry is one whose value has its vhash.
 */
enum bjaergpost_art {
	BJAERG_INTET,
	BJAERG_POST,                  /* a row of `journal` */
	BJAERG_FORKERT,               /* one whose value does not have its vhash */
	BJAERG_HALV,                  /* the beginning of one: whose it was can be read */
	BJAERG_NOEGLE,                /* a row of the index journal_sag: that there is an entry */
	BJAERG_STYKKE,                /* a row of `fil_del` */
	BJAERG_KLADDE,                /* a row of `kladde` */
};

enum {                                /* columns of `journal`, in its order */
	BJAERG_ENHED, BJAERG_NR, BJAERG_GRUPPE, BJAERG_TID, BJAERG_BRUGER, BJAERG_SAG,
	BJAERG_OBJEKT, BJAERG_FELT, BJAERG_VAERDI, BJAERG_SALT, BJAERG_VHASH, BJAERG_AFLOESER,
	BJAERG_SKEMA, BJAERG_HASH, BJAERG_LBNR, BJAERG_SAGSNR, BJAERG_FORRIGE, BJAERG_UDENFOR,
};

enum bjaergpost_art bjaergpost_art(const struct raekke *r);

struct bjaergnoegle {
	struct uuid enhed, sag;
	int64_t nr;
};

/* Of BJAERG_POST, _FORKERT, _HALV and _NOEGLE: which entry, of which case. */
struct bjaergnoegle bjaergpost_noegle(const struct raekke *r, enum bjaergpost_art art);

#endif
