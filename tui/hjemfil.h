#ifndef TUI_HJEMFIL_H
#define TUI_HJEMFIL_H

#include "core/base/dato.h"

/* A name that is free in the user's own folder: "femtrin-frister-2026-11-22.ics",
 * then "…-2.ics". Yours to free. */
char *hjemfil_sti(const char *stamme, struct dato dag, const char *endelse);

#endif
