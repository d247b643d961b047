#include "tui/sagsted.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/cmd/miljoe.h"
#include "core/form/formsaet.h"
#include "core/journal/store.h"
#include "core/sag/sag.h"

static const char *noegle(const struct app *app, char ud[UUID_TEKST + 8])
{
	char id[UUID_TEKST];
	snprintf(ud, UUID_TEKST + 8, "sted/%s", uuid_skriv(sag_id(app_sag(app)), id));
	return ud;
}

void sagsted_husk(struct app *app, const struct maal *m)
{
	char n[UUID_TEKST + 8], id[UUID_TEKST], tekst[160];
	struct store *s = sag_store(app_sag(app));
	if (!s)
		return;
	snprintf(tekst, sizeof tekst, "%d %s %.64s", m->trin, uuid_skriv(&m->objekt, id),
		 m->felt ? m->felt->noegle : "");
	/* Only a convenience: what cannot be kept is found by hand. */
	store_husk(s, noegle(app, n), tekst, NULL);
}

static struct maal fra_trin(const struct app *app)
{
	const char *t = sag_get(app_sag(app), "sag.trin");
	return (struct maal){.trin = t && *t >= '1' && *t <= '5' ? *t - '0' : 1};
}

struct maal sagsted_husket(const struct app *app)
{
	char n[UUID_TEKST + 8], id[UUID_TEKST], felt[65] = "";
	struct maal m = {0};
	struct store *s = sag_store(app_sag(app));
	char *tekst = s ? store_husket(s, noegle(app, n)) : NULL;
	if (!tekst || sscanf(tekst, "%d %36s %64s", &m.trin, id, felt) < 2 || m.trin < 1 ||
	    m.trin > 5)
		m = fra_trin(app);
	else
		uuid_laes(&m.objekt, id);
	m.felt = *felt ? formsaet_felt(app_miljoe(app)->formsaet, felt) : NULL;
	free(tekst);
	return m;
}
