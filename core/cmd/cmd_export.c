#include "core/cmd/cmd.h"

#include <stddef.h>

#include "core/base/sprog.h"
#include "core/cmd/eksport.h"
#include "core/cmd/kommando.h"
#include "core/cmd/miljoe.h"
#include "core/sag/sag.h"

struct valg {
	const char *ud;                  /* -o */
	const char *filer;               /* the folder of the bytes */
	const char *alle;                /* --all: the folder of the cases */
	bool alles_filer;
};

/* --filer is a flag beside --all, where the folder is known, else it names one. */
static bool laes_valg(struct valg *v, int *argc, char **argv)
{
	bool ok = true, ok_ud = true, ok_filer = true;

	*v = (struct valg){.alle = kommando_vaerdi(argc, argv, "--all", &ok)};
	v->ud = kommando_vaerdi(argc, argv, "-o", &ok_ud);
	if (v->alle)
		v->alles_filer = kommando_flag(argc, argv, "--filer");
	else
		v->filer = kommando_vaerdi(argc, argv, "--filer", &ok_filer);
	bool tom = (v->alle && !*v->alle) || (v->ud && !*v->ud) || (v->filer && !*v->filer);
	return ok && ok_ud && ok_filer && !tom;
}

static int en_sag(struct cmd *c, struct miljoe *m, const char *id, const struct valg *v)
{
	struct sag *s;
	int rc = kommando_sag(c, m, id, &s);

	if (rc == CMD_OK)
		rc = eksport_sag(c, s, v->ud);
	if (rc == CMD_OK && v->filer)
		rc = eksport_filer(c, s, v->filer);
	sag_free(s);
	return rc;
}

static int enkelt(struct cmd *c, struct miljoe *m, const char *id, const struct valg *v)
{
	int rc = kommando_store(c, m, false);

	return rc == CMD_OK ? en_sag(c, m, id, v) : rc;
}

int cmd_export(struct cmd *c, int argc, char **argv)
{
	struct valg v;
	struct miljoe m;

	if (!laes_valg(&v, &argc, argv))
		return kommando_brug(c, "export", _("et valg mangler sin fil eller mappe"));
	if (kommando_ukendt(argc, argv))
		return kommando_brug(c, "export", _("kender ikke dette valg"));
	if (v.alle ? argc != 1 || v.ud : argc != 2)
		return kommando_brug(c, "export", _("forventede én sags nummer, eller --all MAPPE"));
	int rc = kommando_forbered(c, &m, false);
	if (rc == CMD_OK)
		rc = v.alle ? eksport_bjaerg(c, &m, v.alle, v.alles_filer)
			    : enkelt(c, &m, argv[1], &v);
	miljoe_luk(&m);
	return rc;
}
