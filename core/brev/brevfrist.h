#ifndef CORE_BREV_BREVFRIST_H
#define CORE_BREV_BREVFRIST_H

#include <stdbool.h>

struct beregn_om;
struct buf;

/* Dates that a letter promises, in words; places frist.* of beregn.h. False: not known. */
bool brevfrist_foerst(const struct beregn_om *om, struct buf *ud);      /* application + the municipality's days */
bool brevfrist_svar(const struct beregn_om *om, struct buf *ud);        /* the case's own date, else that one */
bool brevfrist_ny(const struct beregn_om *om, struct buf *ud);          /* the case's own, where the letter is before it */
bool brevfrist_genvurdering(const struct beregn_om *om, struct buf *ud);
bool brevfrist_tilbage(const struct beregn_om *om, struct buf *ud);     /* "3 måneder" */
bool brevfrist_over_aar(const struct beregn_om *om, struct buf *ud);    /* flag: the grant outlasts the follow-up limit */

#endif
