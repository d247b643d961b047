/* The real program on a real (pseudo) terminal: what only the kernel and a shell
 * can show. Everything else about screens is tested without one. */
#include <criterion/criterion.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/buf.h"

struct pty {
	pid_t pid;
	int fd;
	struct buf ud;                   /* all that came since the last key */
	char mappe[64];
	char store[96];
};

static void miljoe(const char *mappe, const char *store)
{
	setenv("TERM", "xterm-256color", 1);
	setenv("FEMTRIN_DATA", getenv("SOURCE"), 1);
	setenv("XDG_CONFIG_HOME", mappe, 1);
	setenv("FEMTRIN_STORE", store, 1);
	setenv("PS1", "klar> ", 1);
	unsetenv("LANG");
	unsetenv("LC_ALL");
}

static void koer(struct pty *p, int h, int w, const char *kommando)
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

static void femtrin(struct pty *p, int h, int w)
{
	buf_ryd(&p->ud);
	koer(p, h, w, "exec \"$FEMTRIN\"");
}

static void mappe(struct pty *p)
{
	*p = (struct pty){0};
	snprintf(p->mappe, sizeof p->mappe, "/tmp/femtrin-pty-XXXXXX");
	cr_assert_not_null(mkdtemp(p->mappe));
	snprintf(p->store, sizeof p->store, "%s/store.db", p->mappe);
}

/* Reads until the text has come; false after ten seconds or at the end. */
static bool kommer(struct pty *p, const char *tekst)
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

#define venter(p, tekst) \
	cr_assert(kommer(p, tekst), "kom ikke: %s\n%s", tekst, buf_str(&(p)->ud))

static void taster(struct pty *p, const char *s)
{
	buf_ryd(&p->ud);
	cr_assert_eq(write(p->fd, s, strlen(s)), (ssize_t)strlen(s));
}

static int slut(struct pty *p)
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

static void ryd_op(struct pty *p)
{
	char kommando[128];
	snprintf(kommando, sizeof kommando, "rm -rf '%s'", p->mappe);
	cr_assert_eq(system(kommando), 0);
	buf_done(&p->ud);
}

static void ny_sag(struct pty *p)
{
	venter(p, "ny sag");
	taster(p, "\033OR");
	venter(p, "navn:");
	taster(p, "Demo Borger\r");
	venter(p, "CPR-nummer");
}

/* Opens and closes the program once more; then the export has the text. */
static void findes_bagefter(struct pty *p, const char *tekst)
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

