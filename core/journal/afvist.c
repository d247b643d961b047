#include "core/journal/afvist.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/base/sprog.h"
#include "core/io/db.h"
#include "core/journal/journal.h"
#include "core/journal/modtag.h"
#include "core/journal/sagrens.h"

/* What somebody has taken care of is remembered beside it (table `husket`), one
 * key per entry. */
#define HUSKET "'afvist:' || lower(hex(a.enhed)) || ':' || a.nr"

int64_t afvist_antal(struct journal *j, const struct uuid *sag, struct err *e)
{
	struct stmt *s = db_stmt(journal_db(j), "SELECT count(*) FROM afvist a WHERE (:alle OR a.sag = :sag) "
		"AND NOT EXISTS (SELECT 1 FROM husket h WHERE h.noegle = " HUSKET ")", e);
	stmt_tal(s, ":alle", !sag);
	if (sag)
		stmt_blob(s, ":sag", sag->b, sizeof sag->b);
	else
		stmt_nul(s, ":sag");
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

int afvist_hent(struct journal *j, const struct uuid *sag, struct vec *ud, struct err *e)
{
	struct stmt *s = db_stmt(journal_db(j),
		"SELECT a.enhed, a.nr, a.tid, a.sag, a.objekt, a.felt, a.vaerdi, "
		"coalesce(j.bruger, :bruger), a.grund, "
		"h.noegle IS NOT NULL AS set_, EXISTS (SELECT 1 FROM sag WHERE id = a.sag) FROM afvist a "
		"LEFT JOIN journal j ON j.enhed = a.enhed AND j.nr = a.nr "
		"LEFT JOIN husket h ON h.noegle = " HUSKET " WHERE :alle OR a.sag = :sag "
		"ORDER BY set_, a.tid DESC, a.enhed, a.nr DESC", e);
	stmt_tal(s, ":alle", !sag);
	stmt_tekst(s, ":bruger", journal_bruger(j));
	if (sag)
		stmt_blob(s, ":sag", sag->b, sizeof sag->b);
	else
		stmt_nul(s, ":sag");
	int r;
	while ((r = stmt_step(s, e)) > 0) {
		struct afvist *a = vec_ny(ud);
		take_uuid(&a->ref.enhed, s, 0);
		a->ref.nr = stmt_kol_tal(s, 1);
		a->tid = stmt_kol_tal(s, 2);
		take_uuid(&a->sag, s, 3);
		take_uuid(&a->objekt, s, 4);
		a->felt = take_text(s, 5);
		a->vaerdi = take_text(s, 6);
		a->bruger = take_text(s, 7);
		a->grund = take_text(s, 8);
		a->set = stmt_kol_tal(s, 9);
		a->sag_her = stmt_kol_tal(s, 10);
	}
	stmt_reset(s);
	return r;
}

void afvist_ryd(struct vec *v)
{
	for (size_t i = 0; i < v->n; i++) {
		struct afvist *a = VEC_NR(struct afvist, v, i);
		free(a->felt);
		free(a->vaerdi);
		free(a->bruger);
		free(a->grund);
	}
	vec_done(v);
	*v = (struct vec)VEC_AF(struct afvist);
}

int afvist_saet(struct journal *j, const struct post_ref *r, bool set, struct err *e)
{
	struct db *db = journal_db(j);
	int kode = db_begin(db, _("det er ikke noteret"), e);
	if (kode < 0)
		return kode;
	struct stmt *s = db_stmt(db, set
		? "INSERT INTO husket (noegle, vaerdi) SELECT " HUSKET ", 'set' FROM afvist a "
		  "WHERE a.enhed = :enhed AND a.nr = :nr ON CONFLICT (noegle) DO NOTHING"
		: "DELETE FROM husket WHERE noegle IN (SELECT " HUSKET " FROM afvist a "
		  "WHERE a.enhed = :enhed AND a.nr = :nr)", e);
	stmt_blob(s, ":enhed", r->enhed.b, sizeof r->enhed.b);
	stmt_tal(s, ":nr", r->nr);
	kode = stmt_koer(s, e);
	if (kode == 0)
		return db_commit(db, e);
	db_rollback(db);
	return kode;
}

int afvist_maa_skrive(struct journal *j, const struct uuid *sag, struct err *e)
{
	struct modtag_adgang a, alle;
	int kendt = adgang_hent(journal_db(j), sag, &a, e);
	int leder = adgang_hent(journal_db(j), &(struct uuid){{0}}, &alle, e);
	if (kendt < 0 || leder < 0)
		return kendt < 0 ? kendt : leder;
	if (kendt && a.ret == RET_SKRIV)
		return 1;
	return (leder && alle.ret == RET_SKRIV) || (!kendt && !(leder && alle.ret == RET_LAES));
}

void afvist_grund(const char *grund, struct buf *ud)
{
	static const struct { const char *ord, *saetning; } GRUNDE[] = {
		{"INGEN_ADGANG", N_("Du har ikke lov til at skrive i sagen. Den kan være givet til en "
				    "anden; spørg din leder.")},
		{"HALVT_SKREVET", N_("Teksten var ikke skrevet færdig, da sagen blev givet til en anden; "
				     "den er aldrig sendt.")},
		{"ANDEN_KOMMUNE", N_("Sagen hører til en anden kommune end den, der sendes til. Ret "
				     "kommunen i sagen, hvis den er skrevet forkert.")},
		{"ENHED_SPAERRET", N_("Computeren var spærret, da det blev skrevet.")},
	};
	for (size_t i = 0; i < sizeof GRUNDE / sizeof *GRUNDE; i++)
		if (strcmp(GRUNDE[i].ord, grund) == 0) {
			buf_tekst(ud, _(GRUNDE[i].saetning));
			return;
		}
	buf_format(ud, _("Kommunens lager tog det ikke imod (%s). Sig det til driften."), grund);
}
