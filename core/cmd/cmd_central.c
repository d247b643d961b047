#include "core/cmd/cmd.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/err.h"
#include "core/base/sprog.h"
#include "core/cmd/centralfolk.h"
#include "core/cmd/centralkald.h"
#include "core/cmd/centralstore.h"
#include "core/cmd/kommando.h"
#include "core/io/krypto.h"
#include "core/io/pgdrift.h"

static const struct del {
	const char *navn;
	int (*koer)(struct centralkald *k, int argc, char **argv);
} DEL[] = {
	{"init", centralstore_init},       {"upgrade", centralstore_upgrade},
	{"kommune", centralstore_kommune}, {"user", centralfolk_user},
	{"device", centralfolk_device},    {"access", centralfolk_access},
	{"erase", centralfolk_erase},      {"check", centralstore_check},
	{"epoch", centralstore_epoch},     {"status", centralstore_status},
};

static const struct del *find(const char *navn)
{
	for (size_t i = 0; navn && i < sizeof DEL / sizeof *DEL; i++)
		if (strcmp(DEL[i].navn, navn) == 0)
			return &DEL[i];
	return NULL;
}

int cmd_central(struct cmd *c, int argc, char **argv)
{
	bool ok;
	struct err e = {0, ""};
	const char *base = kommando_vaerdi(&argc, argv, "--db", &ok);
	const struct del *d = find(argc > 1 ? argv[1] : NULL);
	if (!ok || !d)
		return kommando_brug(c, "central", ok ? _("forventede en af delene nedenfor")
						      : _("--db mangler basens adresse"));
	if (!base)
		base = getenv("FEMTRIN_CENTRAL_DB");
	struct centralkald k = {.c = c, .navn = d->navn};
	int rc = krypto_start(&e);
	if (rc == 0)
		rc = pgdrift_aabn(&k.base, base, &e);
	if (rc < 0)
		return centralkald_fejl(&k, &e);
	rc = d->koer(&k, argc - 1, argv + 1);
	pgdrift_luk(k.base);
	return rc;
}
