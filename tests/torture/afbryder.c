#define _DEFAULT_SOURCE   /* MAP_ANONYMOUS */
#include "tests/torture/afbryder.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { FORBINDELSER = 40, STYKKE = 16384 };

struct tlspost {                  /* where in a record one way is */
	int spring;               /* bytes before the first: the question whether TLS is spoken */
	int hoved, rest;
};

struct retning {
	char data[STYKKE];
	size_t n, maks, sendt;    /* read, of that may go on, has gone on */
	struct tlspost tls;
};

struct forbindelse {
	int fd[2];                /* the laptop's, the server's; -1 free */
	struct retning r[2];
	bool tavs, haardt;
};

static struct forbindelse alle[FORBINDELSER];

/* ---------------------------------------------------------------- the board */

void afbryder_nulstil(struct afbryder *a)
{
	atomic_store(&a->hvad, AFBRYDER_INTET);
	atomic_store(&a->poster, false);
	atomic_store(&a->faldet, false);
	for (int i = 0; i < 2; i++) {
		atomic_store(&a->bytes[i], 0);
		atomic_store(&a->tls[i], 0);
	}
}

void afbryder_om(struct afbryder *a, enum afbryder_hvad hvad, enum afbryder_vej vej,
		 long long efter)
{
	atomic_store(&a->vej, vej);
	atomic_store(&a->efter, atomic_load(&a->bytes[vej]) + efter);
	atomic_store(&a->hvad, hvad);
}

void afbryder_alle(struct afbryder *a)
{
	atomic_fetch_add(&a->slip, 1);
}

/* ---------------------------------------------------------------- the process */

static void nonblocking(int fd)
{
	fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
}

static void shut(struct forbindelse *f, bool haardt)
{
	struct linger l = {1, 0};
	for (int i = 0; i < 2; i++) {
		if (haardt)
			setsockopt(f->fd[i], SOL_SOCKET, SO_LINGER, &l, sizeof l);
		close(f->fd[i]);
		f->fd[i] = -1;
	}
}

