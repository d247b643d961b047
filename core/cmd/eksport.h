#ifndef CORE_CMD_EKSPORT_H
#define CORE_CMD_EKSPORT_H

#include <stdbool.h>

struct cmd;
struct miljoe;
struct sag;

/* What export writes; each answers CMD_OK or CMD_FEJL, said already. */

/* The case as a file; fil NULL = c->ud. */
int eksport_sag(struct cmd *c, const struct sag *s, const char *fil);

/* The bytes that the case names by hash (final letters), as MAPPE/HASH.pdf; the
 * folder is made when it is missing. */
int eksport_filer(struct cmd *c, const struct sag *s, const char *mappe);

/* Every case as MAPPE/ID.yaml, and with `filer` the bytes beside them. One that
 * cannot be read or written is told of; the others come all the same. */
int eksport_alle(struct cmd *c, struct miljoe *m, const char *mappe, bool filer);

/* The same of m's store that is still closed, damaged or not: of a damaged one everything
 * readable (bjaerg.h), and on c->fejl which cases lack something; CMD_FEJL then. */
int eksport_bjaerg(struct cmd *c, struct miljoe *m, const char *mappe, bool filer);

#endif
