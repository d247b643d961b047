#include "core/sag/filfejl.h"

#include <stdarg.h>
#include <stdio.h>

#include "core/base/err.h"

void filfejl(struct filfejl *f, int linje, const char *noegle, const char *fmt, ...)
{
	char saetning[400];
	struct err e;
	va_list ap;

	if (f->antal++ >= FILFEJL_MAKS)
		return;
	va_start(ap, fmt);
	vsnprintf(saetning, sizeof saetning, fmt, ap);
	va_end(ap);
	err_set(&e, ERR_UGYLDIG, "%s:%d: %s%s%s", f->fil, linje, noegle, *noegle ? ": " : "",
		saetning);
	if (f->antal == 1 && f->e)
		*f->e = e;
	else if (f->antal > 1 && f->sig)
		f->sig(f->arg, e.tekst);
}
