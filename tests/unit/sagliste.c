#include <criterion/criterion.h>
#include <string.h>

#include "core/base/err.h"
#include "core/io/krypto.h"
#include "core/journal/journal.h"
#include "core/journal/store.h"
#include "core/sag/sagliste.h"

static struct store *st;
static struct err e;

static void start(void)
{
	cr_assert_eq(krypto_start(NULL), 0);
	cr_assert_eq(store_open(&st, &(struct store_valg){.sqlmappe = FEMTRIN_KILDE "/core/sql",
							  .bruger = "demo", .hukommelse = true},
				&e),
		     0, "%s", e.tekst);
}

static void slut(void)
{
	store_close(st);
}

TestSuite(sagliste, .init = start, .fini = slut);

static struct uuid ny_sag(const char *navn, const char *cpr, const char *virksomhed,
			  const char *naeste)
{
	struct uuid id, a1;

	uuid_ny(&id, store_nu(st));
	uuid_ny(&a1, store_nu(st));
	struct aendring a[] = {
		{id, id, "borger.navn", navn},
		{id, id, "borger.cpr", cpr},
		{id, a1, "ansaettelser.virksomhed", virksomhed},
		{id, id, "opfoelgning.naeste", naeste},
	};
	cr_assert_eq(journal_skriv(store_journal(st), a, naeste ? 4 : 3, &e), 0, "%s", e.tekst);
	return id;
}

static void fire_sager(void)
{
	ny_sag("Demo Ålborg", "610190-0019", "Demo Landbrug", NULL);
	ny_sag("Demo Zeuthen", "670185-0007", "Bageriet Ærø", "2027-06-01");
	ny_sag("Demo Andersen", "720168-0004", "Demo Børnehave", NULL);
	ny_sag("Demo Bo Lund", "610190-0019", "Nordværftet", "2027-01-15");
}

static void forventer(const char *soeg, const char *navne)
{
	struct sagliste *l;
	char fundet[256] = "";

	cr_assert_eq(sagliste_hent(&l, st, soeg, &e), 0, "%s", e.tekst);
	for (size_t i = 0; i < sagliste_antal(l); i++) {
		strcat(fundet, i ? ", " : "");
		strcat(fundet, sagliste_nr(l, i)->borger);
	}
	cr_assert_str_eq(fundet, navne, "%s: %s", soeg, fundet);
	sagliste_free(l);
}

Test(sagliste, next_dates_first_then_names_with_danish_letters_last)
{
	fire_sager();
	forventer("", "Demo Bo Lund, Demo Zeuthen, Demo Andersen, Demo Ålborg");
	forventer("demo", "Demo Bo Lund, Demo Zeuthen, Demo Andersen, Demo Ålborg");
}

Test(sagliste, every_word_begins_a_word_of_the_case)
{
	fire_sager();
	forventer("zeu", "Demo Zeuthen");
	forventer("ærø", "Demo Zeuthen");
	forventer("ÅL land", "Demo Ålborg");
	forventer("610190", "Demo Bo Lund, Demo Ålborg");
	forventer("610190-0019 bo", "Demo Bo Lund");
	forventer("uthen", "");
	forventer("al", "");
}

Test(sagliste, a_row_says_what_the_list_shows)
{
	struct sagliste *l;
	struct uuid id = ny_sag("Demo Borger", "610190-0019", "Demo Landbrug", "2027-06-01");

	cr_assert_eq(sagliste_hent(&l, st, "", &e), 0, "%s", e.tekst);
	const struct sagrad *r = sagliste_nr(l, 0);
	cr_assert(uuid_ens(&r->id, &id));
	cr_assert_str_eq(r->cpr, "610190-0019");
	cr_assert_str_eq(r->virksomhed, "Demo Landbrug");
	cr_assert_eq(r->trin, 1);
	cr_assert_eq(r->naeste.maaned, 6);
	cr_assert_eq(r->konflikter, 0);
	cr_assert_eq(r->usendt, 4);
	sagliste_free(l);
}
