#ifndef CORE_SAG_STOPUR_H
#define CORE_SAG_STOPUR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/uuid.h"

struct buf;

/*
 * The stopwatch of the visit: one watch per task, at most one of them running.
 * Starting one pauses the other. Times are ms of the store's clock (wall time:
 * the work goes on while the lid is shut). Plain data; all zero = none.
 */
struct ur {
	struct uuid sag, opgave;
	int64_t siden;            /* when it was started; 0 = paused */
	int64_t foer;             /* ms from before that */
};

struct stopur {
	struct ur *ure;
	size_t n;
};

void stopur_done(struct stopur *s);

/* Starts, or goes on after a pause. */
void stopur_start(struct stopur *s, const struct uuid *sag, const struct uuid *opgave, int64_t nu);
void stopur_pause(struct stopur *s, int64_t nu);
void stopur_slet(struct stopur *s, const struct uuid *opgave);

const struct ur *stopur_loeber(const struct stopur *s);                    /* NULL when none runs */
const struct ur *stopur_paa(const struct stopur *s, const struct uuid *opgave);   /* NULL: no watch */
int64_t stopur_ms(const struct ur *u, int64_t nu);                         /* never negative */

/* Whole minutes to offer, the nearest, at least 1, at most a day: the range of
 * `minutter` and `observeret`. */
int stopur_minutter(int64_t ms);
const char *stopur_tekst(int64_t ms, char ud[16]);                         /* 0:07, 12:31, 1:02:09 */

/* As text to keep in the store (store_husk), so that a watch runs on after a
 * crash or a restart; lines that make no sense are passed over. */
void stopur_skriv(const struct stopur *s, struct buf *ud);
void stopur_laes(struct stopur *s, const char *tekst);

#endif
