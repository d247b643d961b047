#include "core/cmd/cmd.h"

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/sprog.h"
#include "core/cmd/kommando.h"
#include "core/cmd/miljoe.h"
#include "core/cmd/udfil.h"
#include "core/sag/sag.h"
#include "core/sag/sagexport.h"

static int skriv(struct cmd *c, const struct buf *b, const char *fil)
{
	struct err e = {0, ""};

	if (!fil)
		return fwrite(b->data, 1, b->len, c->ud) == b->len ? CMD_OK : CMD_FEJL;
	if (udfil_skriv(fil, b->data, b->len, &e) == 0)
		return CMD_OK;
	kommando_fejl(c, fil, e.tekst);
	return CMD_FEJL;
}

int cmd_export(struct cmd *c, int argc, char **argv)
{
	struct miljoe m;
	struct sag *s = NULL;
	bool ok;
	const char *fil = kommando_vaerdi(&argc, argv, "-o", &ok);

	if (!ok || (fil && !*fil))
		return kommando_brug(c, "export", _("-o mangler en fil"));
	if (kommando_ukendt(argc, argv))
		return kommando_brug(c, "export", _("kender ikke dette valg"));
	if (argc != 2)
		return kommando_brug(c, "export", _("forventede én sags nummer"));
	int rc = kommando_aabn(c, &m, false);
	if (rc == CMD_OK)
		rc = kommando_sag(c, &m, argv[1], &s);
	if (rc == CMD_OK) {
		struct buf b = BUF_TOM;
		sagfil_export(s, &b);
		rc = skriv(c, &b, fil);
		buf_done(&b);
	}
	sag_free(s);
	miljoe_luk(&m);
	return rc;
}
