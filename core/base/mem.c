#include "core/base/mem.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

_Noreturn void mem_opbrugt(void)
{
	static const char tekst[] = "femtrin: hukommelse: der er ikke mere; "
				    "det indtastede ligger i sagsfilen\n";
	ssize_t n = write(STDERR_FILENO, tekst, sizeof tekst - 1);
	(void)n;
	exit(1);
}

void *mem_alloc(size_t n)
{
	void *p = malloc(n ? n : 1);
	if (!p)
		mem_opbrugt();
	return p;
}

void *mem_nul(size_t antal, size_t stoerrelse)
{
	void *p = calloc(antal ? antal : 1, stoerrelse ? stoerrelse : 1);
	if (!p)
		mem_opbrugt();
	return p;
}

void *mem_om(void *p, size_t n)
{
	void *q = realloc(p, n ? n : 1);
	if (!q)
		mem_opbrugt();
	return q;
}

char *mem_tekst(const char *s)
{
	return mem_tekst_n(s, strlen(s));
}

char *mem_tekst_n(const char *s, size_t n)
{
	char *p = mem_alloc(n + 1);
	if (n)
		memcpy(p, s, n);
	p[n] = '\0';
	return p;
}

char *mem_format(const char *fmt, ...)
{
	va_list ap, igen;
	va_start(ap, fmt);
	va_copy(igen, ap);
	int n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	char *p = mem_alloc((size_t)(n < 0 ? 0 : n) + 1);
	p[0] = '\0';
	if (n >= 0)
		vsnprintf(p, (size_t)n + 1, fmt, igen);
	va_end(igen);
	return p;
}
