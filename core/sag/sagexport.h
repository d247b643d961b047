#ifndef CORE_SAG_SAGEXPORT_H
#define CORE_SAG_SAGEXPORT_H

struct buf;
struct sag;

/* Adds the case as a file: every key of the forms, empty ones too, in the order
 * of case-file.md, and whatever the case holds that no form knows any more. */
void sagfil_export(const struct sag *s, struct buf *ud);

#endif
