#ifndef TUI_CHOICE_H
#define TUI_CHOICE_H

#include <stdbool.h>
#include <stddef.h>

#include "core/form/felt.h"

/* What a field of choices can hold, ja and nej too: plain look-ups. */
size_t choice_antal(const struct felt *f);                 /* 0: not such a field */
const char *choice_vaerdi(const struct felt *f, size_t i);
const char *choice_navn(const struct felt *f, size_t i);

/* Number of the value; antal when it is none. */
size_t choice_nr(const struct felt *f, const char *vaerdi);

/* The first whose name begins with what was typed, after number `efter` when
 * one letter is typed again and again; antal when none does. */
size_t choice_begynder(const struct felt *f, const char *typed, size_t efter);

/* Is the value among those chosen ("a b c"); and the row with it put in or taken
 * out, in the order of the form. The result is yours; NULL when nothing is left. */
bool choice_har(const char *valgte, const char *vaerdi);
char *choice_skift(const struct felt *f, const char *valgte, size_t i);

#endif
