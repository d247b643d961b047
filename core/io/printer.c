#include "core/io/printer.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/base/sprog.h"

extern char **environ;

enum { SVAR_MAKS = 64 * 1024 };

/* A running program: what it is fed, what it answers. */
struct barn {
	pid_t pid;
	int ind, ud;             /* our ends; ind -1 when it gets nothing */
};

static void luk(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

static int roer(int fd[2])
{
	if (pipe(fd) < 0)
		return -1;
	for (int i = 0; i < 2; i++)
		fcntl(fd[i], F_SETFD, FD_CLOEXEC);
	return 0;
}

/* Starts argv with its input and output on pipes, its errors with its output.
 * 0, or an errno. */
static int start(struct barn *b, char *const argv[])
{
	int ind[2] = {-1, -1}, ud[2] = {-1, -1}, rc;
	posix_spawn_file_actions_t fa;
	if (roer(ind) < 0 || roer(ud) < 0) {
		rc = errno;
	} else {
		posix_spawn_file_actions_init(&fa);
		posix_spawn_file_actions_adddup2(&fa, ind[0], 0);
		posix_spawn_file_actions_adddup2(&fa, ud[1], 1);
		posix_spawn_file_actions_adddup2(&fa, ud[1], 2);
		rc = posix_spawnp(&b->pid, argv[0], &fa, NULL, argv, environ);
		posix_spawn_file_actions_destroy(&fa);
	}
	luk(&ind[0]);
	luk(&ud[1]);
	if (rc) {
		luk(&ind[1]);
		luk(&ud[0]);
	}
	b->ind = ind[1];
	b->ud = ud[0];
	return rc;
}

/* Feeds it everything; a reader that goes away early is no reason to die. */
static void giv(struct barn *b, const char *p, size_t n)
{
	struct sigaction foer, lad = {.sa_handler = SIG_IGN};
	sigaction(SIGPIPE, &lad, &foer);
	while (n) {
		ssize_t k = write(b->ind, p, n);
		if (k < 0 && errno == EINTR)
			continue;
		if (k <= 0)
			break;
		p += k;
		n -= (size_t)k;
	}
	luk(&b->ind);
	sigaction(SIGPIPE, &foer, NULL);
}

/* Its answer and its exit status. */
static int slut(struct barn *b, struct buf *svar)
{
	char p[4096];
	int status = 0;
	ssize_t k;
	while ((k = read(b->ud, p, sizeof(p))) > 0 || (k < 0 && errno == EINTR))
		if (k > 0 && svar->len < SVAR_MAKS)
			buf_add(svar, p, (size_t)k);
	luk(&b->ud);
	while (waitpid(b->pid, &status, 0) < 0 && errno == EINTR)
		;
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static int spoerg(struct buf *svar, const char *valg)
{
	char program[] = "lpstat", v[4];
	char *argv[] = {program, v, NULL};
	struct barn b;
	snprintf(v, sizeof(v), "%s", valg);
	if (start(&b, argv))
		return -1;
	luk(&b.ind);
	return slut(&b, svar);
}

static void tilfoej(struct printere *p, const char *s, size_t n)
{
	p->navne = mem_om(p->navne, (p->n + 1) * sizeof(*p->navne));
	p->navne[p->n++] = mem_tekst_n(s, n);
}

/* "system default destination: NAME"; the words before the colon are translated. */
static void find_standard(struct printere *p)
{
	struct buf svar = BUF_TOM;
	p->standard = p->n;
	const char *navn = spoerg(&svar, "-d") == 0 ? strrchr(buf_str(&svar), ':') : NULL;
	for (size_t i = 0; navn && i < p->n; i++) {
		size_t n = strlen(p->navne[i]), blank = 1 + strspn(navn + 1, " ");
		if (!strncmp(navn + blank, p->navne[i], n) &&
		    strspn(navn + blank + n, " \n") == strlen(navn + blank + n))
			p->standard = i;
	}
	buf_done(&svar);
}

void printere_find(struct printere *p)
{
	struct buf svar = BUF_TOM;
	*p = (struct printere){NULL, 0, 0};
	if (spoerg(&svar, "-e") == 0) {
		for (const char *s = buf_str(&svar); *s;) {
			size_t n = strcspn(s, "\n");
			if (n)
				tilfoej(p, s, n);
			s += n + (s[n] == '\n');
		}
	}
	buf_done(&svar);
	if (p->n)
		find_standard(p);
}

void printere_done(struct printere *p)
{
	for (size_t i = 0; i < p->n; i++)
		free(p->navne[i]);
	free(p->navne);
	*p = (struct printere){NULL, 0, 0};
}

int printer_udskriv(const struct udskrift *u, struct err *e)
{
	char kopier[8];
	struct buf svar = BUF_TOM;
	struct barn b;
	snprintf(kopier, sizeof(kopier), "%d", u->kopier);
	char *ord[] = {mem_tekst("lp"), mem_tekst("-d"), mem_tekst(u->printer), mem_tekst("-n"),
		       mem_tekst(kopier), mem_tekst("-t"), mem_tekst(u->titel), mem_tekst("-o"),
		       mem_tekst(u->tosidet ? "sides=two-sided-long-edge" : "sides=one-sided"), NULL};
	int rc = start(&b, ord);
	if (rc) {
		rc = err_set(e, ERR_FINDES_IKKE, _("Programmet lp kan ikke startes: %s."), strerror(rc));
		goto out;
	}
	giv(&b, u->pdf, u->n);
	if (slut(&b, &svar) != 0)
		rc = err_set(e, ERR_FEJL, _("Printeren %s tog ikke imod: %.*s"), u->printer,
			     (int)strcspn(buf_str(&svar), "\n"), buf_str(&svar));
out:
	for (size_t i = 0; ord[i]; i++)
		free(ord[i]);
	buf_done(&svar);
	return rc;
}
