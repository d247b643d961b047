#ifndef TESTS_PTY_TERMINAL_H
#define TESTS_PTY_TERMINAL_H

#include <criterion/criterion.h>
#include <stdbool.h>
#include <sys/types.h>

#include "core/base/buf.h"

/* The real program on a pseudo terminal, with a store in a folder of its own. */
struct pty {
	pid_t pid;
	int fd;
	struct buf ud;                   /* all that came since the last key */
	char mappe[64];
	char store[96];
};

void mappe(struct pty *p);                       /* the folder, and p emptied; nothing is started */
void miljoe(const char *mappe, const char *store);       /* the environment that it gets */
void koer(struct pty *p, int h, int w, const char *kommando);    /* by sh */
void femtrin(struct pty *p, int h, int w);
void femtrin_spoerger(struct pty *p);            /* without a passphrase file: the screen asks */

/* Reads until the text has come; false after ten seconds or at the end. */
bool kommer(struct pty *p, const char *tekst);

/* The text is on the screen now, or comes within ten seconds; the program draws all of it anew
 * each time it is asked. */
bool staar(struct pty *p, const char *tekst);
void taster(struct pty *p, const char *s);       /* forgets what came before */
int slut(struct pty *p);                         /* waits for its end: its status */
void ryd_op(struct pty *p);

void ny_sag(struct pty *p);                      /* "Demo Borger", from the list of cases */

/* Opens and closes the program once more; then the export has the text. */
void findes_bagefter(struct pty *p, const char *tekst);

#define venter(p, tekst) \
	cr_assert(kommer(p, tekst), "kom ikke: %s\n%s", tekst, buf_str(&(p)->ud))

#define ses(p, tekst) \
	cr_assert(staar(p, tekst), "ses ikke: %s\n%s", tekst, buf_str(&(p)->ud))

#endif
