#include "core/journal/konflikt.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/base/sprog.h"
#include "core/io/db.h"
#include "core/journal/journal.h"
#include "core/journal/laes.h"

int64_t konflikt_antal(struct journal *j, const struct uuid *sag, struct err *e)
{
	struct stmt *s = sag ? db_stmt(journal_db(j), "SELECT konflikter FROM sag WHERE id = :id", e)
			     : db_stmt(journal_db(j), "SELECT coalesce(sum(konflikter), 0) FROM sag "
						"WHERE konflikter > 0", e);
	if (sag)
		stmt_blob(s, ":id", sag->b, sizeof sag->b);
	int r = stmt_step(s, e);
	int64_t n = r > 0 ? stmt_kol_tal(s, 0) : r;
	stmt_reset(s);
	return n;
}

static void take_uuid(struct uuid *ud, struct stmt *s, int kolonne)
{
	size_t n;
	const void *p = stmt_kol_blob(s, kolonne, &n);
	if (n == sizeof ud->b)
		memcpy(ud->b, p, n);
}

static char *take_text(struct stmt *s, int kolonne)
{
	return stmt_er_nul(s, kolonne) ? NULL : mem_tekst(stmt_kol_tekst(s, kolonne));
}

int konflikt_sager(struct journal *j, struct vec *ud, struct err *e)
{
	struct stmt *s = db_stmt(journal_db(j), "SELECT id FROM sag WHERE konflikter > 0 "
		"ORDER BY naeste IS NULL, naeste, navneorden, nr", e);
	int r;
	while ((r = stmt_step(s, e)) > 0)
		take_uuid(vec_ny(ud), s, 0);
	stmt_reset(s);
	return r;
}

static void bud_done(struct konflikt_bud *b)
{
	free(b->felt);
	free(b->vaerdi);
	free(b->foer);
	free(b->bruger);
}

static void konflikt_done(struct konflikt *k)
{
	for (size_t i = 0; i < k->n; i++)
		bud_done(&k->bud[i]);
	free(k->bud);
	free(k->felt);
	free(k->liste);
}

void konflikt_ryd(struct vec *v)
{
	for (size_t i = 0; i < v->n; i++)
		konflikt_done(VEC_NR(struct konflikt, v, i));
	vec_done(v);
	*v = (struct vec)KONFLIKTER;
}

/* The conflicts without their heads; nr and orden: what the case and the object are
 * called in the tables. */
struct raa {
	struct konflikt k;
	int64_t nr, orden;
};

static int which(struct db *db, const struct uuid *sag, struct vec *ud, struct err *e)
{
	struct stmt *s = db_stmt(db,
		"SELECT k.sag, k.objekt, k.felt, o.id, o.liste FROM konflikt k "
		"JOIN objekt o ON o.sag = k.sag AND o.orden = k.objekt "
		"WHERE k.sag = (SELECT nr FROM sag WHERE id = :id) ORDER BY k.objekt, k.felt", e);
	stmt_blob(s, ":id", sag->b, sizeof sag->b);
	int r;
	while ((r = stmt_step(s, e)) > 0) {
		struct raa *x = vec_ny(ud);
		x->nr = stmt_kol_tal(s, 0);
		x->orden = stmt_kol_tal(s, 1);
		x->k.sag = *sag;
		x->k.felt = take_text(s, 2);
		take_uuid(&x->k.objekt, s, 3);
		x->k.liste = take_text(s, 4);
	}
	stmt_reset(s);
	return r;
}

static int take_bud(struct journal *j, struct vec *ud, struct stmt *s, struct laest *l,
		    struct err *e)
{
	if (!laes_post(l, s))
		return err_set(e, ERR_SKADET, _("journalen: en post er beskadiget"));
	const struct post *p = &l->post;
	struct konflikt_bud *b = vec_ny(ud);
	struct buf foer = BUF_TOM;
	b->ref = (struct post_ref){p->enhed, p->nr};
	b->felt = mem_tekst(p->felt);
	b->vaerdi = p->vaerdi ? mem_tekst(p->vaerdi) : NULL;
	b->bruger = mem_tekst(p->bruger);
	b->tid = p->tid;
	b->her = uuid_ens(&p->enhed, journal_enhed(j));
	b->min = b->her || strcmp(p->bruger, journal_bruger(j)) == 0;
	b->vist = stmt_kol_tal(s, LAES_ANTAL);
	b->usendt = p->lbnr < 0;
	b->fjerner = p->vaerdi && strcmp(p->felt, "slettet") == 0;
	b->blanket = l->blanket;
	int r = laes_forrige(journal_db(j), p, &foer, e);
	b->foer = r > 0 ? buf_tag(&foer) : NULL;
	buf_done(&foer);
	return r < 0 ? r : 0;
}

