#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/sag/sag.h"
#include "tests/screens/harness.h"

static struct harness *med_sag(int h, int w)
{
	struct harness *t = harness_start(h, w);
	harness_keys(t, "<F3>Demo Borger<Enter>");
	return t;
}

static const char *note(struct harness *t, size_t i)
{
	const struct objekt *o = sag_nr(app_sag(t->app), "noter", i);
	const char *v = o ? objekt_get(o, "tekst") : NULL;
	return v ? v : "";
}

Test(note, it_lies_over_the_form_and_is_stamped_and_stored_when_closed)
{
	struct harness *t = med_sag(24, 80);
	harness_keys(t, "<^N>Borgeren løfter ikke over skulderhøjde.<Enter>Aftalt.<Esc>");
	cr_assert_str_eq(note(t, 0), "Borgeren løfter ikke over skulderhøjde.\nAftalt.");
	cr_assert_not_null(objekt_get(sag_nr(app_sag(t->app), "noter", 0), "tid"));
	ses(t, "Notatet er gemt i sagen.");
	ses(t, "CPR-nummer");
	harness_slut(t);
}

Test(note, an_empty_one_leaves_nothing)
{
	struct harness *t = med_sag(24, 80);
	harness_keys(t, "<^N>  <Enter><Esc>");
	cr_assert_eq(sag_antal(app_sag(t->app), "noter"), 0);
	harness_slut(t);
}

Test(note, a_killed_program_has_it_up_to_the_last_second)
{
	struct harness *t = med_sag(24, 80);
	harness_keys(t, "<^N>Første linje");
	harness_vent(t, 1000);
	harness_keys(t, " og resten");
	harness_doe(t);
	harness_keys(t, "<Enter>");
	cr_assert_str_eq(note(t, 0), "Første linje");
	harness_slut(t);
}

Test(note, a_paste_of_twenty_lines_keeps_its_lines)
{
	struct harness *t = med_sag(24, 80);
	char tekst[400] = "";
	for (int i = 0; i < 20; i++)
		strcat(tekst, "linje æøå\r\n");
	harness_keys(t, "<^N>");
	harness_paste(t, tekst, strlen(tekst));
	harness_keys(t, "slut<Esc>");
	int linjer = 0;
	for (const char *p = note(t, 0); (p = strchr(p, '\n')); p++)
		linjer++;
	cr_assert_eq(linjer, 20);
	harness_slut(t);
}

Test(note, five_megabytes_are_refused_in_one_sentence_and_nothing_is_lost)
{
	struct harness *t = med_sag(24, 80);
	size_t n = 5 * 1024 * 1024;
	char *stor = mem_alloc(n);
	memset(stor, 'x', n);
	harness_keys(t, "<^N>før ");
	harness_paste(t, stor, n);
	ses(t, "over 1 MB");
	harness_keys(t, "efter<Esc>");
	cr_assert_str_eq(note(t, 0), "før efter");
	free(stor);
	harness_slut(t);
}

Test(note, bytes_that_are_no_text_are_refused_and_single_ones_left_out)
{
	struct harness *t = med_sag(24, 80);
	char binaer[4096];
	for (size_t i = 0; i < sizeof binaer; i++)
		binaer[i] = (char)(i * 7 % 256 == 033 ? 0 : i * 7 % 256);
	harness_keys(t, "<^N>");
	harness_paste(t, binaer, sizeof binaer);
	ses(t, "er ikke tekst");
	harness_paste(t, "a\0b", 3);
	ses(t, "1 tegn, der ikke er tekst, blev udeladt");
	harness_keys(t, "<Esc>");
	cr_assert_str_eq(note(t, 0), "ab");
	harness_slut(t);
}

Test(note, in_a_short_field_a_paste_becomes_one_line)
{
	struct harness *t = med_sag(24, 80);
	harness_keys(t, "<Tab><Tab><Tab>");
	harness_paste(t, "demo@\nexample.dk\n", 17);
	ses(t, "demo@ example.dk");
	harness_slut(t);
}

Test(note, text_that_comes_fast_without_paste_marks_is_taken_as_typing)
{
	struct harness *t = med_sag(24, 80);
	size_t n = 60 * 1000;
	char *stor = mem_alloc(n + 1);
	memset(stor, 'x', n);
	stor[n] = 0;
	harness_keys(t, "<^N>");
	harness_bytes(t, stor, n);
	harness_bytes(t, "\xff\x01g", 3);
	harness_keys(t, "<Esc>");
	cr_assert_eq(strlen(note(t, 0)), n + 1);
	free(stor);
	harness_slut(t);
}
