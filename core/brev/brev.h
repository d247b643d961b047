#ifndef CORE_BREV_BREV_H
#define CORE_BREV_BREV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/dato.h"

struct assess;
struct buf;
struct err;
struct formsaet;
struct indstillinger;
struct sag;

/* A letter as a row of blocks, made from a template (forms/breve/KIND.yaml) and
 * a case. The preview, the PDF and plain text are three ways to show it. */
enum blok_art { BLOK_TITEL, BLOK_OVERSKRIFT, BLOK_AFSNIT, BLOK_PUNKT, BLOK_TABEL, BLOK_ADRESSE,
		BLOK_AFSENDER, BLOK_UNDERSKRIFT };

struct blok {
	enum blok_art art;
	char *tekst;                     /* UTF-8, no markup; not for tables */
	char ***celler;                  /* tables: rows × columns, row 0 the header */
	size_t raekker, kolonner;
	const char *const *felter;       /* the fields its text was made from */
	size_t n_felter;
	const char *kilde;               /* source of the sentence in the template */
};

struct brev {
	char *art;                       /* afgoerelse */
	char *titel;
	struct dato dato;
	bool udkast;
	struct blok *blokke;
	size_t n;
	char **mangler;                  /* field keys with nothing in them: "[mangler: …]" */
	size_t n_mangler;
};

struct brevsaet;                         /* all templates, loaded once */

int brevsaet_hent(struct brevsaet **out, const char *const *mapper, size_t n,
		  const struct formsaet *f, void (*sig)(void *arg, const char *saetning), void *arg,
		  struct err *e);
void brevsaet_free(struct brevsaet *b);
size_t brevsaet_arter(const struct brevsaet *b, const char *const **arter);
const char *brevsaet_titel(const struct brevsaet *b, const char *art);

struct brev_om {
	const struct assess *assess;
	const struct indstillinger *ind;
	struct dato i_dag;
	bool udkast;
};

/* ERR_FINDES_IKKE: no such kind. */
int brev_lav(struct brev **out, const struct brevsaet *b, const char *art, const struct sag *s,
	     const struct brev_om *om, struct err *e);
void brev_free(struct brev *b);

/* The PDF's bytes; the same letter gives the same bytes. */
int brev_pdf(const struct brev *b, const char *data, bool stor_skrift, struct buf *ud,
	     struct err *e);
void brev_tekst(const struct brev *b, struct buf *ud);           /* plain text in reading order */
int brev_lix(const struct brev *b);                              /* readability of the running text */

/* Stores the final letter: the bytes by hash, and an object in `breve`. Asked
 * again for the same kind, gives the stored bytes and sets *fandtes. `retter` =
 * the letter that this one corrects, or NULL. ERR_MANGLER when it may not be
 * final. */
int brev_endelig(struct sag *s, const struct brevsaet *b, const char *art,
		 const struct brev_om *om, const char *data, const char *retter, struct buf *pdf,
		 bool *fandtes, struct err *e);

#endif
