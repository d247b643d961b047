#ifndef TUI_AABENSAG_H
#define TUI_AABENSAG_H

#include <stdbool.h>
#include <stdint.h>

#include "core/base/dato.h"
#include "core/base/vec.h"
#include "core/regler/assess.h"
#include "core/regler/mangler.h"
#include "tui/drafts.h"

struct err;
struct miljoe;
struct sag;
struct uuid;

/* The case on the screen and what is worked out from it, made anew when the
 * case has changed and somebody asks. */
struct aabensag {
	struct miljoe *miljoe;
	struct sag *sag;
	struct drafts drafts;
	int64_t forrige_min;             /* the grant of the case before; -1 none */
	int64_t fortryd;                 /* how far back undo has gone */
	uint64_t fortryd_udgave;
	struct assess assess;
	struct mangler mangler;
	int usendt;
	struct vec konflikter;           /* struct konflikt */
	bool har_assess, har_mangler, har_usendt, har_konflikter;
	uint64_t assess_udgave, mangler_udgave, usendt_udgave, konflikter_udgave;
	struct dato assess_dag;
};

int aabensag_hent(struct aabensag **out, struct miljoe *m, const struct uuid *id, struct err *e);

/* A new case: it comes into being with the citizen's name. */
int aabensag_ny(struct aabensag **out, struct miljoe *m, const char *navn, struct err *e);
void aabensag_free(struct aabensag *a);

const struct assess *aabensag_assess(struct aabensag *a, struct dato i_dag);
const struct mangler *aabensag_mangler(struct aabensag *a);
int aabensag_usendt(struct aabensag *a);         /* its entries that are not sent yet */

/* Is this field of the object in an open conflict? felt NULL: any of its fields. */
bool aabensag_i_konflikt(struct aabensag *a, const struct uuid *objekt, const char *felt);

/* Takes back the newest act not taken back yet; a change in between starts over. */
int aabensag_fortryd(struct aabensag *a, struct err *e);

#endif
