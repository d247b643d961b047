#ifndef CORE_IO_TRAESIDE_H
#define CORE_IO_TRAESIDE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * One page of SQLite's b-trees, opened, as "Database File Format" describes it: read
 * beside SQLite, which gives nothing at all of a tree with a damaged page on the way.
 * For pages of SIDE_STR bytes with SIDE_BRUGT of them used (vaultside.h). What a page
 * says of itself is checked before it is followed: nothing outside the page is ever read.
 */
enum traeside_art {
	TRAESIDE_INDEKS_GREN = 2,     /* its cells are rows, too */
	TRAESIDE_TABEL_GREN = 5,
	TRAESIDE_INDEKS_BLAD = 10,    /* an index, or a table WITHOUT ROWID */
	TRAESIDE_TABEL_BLAD = 13,
};

struct traeside {
	const uint8_t *p;             /* the page; borrowed */
	enum traeside_art art;
	size_t hoved;                 /* where its header begins: 100 on page 1 */
	unsigned celler;
	uint32_t hoejre;              /* of a branch: the last child */
};

struct traecelle {
	uint32_t barn;                /* of a branch: the child before it; 0 on a leaf */
	const uint8_t *p;             /* the part of the record that is on this page; borrowed */
	size_t n;                     /* its bytes; 0 in a table's branch, which has no records */
	uint64_t laengde;             /* bytes of the whole record */
	uint32_t overloeb;            /* the page where it goes on; 0 it is all here */
};

/* false: not a page of a b-tree. nr is the page's number, from 1. */
bool traeside_laes(struct traeside *ud, const uint8_t *p, uint32_t nr);

/* Cell number i, from 0; false when it does not lie within the page. */
bool traeside_celle(struct traecelle *ud, const struct traeside *s, unsigned i);

bool traeside_gren(const struct traeside *s);     /* has children? */

#endif
