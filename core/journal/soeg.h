#ifndef CORE_JOURNAL_SOEG_H
#define CORE_JOURNAL_SOEG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct db;
struct err;
struct vec;

/*
 * The search index `soeg` (0001-journal.sql): name, CPR, workplaces and notes.
 * Kept up to date field by field by udled.c.
 */
bool soeg_med(const char *felt);                  /* is this field searched? */

/* Puts a value in or takes it out again; it must be taken out as it was put in. */
int soeg_ind(struct db *db, int64_t sag, int64_t objekt, const char *felt, const char *vaerdi,
	     struct err *e);
int soeg_ud(struct db *db, int64_t sag, int64_t objekt, const char *felt, const char *vaerdi,
	    struct err *e);

/* After values had to go for good: the index drops the words of what was taken
 * out, which it otherwise keeps until it next merges. */
int soeg_ryd(struct db *db, struct err *e);

/*
 * The cases in which every word of `tekst` begins a word of the name, CPR,
 * workplace or a note. Adds sag.nr (int64_t), rising, to numre. Returns 1,
 * or 0 when tekst holds no word at all: then every case fits and numre is
 * untouched. CPR may be typed with or without the dash.
 */
int soeg_find(struct db *db, const char *tekst, struct vec *numre, struct err *e);

#endif