static void take_in(const struct afbryder *a)
{
	int fd = accept(a->lytter, NULL, NULL);
	struct forbindelse *f = alle;
	if (fd < 0)
		return;
	while (f < alle + FORBINDELSER && f->fd[0] >= 0)
		f++;
	int til = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	struct sockaddr_in s = {.sin_family = AF_INET, .sin_port = htons((uint16_t)a->maal),
				.sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	if (atomic_load(&a->lukket) || f == alle + FORBINDELSER || til < 0 ||
	    connect(til, (struct sockaddr *)&s, sizeof s) != 0) {
		close(fd);
		if (til >= 0)
			close(til);
		return;
	}
	nonblocking(fd);
	nonblocking(til);
	*f = (struct forbindelse){.fd = {fd, til}};
	f->r[AFBRYDER_OP].tls.spring = 8;
	f->r[AFBRYDER_NED].tls.spring = 1;
}

/* One byte further; true: a record is whole with it. */
static bool record_ends(struct tlspost *t, unsigned char c)
{
	if (t->spring > 0) {
		t->spring--;
	} else if (t->hoved < 5) {
		t->hoved++;
		t->rest = t->hoved == 4 ? c << 8 : t->hoved == 5 ? t->rest | c : 0;
	} else if (--t->rest == 0) {
		t->hoved = 0;
		return true;
	}
	return false;
}

static bool reached(struct afbryder *a, int vej)
{
	if (atomic_load(&a->hvad) == AFBRYDER_INTET || atomic_load(&a->vej) != vej)
		return false;
	return atomic_load(&a->efter) <= (atomic_load(&a->poster) ? atomic_load(&a->tls[vej])
								  : atomic_load(&a->bytes[vej]));
}

/* How much of what came may go on: what is counted is passed on. */
static size_t allowed(struct afbryder *a, struct retning *r, int vej)
{
	size_t i = 0;
	for (; i < r->n && !reached(a, vej); i++) {
		atomic_fetch_add(&a->bytes[vej], 1);
		if (record_ends(&r->tls, (unsigned char)r->data[i]))
			atomic_fetch_add(&a->tls[vej], 1);
	}
	return i;
}

/* The byte that was not to go on is here. false: this connection is over. */
static bool cut(struct afbryder *a, struct forbindelse *f)
{
	atomic_store(&a->faldet, true);
	f->tavs = atomic_load(&a->hvad) == AFBRYDER_TAVS;
	f->haardt = atomic_load(&a->hvad) == AFBRYDER_RST;
	return f->tavs;
}

/* false: this connection is over. */
static bool pass_on(struct afbryder *a, struct forbindelse *f, int vej)
{
	struct retning *r = &f->r[vej];
	if (r->sendt == r->maks) {
		ssize_t n = read(f->fd[vej], r->data, sizeof r->data);
		if (n <= 0)
			return n < 0 && errno == EAGAIN;
		if (f->tavs)
			return true;
		r->n = (size_t)n;
		r->sendt = 0;
		r->maks = allowed(a, r, vej);
	}
	while (r->sendt < r->maks) {
		ssize_t n =
			send(f->fd[1 - vej], r->data + r->sendt, r->maks - r->sendt, MSG_NOSIGNAL);
		if (n < 0)
			return errno == EAGAIN;
		r->sendt += (size_t)n;
	}
	return r->maks == r->n || cut(a, f);
}

/* What is waited for in one of the two: the silent one's laptop may still hang up. */
static short wanted(const struct forbindelse *f, int ende)
{
	if (f->tavs)
		return ende == 0 ? POLLIN : 0;
	const struct retning *ud = &f->r[1 - ende], *ind = &f->r[ende];
	return (short)((ud->sendt < ud->maks ? POLLOUT : 0) |
		       (ind->sendt == ind->maks ? POLLIN : 0));
}

static void serve(struct afbryder *a, struct forbindelse *f, const struct pollfd *p)
{
	bool godt = true;
	if (f->tavs) {
		f->r[0].sendt = f->r[0].maks;
		if (p[0].revents)
			godt = pass_on(a, f, 0);
	} else {
		for (int vej = 0; godt && vej < 2 && !f->tavs; vej++)
			if (p[vej].revents & (POLLIN | POLLHUP | POLLERR) ||
			    p[1 - vej].revents & POLLOUT)
				godt = pass_on(a, f, vej);
	}
	if (!godt)
		shut(f, f->haardt);
}

static void one_round(struct afbryder *a)
{
	struct pollfd p[1 + 2 * FORBINDELSER];
	p[0] = (struct pollfd){.fd = a->lytter, .events = POLLIN};
	for (int i = 0; i < FORBINDELSER; i++)
		for (int k = 0; k < 2; k++)
			p[1 + 2 * i + k] =
				(struct pollfd){.fd = alle[i].fd[k], .events = wanted(&alle[i], k)};
	if (poll(p, sizeof p / sizeof *p, 20) < 0)
		return;
	for (int i = 0; i < FORBINDELSER; i++)
		if (alle[i].fd[0] >= 0)
			serve(a, &alle[i], &p[1 + 2 * i]);
	if (p[0].revents)
		take_in(a);
}

static void run(struct afbryder *a)
{
	long long slip = 0;
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	for (int i = 0; i < FORBINDELSER; i++)
		alle[i].fd[0] = alle[i].fd[1] = -1;
	for (;;) {
		one_round(a);
		if (slip == atomic_load(&a->slip))
			continue;
		slip = atomic_load(&a->slip);
		for (int i = 0; i < FORBINDELSER; i++)
			if (alle[i].fd[0] >= 0)
				shut(&alle[i], slip % 2);
	}
}

struct afbryder *afbryder_ny(int maal)
{
	struct afbryder *a =
		mmap(NULL, sizeof *a, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	struct sockaddr_in s = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	socklen_t n = sizeof s;
	if (a == MAP_FAILED)
		return NULL;
	a->maal = maal;
	a->lytter = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (bind(a->lytter, (struct sockaddr *)&s, n) != 0 || listen(a->lytter, 64) != 0 ||
	    getsockname(a->lytter, (struct sockaddr *)&s, &n) != 0)
		return NULL;
	a->port = ntohs(s.sin_port);
	pid_t proces = fork();   /* the board is the child's too: it must not write there */
	if (proces == 0) {
		run(a);
		_exit(0);
	}
	a->proces = proces;
	close(a->lytter);
	return a;
}

void afbryder_free(struct afbryder *a)
{
	if (!a)
		return;
	kill((pid_t)a->proces, SIGKILL);
	waitpid((pid_t)a->proces, NULL, 0);
	munmap(a, sizeof *a);
}