/* The heads of the field; of an object that is in dispute the edits too that no
 * removal knew of. */
static struct stmt *heads(struct db *db, const struct raa *x, struct err *e)
{
	struct stmt *s = db_stmt(db, "SELECT " LAES_KOLONNER ", h.vist FROM hoved h "
		"JOIN journal j ON j.enhed = h.enhed AND j.nr = h.nr "
		"WHERE h.sag = :sag AND h.objekt = :objekt AND (h.felt = :felt OR (:felt = 'slettet' "
		"  AND (SELECT strid FROM objekt WHERE sag = :sag AND orden = :objekt) "
		"  AND NOT EXISTS (SELECT 1 FROM fjernelse k JOIN hoved m "
		"    ON m.sag = k.sag AND m.objekt = k.objekt AND m.felt = 'slettet' "
		"    AND m.enhed = k.enhed AND m.nr = k.nr "
		"    WHERE k.sag = :sag AND k.objekt = :objekt "
		"    AND k.kendt_enhed = h.enhed AND k.kendt_nr = h.nr))) "
		"ORDER BY j.lbnr IS NULL, j.lbnr, j.nr, j.enhed", e);
	stmt_tal(s, ":sag", x->nr);
	stmt_tal(s, ":objekt", x->orden);
	stmt_tekst(s, ":felt", x->k.felt);
	return s;
}

static int rank(const struct konflikt_bud *b)
{
	return b->her ? 0 : b->min ? 1 : b->vist ? 2 : 3;
}

/* Few, and those of one rank keep their order. */
static void sort(struct konflikt_bud *b, size_t n)
{
	for (size_t i = 1; i < n; i++)
		for (size_t k = i; k > 0 && rank(&b[k]) < rank(&b[k - 1]); k--) {
			struct konflikt_bud x = b[k];
			b[k] = b[k - 1];
			b[k - 1] = x;
		}
}

static int fill(struct journal *j, struct raa *x, struct err *e)
{
	struct vec bud = VEC_AF(struct konflikt_bud);
	struct stmt *s = heads(journal_db(j), x, e);
	struct laest l = LAES_TOM;
	int r;
	while ((r = stmt_step(s, e)) > 0)
		if ((r = take_bud(j, &bud, s, &l, e)) < 0)
			break;
	stmt_reset(s);
	laes_done(&l);
	x->k.bud = bud.data;
	x->k.n = bud.n;
	sort(x->k.bud, x->k.n);
	return r;
}

int konflikt_hent(struct journal *j, const struct uuid *sag, struct vec *ud, struct err *e)
{
	struct vec raa = VEC_AF(struct raa);
	int kode = which(journal_db(j), sag, &raa, e);
	for (size_t i = 0; i < raa.n; i++) {
		struct raa *x = VEC_NR(struct raa, &raa, i);
		if (kode == 0)
			kode = fill(j, x, e);
		*(struct konflikt *)vec_ny(ud) = x->k;
	}
	vec_done(&raa);
	return kode;
}

static bool same_heads(const struct konflikt *a, const struct konflikt *b)
{
	if (a->n != b->n || !uuid_ens(&a->objekt, &b->objekt) || strcmp(a->felt, b->felt) != 0)
		return false;
	for (size_t i = 0; i < a->n; i++)
		if (post_ref_orden(&a->bud[i].ref, &b->bud[i].ref) != 0)
			return false;
	return true;
}

static int unchanged(struct journal *j, const struct konflikt *k, struct err *e)
{
	struct vec nu = KONFLIKTER;
	bool fundet = false;
	int kode = konflikt_hent(j, &k->sag, &nu, e);
	for (size_t i = 0; kode == 0 && i < nu.n && !fundet; i++)
		fundet = same_heads(k, VEC_NR(struct konflikt, &nu, i));
	konflikt_ryd(&nu);
	if (kode == 0 && !fundet)
		kode = err_set(e, ERR_FINDES_IKKE, _("Feltet er ændret imens. Se på det igen, før du "
						     "vælger."));
	return kode;
}

int konflikt_afgoer(struct journal *j, const struct konflikt *k, const char *vaerdi,
		    struct err *e)
{
	int kode = unchanged(j, k, e);
	if (kode < 0)
		return kode;
	return journal_skriv(j, &(struct aendring){.sag = k->sag, .objekt = k->objekt,
						   .felt = k->felt, .vaerdi = vaerdi}, 1, e);
}
