#include "core/synk/afviste.h"

#include <stddef.h>
#include <string.h>

#include "core/base/sprog.h"
#include "core/io/db.h"
#include "core/journal/journal.h"

static const struct grund {
	const char *ord, *tekst;
} GRUND[] = {
	{"INGEN_ADGANG", N_("du har ikke adgang til at skrive i sagen")},
	{"ANDEN_KOMMUNE", N_("sagen hører til en anden kommune")},
	{"ENHED_SPAERRET", N_("computeren er trukket tilbage")},
};

const char *afviste_grund(const char *ord)
{
	for (size_t i = 0; i < sizeof GRUND / sizeof *GRUND; i++)
		if (strcmp(ord, GRUND[i].ord) == 0)
			return _(GRUND[i].tekst);
	return ord;
}

static void id(struct uuid *ud, struct stmt *s, int kol)
{
	size_t n;
	const void *p = stmt_kol_blob(s, kol, &n);
	if (n == sizeof ud->b)
		memcpy(ud->b, p, n);
}

int afviste_laes(struct journal *j, int64_t maks, afviste_cb *cb, void *arg, struct err *e)
{
	struct stmt *s = db_stmt(journal_db(j), "SELECT sag, objekt, felt, vaerdi, grund, tid FROM afvist "
						"ORDER BY tid DESC, nr DESC LIMIT :maks", e);
	stmt_tal(s, ":maks", maks);
	int r;
	while ((r = stmt_step(s, e)) > 0) {
		struct afvist a = {.felt = stmt_kol_tekst(s, 2), .vaerdi = stmt_kol_tekst(s, 3),
				   .grund = afviste_grund(stmt_kol_tekst(s, 4)), .tid = stmt_kol_tal(s, 5)};
		id(&a.sag, s, 0);
		id(&a.objekt, s, 1);
		r = cb(arg, &a);
		if (r != 0)
			break;
	}
	stmt_reset(s);
	return r;
}
