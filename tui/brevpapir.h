#ifndef TUI_BREVPAPIR_H
#define TUI_BREVPAPIR_H

#include <stdbool.h>

struct app;
struct brev;
struct brevsaet;
struct buf;
struct err;
struct objekt;

/* A letter of the open case on its way to paper: what the letter screen hands to
 * the screens that save, print and mark it. Plain data. */
struct brevpapir {
	const struct brevsaet *saet;     /* must stay */
	char art[32];
	char job[32];                    /* the employment it is about, by its name (a1); "" = the only one */
	bool endelig, stor;
};

/* The letter as it stands now; endelig is not looked at for the text, which is a
 * draft until it may be final. Yours to free. */
int brevpapir_brev(struct brev **out, const struct app *app, const struct brevpapir *p,
		   struct err *e);

/* The final letter that the case has of it, the newest; NULL: none. */
const struct objekt *brevpapir_gemt(const struct app *app, const struct brevpapir *p);

/* The next of the case's jobs, where the letter is about one of several; else none. */
void brevpapir_job(const struct app *app, struct brevpapir *p, int skridt);

/* The PDF: a draft, or the final letter, which is then stored in the case.
 * ERR_MANGLER: it cannot be final yet. */
int brevpapir_pdf(const struct app *app, const struct brevpapir *p, struct buf *pdf, bool *fandtes,
		  struct err *e);

/* "afgoerelse-2026-09-28-udkast.pdf" in the folder last used: no name and no CPR
 * in a file name; a number behind it where the file is there already. */
void brevpapir_sti(const struct app *app, const struct brevpapir *p, struct buf *ud);

/* Puts the PDF where somebody typed ("~/x" lies at home), the folder is offered next
 * time; a message says where. Never over a file that is there: ERR_UGYLDIG. */
int brevpapir_gem(struct app *app, const struct brevpapir *p, const char *sti, struct err *e);

#endif
