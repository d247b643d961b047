#ifndef CORE_REGLER_REGELSAETFIL_H
#define CORE_REGLER_REGELSAETFIL_H

struct err;
struct regelsaet;
struct yaml_dok;

/* One file of forms/regelsaet/. The texts in out are borrowed from dok. Every
 * number the rules use must stand in it. ERR_UGYLDIG with file and line. */
int regelsaetfil_laes(struct regelsaet *out, const struct yaml_dok *dok, struct err *e);

#endif
