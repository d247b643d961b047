#ifndef CORE_FORM_FELTKANON_H
#define CORE_FORM_FELTKANON_H

#include <stdbool.h>

#include "core/form/felt.h"

/* How one value is read: for which field, from where, into what. */
struct laesning {
	const struct felt *felt;
	bool fra_fil;
	struct dato i_dag;            /* for "1/9" and "i dag" */
	struct buf *ud;               /* gets the canonical text */
	struct err *e;                /* the sentence without the field's name */
};

/* s is not blank and has no white space around it. 0 or ERR_UGYLDIG. */
int feltkanon(const struct laesning *l, const char *s);

#endif
