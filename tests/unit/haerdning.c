#define _GNU_SOURCE
#include <criterion/criterion.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/err.h"
#include "core/io/haerdning.h"

#ifdef __SANITIZE_ADDRESS__
#define UNDER_PROEVE 1           /* its own heap, and it looks into its own process */
#else
#define UNDER_PROEVE 0
#endif

/* Criterion gives each test a process of its own: what is switched off stays there. */

Test(haerdning, no_core_no_reading_and_files_for_their_owner)
{
	struct err e;
	struct rlimit r;
	struct stat st;
	char sti[] = "/tmp/femtrin-haerdning-XXXXXX";
	cr_assert_eq(haerdning_start(&e), 0, "%s", e.tekst);
	cr_assert_eq(getrlimit(RLIMIT_CORE, &r), 0);
	cr_assert(r.rlim_cur == 0 && r.rlim_max == 0);
	cr_assert_eq(prctl(PR_GET_DUMPABLE, 0, 0, 0, 0), UNDER_PROEVE);
	close(mkstemp(sti));
	unlink(sti);
	close(open(sti, O_CREAT | O_EXCL | O_WRONLY, 0666));
	cr_assert_eq(stat(sti, &st), 0);
	cr_assert_eq(st.st_mode & 0777, 0600);
	unlink(sti);
}

/* Occurrences of the text in all the memory of the process that can be written. */
static int i_hukommelsen(const char *s, size_t n)
{
	FILE *f = fopen("/proc/self/maps", "r");
	char linje[512];
	int fundet = 0;
	while (f && fgets(linje, sizeof linje, f)) {
		unsigned long fra, til;
		char ret[8];
		if (sscanf(linje, "%lx-%lx %7s", &fra, &til, ret) != 3 || strncmp(ret, "rw", 2) != 0 ||
		    !strstr(linje, "[heap]"))
			continue;
		for (const char *p = (const char *)fra; p + n <= (const char *)til; p++)
			fundet += memcmp(p, s, n) == 0;
	}
	if (f)
		fclose(f);
	return fundet;
}

static void brug_sqlite(void)
{
	sqlite3 *db;
	cr_assert_eq(sqlite3_open(":memory:", &db), SQLITE_OK);
	sqlite3_exec(db, "CREATE TABLE t(x); CREATE INDEX i ON t(x);"
			 "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 2000) "
			 "INSERT INTO t SELECT 'demo 720168' || '-0004 hemmelig ' || i FROM n;"
			 "SELECT group_concat(x) FROM t", NULL, NULL, NULL);
	cr_assert_gt(i_hukommelsen("720168-0004 hemm", 16), 1000);
	sqlite3_close(db);
}

Test(haerdning, a_closed_database_leaves_nothing_in_the_heap)
{
	if (UNDER_PROEVE)
		cr_skip_test("the sanitizer's heap is another one");
	cr_assert_eq(haerdning_start(NULL), 0);
	brug_sqlite();
	cr_assert_eq(i_hukommelsen("720168-0004 hemm", 16), 0);
}

Test(haerdning, too_late_is_said)
{
	sqlite3_initialize();
	cr_assert_eq(haerdning_start(NULL), ERR_FEJL);
}
