#include "core/io/lagerslet.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/io/varig.h"

static int overwrite(const char *sti, struct err *e)
{
	static const char nul[4096];
	struct stat st;
	int fd = open(sti, O_WRONLY | O_CLOEXEC | O_NOFOLLOW);
	if (fd < 0)
		return errno == ENOENT ? 0 : varig_fejl(sti, errno, e);
	bool ok = fstat(fd, &st) == 0;
	for (off_t i = 0; ok && i < st.st_size; i += (off_t)sizeof nul)
		ok = write(fd, nul, sizeof nul) == (ssize_t)sizeof nul;
	ok = ok && fsync(fd) == 0;
	int nr = errno;
	close(fd);
	return ok ? 0 : varig_fejl(sti, nr, e);
}

static int drop(const char *sti, const char *hale, bool noegle, struct err *e)
{
	char *navn = mem_format("%s%s", sti, hale);
	int kode = noegle ? overwrite(navn, e) : 0;
	if (unlink(navn) != 0 && errno != ENOENT && kode == 0)
		kode = varig_fejl(navn, errno, e);
	free(navn);
	return kode;
}

int lagerslet(const char *sti, struct err *e)
{
	static const char *const NOEGLER[] = {".noegle", ".noegle2"};
	static const char *const RESTEN[] = {"", "-journal", ".udbakke", ".ny", ".ny-journal"};
	int kode = 0;
	for (size_t i = 0; kode == 0 && i < sizeof NOEGLER / sizeof *NOEGLER; i++)
		kode = drop(sti, NOEGLER[i], true, e);
	if (kode == 0)
		kode = varig_mappe(sti, e);
	for (size_t i = 0; kode == 0 && i < sizeof RESTEN / sizeof *RESTEN; i++)
		kode = drop(sti, RESTEN[i], false, e);
	return kode < 0 ? kode : varig_mappe(sti, e);
}
