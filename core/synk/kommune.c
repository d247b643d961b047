#include "core/synk/kommune.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/sprog.h"
#include "core/io/db.h"
#include "core/io/krypto.h"
#include "core/journal/journal.h"
#include "core/journal/lokal.h"
#include "core/journal/tilbagehold.h"
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

void kommune_holdt(const struct tilbagehold *t, struct buf *ud)
{
	char hex[9];
	krypto_hex(hex, t->sag.b, 4);
	if (t->sager == 1)
		buf_format(ud, _("Holdt tilbage: sagen %s… siger kommune %s, som ikke er lagerets. Ret sagens "
				 "kommune, så sendes den."), hex, t->kommune);
	else
		buf_format(ud, _("Holdt tilbage: %zu sager siger en anden kommune end lagerets, f.eks. %s… "
				 "kommune %s. Ret sagernes kommune, så sendes de."), t->sager, hex, t->kommune);
}
