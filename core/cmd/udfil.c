#include "core/cmd/udfil.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/base/sprog.h"

static int systemfejl(struct err *e, int nr)
{
	switch (nr) {
	case ENOSPC:
	case EDQUOT:
	case EFBIG:
		return err_set(e, ERR_FULD, _("disken er fuld"));
	case EACCES:
	case EPERM:
	case EROFS:
		return err_set(e, ERR_SKRIVEBESKYTTET, _("må ikke skrives her"));
	case ENOENT:
	case ENOTDIR:
		return err_set(e, ERR_FINDES_IKKE, _("mappen findes ikke"));
	case EIO:
		return err_set(e, ERR_LAESEFEJL, _("disken svarer med en fejl"));
	default:
		return err_set(e, ERR_FEJL, _("kan ikke skrives: %s"), strerror(nr));
	}
}

static bool skriv_alt(int fd, const char *p, size_t n)
{
	while (n > 0) {
		ssize_t k = write(fd, p, n);
		if (k < 0 && errno == EINTR)
			continue;
		if (k < 0)
			return false;
		p += k;
		n -= (size_t)k;
	}
	return true;
}

static int skriv_lige_ud(const char *sti, const void *data, size_t n, struct err *e)
{
	int fd = open(sti, O_WRONLY | O_CLOEXEC);
	int rc = fd >= 0 && skriv_alt(fd, data, n) ? 0 : systemfejl(e, errno);

	if (fd >= 0)
		close(fd);
	return rc;
}

int udfil_skriv(const char *sti, const void *data, size_t n, struct err *e)
{
	struct stat st;

	if (stat(sti, &st) == 0 && !S_ISREG(st.st_mode)) {
		if (S_ISDIR(st.st_mode))
			return err_set(e, ERR_FEJL, _("er en mappe; forventede en fil"));
		return skriv_lige_ud(sti, data, n, e);
	}
	char *ved_siden_af = mem_format("%s.XXXXXX", sti);
	int fd = mkstemp(ved_siden_af);
	int rc = fd >= 0 && skriv_alt(fd, data, n) && fsync(fd) == 0 ? 0 : systemfejl(e, errno);
	if (fd >= 0 && close(fd) != 0 && rc == 0)
		rc = systemfejl(e, errno);
	if (rc == 0 && rename(ved_siden_af, sti) != 0)
		rc = systemfejl(e, errno);
	if (rc != 0 && fd >= 0)
		unlink(ved_siden_af);
	free(ved_siden_af);
	return rc;
}
