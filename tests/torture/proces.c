#define _XOPEN_SOURCE 700
#include "tests/torture/proces.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/torture/svigt.h"

enum { ORD = 24, TAALMOD_MS = 20000 };

static void doe(const char *hvad)
{
	perror(hvad);
	exit(2);
}

static void tavle_skriv(const char *sti, const struct svigt_tavle *t)
{
	static const struct svigt_tavle tom;
	FILE *f = fopen(sti, "w");
	if (!f || fwrite(t ? t : &tom, sizeof *t, 1, f) != 1 || fclose(f) != 0)
		doe(sti);
}

static void tavle_laes(const char *sti, struct svigt_tavle *t)
{
	FILE *f = fopen(sti, "r");
	if (!f || fread(t, sizeof *t, 1, f) != 1)
		doe(sti);
	fclose(f);
}

static _Noreturn void barn(const struct proces *p, char *const *argv, const int ud[2],
			   const int fejl[2])
{
	char *ord[ORD];
	int n = 0, fd = p->ud ? open(p->ud, O_WRONLY) : ud[1];
	for (; argv[n] && n < ORD - 1; n++)
		ord[n] = strcmp(argv[n], "ID") == 0 && p->id ? strdup(p->id) : argv[n];
	ord[n] = NULL;
	setsid();
	int ind = open("/dev/null", O_RDONLY);
	if (chdir(p->mappe) != 0 || dup2(ind, 0) < 0 || dup2(fd, 1) < 0 || dup2(fejl[1], 2) < 0)
		_exit(127);
	for (int i = 3; i < 64; i++)
		close(i);
	setenv("LD_PRELOAD", p->svigt, 1);
	execv(ord[0], ord);
	_exit(127);
}

/* Both pipes until both are closed, or patience ends. */
static bool hoer(struct svar *s, int ud, int fejl)
{
	struct pollfd f[2] = {{.fd = ud, .events = POLLIN}, {.fd = fejl, .events = POLLIN}};
	struct buf *til[2] = {&s->ud, &s->fejl};
	char b[65536];
	while (f[0].fd >= 0 || f[1].fd >= 0) {
		if (poll(f, 2, TAALMOD_MS) <= 0)
			return false;
		for (int i = 0; i < 2; i++) {
			ssize_t n = f[i].revents ? read(f[i].fd, b, sizeof b) : -2;
			if (n > 0)
				buf_add(til[i], b, (size_t)n);
			else if (n != -2)
				f[i].fd = -1;
		}
	}
	return true;
}

void proces_koer(struct svar *s, const struct proces *p, char *const *argv, struct svigt_tavle *t)
{
	int ud[2], fejl[2], status = 0;
	char tavle[300];
	*s = (struct svar){.ud = BUF_TOM, .fejl = BUF_TOM};
	snprintf(tavle, sizeof tavle, "%s/../tavle", p->mappe);
	tavle_skriv(tavle, t);
	setenv("FEMTRIN_SVIGT", tavle, 1);
	if (pipe(ud) != 0 || pipe(fejl) != 0)
		doe("pipe");
	pid_t pid = fork();
	if (pid == 0)
		barn(p, argv, ud, fejl);
	close(ud[1]);
	close(fejl[1]);
	s->haenger = !hoer(s, ud[0], fejl[0]);
	if (s->haenger)
		kill(pid, SIGKILL);
	waitpid(pid, &status, 0);
	close(ud[0]);
	close(fejl[0]);
	s->kode = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
	if (t)
		tavle_laes(tavle, t);
}

void svar_done(struct svar *s)
{
	buf_done(&s->ud);
	buf_done(&s->fejl);
}

bool fil_laes(struct buf *b, const char *mappe, const char *fil)
{
	char sti[600], p[65536];
	snprintf(sti, sizeof sti, "%s/%s", mappe, fil);
	int fd = open(sti, O_RDONLY);
	for (ssize_t n; fd >= 0 && (n = read(fd, p, sizeof p)) > 0;)
		buf_add(b, p, (size_t)n);
	if (fd >= 0)
		close(fd);
	return fd >= 0;
}

static int slet(const char *sti, const struct stat *st, int flag, struct FTW *f)
{
	(void)st, (void)flag;
	return f->level > 0 ? remove(sti) : 0;
}

void mappe_toem(const char *mappe)
{
	nftw(mappe, slet, 8, FTW_DEPTH | FTW_PHYS);
}

void mappe_kopi(const char *fra, const char *til)
{
	mkdir(til, 0700);
	mappe_toem(til);
	DIR *d = opendir(fra);
	for (struct dirent *f; d && (f = readdir(d)) != NULL;) {
		struct buf b = BUF_TOM;
		char sti[600];
		if (f->d_name[0] == '.' || !fil_laes(&b, fra, f->d_name))
			continue;
		snprintf(sti, sizeof sti, "%s/%s", til, f->d_name);
		int fd = open(sti, O_WRONLY | O_CREAT | O_TRUNC, 0600);
		if (fd < 0 || write(fd, buf_str(&b), b.len) != (ssize_t)b.len)
			doe(sti);
		close(fd);
		buf_done(&b);
	}
	if (d)
		closedir(d);
}

bool mappe_ens(const char *a, const char *b, const char *fil)
{
	struct buf x = BUF_TOM, y = BUF_TOM;
	bool ens = fil_laes(&x, a, fil) == fil_laes(&y, b, fil) && x.len == y.len &&
		   (x.len == 0 || memcmp(buf_str(&x), buf_str(&y), x.len) == 0);
	buf_done(&x);
	buf_done(&y);
	return ens;
}
