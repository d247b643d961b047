#define _GNU_SOURCE
/* Locking, on a real terminal: what is left of the program when it is locked. */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/mem.h"
#include "tests/pty/terminal.h"

#define KODE "demo kasket vindue hest"
#define LAAS "\033[24~"

static void ny_adgangskode(struct pty *p)
{
	mappe(p);
	femtrin_spoerger(p);
	venter(p, "Adgangskode");
	taster(p, KODE "\r" KODE "\r");
	ny_sag(p);
}

static void laas(struct pty *p)
{
	taster(p, LAAS);
	venter(p, "Adgangskode");
}

enum { BID = 1 << 20 };
#define SKYGGE (1UL << 36)            /* a map of this size is the sanitizer's own */

/* A match that lies over two bites is read again with the second. */
static int i_kort(int fd, unsigned long fra, unsigned long til, const char *tekst)
{
	static char b[BID];
	size_t l = strlen(tekst);
	int gange = 0;
	for (unsigned long p = fra; p < til; p += BID - l + 1) {
		ssize_t n = pread(fd, b, til - p < BID ? til - p : BID, (off_t)p);
		for (char *q = b; n > 0 && (q = memmem(q, (size_t)(b + n - q), tekst, l)); q++)
			gange++;
	}
	return gange;
}

/* How often the text stands in the memory of the process. */
static int i_hukommelsen(pid_t pid, const char *tekst)
{
	char sti[64], linje[512];
	int gange = 0;
	snprintf(sti, sizeof sti, "/proc/%d/maps", (int)pid);
	FILE *kort = fopen(sti, "r");
	snprintf(sti, sizeof sti, "/proc/%d/mem", (int)pid);
	int fd = open(sti, O_RDONLY);
	if (!kort || fd < 0)
		cr_skip("andres hukommelse kan kun root læse");
	while (fgets(linje, sizeof linje, kort)) {
		unsigned long fra, til;
		char ret[8];
		if (sscanf(linje, "%lx-%lx %7s", &fra, &til, ret) == 3 && ret[1] == 'w' &&
		    til - fra < SKYGGE)
			gange += i_kort(fd, fra, til, tekst);
	}
	fclose(kort);
	close(fd);
	return gange;
}

static bool fil_har(pid_t pid, const char *fil, const char *tekst)
{
	char sti[64], b[8192];
	snprintf(sti, sizeof sti, "/proc/%d/%s", (int)pid, fil);
	int fd = open(sti, O_RDONLY);
	ssize_t n = fd < 0 ? 0 : read(fd, b, sizeof b);
	close(fd);
	return n > 0 && memmem(b, (size_t)n, tekst, strlen(tekst));
}

Test(laas, it_asks_locks_and_comes_back_to_the_same_place)
{
	struct pty p;
	ny_adgangskode(&p);
	taster(&p, "\016");
	venter(&p, "Notat");
	taster(&p, "Borgeren siger");
	venter(&p, "Borgeren siger");
	laas(&p);
	char *skaermen = strrchr(buf_str(&p.ud), 'h');
	cr_assert_not_null(skaermen);
	cr_assert_null(strstr(buf_str(&p.ud), "Demo Borger"));
	cr_assert_null(strstr(buf_str(&p.ud), "siger"));
	taster(&p, "forkert\r");
	venter(&p, "ikke den rigtige");
	taster(&p, KODE "\r");
	venter(&p, "Borgeren siger");
	laas(&p);
	taster(&p, KODE "\r");
	venter(&p, "Borgeren siger");
	taster(&p, " noget\033");
	venter(&p, "gemt");
	kill(p.pid, SIGKILL);
	slut(&p);
	findes_bagefter(&p, "Borgeren siger noget");
	ryd_op(&p);
}

Test(laas, nothing_typed_is_left_in_the_memory_of_the_locked_program)
{
	struct pty p;
	ny_adgangskode(&p);
	taster(&p, "\016");
	venter(&p, "Notat");
	taster(&p, "Xylofonmager");
	venter(&p, "Xylofonmager");
	cr_assert_gt(i_hukommelsen(p.pid, "Xylofonmager"), 0, "the search itself finds it");
	cr_assert_gt(i_hukommelsen(p.pid, "Demo Borger"), 0);
	laas(&p);
	cr_assert_eq(i_hukommelsen(p.pid, "Xylofonmager"), 0);
	cr_assert_eq(i_hukommelsen(p.pid, "Demo Borger"), 0);
	cr_assert_eq(i_hukommelsen(p.pid, KODE), 0);
	static const char *const filer[] = {"cmdline", "environ"};
	for (int i = 0; i < 2; i++) {
		cr_assert_not(fil_har(p.pid, filer[i], "Xylofonmager"));
		cr_assert_not(fil_har(p.pid, filer[i], "Demo"));
		cr_assert_not(fil_har(p.pid, filer[i], KODE));
	}
	taster(&p, "\021");
	cr_assert(WIFEXITED(slut(&p)));
	ryd_op(&p);
}

Test(laas, a_kill_while_it_is_locked_costs_neither_text_nor_place)
{
	struct pty p;
	ny_adgangskode(&p);
	taster(&p, "\016");
	venter(&p, "Notat");
	taster(&p, "Borgeren siger");
	venter(&p, "Borgeren siger");
	laas(&p);
	kill(p.pid, SIGKILL);
	slut(&p);
	femtrin_spoerger(&p);
	venter(&p, "Adgangskode");
	taster(&p, KODE "\r");
	venter(&p, "Notat");
	venter(&p, "Borgeren siger");
	taster(&p, " noget\021");
	slut(&p);
	findes_bagefter(&p, "Borgeren siger noget");
	ryd_op(&p);
}

Test(laas, a_store_that_is_gone_when_it_is_unlocked_is_not_made_anew)
{
	struct pty p;
	char vaek[80];
	ny_adgangskode(&p);
	laas(&p);
	snprintf(vaek, sizeof vaek, "%s-vaek", p.mappe);
	cr_assert_eq(rename(p.mappe, vaek), 0);
	taster(&p, KODE "\r");
	venter(&p, "der er ingen sagsfil");
	cr_assert_neq(access(p.store, F_OK), 0);
	cr_assert_eq(rename(vaek, p.mappe), 0);
	taster(&p, KODE "\r");
	venter(&p, "CPR-nummer");
	taster(&p, "\021");
	slut(&p);
	ryd_op(&p);
}

Test(laas, a_terminal_without_a_second_screen_is_wiped_line_by_line)
{
	struct pty p;
	mappe(&p);
	koer(&p, 24, 80, "TERM=linux exec \"$FEMTRIN\"");
	ny_sag(&p);
	taster(&p, "\021");
	slut(&p);
	for (int y = 1; y <= 24; y++) {
		char linje[32];
		snprintf(linje, sizeof linje, "\033[%d;1H\033[K", y);
		cr_assert_not_null(strstr(buf_str(&p.ud), linje), "linje %d", y);
	}
	ryd_op(&p);
}

Test(laas, it_leaves_no_core_and_may_not_be_looked_into)
{
	struct pty p;
	mappe(&p);
	femtrin(&p, 24, 80);
	ny_sag(&p);
	cr_assert(fil_har(p.pid, "limits", "Max core file size        0                    0"));
	taster(&p, "\021");
	slut(&p);
	ryd_op(&p);
}
