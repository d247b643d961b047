#include "core/base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"

void buf_done(struct buf *b)
{
	free(b->data);
	*b = (struct buf)BUF_TOM;
}

void buf_ryd(struct buf *b)
{
	b->len = 0;
	if (b->data)
		b->data[0] = '\0';
}

void buf_plads(struct buf *b, size_t mere)
{
	size_t krav = b->len + mere + 1;
	if (krav <= b->plads)
		return;
	size_t ny = b->plads ? b->plads : 64;
	while (ny < krav)
		ny += ny / 2 + 32;
	b->data = mem_om(b->data, ny);
	b->plads = ny;
	b->data[b->len] = '\0';
}

void buf_add(struct buf *b, const void *p, size_t n)
{
	buf_plads(b, n);
	if (n)
		memcpy(b->data + b->len, p, n);
	b->len += n;
	b->data[b->len] = '\0';
}

void buf_tekst(struct buf *b, const char *s)
{
	buf_add(b, s, strlen(s));
}

void buf_tegn(struct buf *b, char c)
{
	buf_add(b, &c, 1);
}

void buf_format(struct buf *b, const char *fmt, ...)
{
	va_list ap, igen;
	va_start(ap, fmt);
	va_copy(igen, ap);
	int n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (n > 0) {
		buf_plads(b, (size_t)n);
		vsnprintf(b->data + b->len, (size_t)n + 1, fmt, igen);
		b->len += (size_t)n;
	}
	va_end(igen);
}

void buf_skift(struct buf *b, size_t pos, size_t n, const void *p, size_t m)
{
	buf_plads(b, m);
	memmove(b->data + pos + m, b->data + pos + n, b->len - pos - n);
	if (m)
		memcpy(b->data + pos, p, m);
	b->len = b->len - n + m;
	b->data[b->len] = '\0';
}

const char *buf_str(const struct buf *b)
{
	return b->data ? b->data : "";
}

char *buf_tag(struct buf *b)
{
	char *p = b->data ? b->data : mem_tekst("");
	*b = (struct buf)BUF_TOM;
	return p;
}
