#include "core/cmd/cmd.h"

#include <stdlib.h>

#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/base/sprog.h"
#include "core/cmd/kommando.h"
#include "core/cmd/miljoe.h"
#include "core/io/noeglepar.h"
#include "core/io/vaultlager.h"

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

int cmd_recover(struct cmd *c, int argc, char **argv)
{
	struct miljoe m;
	bool ok[3];
	const char *lav = kommando_vaerdi(&argc, argv, "--make-key", &ok[0]);
	const char *noegle = kommando_vaerdi(&argc, argv, "--key", &ok[1]);
	const char *kodefil = kommando_vaerdi(&argc, argv, "--new-passphrase-file", &ok[2]);

	if (!ok[0] || !ok[1] || !ok[2])
		return kommando_brug(c, "recover", _("et valg mangler sin fil eller mappe"));
	if (argc != 1 || !lav == !noegle || (lav && (kodefil || !*lav)))
		return kommando_brug(c, "recover", _("forventede --key FIL eller --make-key NAVN"));
	int rc = kommando_forbered(c, &m, false);
	if (rc == CMD_OK)
		rc = lav ? lav_par(c, lav) : ny_kode(c, &m, noegle, kodefil);
	miljoe_luk(&m);
	return rc;
}
