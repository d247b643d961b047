#ifndef CORE_BREV_ASSISTENT_H
#define CORE_BREV_ASSISTENT_H

#include <stdbool.h>

struct beregn_om;
struct buf;

/* Who helps, and where from: the persons in afgoerelse.assistenter, else the
 * arrangement in afgoerelse.assistent. Places of beregn.h; false: empty. */
bool assistent_arter(const struct beregn_om *om, struct buf *ud);      /* "ny vikarbureau", each once */
bool assistent_arter_her(const struct beregn_om *om, struct buf *ud);  /* of one employment */
bool assistent_navne_her(const struct beregn_om *om, struct buf *ud);  /* "A og B" of one employment */
bool assistent_tolk(const struct beregn_om *om, struct buf *ud);       /* all help is interpreting */

/* The municipality employs the assistant: in virksomhedspraktik (BEK 1406/2006
 * § 12, stk. 6), for the unemployed in education (§ 33), or where it is chosen;
 * never an interpreter or somebody from an agency. */
bool assistent_hos_kommunen(const struct beregn_om *om, struct buf *ud);

#endif
