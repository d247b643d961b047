#ifndef CORE_BASE_MEM_H
#define CORE_BASE_MEM_H

#include <stddef.h>

/*
 * Memory that is always there: these never return NULL. Running out of memory
 * is the one thing that ends the program from inside core: a sentence on
 * standard error and exit(1), so that the handlers set with atexit() give the
 * terminal back. What has been entered is in the store by then.
 */
void *mem_alloc(size_t n) __attribute__((malloc, returns_nonnull));
void *mem_nul(size_t antal, size_t stoerrelse) __attribute__((malloc, returns_nonnull));
void *mem_om(void *p, size_t n) __attribute__((returns_nonnull));
char *mem_tekst(const char *s) __attribute__((malloc, returns_nonnull, nonnull));
char *mem_tekst_n(const char *s, size_t n) __attribute__((malloc, returns_nonnull));
/* For memory that comes from elsewhere and is as necessary. */
_Noreturn void mem_opbrugt(void);
char *mem_format(const char *fmt, ...)
	__attribute__((malloc, returns_nonnull, format(printf, 1, 2)));

#endif
