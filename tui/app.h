#ifndef TUI_APP_H
#define TUI_APP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/dato.h"
#include "core/base/uuid.h"
#include "tui/screen.h"

struct assess;
struct err;
struct mangel;
struct mangler;
struct miljoe;
struct sag;
struct term;

/* Which screen a command opens; the list stands in tui/screens/screens.c. */
struct screen_valg {
	enum command command;
	const struct screen_ops *ops;
	bool sag;                                /* needs an open case */
};

struct app_valg {
	struct miljoe *miljoe;
	struct term *term;
	const struct screen_valg *screens;       /* ends with ops NULL */
	struct dato (*i_dag)(void *arg);         /* NULL: the real ones */
	int64_t (*ms)(void *arg);                /* monotonic; fixed by tests */
	void *ur_arg;
};

struct app *app_new(const struct app_valg *v);
void app_free(struct app *a);                    /* leaves every screen; takes NULL */

/* ---- for screens ------------------------------------------------------- */

struct miljoe *app_miljoe(const struct app *a);
struct sag *app_sag(const struct app *a);                    /* NULL in the list of cases */

/* Of the open case; made anew when it changed. NULL without one. */
const struct assess *app_assess(const struct app *a);
const struct mangler *app_mangler(const struct app *a);
struct dato app_i_dag(const struct app *a);
int64_t app_ms(const struct app *a);                         /* monotonic milliseconds */
bool app_delt(const struct app *a);                          /* the shared view is on */
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

/* Where the case's step screen shall stand next (F9, remarks, journal): field
 * key, and the object it is about (NULL: the case). Shows the step. */
void app_gaa_til(struct app *a, const char *felt, const struct uuid *objekt);

void app_typed(struct app *a);                    /* text was typed: keep comes within a second */
void app_tick_in(struct app *a, int ms);          /* tick is called once after that */

/* ---- the loop ---------------------------------------------------------- */

int app_koer(struct app *a, struct err *e);                  /* until quit; 0 */
void app_bytes(struct app *a, const char *bytes, size_t n);  /* as typed; for tests */
void app_tid(struct app *a);                                 /* does what is due by the clock; for tests */
void app_tegn(struct app *a);                                /* draws */
bool app_slut(const struct app *a);

#endif
