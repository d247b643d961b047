#include "core/cmd/cmd.h"

#include <unistd.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/sprog.h"
#include "core/cmd/kommando.h"
#include "core/cmd/miljoe.h"
#include "core/io/krypto.h"
#include "core/io/lagerslet.h"
#include "core/journal/afvist.h"
#include "core/journal/konflikt.h"
#include "core/journal/store.h"
#include "core/synk/postgres.h"
#include "core/synk/synk.h"

static int64_t now(void *arg)
{
	return store_nu(arg);
}

/* A stage is over. */
static void stage(struct cmd *c, const struct synk *s, enum synk_fase foer)
{
	const struct synk_kvittering *k = synk_kvittering(s);
	if (foer == SYNK_HILSEN)
		fprintf(c->ud, "%s\n", _("Forbundet med kommunens lager."));
	else if (foer == SYNK_MELD)
		fprintf(c->ud, "%s\n", _("Computeren er meldt til."));
	else if (foer == SYNK_SEND)
		fprintf(c->ud, _("Sendt: %lld poster.\n"), (long long)(k->sendt + k->afvist));
	else if (foer == SYNK_HENT || foer == SYNK_SAG)
		fprintf(c->ud, _("Hentet: %lld poster.\n"), (long long)k->hentet);
	else if (foer == SYNK_HOVEDER)
		fprintf(c->ud, "%s\n", _("Sagernes kæder er sammenlignet."));
	fflush(c->ud);
}

static int run(struct cmd *c, struct synk *s, const struct postgres *p, struct err *e)
{
	for (;;) {
		enum synk_fase foer = synk_fase(s);
		int kode = synk_trin(s, e);
		if (kode >= 0 && synk_fase(s) != foer)
			stage(c, s, foer);
		if (kode <= 0)
			return kode;
		if (synk_venter(s))
			postgres_vent(p);
	}
}

static void say_refused(struct cmd *c, struct miljoe *m, int64_t n)
{
	struct vec v = VEC_AF(struct afvist);
	afvist_hent(store_journal(m->store), NULL, &v, NULL);
	for (size_t i = 0; i < v.n && (int64_t)i < n; i++) {
		const struct afvist *a = VEC_NR(struct afvist, &v, i);
		struct buf b = BUF_TOM;
		char sag[UUID_TEKST];
		afvist_grund(a->grund, &b);
		fprintf(c->ud, _("Afvist: sag %s, felt %s: %s\n"), uuid_skriv(&a->sag, sag), a->felt, buf_str(&b));
		buf_done(&b);
	}
	afvist_ryd(&v);
	vec_done(&v);
}

static int receipt(struct cmd *c, struct miljoe *m, const struct synk *s)
{
	const struct synk_kvittering *k = synk_kvittering(s);
	struct buf b = BUF_TOM;
	if (synk_ny_enhed(s))
		fprintf(c->ud, "%s\n", _("Sagsfilen var en kopi eller en ældre sikkerhedskopi: computeren "
					 "har fået et nyt navn hos kommunen, og det usendte er sendt under det."));
	say_refused(c, m, k->afvist);
	size_t holdt = synk_holdt(s, &b);
	if (holdt)
		buf_tegn(&b, '\n');
	if (synk_nyere(s, &b))
		buf_tegn(&b, '\n');
	synk_kvittering_tekst(k, &b);
	fprintf(c->ud, "%s\n", buf_str(&b));
	buf_done(&b);
	if (k->sendt || k->afvist)
		store_udbakke_forny(m->store, NULL);    /* left out, the next opening does it */
	int64_t n = konflikt_antal(store_journal(m->store), NULL, NULL);
	if (n > 0)
		fprintf(c->ud, ngettext("%lld konflikt skal afgøres: Alt-k på skærmen.\n",
					"%lld konflikter skal afgøres: Alt-k på skærmen.\n", (unsigned long)n),
			(long long)n);
	return k->afvist ? CMD_FEJL : holdt ? CMD_MANGLER : CMD_OK;
}

/* Everything is handed in, and nothing may stay here. */
static int wipe(struct cmd *c, struct miljoe *m)
{
	struct err e = {0, ""};
	store_close(m->store);
	m->store = NULL;
	if (lagerslet(m->sti, &e) < 0) {
		kommando_fejl(c, NULL, e.tekst);
		return CMD_FEJL;
	}
	fprintf(c->ud, "%s\n", _("Kommunen har trukket denne computer tilbage: det, der ikke var sendt, er "
				 "afleveret, og sagsfilen er slettet."));
	return CMD_FEJL;
}

static int sync_store(struct cmd *c, struct miljoe *m, struct postgres *p)
{
	struct err e = {0, ""};
	struct synk *s = synk_ny(&(struct synk_valg){.journal = store_journal(m->store),
						     .ops = &postgres_ops, .arg = p,
						     .ur = now, .ur_arg = m->store});
	int rc = CMD_OK, kode = run(c, s, p, &e);
	if (postgres_forseglet(p))
		fprintf(c->ud, "%s\n", _("Certifikat, nøgle og adgangskode ligger nu forseglet i sagsfilen; "
					 "filerne sslcert, sslkey og passfile kan fjernes."));
	if (kode < 0) {
		kommando_fejl(c, "sync", e.tekst);
		rc = kode == CENTRAL_KOMMUNE ? CMD_MANGLER : CMD_FEJL;
	} else if (synk_slet(s)) {
		rc = wipe(c, m);
	} else {
		rc = receipt(c, m, s);
	}
	synk_free(s);
	return rc;
}

static int contact(struct cmd *c, struct miljoe *m)
{
	struct err e = {0, ""};
	struct postgres *p;
	char navn[128] = "";
	gethostname(navn, sizeof navn - 1);
	int kode = postgres_ny(&p, &(struct postgres_valg){.journal = store_journal(m->store),
							   .forbindelse = miljoe_central(m),
							   .kommune = m->ind.kommune.kode, .navn = navn}, &e);
	if (kode < 0) {
		kommando_fejl(c, "sync", e.tekst);
		return kode == ERR_BRUG ? CMD_BRUG : CMD_FEJL;
	}
	int rc = sync_store(c, m, p);
	postgres_free(p);
	return rc;
}

/* A new laptop begins with what the centre has: a missing store is made. */
int cmd_sync(struct cmd *c, int argc, char **argv)
{
	struct miljoe m;
	(void)argv;
	if (argc != 1)
		return kommando_brug(c, "sync", _("kender ikke dette valg"));
	int rc = kommando_forbered(c, &m, false);
	if (rc == CMD_OK && !miljoe_central(&m))
		rc = kommando_brug(c, "sync", _("der er ikke sat en central op; forventede FEMTRIN_CENTRAL "
						"eller central: i indstillingerne"));
	if (rc == CMD_OK)
		rc = kommando_store(c, &m, true);
	if (rc == CMD_OK)
		rc = contact(c, &m);
	miljoe_luk(&m);
	return rc;
}
