#ifndef TUI_APPDATA_H
#define TUI_APPDATA_H

#include "core/base/buf.h"
#include "core/sag/stopur.h"
#include "tui/aabensag.h"
#include "tui/app.h"
#include "tui/brevvisning.h"
#include "tui/stack.h"
#include "tui/tast.h"
#include "tui/zones.h"

/* The inside of struct app: for app.c, dispatch.c and picture.c alone. */
struct oenske {                          /* what a handler asked for, done after it */
	const struct screen_ops *ops;    /* NULL: do the command */
	enum command command;
	void *arg;
};

struct sidst {                           /* where F9 last went */
	bool vist;
	size_t nr;
	const struct felt *felt;
	struct uuid objekt;
};

struct app {
	struct app_valg valg;
	struct stack stack;
	struct aabensag *sag;            /* NULL: none open */
	struct maal maal;
	int trin;                        /* the step on the screen; 0 none yet */
	struct sidst sidst;
	struct brevsted *brevsted;
	struct vec oensker;              /* struct oenske */
	struct tastlaeser taster;
	struct zones zones;
	struct stopur *stopur;
	struct buf besked;
	bool besked_fejl;
	bool delt;
	bool advaret;                    /* leaving was refused once: the next time goes */
	bool slut, stop;
	bool ugemt;                      /* something typed stands on the screen alone */
	enum command hindret;            /* what that kept from being done last: C_LAAS, C_LUK */
	bool laast;                      /* the loop has ended to lock the store */
	int64_t roert;                   /* when a key was pressed last */
	bool slettes;                    /* the store goes when the program has ended */
	struct udveksling *udveksling;   /* the sync that runs; NULL none */
	const struct udveksling_vej *vej;
	int64_t keep_ved, tick_ved;      /* by the clock; -1 nothing due */
	int64_t paste_ved;               /* when the last bytes came while a paste is read */
};

void app_stopur_hent(struct app *a);     /* the watches as the store has them */

#endif
