#ifndef TUI_PLAINSAG_H
#define TUI_PLAINSAG_H

#include <stdbool.h>

#include "core/base/buf.h"
#include "tui/plain.h"

struct sag;

/* One line of the talk: what plain.c (the cases) and plainsag.c (one case) share. */
struct samtale {
	struct plain_valg v;
	struct sag *sag;
	struct buf linje;                /* the last answer, without its newline */
	bool slut;                       /* nothing more comes */
};

/* Asks for a line after "> "; false at the end. */
bool samtale_svar(struct samtale *t);
void samtale_sig(struct samtale *t, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
bool samtale_er(const struct samtale *t, const char *svar);

/* Walks the open case from this step on, then says what is missing. */
void plainsag_gaa(struct samtale *t, int trin);

#endif
