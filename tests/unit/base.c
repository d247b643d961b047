#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/dato.h"
#include "core/base/err.h"
#include "core/base/minutter.h"
#include "core/base/penge.h"
#include "core/base/tekst.h"
#include "core/base/uuid.h"
#include "core/base/vec.h"

Test(err, a_long_sentence_is_cut_between_characters)
{
	struct err e;
	char lang[1200] = "";
	for (int i = 0; i < 400; i++)
		strcat(lang, "æ");
	cr_assert_eq(err_set(&e, ERR_FULD, "x%s", lang), ERR_FULD);
	cr_assert(tekst_gyldig(e.tekst, strlen(e.tekst)));
	cr_assert_geq(strlen(e.tekst), 509);
	cr_assert_eq(err_set(&e, ERR_FEJL, "grund"), ERR_FEJL);
	err_foran(&e, "fil %d", 3);
	cr_assert_str_eq(e.tekst, "fil 3: grund");
}

Test(dato, reads_only_iso_and_knows_leap_years)
{
	struct dato d;
	cr_assert(dato_laes(&d, "2024-02-29"));
	cr_assert_not(dato_laes(&d, "2026-02-29"));
	cr_assert_not(dato_laes(&d, "2026-2-09"));
	cr_assert_not(dato_laes(&d, "2026-02-091"));
	cr_assert(dato_laes(&d, "2026-09-01"));
	char t[40];
	cr_assert_str_eq(dato_lang(d, t), "1. september 2026");
	cr_assert_str_eq(dato_ugedag(d), "tirsdag");
	cr_assert_eq(dato_dage((struct dato){1970, 1, 1}), 0);
	for (int64_t n = -60000; n < 60000; n += 7)
		cr_assert_eq(dato_dage(dato_fra_dage(n)), n);
}

Test(dato, takes_what_people_type)
{
	struct dato i_dag = {2026, 11, 22}, d;
	char t[12];
	const char *const ens[] = {"1/9-26", "1.9.2026", "1-9-2026", "010926", "01092026",
				   "1/9", "1 9 26", "2026-09-01"};
	for (size_t i = 0; i < sizeof ens / sizeof *ens; i++) {
		cr_assert(dato_fra_tastatur(&d, ens[i], i_dag), "%s", ens[i]);
		cr_assert_str_eq(dato_iso(d, t), "2026-09-01", "%s", ens[i]);
	}
	cr_assert(dato_fra_tastatur(&d, "i går", i_dag));
	cr_assert_str_eq(dato_iso(d, t), "2026-11-21");
	cr_assert_not(dato_fra_tastatur(&d, "31/11", i_dag));
	cr_assert_not(dato_fra_tastatur(&d, "1", i_dag));
	cr_assert_not(dato_fra_tastatur(&d, "", i_dag));
	cr_assert_not(dato_fra_tastatur(&d, "1/9/2/6", i_dag));
}

Test(dato, months_end_on_the_last_day)
{
	char t[12];
	cr_assert_str_eq(dato_iso(dato_plus_maaneder((struct dato){2026, 5, 31}, -3), t),
			 "2026-02-28");
	cr_assert_str_eq(dato_iso(dato_plus_maaneder((struct dato){2026, 1, 15}, -3), t),
			 "2025-10-15");
	cr_assert_str_eq(dato_iso(dato_plus_maaneder((struct dato){2026, 12, 1}, 12), t),
			 "2027-12-01");
}

Test(minutter, hours_become_the_nearest_minute)
{
	int64_t m;
	cr_assert(minutter_af_timer(&m, "30.5"));
	cr_assert_eq(m, 1830);
	cr_assert(minutter_af_timer(&m, "0.33"));
	cr_assert_eq(m, 20);
	cr_assert_not(minutter_af_timer(&m, "30,5"));
	cr_assert_not(minutter_af_timer(&m, "1.234"));
	cr_assert_not(minutter_af_timer(&m, "-1"));
	char t[48];
	cr_assert(timer_fra_tastatur(t, "30:30"));
	cr_assert_str_eq(t, "30.5");
	cr_assert(timer_fra_tastatur(t, "7,25"));
	cr_assert_str_eq(t, "7.25");
	cr_assert(timer_fra_tastatur(t, "12.00"));
	cr_assert_str_eq(t, "12");
	cr_assert_not(timer_fra_tastatur(t, "12:60"));
	cr_assert_not(timer_fra_tastatur(t, "tolv"));
	cr_assert_str_eq(minutter_klokke(590, t), "9:50");
	cr_assert_str_eq(minutter_tekst(590, t), "9 timer og 50 minutter");
	cr_assert_str_eq(minutter_tekst(60, t), "1 time");
}

