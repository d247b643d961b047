#include "core/cmd/kommando.h"

#include <string.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/sprog.h"
#include "core/base/tekst.h"
#include "core/base/uuid.h"
#include "core/cmd/cmd.h"
#include "core/cmd/cmdtabel.h"
#include "core/cmd/miljoe.h"
#include "core/sag/sag.h"

void kommando_fejl(struct cmd *c, const char *hvad, const char *hvorfor)
{
	struct buf b = BUF_TOM;

	if (hvad) {
		tekst_sikker(&b, hvad, strlen(hvad), false);
		buf_tekst(&b, ": ");
	}
	tekst_sikker(&b, hvorfor, strlen(hvorfor), false);
	fprintf(c->fejl, "femtrin: %s\n", buf_str(&b));
	buf_done(&b);
}

int kommando_brug(struct cmd *c, const char *kommando, const char *hvorfor)
{
	const struct kommando *k = cmdtabel_find(kommando);

	if (hvorfor)
		kommando_fejl(c, kommando, hvorfor);
	if (k)
		fprintf(c->fejl, "%s: femtrin %s\n", _("Brug"), _(k->brug));
	return CMD_BRUG;
}

static void sig_fejl(void *arg, const char *saetning)
{
	kommando_fejl(arg, NULL, saetning);
}

static struct laasop_valg valg(const struct cmd *c, struct miljoe *m, bool opret)
{
	return (struct laasop_valg){.sti = miljoe_sti(m, c->store), .kodefil = c->adgangskodefil,
				    .opret = opret, .spoerg = c->spoerg};
}

int kommando_forbered(struct cmd *c, struct miljoe *m, bool laas)
{
	struct err e = {0, ""};

	if (miljoe_aabn(m, sig_fejl, c, &e) != 0) {
		kommando_fejl(c, _("formularer"), e.tekst);
		return CMD_FEJL;
	}
	struct laasop_valg v = valg(c, m, false);
	v.delt = true;
	if (!laas || miljoe_oplaas(m, &v, sig_fejl, c, &e) == 0)
		return CMD_OK;
	kommando_fejl(c, NULL, e.tekst);
	return CMD_STORE;
}

int kommando_store(struct cmd *c, struct miljoe *m, bool opret)
{
	struct err e = {0, ""};
	struct laasop_valg v = valg(c, m, opret);
	if (miljoe_store(m, &v, sig_fejl, c, &e) == 0)
		return CMD_OK;
	kommando_fejl(c, NULL, e.tekst);
	return CMD_STORE;
}

int kommando_skadet(struct cmd *c, struct miljoe *m, struct err *e)
{
	struct laasop_valg v = valg(c, m, false);
	int kode = miljoe_oplaas(m, &v, sig_fejl, c, e);
	bool laast_op = kode == 0;

	if (kode == 0)
		kode = miljoe_store(m, &v, sig_fejl, c, e);
	if (kode == 0 || (laast_op && (kode == ERR_SKADET || kode == ERR_LAESEFEJL)))
		return CMD_OK;
	kommando_fejl(c, NULL, e->tekst);
	return CMD_STORE;
}

int kommando_aabn(struct cmd *c, struct miljoe *m, bool opret)
{
	int rc = kommando_forbered(c, m, false);

	return rc == CMD_OK ? kommando_store(c, m, opret) : rc;
}

int kommando_sag(struct cmd *c, struct miljoe *m, const char *id, struct sag **out)
{
	struct err e = {0, ""};
	struct uuid u;

	*out = NULL;
	if (!uuid_laes(&u, id))
		err_set(&e, ERR_UGYLDIG, _("er ikke en sags nummer; forventede en UUID fra femtrin list"));
	else if (sag_hent(out, m->store, m->formsaet, &u, &e) == 0)
		return CMD_OK;
	kommando_fejl(c, id, e.tekst);
	return CMD_FEJL;
}

static void fjern(int *argc, char **argv, int i, int n)
{
	for (int k = i; k + n <= *argc; k++)
		argv[k] = argv[k + n];
	*argc -= n;
}

/* Options end at "--". */
static int find(int argc, char **argv, const char *flag, size_t n)
{
	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++)
		if (strncmp(argv[i], flag, n) == 0)
			return i;
	return 0;
}

bool kommando_flag(int *argc, char **argv, const char *flag)
{
	int i = find(*argc, argv, flag, strlen(flag) + 1);

	if (i > 0)
		fjern(argc, argv, i, 1);
	return i > 0;
}

static const char *sammen(int *argc, char **argv, const char *flag)
{
	size_t n = strlen(flag);
	bool lang = flag[1] == '-';
	const char *fundet = NULL;

	for (int i = find(*argc, argv, flag, n); i > 0; i = 0) {
		const char *rest = argv[i] + n;
		if (lang && *rest != '=')
			break;
		fundet = rest + (lang ? 1 : 0);
		fjern(argc, argv, i, 1);
	}
	return fundet;
}

const char *kommando_vaerdi(int *argc, char **argv, const char *flag, bool *ok)
{
	int i = find(*argc, argv, flag, strlen(flag) + 1);

	*ok = true;
	if (i == 0)
		return sammen(argc, argv, flag);
	if (i + 1 >= *argc) {
		*ok = false;
		return NULL;
	}
	const char *v = argv[i + 1];
	fjern(argc, argv, i, 2);
	return v;
}

const char *kommando_ukendt(int argc, char **argv)
{
	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++)
		if (argv[i][0] == '-' && argv[i][1])
			return argv[i];
	return NULL;
}
