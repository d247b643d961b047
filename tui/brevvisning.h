#ifndef TUI_BREVVISNING_H
#define TUI_BREVVISNING_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/uuid.h"
#include "core/brev/brevspor.h"
#include "tui/linjer.h"

struct app;
struct brev;
struct brev_saetning;
struct buf;
struct felt;
struct sag;
struct stavning;

/* Behind a row: the caller's own (missing thing i), a row that leads to a sentence
 * (VIS_SPRING + i), or block i. */
enum { VIS_SPRING = 50000, VIS_BLOK = 100000 };

/* A sentence that was under the cursor, kept by the app while the case is open, so
 * that the letter opens there again. */
struct brevsted {
	struct uuid sag, objekt;
	char art[32];
	struct brevspor spor;
	int linje;
};

/* The letter on the screen: its lines, and the sentence under the cursor. */
struct brevvisning {
	struct linjer l;
	struct brev *brev;               /* borrowed */
	struct vec spring;               /* struct brevspor */
	size_t saetning;                 /* of the block under the cursor */
	size_t felt;                     /* which of its fields Enter goes to */
};

void brevvisning_init(struct brevvisning *v);
void brevvisning_done(struct brevvisning *v);

/* Rows that point at what is hard to read: sections over LIX 45, sentences over 30
 * words. Then, after what the caller adds, the letter itself. */
void brevvisning_laesbarhed(struct brevvisning *v);
void brevvisning_brev(struct brevvisning *v);

/* Rows that list the words the dictionary does not know in the fields the letter is
 * made of, a row a field. stavning NULL: none. */
void brevvisning_stavning(struct brevvisning *v, const struct sag *sag,
			  const struct stavning *stavning);

/* What stands under the cursor; NULL: no sentence. */
const struct brev_saetning *brevvisning_her(const struct brevvisning *v, const struct app *app);
const struct felt *brevvisning_felt(const struct brevvisning *v, const struct app *app);

/* After the cursor's row has moved; goes to a sentence; to the next or previous one;
 * to the next one made of the field (NULL: the one that Enter goes to). */
void brevvisning_ajour(struct brevvisning *v, const struct app *app);
void brevvisning_til(struct brevvisning *v, const struct app *app, struct brevspor p);
bool brevvisning_skridt(struct brevvisning *v, const struct app *app, int retning);
bool brevvisning_bruger(struct brevvisning *v, const struct app *app, const char *felt,
			const struct uuid *objekt);

void brevvisning_husk(const struct brevvisning *v, struct app *app, const char *art);
void brevvisning_igen(struct brevvisning *v, const struct app *app);

/* The line under the letter: the field behind the sentence, or where it is written. */
void brevvisning_linje(const struct brevvisning *v, const struct app *app, struct buf *ud);
void brevvisning_forklar(const struct brevvisning *v, const struct app *app, struct buf *ud);

#endif
