#ifndef CORE_CMD_VURDERINGSTEKST_H
#define CORE_CMD_VURDERINGSTEKST_H

struct assess;
struct buf;
struct sag;

/* An assessment as text to read on a terminal: the hours line by line, the
 * remarks by level, the five parameters. Ends with a newline. */
void vurderingstekst(const struct assess *a, const struct sag *s, struct buf *ud);

#endif
