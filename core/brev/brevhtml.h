#ifndef CORE_BREV_BREVHTML_H
#define CORE_BREV_BREVHTML_H

struct brev;
struct buf;

/* The letter as one HTML page for those who must paste it elsewhere: headings,
 * paragraphs, lists, tables with header cells; no script, no style, lang="da". */
void brev_html(const struct brev *b, struct buf *ud);

#endif
