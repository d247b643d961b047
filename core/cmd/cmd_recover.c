#include "core/cmd/cmd.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/base/sprog.h"
#include "core/cmd/kommando.h"
#include "core/cmd/miljoe.h"
#include "core/io/noeglepar.h"
#include "core/io/vaultlager.h"
#include "core/journal/store.h"

static int lav_par(struct cmd *c, const char *navn)
{
	struct err e = {0, ""};
	uint8_t noegle[32];
	char tekst[NOEGLEPAR_TEKST];
	char *privat = mem_format("%s.privat", navn), *offentlig = mem_format("%s.offentlig", navn);
	int rc = noeglepar_lav(privat, offentlig, &e);

	if (rc == 0)
		rc = noeglepar_laes(offentlig, NOEGLEPAR_OFFENTLIG, noegle, &e);
	if (rc == 0) {
		noeglepar_skriv(tekst, noegle);
		fprintf(c->ud, _("%s: den private halvdel. Flyt den til kommunens pengeskab; den må "
				 "ikke blive på en bærbar computer.\n"), privat);
		fprintf(c->ud, _("%s: den offentlige halvdel. Læg denne linje i "
				 "/etc/femtrin/indstillinger.yaml på hver computer:\n"), offentlig);
		fprintf(c->ud, "gendannelsesnoegle: %s\n", tekst);
	} else {
		kommando_fejl(c, "recover", e.tekst);
	}
	free(privat);
	free(offentlig);
	return rc == 0 ? CMD_OK : CMD_FEJL;
}

/* A process that has the store open has the key file too. */
static int ny_kode(struct cmd *c, struct miljoe *m, const char *noeglefil, const char *kodefil)
{
	struct err e = {0, ""};
	struct laasop_valg v = {.sti = miljoe_sti(m, c->store), .kodefil = kodefil,
				.spoerg = c->spoerg};
	uint8_t *privat = segl_hemmelig(32);
	int rc = noeglepar_laes(noeglefil, NOEGLEPAR_PRIVAT, privat, &e);

	if (rc == 0)
		rc = laasop_ledig(v.sti, &e);
	if (rc == 0)
		rc = laasop_genopret(&m->laas, privat, &v, &e);
	segl_glem(privat);
	if (rc != 0) {
		kommando_fejl(c, "recover", e.tekst);
		return rc == ERR_LAAST || rc == ERR_SKADET ? CMD_STORE : CMD_FEJL;
	}
	fprintf(c->ud, "%s\n", _("Sagsfilen har fået den nye adgangskode. Ældre kopier åbnes stadig med "
				 "den gamle."));
	return CMD_OK;
}

static void sig(void *arg, const char *saetning)
{
	struct cmd *c = arg;
	fprintf(c->ud, "%s\n", saetning);
}

/* The damaged store under another name, with its key: what can be read of it still can. */
static int til_side(struct cmd *c, struct miljoe *m, struct err *e)
{
	char *navn = mem_format("%s.skadet", m->sti);

	for (int i = 2; access(navn, F_OK) == 0 || noegle_findes(navn); i++) {
		free(navn);
		navn = mem_format("%s.skadet%d", m->sti, i);
	}
	int rc = noegle_kopi(vaultlager_noegle(m->laas), navn, e);
	if (rc == 0)
		rc = vaultlager_laeg_til_side(m->sti, navn, e);
	if (rc == 0)
		fprintf(c->ud, _("Den beskadigede sagsfil ligger nu i %s; femtrin --store %s export --all "
				 "MAPPE får det læselige ud.\n"), navn, navn);
	free(navn);
	return rc;
}

/* A store that is whole is not made anew. */
static int kun_skadet(struct cmd *c, struct miljoe *m, struct err *e)
{
	struct laasop_valg v = {.sti = m->sti};
	int rc = miljoe_store(m, &v, NULL, c, e);

	if (rc == 0)
		rc = store_verify(m->store, NULL, NULL, e);
	store_close(m->store);
	m->store = NULL;
	if (rc == 0)
		return err_set(e, ERR_BRUG, _("sagsfilen er hel; der er intet at genoprette"));
	/* What has no page in it is empty to SQLite, and was a store once. */
	if (rc != ERR_SKADET && rc != ERR_FINDES_IKKE)
		return rc;
	err_ryd(e);
	return til_side(c, m, e);
}

static int laas_op(struct cmd *c, struct miljoe *m, struct err *e)
{
	struct laasop_valg v = {.sti = m->sti, .kodefil = c->adgangskodefil, .spoerg = c->spoerg};
	struct stat st;

	if (stat(m->sti, &st) != 0 || st.st_size == 0)
		return laasop_forfra(&m->laas, &v, e);
	int rc = miljoe_oplaas(m, &v, sig, c, e);
	return rc == 0 ? kun_skadet(c, m, e) : rc;
}

static int fra_udbakke(struct cmd *c, struct miljoe *m)
{
	struct err e = {0, ""};
	const char *sti = miljoe_sti(m, c->store);
	char *udbakke = mem_format("%s.udbakke", sti);
	struct laasop_valg v = {.sti = sti, .opret = true};
	int rc = laasop_ledig(sti, &e);

	if (rc == 0 && access(udbakke, F_OK) != 0)
		rc = err_set(&e, ERR_FINDES_IKKE, _("%s: der er ingen udbakke; hent sagsfilen fra en "
						    "kopi"), udbakke);
	if (rc == 0)
		rc = laas_op(c, m, &e);
	if (rc == 0)
		rc = miljoe_store(m, &v, sig, c, &e);
	free(udbakke);
	if (rc != 0) {
		kommando_fejl(c, "recover", e.tekst);
		return rc == ERR_NOEGLE || rc == ERR_LAAST ? CMD_STORE : CMD_FEJL;
	}
	fprintf(c->ud, "%s\n", _("Sagsfilen er lavet på ny af udbakken. Det, der var sendt, er ikke i den; "
				 "det hentes ved næste synkronisering."));
	return CMD_OK;
}

int cmd_recover(struct cmd *c, int argc, char **argv)
{
	struct miljoe m;
	bool ok[3];
	const char *lav = kommando_vaerdi(&argc, argv, "--make-key", &ok[0]);
	const char *noegle = kommando_vaerdi(&argc, argv, "--key", &ok[1]);
	const char *kodefil = kommando_vaerdi(&argc, argv, "--new-passphrase-file", &ok[2]);
	bool udbakke = kommando_flag(&argc, argv, "--outbox");

	if (!ok[0] || !ok[1] || !ok[2])
		return kommando_brug(c, "recover", _("et valg mangler sin fil eller mappe"));
	if (argc != 1 || !!lav + !!noegle + udbakke != 1 || (kodefil && !noegle) || (lav && !*lav))
		return kommando_brug(c, "recover",
				     _("forventede --key FIL, --outbox eller --make-key NAVN"));
	int rc = kommando_forbered(c, &m, false);
	if (rc == CMD_OK)
		rc = lav ? lav_par(c, lav) : udbakke ? fra_udbakke(c, &m)
						     : ny_kode(c, &m, noegle, kodefil);
	miljoe_luk(&m);
	return rc;
}
