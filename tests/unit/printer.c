#include "core/io/printer.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/err.h"

static char mappe[64];

/* Programs of our own in front of the system's. */
static void program(const char *navn, const char *indhold)
{
	char sti[128];
	snprintf(sti, sizeof(sti), "%s/%s", mappe, navn);
	FILE *f = fopen(sti, "w");
	fputs(indhold, f);
	fclose(f);
	chmod(sti, 0700);
}

static void foer(void)
{
	char path[200];
	snprintf(mappe, sizeof(mappe), "/tmp/printer.XXXXXX");
	cr_assert_not_null(mkdtemp(mappe));
	snprintf(path, sizeof(path), "%s:/bin:/usr/bin", mappe);
	setenv("PATH", path, 1);
}

static void efter(void)
{
	char kommando[128];
	snprintf(kommando, sizeof(kommando), "rm -r %s", mappe);
	cr_assert_eq(system(kommando), 0);
}

TestSuite(printer, .init = foer, .fini = efter);

Test(printer, lists_the_destinations_and_knows_the_default)
{
	struct printere p;
	program("lpstat", "#!/bin/sh\n[ $1 = -e ] && printf 'Kontor\\nStue_2\\n'\n"
			  "[ $1 = -d ] && echo 'standarddestination: Stue_2'\nexit 0\n");
	printere_find(&p);
	cr_assert_eq(p.n, 2);
	cr_expect_str_eq(p.navne[0], "Kontor");
	cr_expect_eq(p.standard, 1);
	printere_done(&p);
}

Test(printer, no_default_and_no_printer_are_no_trouble)
{
	struct printere p;
	program("lpstat", "#!/bin/sh\n[ $1 = -e ] && echo Kontor\n"
			  "[ $1 = -d ] && echo 'no system default destination'\nexit 0\n");
	printere_find(&p);
	cr_expect_eq(p.n, 1);
	cr_expect_eq(p.standard, 1);
	printere_done(&p);
	program("lpstat", "#!/bin/sh\nexit 1\n");
	printere_find(&p);
	cr_expect_eq(p.n, 0);
	printere_done(&p);
}

Test(printer, hands_the_bytes_to_lp_as_they_are)
{
	struct err e = {0, ""};
	char lp[300], linje[200] = "";
	snprintf(lp, sizeof(lp), "#!/bin/sh\necho \"$@\" > %s/ord\ncat > %s/bytes\n", mappe, mappe);
	program("lp", lp);
	struct udskrift u = {.printer = "Kontor; rm", .titel = "Afgørelse", .kopier = 2,
			     .tosidet = true, .pdf = "%PDF\0x", .n = 6};
	cr_assert_eq(printer_udskriv(&u, &e), 0, "%s", e.tekst);
	snprintf(lp, sizeof(lp), "%s/ord", mappe);
	FILE *f = fopen(lp, "r");
	cr_assert(f && fgets(linje, sizeof(linje), f));
	fclose(f);
	cr_expect_str_eq(linje, "-d Kontor; rm -n 2 -t Afgørelse -o sides=two-sided-long-edge\n");
	struct stat st;
	snprintf(lp, sizeof(lp), "%s/bytes", mappe);
	cr_assert_eq(stat(lp, &st), 0);
	cr_expect_eq(st.st_size, 6);
}

Test(printer, says_what_lp_said_when_it_refuses)
{
	struct err e = {0, ""};
	program("lp", "#!/bin/sh\necho 'lp: The printer does not exist.' >&2\nexit 1\n");
	static char stor[300000];
	struct udskrift u = {.printer = "X", .titel = "T", .kopier = 1, .pdf = stor,
			     .n = sizeof(stor)};
	cr_expect_eq(printer_udskriv(&u, &e), ERR_FEJL);
	cr_expect_str_eq(e.tekst, "Printeren X tog ikke imod: lp: The printer does not exist.");
}

Test(printer, says_so_where_there_is_no_lp)
{
	struct err e = {0, ""};
	struct udskrift u = {.printer = "X", .titel = "T", .kopier = 1, .pdf = "", .n = 0};
	setenv("PATH", mappe, 1);
	cr_expect_eq(printer_udskriv(&u, &e), ERR_FINDES_IKKE);
	setenv("PATH", "/bin:/usr/bin", 1);
}