Test(program, it_gives_the_terminal_back_when_it_is_closed)
{
	struct pty p;
	mappe(&p);
	femtrin(&p, 24, 80);
	venter(&p, "\033[?1049h");
	venter(&p, "ny sag");
	taster(&p, "\021");
	int status = slut(&p);
	cr_assert(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	cr_assert(strstr(buf_str(&p.ud), "\033[?1049l"));
	cr_assert(strstr(buf_str(&p.ud), "\033[?2004l"));
	ryd_op(&p);
}

Test(program, a_kill_in_the_middle_of_a_note_costs_a_second_at_most)
{
	struct pty p;
	mappe(&p);
	femtrin(&p, 24, 80);
	ny_sag(&p);
	taster(&p, "\016");
	venter(&p, "Notat");
	taster(&p, "Borgeren kan ikke");
	sleep(2);
	kill(p.pid, SIGKILL);
	slut(&p);
	findes_bagefter(&p, "Borgeren kan ikke");
	ryd_op(&p);
}

Test(program, a_lost_terminal_loses_no_typing)
{
	struct pty p;
	int status;
	mappe(&p);
	femtrin(&p, 24, 80);
	ny_sag(&p);
	taster(&p, "\016");
	venter(&p, "Notat");
	taster(&p, "Lige skrevet");
	venter(&p, "skrevet");
	close(p.fd);                     /* the kernel hangs up */
	waitpid(p.pid, &status, 0);
	cr_assert(WIFEXITED(status), "%x", (unsigned)status);
	findes_bagefter(&p, "Lige skrevet");
	ryd_op(&p);
}

Test(program, a_wish_to_end_is_met_with_the_terminal_given_back)
{
	struct pty p;
	mappe(&p);
	femtrin(&p, 24, 80);
	ny_sag(&p);
	kill(p.pid, SIGTERM);
	int status = slut(&p);
	cr_assert(WIFEXITED(status));
	cr_assert(strstr(buf_str(&p.ud), "\033[?1049l"));
	ryd_op(&p);
}

Test(program, a_fault_gives_the_terminal_back_and_is_seen_as_one)
{
	struct pty p;
	mappe(&p);
	femtrin(&p, 24, 80);
	ny_sag(&p);
	kill(p.pid, SIGILL);
	int status = slut(&p);
	cr_assert(WIFSIGNALED(status) && WTERMSIG(status) == SIGILL);
	cr_assert(strstr(buf_str(&p.ud), "\033[?1049l"));
	ryd_op(&p);
}

Test(program, control_z_stops_it_and_fg_brings_it_back)
{
	struct pty p;
	mappe(&p);
	koer(&p, 24, 80, "exec bash --norc --noprofile -i");
	venter(&p, "klar> ");
	taster(&p, "\"$FEMTRIN\"\n");
	ny_sag(&p);
	taster(&p, "\032");
	venter(&p, "\033[?1049l");
	venter(&p, "klar> ");
	taster(&p, "stty -a | tr ' ' '\\n' | grep -x icanon; echo s$((40+2))\n");
	venter(&p, "s42");
	cr_assert(strstr(buf_str(&p.ud), "icanon\r"), "%s", buf_str(&p.ud));
	taster(&p, "fg\n");
	venter(&p, "CPR-nummer");
	taster(&p, "\021");
	venter(&p, "klar> ");
	taster(&p, "exit\n");
	slut(&p);
	ryd_op(&p);
}

Test(program, a_new_size_is_drawn_at_once_and_the_smallest_is_usable)
{
	struct pty p;
	mappe(&p);
	femtrin(&p, 24, 80);
	ny_sag(&p);
	struct winsize ws = {.ws_row = 5, .ws_col = 20};
	buf_ryd(&p.ud);
	ioctl(p.fd, TIOCSWINSZ, &ws);
	venter(&p, "Navn");
	ws = (struct winsize){.ws_row = 40, .ws_col = 120};
	buf_ryd(&p.ud);
	ioctl(p.fd, TIOCSWINSZ, &ws);
	venter(&p, "CPR-nummer");
	taster(&p, "\021");
	cr_assert(WIFEXITED(slut(&p)));
	ryd_op(&p);
}

Test(program, without_a_terminal_it_says_so_in_a_sentence)
{
	struct pty p;
	mappe(&p);
	miljoe(p.mappe, p.store);
	cr_assert_eq(system("\"$FEMTRIN\" </dev/null 2>&1 | grep -q 'femtrin: .*--plain'"), 0);
	ryd_op(&p);
}

Test(program, an_unknown_terminal_is_named)
{
	struct pty p;
	mappe(&p);
	koer(&p, 24, 80, "TERM=findes-ikke exec \"$FEMTRIN\"");
	venter(&p, "findes-ikke");
	cr_assert_eq(WEXITSTATUS(slut(&p)), 1);
	ryd_op(&p);
}

/* Without a passphrase file the screen asks. */
static void femtrin_spoerger(struct pty *p)
{
	buf_ryd(&p->ud);
	koer(p, 24, 80, "unset FEMTRIN_PASSPHRASE_FILE; exec \"$FEMTRIN\"");
}

Test(program, a_second_one_is_refused_before_it_asks_and_told_who_has_the_store)
{
	struct pty p, q;
	char hvem[64], kommando[400];
	mappe(&p);
	femtrin(&p, 24, 80);
	ny_sag(&p);
	q = p;
	q.ud = (struct buf)BUF_TOM;
	femtrin_spoerger(&q);
	snprintf(hvem, sizeof hvem, "proces %d, bruger ", (int)p.pid);
	venter(&q, hvem);
	cr_assert_eq(WEXITSTATUS(slut(&q)), 4);
	cr_assert_null(strstr(buf_str(&q.ud), "Adgangskode"));
	buf_done(&q.ud);
	miljoe(p.mappe, p.store);
	snprintf(kommando, sizeof kommando,
		 "\"$FEMTRIN\" list 2>&1 </dev/null | grep -qF '%s'", hvem);
	cr_assert_eq(system(kommando), 0, "%s", hvem);
	cr_assert_eq(WEXITSTATUS(system("\"$FEMTRIN\" list >/dev/null 2>&1 </dev/null")), 4);
	taster(&p, "\021");
	slut(&p);
	cr_assert_eq(system("\"$FEMTRIN\" list >/dev/null 2>&1 </dev/null"), 0);
	ryd_op(&p);
}

Test(program, it_asks_locks_and_comes_back_to_the_same_place)
{
	struct pty p;
	mappe(&p);
	femtrin_spoerger(&p);
	venter(&p, "Adgangskode");
	taster(&p, "hest kasket vindue\r");
	taster(&p, "hest kasket vindue\r");
	venter(&p, "0 sager");
	taster(&p, "\033[2~");
	venter(&p, "navn:");
	taster(&p, "Demo Borger\r");
	venter(&p, "CPR-nummer");
	taster(&p, "\016Borgeren siger");
	venter(&p, "Borgeren siger");
	taster(&p, "\033[24~");
	venter(&p, "\033[?1049h");
	venter(&p, "Enter");
	cr_assert_null(strstr(buf_str(&p.ud), "Demo Borger"));
	cr_assert_null(strstr(buf_str(&p.ud), "siger"));
	taster(&p, "forkert\r");
	venter(&p, "ikke den rigtige");
	taster(&p, "hest kasket vindue\r");
	venter(&p, "Borgeren siger");
	taster(&p, "\033");
	venter(&p, "gemt");
	kill(p.pid, SIGKILL);
	slut(&p);
	femtrin_spoerger(&p);
	venter(&p, "Adgangskode");
	taster(&p, "hest kasket vindue\r");
	venter(&p, "Demo Borger");
	taster(&p, "\021");
	slut(&p);
	ryd_op(&p);
}

/* How far into a file it may write; the text is kept on the screen as on a full disk. */
static void graense(const struct pty *p, const char *bytes)
{
	char kommando[96];
	snprintf(kommando, sizeof kommando, "prlimit --pid %d --fsize=%s:", (int)p->pid, bytes);
	cr_assert_eq(system(kommando), 0);
}

Test(program, text_is_kept_on_the_screen_till_the_disk_takes_it)
{
	struct pty p;
	mappe(&p);
	koer(&p, 24, 80, "trap '' XFSZ; exec \"$FEMTRIN\"");
	ny_sag(&p);
	taster(&p, "\016");
	venter(&p, "Notat");
	graense(&p, "100");
	taster(&p, "Borgeren siger noget");
	venter(&p, "Ikke gemt endnu");
	taster(&p, "\033\033\021");
	venter(&p, "Ikke gemt endnu");
	graense(&p, "unlimited");
	venter(&p, "det hele gemt");
	kill(p.pid, SIGKILL);
	slut(&p);
	findes_bagefter(&p, "Borgeren siger noget");
	ryd_op(&p);
}

Test(program, a_folder_that_is_moved_away_costs_nothing)
{
	struct pty p;
	char vaek[80];
	mappe(&p);
	femtrin(&p, 24, 80);
	ny_sag(&p);
	snprintf(vaek, sizeof vaek, "%s-vaek", p.mappe);
	cr_assert_eq(rename(p.mappe, vaek), 0);
	taster(&p, "\016Borgeren siger noget");
	venter(&p, "noget");
	taster(&p, "\033");
	venter(&p, "gemt");
	taster(&p, "\021");
	slut(&p);
	cr_assert_eq(rename(vaek, p.mappe), 0);
	findes_bagefter(&p, "Borgeren siger noget");
	ryd_op(&p);
}
