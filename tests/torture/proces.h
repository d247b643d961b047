#ifndef TESTS_TORTURE_PROCES_H
#define TESTS_TORTURE_PROCES_H

#include <stdbool.h>

#include "core/base/buf.h"

struct svigt_tavle;

/* The program as somebody else sees it: what it is given, what it answers. */
struct svar {
	int kode;                 /* exit code; -SIGNAL when a signal ended it */
	bool haenger;             /* it had not ended after 20 seconds, and was killed */
	struct buf ud, fejl;
};

/* Runs argv (NULL at the end; "ID" is replaced by id) in `mappe`, with the library svigt laid
 * before it and its board set to *t (NULL: nothing fails). The board comes back in *t. */
struct proces {
	const char *svigt;        /* path of the library */
	const char *mappe;
	const char *id;
	const char *ud;           /* where standard output goes; NULL: into svar.ud */
};
void proces_koer(struct svar *s, const struct proces *p, char *const *argv, struct svigt_tavle *t);
void svar_done(struct svar *s);

/* A copy of the files (no folders) of one folder, in place of what the other holds. */
void mappe_kopi(const char *fra, const char *til);
void mappe_toem(const char *mappe);       /* folders in it as well */
bool mappe_ens(const char *a, const char *b, const char *fil);    /* the same bytes in both? */
bool fil_laes(struct buf *b, const char *mappe, const char *fil); /* appends */

#endif
