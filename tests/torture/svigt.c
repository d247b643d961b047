#define _GNU_SOURCE
#include "tests/torture/svigt.h"

#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* glibc's own, by the names under which they cannot be laid before. */
void *__libc_malloc(size_t n);
void *__libc_calloc(size_t antal, size_t n);
void *__libc_realloc(void *p, size_t n);
void *__libc_memalign(size_t linje, size_t n);
int __open_2(const char *sti, int flag);
int __open64_2(const char *sti, int flag);

static struct svigt_tavle *tavle;     /* NULL until the program begins */
static __thread bool indeni;

#define EGEN(navn) ((__typeof__(&navn))dlsym(RTLD_NEXT, #navn))
#define KALDER __builtin_return_address(0)

__attribute__((constructor)) static void start(void)
{
	const char *sti = getenv("FEMTRIN_SVIGT");
	int fd = sti ? EGEN(open)(sti, O_RDWR | O_CLOEXEC) : -1;
	void *p = fd < 0 ? MAP_FAILED
		: EGEN(mmap)(NULL, sizeof *tavle, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	void *foerste[1];
	backtrace(foerste, 1);                /* loads what it needs, once */
	if (p != MAP_FAILED)
		tavle = p;
	if (fd >= 0)
		EGEN(close)(fd);
}

static void saet(char *ud, size_t plads, const char *s)
{
	size_t n = strlen(s), k = n < plads ? n : plads - 1;
	memcpy(ud, s + (n - k), k);
	ud[k] = '\0';
}

/* The library that wanted it: libc asks on behalf of others (strdup, fopen). */
static void skriv_op(const char *hvad, const char *sti, const void *kalder)
{
	void *stak[24];
	Dl_info i;
	if (tavle->ramt++ > 0)
		return;
	saet(tavle->hvad, sizeof tavle->hvad, hvad);
	saet(tavle->fil, sizeof tavle->fil, sti);
	int n = backtrace(stak, 24), k = 0;
	while (k < n && stak[k] != kalder)
		k++;
	for (bool fundet = false; k < n && !fundet; k++)
		if (dladdr(stak[k], &i) && i.dli_fname && !strstr(i.dli_fname, "/libc.so")) {
			saet(tavle->bibliotek, sizeof tavle->bibliotek, i.dli_fname);
			fundet = true;
		}
}

static bool taeller(const char *hvad, const char *sti, const void *kalder)
{
	int64_t nr = __atomic_add_fetch(&tavle->kald, 1, __ATOMIC_RELAXED);
	if (tavle->ved == 0 || (tavle->altid ? nr < tavle->ved : nr != tavle->ved))
		return false;
	indeni = true;
	skriv_op(hvad, sti, kalder);
	indeni = false;
	errno = tavle->nr;
	return true;
}

/* What a call does, for which errno it can answer. */
enum { LAESER = 1, SKRIVER = 2, LAVER = 4 };

static bool kan_svare(int goer)
{
	switch (tavle->nr) {
	case ENOSPC:
		return goer & (SKRIVER | LAVER);
	case EROFS:
		return goer & LAVER;
	default:
		return true;
	}
}

static bool sti_svigter(const char *hvad, int goer, const char *sti, const void *kalder)
{
	if (!tavle || indeni || tavle->art != SVIGT_DISK || !kan_svare(goer) || !sti ||
	    strncmp(sti, "/dev/", 5) == 0 || strncmp(sti, "/proc", 5) == 0)
		return false;
	return taeller(hvad, sti, kalder);
}

static bool fd_svigter(const char *hvad, int goer, int fd, const void *kalder)
{
	char navn[32], sti[200] = "";
	if (!tavle || indeni || tavle->art != SVIGT_DISK || fd == STDERR_FILENO || !kan_svare(goer))
		return false;
	snprintf(navn, sizeof navn, "/proc/self/fd/%d", fd);
	ssize_t n = readlink(navn, sti, sizeof sti - 1);
	sti[n > 0 ? n : 0] = '\0';
	return sti[0] == '/' && sti_svigter(hvad, goer, sti, kalder);
}

static int aabner(int flag)
{
	return flag & O_CREAT ? LAVER : (flag & O_ACCMODE) == O_RDONLY ? LAESER : LAVER;
}

/* Whether or not it is asked for, the mode is passed on: it is in a register. */
#define OPEN(navn) \
	int navn(const char *sti, int flag, ...) \
	{ \
		va_list ap; \
		va_start(ap, flag); \
		mode_t m = flag & O_CREAT ? va_arg(ap, mode_t) : 0; \
		va_end(ap); \
		return sti_svigter("open", aabner(flag), sti, KALDER) ? -1 : EGEN(navn)(sti, flag, m); \
	}
OPEN(open)
OPEN(open64)

int __open_2(const char *sti, int flag)
{
	return sti_svigter("open", aabner(flag), sti, KALDER) ? -1 : EGEN(__open_2)(sti, flag);
}

int __open64_2(const char *sti, int flag)
{
	return sti_svigter("open", aabner(flag), sti, KALDER) ? -1 : EGEN(__open64_2)(sti, flag);
}

#define PAA_FD(type, navn, goer, formelle, ...) \
	type navn formelle \
	{ \
		return fd_svigter(#navn, goer, fd, KALDER) ? -1 : EGEN(navn)(__VA_ARGS__); \
	}
PAA_FD(ssize_t, read, LAESER, (int fd, void *p, size_t n), fd, p, n)
PAA_FD(ssize_t, pread, LAESER, (int fd, void *p, size_t n, off_t ved), fd, p, n, ved)
PAA_FD(ssize_t, pread64, LAESER, (int fd, void *p, size_t n, off64_t ved), fd, p, n, ved)
PAA_FD(ssize_t, write, SKRIVER, (int fd, const void *p, size_t n), fd, p, n)
PAA_FD(ssize_t, pwrite, SKRIVER, (int fd, const void *p, size_t n, off_t ved), fd, p, n, ved)
PAA_FD(ssize_t, pwrite64, SKRIVER, (int fd, const void *p, size_t n, off64_t ved), fd, p, n, ved)
PAA_FD(int, fsync, SKRIVER, (int fd), fd)
PAA_FD(int, fdatasync, SKRIVER, (int fd), fd)
PAA_FD(int, ftruncate, SKRIVER, (int fd, off_t n), fd, n)
PAA_FD(int, ftruncate64, SKRIVER, (int fd, off64_t n), fd, n)
PAA_FD(int, fchmod, LAVER, (int fd, mode_t m), fd, m)
PAA_FD(int, fstat, LAESER, (int fd, struct stat *st), fd, st)
PAA_FD(int, fstat64, LAESER, (int fd, struct stat64 *st), fd, st)
PAA_FD(off_t, lseek, LAESER, (int fd, off_t n, int fra), fd, n, fra)

/* Closed all the same: that is what Linux does. */
int close(int fd)
{
	bool daarlig = fd_svigter("close", SKRIVER, fd, KALDER);
	int rc = EGEN(close)(fd);
	return daarlig ? (errno = tavle->nr, -1) : rc;
}

#define LAAS(navn) \
	int navn(int fd, int hvad, ...) \
	{ \
		va_list ap; \
		va_start(ap, hvad); \
		void *arg = va_arg(ap, void *); \
		va_end(ap); \
		bool laas = hvad == F_SETLK || hvad == F_SETLKW || hvad == F_GETLK; \
		if (laas && fd_svigter("fcntl", LAESER, fd, KALDER)) \
			return -1; \
		return EGEN(navn)(fd, hvad, arg); \
	}
LAAS(fcntl)
LAAS(fcntl64)

#define PAA_STI(type, fejl, navn, goer, formelle, ...) \
	type navn formelle \
	{ \
		return sti_svigter(#navn, goer, sti, KALDER) ? fejl : EGEN(navn)(__VA_ARGS__); \
	}
PAA_STI(int, -1, unlink, LAVER, (const char *sti), sti)
PAA_STI(int, -1, rename, LAVER, (const char *sti, const char *til), sti, til)
PAA_STI(int, -1, mkdir, LAVER, (const char *sti, mode_t m), sti, m)
PAA_STI(int, -1, rmdir, LAVER, (const char *sti), sti)
PAA_STI(int, -1, chmod, LAVER, (const char *sti, mode_t m), sti, m)
PAA_STI(int, -1, truncate, SKRIVER, (const char *sti, off_t n), sti, n)
PAA_STI(int, -1, stat, LAESER, (const char *sti, struct stat *st), sti, st)
PAA_STI(int, -1, stat64, LAESER, (const char *sti, struct stat64 *st), sti, st)
PAA_STI(int, -1, lstat, LAESER, (const char *sti, struct stat *st), sti, st)
PAA_STI(int, -1, lstat64, LAESER, (const char *sti, struct stat64 *st), sti, st)
PAA_STI(int, -1, access, LAESER, (const char *sti, int m), sti, m)
PAA_STI(int, -1, mkstemp, LAVER, (char *sti), sti)
PAA_STI(FILE *, NULL, fopen, LAESER, (const char *sti, const char *m), sti, m)
PAA_STI(FILE *, NULL, fopen64, LAESER, (const char *sti, const char *m), sti, m)
PAA_STI(DIR *, NULL, opendir, LAESER, (const char *sti), sti)

static bool hukommelse_svigter(const char *hvad, const void *kalder)
{
	return tavle && !indeni && tavle->art == SVIGT_HUKOMMELSE && taeller(hvad, "", kalder);
}

void *malloc(size_t n)
{
	return hukommelse_svigter("malloc", KALDER) ? NULL : __libc_malloc(n);
}

void *calloc(size_t antal, size_t n)
{
	return hukommelse_svigter("calloc", KALDER) ? NULL : __libc_calloc(antal, n);
}

void *realloc(void *p, size_t n)
{
	return hukommelse_svigter("realloc", KALDER) ? NULL : __libc_realloc(p, n);
}

void *memalign(size_t linje, size_t n);
void *memalign(size_t linje, size_t n)
{
	return hukommelse_svigter("memalign", KALDER) ? NULL : __libc_memalign(linje, n);
}

void *aligned_alloc(size_t linje, size_t n)
{
	return hukommelse_svigter("aligned_alloc", KALDER) ? NULL : __libc_memalign(linje, n);
}

int posix_memalign(void **ud, size_t linje, size_t n)
{
	if (hukommelse_svigter("posix_memalign", KALDER))
		return ENOMEM;
	*ud = __libc_memalign(linje, n);
	return *ud ? 0 : ENOMEM;
}

#define KORT(navn) \
	void *navn(void *p, size_t n, int ret, int flag, int fd, off_t ved) \
	{ \
		if (flag & MAP_ANONYMOUS && hukommelse_svigter("mmap", KALDER)) \
			return MAP_FAILED; \
		return EGEN(navn)(p, n, ret, flag, fd, ved); \
	}
KORT(mmap)
KORT(mmap64)

/* What Argon2id allocates is tried by the real one in tests/unit; here each start is cheap. */
int crypto_pwhash(unsigned char *const ud, unsigned long long udlen, const char *const kode,
		  unsigned long long n, const unsigned char *const salt, unsigned long long runder,
		  size_t plads, int alg)
{
	(void)runder, (void)plads, (void)alg;
	void *prov = malloc(64);
	int rc = prov ? crypto_generichash(ud, udlen, (const unsigned char *)kode, n, salt,
					   crypto_pwhash_SALTBYTES) : -1;
	free(prov);
	return rc;
}
