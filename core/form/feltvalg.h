#ifndef CORE_FORM_FELTVALG_H
#define CORE_FORM_FELTVALG_H

struct felt;
struct laesning;

/* Values that are chosen. Typed: the value or the name, in capitals or not, or
 * the beginning of one where only one begins so. From a file: the value alone.
 * 0 or ERR_UGYLDIG, as feltkanon. */
int feltvalg_janej(const struct laesning *l, const char *s);
int feltvalg_et(const struct laesning *l, const char *s);

/* Several, parted by comma or semicolon, or by spaces; the canonical text has them in the
 * order of the form, each once. */
int feltvalg_flere(const struct laesning *l, const char *s);

#endif
