#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/form/formsaet.h"
#include "core/io/krypto.h"
#include "core/journal/journal.h"
#include "core/journal/store.h"
#include "core/sag/sag.h"
#include "core/sag/sagdata.h"
#include "core/sag/sagfil.h"

static const struct dato i_dag = {2026, 11, 22};
static struct formsaet *former;
static struct err e;

static void start(void)
{
	const char *const mapper[] = {FEMTRIN_KILDE "/forms"};

	cr_assert_eq(formsaet_hent(&former, mapper, 1, NULL, NULL, &e), 0, "%s", e.tekst);
}

static void slut(void)
{
	formsaet_free(former);
}

TestSuite(sagfil, .init = start, .fini = slut);

static int laes(struct sag **s, const char *tekst)
{
	err_ryd(&e);
	return sagfil_laes_tekst(s, former, "sag.yaml", tekst, strlen(tekst), i_dag, &e);
}

static void afvises(const char *tekst, const char *linje, const char *ord)
{
	struct sag *s;

	cr_assert_eq(laes(&s, tekst), ERR_UGYLDIG, "%s", tekst);
	cr_assert_null(s);
	cr_assert_eq(strncmp(e.tekst, linje, strlen(linje)), 0, "%s", e.tekst);
	cr_assert_not_null(strstr(e.tekst, ord), "%s", e.tekst);
}

#define HOVED "femtrin: 1\nborger: {navn: Demo Borger}\n"

Test(sagfil, a_case_is_read_into_fields_and_objects)
{
	struct sag *s;

	cr_assert_eq(laes(&s, HOVED
			  "ansaettelser: [{id: a1, virksomhed: Demo, timer_pr_uge: 30.50}]\n"
			  "opgaver:\n"
			  "  - {id: t1, ansaettelse: a1, navn: \"Bære: tungt\", spalte: 2}\n"
			  "  - {navn: Løfte, spalte: 3}\n"
			  "hjaelpemidler: {liste: [{navn: Lift, pris: 2400.00}]}\n"
			  "afgoerelse: {afslag_grund: [intet-behov, anden-lov]}\n"),
		     0, "%s", e.tekst);
	cr_assert_str_eq(sag_get(s, "borger.navn"), "Demo Borger");
	cr_assert_str_eq(objekt_get(sag_nr(s, "ansaettelser", 0), "timer_pr_uge"), "30.5");
	cr_assert_str_eq(objekt_get(sag_nr(s, "opgaver", 0), "navn"), "Bære: tungt");
	cr_assert_str_eq(objekt_get(sag_nr(s, "opgaver", 1), "id"), "t2");
	cr_assert_str_eq(objekt_get(sag_nr(s, "hjaelpemidler.liste", 0), "pris"), "2400.00");
	cr_assert_str_eq(sag_get(s, "afgoerelse.afslag_grund"), "intet-behov anden-lov");
	sag_free(s);
}

Test(sagfil, mistakes_name_file_line_key_and_what_was_expected)
{
	afvises("borger: {navn: x}\n", "sag.yaml:1: femtrin: ", "forventede");
	afvises("femtrin: 2\n", "sag.yaml:1: femtrin: ", "forventede 1");
	afvises(HOVED "borgr: {navn: x}\n", "sag.yaml:3: borgr: ", "borger");
	afvises("femtrin: 1\nborger:\n  navn: x\n  nvn: y\n", "sag.yaml:4: borger.nvn: ", "navn, ");
	afvises(HOVED "opgaver: [{id: t1, nvn: y}]\n", "sag.yaml:3: opgaver.nvn: ", "navn");
	afvises(HOVED "opgaver: {id: t1}\n", "sag.yaml:3: opgaver: ", "en liste");
	afvises(HOVED "kontakt: [1]\n", "sag.yaml:3: kontakt: ", "forventede");
	afvises(HOVED "kontakt: {dato: {x: 1}}\n", "sag.yaml:3: kontakt.dato: ", "én værdi");
	afvises(HOVED "kontakt: {dato: 1.9.2026}\n", "sag.yaml:3: kontakt.dato: ", "2026-09-01");
	afvises(HOVED "sag: {id: 12}\n", "sag.yaml:3: sag.id: ", "UUID");
	afvises(HOVED "opgaver: [t1]\n", "sag.yaml:3: opgaver: ", "nøgle");
	afvises("femtrin: 1\n", "sag.yaml:1: borger.navn: ", "navn");
	afvises("femtrin: 1\nborger: null\n", "sag.yaml:2: borger.navn: ", "navn");
	afvises("femtrin: 1\nborger:\n  by: x\n  navn: \"\"\n", "sag.yaml:4: borger.navn: ", "navn");
	afvises(HOVED "kontakt: {notat: x}\nsag: {ordning: [x]}\n", "sag.yaml:4: sag.ordning: ", "én");
	afvises("femtrin: 1\nborger: {navn: x, hensyn: punkt}\n", "sag.yaml:2: borger.hensyn: ",
		"en liste");
	afvises("[1]\n", "sag.yaml:1: ", "forventede");
}

