#ifndef TUI_TAST_H
#define TUI_TAST_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/buf.h"

/* Keys that are no characters. Control with a letter is the letter with
 * TAST_CTRL, so ^N is 'n' | TAST_CTRL. */
enum tastkode {
	TAST_OP = 0x110000, TAST_NED, TAST_VENSTRE, TAST_HOEJRE, TAST_HOME, TAST_END, TAST_PGUP,
	TAST_PGDN, TAST_INS, TAST_DEL, TAST_BACKSPACE, TAST_ENTER, TAST_TAB, TAST_ESC, TAST_F1,
	TAST_F12 = TAST_F1 + 11,
	TAST_KODE = 0x1fffff,
	TAST_SHIFT = 1 << 24, TAST_ALT = 1 << 25, TAST_CTRL = 1 << 26,
};

enum mouse_art { MOUSE_CLICK, MOUSE_UP, MOUSE_DOWN };      /* up and down: the wheel */

enum tastart {
	TAST_INGEN,          /* nothing whole yet */
	TAST_TAST,           /* kode (a character's code point, or a tastkode) */
	TAST_TEKST,          /* a run of typed characters, tekst/n */
	TAST_PASTE,          /* pasted text, whole, tekst/n */
	TAST_MUS,            /* mus, y, x */
};

struct tast {
	enum tastart art;
	int kode;
	const char *tekst;   /* borrowed till the next tast_naeste */
	size_t n;
	bool for_stor;       /* TAST_PASTE: more than anything here takes; what came is not whole */
	enum mouse_art mus;
	int y, x;
};

/* Bytes from a terminal to keys: pure, knows xterm's, tmux', rxvt's, PuTTY's
 * and the Linux console's ways. A zeroed struct is ready. */
struct tastlaeser {
	struct buf ind, paste;
	size_t brugt;
	bool i_paste, for_stor;
};

void tast_foed(struct tastlaeser *l, const char *bytes, size_t n);

/* The next key; TAST_INGEN when what is left may be the beginning of one.
 * `stille`: nothing has come for 25 ms, so a lone ESC is the key Esc. */
struct tast tast_naeste(struct tastlaeser *l, bool stille);
void tast_glem(struct tastlaeser *l);            /* wipes what has been read: it may be a passphrase */
bool tast_venter(const struct tastlaeser *l);    /* an unfinished key is held */
void tastlaeser_done(struct tastlaeser *l);

/* "F1", "^N", "M-1", "C-Left", "æ" -> code; 0 when it is no key. */
int tast_af_navn(const char *navn, size_t n);

#endif
