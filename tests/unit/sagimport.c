#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/form/formsaet.h"
#include "core/io/krypto.h"
#include "core/journal/journal.h"
#include "core/journal/kladde.h"
#include "core/journal/store.h"
#include "core/sag/gendan.h"
#include "core/sag/sag.h"
#include "core/sag/sagfil.h"

static const struct dato i_dag = {2026, 11, 22};
static struct formsaet *former;
static struct store *st;
static struct err e;

static struct store *ny_store(void)
{
	struct store *s;

	cr_assert_eq(store_open(&s, &(struct store_valg){.sqlmappe = FEMTRIN_KILDE "/core/sql",
							 .bruger = "demo", .hukommelse = true},
				&e),
		     0, "%s", e.tekst);
	return s;
}

static void start(void)
{
	const char *const mapper[] = {FEMTRIN_KILDE "/forms"};

	cr_assert_eq(krypto_start(NULL), 0);
	cr_assert_eq(formsaet_hent(&former, mapper, 1, NULL, NULL, &e), 0, "%s", e.tekst);
	st = ny_store();
}

static void slut(void)
{
	store_close(st);
	formsaet_free(former);
}

TestSuite(sagimport, .init = start, .fini = slut);

static int importer_i(struct store *s, const char *tekst, const char *kommune, struct uuid *id)
{
	char sti[] = "/tmp/femtrin-import-XXXXXX";
	int fd = mkstemp(sti);

	cr_assert_geq(fd, 0);
	cr_assert_eq(write(fd, tekst, strlen(tekst)), (ssize_t)strlen(tekst));
	close(fd);
	int rc = sagfil_import(id, s, former, sti, &(struct sagfil_valg){i_dag, kommune, NULL, NULL},
			       &e);
	unlink(sti);
	return rc;
}

static struct uuid importer(const char *tekst)
{
	struct uuid id;

	cr_assert_eq(importer_i(st, tekst, NULL, &id), 0, "%s", e.tekst);
	return id;
}

/* The same file, speaking of that case. */
static void importer_til(const struct uuid *id, const char *resten)
{
	struct buf b = BUF_TOM;
	char t[UUID_TEKST];

	buf_format(&b, "femtrin: 1\nsag: {id: %s}\n%s", uuid_skriv(id, t), resten);
	struct uuid samme = importer(buf_str(&b));
	cr_assert(uuid_ens(&samme, id));
	buf_done(&b);
}

static struct sag *hent(const struct uuid *id)
{
	struct sag *s;

	cr_assert_eq(sag_hent(&s, st, former, id, &e), 0, "%s", e.tekst);
	return s;
}

static int taelle(void *arg, const struct post *p, const char *fra)
{
	(void)p, (void)fra;
	++*(size_t *)arg;
	return 0;
}

static size_t poster(struct store *s, const struct uuid *id)
{
	size_t n = 0;

	cr_assert_eq(journal_laes(store_journal(s), id, taelle, &n, &e), 0);
	return n;
}

#define SAG                                                                                        \
	"femtrin: 1\n"                                                                             \
	"borger: {navn: Demo Borger, by: Køge}\n"                                                  \
	"besoeg:\n"                                                                                \
	"  - {dato: 2026-09-01, sted: A}\n"                                                        \
	"  - {dato: 2026-09-02, sted: B}\n"                                                        \
	"  - {dato: 2026-09-03, sted: C}\n"                                                        \
	"opgaver:\n"                                                                               \
	"  - {id: t1, navn: Bære, spalte: 2, minutter: 30, bistand: 20}\n"                         \
	"  - {id: t2, navn: Løfte, spalte: 3, minutter: 10}\n"                                     \
	"noter: [{tid: \"2026-09-10T13:40\", tekst: Første}]\n"

Test(sagimport, keys_left_out_are_not_touched_and_empty_ones_are_emptied)
{
	struct uuid id = importer(SAG);

	importer_til(&id, "borger: {cpr: \"610190-0019\", by: null}\n");
	struct sag *s = hent(&id);
	cr_assert_str_eq(sag_get(s, "borger.navn"), "Demo Borger");
	cr_assert_str_eq(sag_get(s, "borger.cpr"), "610190-0019");
	cr_assert_null(sag_get(s, "borger.by"));
	cr_assert_eq(sag_antal(s, "opgaver"), 2);
	sag_free(s);
}

