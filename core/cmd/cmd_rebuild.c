#include "core/cmd/cmd.h"

#include <stdio.h>

#include "core/base/err.h"
#include "core/base/sprog.h"
#include "core/cmd/kommando.h"
#include "core/cmd/miljoe.h"
#include "core/journal/store.h"

int cmd_rebuild(struct cmd *c, int argc, char **argv)
{
	struct miljoe m;
	struct err e = {0, ""};
	if (argc != 1)
		return kommando_brug(c, "rebuild", _("kender ikke dette valg"));
	int rc = kommando_aabn(c, &m, false);
	if (rc == CMD_OK && store_rebuild(m.store, &e) < 0) {
		kommando_fejl(c, "rebuild", e.tekst);
		rc = CMD_FEJL;
	} else if (rc == CMD_OK) {
		fprintf(c->ud, "%s\n", _("Tabellerne er lavet igen ud fra journalen."));
	}
	(void)argv;
	miljoe_luk(&m);
	return rc;
}
