#include "core/sag/gendan.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/dato.h"
#include "core/base/err.h"
#include "core/base/vec.h"
#include "core/form/formsaet.h"
#include "core/io/db.h"
#include "core/journal/journal.h"
#include "core/journal/kladde.h"
#include "core/journal/store.h"
#include "core/sag/sag.h"
#include "core/sag/sagdata.h"
#include "core/sag/sagtjek.h"

/* A task stands in a column: one that was never finished waits among those that
 * need help, where what it lacks is asked for. */
#define SPALTE_UDEN_VALG "2"

struct gendannelse {
	struct sag *s;
	const struct kladde *k;
	const struct felt *felt;
	struct buf vaerdi;
	char tid[TIDSPUNKT];
	struct vec a;                    /* struct aendring */
};

static void laeg(struct gendannelse *g, const struct felt *f, const char *vaerdi)
{
	*(struct aendring *)vec_ny(&g->a) = (struct aendring){
		.sag = g->k->sag, .objekt = g->k->objekt, .felt = f->noegle, .vaerdi = vaerdi};
}

static void laeg_ved(struct gendannelse *g, const char *liste, const char *kort,
		     const char *vaerdi)
{
	const struct felt *f = formsaet_listefelt(sag_formsaet(g->s), liste, kort);

	if (f && f != g->felt && vaerdi && strcmp(g->felt->liste, liste) == 0)
		laeg(g, f, vaerdi);
}

/* All that the text makes; false where it has no place to go. */
static bool laeg_alt(struct gendannelse *g, const char *navn)
{
	const char *vaerdi = g->vaerdi.len ? g->vaerdi.data : NULL;
	bool sagens = uuid_ens(&g->k->objekt, &g->k->sag);
	bool ny = !sagens && !sag_objekt(g->s, &g->k->objekt);

	if (sagens == (g->felt->liste != NULL) || (ny && !g->k->liste))
		return false;
	if (ny && !vaerdi)
		return true;
	if (ny) {
		laeg_ved(g, g->felt->liste, "id", navn);
		laeg_ved(g, "opgaver", "spalte", SPALTE_UDEN_VALG);
		laeg_ved(g, "noter", "tid", g->tid);
	}
	laeg(g, g->felt, vaerdi);
	return true;
}

static bool tages(struct gendannelse *g)
{
	for (size_t i = 0; i < g->a.n; i++)
		if (sagtjek(g->s, g->a.data, g->a.n, i, NULL) != 0)
			return false;
	return true;
}

/* The entries and the end of the draft, together or not at all. */
static int flyt(struct gendannelse *g, struct err *e)
{
	struct store *st = sag_store(g->s);
	int rc = db_begin(store_db(st), "gendan", e);

	if (rc != 0)
		return rc;
	rc = sag_udfoer(g->s, g->a.data, g->a.n, e);
	if (rc == 0)
		rc = kladde_slet(st, &g->k->objekt, g->k->felt, e);
	if (rc == 0)
		rc = db_commit(store_db(st), e);
	if (rc != 0)
		db_rollback(store_db(st));
	return rc == 0 ? 1 : rc;
}

static int gendan_en(struct gendannelse *g, struct err *e)
{
	int64_t nu = sagdata_nu(sag_store(g->s));

	g->felt = formsaet_felt(sag_formsaet(g->s), g->k->felt);
	if (!g->felt ||
	    felt_kanon(g->felt, g->k->tekst, false, dato_af_ms(nu), &g->vaerdi, NULL) != 0)
		return 0;
	sagdata_tidspunkt(nu, g->tid);
	char *navn = g->felt->liste ? sag_nyt_navn(g->s, g->felt->liste, NULL, 0) : NULL;
	int rc = laeg_alt(g, navn) && tages(g) ? flyt(g, e) : 0;
	free(navn);
	return rc;
}

int gendan_kladder(struct store *st, const struct formsaet *f, struct err *e)
{
	struct kladde *k = NULL;
	size_t n = 0;
	int antal = 0, rc = kladde_alle(st, &k, &n, e);

	for (size_t i = 0; i < n && rc >= 0; i++) {
		struct gendannelse g = {.k = &k[i], .vaerdi = BUF_TOM, .a = VEC_AF(struct aendring)};
		rc = sag_hent(&g.s, st, f, &k[i].sag, e);
		if (rc == ERR_FINDES_IKKE) {
			g.s = sagdata_ny(st, f, &k[i].sag);
			rc = 0;
		}
		if (rc == 0)
			rc = gendan_en(&g, e);
		antal += rc > 0;
		sag_free(g.s);
		buf_done(&g.vaerdi);
		vec_done(&g.a);
	}
	kladder_free(k, n);
	return rc < 0 ? rc : antal;
}
