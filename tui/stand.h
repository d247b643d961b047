#ifndef TUI_STAND_H
#define TUI_STAND_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/uuid.h"

struct buf;

/*
 * Where one stands on a screen, as a row of words that locking keeps in the sealed store and
 * unlocking reads again. Words may hold any typed text: what parts them cannot be typed.
 */
enum { STAND_ORD = 20 };

#define STAND_SKAERM '\x1e'       /* ends a screen */
#define STAND_SKEL '\x1f'         /* ends a word */

struct stand {
	const char *ord[STAND_ORD];       /* "" where there are fewer */
};

void stand_tekst(struct buf *ud, const char *s);                 /* NULL: an empty word */
void stand_tal(struct buf *ud, long n);
void stand_uuid(struct buf *ud, const struct uuid *id);

/* Cuts the words of one screen apart in place. */
struct stand stand_del(char *ord);

long stand_som_tal(const struct stand *s, int i);                  /* 0 for what is none */
size_t stand_som_antal(const struct stand *s, int i);              /* never negative */
bool stand_som_uuid(const struct stand *s, int i, struct uuid *ud);    /* none: all zero */

#endif
