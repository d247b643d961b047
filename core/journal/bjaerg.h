#ifndef CORE_JOURNAL_BJAERG_H
#define CORE_JOURNAL_BJAERG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/vec.h"
#include "core/journal/bjaergind.h"

struct db;
struct err;
struct outbox;
struct sidekilde;
struct sidekort;
struct store;
struct store_valg;

/*
 * Salvage: what can be read of a damaged store, in a store in memory. Everything is in the
 * journal, and its rows are found page by page wherever they lie, so that only a damaged
 * page of the journal itself costs anything: the entries on it, where the outbox has not got
 * them. Only pages that authenticate are read; of what they hold only entries whose value has
 * its hash, and that their device's chain fits, come out.
 */
struct bjaerg_fund {
	struct vec sager;             /* struct bjaerg_sag: entries missing, by case */
	int64_t ukendte;              /* more entries missing, at least: their cases are not known */
	bool flere;                   /* what told how many there were is damaged, too */
	size_t poster;                /* entries that came out */
	size_t udbakke;               /* of them from the outbox alone */
	size_t forkerte;              /* readable, and not what its hash says: counted as missing */
	unsigned skadede;             /* damaged pages that hold something */
};

#define BJAERG_TOM {.sager = VEC_AF(struct bjaerg_sag)}
void bjaerg_done(struct bjaerg_fund *f);

/* Is anything missing, as far as can be known? */
bool bjaerg_mangler(const struct bjaerg_fund *f);

struct bjaerg_valg {
	const struct sidekilde *kilde;
	const struct sidekort *kort;
	struct outbox *udbakke;       /* NULL none */
	bool filer;                   /* the bytes of files, too */
};

/* Into `til`, a store in memory whose migrations have been run. f begins as BJAERG_TOM. */
int bjaerg(struct db *til, const struct bjaerg_valg *v, struct bjaerg_fund *f, struct err *e);

/* The same from the closed sealed store that v names (sti, laas, sqlmappe, bruger), as a store
 * to be read from. ERR_LAAST, ERR_SKRIVEBESKYTTET and the like when its file cannot be had. */
int bjaerg_store(struct store **ud, const struct store_valg *v, bool filer, struct bjaerg_fund *f,
		 struct err *e);

/* Whose outbox a store's is; NULL when there is none or it does not open. outbox_free it. */
struct outbox *bjaerg_udbakke(const struct store_valg *v);

/* May be made anew from the journal: a derived table, or an index of any. */
bool bjaerg_afledt(const char *tabel, bool indeks);

#endif
