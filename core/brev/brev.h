#ifndef CORE_BREV_BREV_H
#define CORE_BREV_BREV_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/dato.h"
#include "core/base/uuid.h"

struct assess;
struct brevsaet;
struct err;
struct indstillinger;
struct objekt;
struct sag;

/* A letter as a row of blocks, made from a template (forms/breve/KIND.yaml) and
 * a case. The preview (brevtekst.h), the PDF (brevpdf.h) and the readability
 * (lix.h) are ways to look at it. */
enum blok_art {
	BLOK_AFSENDER,       /* head of the first page: who writes; lines */
	BLOK_OPLYSNING,      /* beside the address: "Dato: 28. september 2026"; lines */
	BLOK_ADRESSE,        /* in the window; lines */
	BLOK_TITEL,          /* H1 */
	BLOK_OVERSKRIFT,     /* H2 */
	BLOK_AFSNIT,
	BLOK_PUNKT,          /* an item; those in a row are one list */
	BLOK_TABEL,
	BLOK_UNDERSKRIFT,    /* lines, kept together */
};

/* A sentence of a block, or a cell of its table, and all it comes from. */
struct brev_saetning {
	size_t fra, til;                 /* bytes of the block's text; of a cell: 0 to its end */
	size_t raekke, kolonne;          /* of a cell */
	const char **felter;             /* fields of its places, then of its conditions, each once */
	size_t n_felter;
	struct uuid objekt;              /* the object it is about; zero = the case */
	const char *kilde;               /* source in law; SKABELON_EGEN (skabelon.h): the
					  * municipality's own text; NULL = none given */
	const char *fil;                 /* the template or common text, and the line there */
	int linje;
};

struct blok {
	enum blok_art art;
	char *tekst;                     /* UTF-8, no markup, made safe to show; NULL for tables */
	char ***celler;                  /* tables: rows × columns, row 0 the header */
	size_t raekker, kolonner;
	const int *bredder;              /* of the columns, relative */
	const bool *hoejre;              /* columns set to the right */
	bool sum;                        /* the last row is the sum */
	struct brev_saetning *saetninger;        /* in order */
	size_t n_saetninger;
	const char **felter;             /* the fields its text was made from, each once */
	size_t n_felter;
	struct uuid objekt;              /* the object of a list it is about; zero = the case */
	char *kilde;                     /* sources of its sentences, NULL = none given */
	const char *sektion;             /* id of its section in the template */
};

struct brev {
	const char *art;                 /* afgoerelse */
	char *titel;                     /* of the document */
	struct dato dato;
	bool udkast;
	struct blok *blokke;
	size_t n;
	const char **mangler;            /* field keys with nothing in them: "[mangler: …]" */
	size_t n_mangler;
};

struct brev_om {
	const struct assess *assess;     /* never NULL */
	const struct indstillinger *ind;
	struct dato i_dag;               /* the letter's date while the case has none */
	bool udkast;
	const struct objekt *arbejdssted;/* employment that a paper to an employer is about; NULL = the only one */
	const struct sag *forrige;       /* the case before; NULL: brev_lav looks for it in the store */
};

/* Texts without an owner of their own belong to the templates, which must stay.
 * ERR_FINDES_IKKE: no such kind, the sentence lists those that are. ERR_MANGLER:
 * not a draft, and a part that the law asks for came out empty. */
int brev_lav(struct brev **out, const struct brevsaet *b, const char *art, const struct sag *s,
	     const struct brev_om *om, struct err *e);
void brev_free(struct brev *b);
void blok_done(struct blok *k);          /* what it holds, not the block */

#endif