Test(penge, reads_danish_and_canonical)
{
	char t[32];
	int64_t o;
	cr_assert(penge_fra_tastatur(t, "2.400,5"));
	cr_assert_str_eq(t, "2400.50");
	cr_assert(penge_fra_tastatur(t, "2400.00"));
	cr_assert_str_eq(t, "2400.00");
	cr_assert(penge_laes(&o, "2400.05"));
	cr_assert_eq(o, 240005);
	cr_assert_not(penge_laes(&o, "2400"));
	cr_assert_not(penge_fra_tastatur(t, "x"));
	cr_assert_str_eq(penge_dansk(123456789, t), "1.234.567,89");
}

Test(tekst, counts_cells_not_bytes)
{
	cr_assert_eq(tekst_celler("blåbær", strlen("blåbær")), 6);
	cr_assert_eq(tekst_celler("東京", strlen("東京")), 4);
	cr_assert_eq(tekst_celler("e\xCC\x81", 3), 1);
	cr_assert_eq(tekst_forrige("ae\xCC\x81", 4), 1);
	cr_assert_not(tekst_gyldig("a\xFF", 2));
	cr_assert_not(tekst_gyldig("a\0b", 3));
}

Test(tekst, escape_sequences_are_shown_not_obeyed)
{
	struct buf b = BUF_TOM;
	const char *ond = "a\x1b[31mb\x07\xE2\x80\xAE" "c\nd";
	tekst_sikker(&b, ond, strlen(ond), false);
	cr_assert_str_eq(buf_str(&b), "a␛[31mb��c d");
	buf_done(&b);
}

Test(tekst, folds_case_but_keeps_danish_letters)
{
	char *f = tekst_fold("SØREN ÅS");
	cr_assert_str_eq(f, "søren ås");
	free(f);
}

Test(tekst, wraps_at_spaces)
{
	size_t skip;
	const char *s = "en to tre";
	cr_assert_eq(tekst_linje(s, 9, 6, &skip), 5);
	cr_assert_eq(skip, 1);
	cr_assert_eq(tekst_linje("abcdefgh", 8, 3, &skip), 3);
	cr_assert_eq(skip, 0);
	cr_assert_eq(tekst_linje("a\nb", 3, 9, &skip), 1);
	cr_assert_eq(skip, 1);
}

Test(uuid, round_trip_and_order)
{
	struct uuid a, b;
	char t[UUID_TEKST];
	uuid_ny(&a, 1000);
	uuid_ny(&b, 2000);
	cr_assert_lt(uuid_orden(&a, &b), 0);
	struct uuid c;
	cr_assert(uuid_laes(&c, uuid_skriv(&a, t)));
	cr_assert(uuid_ens(&a, &c));
	cr_assert_not(uuid_laes(&c, "0190b1e2-7c1a-7e6b-9a55-3f1d2c4b5a6"));
	cr_assert_not(uuid_laes(&c, "0190b1e2x7c1a-7e6b-9a55-3f1d2c4b5a60"));
}

Test(buf, replaces_in_the_middle)
{
	struct buf b = BUF_TOM;
	buf_tekst(&b, "ét to");
	buf_skift(&b, 0, 3, "fire", 4);
	cr_assert_str_eq(buf_str(&b), "fire to");
	buf_skift(&b, 4, 3, "", 0);
	cr_assert_str_eq(buf_str(&b), "fire");
	buf_done(&b);
	cr_assert_str_eq(buf_str(&b), "");
}

Test(vec, grows_and_closes_gaps)
{
	struct vec v = VEC_AF(int);
	for (int i = 0; i < 20; i++)
		*(int *)vec_ny(&v) = i;
	vec_fjern(&v, 0);
	*(int *)vec_ny_ved(&v, 1) = 99;
	cr_assert_eq(*VEC_NR(int, &v, 0), 1);
	cr_assert_eq(*VEC_NR(int, &v, 1), 99);
	cr_assert_eq(v.n, 20);
	vec_done(&v);
}
