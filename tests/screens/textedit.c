#include <criterion/criterion.h>
#include <string.h>

#include "tui/textedit.h"

static struct textedit ny(const char *tekst, bool linjer)
{
	struct textedit t = {0};
	textedit_set(&t, tekst, linjer);
	return t;
}

static void gaa(struct textedit *t, enum command c, int gange)
{
	while (gange-- > 0)
		textedit_command(t, c, 20);
}

Test(textedit, letters_are_one_step_also_when_they_are_two_bytes_or_combine)
{
	struct textedit t = ny("bæ\x65\xcc\x81", false);     /* e and an acute accent */
	gaa(&t, C_TEGN_VENSTRE, 1);
	cr_assert_eq(t.pos, strlen("bæ"));
	gaa(&t, C_SLET_FOER, 1);
	cr_assert_str_eq(textedit_str(&t), "b\x65\xcc\x81");
	gaa(&t, C_SLET_EFTER, 1);
	cr_assert_str_eq(textedit_str(&t), "b");
	textedit_done(&t);
}

Test(textedit, a_paste_keeps_its_lines_in_a_long_text_and_loses_them_in_a_short_one)
{
	struct textedit lang = ny("", true), kort = ny("", false);
	cr_assert(textedit_ind(&lang, "en\r\nto\ntre", 10));
	cr_assert(textedit_ind(&kort, "en\r\nto\ntre\n", 11));
	cr_assert_str_eq(textedit_str(&lang), "en\nto\ntre");
	cr_assert_str_eq(textedit_str(&kort), "en to tre");
	textedit_done(&lang);
	textedit_done(&kort);
}

Test(textedit, what_does_not_fit_is_not_taken_in_half)
{
	struct textedit t = ny("1234", false);
	t.maks = 6;
	cr_assert_not(textedit_ind(&t, "567", 3));
	cr_assert_str_eq(textedit_str(&t), "1234");
	cr_assert(textedit_ind(&t, "56", 2));
	textedit_done(&t);
}

Test(textedit, words_are_passed_and_removed_as_wholes)
{
	struct textedit t = ny("løft af kasser", false);
	gaa(&t, C_ORD_VENSTRE, 2);
	cr_assert_eq(t.pos, strlen("løft "));
	gaa(&t, C_SLET_ORD, 1);
	cr_assert_str_eq(textedit_str(&t), "af kasser");
	gaa(&t, C_ORD_HOEJRE, 1);
	gaa(&t, C_SLET_RESTEN, 1);
	cr_assert_str_eq(textedit_str(&t), "af ");
	textedit_done(&t);
}

Test(textedit, long_lines_are_wrapped_at_words_and_the_cursor_follows)
{
	struct textedit t = ny("rengøring af gulve og borde", true);
	int row, col;
	cr_assert_eq(textedit_rows(&t, 14), 3);
	textedit_where(&t, 14, &row, &col);
	cr_assert_eq(row, 2);
	cr_assert_eq(col, (int)strlen("borde"));
	textedit_command(&t, C_LINJE_OP, 14);
	textedit_command(&t, C_LINJE_OP, 14);
	textedit_where(&t, 14, &row, &col);
	cr_assert_eq(row, 0);
	cr_assert_eq(col, 5);
	cr_assert_not(textedit_command(&t, C_LINJE_OP, 14));
	textedit_done(&t);
}

Test(textedit, up_and_down_keep_the_column_over_short_lines)
{
	struct textedit t = ny("abcdef\nx\nabcdef", true);
	int row, col;
	gaa(&t, C_LINJE_OP, 1);
	textedit_where(&t, 20, &row, &col);
	cr_assert_eq(col, 1);
	gaa(&t, C_LINJE_OP, 1);
	textedit_where(&t, 20, &row, &col);
	cr_assert_eq(row, 0);
	cr_assert_eq(col, 6);
	textedit_done(&t);
}

Test(textedit, after_a_final_newline_the_cursor_stands_on_a_row_of_its_own)
{
	struct textedit t = ny("a\n", true);
	int row, col;
	cr_assert_eq(textedit_rows(&t, 20), 2);
	textedit_where(&t, 20, &row, &col);
	cr_assert_eq(row, 1);
	cr_assert_eq(col, 0);
	textedit_done(&t);
}

Test(textedit, wide_characters_count_two_cells)
{
	struct textedit t = ny("東京", false);
	int row, col;
	textedit_where(&t, 20, &row, &col);
	cr_assert_eq(col, 4);
	textedit_click(&t, 1, 20, 0, 2);
	cr_assert_eq(t.pos, strlen("東"));
	textedit_done(&t);
}
