#ifndef TESTS_PDFUA_SKRIFT_H
#define TESTS_PDFUA_SKRIFT_H

#include <stdbool.h>

#include <qpdf/qpdf-c.h>

struct ua;
struct ua_stykke;

/* The fonts that text is shown with, and what their codes mean. */
qpdf_oh ua_skrift(const struct ua *u, const struct ua_stykke *s);      /* null: none */
qpdf_oh ua_efterkommer(const struct ua *u, qpdf_oh skrift);            /* of a Type0; else itself */
qpdf_oh ua_beskriver(const struct ua *u, qpdf_oh skrift);
bool ua_er_type0(const struct ua *u, qpdf_oh skrift);

/* Does `proev` hold of any piece of text? */
bool ua_nogen_tekst(const struct ua *u,
		    bool (*proev)(const struct ua *u, const struct ua_stykke *s, qpdf_oh skrift));

/* Every code of the piece has a Unicode value in ToUnicode (or WinAnsi). */
bool ua_har_unicode(const struct ua *u, const struct ua_stykke *s, qpdf_oh skrift);
/* Any value of ToUnicode is this one. */
bool ua_naevner(const struct ua *u, qpdf_oh skrift, unsigned long vaerdi);

#endif
