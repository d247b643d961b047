#ifndef CORE_FORM_FORMFIL_H
#define CORE_FORM_FORMFIL_H

#include "core/base/vec.h"
#include "core/form/formsaet.h"

struct yaml_dok;

/*
 * One form file:
 *
 *   trin: 2                       the step it belongs to, 1-5
 *   titel: Oplysning              and kort (for the tab); in the first file of a step
 *   version: 1                    of the forms, goes into the journal
 *   sektioner:
 *     - id: job                   the same id in a later file adds fields to the section
 *       titel: Ansættelsen        hjaelp, vis_hvis: a condition (udtryk.h)
 *       liste: ansaettelser       its fields belong to the rows of this list
 *       opdeling: ja              it is the three-column task split
 *       kraeves: besoeg           of a list: one row at least; kraeves_hvis, endelig as for fields
 *       mangler: Der er ingen …   what to say when the list is empty
 *       felter:
 *         - noegle: stilling      the key; in a list the short one
 *           type: tekst           see felttype.c
 *           navn: Stilling        label, at most some 22 characters
 *           hjaelp: …  kilde: …  enhed: min
 *           min: 1  maks: 1440    numbers: in the field's unit; texts: characters
 *           kraeves: besoeg       what the meter asks for: besoeg (before you leave) or kontor (later),
 *           kraeves_hvis: …       where this condition holds
 *           endelig: ja           needed for a final letter: ja or a condition
 *           vis_hvis: …           shown only where it holds
 *           valg: [{borger: Borgeren}, …]     of types valg and flervalg: value and name
 *           skjult: ja            kept by the program, never on a form
 *           foelsom: ja           hidden in the shared view
 *   rettelser:                    changes fields of other files
 *     - {noegle: borger.telefon, navn: Mobil, hjaelp: …, kraeves: kontor, skjult: nej …}
 */
struct formsektion {
	struct sektion s;             /* felter and n are filled in by the set */
	struct vec felter;            /* struct felt * */
	struct udtryk *kraeves_hvis, *endelig, *vis_hvis;
	const char *fil;
	int linje;
};

/* NULL = not changed. */
struct formrettelse {
	const char *noegle, *navn, *hjaelp, *kilde, *enhed;
	const char *kraeves, *skjult, *foelsom;
	struct udtryk *kraeves_hvis, *vis_hvis;
	int linje;
};

struct formfil {
	struct yaml_dok *dok;         /* owns the texts */
	const char *sti;
	int trin;                     /* 0: only rettelser */
	int version;
	const char *titel, *kort;
	struct vec sektioner;         /* struct formsektion * */
	struct vec rettelser;         /* struct formrettelse */
};

/* ERR_UGYLDIG with "FILE:LINE: what, what was expected". */
int formfil_laes(struct formfil **out, const char *sti, struct err *e);
void formfil_free(struct formfil *f);

/* besoeg, kontor, nej; false where it is none of them. */
bool formfil_kraeves(enum kraeves *ud, const char *ord);

#endif
