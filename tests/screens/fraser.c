#include <criterion/criterion.h>
#include <string.h>

#include "core/base/err.h"
#include "core/cmd/miljoe.h"
#include "core/sag/sag.h"
#include "core/sag/sagfil.h"
#include "tests/screens/harness.h"

/* A phrase goes in at the cursor with a key, while a reason is written. */
static struct harness *ved(const char *felt)
{
	struct harness *t = harness_start(24, 80);
	struct sagfil_valg valg = {.i_dag = t->i_dag};
	struct err e = {0, ""};
	struct uuid id;
	cr_assert_eq(sagfil_import(&id, t->miljoe->store, t->miljoe->formsaet,
				   FEMTRIN_KILDE "/tests/fixtures/paedagog.yaml", &valg, &e), 0,
		     "%s", e.tekst);
	cr_assert_eq(app_aabn_sag(t->app, &id, &e), 0, "%s", e.tekst);
	app_gaa_til(t->app, felt, NULL);
	harness_keys(t, "<^L>");
	return t;
}

static const char *i_sagen(struct harness *t, const char *felt)
{
	const char *v = sag_get(app_sag(t->app), felt);
	return v ? v : "";
}

Test(fraser, a_phrase_goes_in_at_the_cursor_and_into_the_store)
{
	struct harness *t = ved("vurdering.begrundelse");
	harness_keys(t, "<Enter>Først<^R>");
	ses(t, "▸ Timerne svarer til opgaverne");
	ses(t, "regnet igennem: 12 timer om ugen.");
	harness_keys(t, "<Down>");
	ses(t, "▸ Behovet er større end loftet");
	harness_keys(t, "<Down><Enter>");
	ses(t, "Først Vi så opgaverne blive udført");
	harness_keys(t, " Og mere.<Esc>");
	cr_expect(strstr(i_sagen(t, "vurdering.begrundelse"),
			 "Først Vi så opgaverne blive udført på besøget, og tiderne passer. Og mere."),
		  "%s", i_sagen(t, "vurdering.begrundelse"));
	harness_slut(t);
}

Test(fraser, esc_leaves_the_text_as_it_was)
{
	struct harness *t = ved("vurdering.vikar_begrundelse");
	harness_keys(t, "<Enter>Eget<^R>");
	ses(t, "Opgaverne er borgerens egne");
	harness_keys(t, "<Esc>");
	ses_ikke(t, "Opgaverne er borgerens egne");
	harness_keys(t, " ord<Esc>");
	cr_expect(strstr(i_sagen(t, "vurdering.vikar_begrundelse"), "Eget ord"), "%s",
		  harness_billede(t));
	harness_slut(t);
}

Test(fraser, a_long_text_that_is_not_open_takes_one_too)
{
	struct harness *t = ved("afgoerelse.partshoering_grund");
	harness_keys(t, "<^R><Enter><Esc>");
	cr_expect(strstr(i_sagen(t, "afgoerelse.partshoering_grund"),
			 "Der gives alt det, der er søgt om."));
	harness_slut(t);
}

Test(fraser, a_field_without_phrases_says_so)
{
	struct harness *t = ved("kontakt.notat");
	harness_keys(t, "<^R>");
	ses(t, "Der er ingen fraser til feltet");
	harness_slut(t);
}
