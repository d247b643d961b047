#include "core/cmd/cmd.h"

#include <string.h>

#include "core/base/err.h"
#include "core/base/sprog.h"
#include "core/cmd/kommando.h"
#include "core/cmd/miljoe.h"
#include "core/io/db.h"
#include "core/io/vaultkopi.h"
#include "core/io/vaultlager.h"
#include "core/journal/store.h"

enum { SIDER = 256 };                 /* in one step */

static int af_aaben(struct miljoe *m, const char *til, struct err *e)
{
	struct vaultkopi *k;
	struct sqlite3 *db = db_forbindelse(store_db(m->store));
	int rc = vaultlager_backup(&k, m->laas, db, til, e);

	if (rc != 0)
		return rc;
	while ((rc = vaultkopi_skridt(k, SIDER, e)) == 1)
		;
	vaultkopi_free(k);
	return rc;
}

/* Nobody has it open: it is opened here, so that what a dead process left is rolled
 * back first. Else the copy is of what lies on the disk. */
static int tag(struct cmd *c, struct miljoe *m, const char *til, struct err *e)
{
	struct laasop_valg v = {.sti = m->sti};

	if (vaultlager_holder(m->sti) != 0)
		return vaultlager_afskrift(m->laas, m->sti, til, e);
	int rc = miljoe_store(m, &v, NULL, c, e);
	return rc == 0 ? af_aaben(m, til, e) : rc;
}

int cmd_backup(struct cmd *c, int argc, char **argv)
{
	struct miljoe m;
	struct err e = {0, ""};

	if (kommando_ukendt(argc, argv))
		return kommando_brug(c, "backup", _("kender ikke dette valg"));
	if (argc != 2 || !*argv[1])
		return kommando_brug(c, "backup", _("forventede ét filnavn til kopien"));
	int rc = kommando_forbered(c, &m, true);
	if (rc == CMD_OK) {
		int kode = tag(c, &m, argv[1], &e);
		rc = kode == 0 ? CMD_OK : kode == ERR_LAAST ? CMD_STORE : CMD_FEJL;
		if (rc == CMD_OK)
			fprintf(c->ud, _("%s: kopien er taget, og hver side er efterset. Den åbnes med "
					 "den adgangskode, sagsfilen har nu.\n"), argv[1]);
		else
			kommando_fejl(c, "backup", e.tekst);
	}
	miljoe_luk(&m);
	return rc;
}
