#ifndef CORE_CMD_MILJOE_H
#define CORE_CMD_MILJOE_H

#include <stdbool.h>
#include <stdio.h>

#include "core/form/indstillinger.h"

struct err;
struct formsaet;
struct regler;
struct store;
struct store_valg;

/* What a command or the screen stands on: the data folder found, forms, rules
 * and settings loaded, the store open. */
struct miljoe {
	char *data;                      /* folder of forms and SQL */
	char *mapper[3];                 /* data/forms, /etc/femtrin, $XDG_CONFIG_HOME/femtrin; rising weight */
	struct formsaet *formsaet;
	struct regler *regler;
	struct indstillinger ind;
	struct store *store;             /* NULL until miljoe_store */
};

/* Where forms and SQL come from: $FEMTRIN_DATA, else the installed folder, else
 * the source tree of the build. Yours to free; NULL when none has a forms folder. */
char *miljoe_data(void);

/* The folder of the translated texts, for sprog_start: $FEMTRIN_DATA/locale, else
 * that of the build folder the program runs from, else the installed one. Yours
 * to free; NULL when none has any. */
char *miljoe_locale(void);

/* Mistakes in forms and settings go to `sig`, one sentence each; the rest is
 * loaded all the same. */
int miljoe_aabn(struct miljoe *m, void (*sig)(void *arg, const char *saetning), void *arg,
		struct err *e);

/* Opens the store: sti NULL = $FEMTRIN_STORE, else $XDG_DATA_HOME/femtrin/femtrin.db. */
int miljoe_store(struct miljoe *m, const char *sti, const char *adgangskodefil, bool opret,
		 struct err *e);
void miljoe_luk(struct miljoe *m);

#endif
