#ifndef CORE_BREV_OPSAT_H
#define CORE_BREV_OPSAT_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/vec.h"
#include "core/io/pdf.h"

struct brev;
struct layout;

/*
 * A letter broken into lines and pages, before a stroke is drawn. Points.
 * A stump is one paragraph, list item or table row; its lines are what may stand
 * on different pages.
 */
#define OPSAT_KOLONNER 8

enum stump_art { STUMP_H1, STUMP_H2, STUMP_P, STUMP_PUNKT, STUMP_RAEKKE, STUMP_UNDERSKRIFT };

struct stump {
	enum stump_art art;
	struct pdf_tekst *t[OPSAT_KOLONNER];     /* one, or the cells of a row */
	double x[OPSAT_KOLONNER];
	size_t n;
	struct pdf_tekst *maerke;                /* the bullet */
	const char *titel;                       /* bookmark, or NULL */
	bool foerst;                             /* of its list or table */
	bool hoved, sum;                         /* rows */
	bool udfyld;                             /* a line to write on */
	size_t fra, til;                         /* its lines */
};

struct opsat_linje {
	size_t stump, nr;                        /* line number in the stump */
	double foer, hoejde;                     /* space above (not at the top of a page) */
	bool bryd, skift;                        /* may a page begin here; must it */
	size_t side;
	double y;
};

struct opsat {
	struct pdf *pdf;
	double pt, linje, venstre, hoejre, top, bund;    /* hoejre and bund: the edges of the text */
	double luft;                             /* of the space between paragraphs; 1 as it should be */
	struct vec stumper, linjer;
	size_t sider;
};

/* y0 = where the running text begins on the first page. */
void opsat_lav(struct opsat *o, struct pdf *p, const struct layout *l, double pt, double y0,
	       const struct brev *b);
void opsat_done(struct opsat *o);

/* The header row to be repeated at the top of this page; NULL when none. */
const struct stump *opsat_gentag(const struct opsat *o, size_t side);

/* Space above and below the text of a row. */
#define OPSAT_LUFT 3.5

#endif
