#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/form/formsaet.h"
#include "core/form/udtryk.h"
#include "core/journal/store.h"
#include "core/sag/sag.h"
#include "core/sag/sagdata.h"

static struct formsaet *former;
static struct sag *s;
static struct err e;

static void start(void)
{
	const char *const mapper[] = {FEMTRIN_KILDE "/forms"};

	cr_assert_eq(formsaet_hent(&former, mapper, 1, NULL, NULL, &e), 0, "%s", e.tekst);
	cr_assert_eq(sag_ny(&s, NULL, former, &e), 0);
}

static void slut(void)
{
	sag_free(s);
	formsaet_free(former);
}

TestSuite(sag, .init = start, .fini = slut);

static const struct objekt *opgave(const char *navn, const char *spalte)
{
	const struct objekt *o;
	struct saet v[] = {{"navn", navn}, {"spalte", spalte}};

	cr_assert_eq(sag_tilfoej(s, &o, "opgaver", v, 2, &e), 0, "%s", e.tekst);
	return o;
}

static int saet(const struct objekt *o, const char *kort, const char *input)
{
	return sag_set_flere(s, o, &(struct saet){kort, input}, 1, &e);
}

Test(sag, what_is_typed_is_kept_in_canonical_form)
{
	uint64_t foer = sag_udgave(s);

	cr_assert_eq(saet(NULL, "ansoegning.modtaget", "3/9-26"), 0, "%s", e.tekst);
	cr_assert_str_eq(sag_get(s, "ansoegning.modtaget"), "2026-09-03");
	cr_assert_eq(saet(NULL, "ansoegning.timer_pr_uge", "12,50"), 0, "%s", e.tekst);
	cr_assert_str_eq(sag_get(s, "ansoegning.timer_pr_uge"), "12.5");
	cr_assert_gt(sag_udgave(s), foer);
	struct dato d;
	int64_t min;
	cr_assert(sag_dato(s, "ansoegning.modtaget", &d));
	cr_assert_eq(d.dag, 3);
	cr_assert(sag_timer(s, "ansoegning.timer_pr_uge", &min));
	cr_assert_eq(min, 750);
	cr_assert_eq(saet(NULL, "ansoegning.modtaget", " "), 0);
	cr_assert_null(sag_get(s, "ansoegning.modtaget"));
	cr_assert_not(sag_dato(s, "ansoegning.modtaget", &d));
}

Test(sag, a_value_that_the_field_does_not_take_changes_nothing)
{
	struct saet v[] = {{"borger.navn", "Demo Borger"}, {"borger.postnr", "12"}};

	cr_assert_eq(sag_set_flere(s, NULL, v, 2, &e), ERR_UGYLDIG);
	cr_assert_null(sag_get(s, "borger.navn"));
	cr_assert_eq(saet(NULL, "borger.findes_ikke", "x"), ERR_FINDES_IKKE);
	cr_assert_eq(saet(NULL, "sag.id", "x"), ERR_FINDES_IKKE);
}

Test(sag, objects_get_names_by_themselves_and_are_found_by_them)
{
	opgave("Malkning", "1");
	const struct objekt *to = opgave("Fodring", "2");

	cr_assert_eq(sag_antal(s, "opgaver"), 2);
	cr_assert_str_eq(objekt_get(sag_nr(s, "opgaver", 0), "id"), "t1");
	cr_assert_eq(sag_med_navn(s, "opgaver", "t2"), to);
	cr_assert_eq(sag_objekt(s, objekt_id(to)), to);
	cr_assert_str_eq(objekt_liste(to), "opgaver");
	cr_assert_null(sag_nr(s, "opgaver", 2));
	cr_assert_eq(sag_fjern(s, sag_nr(s, "opgaver", 0), &e), 0);
	cr_assert_eq(sag_antal(s, "opgaver"), 1);
	cr_assert_eq(sag_nr(s, "opgaver", 0), to);
	opgave("Strøning", "3");
	cr_assert_str_eq(objekt_get(sag_nr(s, "opgaver", 1), "id"), "t3");
	cr_assert_eq(objekt_tal(to, "spalte", 7), 2);
	cr_assert_eq(objekt_tal(to, "minutter", 7), 7);
}

