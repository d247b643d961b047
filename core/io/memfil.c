#define _GNU_SOURCE   /* memfd_create */
#include "core/io/memfil.h"

#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/err.h"
#include "core/base/sprog.h"
#include "core/io/segl.h"

int memfil_lav(struct memfil *m, const void *p, size_t n, struct err *e)
{
	*m = (struct memfil)MEMFIL_INGEN;
	m->fd = memfd_create("femtrin", MFD_CLOEXEC);
	if (m->fd < 0 || fchmod(m->fd, 0600) != 0 || ftruncate(m->fd, (off_t)n) != 0)
		goto fejl;
	m->p = mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_SHARED, m->fd, 0);
	if (m->p == MAP_FAILED)
		goto fejl;
	m->n = n;
	mlock(m->p, n);       /* where the limit is too low: as the rest of the memory */
	madvise(m->p, n, MADV_DONTDUMP);
	memcpy(m->p, p, n);
	snprintf(m->sti, sizeof m->sti, "/proc/self/fd/%d", m->fd);
	return 0;
fejl:
	if (m->fd >= 0)
		close(m->fd);
	*m = (struct memfil)MEMFIL_INGEN;
	return err_set(e, ERR_FEJL, _("nøglen til kommunens lager kan ikke lægges i hukommelsen"));
}

void memfil_luk(struct memfil *m)
{
	if (m->n) {
		segl_slet(m->p, m->n);
		munmap(m->p, m->n);
	}
	if (m->fd >= 0)
		close(m->fd);
	*m = (struct memfil)MEMFIL_INGEN;
}
