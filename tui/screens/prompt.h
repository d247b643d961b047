#ifndef TUI_SCREENS_PROMPT_H
#define TUI_SCREENS_PROMPT_H

#include "tui/screen.h"

/* One question with one line for the answer. svar is called with what was typed;
 * negative: e says why not, and the question stays. titel and tekst are borrowed
 * while the question is open (constants, as a rule). */
struct prompt {
	const char *titel;
	const char *tekst;               /* what stands there already; NULL none; copied */
	int (*svar)(struct app *app, void *til, const char *tekst, struct err *e);
	void *til;                       /* the asker's state: it lies below */
	enum command igen;               /* what the asker asks it at: so it is asked again after a lock */
};

extern const struct screen_ops prompt_screen;

#endif
