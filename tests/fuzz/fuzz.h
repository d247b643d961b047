#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

/* What must hold whatever the input. */
#define SKAL(hvad)                                                             \
	do {                                                                   \
		if (!(hvad)) {                                                 \
			fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #hvad); \
			abort();                                               \
		}                                                              \
	} while (0)

/* The input as a C text of its own; free it. */
static inline char *som_tekst(const uint8_t *data, size_t n)
{
	char *s = malloc(n + 1);
	SKAL(s);
	if (n)
		memcpy(s, data, n);
	s[n] = '\0';
	return s;
}

/* Writes the bytes to a file, made anew each time. */
static inline void som_fil(const char *sti, const void *data, size_t n)
{
	FILE *f = fopen(sti, "w");
	SKAL(f && fwrite(data, 1, n, f) == n && !fclose(f));
}

#endif
