#include "core/cmd/cmd.h"

#include <string.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/sprog.h"
#include "core/cmd/kommando.h"
#include "core/cmd/miljoe.h"
#include "core/sag/sagfil.h"

/* Mistakes after the first wait here until the first has been said. */
static void flere(void *arg, const char *saetning)
{
	struct buf *b = arg;

	buf_add(b, saetning, strlen(saetning) + 1);
}

static void sig_flere(struct cmd *c, const struct buf *b)
{
	for (size_t i = 0; i < b->len; i += strlen(b->data + i) + 1)
		kommando_fejl(c, NULL, b->data + i);
}

static int importer(struct cmd *c, struct miljoe *m, const char *fil, struct uuid *id)
{
	struct buf resten = BUF_TOM;
	struct sagfil_valg v = {c->i_dag, m->ind.kommune.kode, flere, &resten};
	struct err e = {0, ""};
	int rc = sagfil_import(id, m->store, m->formsaet, fil, &v, &e);

	if (rc != 0) {
		bool navngiver = strncmp(e.tekst, fil, strlen(fil)) == 0;
		kommando_fejl(c, navngiver ? NULL : fil, e.tekst);
		sig_flere(c, &resten);
	}
	buf_done(&resten);
	return rc;
}

int cmd_import(struct cmd *c, int argc, char **argv)
{
	const char *ukendt = kommando_ukendt(argc, argv);
	struct miljoe m;

	if (ukendt)
		return kommando_brug(c, "import", _("kender ikke dette valg"));
	int foerste = argc > 1 && strcmp(argv[1], "--") == 0 ? 2 : 1;
	if (argc <= foerste)
		return kommando_brug(c, "import", _("mangler en fil"));
	int rc = kommando_aabn(c, &m, true);
	for (int i = foerste; i < argc && rc != CMD_STORE && m.store; i++) {
		struct uuid id;
		char tekst[UUID_TEKST];
		if (importer(c, &m, argv[i], &id) == 0) {
			fprintf(c->ud, "%s\n", uuid_skriv(&id, tekst));
			continue;
		}
		rc = CMD_FEJL;
		if (argc - foerste > 1)
			fputs("-\n", c->ud);
	}
	miljoe_luk(&m);
	return rc;
}