Test(sagfil, single_values_that_belong_together_are_checked)
{
	afvises(HOVED "opgaver:\n  - {id: t1, navn: x, spalte: 2,\n     minutter: 20, bistand: 21}\n",
		"sag.yaml:5: opgaver.bistand: ", "højst 20");
	afvises(HOVED "opgaver: [{id: t1, ansaettelse: a9, navn: x, spalte: 1}]\n",
		"sag.yaml:3: opgaver.ansaettelse: ", "a9");
	afvises(HOVED "opgaver: [{id: t1, navn: x, spalte: 1}, {id: t1, navn: y, spalte: 1}]\n",
		"sag.yaml:3: opgaver.id: ", "t1");
	afvises(HOVED "afgoerelse: {fordeling: [{ansaettelse: a2, timer: 3}]}\n",
		"sag.yaml:3: afgoerelse.fordeling.ansaettelse: ", "a2");
}

/* Random cases: everything the forms know, filled in or not. */

static uint32_t froe;

static uint32_t slump(uint32_t under)
{
	froe = froe * 1664525u + 1013904223u;
	return (uint32_t)(((uint64_t)(froe >> 8) * under) >> 24);
}

static void slumpet_tekst(struct buf *b, bool lang)
{
	static const char *const stumper[] = {
		"Bære", "æøå", ": ", "- ", "# ", "\"", "'", "null", "ja", "{}", "[a, b]", "|", "> ",
		"&x", "*y", "!!", "%", "@", "`", "\\n", "0630", "1e3", "東京", "🙂", "e\xCC\x81", ",", "?",
	};
	uint32_t n = 1 + slump(6);

	for (uint32_t i = 0; i < n; i++) {
		buf_tekst(b, stumper[slump(sizeof stumper / sizeof *stumper)]);
		if (lang && slump(4) == 0)
			buf_tekst(b, slump(2) ? "\n" : "\n\n  ");
		else if (slump(3) == 0)
			buf_tegn(b, ' ');
	}
}

static void slumpet_dato(struct buf *b)
{
	char t[DATO_ISO];

	buf_tekst(b, dato_iso(dato_fra_dage(20000 + slump(2000)), t));
}

static void slumpede_valg(const struct felt *f, struct buf *b)
{
	for (size_t i = 0; i < f->n_valg; i++)
		if (slump(2))
			buf_format(b, "%s%s", b->len ? " " : "", f->valg[i].vaerdi);
}

static long slumpet_tal(const struct felt *f)
{
	int64_t bredde = f->maks - f->min < 1000000 ? f->maks - f->min : 1000000;

	return (long)(f->min + slump((uint32_t)bredde + 1));
}