Test(sagimport, a_list_is_the_whole_list_and_names_tell_who_is_who)
{
	struct uuid id = importer(SAG);
	struct sag *s = hent(&id);
	struct uuid t2 = *objekt_id(sag_med_navn(s, "opgaver", "t2"));

	sag_free(s);
	importer_til(&id, "opgaver: [{id: t9, navn: Ny, spalte: 1}, {id: t2, minutter: 15}]\n");
	s = hent(&id);
	cr_assert_eq(sag_antal(s, "opgaver"), 2);
	const struct objekt *o = sag_med_navn(s, "opgaver", "t2");
	cr_assert(uuid_ens(objekt_id(o), &t2));
	cr_assert_str_eq(objekt_get(o, "navn"), "Løfte");
	cr_assert_str_eq(objekt_get(o, "minutter"), "15");
	cr_assert_null(sag_med_navn(s, "opgaver", "t1"));
	cr_assert_not_null(sag_med_navn(s, "opgaver", "t9"));
	sag_free(s);
}

Test(sagimport, nameless_objects_are_matched_by_equality_then_by_place)
{
	struct uuid id = importer(SAG);
	struct sag *s = hent(&id);
	struct uuid b[3];

	for (size_t i = 0; i < 3; i++)
		b[i] = *objekt_id(sag_nr(s, "besoeg", i));
	sag_free(s);
	size_t foer = poster(st, &id);
	importer_til(&id, "besoeg:\n"
			  "  - {dato: 2026-08-31, sted: Ny}\n"
			  "  - {dato: 2026-09-01, sted: A}\n"
			  "  - {dato: 2026-09-02, sted: B2}\n"
			  "  - {dato: 2026-09-03, sted: C}\n");
	s = hent(&id);
	cr_assert_eq(sag_antal(s, "besoeg"), 4);
	for (size_t i = 0; i < 3; i++)
		cr_assert(uuid_ens(objekt_id(sag_nr(s, "besoeg", i)), &b[i]));
	cr_assert_str_eq(objekt_get(sag_nr(s, "besoeg", 1), "sted"), "B2");
	cr_assert_str_eq(objekt_get(sag_nr(s, "besoeg", 3), "sted"), "Ny");
	cr_assert_eq(poster(st, &id), foer + 3);
	sag_free(s);
}

Test(sagimport, notes_are_only_added)
{
	struct uuid id = importer(SAG);

	importer_til(&id, "noter: []\n");
	importer_til(&id, "noter: [{tid: \"2026-09-10T13:40\", kode: uden-besoeg, tekst: Første},"
			  " {tid: \"2026-09-11T09:00\", tekst: Anden}]\n");
	struct sag *s = hent(&id);
	cr_assert_eq(sag_antal(s, "noter"), 2);
	cr_assert_null(objekt_get(sag_nr(s, "noter", 0), "kode"));
	cr_assert_str_eq(objekt_get(sag_nr(s, "noter", 1), "tekst"), "Anden");
	sag_free(s);
}

Test(sagimport, two_notes_of_one_minute_that_answer_two_remarks_are_both_kept)
{
	struct uuid id = importer("femtrin: 1\nborger: {navn: Demo Borger}\nnoter:\n"
				  "  - {tid: \"2026-09-10T13:40\", kode: uden-besoeg, tekst: x}\n"
				  "  - {tid: \"2026-09-10T13:40\", kode: fleksjob-dobbelt, tekst: x}\n");
	struct sag *s = hent(&id);

	cr_assert_eq(sag_antal(s, "noter"), 2);
	sag_free(s);
}

Test(sagimport, the_same_note_twice_in_a_file_is_one_note)
{
	struct uuid id = importer("femtrin: 1\nborger: {navn: Demo Borger}\nnoter:\n"
				  "  - {tid: \"2026-09-10T13:40\", tekst: x}\n"
				  "  - {tid: \"2026-09-10T13:40\", tekst: x}\n");
	struct sag *s = hent(&id);

	cr_assert_eq(sag_antal(s, "noter"), 1);
	sag_free(s);
}

static size_t saetninger;
static void taelles(void *arg, const char *saetning)
{
	(void)arg;
	(void)saetning;
	saetninger++;
}

