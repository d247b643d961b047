#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/io/varig.h"

static char sti[] = "/tmp/femtrin-varig-XXXXXX";

static void start(void)
{
	int fd = mkstemp(sti);
	cr_assert_geq(fd, 0);
	close(fd);
}

static void slut(void)
{
	unlink(sti);
}

TestSuite(varig, .init = start, .fini = slut);

Test(varig, what_is_read_ends_where_the_file_does)
{
	struct buf b = BUF_TOM;
	struct err e = {0, ""};
	buf_tekst(&b, "noget længere, der stod her i forvejen, og som ikke må blive stående");
	cr_assert_eq(varig_skriv(sti, "kort", 4, &e), 0, "%s", e.tekst);
	cr_assert_eq(varig_laes(&b, sti, 100, &e), 0, "%s", e.tekst);
	cr_assert_eq(b.len, 4);
	cr_assert_str_eq(buf_str(&b), "kort");
	buf_done(&b);
}

Test(varig, an_empty_file_is_an_empty_text)
{
	struct buf b = BUF_TOM;
	struct err e = {0, ""};
	cr_assert_eq(varig_laes(&b, sti, 100, &e), 0, "%s", e.tekst);
	cr_assert_eq(b.len, 0);
	cr_assert_str_eq(buf_str(&b), "");
	buf_done(&b);
}

Test(varig, a_file_longer_than_it_may_be_is_refused)
{
	struct buf b = BUF_TOM;
	struct err e = {0, ""};
	cr_assert_eq(varig_skriv(sti, "kort", 4, &e), 0);
	cr_assert_eq(varig_laes(&b, sti, 3, &e), ERR_SKADET);
	buf_done(&b);
}