static void slumpet_vaerdi(const struct felt *f, struct buf *b)
{
	switch (f->type) {
	case FELT_TEKST:
	case FELT_LANG:
		slumpet_tekst(b, f->type == FELT_LANG);
		break;
	case FELT_DATO:
		slumpet_dato(b);
		break;
	case FELT_TIDSPUNKT:
		slumpet_dato(b);
		buf_format(b, "T%02u:%02u", slump(24), slump(60));
		break;
	case FELT_KLOKKE:
		buf_format(b, "%02u:%02u", slump(24), slump(60));
		break;
	case FELT_JANEJ:
		buf_tekst(b, slump(2) ? "ja" : "nej");
		break;
	case FELT_VALG:
		buf_tekst(b, f->valg[slump((uint32_t)f->n_valg)].vaerdi);
		break;
	case FELT_FLERVALG:
		slumpede_valg(f, b);
		break;
	case FELT_HELTAL:
		buf_format(b, "%ld", slumpet_tal(f));
		break;
	case FELT_TIMER:
		buf_format(b, "%ld.%u", slumpet_tal(f) / 60, slump(10));
		break;
	case FELT_DAGE:
		buf_format(b, "%u.5", slump(6));
		break;
	case FELT_BELOEB:
		buf_format(b, "%ld.%02u", slumpet_tal(f) / 100, slump(100));
		break;
	case FELT_CPR:
		buf_tekst(b, slump(2) ? "610190-0019" : "670185-0007");
		break;
	case FELT_CVR:
		buf_tekst(b, "99999993");
		break;
	case FELT_PNUMMER:
		buf_format(b, "10%08u", slump(10000000));
		break;
	case FELT_POSTNR:
	case FELT_KOMMUNE:
		buf_format(b, "%04u", 1 + slump(9998));
		break;
	case FELT_NAVN:
		break;
	case FELT_UUID:
		buf_tekst(b, "0190b1e2-7c1a-7e6b-9a55-3f1d2c4b5a60");
		break;
	case FELT_KVARTAL:
		buf_format(b, "20%02uK%u", 20 + slump(20), 1 + slump(4));
		break;
	case FELT_HASH:
		for (int i = 0; i < 64; i++)
			buf_format(b, "%x", slump(16));
		break;
	}
}

/* What the field does not take is left out: other tests look at that. */
static void fyld_objekt(struct sag *s, const char *liste)
{
	const struct objekt *o = NULL;

	for (size_t i = 0; i < formsaet_antal(former); i++) {
		const struct felt *f = formsaet_nr(former, i);
		struct buf b = BUF_TOM;
		if (!f->liste || strcmp(f->liste, liste) != 0 || slump(3) == 0)
			continue;
		slumpet_vaerdi(f, &b);
		struct saet v = {f->kort, buf_str(&b)};
		if (b.len > 0 && !o)
			sag_tilfoej(s, &o, liste, &v, 1, &e);
		else if (b.len > 0)
			sag_set_flere(s, o, &v, 1, &e);
		buf_done(&b);
	}
	const struct felt *f = formsaet_listefelt(former, liste, "ansaettelse");
	if (o && f && f->type == FELT_NAVN && sag_antal(s, "ansaettelser") > 0)
		sag_set(s, o, f, objekt_get(sag_nr(s, "ansaettelser", 0), "id"), &e);
}

static struct sag *slumpet_sag(uint32_t nr)
{
	struct sag *s;

	froe = nr * 2654435761u + 1;
	sag_ny(&s, NULL, former, &e);
	sag_set(s, NULL, formsaet_felt(former, "borger.navn"), "Demo Borger", &e);
	for (size_t i = 0; i < formsaet_antal(former); i++) {
		const struct felt *f = formsaet_nr(former, i);
		struct buf b = BUF_TOM;
		bool foerste = f->liste && (i == 0 || formsaet_nr(former, i - 1)->liste != f->liste);
		uint32_t n = foerste ? slump(4) : 0;
		for (uint32_t k = 0; k < n; k++)
			fyld_objekt(s, f->liste);
		if (!f->liste && slump(3)) {
			slumpet_vaerdi(f, &b);
			sag_set(s, NULL, f, buf_str(&b), &e);
		}
		buf_done(&b);
	}
	return s;
}

Test(sagfil, any_case_written_and_read_again_is_the_same_case)
{
	for (uint32_t nr = 0; nr < 60; nr++) {
		struct sag *s = slumpet_sag(nr), *igen;
		struct buf a = BUF_TOM, b = BUF_TOM;
		sagfil_export(s, &a);
		cr_assert_eq(laes(&igen, buf_str(&a)), 0, "%u: %s\n%s", nr, e.tekst, buf_str(&a));
		sagfil_export(igen, &b);
		cr_assert_str_eq(buf_str(&b), buf_str(&a));
		sag_free(igen);
		sag_free(s);
		buf_done(&a);
		buf_done(&b);
	}
}

static int taelle(void *arg, const struct post *p, const char *fra)
{
	(void)p, (void)fra;
	++*(size_t *)arg;
	return 0;
}

