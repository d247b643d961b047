#ifndef TUI_PASTE_H
#define TUI_PASTE_H

#include <stddef.h>

struct buf;

/* Makes typed or pasted bytes into text: checked UTF-8 without control
 * characters but newline and tab; \r and \r\n become \n. Adds to ud; answers
 * how many characters were left out because they are no text. */
size_t paste_rens(struct buf *ud, const char *s, size_t n);

#endif
