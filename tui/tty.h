#ifndef TUI_TTY_H
#define TUI_TTY_H

#include <stddef.h>

#include "core/cmd/laasop.h"

/* Asks for a passphrase on the terminal itself, whatever the standard streams are,
 * without showing it (laasop_spoerg). ERR_NOEGLE without a terminal or an answer. */
int tty_spoerg(void *arg, enum laasop_hvad hvad, char *ud, size_t plads, struct err *e);

#endif