static size_t poster(struct store *st, const struct uuid *id)
{
	size_t n = 0;

	cr_assert_eq(journal_laes(store_journal(st), id, taelle, &n, &e), 0);
	return n;
}

static void importer(struct store *st, const struct buf *b, struct uuid *id)
{
	char sti[] = "/tmp/femtrin-sagfil-XXXXXX";
	struct sagfil_valg v = {.i_dag = i_dag};
	FILE *f = fdopen(mkstemp(sti), "w");

	fwrite(b->data, 1, b->len, f);
	fclose(f);
	cr_assert_eq(sagfil_import(id, st, former, sti, &v, &e), 0, "%s\n%s", e.tekst, b->data);
	remove(sti);
}

Test(sagfil, any_case_goes_through_a_store_unchanged_and_only_once)
{
	struct store_valg v = {.sqlmappe = FEMTRIN_KILDE "/core/sql", .bruger = "demo",
			       .hukommelse = true};
	struct store *st;

	cr_assert_eq(krypto_start(NULL), 0);
	cr_assert_eq(store_open(&st, &v, &e), 0, "%s", e.tekst);
	for (uint32_t nr = 100; nr < 130; nr++) {
		struct sag *s = slumpet_sag(nr), *igen;
		struct buf a = BUF_TOM, b = BUF_TOM;
		struct uuid id;
		sagfil_export(s, &a);
		importer(st, &a, &id);
		cr_assert(uuid_ens(&id, sag_id(s)));
		size_t foer = poster(st, &id);
		cr_assert_eq(sag_hent(&igen, st, former, &id, &e), 0, "%s", e.tekst);
		sagfil_export(igen, &b);
		cr_assert_str_eq(buf_str(&b), buf_str(&a));
		importer(st, &b, &id);
		cr_assert_eq(poster(st, &id), foer);
		sag_free(igen);
		sag_free(s);
		buf_done(&a);
		buf_done(&b);
	}
	store_close(st);
}

Test(sagfil, every_key_is_written_and_an_empty_case_says_so)
{
	struct sag *s;
	struct buf b = BUF_TOM;

	cr_assert_eq(laes(&s, HOVED), 0, "%s", e.tekst);
	sagfil_export(s, &b);
	const char *const linjer[] = {
		"femtrin: 1\n", "\n  id: ", "\n  navn: Demo Borger\n", "\n  cpr: \"\"\n",
		"\n  hensyn: []\n", "\n  adressebeskyttelse: null\n", "\nopgaver: []\n", "\n  liste: []\n",
		"\n  timer_pr_uge: null\n", "\nnoter: []\n", "\n  partsrepraesentant: {navn: \"\", ",
	};
	for (size_t i = 0; i < sizeof linjer / sizeof *linjer; i++)
		cr_assert_not_null(strstr(buf_str(&b), linjer[i]), "%s i\n%s", linjer[i], buf_str(&b));
	sag_free(s);
	buf_done(&b);
}

Test(sagfil, what_no_form_knows_any_more_is_not_lost)
{
	struct sag *s;
	struct buf b = BUF_TOM;
	struct uuid id;

	cr_assert_eq(laes(&s, HOVED "opgaver: [{id: t1, navn: x, spalte: 1}]\n"), 0, "%s", e.tekst);
	sagdata_put(s, sag_id(s), "borger.kaelenavn", "Bo");
	sagdata_put(s, sag_id(s), "egen.felt.dybt", "1");
	sagdata_put(s, objekt_id(sag_nr(s, "opgaver", 0)), "opgaver.farve", "blå");
	uuid_ny(&id, 1);
	sagdata_put(s, &id, "biler.plade", "AB 12 345");
	sagfil_export(s, &b);
	cr_assert_not_null(strstr(buf_str(&b), "\n  kaelenavn: Bo\n"), "%s", buf_str(&b));
	cr_assert_not_null(strstr(buf_str(&b), "\negen:\n  felt: {dybt: "), "%s", buf_str(&b));
	cr_assert_not_null(strstr(buf_str(&b), "farve: "), "%s", buf_str(&b));
	cr_assert_not_null(strstr(buf_str(&b), "\nbiler:\n  - {plade: AB 12 345}\n"), "%s",
			   buf_str(&b));
	sag_free(s);
	buf_done(&b);
}
