#include "core/sag/sagliste.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/base/vec.h"
#include "core/io/db.h"
#include "core/journal/soeg.h"
#include "core/journal/store.h"

#define KOLONNER "SELECT nr, id, borger, cpr, virksomhed, trin, naeste, konflikter, usendt, navneorden "

/* Up to so many hits are fetched one by one and sorted; above it the whole
 * list is read off its index and sifted. */
enum { ENKELTVIS = 1500 };

/* A row as it is read; texts are places in `tekster` until the last has come. */
struct raekke {
	struct sagrad rad;
	int64_t nr;
	size_t borger, cpr, virksomhed, orden;
};

struct sagliste {
	struct vec raekker;              /* struct raekke */
	struct buf tekster;
};

static size_t gem(struct sagliste *l, const char *tekst)
{
	size_t hvor = l->tekster.len;

	buf_add(&l->tekster, tekst ? tekst : "", (tekst ? strlen(tekst) : 0) + 1);
	return hvor;
}

static void tag_raekke(struct sagliste *l, struct stmt *st)
{
	struct raekke *r = vec_ny(&l->raekker);
	size_t n;
	const void *id = stmt_kol_blob(st, 1, &n);
	const char *naeste = stmt_kol_tekst(st, 6);

	r->nr = stmt_kol_tal(st, 0);
	if (n == sizeof r->rad.id.b)
		memcpy(r->rad.id.b, id, n);
	r->borger = gem(l, stmt_kol_tekst(st, 2));
	r->cpr = gem(l, stmt_kol_tekst(st, 3));
	r->virksomhed = gem(l, stmt_kol_tekst(st, 4));
	r->rad.trin = (int)stmt_kol_tal(st, 5);
	if (naeste)
		dato_laes(&r->rad.naeste, naeste);
	r->rad.konflikter = (int)stmt_kol_tal(st, 7);
	r->rad.usendt = (int)stmt_kol_tal(st, 8);
	r->orden = gem(l, stmt_kol_tekst(st, 9));
}

static bool er_med(const struct vec *numre, int64_t nr)
{
	size_t lav = 0, hoej = numre->n;

	while (lav < hoej) {
		size_t midt = lav + (hoej - lav) / 2;
		int64_t dette = *VEC_NR(int64_t, numre, midt);
		if (dette == nr)
			return true;
		if (dette < nr)
			lav = midt + 1;
		else
			hoej = midt;
	}
	return false;
}

/* In the order of the index; numre NULL = every case. */
static int hent_alle(struct sagliste *l, struct db *db, const struct vec *numre, struct err *e)
{
	struct stmt *st = db_stmt(db,
				  KOLONNER "FROM sag ORDER BY naeste IS NULL, naeste, navneorden, nr",
				  e);
	int rc = st ? 1 : ERR_FEJL;

	while (rc == 1 && (rc = stmt_step(st, e)) == 1)
		if (!numre || er_med(numre, stmt_kol_tal(st, 0)))
			tag_raekke(l, st);
	if (st)
		stmt_reset(st);
	return rc;
}

static int hent_enkeltvis(struct sagliste *l, struct db *db, const struct vec *numre,
			  struct err *e)
{
	int rc = 0;

	for (size_t i = 0; i < numre->n && rc >= 0; i++) {
		struct stmt *st = db_stmt(db, KOLONNER "FROM sag WHERE nr = :nr", e);
		if (!st)
			return ERR_FEJL;
		stmt_tal(st, ":nr", *VEC_NR(int64_t, numre, i));
		rc = stmt_step(st, e);
		if (rc == 1)
			tag_raekke(l, st);
		stmt_reset(st);
	}
	return rc < 0 ? rc : 0;
}

static void ret_tekster(struct sagliste *l)
{
	for (size_t i = 0; i < l->raekker.n; i++) {
		struct raekke *r = VEC_NR(struct raekke, &l->raekker, i);
		r->rad.borger = l->tekster.data + r->borger;
		r->rad.cpr = l->tekster.data + r->cpr;
		r->rad.virksomhed = l->tekster.data + r->virksomhed;
	}
}

/* qsort hands over no context, so the order is looked up through the texts' own
 * place: borger - (its place) is where they all begin. */
static const char *navneorden(const struct raekke *r)
{
	return r->rad.borger - r->borger + r->orden;
}

static int raekkefoelge(const void *a, const void *b)
{
	const struct raekke *x = a, *y = b;
	bool xd = dato_er(x->rad.naeste), yd = dato_er(y->rad.naeste);

	if (xd != yd)
		return xd ? -1 : 1;
	int orden = xd ? dato_orden(x->rad.naeste, y->rad.naeste) : 0;
	if (orden == 0)
		orden = strcmp(navneorden(x), navneorden(y));
	if (orden == 0)
		orden = (x->nr > y->nr) - (x->nr < y->nr);
	return orden;
}

int sagliste_hent(struct sagliste **out, struct store *s, const char *soeg, struct err *e)
{
	struct sagliste *l = mem_nul(1, sizeof *l);
	struct vec numre = VEC_AF(int64_t);
	struct db *db = store_db(s);

	l->raekker = (struct vec)VEC_AF(struct raekke);
	int rc = soeg_find(db, soeg, &numre, e);
	bool enkelt = rc == 1 && numre.n <= ENKELTVIS;
	if (enkelt)
		rc = hent_enkeltvis(l, db, &numre, e);
	else if (rc >= 0)
		rc = hent_alle(l, db, rc == 1 ? &numre : NULL, e);
	ret_tekster(l);
	if (enkelt && l->raekker.n > 1)
		qsort(l->raekker.data, l->raekker.n, sizeof(struct raekke), raekkefoelge);
	vec_done(&numre);
	if (rc < 0) {
		sagliste_free(l);
		l = NULL;
	}
	*out = l;
	return rc;
}

size_t sagliste_antal(const struct sagliste *l)
{
	return l->raekker.n;
}

const struct sagrad *sagliste_nr(const struct sagliste *l, size_t i)
{
	return &VEC_NR(struct raekke, &l->raekker, i)->rad;
}

void sagliste_free(struct sagliste *l)
{
	if (!l)
		return;
	vec_done(&l->raekker);
	buf_done(&l->tekster);
	free(l);
}
