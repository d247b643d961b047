#include <criterion/criterion.h>

#include "core/brev/lix.h"

static struct lix tael(const char *s)
{
	struct lix l = {0};
	lix_tael(&l, s);
	return l;
}

Test(lix, counts_words_long_words_and_sentences)
{
	struct lix l = tael("Du får hjælp i 12 timer om ugen. Hjælpen gælder dit arbejde.");
	cr_assert_eq(l.ord, 12);
	cr_assert_eq(l.lange, 2);
	cr_assert_eq(l.saetninger, 2);
	cr_assert_eq(lix_tal(&l), 23);      /* 12 / 2 + 100 × 2 / 12 = 22.67 */
}

Test(lix, dates_and_abbreviations_do_not_end_a_sentence)
{
	cr_assert_eq(tael("Den 1. september 2026 efter § 4, stk. 1, i lov m.v. om det.").saetninger, 1);
	cr_assert_eq(tael("Det er slut. Ærligt talt!").saetninger, 2);
	cr_assert_eq(tael("Du kan få: a").saetninger, 2);
}

Test(lix, danish_letters_are_one_letter_each)
{
	cr_assert_eq(tael("æøåæøå").lange, 0);
	cr_assert_eq(tael("æøåæøåæ").lange, 1);
}

Test(lix, nothing_is_zero)
{
	struct lix l = tael(" – ");
	cr_assert_eq(lix_tal(&l), 0);
}
