#include "tui/loop.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <unistd.h>

#include "core/base/err.h"
#include "core/base/sprog.h"
#include "core/io/segl.h"
#include "tui/app.h"
#include "tui/signals.h"
#include "tui/term.h"
#include "tui/udveksling.h"

static void laeg_til_side(struct app *a)
{
	app_gem(a);
	term_suspend(app_term(a));
	app_tid(a);                      /* it may have been away for too long: locked, nothing is drawn */
}

static void igen(struct app *a)
{
	term_redraw(app_term(a));
	app_tid(a);
}

/* False: the program has to end now. */
static bool signaler(struct app *a, int fd)
{
	for (int nr; (nr = signals_naeste(fd)) != 0;) {
		if (nr == SIGWINCH)
			term_resize(app_term(a));
		else if (nr == SIGTSTP)
			laeg_til_side(a);
		else if (nr == SIGCONT)
			igen(a);
		else
			return false;
	}
	return true;
}

/* All that has come; false when the terminal is gone. */
static bool taster(struct app *a)
{
	char bytes[65536];
	ssize_t n = read(term_fd(app_term(a)), bytes, sizeof bytes);
	if (n > 0)
		app_bytes(a, bytes, (size_t)n);
	if (n > 0)
		segl_slet(bytes, (size_t)n);
	return n > 0 || (n < 0 && (errno == EINTR || errno == EAGAIN));
}

static bool runde(struct app *a, int sig)
{
	bool skriv;
	int vent = app_vent(a);
	struct pollfd p[3] = {{.fd = term_fd(app_term(a)), .events = POLLIN},
			      {.fd = sig, .events = POLLIN},
			      {.fd = udveksling_fd(a, &skriv)}};
	p[2].events = skriv ? POLLOUT : POLLIN;
	int n = poll(p, 3, vent);
	if (n < 0 && errno != EINTR)
		return false;
	if (n > 0 && p[1].revents && !signaler(a, sig))
		return false;
	if (n > 0 && p[0].revents && !taster(a))
		return false;
	if (n == 0 && vent != 0)
		app_stille(a);
	if (app_vil_stoppe(a))
		laeg_til_side(a);
	return true;
}

int loop_koer(struct app *a, struct err *e)
{
	int sig = signals_start();
	if (sig < 0)
		return err_set(e, ERR_FEJL, "%s", _("kan ikke lytte efter signaler"));
	app_tegn(a);
	while (!app_slut(a) && runde(a, sig)) {
		if (app_slut(a))
			break;
		app_tegn(a);
		if (app_vent(a) != 0)
			continue;
		/* Writing a draft waits for the disk: the key has been answered by now. */
		app_tid(a);
		app_tegn(a);
	}
	if (!app_vil_laase(a))
		app_gem(a);
	signals_slut(sig);
	return 0;
}
