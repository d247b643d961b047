#ifndef CORE_FORM_FORMTJEK_H
#define CORE_FORM_FORMTJEK_H

#include <stdbool.h>
#include <stddef.h>

struct err;
struct formsaet;

struct formorden {
	const char *const *filer;     /* paths in the order they were laid on each other */
	size_t n;
	bool ukendte_ok;              /* a file fell out: its keys are not known */
};

/* Do the conditions of the whole set hold water? Every key they name exists
 * (not asked where ukendte_ok), every value they compare with can occur, and no
 * field waits to be shown for itself. ERR_UGYLDIG with "FILE:LINE: …"; *fil =
 * the file to leave out. */
int formtjek(const struct formsaet *f, const struct formorden *o, const char **fil, struct err *e);

#endif
