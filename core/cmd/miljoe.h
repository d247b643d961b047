#ifndef CORE_CMD_MILJOE_H
#define CORE_CMD_MILJOE_H

#include <stdbool.h>

#include "core/cmd/laasop.h"
#include "core/form/indstillinger.h"

struct bjaerg_fund;
struct err;
struct formsaet;
struct regler;
struct stavning;
struct store;
struct vaultlager;

/* What a command or the screen stands on: the data folder found, forms, rules
 * and settings loaded, the store open. */
struct miljoe {
	char *data;                      /* folder of forms and SQL */
	char *mapper[3];                 /* data/forms, /etc/femtrin, $XDG_CONFIG_HOME/femtrin; rising weight */
	struct formsaet *formsaet;
	struct regler *regler;
	struct indstillinger ind;
	struct stavning *stavning;       /* once miljoe_stavning has been asked; NULL: none */
	bool stavning_proevet;
	char *sti;                       /* the store's path, once miljoe_sti has been asked */
	struct vaultlager *laas;         /* its key */
	struct store *store;             /* NULL until miljoe_store */
};

/* Where forms and SQL come from: $FEMTRIN_DATA, else the installed folder, else
 * the source tree of the build. Yours to free; NULL when none has a forms folder. */
char *miljoe_data(void);

/* The folder of the translated texts, for sprog_start: $FEMTRIN_DATA/locale, else
 * that of the build folder the program runs from, else the installed one. Yours
 * to free; NULL when none has any. */
char *miljoe_locale(void);

/* Mistakes in a municipality's forms and settings go to `sig`, one sentence each; the rest is
 * loaded all the same. One in the program's own, or a disk that does not give them, is an error. */
int miljoe_aabn(struct miljoe *m, void (*sig)(void *arg, const char *saetning), void *arg,
		struct err *e);

/* The speller, loaded the first time it is asked for: it takes a tenth of a second. NULL: no
 * hunspell or no dictionary, and hvorfor (NULL: never mind) says which. Mistakes in
 * ordliste.yaml go to sig. Borrowed. */
const struct stavning *miljoe_stavning(struct miljoe *m,
				       void (*sig)(void *arg, const char *saetning), void *arg,
				       struct err *hvorfor);

/* Which store: valgt NULL = $FEMTRIN_STORE, else $XDG_DATA_HOME/femtrin/femtrin.db. Borrowed. */
const char *miljoe_sti(struct miljoe *m, const char *valgt);

/* Unlocks the key alone: m->laas, the store still closed. The municipality's recovery key
 * is put on it where it is not yet, and that is told to sig. */
int miljoe_oplaas(struct miljoe *m, const struct laasop_valg *v,
		  void (*sig)(void *arg, const char *saetning), void *arg, struct err *e);

/*
 * Unlocks the store (laasop.h; sti is that of miljoe_sti), where m->laas is not there yet (it stays when it was), and opens it. That an unsealed one was sealed
 * is told to sig, which may be NULL. What was left half typed becomes entries, unless the
 * program was locked in the middle of it: then MILJOE_LAASET is remembered, and the screen takes
 * it up again. New keys have the price of the settings; FEMTRIN_KDF=gulv is the floor.
 */
#define MILJOE_LAASET "laas"
int miljoe_store(struct miljoe *m, const struct laasop_valg *v,
		 void (*sig)(void *arg, const char *saetning), void *arg, struct err *e);

/* Of a store that is unlocked, closed and damaged: what can be read of it, in memory, as
 * m->store (bjaerg.h); nothing that is written there lasts. */
int miljoe_bjaerg(struct miljoe *m, bool filer, struct bjaerg_fund *f, struct err *e);

/* Of such a store: which pages cannot be read (sidetjek.h). 0 when all can. */
int miljoe_efterse(struct miljoe *m, void (*sig)(void *arg, const char *saetning), void *arg,
		   struct err *e);

/* Closes the store and forgets its key; miljoe_store opens it again. */
void miljoe_laas(struct miljoe *m);

/* The connection to the municipality's store: $FEMTRIN_CENTRAL, else `central:` of the
 * settings; NULL = none. Borrowed. */
const char *miljoe_central(const struct miljoe *m);
void miljoe_luk(struct miljoe *m);

#endif
