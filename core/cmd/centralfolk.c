#include "core/cmd/centralfolk.h"

#include <string.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/sprog.h"
#include "core/base/uuid.h"
#include "core/cmd/centralkald.h"
#include "core/cmd/cmd.h"
#include "core/cmd/kommando.h"
#include "core/io/pgdrift.h"
#include "core/io/segl.h"
#include "core/io/varig.h"

enum { KODE_MAKS = 256 };             /* bytes of a user's password */

struct bruger {
	const char *kommune, *login, *navn, *rolle, *enheder, *kodefil;
	bool spoerg, luk;
};

/* Statements of one act; the first that fails ends it. */
struct skridt {
	const char *sql;
	const char *v[5];
	size_t n;
};

static int run(struct centralkald *k, const struct skridt *s, size_t n)
{
	int rc = CMD_OK;
	for (size_t i = 0; rc == CMD_OK && i < n; i++)
		rc = centralkald_spoerg(k, s[i].sql, s[i].v, s[i].n, NULL);
	return rc;
}

static int list(struct centralkald *k, const char *sql, const char *const *v, size_t n,
		const char *const *overskrift, int kolonner)
{
	struct pgtabel *t = NULL;
	int rc = centralkald_spoerg(k, sql, v, n, &t);
	if (rc == CMD_OK)
		centralkald_skriv(k, t, overskrift, kolonner);
	pgtabel_free(t);
	return rc;
}

static int from_file(const char *sti, char *ud, struct err *e)
{
	struct buf b = BUF_TOM;
	int rc = varig_laes(&b, sti, KODE_MAKS, e);
	size_t n = rc == 0 ? strcspn(buf_str(&b), "\r\n") : 0;
	if (rc == 0 && (n == 0 || n >= KODE_MAKS))
		rc = err_set(e, ERR_BRUG, _("%s: første linje skal være adgangskoden, højst %d tegn"),
			     sti, KODE_MAKS - 1);
	memcpy(ud, buf_str(&b), rc == 0 ? n : 0);
	ud[rc == 0 ? n : 0] = 0;
	if (b.data)
		segl_slet(b.data, b.plads);
	buf_done(&b);
	return rc;
}

static int from_person(const struct cmd *c, char *ud, struct err *e)
{
	int n = c->spoerg ? c->spoerg(NULL, LAASOP_LAGER, ud, KODE_MAKS, e)
			  : err_set(e, ERR_BRUG, _("der er ingen at spørge; brug --password-file FIL"));
	if (n > 0)
		ud[n < KODE_MAKS ? n : KODE_MAKS - 1] = 0;
	return n < 0 ? n : 0;
}

static int password(struct centralkald *k, const struct bruger *b)
{
	struct err e = {0, ""};
	if (!b->kodefil && !b->spoerg)
		return CMD_OK;
	char *kode = segl_hemmelig(KODE_MAKS);
	int rc = b->kodefil ? from_file(b->kodefil, kode, &e) : from_person(k->c, kode, &e);
	if (rc == 0)
		rc = pgdrift_adgangskode(k->base, b->login, kode, &e);
	segl_glem(kode);
	return rc == 0 ? CMD_OK : centralkald_fejl(k, &e);
}

/* The row of a user that is there already. */
static int known(struct centralkald *k, const struct bruger *b, struct pgtabel **t)
{
	return centralkald_spoerg(k, "SELECT b.navn, b.rolle FROM femtrin.brugere($1) b WHERE b.login = $2",
				  (const char *const[]){b->kommune, b->login}, 2, t);
}

static int set_user(struct centralkald *k, const struct bruger *b)
{
	const struct skridt s[] = {
		{"SELECT femtrin.login_saet($1, true)", {b->login}, 1},
		{"SELECT femtrin.bruger_saet($1, $2, $3, $4, true)",
		 {b->kommune, b->login, b->navn, b->rolle}, 4},
		{"SELECT femtrin.enheder_saet($1, $2, $3)", {b->kommune, b->login, b->enheder}, 3},
	};
	int rc = centralkald_spoerg(k, "BEGIN", NULL, 0, NULL);
	if (rc == CMD_OK)
		rc = run(k, s, b->enheder ? 3 : 2);
	if (rc == CMD_OK)
		rc = password(k, b);
	rc = centralkald_slut(k, rc);
	if (rc == CMD_OK)
		fprintf(k->c->ud, _("Brugeren %s er sat op. Hendes certifikat laves hos kommunens "
				    "udsteder og skal hedde %s.\n"), b->login, b->login);
	return rc;
}

