#include "core/cmd/cmd.h"

#include "core/base/err.h"
#include "core/base/sprog.h"
#include "core/cmd/kommando.h"
#include "core/cmd/miljoe.h"

/* The store is opened for it: nobody else may write the key file meanwhile. */
int cmd_passphrase(struct cmd *c, int argc, char **argv)
{
	struct miljoe m;
	struct err e = {0, ""};
	bool ok;
	const char *ny = kommando_vaerdi(&argc, argv, "--new-passphrase-file", &ok);

	if (!ok || argc != 1)
		return kommando_brug(c, "passphrase", ok ? _("kender ikke dette valg")
							 : _("et valg mangler sin fil eller mappe"));
	int rc = kommando_aabn(c, &m, false);
	if (rc == CMD_OK) {
		struct laasop_valg v = {.sti = m.sti, .kodefil = ny, .spoerg = c->spoerg};
		rc = laasop_skift(m.laas, &v, &e) == 0 ? CMD_OK : CMD_FEJL;
		if (rc == CMD_OK)
			fprintf(c->ud, "%s\n", _("Sagsfilen har fået den nye adgangskode. Ældre kopier "
						 "åbnes stadig med den gamle."));
		else
			kommando_fejl(c, "passphrase", e.tekst);
	}
	miljoe_luk(&m);
	return rc;
}
