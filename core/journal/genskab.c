#include "core/journal/genskab.h"

#include <string.h>

#include "core/base/err.h"
#include "core/base/sprog.h"
#include "core/base/uuid.h"
#include "core/base/vec.h"
#include "core/io/db.h"
#include "core/journal/laes.h"
#include "core/journal/udled.h"

int genskab_sager(struct db *db, struct vec *ud, struct err *e)
{
	struct stmt *s = db_stmt(db, "SELECT sag FROM journal GROUP BY sag ORDER BY min(tid), sag", e);
	int r;
	while ((r = stmt_step(s, e)) > 0) {
		size_t n;
		const void *id = stmt_kol_blob(s, 0, &n);
		struct uuid *u = vec_ny(ud);
		if (n == sizeof u->b)
			memcpy(u->b, id, n);
	}
	stmt_reset(s);
	return r;
}

static int one_entry(struct udled *maal, const struct post *p, struct err *e)
{
	struct feltrad r;
	int kode = udled_find(maal, &p->sag, &p->objekt, p->felt, &r, e);
	if (kode == 0)
		kode = udled_anvend(maal, p, &r, e);
	feltrad_done(&r);
	return kode;
}

int genskab_sag(struct db *kilde, struct udled *maal, const struct uuid *sag, struct err *e)
{
	struct stmt *s = db_stmt(kilde, "SELECT " LAES_KOLONNER " FROM journal j WHERE j.sag = :sag "
					"ORDER BY j.lbnr IS NULL, j.lbnr, j.nr, j.enhed", e);
	stmt_blob(s, ":sag", sag->b, sizeof sag->b);
	struct laest l = LAES_TOM;
	int r;
	while ((r = stmt_step(s, e)) > 0) {
		if (!laes_post(&l, s))
			r = err_set(e, ERR_SKADET, _("journalen: en post er beskadiget"));
		else
			r = one_entry(maal, &l.post, e);
		if (r < 0)
			break;
	}
	stmt_reset(s);
	laes_done(&l);
	return r < 0 ? r : udled_slut(maal, e);
}

int genskab_alt(struct db *db, struct err *e)
{
	struct vec sager = VEC_AF(struct uuid);
	int kode = db_begin(db, _("tabellerne er ikke lavet igen"), e);
	if (kode < 0)
		return kode;
	struct udled *u = udled_ny(db);
	kode = genskab_sager(db, &sager, e);
	if (kode == 0)
		kode = udled_ryd(db, e);
	for (size_t i = 0; kode == 0 && i < sager.n; i++)
		kode = genskab_sag(db, u, VEC_NR(struct uuid, &sager, i), e);
	udled_free(u);
	vec_done(&sager);
	if (kode == 0)
		return db_commit(db, e);
	db_rollback(db);
	return kode;
}
