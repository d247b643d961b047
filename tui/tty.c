#include "tui/tty.h"

#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "core/base/err.h"
#include "core/base/sprog.h"

static const char *const spoergsmaal[] = {
	[LAASOP_KODE] = N_("Adgangskode: "),
	[LAASOP_NY] = N_("Vælg en adgangskode til sagerne: "),
	[LAASOP_IGEN] = N_("Skriv adgangskoden igen: "),
	[LAASOP_LAGER] = N_("Brugerens adgangskode til kommunens lager: "),
};

static void vis(int fd, const char *s)
{
	if (write(fd, s, strlen(s)) < 0)
		return;               /* a prompt that cannot be seen can be answered all the same */
}

/* A character at a time: what is left over belongs to whoever reads next. -1: the
 * end, an interrupt, or too long. */
static int linje(int fd, char *ud, size_t plads)
{
	for (size_t n = 0; n < plads; n++) {
		if (read(fd, ud + n, 1) != 1)
			return -1;
		if (ud[n] == '\n' || ud[n] == '\r')
			return (int)n;
	}
	return -1;
}

static void afbrudt(int nr)
{
	(void)nr;
}

/* With the echo off. An interrupt ends the question, not the program: the
 * terminal must not be left without its echo. */
static int skjult(int fd, const char *hvad, char *ud, size_t plads)
{
	static const int signaler[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
	enum { ANTAL = sizeof signaler / sizeof *signaler };
	struct sigaction gamle[ANTAL], ny = {.sa_handler = afbrudt};
	struct termios foer, nu;
	if (tcgetattr(fd, &foer) != 0)
		return -1;
	for (int i = 0; i < ANTAL; i++)
		sigaction(signaler[i], &ny, &gamle[i]);
	nu = foer;
	nu.c_lflag &= ~(tcflag_t)ECHO;
	nu.c_lflag |= ICANON | ISIG | ECHONL;
	tcsetattr(fd, TCSAFLUSH, &nu);
	vis(fd, hvad);
	int n = linje(fd, ud, plads);
	tcsetattr(fd, TCSANOW, &foer);
	for (int i = 0; i < ANTAL; i++)
		sigaction(signaler[i], &gamle[i], NULL);
	return n;
}

int tty_spoerg(void *arg, enum laasop_hvad hvad, char *ud, size_t plads, struct err *e)
{
	(void)arg;
	int fd = open("/dev/tty", O_RDWR | O_CLOEXEC);
	if (fd < 0)
		return laasop_ingen(e);
	int n = skjult(fd, _(spoergsmaal[hvad]), ud, plads);
	const char *raad = n > 0 && hvad == LAASOP_NY ? laasop_raad(ud, (size_t)n) : NULL;
	if (raad) {
		vis(fd, raad);
		vis(fd, "\n");
	}
	close(fd);
	return n > 0 ? n : err_set(e, ERR_NOEGLE, _("der blev ikke givet nogen adgangskode"));
}
