#ifndef CORE_JOURNAL_BJAERGIND_H
#define CORE_JOURNAL_BJAERGIND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/io/segl.h"
#include "core/journal/bjaergpost.h"

struct db;
struct err;
struct raekke;
struct udbakkefil;
struct udbakkepost;
struct vec;

/*
 * The store in memory that salvaged rows go into. Its migrations have been run and nothing is
 * in it; what is known of entries that did not come stands in a temporary table beside it.
 * Inside a transaction of the caller. What is there already stays.
 */
int bjaergind_start(struct db *db, struct err *e);

int bjaergind_raekke(struct db *db, const struct raekke *r, enum bjaergpost_art art, struct err *e);

/* An entry from the outbox: 1 it was missing, 0 not. */
int bjaergind_udbakke(struct db *db, const struct udbakkepost *u, struct err *e);

/* A whole file from the outbox, whose name f says: where the pieces of it that are here make none. */
int bjaergind_fil(struct db *db, const struct udbakkefil *f, struct segl_data hel, struct err *e);

/* Takes out each entry that its device's chain does not fit, but keeps that there was one.
 * Returns how many, or a code. */
int bjaergind_kaeder(struct db *db, struct err *e);

/* Pieces that make a whole file become one; the others go. */
int bjaergind_filer(struct db *db, struct err *e);

struct bjaerg_sag {
	struct uuid sag, enhed;
	int64_t mangler;              /* entries of this device in it, known to have been there */
	int64_t foerste, sidste;      /* their numbers, lowest and highest */
};

/* What is missing: struct bjaerg_sag to sager, by case and device; in *ukendte those that the
 * numbers of a device alone tell of, whose case nobody knows. */
int bjaergind_mangler(struct db *db, struct vec *sager, int64_t *ukendte, struct err *e);

#endif
