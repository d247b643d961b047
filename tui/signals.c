#include "tui/signals.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <unistd.h>

static const int vore[] = {SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGCONT, SIGWINCH};

/* The one variable outside a function: a signal handler is given no argument. */
static volatile sig_atomic_t skriv_til = -1;

static void modtag(int nr)
{
	int husk = errno;
	unsigned char c = (unsigned char)nr;
	if (skriv_til >= 0 && write(skriv_til, &c, 1) < 0)
		errno = husk;         /* full: as many as anybody needs are on the way */
	errno = husk;
}

int signals_start(void)
{
	int roer[2];
	if (pipe(roer) < 0)
		return -1;
	for (int i = 0; i < 2; i++) {
		fcntl(roer[i], F_SETFL, O_NONBLOCK);
		fcntl(roer[i], F_SETFD, FD_CLOEXEC);
	}
	skriv_til = roer[1];
	struct sigaction s = {.sa_handler = modtag, .sa_flags = SA_RESTART};
	for (size_t i = 0; i < sizeof vore / sizeof *vore; i++)
		sigaction(vore[i], &s, NULL);
	struct sigaction ligeglad = {.sa_handler = SIG_IGN};
	sigaction(SIGPIPE, &ligeglad, NULL);
	return roer[0];
}

int signals_naeste(int fd)
{
	unsigned char c;
	return fd >= 0 && read(fd, &c, 1) == 1 ? c : 0;
}

void signals_slut(int fd)
{
	struct sigaction s = {.sa_handler = SIG_DFL};
	for (size_t i = 0; i < sizeof vore / sizeof *vore; i++)
		sigaction(vore[i], &s, NULL);
	if (skriv_til >= 0)
		close(skriv_til);
	skriv_til = -1;
	if (fd >= 0)
		close(fd);
}
