#ifndef TESTS_BENCH_MAAL_H
#define TESTS_BENCH_MAAL_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

/* Times in microseconds, and what they come to. */
struct maal {
	double *us;
	size_t n, plads;
};

static inline double maal_nu(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static inline void maal_tag(struct maal *m, double us)
{
	if (m->n == m->plads) {
		m->plads = m->plads ? 2 * m->plads : 1024;
		m->us = realloc(m->us, m->plads * sizeof *m->us);
		if (!m->us)
			abort();
	}
	m->us[m->n++] = us;
}

static inline int maal_orden(const void *a, const void *b)
{
	const double *x = a, *y = b;
	return (*x > *y) - (*x < *y);
}

static inline double maal_del(struct maal *m, double del)
{
	qsort(m->us, m->n, sizeof *m->us, maal_orden);
	return m->us[(size_t)((double)(m->n - 1) * del)];
}

static inline void maal_vis(struct maal *m, const char *navn)
{
	printf("%-34s p50 %9.3f ms   p99 %9.3f ms   max %9.3f ms   (%zu)\n", navn,
	       maal_del(m, 0.5) / 1e3, maal_del(m, 0.99) / 1e3, maal_del(m, 1) / 1e3, m->n);
}

#endif
