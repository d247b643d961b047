#include "core/io/vaulthukommelse.h"

#include <malloc.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "core/io/segl.h"

static int m_size(void *p)
{
	return p ? (int)malloc_usable_size(p) : 0;
}

static void *m_malloc(int n)
{
	return malloc((size_t)n);
}

static void m_free(void *p)
{
	if (p)
		segl_slet(p, malloc_usable_size(p));
	free(p);
}

/* The system's realloc would leave the old place as it was. */
static void *m_realloc(void *p, int n)
{
	if (p && m_size(p) >= n)
		return p;
	void *q = malloc((size_t)n);
	if (q && p) {
		memcpy(q, p, malloc_usable_size(p));
		m_free(p);
	}
	return q;
}

static int m_roundup(int n)
{
	return (n + 15) & ~15;
}

static int m_init(void *arg)
{
	(void)arg;
	return SQLITE_OK;
}

static void m_shutdown(void *arg)
{
	(void)arg;
}

int vaulthukommelse_start(void)
{
	static const sqlite3_mem_methods metoder = {
		.xMalloc = m_malloc,
		.xFree = m_free,
		.xRealloc = m_realloc,
		.xSize = m_size,
		.xRoundup = m_roundup,
		.xInit = m_init,
		.xShutdown = m_shutdown,
	};
	bool ok = sqlite3_config(SQLITE_CONFIG_SINGLETHREAD) == SQLITE_OK &&
		  sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0) == SQLITE_OK &&
		  sqlite3_config(SQLITE_CONFIG_MALLOC, &metoder) == SQLITE_OK;
	return ok ? 0 : -1;
}
