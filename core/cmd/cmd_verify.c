#include "core/cmd/cmd.h"

#include <stdio.h>

#include "core/base/err.h"
#include "core/base/sprog.h"
#include "core/cmd/kommando.h"
#include "core/cmd/miljoe.h"
#include "core/journal/store.h"

static void say(void *arg, const char *saetning)
{
	const struct cmd *c = arg;
	fprintf(c->ud, "%s\n", saetning);
}

int cmd_verify(struct cmd *c, int argc, char **argv)
{
	struct miljoe m;
	struct err e = {0, ""};
	if (kommando_flag(&argc, argv, "--central"))
		return kommando_brug(c, "verify", _("der er ikke sat en central op at sammenligne med"));
	if (argc != 1)
		return kommando_brug(c, "verify", _("kender ikke dette valg"));
	int rc = kommando_aabn(c, &m, false);
	if (rc == CMD_OK) {
		int kode = store_verify(m.store, say, c, &e);
		if (kode == 0)
			fprintf(c->ud, "%s\n", _("Sagsfilen er i orden: sider, kæder, filer og tabeller."));
		else if (kode == ERR_SKADET)
			fprintf(c->ud, "%s\n", e.tekst);
		else
			kommando_fejl(c, "verify", e.tekst);
		rc = kode == 0 ? CMD_OK : CMD_FEJL;
	}
	miljoe_luk(&m);
	return rc;
}
