/* The real program on a real (pseudo) terminal: what only the kernel and a shell
 * can show. Everything else about screens is tested without one. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/pty/terminal.h"

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
