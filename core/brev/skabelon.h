#ifndef CORE_BREV_SKABELON_H
#define CORE_BREV_SKABELON_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/vec.h"
#include "core/brev/brev.h"
#include "core/brev/sted.h"

struct err;
struct felt;
struct formsaet;
struct udtryk;
struct yaml_dok;

/*
 * A template, forms/breve/KIND.yaml:
 *   brev: afgoerelse              the kind
 *   navn: "Afgørelse"             what people choose it by
 *   titel: "…"                    of the document, with places
 *   dato: afgoerelse.dato         the field with the letter's date; left out = today
 *   tilladte_felter: [borger.navn, …]   only these may be named, in sentences and
 *                                 conditions (".navn" of opgaver: opgaver.navn)
 *   sektioner:
 *     - brug: hoved               the section of that id in faelles.yaml
 *     - id: resultat
 *       overskrift: "…"           may be left out
 *       hvis: CONDITION           udtryk.h; left out = always
 *       indhold:
 *         - tekst: SENTENCES      one paragraph; also titel, punkt
 *         - punkter: SENTENCES    each an item; also the lines of adresse, afsender,
 *                                 oplysning, underskrift
 *         - tabel: {kolonner: [{navn: "…", celle: "…", bredde: 3, hoejre: ja}], sum: ["…", …]}
 *                                 forrige: ja = rows too for what only the case before had
 *           hver: opgaver         once for each object of the list (a row of the table)
 *           hvis: CONDITION       of the paragraph, or of each object
 *           kilde: "…"            source in law; "kommunen": the municipality's own text.
 *                                 Also of a section or the whole letter; the nearest holds
 *   SENTENCES is a text, or a list of texts and of {s: "…", hvis: …, kilde: …}.
 */
struct linje {                           /* a sentence with its condition */
	struct saetning s;
	struct udtryk *hvis;
	const char *kilde;               /* its own, or that of what it stands in */
	int nr;                          /* line in the file */
};

struct kolonne {
	struct saetning navn, celle, sum;
};

struct led {                             /* what gives one block, or one for each object */
	enum blok_art art;
	bool forrige;                    /* tables: rows of the case before too */
	bool flere;                      /* each sentence is a block (punkter) */
	const char *hver;                /* list, or NULL */
	struct udtryk *hvis;
	const char *kilde;
	struct vec linjer;               /* struct linje */
	struct vec kolonner;             /* struct kolonne; tables */
	int nr;                          /* line in the file */
	int *bredder;
	bool *hoejre, sum;
};

struct del {                             /* a section */
	const char *id;
	const char *fil;                 /* the file it stands in */
	struct linje overskrift;         /* no pieces: none */
	struct vec led;                  /* struct led */
};

struct skabelon {
	struct yaml_dok *dok;
	const char *art, *navn;
	struct saetning titel;
	const struct felt *dato;         /* or NULL */
	struct vec dele;                 /* struct del */
};

struct skabelon_om {
	const struct yaml_dok *const *faelles;   /* faelles.yaml, of most weight first; must stay */
	size_t n_faelles;
	const struct formsaet *f;
	/* false: the first mistake ends the reading, and sig (NULL: nobody) is told where a
	 * section of one faelles.yaml is taken from the next instead. true: sig is told of
	 * each mistake, and what could be read of the template comes out. */
	bool alle;
	void (*sig)(void *arg, const char *saetning);
	void *arg;
};

/* A source that says: no law, the municipality's own text. */
#define SKABELON_EGEN "kommunen"

/* ERR_UGYLDIG with file and line. */
int skabelon_laes(struct skabelon **out, const char *sti, const struct skabelon_om *om,
		  struct err *e);
void skabelon_free(struct skabelon *s);

#endif
