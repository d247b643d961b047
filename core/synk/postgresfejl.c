#include "core/synk/postgresfejl.h"

#include <stddef.h>
#include <string.h>

#include "core/base/err.h"
#include "core/base/sprog.h"
#include "core/io/pg.h"
#include "core/synk/central.h"

static const struct svarfejl {
	const char *sqlstate;         /* or how it begins */
	int kode;
	const char *saetning;         /* NULL: as it came */
} FEJL[] = {
	{"FT001", CENTRAL_FORK, N_("kommunen har en anden historie under denne computers navn")},
	{"FT002", CENTRAL_HUL, N_("der mangler poster mellem det, kommunen har, og det, der sendes")},
	{"FT003", CENTRAL_UKENDT, N_("kommunens lager kender ikke denne computer; den er meldt til af en "
				     "anden bruger, eller sagsfilen er en andens")},
	{"FT004", CENTRAL_SPAERRET, N_("kommunen har spærret denne computer; det, der ikke er sendt, "
				       "ligger forseglet")},
	{"FT005", CENTRAL_SPAERRET, N_("brugeren er ikke oprettet i kommunens lager, eller er spærret; "
				       "det, der ikke er sendt, ligger forseglet")},
	{"FT006", CENTRAL_AFVIST, N_("kommunens lager kan ikke bruge en post: den er ikke, som den skal "
				     "være. Kør femtrin verify, og sig det til driften")},
	{"FT007", CENTRAL_AFVIST, N_("en ændring er for stor til kommunens lager")},
	{"FT008", CENTRAL_AFVIST, N_("en ændring kom halvt til kommunens lager")},
	{"FT009", CENTRAL_AFVIST, N_("brugeren kan ikke få flere computere; bed driften om plads til en "
				     "til")},
	{"FT010", CENTRAL_AFVIST, N_("brugeren må ikke det i kommunens lager")},
	{"FT011", CENTRAL_AFVIST, N_("en fil passer ikke til sit navn; den er ikke sendt. Kør femtrin "
				     "verify")},
	{"531", CENTRAL_FULD, N_("kommunens lager er fuldt; sig det til driften. Det, der ikke er sendt, "
				 "ligger her")},
	{"53", CENTRAL_NET, N_("kommunens lager har for travlt lige nu; prøv igen om lidt")},
	{"57", CENTRAL_NET, N_("kommunens lager afbrød forbindelsen; prøv igen, intet er tabt")},
	{"25P03", CENTRAL_NET, N_("kommunens lager afbrød forbindelsen; prøv igen, intet er tabt")},
	{"40", CENTRAL_NET, N_("kommunens lager har for travlt lige nu; prøv igen om lidt")},
	{"55P03", CENTRAL_NET, N_("kommunens lager har for travlt lige nu; prøv igen om lidt")},
	{"3F000", CENTRAL_AFVIST, N_("kommunens lager er ikke sat op; bed driften om femtrin central "
				     "init")},
	{"42883", CENTRAL_AFVIST, N_("kommunens lager er ældre end dette program; bed driften om femtrin "
				     "central upgrade")},
	{"42703", CENTRAL_AFVIST, N_("kommunens lager er ældre end dette program; bed driften om femtrin "
				     "central upgrade")},
	{"42P01", CENTRAL_AFVIST, N_("kommunens lager er ældre end dette program; bed driften om femtrin "
				     "central upgrade")},
	{"42501", CENTRAL_AFVIST, N_("brugeren må ikke det i kommunens lager")},
	{"", CENTRAL_AFVIST, NULL},
};

int postgresfejl(int kode, const char *sqlstate, struct err *e)
{
	if (kode == PG_NET || kode == PG_BEVIS || kode == PG_LOGIN) {
		kode = kode == PG_NET ? CENTRAL_NET : kode == PG_LOGIN ? CENTRAL_SPAERRET : CENTRAL_BEVIS;
		if (e)
			e->kode = kode;
		return kode;
	}
	if (kode != PG_SVAR)
		return kode;
	const struct svarfejl *f = FEJL;
	while (strncmp(sqlstate, f->sqlstate, strlen(f->sqlstate)) != 0)
		f++;
	if (f->saetning)
		return err_set(e, f->kode, "%s", _(f->saetning));
	if (e)
		e->kode = f->kode;
	return f->kode;
}

bool postgresfejl_mangler(const char *sqlstate)
{
	return strcmp(sqlstate, "42883") == 0 || strcmp(sqlstate, "42P01") == 0 ||
	       strcmp(sqlstate, "42703") == 0;
}

int postgresfejl_udgave(bool programmet, struct err *e)
{
	return err_set(e, CENTRAL_AFVIST, "%s",
		       programmet ? _("dette program er ældre end kommunens lager; hent den nye udgave af "
				      "Femtrin. Det indtastede ligger, hvor det er")
				  : _("kommunens lager er ældre end dette program; bed driften om femtrin "
				      "central upgrade"));
}

bool postgresfejl_igen(const char *sqlstate)
{
	return strcmp(sqlstate, "40001") == 0 || strcmp(sqlstate, "40P01") == 0 ||
	       strcmp(sqlstate, "55P03") == 0;
}
