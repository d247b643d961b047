#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "tests/screens/harness.h"

Test(cases, an_empty_store_says_how_to_begin)
{
	struct harness *t = harness_start(24, 80);
	ses(t, "Her er ingen sager endnu. F3 begynder den første");
	ses(t, "F3 ny sag");
	ses(t, "F1 hjælp");
	harness_slut(t);
}

Test(cases, a_new_case_needs_a_name_and_opens_its_first_step)
{
	struct harness *t = harness_start(24, 80);
	harness_keys(t, "<F3><Enter>");
	ses(t, "Skriv borgerens navn");
	harness_keys(t, "Demo Borger<Enter>");
	ses(t, "Kontakt");
	ses(t, "Demo Borger");
	harness_keys(t, "<Esc>");
	ses(t, "1 sag");
	ses(t, "Demo Borger");
	harness_slut(t);
}

