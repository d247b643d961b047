#include "tui/screens/spring.h"

#include <stdio.h>
#include <string.h>

#include "core/form/felt.h"
#include "core/form/formsaet.h"
#include "core/sag/sag.h"
#include "tui/app.h"
#include "tui/screens/split.h"

/* A list stands on the step of its fields. */
static void til_liste(struct app *app, const char *liste)
{
	const struct formsaet *fs = sag_formsaet(app_sag(app));
	for (size_t i = 0; i < formsaet_antal(fs); i++) {
		const struct felt *f = formsaet_nr(fs, i);
		if (!f->liste || strcmp(f->liste, liste) != 0)
			continue;
		struct maal m = {.trin = f->trin, .liste = liste};
		app_gaa_til_maal(app, &m);
		return;
	}
}

void spring_til(struct app *app, const char *felt, const struct objekt *objekt)
{
	struct spring_opgave a = {.felt = ""};
	if (strncmp(felt, "opgaver", 7) != 0 || (felt[7] && felt[7] != '.')) {
		if (formsaet_er_liste(sag_formsaet(app_sag(app)), felt))
			til_liste(app, felt);
		else
			app_gaa_til(app, felt, objekt ? objekt_id(objekt) : NULL);
		return;
	}
	if (objekt) {
		a.opgave = *objekt_id(objekt);
		snprintf(a.felt, sizeof(a.felt), "%s", felt[7] ? felt + 8 : "");
	}
	app_push(app, &split_screen, &a, sizeof(a));
}
