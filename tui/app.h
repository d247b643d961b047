#ifndef TUI_APP_H
#define TUI_APP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/dato.h"
#include "core/base/uuid.h"
#include "core/io/vaultlager.h"
#include "tui/screen.h"

struct assess;
struct brevsted;
struct buf;
struct drafts;
struct err;
struct felt;
struct mangel;
struct mangler;
struct miljoe;
struct sag;
struct stopur;
struct term;

/* Which screen a command opens; the list stands in tui/screens.c. */
struct screen_valg {
	enum command command;
	const struct screen_ops *ops;
	bool sag;                                /* needs an open case */
};

/* How a locked store is opened from the screen. */
struct app_laas {
	enum vaultlager_art art;                 /* sealed, or one to be sealed, or none yet */
	int (*oplaas)(void *arg, struct segl_data kode, struct err *e);  /* miljoe->store is open after 0 */
	void *arg;
	const struct buf *nyt;                   /* told when it has opened; NULL or empty: nothing */
};

struct app_valg {
	struct miljoe *miljoe;
	struct term *term;
	const struct app_laas *laas;             /* NULL: the store is open and stays so; borrowed */
	const struct screen_valg *screens;       /* ends with ops NULL */
	struct dato (*i_dag)(void *arg);         /* NULL: the real ones */
	int64_t (*ms)(void *arg);                /* monotonic; fixed by tests */
	void *ur_arg;
};

/* The first screen of the list is open, or the one of C_OPLAAS while there is no store. */
struct app *app_new(const struct app_valg *v);
void app_free(struct app *a);                    /* leaves every screen; takes NULL */

/* ---- for screens ------------------------------------------------------- */

struct miljoe *app_miljoe(const struct app *a);
const struct app_laas *app_laas(const struct app *a);        /* for the unlock screen */
struct sag *app_sag(const struct app *a);                    /* NULL in the list of cases */

/* Of the open case; made anew when it changed. NULL without one. */
const struct assess *app_assess(const struct app *a);
const struct mangler *app_mangler(const struct app *a);
struct dato app_i_dag(const struct app *a);
int64_t app_ms(const struct app *a);                         /* monotonic milliseconds */
bool app_delt(const struct app *a);                          /* the shared view is on */

/* The watches of the visit (stopur.h): they run on while other work goes on, and
 * stand in line 1. app_stopur_gem after each change. */
struct stopur *app_stopur(const struct app *a);
void app_stopur_gem(struct app *a);
int64_t app_nu(const struct app *a);                         /* ms since 1970 UTC, the store's clock */

void app_plads(const struct app *a, int *h, int *w);         /* of the rectangle that draw gets */

/* One sentence in the line above the keys, until the next key. */
void app_message(struct app *a, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void app_fejl(struct app *a, const struct err *e);

/* Opens a screen on top; done by the loop after the handler. arg is copied (n bytes). */
void app_push(struct app *a, const struct screen_ops *ops, const void *arg, size_t n);
void app_do(struct app *a, enum command c);                  /* as its key, after this handler */

int app_aabn_sag(struct app *a, const struct uuid *id, struct err *e);
int app_ny_sag(struct app *a, const char *navn, struct err *e);
void app_luk_sag(struct app *a);

/* Where the step screen shall stand next. */
struct maal {
	int trin;                                /* 0: none */
	const struct felt *felt;                 /* NULL: the step's first */
	const char *liste;                       /* an empty list is what is meant */
	struct uuid objekt;                      /* all zero: the case itself */
};

/* Shows the step with the cursor on this field (F9, remarks, journal). */
void app_gaa_til(struct app *a, const char *felt, const struct uuid *objekt);
void app_gaa_til_maal(struct app *a, const struct maal *m);
struct maal app_maal(struct app *a);             /* for the step screen: takes it */
int app_usendt(const struct app *a);             /* entries of the open case (or of all) not sent yet */
int app_konflikter(const struct app *a);         /* open conflicts, and … */
bool app_i_konflikt(const struct app *a, const struct uuid *objekt, const char *felt);  /* … this one; felt NULL: any */
int app_afviste(const struct app *a);            /* … refused entries not taken care of: likewise */
int app_trin(const struct app *a);               /* the step last shown; 0 none */

/* The sentence of the letter last left (brevvisning.h); yours to change. */
struct brevsted *app_brevsted(const struct app *a);

/* What was typed into the open case's fields and is not in it (drafts.h). */
struct drafts *app_drafts(const struct app *a);

void app_typed(struct app *a);                    /* text was typed: keep comes within a second */
void app_tick_in(struct app *a, int ms);          /* tick is called once after that */

/* ---- for the loop and for tests ---------------------------------------- */

void app_bytes(struct app *a, const char *bytes, size_t n);  /* as typed */
void app_stille(struct app *a);                  /* no more is coming: a lone ESC is the key */
void app_tid(struct app *a);                     /* does what is due by the clock */
int app_vent(const struct app *a);               /* ms until something is due; -1 nothing is */
void app_tegn(struct app *a);                    /* draws */
void app_gem(struct app *a);                     /* keeps what is half typed: hang-up, suspend */
bool app_slut(const struct app *a);
bool app_vil_laase(const struct app *a);         /* it ended because it is to be locked */
struct term *app_term(const struct app *a);
bool app_vil_stoppe(struct app *a);              /* Ctrl-Z was pressed; asks once */

#endif
