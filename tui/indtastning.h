#ifndef TUI_INDTASTNING_H
#define TUI_INDTASTNING_H

/*
 * What the terminal sent, as commands, text, pastes and mouse for the screen on top:
 * app_bytes and app_stille of app.h.
 */

#endif
