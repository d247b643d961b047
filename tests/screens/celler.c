#include "tui/celler.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static char sendt[400];

static void put(void *arg, int y, int x, const struct celle *c)
{
	size_t n = strlen(sendt);
	(void)arg;
	snprintf(sendt + n, sizeof(sendt) - n, "%d,%d:%.*s ", y, x, c->n, c->tegn);
}

static const char *vis(struct celler *c, bool alt)
{
	sendt[0] = '\0';
	celler_vis(c, alt, put, NULL);
	return sendt;
}

static void skriv(struct celler *c, int y, int x, const char *tegn, int bredde)
{
	celler_saet(c, y, x, STYLE_NORMAL, tegn, strlen(tegn), bredde);
}

Test(celler, only_what_differs_goes_on)
{
	struct celler c = {.h = 0};
	celler_stoerrelse(&c, 2, 3);
	skriv(&c, 1, 1, "æ", 1);
	cr_expect_str_eq(vis(&c, false), "1,1:æ ");
	cr_expect_str_eq(vis(&c, false), "");
	celler_ryd(&c);
	skriv(&c, 1, 1, "æ", 1);
	cr_expect_str_eq(vis(&c, false), "");
	celler_saet(&c, 1, 1, STYLE_FOCUS, "æ", 2, 1);
	cr_expect_str_eq(vis(&c, false), "1,1:æ ");
	cr_expect_eq(celler_stil(&c, 1, 1), STYLE_FOCUS);
	celler_done(&c);
}

Test(celler, everything_goes_on_when_asked)
{
	struct celler c = {.h = 0};
	celler_stoerrelse(&c, 1, 2);
	cr_expect_str_eq(vis(&c, true), "0,0:  0,1:  ");
	celler_done(&c);
}

Test(celler, half_of_a_wide_character_never_stands_alone)
{
	struct celler c = {.h = 0};
	celler_stoerrelse(&c, 1, 4);
	skriv(&c, 0, 1, "東", 2);
	cr_expect_str_eq(vis(&c, false), "0,0:  0,1:東 0,3:  ");
	skriv(&c, 0, 2, "a", 1);
	cr_expect_str_eq(vis(&c, false), "0,0:  0,1:  0,2:a 0,3:  ");
	skriv(&c, 0, 2, "東", 2);
	skriv(&c, 0, 2, "b", 1);
	cr_expect_str_eq(vis(&c, false), "0,2:b ");
	celler_done(&c);
}

Test(celler, nothing_is_written_outside)
{
	struct celler c = {.h = 0};
	celler_stoerrelse(&c, 1, 2);
	skriv(&c, 0, 1, "東", 2);
	skriv(&c, 1, 0, "a", 1);
	skriv(&c, -1, 0, "a", 1);
	skriv(&c, 0, -1, "a", 1);
	cr_expect_str_eq(vis(&c, false), "");
	celler_done(&c);
}

Test(celler, a_cluster_too_long_is_cut)
{
	struct celler c = {.h = 0};
	char lang[101];
	memset(lang, 'x', 100);
	lang[100] = '\0';
	celler_stoerrelse(&c, 1, 1);
	skriv(&c, 0, 0, lang, 1);
	cr_expect_eq(strlen(vis(&c, false)), 4 + CELLE_BYTES - 1 + 1);
	celler_done(&c);
}