Test(sag, help_is_never_more_than_the_tasks_minutes)
{
	const struct objekt *o = opgave("Bære", "2");

	cr_assert_eq(saet(o, "bistand", "40"), 0);
	cr_assert_eq(saet(o, "minutter", "30"), ERR_UGYLDIG);
	cr_assert_not_null(strstr(e.tekst, "40"), "%s", e.tekst);
	cr_assert_null(objekt_get(o, "minutter"));
	cr_assert_eq(saet(o, "minutter", "40"), 0);
	cr_assert_eq(saet(o, "bistand", "41"), ERR_UGYLDIG);
	struct saet begge[] = {{"bistand", "60"}, {"minutter", "60"}};
	cr_assert_eq(sag_set_flere(s, o, begge, 2, &e), 0, "%s", e.tekst);
	cr_assert_str_eq(objekt_get(o, "bistand"), "60");
}

Test(sag, a_name_stands_once_and_a_reference_names_something)
{
	const struct objekt *a, *o = opgave("Bære", "2");
	struct saet v = {"virksomhed", "Demo Børnehave"};

	opgave("Løfte", "2");
	cr_assert_eq(saet(o, "id", "t2"), ERR_UGYLDIG);
	cr_assert_eq(saet(o, "ansaettelse", "a1"), ERR_UGYLDIG);
	cr_assert_eq(sag_tilfoej(s, &a, "ansaettelser", &v, 1, &e), 0, "%s", e.tekst);
	cr_assert_eq(saet(o, "ansaettelse", "a1"), 0, "%s", e.tekst);
	cr_assert_eq(saet(a, "id", "a7"), 0, "%s", e.tekst);
	cr_assert_str_eq(objekt_get(o, "ansaettelse"), "a7");
	cr_assert_eq(sag_fjern(s, a, &e), 0, "%s", e.tekst);
	cr_assert_null(objekt_get(o, "ansaettelse"));
	cr_assert_eq(sag_antal(s, "ansaettelser"), 0);
}

Test(sag, two_objects_with_one_name_are_told_apart_in_their_order)
{
	struct uuid id[4];

	for (int i = 0; i < 4; i++) {
		uuid_ny(&id[i], 1000 + i);
		sagdata_put(s, &id[i], "opgaver.id", i == 2 ? "t8-2" : "t8");
	}
	sagdata_skeln_navne(s);
	cr_assert_str_eq(objekt_get(sag_nr(s, "opgaver", 0), "id"), "t8");
	cr_assert_str_eq(objekt_get(sag_nr(s, "opgaver", 1), "id"), "t8-3");
	cr_assert_str_eq(objekt_get(sag_nr(s, "opgaver", 2), "id"), "t8-2");
	cr_assert_str_eq(objekt_get(sag_nr(s, "opgaver", 3), "id"), "t8-4");
}

Test(sag, a_case_keeps_its_citizen)
{
	cr_assert_eq(saet(NULL, "borger.navn", "Demo Borger"), 0);
	cr_assert_eq(saet(NULL, "borger.navn", "  "), ERR_UGYLDIG);
	cr_assert_str_eq(sag_get(s, "borger.navn"), "Demo Borger");
}

Test(sag, a_new_case_has_a_name_and_the_municipality_of_the_settings)
{
	struct sag *ny;

	cr_assert_eq(sag_opret(&ny, NULL, former, "Demo Borger", "0630", &e), 0, "%s", e.tekst);
	cr_assert(sag_er(ny, "sag.kommune", "0630"));
	sag_free(ny);
	cr_assert_eq(sag_opret(&ny, NULL, former, "Demo Borger", "", &e), 0, "%s", e.tekst);
	cr_assert_null(sag_get(ny, "sag.kommune"));
	sag_free(ny);
	cr_assert_eq(sag_opret(&ny, NULL, former, "  ", "0630", &e), ERR_UGYLDIG);
	cr_assert_null(ny);
}

