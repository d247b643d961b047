#include <criterion/criterion.h>

#include "core/io/vaultlager.h"
#include "tests/screens/harness.h"

static struct harness *med_sag(void)
{
	struct harness *t = harness_start(24, 80);
	harness_keys(t, "<Ins>Demo Hemmelig<Enter><Esc><Esc>");
	return t;
}

Test(unlock, a_locked_store_shows_nothing_of_what_it_holds)
{
	struct harness *t = med_sag();
	harness_laas(t, VAULTLAGER_FORSEGLET);
	ses(t, "Adgangskode");
	ses_ikke(t, "Hemmelig");
	ses_ikke(t, "1 sag");
	harness_keys(t, "<^F><F6><F5><M-1><^N><F9><F8>");
	ses(t, "Adgangskode");
	harness_keys(t, "<F1><^F>");
	ses_ikke(t, "Hemmelig");
	harness_slut(t);
}

Test(unlock, the_passphrase_is_not_shown_and_opens_the_cases)
{
	struct harness *t = med_sag();
	harness_laas(t, VAULTLAGER_FORSEGLET);
	harness_keys(t, "kaskex<Backspace>t");
	ses_ikke(t, "kask");
	ses(t, "******");
	harness_keys(t, "<Enter>");
	harness_vent(t, 1);
	ses(t, "Demo Hemmelig");
	harness_slut(t);
}

Test(unlock, a_wrong_passphrase_is_said_and_asked_for_again)
{
	struct harness *t = med_sag();
	harness_laas(t, VAULTLAGER_FORSEGLET);
	harness_keys(t, "<Enter>");
	ses(t, "Skriv adgangskoden først");
	harness_keys(t, "forkert<Enter>");
	harness_vent(t, 1);
	ses(t, "ikke den rigtige");
	ses_ikke(t, "*");
	harness_paste(t, "kasket\n", 7);
	harness_keys(t, "<Enter>");
	harness_vent(t, 1);
	ses(t, "Demo Hemmelig");
	harness_slut(t);
}

Test(unlock, a_new_passphrase_is_typed_twice_with_advice)
{
	struct harness *t = med_sag();
	harness_laas(t, VAULTLAGER_INGEN);
	harness_keys(t, "kasket");
	ses(t, "tilfældige ord");
	harness_keys(t, "<Enter>kaske<Enter>");
	ses(t, "ikke ens");
	harness_keys(t, "kasket<Enter>kasket<Enter>");
	harness_vent(t, 1);
	ses(t, "Demo Hemmelig");
	harness_slut(t);
}