/* How many sentences a file with mistakes gives. */
static size_t fejl_i(const char *tekst)
{
	char sti[] = "/tmp/femtrin-import-XXXXXX";
	int fd = mkstemp(sti);
	struct uuid id;

	cr_assert_eq(write(fd, tekst, strlen(tekst)), (ssize_t)strlen(tekst));
	close(fd);
	saetninger = 1;
	cr_assert_lt(sagfil_import(&id, st, former, sti,
				   &(struct sagfil_valg){i_dag, NULL, taelles, NULL}, &e), 0);
	unlink(sti);
	return saetninger;
}

Test(sagimport, one_mistake_gives_one_sentence)
{
	cr_assert_eq(fejl_i("femtrin: 2\nborger: {navn: Demo Borger}\n"), 1);
	cr_assert_eq(fejl_i("borger: {navn: Demo Borger}\n"), 1);
	cr_assert_eq(fejl_i("femtrin: 1\nborger: {navn: [x]}\n"), 1);
	cr_assert_eq(fejl_i("femtrin: 1\nborger: {navn: x}\nopgaver: "
			    "[{id: t1, spalte: 2, minutter: 5, bistand: 6}]\n"), 1);
	cr_assert_eq(fejl_i("femtrin: 1\nborger: {navn: x}\nopgaver: "
			    "[{id: t1, navn: a, spalte: 2}, {id: t1, navn: b, spalte: 2}]\n"), 1);
	cr_assert_eq(fejl_i("femtrin: 1\nborger: {navn: x, hensyn: [x, y]}\nfoo: 1\n"), 2);
}

Test(sagimport, nothing_comes_from_a_file_with_a_mistake)
{
	struct uuid id = importer(SAG), ny;
	size_t foer = poster(st, &id);
	struct buf b = BUF_TOM;
	char t[UUID_TEKST];

	buf_format(&b, "femtrin: 1\nsag: {id: %s}\nborger: {by: Ribe, postnr: x}\n",
		   uuid_skriv(&id, t));
	cr_assert_eq(importer_i(st, buf_str(&b), NULL, &ny), ERR_UGYLDIG);
	cr_assert_eq(poster(st, &id), foer);
	buf_done(&b);
}

Test(sagimport, an_employment_in_use_cannot_fall_out_of_the_list)
{
	struct uuid id = importer("femtrin: 1\nborger: {navn: Demo Borger}\n"
				  "ansaettelser: [{id: a1, virksomhed: X}, {id: a2, virksomhed: Y}]\n"
				  "opgaver: [{id: t1, ansaettelse: a2, navn: Bære, spalte: 1}]\n"),
		    ny;
	struct buf b = BUF_TOM;
	char t[UUID_TEKST];

	buf_format(&b, "femtrin: 1\nsag: {id: %s}\nansaettelser: [{id: a1}]\n", uuid_skriv(&id, t));
	cr_assert_eq(importer_i(st, buf_str(&b), NULL, &ny), ERR_UGYLDIG);
	cr_assert_not_null(strstr(e.tekst, ":3: ansaettelser: "), "%s", e.tekst);
	cr_assert_not_null(strstr(e.tekst, "a2"), "%s", e.tekst);
	buf_tekst(&b, "opgaver: [{id: t1, ansaettelse: a1}]\n");
	cr_assert_eq(importer_i(st, buf_str(&b), NULL, &ny), 0, "%s", e.tekst);
	buf_done(&b);
}

Test(sagimport, a_new_case_gets_the_municipality_of_the_settings)
{
	struct uuid id;

	cr_assert_eq(importer_i(st, SAG, "0630", &id), 0, "%s", e.tekst);
	struct sag *s = hent(&id);
	cr_assert(sag_er(s, "sag.kommune", "0630"));
	sag_free(s);
	cr_assert_eq(importer_i(st, SAG "sag: {kommune: \"0269\"}\n", "0630", &id), 0);
	s = hent(&id);
	cr_assert(sag_er(s, "sag.kommune", "0269"));
	sag_free(s);
}

static void eksporter(struct store *s, const struct uuid *id, struct buf *b)
{
	struct sag *sag;

	cr_assert_eq(sag_hent(&sag, s, former, id, &e), 0, "%s", e.tekst);
	sagfil_export(sag, b);
	sag_free(sag);
}

