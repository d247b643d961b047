#ifndef CORE_BASE_SPROG_H
#define CORE_BASE_SPROG_H

#include <libintl.h>

/* Danish is the source language; English is locale/en.po. */
#define _(tekst) gettext(tekst)
#define N_(tekst) (tekst)

/* Takes the language from LANG alone: English where it says so, otherwise
 * Danish; falls back to C.UTF-8 where the system lacks the locale. Numbers and
 * dates never go through the C library's locale. mappe = folder with
 * LANG/LC_MESSAGES/femtrin.mo. Call once, before threads. */
void sprog_start(const char *mappe);

#endif
