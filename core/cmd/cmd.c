#include "core/cmd/cmd.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/err.h"
#include "core/base/sprog.h"
#include "core/cmd/cmdtabel.h"
#include "core/cmd/kommando.h"

static const char *fra_miljoet(const char *navn)
{
	const char *v = getenv(navn);

	return v && *v ? v : NULL;
}

static int tag_valg(struct cmd *c, int *argc, char **argv, const char *flag, const char **ud)
{
	const char *v;
	bool ok = true;

	while ((v = kommando_vaerdi(argc, argv, flag, &ok)) != NULL && ok && *v)
		*ud = v;
	if (ok && !v)
		return CMD_OK;
	kommando_fejl(c, flag, _("mangler en værdi; forventede en fil"));
	return CMD_BRUG;
}

int cmd_valg(struct cmd *c, int *argc, char **argv)
{
	if (!c->store)
		c->store = fra_miljoet("FEMTRIN_STORE");
	if (!c->adgangskodefil)
		c->adgangskodefil = fra_miljoet("FEMTRIN_PASSPHRASE_FILE");
	int rc = tag_valg(c, argc, argv, "--store", &c->store);
	return rc ? rc : tag_valg(c, argc, argv, "--passphrase-file", &c->adgangskodefil);
}

static void overblik(FILE *ud)
{
	fprintf(ud, "%s: femtrin [--store %s] [--passphrase-file %s] [%s]\n\n", _("Brug"), _("FIL"),
		_("FIL"), _("KOMMANDO"));
	fprintf(ud, "%s\n\n", _("Uden kommando åbnes skærmen. Kommandoer:"));
	for (size_t i = 0; i < cmdtabel_antal(); i++) {
		const struct kommando *k = cmdtabel_nr(i);
		fprintf(ud, "  femtrin %s\n      %s\n", _(k->brug), _(k->hjaelp));
	}
	fprintf(ud, "\n%s\n", _("femtrin help KOMMANDO forklarer en enkelt kommando."));
}

static void forklar(FILE *ud, const struct kommando *k)
{
	fprintf(ud, "%s: femtrin %s\n%s\n", _("Brug"), _(k->brug), _(k->hjaelp));
}

static int ukendt(struct cmd *c, const char *navn)
{
	kommando_fejl(c, navn, _("kendes ikke; forventede en af programmets kommandoer"));
	overblik(c->fejl);
	return CMD_BRUG;
}

static bool er_hjaelp(const char *s)
{
	return strcmp(s, "--help") == 0 || strcmp(s, "-h") == 0;
}

static int hjaelp(struct cmd *c, int argc, char **argv)
{
	const struct kommando *k = argc > 1 ? cmdtabel_find(argv[1]) : NULL;

	if (argc > 1 && !k)
		return ukendt(c, argv[1]);
	if (k)
		forklar(c->ud, k);
	else
		overblik(c->ud);
	return CMD_OK;
}

static int vaelg(struct cmd *c, int argc, char **argv)
{
	if (argc == 0)
		return ukendt(c, "");
	if (er_hjaelp(argv[0]) || strcmp(argv[0], "help") == 0)
		return hjaelp(c, argc, argv);
	if (strcmp(argv[0], "--version") == 0) {
		fprintf(c->ud, "femtrin %s\n", FEMTRIN_VERSION);
		return CMD_OK;
	}
	const struct kommando *k = cmdtabel_find(argv[0]);
	if (!k)
		return ukendt(c, argv[0]);
	if (argc > 1 && er_hjaelp(argv[1])) {
		forklar(c->ud, k);
		return CMD_OK;
	}
	return k->koer(c, argc, argv);
}

int cmd_koer(struct cmd *c, int argc, char **argv)
{
	int rc = cmd_valg(c, &argc, argv);

	if (rc == CMD_OK)
		rc = vaelg(c, argc, argv);
	if (fflush(c->ud) != 0 || ferror(c->ud)) {
		kommando_fejl(c, _("skriv"), strerror(errno));
		rc = rc == CMD_OK ? CMD_FEJL : rc;
	}
	return rc;
}
