#include "core/base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Takes away a character that the end of the buffer cut in two. */
static void trim_tail(char *s, size_t size)
{
	size_t n = strlen(s);
	if (n + 1 < size)
		return;
	size_t i = n;
	while (i > 0 && ((unsigned char)s[i - 1] & 0xC0) == 0x80)
		i--;
	if (i == 0)
		return;
	unsigned char lead = (unsigned char)s[i - 1];
	size_t want = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
	if (n - (i - 1) < want)
		s[i - 1] = '\0';
}

int err_set(struct err *e, int kode, const char *fmt, ...)
{
	if (!e)
		return kode;
	va_list ap;
	va_start(ap, fmt);
	vsnprintf(e->tekst, sizeof e->tekst, fmt, ap);
	va_end(ap);
	trim_tail(e->tekst, sizeof e->tekst);
	e->kode = kode;
	return kode;
}

int err_foran(struct err *e, const char *fmt, ...)
{
	if (!e)
		return ERR_FEJL;
	char hale[sizeof e->tekst];
	memcpy(hale, e->tekst, sizeof hale);
	va_list ap;
	va_start(ap, fmt);
	int n = vsnprintf(e->tekst, sizeof e->tekst, fmt, ap);
	va_end(ap);
	if (n >= 0 && (size_t)n < sizeof e->tekst)
		snprintf(e->tekst + n, sizeof e->tekst - (size_t)n, ": %s", hale);
	trim_tail(e->tekst, sizeof e->tekst);
	return e->kode;
}

void err_ryd(struct err *e)
{
	if (!e)
		return;
	e->kode = 0;
	e->tekst[0] = '\0';
}
