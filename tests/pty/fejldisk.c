/* A disk that fails on a word: loaded into the program (LD_PRELOAD), it answers each write
 * to a file with the error whose number stands in the file FEJLDISK names, for as long as that
 * file is there. Terminals and pipes are left alone. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static int fejl(void)
{
	const char *sti = getenv("FEJLDISK");
	char b[16] = "";
	int fd = sti ? (int)syscall(SYS_openat, AT_FDCWD, sti, O_RDONLY | O_CLOEXEC) : -1;
	if (fd < 0)
		return 0;
	long n = syscall(SYS_read, fd, b, sizeof b - 1);
	syscall(SYS_close, fd);
	return n > 0 ? atoi(b) : 0;
}

static int rammer(int fd)
{
	struct stat st;
	int nr = fstat(fd, &st) == 0 && S_ISREG(st.st_mode) ? fejl() : 0;
	if (nr)
		errno = nr;
	return nr;
}

#define AEGTE(navn) ((__typeof__(&navn))dlsym(RTLD_NEXT, #navn))

ssize_t write(int fd, const void *p, size_t n)
{
	return rammer(fd) ? -1 : AEGTE(write)(fd, p, n);
}

ssize_t pwrite(int fd, const void *p, size_t n, off_t ved)
{
	return rammer(fd) ? -1 : AEGTE(pwrite)(fd, p, n, ved);
}

ssize_t pwrite64(int fd, const void *p, size_t n, off64_t ved)
{
	return rammer(fd) ? -1 : AEGTE(pwrite64)(fd, p, n, ved);
}

int fsync(int fd)
{
	return rammer(fd) ? -1 : AEGTE(fsync)(fd);
}

int fdatasync(int fd)
{
	return rammer(fd) ? -1 : AEGTE(fdatasync)(fd);
}

int ftruncate(int fd, off_t n)
{
	return rammer(fd) ? -1 : AEGTE(ftruncate)(fd, n);
}

int ftruncate64(int fd, off64_t n)
{
	return rammer(fd) ? -1 : AEGTE(ftruncate64)(fd, n);
}

static int aabn(const char *sti, int flag, mode_t mode)
{
	int nr = flag & O_CREAT ? fejl() : 0;
	if (nr) {
		errno = nr;
		return -1;
	}
	return (int)syscall(SYS_openat, AT_FDCWD, sti, flag, mode);
}

int open(const char *sti, int flag, ...)
{
	va_list ap;
	va_start(ap, flag);
	mode_t mode = flag & O_CREAT ? va_arg(ap, mode_t) : 0;
	va_end(ap);
	return aabn(sti, flag, mode);
}

int open64(const char *sti, int flag, ...)
{
	va_list ap;
	va_start(ap, flag);
	mode_t mode = flag & O_CREAT ? va_arg(ap, mode_t) : 0;
	va_end(ap);
	return aabn(sti, flag | O_LARGEFILE, mode);
}

int unlink(const char *sti)
{
	int nr = fejl();
	if (nr)
		errno = nr;
	return nr ? -1 : AEGTE(unlink)(sti);
}
