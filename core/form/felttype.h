#ifndef CORE_FORM_FELTTYPE_H
#define CORE_FORM_FELTTYPE_H

#include <stdbool.h>
#include <stdint.h>

#include "core/form/felt.h"

struct buf;

/* The types by the names that stand in the form files ("dato", "timer" …). */
bool felttype_af_navn(enum felttype *ud, const char *navn);
const char *felttype_navne(void);                   /* all of them, for sentences */

/* The limits that hold where a form gives none. */
void felttype_graenser(enum felttype t, int64_t *min, int64_t *maks);

/* Does the type have limits at all, and is it counted in numbers? */
bool felttype_har_graenser(enum felttype t);
bool felttype_er_tekst(enum felttype t);

/* A limit as a form file writes it (30.5, 0.5, 2400.00, 100) in the units of
 * felt.min and felt.maks; false where it is none of this type. */
bool felttype_graense_laes(enum felttype t, const char *tekst, int64_t *ud);

/* The limit as people read it. */
void felttype_graense_vis(enum felttype t, int64_t graense, struct buf *ud);

#endif
