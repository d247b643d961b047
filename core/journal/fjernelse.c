#include "core/journal/fjernelse.h"

#include <stdlib.h>

#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/base/vec.h"
#include "core/io/db.h"
#include "core/journal/post.h"
#include "core/journal/soeg.h"

int fjernelse_husk(struct db *db, int64_t sag, int64_t objekt, const struct post *p,
		   struct err *e)
{
	int kode = 0;
	for (size_t i = 0; p->vaerdi && i < p->n_afloeser && kode == 0; i++) {
		struct stmt *s = db_stmt(db, "INSERT INTO fjernelse (sag, objekt, kendt_enhed, "
			"kendt_nr, enhed, nr) VALUES (:sag, :objekt, :kendt, :knr, :enhed, :nr)", e);
		stmt_tal(s, ":sag", sag);
		stmt_tal(s, ":objekt", objekt);
		stmt_blob(s, ":kendt", p->afloeser[i].enhed.b, sizeof p->enhed.b);
		stmt_tal(s, ":knr", p->afloeser[i].nr);
		stmt_blob(s, ":enhed", p->enhed.b, sizeof p->enhed.b);
		stmt_tal(s, ":nr", p->nr);
		kode = stmt_koer(s, e);
	}
	return kode;
}

int fjernelse_bedoem(struct db *db, int64_t sag, int64_t objekt, bool *slettet, bool *strid,
		     struct err *e)
{
	struct stmt *s = db_stmt(db,
		"SELECT f.vaerdi IS NOT NULL, EXISTS (SELECT 1 FROM hoved h "
		"  WHERE h.sag = f.sag AND h.objekt = f.objekt AND h.felt <> 'slettet' "
		"  AND NOT EXISTS (SELECT 1 FROM fjernelse k JOIN hoved m "
		"    ON m.sag = k.sag AND m.objekt = k.objekt AND m.felt = 'slettet' "
		"    AND m.enhed = k.enhed AND m.nr = k.nr "
		"    WHERE k.sag = f.sag AND k.objekt = f.objekt "
		"    AND k.kendt_enhed = h.enhed AND k.kendt_nr = h.nr)) "
		"FROM felt f WHERE f.sag = :sag AND f.objekt = :objekt AND f.felt = 'slettet'", e);
	stmt_tal(s, ":sag", sag);
	stmt_tal(s, ":objekt", objekt);
	int r = stmt_step(s, e);
	bool fjernet = r > 0 && stmt_kol_tal(s, 0);
	*strid = fjernet && stmt_kol_tal(s, 1);
	*slettet = fjernet && !*strid;
	stmt_reset(s);
	if (r < 0)
		return r;
	s = db_stmt(db, "UPDATE objekt SET slettet = :slettet, strid = :strid "
			"WHERE sag = :sag AND orden = :objekt", e);
	stmt_tal(s, ":slettet", *slettet);
	stmt_tal(s, ":strid", *strid);
	stmt_tal(s, ":sag", sag);
	stmt_tal(s, ":objekt", objekt);
	return stmt_koer(s, e);
}

struct ord {
	char *felt, *vaerdi;
};

static int searched(struct db *db, int64_t sag, int64_t objekt, struct vec *ud, struct err *e)
{
	struct stmt *s = db_stmt(db, "SELECT felt, vaerdi FROM felt WHERE sag = :sag "
				     "AND objekt = :objekt AND vaerdi IS NOT NULL", e);
	stmt_tal(s, ":sag", sag);
	stmt_tal(s, ":objekt", objekt);
	int r;
	while ((r = stmt_step(s, e)) > 0) {
		if (!soeg_med(stmt_kol_tekst(s, 0)))
			continue;
		struct ord *o = vec_ny(ud);
		o->felt = mem_tekst(stmt_kol_tekst(s, 0));
		o->vaerdi = mem_tekst(stmt_kol_tekst(s, 1));
	}
	stmt_reset(s);
	return r;
}

int fjernelse_soeg(struct db *db, int64_t sag, int64_t objekt, bool slettet, struct err *e)
{
	struct vec v = VEC_AF(struct ord);
	int kode = searched(db, sag, objekt, &v, e);
	for (size_t i = 0; i < v.n; i++) {
		struct ord *o = VEC_NR(struct ord, &v, i);
		if (kode == 0)
			kode = slettet ? soeg_ud(db, sag, objekt, o->felt, o->vaerdi, e)
				       : soeg_ind(db, sag, objekt, o->felt, o->vaerdi, e);
		free(o->felt);
		free(o->vaerdi);
	}
	vec_done(&v);
	return kode;
}
