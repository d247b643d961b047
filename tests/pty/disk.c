/* A disk that fails under the open program: what is typed stays on the screen, is said to be
 * there alone, and is stored when the disk is back. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/pty/terminal.h"

/* The program with a disk that fails while the file p->mappe/fejl is there. */
static void med_fejldisk(struct pty *p)
{
	mappe(p);
	koer(p, 24, 80, "FEJLDISK=\"$XDG_CONFIG_HOME/fejl\" ASAN_OPTIONS=verify_asan_link_order=0 "
			"LD_PRELOAD=\"$FEJLDISK_SO\" exec \"$FEMTRIN\"");
	ny_sag(p);
}

static void fejl(const struct pty *p, int nr)
{
	char sti[96];
	snprintf(sti, sizeof sti, "%s/fejl", p->mappe);
	if (nr == 0) {
		cr_assert_eq(unlink(sti), 0);
		return;
	}
	FILE *f = fopen(sti, "w");
	cr_assert_not_null(f);
	fprintf(f, "%d", nr);
	fclose(f);
}

/* What was typed is in the store of a program that dies now. */
static void er_gemt(struct pty *p, const char *tekst)
{
	kill(p->pid, SIGKILL);
	slut(p);
	findes_bagefter(p, tekst);
	ryd_op(p);
}

/* A note is typed on a disk that answers with this error; nothing takes it away. */
static void et_notat(int nr, const char *aarsag)
{
	struct pty p;
	med_fejldisk(&p);
	taster(&p, "\016");
	venter(&p, "Notat");
	fejl(&p, nr);
	taster(&p, "Borgeren siger noget");
	ses(&p, "Ikke gemt endnu");
	ses(&p, aarsag);
	taster(&p, "\033");
	ses(&p, "Borgeren siger noget");
	taster(&p, "\033[24~");
	ses(&p, "Ikke låst, for teksten er ikke gemt: ");
	taster(&p, ".\021");
	ses(&p, "^Q igen lukker uden at gemme");
	cr_assert_eq(waitpid(p.pid, NULL, WNOHANG), 0);
	fejl(&p, 0);
	ses(&p, "Nu er det hele gemt");
	er_gemt(&p, "Borgeren siger noget.");
}

Test(disk, a_full_disk_keeps_the_text_on_the_screen)
{
	et_notat(ENOSPC, "fuld");
}

Test(disk, a_disk_that_answers_with_errors_keeps_the_text_on_the_screen)
{
	et_notat(EIO, "disken svarer");
}

Test(disk, a_disk_that_became_read_only_keeps_the_text_on_the_screen)
{
	et_notat(EROFS, "disken svarer");
}

Test(disk, a_field_is_not_left_while_its_text_is_nowhere_else)
{
	struct pty p;
	med_fejldisk(&p);
	fejl(&p, ENOSPC);
	taster(&p, "\033" "1Nytnavn\t");
	ses(&p, "Ikke gemt endnu");
	taster(&p, "\t\t\033OS\033\033");
	ses(&p, "Nytnavn");
	fejl(&p, 0);
	ses(&p, "Nu er det hele gemt");
	er_gemt(&p, "Nytnavn");
}

Test(disk, a_choice_is_stored_when_the_disk_is_back)
{
	struct pty p;
	med_fejldisk(&p);
	taster(&p, "\0332");
	venter(&p, "Besøget");
	taster(&p, "\033[6~\033[6~\033[6~\033[6~");
	venter(&p, "Er overvejet");
	fejl(&p, EIO);
	taster(&p, "j");
	ses(&p, "Ikke gemt endnu");
	fejl(&p, 0);
	ses(&p, "Nu er det hele gemt");
	er_gemt(&p, "overvejet: ja");
}

Test(disk, to_close_without_the_text_has_to_be_asked_for_twice)
{
	struct pty p;
	med_fejldisk(&p);
	taster(&p, "\016");
	venter(&p, "Notat");
	fejl(&p, ENOSPC);
	taster(&p, "Borgeren siger noget");
	ses(&p, "Ikke gemt endnu");
	taster(&p, "\021");
	ses(&p, "^Q igen lukker uden at gemme");
	taster(&p, "\021");
	cr_assert(WIFEXITED(slut(&p)));
	ryd_op(&p);
}

Test(disk, a_disk_that_is_really_full_takes_the_text_when_there_is_room)
{
	struct pty p;
	char kommando[256];
	mappe(&p);
	if (mount("tmpfs", p.mappe, "tmpfs", 0, "size=2m") < 0) {
		ryd_op(&p);
		cr_skip("en lille disk kræver root");
	}
	femtrin(&p, 24, 80);
	ny_sag(&p);
	taster(&p, "\016");
	venter(&p, "Notat");
	snprintf(kommando, sizeof kommando, "cat /dev/zero >%s/fyld 2>/dev/null", p.mappe);
	cr_assert_neq(system(kommando), 0);
	taster(&p, "Borgeren siger noget");
	for (int i = 0; i < 200; i++)       /* more than the pages that are there already */
		taster(&p, "Lorem ipsum dolor sit amet, consectetur. ");
	ses(&p, "Ikke gemt endnu");
	snprintf(kommando, sizeof kommando, "%s/fyld", p.mappe);
	cr_assert_eq(unlink(kommando), 0);
	ses(&p, "Nu er det hele gemt");
	kill(p.pid, SIGKILL);
	slut(&p);
	findes_bagefter(&p, "Borgeren siger noget");
	umount(p.mappe);
	ryd_op(&p);
}

Test(disk, a_folder_that_is_moved_away_and_back_costs_nothing)
{
	struct pty p;
	char vaek[80];
	mappe(&p);
	femtrin(&p, 24, 80);
	ny_sag(&p);
	taster(&p, "\016");
	venter(&p, "Notat");
	snprintf(vaek, sizeof vaek, "%s-vaek", p.mappe);
	cr_assert_eq(rename(p.mappe, vaek), 0);
	taster(&p, "Borgeren siger noget");
	ses(&p, "Ikke gemt endnu");
	ses(&p, "flyttet eller fjernet");
	taster(&p, "\033[24~");
	ses(&p, "Ikke låst, for teksten er ikke gemt: ");
	cr_assert_eq(rename(vaek, p.mappe), 0);
	ses(&p, "Nu er det hele gemt");
	er_gemt(&p, "Borgeren siger noget");
}