/* Nothing of what she has entered goes; whoever still sits in it is cut off. */
static int close_user(struct centralkald *k, const struct bruger *b)
{
	const struct skridt s[] = {
		{"SELECT femtrin.bruger_saet($1, $2, $3, $4, false)",
		 {b->kommune, b->login, b->navn, b->rolle}, 4},
		{"SELECT femtrin.login_saet($1, false) WHERE $1 IN (SELECT femtrin.lukkede())",
		 {b->login}, 1},
	};
	int rc = centralkald_spoerg(k, "BEGIN", NULL, 0, NULL);
	if (rc == CMD_OK)
		rc = run(k, s, 2);
	rc = centralkald_slut(k, rc);
	if (rc == CMD_OK)
		rc = centralkald_spoerg(k, "SELECT femtrin.vagt()", NULL, 0, NULL);
	if (rc == CMD_OK)
		fprintf(k->c->ud, _("Brugeren %s er lukket ude, og hendes forbindelser er afbrudt.\n"),
			b->login);
	return rc;
}

static int one_user(struct centralkald *k, struct bruger *b)
{
	struct pgtabel *t = NULL;
	int rc = known(k, b, &t);
	bool ny = rc == CMD_OK && pgtabel_antal(t) == 0;
	if (rc == CMD_OK && !ny) {
		b->navn = b->navn ? b->navn : pgtabel_celle(t, 0, 0);
		b->rolle = b->rolle ? b->rolle : pgtabel_celle(t, 0, 1);
	}
	if (rc == CMD_OK && ny && b->luk) {
		kommando_fejl(k->c, b->login, _("brugeren findes ikke i kommunen"));
		rc = CMD_FEJL;
	} else if (rc == CMD_OK && (!b->navn || !b->rolle)) {
		rc = centralkald_brug(k, _("en ny bruger skal have --name NAVN og --role noegleperson "
					   "eller leder"));
	} else if (rc == CMD_OK) {
		rc = b->luk ? close_user(k, b) : set_user(k, b);
	}
	pgtabel_free(t);
	return rc;
}

int centralfolk_user(struct centralkald *k, int argc, char **argv)
{
	static const char *const OVERSKRIFT[] = {N_("login"), N_("navn"), N_("rolle"), N_("aktiv"),
						 N_("nye enheder")};
	bool ok[4];
	struct bruger b = {
		.navn = kommando_vaerdi(&argc, argv, "--name", &ok[0]),
		.rolle = kommando_vaerdi(&argc, argv, "--role", &ok[1]),
		.enheder = kommando_vaerdi(&argc, argv, "--devices", &ok[2]),
		.kodefil = kommando_vaerdi(&argc, argv, "--password-file", &ok[3]),
		.spoerg = kommando_flag(&argc, argv, "--password"),
		.luk = kommando_flag(&argc, argv, "--close"),
	};
	if (!ok[0] || !ok[1] || !ok[2] || !ok[3])
		return centralkald_brug(k, _("et tilvalg mangler sin værdi"));
	if (argc < 2 || argc > 3 || kommando_ukendt(argc, argv))
		return centralkald_brug(k, _("forventede kommunens fire cifre og højst ét login"));
	b.kommune = argv[1];
	b.login = argc == 3 ? argv[2] : NULL;
	if (!centralkald_kommune(k, b.kommune))
		return CMD_BRUG;
	if (b.login)
		return one_user(k, &b);
	return list(k, "SELECT b.login, b.navn, b.rolle, CASE WHEN b.aktiv THEN 'ja' ELSE 'nej' END, "
		       "b.enheder FROM femtrin.brugere($1) b", &b.kommune, 1, OVERSKRIFT, 5);
}

int centralfolk_device(struct centralkald *k, int argc, char **argv)
{
	static const char *const OVERSKRIFT[] = {N_("enhed"), N_("login"), N_("navn"), N_("tilstand"),
						 N_("poster"), N_("bagud"), N_("sidst set")};
	const char *const v[] = {argc > 1 ? argv[1] : NULL, argc > 2 ? argv[2] : NULL,
				 argc > 3 ? argv[3] : NULL};
	if (argc != 2 && argc != 4)
		return centralkald_brug(k, _("forventede kommune, enhed og aktiv, slet eller spaerret"));
	if (!centralkald_kommune(k, v[0]))
		return CMD_BRUG;
	if (argc == 2)
		return list(k, "SELECT e.enhed, e.bruger, e.navn, e.tilstand, e.nr, e.efter, "
			       "to_char(e.set, 'YYYY-MM-DD HH24:MI') FROM femtrin.enheder($1) e", v, 1,
			    OVERSKRIFT, 7);
	int rc = centralkald_spoerg(k, "SELECT femtrin.enhed_saet($1, $2, $3)", v, 3, NULL);
	if (rc == CMD_OK && strcmp(v[2], "spaerret") == 0)
		rc = centralkald_spoerg(k, "SELECT femtrin.vagt()", NULL, 0, NULL);
	if (rc == CMD_OK)
		fprintf(k->c->ud, _("Enheden er nu %s.\n"), v[2]);
	return rc;
}

