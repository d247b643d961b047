#include "core/sag/hurtig.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

/* The line as it was understood: "navn|antal|pr|minutter|bistand". */
static void ens(const char *linje, const char *ventet)
{
	struct hurtig h;
	char ud[200];
	hurtig_laes(&h, linje);
	snprintf(ud, sizeof(ud), "%.*s|%d|%s|%d|%d", (int)h.navn, h.navn_start, h.antal,
		 h.pr ? h.pr : "-", h.minutter, h.bistand);
	cr_expect_str_eq(ud, ventet, "\"%s\": %s, ventede %s", linje, ud, ventet);
}

Test(hurtig, a_plain_name_is_a_name)
{
	ens("Rengøring", "Rengøring|0|-|-1|-1");
	ens("  Løft af kasser  ", "Løft af kasser|0|-|-1|-1");
	ens("Opvask hele dagen", "Opvask hele dagen|0|-|-1|-1");
	ens("Model 3", "Model 3|0|-|-1|-1");
	ens("Rapport uge 30", "Rapport uge 30|0|-|-1|-1");
	ens("2 dag 30", "2 dag 30|0|-|-1|-1");
	ens("", "|0|-|-1|-1");
	ens(" ,; ", "|0|-|-1|-1");
}

Test(hurtig, bare_figures_come_in_the_order_a_person_says_them)
{
	ens("Rengøring 2 dag 30 20", "Rengøring|2|dag|30|20");
	ens("Rengøring 2 dag 30", "Rengøring|2|dag|30|-1");
	ens("Rengøring 2 dag", "Rengøring|2|dag|-1|-1");
	ens("Hold 3 2 uge 45 45", "Hold 3|2|uge|45|45");
}

Test(hurtig, words_between_the_figures_are_understood)
{
	ens("Rengøring, 2xdag 30 min hjælp 20", "Rengøring|2|dag|30|20");
	ens("Rengøring, 2 x dag, 30 min, hjælp 20 min", "Rengøring|2|dag|30|20");
	ens("Rengøring 2 gange pr. dag 30 minutter heraf 20", "Rengøring|2|dag|30|20");
	ens("Rengøring 3 gange om ugen 45min", "Rengøring|3|uge|45|-1");
	ens("RENGØRING 2 DAG 30 MIN HJÆLP 20", "RENGØRING|2|dag|30|20");
	ens("Møde 30 min", "Møde|0|-|30|-1");
	ens("Møde 30 min hjælp 0 1 uge", "Møde|1|uge|30|0");
}

Test(hurtig, every_period_has_its_words)
{
	ens("A dagligt 10", "A|1|dag|10|-1");
	ens("A 1 14-dage 10", "A|1|14-dage|10|-1");
	ens("A 1 gang hver 14 dage 10", "A|1|14-dage|10|-1");
	ens("A 4 måned 10", "A|4|maaned|10|-1");
	ens("A 4/kvartal 10", "A|4|kvartal|10|-1");
	ens("A 2×år 10", "A|2|aar|10|-1");
	ens("A 1 pr. måned 10", "A|1|maaned|10|-1");
}

Test(hurtig, hours_become_minutes)
{
	ens("Løn 1 måned 1:30", "Løn|1|maaned|90|-1");
	ens("Løn 1 måned 1,5 t", "Løn|1|maaned|90|-1");
	ens("Løn 1 måned 2 timer hjælp 0,5 time", "Løn|1|maaned|120|30");
	ens("Kundebetjening 3t", "Kundebetjening|0|-|180|-1");
}

Test(hurtig, figures_out_of_range_stay_in_the_name)
{
	ens("A 1000 dag 10", "A 1000 dag 10|0|-|-1|-1");
	ens("A 0 dag 10", "A 0 dag 10|0|-|-1|-1");
	ens("A 1 dag 1441", "A 1 dag 1441|0|-|-1|-1");
	ens("A 1 dag 0", "A 1 dag 0|0|-|-1|-1");
	ens("A 1 dag 99999999999999999999", "A 1 dag 99999999999999999999|0|-|-1|-1");
	ens("A 1 dag 1:75", "A 1 dag 1:75|0|-|-1|-1");
	ens("A 1 dag 10 5 3", "A 1 dag 10 5 3|0|-|-1|-1");
}

Test(hurtig, a_very_long_line_is_read_to_its_end)
{
	char linje[600] = "";
	for (int i = 0; i < 60; i++)
		strcat(linje, "ord ");
	strcat(linje, "2 dag 30 20");
	struct hurtig h;
	hurtig_laes(&h, linje);
	cr_expect_eq(h.navn, 239);
	cr_expect_eq(h.bistand, 20);
}
