#ifndef CORE_FORM_YAMLKORT_H
#define CORE_FORM_YAMLKORT_H

#include <stdbool.h>
#include <stdint.h>

struct err;
struct yaml;

/* A map of a data file (form, settings) on its way in: what is read from it is
 * checked, and a mistake is "FILE:LINE: KEY: what is expected" (ERR_UGYLDIG). */
struct yamlkort {
	const char *fil;
	const struct yaml *y;
	struct err *e;
};

/* It is a map, with no other keys than these (parted by single spaces). */
int yamlkort_kendte(const struct yamlkort *k, const char *noegler);

/* *ud = NULL, false, NULL … untouched number where the key is missing or null. */
int yamlkort_tekst(const struct yamlkort *k, const char *noegle, const char **ud);
int yamlkort_kraev(const struct yamlkort *k, const char *noegle, const char **ud);   /* must be there */
int yamlkort_janej(const struct yamlkort *k, const char *noegle, bool *ud);
int yamlkort_liste(const struct yamlkort *k, const char *noegle, const struct yaml **ud);
int yamlkort_heltal(const struct yamlkort *k, const char *noegle, int64_t min, int64_t maks, int64_t *ud);

/* The mistake itself; at the key's line, or at the map's where it is missing. */
int yamlkort_fejl(const struct yamlkort *k, const char *noegle, const char *forventet);
int yamlkort_fejlf(const struct yamlkort *k, const char *noegle, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
int yamlkort_fejl_ved(const struct yamlkort *k, const struct yaml *y, const char *forventet);

#endif
