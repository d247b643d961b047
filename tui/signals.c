#include "tui/signals.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <termios.h>
#include <unistd.h>

static const int vore[] = {SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGCONT, SIGWINCH};

static const int doedelige[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};

/* The only variables outside a function: a signal handler is given no argument. */
static volatile sig_atomic_t skriv_til = -1;
static struct termios foer_start;
static bool kendt_terminal;

/* A fault in the program: what is in the store is safe; the terminal is given back
 * with bytes that every one of them knows, then the fault takes its course. */
static void doed(int nr)
{
	static const char giv_tilbage[] =
		"\033[?1006l\033[?1000l\033[?2004l\033[0m\033[?25h\033[?1049l\r\n";
	if (write(STDOUT_FILENO, giv_tilbage, sizeof giv_tilbage - 1) > 0 && kendt_terminal)
		tcsetattr(STDIN_FILENO, TCSANOW, &foer_start);
	signal(nr, SIG_DFL);
	raise(nr);
}

/* Not where a tool that looks for faults has taken the signal. */
static void paa_doed(void)
{
	struct sigaction nu, vor = {.sa_handler = doed};
	for (size_t i = 0; i < sizeof doedelige / sizeof *doedelige; i++)
		if (sigaction(doedelige[i], NULL, &nu) == 0 && nu.sa_handler == SIG_DFL)
			sigaction(doedelige[i], &vor, NULL);
}

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
	paa_doed();
	struct sigaction ligeglad = {.sa_handler = SIG_IGN};
	sigaction(SIGPIPE, &ligeglad, NULL);
	return roer[0];
}

void signals_husk_terminal(void)
{
	kendt_terminal = tcgetattr(STDIN_FILENO, &foer_start) == 0;
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
