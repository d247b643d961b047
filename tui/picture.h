#ifndef TUI_PICTURE_H
#define TUI_PICTURE_H

/* Draws all of it: top lines, screens, message, bottom line (app_tegn and
 * app_plads of app.h). */
#include "tui/app.h"

#endif
