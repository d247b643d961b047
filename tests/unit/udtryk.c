#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "core/base/err.h"
#include "core/form/udtryk.h"

static const char *slaaop(void *arg, const char *felt)
{
	(void)arg;
	static const char *const V[][2] = {{"a", "1"}, {"b.c", "to"}, {"tom", ""}, {".spalte", "2"},
					   {"flere", "stor-skrift punkt"}, {"tekst", "to ord"}};
	for (size_t i = 0; i < sizeof V / sizeof *V; i++)
		if (!strcmp(V[i][0], felt))
			return V[i][1];
	return NULL;
}

static bool sand(const char *s)
{
	struct udtryk *u;
	struct err e;
	cr_assert_eq(udtryk_laes(&u, s, &e), 0, "%s: %s", s, e.tekst);
	bool r = udtryk_sandt(u, slaaop, NULL);
	udtryk_free(u);
	return r;
}

Test(udtryk, asks_what_is_filled_in_and_compares)
{
	cr_assert(sand("a"));
	cr_assert_not(sand("tom"));
	cr_assert_not(sand("findes.ikke"));
	cr_assert(sand("a = 1"));
	cr_assert(sand("a=1"));
	cr_assert_not(sand("a = 2"));
	cr_assert(sand("a != 2"));
	cr_assert(sand("findes.ikke != 2"));
	cr_assert(sand("b.c i en|to|tre"));
	cr_assert(sand("b.c i en | to"));
	cr_assert_not(sand("b.c i en|tre"));
	cr_assert_not(sand("findes.ikke i en"));
	cr_assert(sand(".spalte i 2|3"));
	cr_assert(sand("flere i punkt"));
	cr_assert_not(sand("flere i stor"));
	cr_assert(sand("tekst = \"to ord\""));
	cr_assert(sand("ja"));
	cr_assert_not(sand("nej"));
}

Test(udtryk, og_binds_tighter_than_eller_and_ikke_tightest)
{
	cr_assert(sand("ja eller ja og nej"));
	cr_assert_not(sand("(ja eller ja) og nej"));
	cr_assert(sand("ikke nej og ja"));
	cr_assert_not(sand("ikke (nej eller ja)"));
	cr_assert(sand("ikke ikke a"));
	cr_assert(sand("ikke a = 2"));
	cr_assert(sand("nej eller\n\tnej eller a"));
}

Test(udtryk, no_condition_always_holds)
{
	const char *const *felter;
	cr_assert(udtryk_sandt(NULL, slaaop, NULL));
	cr_assert_eq(udtryk_felter(NULL, &felter), 0);
}

Test(udtryk, lists_the_fields_in_order)
{
	struct udtryk *u;
	const char *const *felter;
	cr_assert_eq(udtryk_laes(&u, "b.c = 1 og (a eller ikke .x i 1|2)", NULL), 0);
	cr_assert_eq(udtryk_felter(u, &felter), 3);
	cr_assert_str_eq(felter[0], "b.c");
	cr_assert_str_eq(felter[1], "a");
	cr_assert_str_eq(felter[2], ".x");
	udtryk_free(u);
}

static int tael(void *arg, const char *felt, const char *vaerdi, struct err *e)
{
	(void)e;
	int *n = arg;
	*n += vaerdi ? 10 : 1;
	return strcmp(felt, "stop") ? 0 : ERR_UGYLDIG;
}

Test(udtryk, goes_through_fields_and_values_until_one_is_refused)
{
	struct udtryk *u;
	int n = 0;
	cr_assert_eq(udtryk_laes(&u, "a og b i 1|2 og stop og c", NULL), 0);
	cr_assert_eq(udtryk_gennemgaa(u, tael, &n, NULL), ERR_UGYLDIG);
	cr_assert_eq(n, 22);
	udtryk_free(u);
}

Test(udtryk, says_what_it_expected)
{
	static const char *const DAARLIGE[][2] = {
		{"", "navnet på et felt"}, {"a =", "en værdi"}, {"a og", "navnet på et felt"},
		{"(a", "»)«"}, {"a b", "»b«"}, {"og a", "»og«"}, {"a i", "en værdi"},
		{"a = \"x", "anførselstegn"}, {"a & b", "»&«"}, {"a i b|", "en værdi"},
	};
	for (size_t i = 0; i < sizeof DAARLIGE / sizeof *DAARLIGE; i++) {
		struct udtryk *u;
		struct err e;
		cr_assert_eq(udtryk_laes(&u, DAARLIGE[i][0], &e), ERR_UGYLDIG, "%s", DAARLIGE[i][0]);
		cr_assert_null(u);
		cr_assert(strstr(e.tekst, DAARLIGE[i][1]), "%s: %s", DAARLIGE[i][0], e.tekst);
	}
}

Test(udtryk, refuses_what_is_too_deep_or_too_long)
{
	char s[5001];
	struct udtryk *u;
	memset(s, '(', 100);
	s[100] = '\0';
	cr_assert_eq(udtryk_laes(&u, s, NULL), ERR_UGYLDIG);
	memset(s, 'a', 5000);
	s[5000] = '\0';
	cr_assert_eq(udtryk_laes(&u, s, NULL), ERR_UGYLDIG);
}
