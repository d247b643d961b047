#ifndef CORE_BREV_BREVTEKST_H
#define CORE_BREV_BREVTEKST_H

#include <stddef.h>

struct blok;
struct brev;
struct buf;

/* The letter as plain text in reading order, blocks parted by a blank line. */
void brev_tekst(const struct brev *b, struct buf *ud);

/* One block as brev_tekst shows it, without the blank line: for a preview that
 * walks the blocks. */
void blok_tekst(const struct blok *k, struct buf *ud);

/* Where sentence (or cell) nr of the block stands in what blok_tekst writes. */
void blok_saetning(const struct blok *k, size_t nr, size_t *fra, size_t *til);

#endif
