#include "core/synk/kommune.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/err.h"
#include "core/base/sprog.h"
#include "core/io/db.h"
#include "core/io/krypto.h"
#include "core/journal/journal.h"
#include "core/journal/lokal.h"
#include "core/synk/central.h"

static int put(struct db *db, const char *kode, struct err *e)
{
	int r = db_begin(db, _("kommunen er ikke husket"), e);
	if (r < 0)
		return r;
	r = lokal_saet(db, "kommune", kode, e);
	if (r == 0)
		return db_commit(db, e);
	db_rollback(db);
	return r;
}

int kommune_husk(struct journal *j, const char *kode, struct err *e)
{
	char *kendt = lokal_hent(journal_db(j), "kommune", e);
	int r = 0;
	if (!kendt)
		r = put(journal_db(j), kode, e);
	else if (strcmp(kendt, kode) != 0)
		r = err_set(e, CENTRAL_KOMMUNE, _("sagsfilen hører til kommune %s, og det er kommune %s, der "
						  "svarer; der er ikke sendt noget"), kendt, kode);
	free(kendt);
	return r;
}

int kommune_sager(struct journal *j, const char *kode, struct err *e)
{
	struct stmt *s = db_stmt(journal_db(j),
		"SELECT s.id, f.vaerdi FROM journal j JOIN sag s ON s.id = j.sag "
		"JOIN felt f ON f.sag = s.nr AND f.objekt = 0 AND f.felt = 'sag.kommune' "
		"WHERE j.lbnr IS NULL AND j.udenfor = 0 AND f.vaerdi <> :kode LIMIT 1", e);
	stmt_tekst(s, ":kode", kode);
	int r = stmt_step(s, e);
	if (r > 0) {
		size_t n;
		char hex[9] = "";
		const uint8_t *id = stmt_kol_blob(s, 0, &n);
		krypto_hex(hex, id, n >= 4 ? 4 : 0);
		r = err_set(e, CENTRAL_KOMMUNE, _("sagen %s… siger kommune %s, og lageret er for kommune %s: "
			    "ret sagens kommune, så kan der synkroniseres; der er ikke sendt noget"), hex,
			    stmt_kol_tekst(s, 1), kode);
	}
	stmt_reset(s);
	return r;
}