int centralfolk_access(struct centralkald *k, int argc, char **argv)
{
	static const char *const OVERSKRIFT[] = {N_("login"), N_("adgang")};
	bool ok[2];
	const char *fra = kommando_vaerdi(&argc, argv, "--from", &ok[0]);
	const char *til = kommando_vaerdi(&argc, argv, "--to", &ok[1]);
	const char *const v[] = {argc > 1 ? argv[1] : NULL, argc > 2 ? argv[2] : NULL,
				 fra ? fra : argc > 3 ? argv[3] : NULL,
				 til ? til : argc > 4 ? argv[4] : NULL};
	if (!ok[0] || !ok[1] || (argc != 3 && argc != 5) || !fra != !til || (fra && argc != 3))
		return centralkald_brug(k, _("forventede kommune, sag, login og skriv, laes eller ingen; "
					     "eller kommune, sag, --from LOGIN --to LOGIN"));
	if (!centralkald_kommune(k, v[0]))
		return CMD_BRUG;
	if (argc == 3 && !fra)
		return list(k, "SELECT a.login, a.ret FROM femtrin.adgange($1, $2) a", v, 2, OVERSKRIFT, 2);
	int rc = centralkald_spoerg(k, fra ? "SELECT femtrin.adgang_flyt($1, $2, $3, $4)"
					   : "SELECT femtrin.adgang_saet($1, $2, $3, $4)", v, 4, NULL);
	if (rc == CMD_OK && fra)
		fprintf(k->c->ud, _("Sagen er flyttet fra %s til %s.\n"), fra, til);
	else if (rc == CMD_OK)
		fprintf(k->c->ud, _("Adgangen for %s er nu %s.\n"), v[2], v[3]);
	return rc;
}

/* "ENHED:NR" … as two arrays of PostgreSQL. */
static bool entries(int n, char **poster, struct buf *enheder, struct buf *numre)
{
	for (int i = 0; i < n; i++) {
		struct uuid u;
		char id[UUID_TEKST] = "";
		const char *nr = strchr(poster[i], ':');
		if (!nr || nr - poster[i] != UUID_TEKST - 1)
			return false;
		memcpy(id, poster[i], UUID_TEKST - 1);
		if (!uuid_laes(&u, id) || !nr[1] || nr[1 + strspn(nr + 1, "0123456789")])
			return false;
		buf_format(enheder, "%c%s", i ? ',' : '{', id);
		buf_format(numre, "%c%s", i ? ',' : '{', nr + 1);
	}
	if (n > 0) {
		buf_tegn(enheder, '}');
		buf_tegn(numre, '}');
	}
	return true;
}

static int erase_entries(struct centralkald *k, int argc, char **argv, const char *grundlag)
{
	struct buf enheder = BUF_TOM, numre = BUF_TOM;
	struct pgtabel *t = NULL;
	int rc = CMD_BRUG;
	if (!entries(argc - 3, argv + 3, &enheder, &numre)) {
		centralkald_brug(k, _("en post skrives ENHED:NR"));
		goto out;
	}
	rc = centralkald_spoerg(k, "SELECT femtrin.slet($1, $2, $3, $4, $5)",
				(const char *const[]){argv[1], argv[2], enheder.len ? buf_str(&enheder) : NULL,
						      numre.len ? buf_str(&numre) : NULL, grundlag}, 5, &t);
	if (rc == CMD_OK)
		fprintf(k->c->ud, _("%s værdier er slettet; hver computer sletter dem ved næste sync.\n"),
			pgtabel_celle(t, 0, 0));
out:
	pgtabel_free(t);
	buf_done(&enheder);
	buf_done(&numre);
	return rc;
}

int centralfolk_erase(struct centralkald *k, int argc, char **argv)
{
	bool ok[2];
	const char *grundlag = kommando_vaerdi(&argc, argv, "--basis", &ok[0]);
	const char *fil = kommando_vaerdi(&argc, argv, "--file", &ok[1]);
	bool alt = kommando_flag(&argc, argv, "--all");
	if (!ok[0] || !ok[1] || !grundlag || argc < 3 || (fil != NULL) + alt + (argc > 3) != 1)
		return centralkald_brug(k, _("forventede kommune, sag, --basis med bestemmelsen, og poster, "
					     "--file HASH eller --all"));
	if (!centralkald_kommune(k, argv[1]))
		return CMD_BRUG;
	if (!fil)
		return erase_entries(k, argc, argv, grundlag);
	int rc = centralkald_spoerg(k, "SELECT femtrin.slet_fil($1, $2, decode($3, 'hex'), $4)",
				    (const char *const[]){argv[1], argv[2], fil, grundlag}, 4, NULL);
	if (rc == CMD_OK)
		fprintf(k->c->ud, "%s\n", _("Filens indhold er slettet."));
	return rc;
}
