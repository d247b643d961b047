#include "core/cmd/cmd.h"

#include <string.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/sprog.h"
#include "core/base/uuid.h"
#include "core/cmd/kommando.h"
#include "core/cmd/miljoe.h"
#include "core/cmd/vurderingstekst.h"
#include "core/journal/store.h"
#include "core/regler/assess.h"
#include "core/sag/sag.h"
#include "core/sag/sagliste.h"

static void vurder(struct cmd *c, const struct miljoe *m, const struct sag *s, bool json)
{
	struct assess_om om = {
		.i_dag = c->i_dag,
		.forrige_min = assess_forrige(m->store, m->formsaet, s, m->regler),
		.regler = m->regler,
		.ind = &m->ind,
		.bruger = store_bruger(m->store),
	};
	struct assess a;
	struct buf ud = BUF_TOM;

	assess_run(&a, s, &om);
	if (json) {
		assess_json(&a, s, &ud);
		buf_tegn(&ud, '\n');
	} else {
		vurderingstekst(&a, s, &ud);
	}
	fwrite(buf_str(&ud), 1, ud.len, c->ud);
	buf_done(&ud);
	assess_done(&a);
}

static int en_sag(struct cmd *c, struct miljoe *m, const char *id, bool json)
{
	struct sag *s;
	int rc = kommando_sag(c, m, id, &s);

	if (rc == CMD_OK)
		vurder(c, m, s, json);
	sag_free(s);
	return rc;
}

/* One that cannot be read is told of; the others come all the same. */
static int alle_sager(struct cmd *c, struct miljoe *m, bool json)
{
	struct sagliste *l = NULL;
	struct err e = {0, ""};
	char id[UUID_TEKST];
	int rc = CMD_OK;

	if (sagliste_hent(&l, m->store, "", &e) < 0) {
		kommando_fejl(c, "assess", e.tekst);
		return CMD_FEJL;
	}
	for (size_t i = 0; i < sagliste_antal(l); i++)
		if (en_sag(c, m, uuid_skriv(&sagliste_nr(l, i)->id, id), json) != CMD_OK)
			rc = CMD_FEJL;
	sagliste_free(l);
	return rc;
}

int cmd_assess(struct cmd *c, int argc, char **argv)
{
	bool json = kommando_flag(&argc, argv, "--json");
	bool alle = kommando_flag(&argc, argv, "--all");
	struct miljoe m;

	if (kommando_ukendt(argc, argv))
		return kommando_brug(c, "assess", _("kender ikke dette valg"));
	if (alle ? argc != 1 || !json : argc != 2)
		return kommando_brug(c, "assess", _("forventede én sags nummer, eller --all --json"));
	int rc = kommando_aabn(c, &m, false);
	if (rc == CMD_OK)
		rc = alle ? alle_sager(c, &m, json) : en_sag(c, &m, argv[1], json);
	miljoe_luk(&m);
	return rc;
}
