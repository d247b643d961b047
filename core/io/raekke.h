#ifndef CORE_IO_RAEKKE_H
#define CORE_IO_RAEKKE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A row as SQLite writes it ("Record Format"): of a whole record every column, of the
 * beginning of one the columns that are there. */
enum raekke_art {
	RAEKKE_NUL,
	RAEKKE_TAL,
	RAEKKE_KOMMATAL,              /* not used by us; its value is not read */
	RAEKKE_BLOB,
	RAEKKE_TEKST,
};

struct raekke_vaerdi {
	enum raekke_art art;
	bool hel;                     /* all of it is there; tal, p and n count only then */
	int64_t tal;
	const uint8_t *p;             /* text or blob, not ended by a NUL; borrowed */
	size_t n;
};

#define RAEKKE_MAKS 24                /* columns; no table of ours has more */

struct raekke {
	int n;                        /* columns */
	struct raekke_vaerdi v[RAEKKE_MAKS];
	bool hel;                     /* every column is */
};

/* p, n: the bytes there are of a record of `laengde` bytes. false: not a record, or one of
 * another length than it says. */
bool raekke_laes(struct raekke *ud, const uint8_t *p, size_t n, uint64_t laengde);

/* Column k is there whole and of this kind; a text or blob of n bytes, where n is not 0? */
bool raekke_er(const struct raekke *r, int k, enum raekke_art art, size_t n);

#endif
