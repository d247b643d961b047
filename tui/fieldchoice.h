#ifndef TUI_FIELDCHOICE_H
#define TUI_FIELDCHOICE_H

#include <stddef.h>

#include "tui/command.h"
#include "tui/flade.h"

struct app;
struct fieldedit;

/* The part of fieldedit that choices, ja/nej and several-of-many need: closed it
 * turns with the arrows, open it is a list below the field. */
void fieldchoice_saet(struct fieldedit *fe, const char *vaerdi);
unsigned fieldchoice_command(struct fieldedit *fe, struct app *app, enum command c);

/* Letters choose: more of them narrow it down, the same one again goes on. */
unsigned fieldchoice_tekst(struct fieldedit *fe, struct app *app, const char *s, size_t n);
void fieldchoice_draw(const struct fieldedit *fe, struct flade f);
void fieldchoice_click(struct fieldedit *fe, int y);

#endif
