#ifndef CORE_FORM_FELT_H
#define CORE_FORM_FELT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/dato.h"

struct buf;
struct err;
struct udtryk;

enum felttype {
	FELT_TEKST,          /* one line */
	FELT_LANG,           /* several lines */
	FELT_DATO,           /* 2026-09-01 */
	FELT_TIDSPUNKT,      /* 2026-09-10T13:40 */
	FELT_KLOKKE,         /* 12:30 */
	FELT_JANEJ,          /* ja | nej */
	FELT_VALG,           /* one of valg */
	FELT_FLERVALG,       /* several of valg, in the order of the form, parted by one space */
	FELT_HELTAL,
	FELT_TIMER,          /* hours a week, decimal, at most two decimals: 30.5 */
	FELT_DAGE,           /* days a week in halves: 2.5 */
	FELT_BELOEB,         /* kroner with two decimals: 2400.00 */
	FELT_CPR,            /* 610190-0019 */
	FELT_CVR,            /* eight digits, modulus 11 */
	FELT_PNUMMER,        /* ten digits */
	FELT_POSTNR,         /* four digits */
	FELT_KOMMUNE,        /* four digits */
	FELT_NAVN,           /* the name of an object inside the case: t1, a1 */
	FELT_UUID,
	FELT_KVARTAL,        /* 2026K4 */
	FELT_HASH,           /* 64 hex digits */
};

/* Where a field is needed, in the order in which F9 walks them. */
enum kraeves { KRAEVES_IKKE, KRAEVES_BESOEG, KRAEVES_KONTOR };

struct valg {
	const char *vaerdi, *navn;
	const char *dansk;            /* the name as the form file has it, for letters */
};

/* One field as a form defines it. Plain data owned by the set of forms; every
 * text is ready to show (translated). */
struct felt {
	int nr;                       /* place among all fields: 0 … */
	const char *noegle;           /* "opgaver.minutter" */
	const char *kort;             /* "minutter": the key inside its list; = noegle for fields of the case */
	const char *liste;            /* "opgaver"; NULL for a field of the case itself */
	enum felttype type;
	const char *navn;             /* label */
	const char *hjaelp, *kilde;   /* NULL when none */
	const char *enhed;            /* "min", "timer" behind the value; NULL when none */
	enum kraeves kraeves;
	const struct udtryk *kraeves_hvis;  /* NULL = always, where kraeves says so */
	const struct udtryk *endelig;       /* needed for a final letter when it holds; NULL = not */
	const struct udtryk *vis_hvis;      /* NULL = always shown */
	int64_t min, maks;            /* heltal: itself; timer: minutes; dage: half days; beloeb: øre; texts: characters */
	const struct valg *valg;
	size_t n_valg;
	bool skjult;                  /* never on a form: kept by the program */
	bool foelsom;                 /* hidden in the shared view */
	int trin;                     /* 1-5 */
	const char *fil;              /* the form file and line it stands in, for sentences */
	int linje;
};

/* Turns what a person typed (or a file held) into the canonical text, or says
 * in one Danish sentence, beginning with the field's name, what was wrong and
 * what is expected; the sentence never repeats the input. Blank input gives an
 * empty ud: the field is emptied. ud is written anew, and left empty after a
 * mistake. `fra_fil`: only the exact forms of case-file.md are taken; several
 * choices come as one text parted by spaces. ERR_UGYLDIG. */
int felt_kanon(const struct felt *f, const char *input, bool fra_fil, struct dato i_dag,
	       struct buf *ud, struct err *e);

/* The canonical value as people read it ("1. september 2026" stays short:
 * 01.09.2026; "30,5"; the choice's name). Adds to ud. */
void felt_vis(const struct felt *f, const char *vaerdi, struct buf *ud);

/* A soft hint about a valid value (CPR that fails modulus 11 …); false if none. */
bool felt_hint(const struct felt *f, const char *vaerdi, struct buf *ud);

/* Can the field hold this value? Asked of choices and ja/nej; else true. */
bool felt_mulig(const struct felt *f, const char *vaerdi);

/* Name of a choice; the value itself when it is none. */
const char *felt_valgnavn(const struct felt *f, const char *vaerdi);

/* The same in Danish, whatever language the program speaks: a letter is Danish. */
const char *felt_valgnavn_dansk(const struct felt *f, const char *vaerdi);

#endif
