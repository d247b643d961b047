#include "core/cmd/centralstore.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/base/sprog.h"
#include "core/base/vec.h"
#include "core/cmd/centralkald.h"
#include "core/cmd/cmd.h"
#include "core/cmd/kommando.h"
#include "core/cmd/miljoe.h"
#include "core/io/pgdrift.h"
#include "core/io/trinfil.h"

/* Steps that have been run; 0 = no store here. */
static int have(struct centralkald *k, size_t *trin, struct err *e)
{
	struct pgtabel *t = NULL;
	*trin = 0;
	int rc = pgdrift_kald(k->base, "SELECT to_regclass('femtrin.skema') IS NOT NULL", NULL, 0, &t, e);
	bool findes = rc == 0 && strcmp(pgtabel_celle(t, 0, 0), "t") == 0;
	pgtabel_free(t);
	t = NULL;
	if (findes)
		rc = pgdrift_kald(k->base, "SELECT max(version) FROM femtrin.skema", NULL, 0, &t, e);
	if (findes && rc == 0)
		*trin = (size_t)strtoul(pgtabel_celle(t, 0, 0), NULL, 10);
	pgtabel_free(t);
	return rc;
}

static int run_from(struct centralkald *k, const char *mappe, size_t har, size_t *nu, struct err *e)
{
	struct vec v = VEC_AF(struct trinfil);
	int rc = trinfil_find(&v, mappe, e);
	if (rc == 0 && har > v.n)
		rc = err_set(e, ERR_NYERE, _("basen er lavet af en nyere Femtrin (trin %zu, her %zu); "
					     "opdater programmet"), har, v.n);
	for (size_t i = har; rc == 0 && i < v.n; i++) {
		const struct trinfil *f = VEC_NR(struct trinfil, &v, i);
		struct buf sql = BUF_TOM;
		rc = trinfil_laes(&sql, mappe, f, e);
		if (rc == 0)
			rc = pgdrift_script(k->base, f->navn, buf_str(&sql), e);
		buf_done(&sql);
	}
	*nu = v.n;
	trinfil_done(&v);
	return rc;
}

static int steps(struct centralkald *k, bool opret)
{
	struct err e = {0, ""};
	size_t har = 0, nu = 0;
	char *data = miljoe_data(), *mappe = mem_format("%s/packaging/central", data ? data : "");
	int rc = have(k, &har, &e);
	if (rc == 0 && opret && har > 0)
		rc = err_set(&e, ERR_BRUG, _("her står allerede et lager (trin %zu); brug femtrin "
					     "central upgrade"), har);
	if (rc == 0 && !opret && har == 0)
		rc = err_set(&e, ERR_BRUG, _("her står intet lager fra Femtrin; lav det med femtrin "
					     "central init"));
	if (rc == 0)
		rc = run_from(k, mappe, har, &nu, &e);
	free(mappe);
	free(data);
	if (rc != 0)
		return centralkald_fejl(k, &e);
	fprintf(k->c->ud, har == nu ? _("Lageret var på trin %zu; der var intet at gøre.\n")
				    : _("Lageret er på trin %zu.\n"), nu);
	return CMD_OK;
}

int centralstore_init(struct centralkald *k, int argc, char **argv)
{
	(void)argv;
	return argc == 1 ? steps(k, true) : centralkald_brug(k, _("init tager intet mere"));
}

int centralstore_upgrade(struct centralkald *k, int argc, char **argv)
{
	(void)argv;
	return argc == 1 ? steps(k, false) : centralkald_brug(k, _("upgrade tager intet mere"));
}

int centralstore_kommune(struct centralkald *k, int argc, char **argv)
{
	bool ok;
	const char *skema = kommando_vaerdi(&argc, argv, "--forms", &ok);
	if (!ok || argc < 2 || argc > 3 || (argc == 2) != (skema != NULL))
		return centralkald_brug(k, _("forventede kommunens fire cifre og dens navn"));
	if (!centralkald_kommune(k, argv[1]))
		return CMD_BRUG;
	if (skema) {
		int rc = centralkald_spoerg(k, "SELECT femtrin.skema_fra_saet($1, $2)",
					    (const char *const[]){argv[1], skema}, 2, NULL);
		if (rc == CMD_OK)
			fprintf(k->c->ud, _("Kommunen tager imod poster fra formularer af version %s og "
					    "nyere.\n"), skema);
		return rc;
	}
	int rc = centralkald_spoerg(k, "SELECT femtrin.kommune_ny($1, $2)",
				    (const char *const[]){argv[1], argv[2]}, 2, NULL);
	if (rc == CMD_OK)
		fprintf(k->c->ud, _("Kommune %s er taget ind.\n"), argv[1]);
	return rc;
}

int centralstore_epoch(struct centralkald *k, int argc, char **argv)
{
	struct pgtabel *t = NULL;
	if (argc != 2 || !centralkald_kommune(k, argv[1]))
		return argc == 2 ? CMD_BRUG : centralkald_brug(k, _("forventede kommunens fire cifre"));
	int rc = centralkald_spoerg(k, "SELECT femtrin.epoke_ny($1)", (const char *const[]){argv[1]}, 1,
				    &t);
	if (rc == CMD_OK && !*pgtabel_celle(t, 0, 0)) {
		kommando_fejl(k->c, argv[1], _("kommunen findes ikke her"));
		rc = CMD_FEJL;
	} else if (rc == CMD_OK) {
		fprintf(k->c->ud, _("Ny epoke for kommune %s: %s\n"), argv[1], pgtabel_celle(t, 0, 0));
	}
	pgtabel_free(t);
	return rc;
}

int centralstore_check(struct centralkald *k, int argc, char **argv)
{
	static const char *const OVERSKRIFT[] = {N_("fund"), N_("sag"), N_("enhed"), N_("nr."),
						 N_("felt")};
	struct pgtabel *t = NULL;
	if (argc != 2 || !centralkald_kommune(k, argv[1]))
		return argc == 2 ? CMD_BRUG : centralkald_brug(k, _("forventede kommunens fire cifre"));
	int rc = centralkald_spoerg(k, "SELECT * FROM femtrin.kontrol($1)",
				    (const char *const[]){argv[1]}, 1, &t);
	if (rc == CMD_OK && pgtabel_antal(t) == 0) {
		fprintf(k->c->ud, "%s\n", _("Lageret hænger sammen: numre, kæder, hoveder, adgang og filer."));
	} else if (rc == CMD_OK) {
		centralkald_skriv(k, t, OVERSKRIFT, 5);
		rc = CMD_FEJL;
	}
	pgtabel_free(t);
	return rc;
}

int centralstore_status(struct centralkald *k, int argc, char **argv)
{
	static const char *const OVERSKRIFT[] = {N_("kommune"), N_("navn"), N_("trin"), N_("lbnr"),
		N_("sager"), N_("poster"), N_("afviste"), N_("konflikter"), N_("brugere"),
		N_("enheder"), N_("sidst set")};
	struct pgtabel *t = NULL;
	(void)argv;
	if (argc != 1)
		return centralkald_brug(k, _("status tager intet mere"));
	int rc = centralkald_spoerg(k, "SELECT s.kommune, s.navn, s.version, s.lbnr, s.sager, s.poster, "
		"s.afviste, s.konflikter, s.brugere, s.enheder, "
		"to_char(s.sidst_set, 'YYYY-MM-DD HH24:MI') FROM femtrin.status() s", NULL, 0, &t);
	if (rc == CMD_OK)
		centralkald_skriv(k, t, OVERSKRIFT, 11);
	pgtabel_free(t);
	return rc;
}
