#include "core/io/varig.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/base/sprog.h"

int varig_fejl(const char *sti, int nr, struct err *e)
{
	switch (nr) {
	case ENOSPC:
	case EDQUOT:
		return err_set(e, ERR_FULD, _("%s: disken er fuld"), sti);
	case ENOENT:
	case ENOTDIR:
		return err_set(e, ERR_FINDES_IKKE, _("%s: filen findes ikke"), sti);
	case EROFS:
	case EACCES:
	case EPERM:
		return err_set(e, ERR_SKRIVEBESKYTTET, _("%s: der er ikke adgang til filen"), sti);
	default:
		return err_set(e, ERR_LAESEFEJL, _("%s: disken svarer med en fejl (%s)"), sti,
			       strerror(nr));
	}
}

static int alt_ned(int fd, const char *p, size_t n)
{
	while (n > 0) {
		ssize_t k = write(fd, p, n);
		if (k < 0 && errno != EINTR)
			return errno;
		if (k > 0) {
			p += k;
			n -= (size_t)k;
		}
	}
	return fsync(fd) == 0 ? 0 : errno;
}

int varig_mapper(const char *sti, struct err *e)
{
	char *m = mem_tekst(sti);
	int kode = 0;
	for (char *s = m + 1; *m && (s = strchr(s, '/')) && kode == 0; s++) {
		*s = '\0';
		if (mkdir(m, 0700) < 0 && errno != EEXIST)
			kode = err_set(e, errno == ENOSPC ? ERR_FULD : ERR_SKRIVEBESKYTTET,
				       _("%s: mappen kan ikke oprettes: %s"), m, strerror(errno));
		*s = '/';
	}
	free(m);
	return kode;
}

int varig_mappe(const char *sti, struct err *e)
{
	const char *s = strrchr(sti, '/');
	char *mappe = !s ? mem_tekst(".") : mem_tekst_n(sti, s == sti ? 1 : (size_t)(s - sti));
	int fd = open(mappe, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int nr = fd < 0 || fsync(fd) != 0 ? errno : 0;
	if (fd >= 0)
		close(fd);
	int rc = nr ? varig_fejl(mappe, nr, e) : 0;
	free(mappe);
	return rc;
}

int varig_skriv(const char *sti, const void *p, size_t n, struct err *e)
{
	char *ny = mem_format("%s.ny", sti);
	int nr = 0;
	unlink(ny);                             /* what a power cut may have left */
	int fd = open(ny, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (fd < 0)
		nr = errno;
	else
		nr = alt_ned(fd, p, n);
	if (fd >= 0 && close(fd) != 0 && nr == 0)
		nr = errno;
	if (nr == 0 && rename(ny, sti) != 0)
		nr = errno;
	if (nr != 0 && fd >= 0)
		unlink(ny);
	free(ny);
	return nr ? varig_fejl(sti, nr, e) : varig_mappe(sti, e);
}

int varig_laes(struct buf *ud, const char *sti, size_t maks, struct err *e)
{
	struct stat st;
	int fd = open(sti, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0)
		return varig_fejl(sti, errno, e);
	if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode) || (size_t)st.st_size > maks) {
		close(fd);
		return err_set(e, ERR_SKADET, _("%s: det er ikke den slags fil, der skulle være"), sti);
	}
	buf_ryd(ud);
	buf_plads(ud, (size_t)st.st_size);
	ssize_t k = 1;
	while (ud->len < (size_t)st.st_size && k > 0) {
		k = read(fd, ud->data + ud->len, (size_t)st.st_size - ud->len);
		if (k > 0)
			ud->len += (size_t)k;
		else if (k < 0 && errno == EINTR)
			k = 1;
	}
	int nr = k < 0 ? errno : 0;
	ud->data[ud->len] = '\0';
	close(fd);
	return nr ? varig_fejl(sti, nr, e) : 0;
}
