#include "tests/pty/terminal.h"

#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

void miljoe(const char *mappe, const char *store)
{
	setenv("TERM", "xterm-256color", 1);
	setenv("FEMTRIN_DATA", getenv("SOURCE"), 1);
	setenv("XDG_CONFIG_HOME", mappe, 1);
	setenv("FEMTRIN_STORE", store, 1);
	setenv("PS1", "klar> ", 1);
	unsetenv("LANG");
	unsetenv("LC_ALL");
}

void koer(struct pty *p, int h, int w, const char *kommando)
{
	struct winsize ws = {.ws_row = (unsigned short)h, .ws_col = (unsigned short)w};
	p->pid = forkpty(&p->fd, NULL, NULL, &ws);
	cr_assert_geq(p->pid, 0);
	if (p->pid == 0) {
		miljoe(p->mappe, p->store);
		execl("/bin/sh", "sh", "-c", kommando, (char *)NULL);
		_exit(127);
	}
}

void femtrin(struct pty *p, int h, int w)
{
	buf_ryd(&p->ud);
	koer(p, h, w, "exec \"$FEMTRIN\"");
}

void mappe(struct pty *p)
{
	*p = (struct pty){0};
	snprintf(p->mappe, sizeof p->mappe, "/tmp/femtrin-pty-XXXXXX");
	cr_assert_not_null(mkdtemp(p->mappe));
	snprintf(p->store, sizeof p->store, "%s/store.db", p->mappe);
}

bool kommer(struct pty *p, const char *tekst)
{
	struct pollfd f = {.fd = p->fd, .events = POLLIN};
	while (!strstr(buf_str(&p->ud), tekst)) {
		char b[4096];
		ssize_t n = poll(&f, 1, 10000) > 0 ? read(p->fd, b, sizeof b) : 0;
		if (n <= 0)
			return false;
		buf_add(&p->ud, b, (size_t)n);
	}
	return true;
}

bool staar(struct pty *p, const char *tekst)
{
	struct pollfd f = {.fd = p->fd, .events = POLLIN};
	for (int gang = 0; gang < 160; gang++) {
		char b[16384];
		buf_ryd(&p->ud);
		kill(p->pid, SIGCONT);
		for (ssize_t n = 1; n > 0 && poll(&f, 1, 60) > 0;) {
			n = read(p->fd, b, sizeof b);
			if (n > 0)
				buf_add(&p->ud, b, (size_t)n);
		}
		if (strstr(buf_str(&p->ud), tekst))
			return true;
	}
	return false;
}

void taster(struct pty *p, const char *s)
{
	buf_ryd(&p->ud);
	cr_assert_eq(write(p->fd, s, strlen(s)), (ssize_t)strlen(s));
}

int slut(struct pty *p)
{
	int status;
	struct pollfd f = {.fd = p->fd, .events = POLLIN};
	char b[4096];
	while (poll(&f, 1, 10000) > 0) {
		ssize_t n = read(p->fd, b, sizeof b);
		if (n <= 0)
			break;
		buf_add(&p->ud, b, (size_t)n);
	}
	waitpid(p->pid, &status, 0);
	close(p->fd);
	return status;
}

void ryd_op(struct pty *p)
{
	char kommando[128];
	snprintf(kommando, sizeof kommando, "rm -rf '%s'", p->mappe);
	cr_assert_eq(system(kommando), 0);
	buf_done(&p->ud);
}

void ny_sag(struct pty *p)
{
	venter(p, " sager");
	taster(p, "\033OR");
	venter(p, "navn:");
	taster(p, "Demo Borger\r");
	venter(p, "CPR-nummer");
}

void findes_bagefter(struct pty *p, const char *tekst)
{
	char kommando[512];
	femtrin(p, 24, 80);
	venter(p, "Demo Borger");
	taster(p, "\021");
	slut(p);
	miljoe(p->mappe, p->store);
	snprintf(kommando, sizeof kommando,
		 "\"$FEMTRIN\" export $(\"$FEMTRIN\" list --json | "
		 "grep -o '[0-9a-f]\\{8\\}-[0-9a-f-]*' | head -1) | grep -qF '%s'",
		 tekst);
	cr_assert_eq(system(kommando), 0, "findes ikke: %s", tekst);
}

void femtrin_spoerger(struct pty *p)
{
	buf_ryd(&p->ud);
	koer(p, 24, 80, "unset FEMTRIN_PASSPHRASE_FILE; exec \"$FEMTRIN\"");
}
