#ifndef CORE_BREV_LAYOUT_H
#define CORE_BREV_LAYOUT_H

struct err;

#define LAYOUT_SKRIFT 160
#define LAYOUT_LOGO 512

/* How the paper looks: forms/breve/layout.yaml. Millimetres and points. */
struct layout {
	char skrift[LAYOUT_SKRIFT];      /* families by preference, parted by commas */
	double tekst_pt, stor_pt;        /* body (11.5 at least), and with --large */
	double linje;                    /* line height as a multiple of the size */
	double venstre, hoejre, top, bund;                      /* margins */
	double rude_x, rude_y, rude_bredde, rude_hoejde;        /* address in the window */
	double side_x;                   /* sender and case beside it, clear of the window */
	double tekst_y;                  /* the text begins here at the earliest */
	char logo[LAYOUT_LOGO];          /* PNG file, whole path; "" = none */
	double logo_hoejde;
};

void layout_standard(struct layout *l);

/* Every key may be left out. ERR_UGYLDIG with file and line: an unknown key, or a
 * measure that is no number or out of range; l is then unchanged. */
int layout_laes(struct layout *l, const char *sti, struct err *e);

#endif
