#ifndef TESTS_SCREENS_HARNESS_H
#define TESTS_SCREENS_HARNESS_H

#include <stdbool.h>
#include <stdint.h>

#include "tui/app.h"

/*
 * A screen test is keys in, text out: the whole program but its terminal, on a
 * store in memory, with a clock that stands still until the test moves it. The
 * day is 22 November 2026.
 */
struct harness {
	struct miljoe *miljoe;
	struct term *term;
	struct app *app;
	int64_t ms;
	struct dato i_dag;
	char *billede;                   /* as last taken */
	struct store *gemt;              /* while it is locked */
	struct app_laas laas;
};

struct harness *harness_start(int h, int w);
void harness_slut(struct harness *t);

/* Keys as people write them: text is typed, <Tab> <F9> <C-Left> <^N> <M-1> are
 * keys (the names of command.h), << is "<". Draws after every key. */
void harness_keys(struct harness *t, const char *keys);
void harness_paste(struct harness *t, const char *s, size_t n);
void harness_klik(struct harness *t, int y, int x);
void harness_bytes(struct harness *t, const char *s, size_t n);   /* raw */
void harness_vent(struct harness *t, int ms);                     /* time goes by */
void harness_stoerrelse(struct harness *t, int h, int w);

const char *harness_billede(struct harness *t);                   /* the whole screen */
char *harness_linje(struct harness *t, int y);                    /* yours */
bool harness_ses(struct harness *t, const char *tekst);           /* is it on the screen? */

/* The text from the cursor to the end of its line; yours. */
char *harness_ved_markoer(struct harness *t);

/* The program is started again with the store locked; "kasket" opens it. */
void harness_laas(struct harness *t, enum vaultlager_art art);

/* The program dies here and is started again on the same store. */
void harness_doe(struct harness *t);

#define ses(t, tekst) \
	cr_assert(harness_ses(t, tekst), "mangler: %s\n%s", tekst, harness_billede(t))
#define ses_ikke(t, tekst) \
	cr_assert(!harness_ses(t, tekst), "burde ikke ses: %s\n%s", tekst, harness_billede(t))

#endif