Test(sag, an_object_needs_something_in_it)
{
	struct saet v = {"sted", ""};
	const struct objekt *o = sag_nr(s, "besoeg", 0);

	cr_assert_eq(sag_tilfoej(s, &o, "besoeg", &v, 1, &e), ERR_UGYLDIG);
	cr_assert_null(o);
	cr_assert_eq(sag_note(s, "", " \n", &e), ERR_UGYLDIG);
	cr_assert_eq(sag_note(s, "uden-besoeg", "Talt i telefon.", &e), 0, "%s", e.tekst);
	cr_assert(objekt_er(sag_nr(s, "noter", 0), "kode", "uden-besoeg"));
	cr_assert_eq(strlen(objekt_get(sag_nr(s, "noter", 0), "tid")), 16);
}

Test(sag, conditions_see_fields_objects_and_lists)
{
	struct udtryk *u;
	const struct objekt *o = opgave("Bære", "2");

	cr_assert_eq(udtryk_laes(&u, ".spalte = 2 og opgaver og ikke besoeg", &e), 0, "%s", e.tekst);
	cr_assert(sag_gaelder(s, o, u));
	cr_assert_not(sag_gaelder(s, NULL, u));
	cr_assert(sag_gaelder(s, NULL, NULL));
	udtryk_free(u);
}

Test(sag, hidden_fields_are_never_shown)
{
	const struct felt *f = formsaet_listefelt(former, "opgaver", "id");
	const struct objekt *o = opgave("Bære", "2");

	cr_assert_not_null(f);
	cr_assert(f->skjult);
	cr_assert_not(sag_vises(s, o, f));
	cr_assert(sag_vises(s, NULL, formsaet_felt(former, "borger.navn")));
}

Test(sag, a_field_is_shown_where_its_condition_and_its_sections_hold)
{
	const struct felt *f = formsaet_listefelt(former, "opgaver", "bistand");
	const struct objekt *en = opgave("Malke", "1"), *to = opgave("Bære", "2");

	cr_assert_not(sag_vises(s, en, f));
	cr_assert(sag_vises(s, to, f));
}

static void saet_i(struct sag *sag, const char *noegle, const char *input)
{
	cr_assert_eq(sag_set_flere(sag, NULL, &(struct saet){noegle, input}, 1, &e), 0, "%s",
		     e.tekst);
}

Test(sag, a_case_stands_in_the_furthest_step_that_was_filled_in_on)
{
	const struct store_valg v = {
		.sqlmappe = FEMTRIN_KILDE "/core/sql", .bruger = "demo", .hukommelse = true};
	struct store *st;
	struct sag *ny;

	cr_assert_eq(store_open(&st, &v, &e), 0, "%s", e.tekst);
	cr_assert_eq(sag_opret(&ny, st, former, "Demo Borger", "0630", &e), 0, "%s", e.tekst);
	cr_assert_str_eq(sag_get(ny, "sag.trin"), "1");
	cr_assert_str_eq(sag_get(ny, "sag.ordning"), "personlig-assistance");
	cr_assert_eq(sag_note(ny, "", "Ringede til lederen.", &e), 0, "%s", e.tekst);
	const struct saet kvittering[] = {{"art", "kvittering"}, {"dato", "1/9-26"}};
	cr_assert_eq(sag_tilfoej(ny, NULL, "breve", kvittering, 2, &e), 0, "%s", e.tekst);
	cr_assert_str_eq(sag_get(ny, "sag.trin"), "1", "a note or a receipt belongs to any step");
	saet_i(ny, "vurdering.timer_pr_uge", "10");
	cr_assert_str_eq(sag_get(ny, "sag.trin"), "3");
	saet_i(ny, "borger.by", "Prøveby");
	cr_assert_str_eq(sag_get(ny, "sag.trin"), "3");
	saet_i(ny, "opfoelgning.naeste", "1/6-27");
	cr_assert_str_eq(sag_get(ny, "sag.trin"), "4", "the follow-up is planned before it");
	saet_i(ny, "sag.trin", "2");
	cr_assert_str_eq(sag_get(ny, "sag.trin"), "2", "said by hand");
	const struct saet brev[] = {{"art", "afgoerelse"}, {"dato", "1/9-26"}};
	cr_assert_eq(sag_tilfoej(ny, NULL, "breve", brev, 2, &e), 0, "%s", e.tekst);
	cr_assert_str_eq(sag_get(ny, "sag.trin"), "5");
	sag_free(ny);
	store_close(st);
}
