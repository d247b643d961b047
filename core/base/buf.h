#ifndef CORE_BASE_BUF_H
#define CORE_BASE_BUF_H

#include <stddef.h>
#include <stdbool.h>

/* Bytes that grow. data is always NUL-terminated once anything was added;
 * a zeroed struct is an empty buffer. */
struct buf {
	char *data;
	size_t len, plads;
};

#define BUF_TOM {NULL, 0, 0}

void buf_done(struct buf *b);   /* frees, leaves it empty */
void buf_ryd(struct buf *b);    /* empties, keeps the room */
void buf_plads(struct buf *b, size_t mere);
void buf_add(struct buf *b, const void *p, size_t n);
void buf_tekst(struct buf *b, const char *s);
void buf_tegn(struct buf *b, char c);
void buf_format(struct buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* Replaces n bytes at pos with the m bytes of p. */
void buf_skift(struct buf *b, size_t pos, size_t n, const void *p, size_t m);

/* The text as it stands; never NULL, borrowed. */
const char *buf_str(const struct buf *b);

/* Hands the bytes over to the caller (free); the buffer is empty after. */
char *buf_tag(struct buf *b);

#endif
