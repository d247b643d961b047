#ifndef TUI_SCREENS_PARAMETRE_H
#define TUI_SCREENS_PARAMETRE_H

#include "tui/screen.h"

/* The five parameters of a good decision (evaluation of 2019): which this outcome
 * needs, which stand, one key to the field of each. */
extern const struct screen_ops parametre_screen;

#endif
