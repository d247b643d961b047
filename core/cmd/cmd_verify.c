#include "core/cmd/cmd.h"

#include <stdio.h>
#include <unistd.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/sprog.h"
#include "core/cmd/kommando.h"
#include "core/cmd/miljoe.h"
#include "core/io/krypto.h"
#include "core/io/varig.h"
#include "core/journal/store.h"
#include "core/synk/central.h"
#include "core/synk/efterproev.h"
#include "core/synk/postgres.h"
#include "core/synk/sagskaede.h"

enum { FIL_MAKS = 64 << 20 };         /* bytes of a colleague's file */

static void say(void *arg, const char *saetning)
{
	const struct cmd *c = arg;
	fprintf(c->ud, "%s\n", saetning);
}

/* A store that SQLite does not open is looked through page by page all the same. */
static int store_alone(struct cmd *c, struct miljoe *m)
{
	struct err e = {0, ""}, hvorfor = {0, ""};
	int rc = kommando_skadet(c, m, &hvorfor);
	if (rc != CMD_OK)
		return rc;
	int kode = m->store ? store_verify(m->store, say, c, &e) : miljoe_efterse(m, say, c, &e);
	if (kode == 0 && !m->store) {
		kommando_fejl(c, NULL, hvorfor.tekst);
		return CMD_STORE;
	}
	if (kode == 0)
		fprintf(c->ud, "%s\n", _("Sagsfilen er i orden: sider, kæder, filer og tabeller."));
	else if (kode == ERR_SKADET)
		fprintf(c->ud, "%s\n", e.tekst);
	else
		kommando_fejl(c, "verify", e.tekst);
	return kode == 0 ? CMD_OK : CMD_FEJL;
}

static void wait(void *arg)
{
	postgres_vent(arg);
}

static int beside_centre(struct cmd *c, struct miljoe *m, struct postgres *p)
{
	struct err e = {0, ""};
	struct efterproev_svar s;
	char hex[65];
	int kode = efterproev(&(struct efterproev_valg){.journal = store_journal(m->store),
			      .ops = &postgres_ops, .arg = p, .vent = wait, .sig = say, .sig_arg = c}, &s, &e);
	if (kode < 0) {
		kommando_fejl(c, "verify", e.tekst);
		return CMD_FEJL;
	}
	krypto_hex(hex, s.kaede, 8);
	if (s.fund > 0)
		fprintf(c->ud, _("Lageret og denne computer er ikke ens: %zu forskelle.\n"), s.fund);
	else
		fprintf(c->ud, _("Lageret og denne computer er ens til nr. %lld: %lld sager, %lld poster, "
				 "kæde %s…\n"), (long long)s.lbnr, (long long)s.sager, (long long)s.poster, hex);
	if (s.nye > 0)
		fprintf(c->ud, _("%lld poster er ikke hentet endnu; femtrin sync henter dem.\n"),
			(long long)s.nye);
	return s.fund == 0 ? CMD_OK : CMD_FEJL;
}

static int centre(struct cmd *c, struct miljoe *m)
{
	struct err e = {0, ""};
	struct postgres *p;
	char navn[128] = "";
	gethostname(navn, sizeof navn - 1);
	int kode = postgres_ny(&p, &(struct postgres_valg){.journal = store_journal(m->store),
							   .forbindelse = miljoe_central(m),
							   .kommune = m->ind.kommune.kode, .navn = navn}, &e);
	if (kode < 0) {
		kommando_fejl(c, "verify", e.tekst);
		return kode == ERR_BRUG ? CMD_BRUG : CMD_FEJL;
	}
	int rc = beside_centre(c, m, p);
	postgres_free(p);
	return rc;
}

static int write_chains(struct cmd *c, struct miljoe *m, const char *sti)
{
	struct err e = {0, ""};
	struct buf b = BUF_TOM;
	int kode = sagskaede_skriv(store_journal(m->store), &b, &e);
	if (kode == 0)
		kode = varig_skriv(sti, buf_str(&b), b.len, &e);
	buf_done(&b);
	if (kode < 0)
		kommando_fejl(c, "verify", e.tekst);
	return kode < 0 ? CMD_FEJL : CMD_OK;
}

static int compare(struct cmd *c, struct miljoe *m, const char *sti)
{
	struct err e = {0, ""};
	struct buf b = BUF_TOM;
	struct sagskaede_ens s;
	int kode = varig_laes(&b, sti, FIL_MAKS, &e);
	if (kode == 0)
		kode = sagskaede_sammenlign(store_journal(m->store), buf_str(&b), &s, say, c, &e);
	buf_done(&b);
	if (kode < 0) {
		kommando_fejl(c, sti, e.tekst);
		return CMD_FEJL;
	}
	fprintf(c->ud, _("Hos jer begge: %lld sager ens, %lld forskellige; %lld kan ikke sammenlignes "
			 "her.\n"), (long long)s.ens, (long long)s.forskel, (long long)s.andre);
	return s.forskel == 0 ? CMD_OK : CMD_FEJL;
}

static int beside(struct cmd *c, struct miljoe *m, const char *fil)
{
	int rc = kommando_store(c, m, false);
	if (rc != CMD_OK)
		return rc;
	return fil ? compare(c, m, fil) : centre(c, m);
}

int cmd_verify(struct cmd *c, int argc, char **argv)
{
	struct miljoe m;
	bool ok[2], central = kommando_flag(&argc, argv, "--central");
	const char *skriv = kommando_vaerdi(&argc, argv, "--receipt", &ok[0]);
	const char *fil = kommando_vaerdi(&argc, argv, "--compare", &ok[1]);
	if (!ok[0] || !ok[1] || argc != 1 || (!central && (skriv || fil)))
		return kommando_brug(c, "verify", _("kender ikke dette valg"));
	int rc = kommando_forbered(c, &m, false);
	if (rc == CMD_OK && central && !fil && !miljoe_central(&m))
		rc = kommando_brug(c, "verify", _("der er ikke sat en central op at sammenligne med"));
	if (rc == CMD_OK)
		rc = central ? beside(c, &m, fil) : store_alone(c, &m);
	if (rc == CMD_OK && skriv)
		rc = write_chains(c, &m, skriv);
	miljoe_luk(&m);
	return rc;
}
