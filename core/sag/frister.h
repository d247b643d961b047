#ifndef CORE_SAG_FRISTER_H
#define CORE_SAG_FRISTER_H

#include <stddef.h>
#include <stdint.h>

#include "core/base/dato.h"
#include "core/base/uuid.h"

struct err;
struct store;

/* What must be done by when, over all cases. */
enum fristart {
	FRIST_SVAR,              /* ansoegning.frist, until the decision has its date */
	FRIST_PARTSHOERING,      /* the hearing's answer date, while it is 'sendt' */
	FRIST_OPLYSNINGER,       /* what was asked for and has not come */
	FRIST_OPFOELGNING,       /* opfoelgning.naeste */
	FRIST_UDLOEB,            /* the grant runs out */
	FRIST_GENVURDERING,      /* the complaint, until it has its outcome */
	FRIST_ARTER
};

struct frist {
	struct uuid sag;
	enum fristart art;
	struct dato dato;
	char *borger, *virksomhed;       /* "" when empty */
};

struct frister {
	struct frist *alle;              /* by date, then by name */
	size_t n;
};

int frister_hent(struct frister *out, struct store *s, struct err *e);
void frister_done(struct frister *f);

const char *fristart_navn(enum fristart a);      /* "Opfølgning"; translated */

/* The field that answers it: "opfoelgning.naeste". */
const char *fristart_felt(enum fristart a);

#endif