Test(sagimport, the_worked_example_comes_back_the_same_and_changes_nothing)
{
	struct buf a = BUF_TOM, b = BUF_TOM;
	struct uuid id = importer(SAG), igen;
	size_t foer = poster(st, &id);
	struct store *anden = ny_store();

	eksporter(st, &id, &a);
	cr_assert_eq(importer_i(st, buf_str(&a), "0630", &igen), 0, "%s", e.tekst);
	cr_assert_eq(poster(st, &id), foer);
	cr_assert_eq(importer_i(anden, buf_str(&a), NULL, &igen), 0, "%s", e.tekst);
	cr_assert(uuid_ens(&igen, &id));
	eksporter(anden, &id, &b);
	cr_assert_str_eq(buf_str(&b), buf_str(&a));
	store_close(anden);
	buf_done(&a);
	buf_done(&b);
}

Test(sagimport, what_is_set_stands_in_the_store_and_is_undone)
{
	struct uuid id = importer(SAG);
	struct sag *s = hent(&id), *frisk;
	int64_t foer = INT64_MAX;

	cr_assert_eq(sag_set(s, NULL, formsaet_felt(former, "borger.by"), "Ribe", &e), 0);
	frisk = hent(&id);
	cr_assert_str_eq(sag_get(frisk, "borger.by"), "Ribe");
	sag_free(frisk);
	cr_assert_eq(sag_fjern(s, sag_med_navn(s, "opgaver", "t1"), &e), 0);
	cr_assert_eq(sag_fortryd(s, &foer, &e), 0, "%s", e.tekst);
	cr_assert_not_null(sag_med_navn(s, "opgaver", "t1"));
	cr_assert_eq(sag_fortryd(s, &foer, &e), 0, "%s", e.tekst);
	cr_assert_str_eq(sag_get(s, "borger.by"), "Køge");
	sag_free(s);
}

static void kladde(const struct uuid *sag, const struct uuid *objekt, const char *felt,
		   const char *liste, const char *tekst)
{
	struct kladde k = {*sag, *objekt, strdup(felt), strdup(tekst), liste ? strdup(liste) : NULL};

	cr_assert_eq(kladde_gem(st, &k, &e), 0, "%s", e.tekst);
	free(k.felt);
	free(k.tekst);
	free(k.liste);
}

static size_t kladder(void)
{
	struct kladde *k;
	size_t n;

	cr_assert_eq(kladde_alle(st, &k, &n, &e), 0);
	kladder_free(k, n);
	return n;
}

Test(sagimport, what_a_dead_process_left_becomes_entries)
{
	struct uuid id = importer(SAG), ny, opgave;

	uuid_ny(&ny, 1);
	uuid_ny(&opgave, 2);
	kladde(&id, &id, "borger.adresse", NULL, "Havnegade 1");
	kladde(&id, &ny, "noter.tekst", "noter", "Vi gik rundt i hal");
	kladde(&id, &opgave, "opgaver.navn", "opgaver", "Stable kas");
	kladde(&id, &id, "ansoegning.modtaget", NULL, "3/");
	cr_assert_eq(gendan_kladder(st, former, &e), 3, "%s", e.tekst);
	cr_assert_eq(kladder(), 1);
	struct sag *s = hent(&id);
	cr_assert_str_eq(sag_get(s, "borger.adresse"), "Havnegade 1");
	cr_assert_str_eq(objekt_get(sag_nr(s, "noter", 1), "tekst"), "Vi gik rundt i hal");
	cr_assert_not_null(objekt_get(sag_nr(s, "noter", 1), "tid"));
	cr_assert_str_eq(objekt_get(sag_med_navn(s, "opgaver", "t3"), "navn"), "Stable kas");
	sag_free(s);
	cr_assert_eq(gendan_kladder(st, former, &e), 0);
}

Test(sagimport, a_draft_can_be_the_first_word_of_a_case)
{
	struct uuid id;

	uuid_ny(&id, 5);
	kladde(&id, &id, "borger.navn", NULL, "Demo B");
	cr_assert_eq(gendan_kladder(st, former, &e), 1, "%s", e.tekst);
	struct sag *s = hent(&id);
	cr_assert_str_eq(sag_get(s, "borger.navn"), "Demo B");
	sag_free(s);
	cr_assert_eq(kladder(), 0);
}
