#include "core/journal/fortryd.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/mem.h"
#include "core/io/db.h"
#include "core/journal/journal.h"
#include "core/journal/laes.h"

/* Not an act of undo, not one that was taken back, not the one that began the case. */
static int older_act(struct db *db, const struct uuid *enhed, const struct uuid *sag,
		     int64_t *foer, struct err *e)
{
	struct stmt *s = db_stmt(db,
		"SELECT max(j.gruppe) FROM journal j WHERE j.sag = :sag AND +j.enhed = :enhed "
		"AND j.gruppe < :foer "
		"AND NOT EXISTS (SELECT 1 FROM fortrydelse WHERE gruppe = j.gruppe) "
		"AND NOT EXISTS (SELECT 1 FROM fortrydelse WHERE fortrudt = j.gruppe) "
		"AND (j.enhed, j.gruppe) IS NOT (SELECT enhed, gruppe FROM journal "
		"  WHERE sag = :sag ORDER BY tid LIMIT 1)", e);
	stmt_blob(s, ":sag", sag->b, sizeof sag->b);
	stmt_blob(s, ":enhed", enhed->b, sizeof enhed->b);
	stmt_tal(s, ":foer", *foer);
	int r = stmt_step(s, e);
	if (r > 0)
		r = !stmt_er_nul(s, 0);
	if (r > 0)
		*foer = stmt_kol_tal(s, 0);
	stmt_reset(s);
	return r;
}

static void add_change(struct vec *v, const struct post *p, const char *felt, const char *vaerdi)
{
	struct aendring *a = vec_ny(v);
	*a = (struct aendring){.sag = p->sag, .objekt = p->objekt, .felt = mem_tekst(felt),
			       .vaerdi = vaerdi ? mem_tekst(vaerdi) : NULL};
}

static bool removed_already(const struct vec *v, const struct uuid *objekt)
{
	for (size_t i = v->n; i-- > 0;) {
		const struct aendring *a = VEC_NR(struct aendring, v, i);
		if (uuid_ens(&a->objekt, objekt) && strcmp(a->felt, "slettet") == 0)
			return true;
	}
	return false;
}

static bool same(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : a == b;
}

enum { SIDST = LAES_ANTAL, NU, SLETTET, NYT };

/* One field of the act: the row is its first entry there. */
static int take_back(struct fortryd *f, struct db *db, struct stmt *s, const struct post *p,
		     struct err *e)
{
	if (stmt_kol_tal(s, NYT)) {
		if (!stmt_kol_tal(s, SLETTET) && !removed_already(&f->aendringer, &p->objekt))
			add_change(&f->aendringer, p, "slettet", "ja");
		return 0;
	}
	if (!same(stmt_kol_tekst(s, SIDST), stmt_kol_tekst(s, NU)))
		return 0;
	struct buf foer = BUF_TOM;
	int r = laes_forrige(db, p, &foer, e);
	const char *vaerdi = r > 0 ? buf_str(&foer) : NULL;
	if (r >= 0 && !same(vaerdi, stmt_kol_tekst(s, NU)))
		add_change(&f->aendringer, p, p->felt, vaerdi);
	buf_done(&foer);
	return r < 0 ? r : 0;
}

static int act(struct fortryd *f, struct db *db, const struct uuid *enhed,
	       const struct uuid *sag, struct err *e)
{
	struct stmt *s = db_stmt(db,
		"SELECT " LAES_KOLONNER ", sidst.vaerdi, f.vaerdi, o.slettet, "
		"j.objekt <> j.sag AND NOT EXISTS (SELECT 1 FROM journal x WHERE x.sag = j.sag "
		"  AND x.objekt = j.objekt AND (x.enhed <> :enhed OR x.gruppe < :gruppe)) "
		"FROM (SELECT min(nr) AS nr1, max(nr) AS nr2 FROM journal WHERE sag = :sag "
		"  AND +enhed = :enhed AND gruppe = :gruppe GROUP BY objekt, felt) a "
		"JOIN journal j ON j.enhed = :enhed AND j.nr = a.nr1 "
		"JOIN journal sidst ON sidst.enhed = :enhed AND sidst.nr = a.nr2 "
		"JOIN sag s ON s.id = j.sag "
		"JOIN objekt o ON o.sag = s.nr AND o.id = j.objekt "
		"JOIN felt f ON f.sag = s.nr AND f.objekt = o.orden AND f.felt = j.felt "
		"ORDER BY a.nr1", e);
	stmt_blob(s, ":sag", sag->b, sizeof sag->b);
	stmt_blob(s, ":enhed", enhed->b, sizeof enhed->b);
	stmt_tal(s, ":gruppe", f->gruppe);
	struct laest l = LAES_TOM;
	int r;
	while ((r = stmt_step(s, e)) > 0)
		if (laes_post(&l, s) && (r = take_back(f, db, s, &l.post, e)) < 0)
			break;
	laes_done(&l);
	stmt_reset(s);
	return r;
}

int fortryd_find(struct fortryd *ud, struct db *db, const struct uuid *enhed,
		 const struct uuid *sag, int64_t foer, struct err *e)
{
	*ud = (struct fortryd){.aendringer = VEC_AF(struct aendring)};
	int r;
	while ((r = older_act(db, enhed, sag, &foer, e)) > 0) {
		ud->gruppe = foer;
		r = act(ud, db, enhed, sag, e);
		if (r < 0 || ud->aendringer.n)
			break;
	}
	if (r < 0)
		fortryd_done(ud);
	return r < 0 ? r : ud->aendringer.n > 0;
}

/* The texts are ours, whatever const says. */
static void free_text(const char *t)
{
	void *p;
	memcpy(&p, &t, sizeof p);
	free(p);
}

void fortryd_done(struct fortryd *f)
{
	for (size_t i = 0; i < f->aendringer.n; i++) {
		struct aendring *a = VEC_NR(struct aendring, &f->aendringer, i);
		free_text(a->felt);
		free_text(a->vaerdi);
	}
	vec_done(&f->aendringer);
}

int fortryd_husk(struct db *db, int64_t gruppe, int64_t fortrudt, struct err *e)
{
	struct stmt *s = db_stmt(db, "INSERT INTO fortrydelse (gruppe, fortrudt) "
				     "VALUES (:gruppe, :fortrudt)", e);
	stmt_tal(s, ":gruppe", gruppe);
	stmt_tal(s, ":fortrudt", fortrudt);
	return stmt_koer(s, e);
}
