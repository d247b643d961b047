#include "core/sag/stopur.h"

#include <criterion/criterion.h>

#include "core/base/buf.h"

static const struct uuid sag = {{1}}, a = {{2}}, b = {{3}};

Test(stopur, counts_from_start_to_pause_and_on)
{
	struct stopur s = {NULL, 0};
	stopur_start(&s, &sag, &a, 1000);
	cr_expect_eq(stopur_ms(stopur_loeber(&s), 61000), 60000);
	stopur_pause(&s, 61000);
	cr_expect_null(stopur_loeber(&s));
	cr_expect_eq(stopur_ms(stopur_paa(&s, &a), 900000), 60000);
	stopur_start(&s, &sag, &a, 900000);
	cr_expect_eq(stopur_ms(stopur_loeber(&s), 930000), 90000);
	stopur_done(&s);
}

Test(stopur, starting_a_running_watch_again_changes_nothing)
{
	struct stopur s = {NULL, 0};
	stopur_start(&s, &sag, &a, 1000);
	stopur_start(&s, &sag, &a, 5000);
	cr_expect_eq(stopur_ms(stopur_loeber(&s), 6000), 5000);
	stopur_done(&s);
}

Test(stopur, only_one_task_is_timed_at_once_and_none_is_forgotten)
{
	struct stopur s = {NULL, 0};
	stopur_start(&s, &sag, &a, 0 + 1000);
	stopur_start(&s, &sag, &b, 31000);
	cr_expect(uuid_ens(&stopur_loeber(&s)->opgave, &b));
	cr_expect_eq(stopur_ms(stopur_paa(&s, &a), 99000), 30000);
	stopur_slet(&s, &b);
	cr_expect_null(stopur_loeber(&s));
	cr_expect_null(stopur_paa(&s, &b));
	cr_expect_not_null(stopur_paa(&s, &a));
	stopur_done(&s);
}

Test(stopur, a_clock_set_back_eats_nothing)
{
	struct stopur s = {NULL, 0};
	stopur_start(&s, &sag, &a, 100000);
	stopur_pause(&s, 160000);
	stopur_start(&s, &sag, &a, 50000);
	cr_expect_eq(stopur_ms(stopur_loeber(&s), 40000), 60000);
	stopur_done(&s);
}

Test(stopur, offers_whole_minutes_a_field_can_hold)
{
	cr_expect_eq(stopur_minutter(0), 1);
	cr_expect_eq(stopur_minutter(89999), 1);
	cr_expect_eq(stopur_minutter(90000), 2);
	cr_expect_eq(stopur_minutter(INT64_C(100000) * 60000), 1440);
}

Test(stopur, reads_like_a_watch)
{
	char t[16];
	cr_expect_str_eq(stopur_tekst(7000, t), "0:07");
	cr_expect_str_eq(stopur_tekst(751000, t), "12:31");
	cr_expect_str_eq(stopur_tekst(3729000, t), "1:02:09");
}

Test(stopur, runs_on_after_a_restart)
{
	struct stopur s = {NULL, 0}, t = {NULL, 0};
	struct buf tekst = BUF_TOM;
	stopur_start(&s, &sag, &a, 1000);
	stopur_start(&s, &sag, &b, 31000);
	stopur_skriv(&s, &tekst);
	buf_tekst(&tekst, "not a watch\n");
	stopur_laes(&t, tekst.data);
	cr_expect_eq(t.n, 2);
	cr_expect(uuid_ens(&stopur_loeber(&t)->sag, &sag));
	cr_expect_eq(stopur_ms(stopur_loeber(&t), 91000), 60000);
	cr_expect_eq(stopur_ms(stopur_paa(&t, &a), 91000), 30000);
	stopur_laes(&t, NULL);
	cr_expect_eq(t.n, 0);
	buf_done(&tekst);
	stopur_done(&s);
	stopur_done(&t);
}
