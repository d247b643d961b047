#ifndef TESTS_TORTURE_SYNKVERDEN_H
#define TESTS_TORTURE_SYNKVERDEN_H

#include <stdbool.h>
#include <stdint.h>

#include "core/base/vec.h"
#include "synkcentral.h"

struct store;

/*
 * The laptops of one seed and the centre they speak with. Stores are opened once for
 * each process and emptied between seeds: making the tables is what takes the time.
 */
enum { LAPTOPS = 6, FEJLTEKST = 400 };

struct vistpost { struct uuid sag, objekt; char felt[24]; struct post_ref ref; };

struct laptop {
	struct store *s;                 /* borrowed from the pool */
	struct mlinje linje;
	int64_t ms;
	bool doed;                       /* wiped or shut out; put aside for good */
	bool gendannet;                  /* a backup was put back: the centre must notice */
	bool mistet;                     /* entries of it went with a store thrown away */
	struct vec vist;                 /* struct vistpost: shown when all was sent last */
};

struct verden {
	uint32_t t, froe;
	int skridt;
	bool filer;                      /* people keep files in this one */
	bool snak, stillestaaende;       /* told step by step; clocks are left alone */
	struct mcentral c;
	struct laptop l[LAPTOPS];
	int n;
	struct vec skrevet;              /* uint8_t[32]: vhash of every value ever committed */
	char *kopi;                      /* a backup of laptop kopi_af, as SQL */
	int kopi_af;
	struct mcentral *ckopi;          /* a backup of the centre */
	char fejl[FEJLTEKST];
};

struct tal {
	uint64_t froe, edits, synker, brudte, forks, beskeder, fejlramte, poster, konflikter, afviste,
		afgjorte, slettede, gendannet, klonet, epoker, klokker, skemaer, filer;
};

extern struct tal verden_tal;

struct verden *verden_ny(uint32_t froe, enum mutant m);
void verden_slut(struct verden *v);      /* the stores stay in the pool */
void verden_luk(void);                   /* closes the pool */
bool verden_fejl(struct verden *v, const char *hvad, const char *mere);   /* false */

bool verden_laptop(struct verden *v, int folk);            /* one more, empty */
char *verden_dump(struct store *s);                        /* its own tables as SQL; yours */
bool verden_gendan(struct verden *v);                      /* the backup is put back */
bool verden_klon(struct verden *v, int i);

/* The first column of the first row; -1 when there is none. */
int64_t verden_tal_af(struct store *s, const char *sql);

#endif
