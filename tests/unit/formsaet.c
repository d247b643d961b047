#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/base/tekst.h"
#include "core/form/formsaet.h"
#include "core/form/udtryk.h"

#define FORMER FEMTRIN_KILDE "/forms"

static void saml(void *arg, const char *s)
{
	struct buf *b = arg;
	buf_tekst(b, s);
	buf_tegn(b, '\n');
}

static struct formsaet *hent(const char *const *mapper, size_t n, struct buf *sagt)
{
	struct formsaet *f;
	struct err e;
	cr_assert_eq(formsaet_hent(&f, mapper, n, saml, sagt, &e), 0, "%s", e.tekst);
	return f;
}

/* A throw-away folder with a folder trin in it. */
static char *mappe(void)
{
	char *m = mem_tekst("/tmp/femtrin-form-XXXXXX");
	cr_assert_not_null(mkdtemp(m));
	char *t = mem_format("%s/trin", m);
	cr_assert_eq(mkdir(t, 0700), 0);
	free(t);
	return m;
}

static void skriv(const char *m, const char *navn, const char *tekst)
{
	char *sti = mem_format("%s/trin/%s", m, navn);
	FILE *f = fopen(sti, "w");
	cr_assert_not_null(f);
	fputs(tekst, f);
	fclose(f);
	free(sti);
}

static void slet(char *m)
{
	char *kommando = mem_format("rm -rf %s", m);
	cr_assert_eq(system(kommando), 0);
	free(kommando);
	free(m);
}

/* The forms of the program with one file over them: what was said, and whether
 * the shipped forms still stand. */
static struct formsaet *med(const char *navn, const char *tekst, struct buf *sagt)
{
	char *m = mappe();
	skriv(m, navn, tekst);
	struct formsaet *f = hent((const char *const[]){FORMER, m}, 2, sagt);
	slet(m);
	cr_assert_not_null(formsaet_felt(f, "borger.navn"));
	return f;
}

#define FELT(krop) "trin: 2\nsektioner:\n  - id: egen\n    titel: Egen\n    felter:\n" krop

static void siger(const char *tekst, const char *ventet)
{
	struct buf sagt = BUF_TOM;
	struct formsaet *f = med("egen.yaml", tekst, &sagt);
	cr_assert(strstr(buf_str(&sagt), ventet), "ventede: %s\nfik: %s", ventet, buf_str(&sagt));
	formsaet_free(f);
	buf_done(&sagt);
}

Test(formsaet, the_shipped_forms_are_without_a_mistake)
{
	struct buf sagt = BUF_TOM;
	struct formsaet *f = hent((const char *const[]){FORMER}, 1, &sagt);
	cr_assert_str_eq(buf_str(&sagt), "");
	for (int i = 1; i <= 5; i++) {
		cr_assert_not_null(formsaet_trin(f, i));
		cr_assert_gt(formsaet_trin(f, i)->n, 0);
	}
	cr_assert_null(formsaet_trin(f, 0));
	cr_assert_null(formsaet_trin(f, 6));
	cr_assert_geq(formsaet_version(f), 1);
	formsaet_free(f);
}

Test(formsaet, every_key_of_the_case_file_has_its_type)
{
	static const struct {
		const char *noegle;
		enum felttype type;
	} KRAV[] = {
		{"sag.ordning", FELT_VALG}, {"sag.anledning", FELT_VALG}, {"sag.forrige", FELT_UUID},
		{"sag.kommune", FELT_KOMMUNE}, {"sag.journalnummer", FELT_TEKST}, {"sag.trin", FELT_HELTAL},
		{"borger.navn", FELT_TEKST}, {"borger.cpr", FELT_CPR}, {"borger.adresse", FELT_TEKST},
		{"borger.postnr", FELT_POSTNR}, {"borger.by", FELT_TEKST}, {"borger.telefon", FELT_TEKST},
		{"borger.email", FELT_TEKST}, {"borger.adressebeskyttelse", FELT_JANEJ},
		{"borger.undtaget_digital_post", FELT_JANEJ}, {"borger.hensyn", FELT_FLERVALG},
		{"borger.partsrepraesentant.navn", FELT_TEKST}, {"borger.partsrepraesentant.fuldmagt", FELT_DATO},
		{"kontakt.dato", FELT_DATO}, {"kontakt.kilde", FELT_VALG}, {"kontakt.kanal", FELT_VALG},
		{"kontakt.notat", FELT_LANG}, {"samtykke.dato", FELT_DATO}, {"samtykke.hos", FELT_TEKST},
		{"samtykke.oplysninger", FELT_TEKST}, {"samtykke.retning", FELT_VALG},
		{"samtykke.form", FELT_VALG}, {"samtykke.svar", FELT_JANEJ},
		{"samtykke.foelge_oplyst", FELT_JANEJ}, {"samtykke.tilbagekaldt", FELT_DATO},
		{"indhentning.hos", FELT_TEKST}, {"indhentning.dato_bedt", FELT_DATO},
		{"indhentning.frist", FELT_DATO}, {"indhentning.modtaget", FELT_DATO},
		{"ansoegning.indgivet_af", FELT_VALG}, {"ansoegning.modtaget", FELT_DATO},
		{"ansoegning.underskrevet", FELT_DATO}, {"ansoegning.timer_pr_uge", FELT_TIMER},
		{"ansoegning.periode", FELT_VALG}, {"ansoegning.fra", FELT_DATO}, {"ansoegning.til", FELT_DATO},
		{"ansoegning.funktioner", FELT_LANG}, {"ansoegning.aendret.dato", FELT_DATO},
		{"ansoegning.aendret.timer_pr_uge", FELT_TIMER}, {"ansoegning.aendret.tekst", FELT_TEKST},
		{"ansoegning.frist", FELT_DATO}, {"besoeg.dato", FELT_DATO}, {"besoeg.start", FELT_KLOKKE},
		{"besoeg.slut", FELT_KLOKKE}, {"besoeg.sted", FELT_TEKST}, {"besoeg.form", FELT_VALG},
		{"besoeg.deltagere", FELT_TEKST}, {"besoeg.bisidder", FELT_TEKST}, {"besoeg.tolk", FELT_JANEJ},
		{"besoeg.alene_med_borger", FELT_JANEJ}, {"ansaettelser.id", FELT_NAVN},
		{"ansaettelser.virksomhed", FELT_TEKST}, {"ansaettelser.cvr", FELT_CVR},
		{"ansaettelser.p_nummer", FELT_PNUMMER}, {"ansaettelser.adresse", FELT_TEKST},
		{"ansaettelser.kontaktperson", FELT_TEKST}, {"ansaettelser.telefon", FELT_TEKST},
		{"ansaettelser.sektor", FELT_VALG}, {"ansaettelser.form", FELT_VALG},
		{"ansaettelser.stilling", FELT_TEKST}, {"ansaettelser.timer_pr_uge", FELT_TIMER},
		{"ansaettelser.timer_fremmoede_pr_uge", FELT_TIMER}, {"ansaettelser.delvis_rask", FELT_JANEJ},
		{"ansaettelser.arbejdsdage_pr_uge", FELT_DAGE}, {"ansaettelser.fra", FELT_DATO},
		{"ansaettelser.til", FELT_DATO}, {"ansaettelser.aftalt", FELT_JANEJ},
		{"ansaettelser.ansatte", FELT_HELTAL}, {"ansaettelser.bemanding", FELT_LANG},
		{"uddannelse.navn", FELT_TEKST}, {"uddannelse.sted", FELT_TEKST}, {"uddannelse.fra", FELT_DATO},
		{"uddannelse.til", FELT_DATO}, {"uddannelse.undervisning_min_pr_uge", FELT_HELTAL},
		{"uddannelse.forberedelse_min_pr_uge", FELT_HELTAL}, {"uddannelse.gruppe", FELT_VALG},
		{"uddannelse.sps", FELT_VALG}, {"uddannelse.sps_svar", FELT_TEKST},
		{"uddannelse.foer_ansaettelse", FELT_JANEJ}, {"uddannelse.saerligt_begrundelse", FELT_LANG},
		{"funktionsnedsaettelse.art", FELT_VALG}, {"funktionsnedsaettelse.beskrivelse", FELT_LANG},
		{"funktionsnedsaettelse.varig", FELT_JANEJ}, {"funktionsnedsaettelse.betydelig", FELT_JANEJ},
		{"funktionsnedsaettelse.meget_betydelig", FELT_JANEJ}, {"funktionsnedsaettelse.flere", FELT_JANEJ},
		{"funktionsnedsaettelse.udvidelse_begrundelse", FELT_LANG},
		{"funktionsnedsaettelse.aabenbar", FELT_JANEJ}, {"funktionsnedsaettelse.betydning", FELT_LANG},
		{"funktionsnedsaettelse.dokumentation.art", FELT_VALG},
		{"funktionsnedsaettelse.dokumentation.dato", FELT_DATO},
		{"funktionsnedsaettelse.dokumentation.fra", FELT_TEKST},
		{"funktionsnedsaettelse.dokumentation.fil", FELT_TEKST}, {"opgaver.id", FELT_NAVN},
		{"opgaver.ansaettelse", FELT_NAVN}, {"opgaver.navn", FELT_TEKST}, {"opgaver.spalte", FELT_VALG},
		{"opgaver.antal", FELT_HELTAL}, {"opgaver.pr", FELT_VALG}, {"opgaver.minutter", FELT_HELTAL},
		{"opgaver.bistand", FELT_HELTAL}, {"opgaver.loesning", FELT_VALG}, {"opgaver.maade", FELT_VALG},
		{"opgaver.antal_assistenter", FELT_HELTAL}, {"opgaver.type", FELT_VALG},
		{"opgaver.indhold", FELT_JANEJ}, {"opgaver.foer", FELT_VALG}, {"opgaver.hvorfor", FELT_TEKST},
		{"opgaver.soegt", FELT_JANEJ}, {"opgaver.afslag", FELT_TEKST}, {"opgaver.observeret", FELT_HELTAL},
		{"opgaver.note", FELT_TEKST}, {"hjaelpemidler.overvejet", FELT_JANEJ},
		{"hjaelpemidler.vurdering", FELT_LANG}, {"hjaelpemidler.liste.navn", FELT_TEKST},
		{"hjaelpemidler.liste.pris", FELT_BELOEB}, {"hjaelpemidler.liste.form", FELT_VALG},
		{"hjaelpemidler.liste.bevilget", FELT_JANEJ}, {"vurdering.timer_pr_uge", FELT_TIMER},
		{"vurdering.begrundelse", FELT_LANG}, {"vurdering.forenelighed", FELT_JANEJ},
		{"vurdering.forenelighed_begrundelse", FELT_LANG}, {"vurdering.vikar_eller_medhjaelp", FELT_JANEJ},
		{"vurdering.vikar_begrundelse", FELT_LANG}, {"vurdering.egne_opgaver", FELT_LANG},
		{"afgoerelse.udfald", FELT_VALG}, {"afgoerelse.dato", FELT_DATO}, {"afgoerelse.timer", FELT_TIMER},
		{"afgoerelse.pr", FELT_VALG}, {"afgoerelse.fra", FELT_DATO}, {"afgoerelse.til", FELT_DATO},
		{"afgoerelse.tilbage_begrundelse", FELT_LANG}, {"afgoerelse.fordeling.ansaettelse", FELT_NAVN},
		{"afgoerelse.fordeling.timer", FELT_TIMER}, {"afgoerelse.assistenter.id", FELT_NAVN},
		{"afgoerelse.assistenter.ansaettelse", FELT_NAVN}, {"afgoerelse.assistenter.art", FELT_VALG},
		{"afgoerelse.assistenter.navn", FELT_TEKST}, {"afgoerelse.assistenter.timer_pr_uge", FELT_TIMER},
		{"afgoerelse.assistenter.ansat_af", FELT_VALG},
		{"afgoerelse.assistenter.godkendt_af_borger", FELT_DATO},
		{"afgoerelse.assistenter.relation", FELT_TEKST}, {"afgoerelse.assistent", FELT_VALG},
		{"afgoerelse.sats", FELT_VALG}, {"afgoerelse.sats_begrundelse", FELT_LANG},
		{"afgoerelse.lagt_til_grund", FELT_LANG}, {"afgoerelse.afslag_grund", FELT_FLERVALG},
		{"afgoerelse.afslag_begrundelse", FELT_LANG}, {"afgoerelse.borgers_syn", FELT_LANG},
		{"afgoerelse.svar_paa_syn", FELT_LANG}, {"afgoerelse.intet_syn", FELT_JANEJ},
		{"afgoerelse.partshoering", FELT_VALG}, {"afgoerelse.partshoering_grund", FELT_LANG},
		{"afgoerelse.partshoering_oplysninger", FELT_LANG}, {"afgoerelse.partshoering_dato", FELT_DATO},
		{"afgoerelse.partshoering_frist", FELT_DATO}, {"afgoerelse.partshoering_svar", FELT_LANG},
		{"afgoerelse.godkendelse.bruger", FELT_TEKST}, {"afgoerelse.godkendelse.tid", FELT_TIDSPUNKT},
		{"afgoerelse.godkendelse.bemaerkning", FELT_TEKST}, {"opfoelgning.naeste", FELT_DATO},
		{"opfoelgning.form", FELT_VALG}, {"opfoelgninger.dato", FELT_DATO}, {"opfoelgninger.form", FELT_VALG},
		{"opfoelgninger.anvendte_timer_pr_uge", FELT_TIMER}, {"opfoelgninger.resultat", FELT_VALG},
		{"opfoelgninger.tekst", FELT_LANG}, {"underskrift.borger", FELT_DATO},
		{"underskrift.virksomhed", FELT_DATO}, {"registrering.lab_maalgruppe", FELT_TEKST},
		{"registrering.hovedtype", FELT_TEKST}, {"registrering.vitas_nr", FELT_TEKST},
		{"registrering.registreret", FELT_DATO}, {"udbetalinger.kvartal", FELT_KVARTAL},
		{"udbetalinger.ansaettelse", FELT_NAVN}, {"udbetalinger.assistent", FELT_NAVN},
		{"udbetalinger.anmodet", FELT_DATO}, {"udbetalinger.timer", FELT_TIMER},
		{"udbetalinger.sats", FELT_BELOEB}, {"udbetalinger.faktisk_loen", FELT_BELOEB},
		{"udbetalinger.tillaeg", FELT_BELOEB}, {"udbetalinger.rejse", FELT_BELOEB},
		{"udbetalinger.udbetalt", FELT_BELOEB}, {"udbetalinger.dato", FELT_DATO},
		{"udbetalinger.bilag", FELT_TEKST}, {"udbetalinger.sygdom", FELT_JANEJ},
		{"udbetalinger.sygdom_fra", FELT_DATO}, {"udbetalinger.loenpligt_erklaeret", FELT_JANEJ},
		{"udbetalinger.sygedagpenge", FELT_JANEJ}, {"udbetalinger.tro_og_love", FELT_JANEJ},
		{"breve.id", FELT_NAVN}, {"breve.art", FELT_NAVN}, {"breve.dato", FELT_DATO},
		{"breve.hash", FELT_HASH}, {"breve.sendt", FELT_DATO}, {"breve.kanal", FELT_TEKST},
		{"breve.tilgaengelig", FELT_DATO}, {"breve.retter", FELT_NAVN}, {"klage.modtaget", FELT_DATO},
		{"klage.frist_genvurdering", FELT_DATO}, {"klage.udfald", FELT_TEKST},
		{"klage.sendt_ankestyrelsen", FELT_DATO}, {"klage.svar", FELT_LANG}, {"noter.tid", FELT_TIDSPUNKT},
		{"noter.kode", FELT_TEKST}, {"noter.tekst", FELT_LANG},
	};
	struct buf sagt = BUF_TOM;
	struct formsaet *f = hent((const char *const[]){FORMER}, 1, &sagt);
	for (size_t i = 0; i < sizeof KRAV / sizeof *KRAV; i++) {
		const struct felt *felt = formsaet_felt(f, KRAV[i].noegle);
		cr_expect_not_null(felt, "%s", KRAV[i].noegle);
		if (felt)
			cr_expect_eq(felt->type, KRAV[i].type, "%s", KRAV[i].noegle);
	}
	formsaet_free(f);
}

Test(formsaet, the_top_keys_come_in_the_order_of_the_case_file)
{
	struct buf sagt = BUF_TOM, rad = BUF_TOM;
	struct formsaet *f = hent((const char *const[]){FORMER}, 1, &sagt);
	const char *const *top;
	size_t n = formsaet_lister(f, &top);
	for (size_t i = 0; i < n; i++)
		buf_format(&rad, "%s ", top[i]);
	cr_assert_str_eq(buf_str(&rad),
			 "sag borger kontakt samtykke indhentning ansoegning besoeg ansaettelser "
			 "uddannelse funktionsnedsaettelse opgaver hjaelpemidler vurdering afgoerelse "
			 "opfoelgning opfoelgninger underskrift registrering udbetalinger breve klage "
			 "noter ");
	cr_assert(formsaet_er_liste(f, "funktionsnedsaettelse.dokumentation"));
	cr_assert_not(formsaet_er_liste(f, "borger"));
	const struct felt *felt = formsaet_listefelt(f, "opgaver", "minutter");
	cr_assert_str_eq(felt->kort, "minutter");
	cr_assert_str_eq(felt->liste, "opgaver");
	cr_assert_eq(formsaet_nr(f, (size_t)felt->nr), felt);
	cr_assert_str_eq(formsaet_sektion(f, felt)->id, "opgaver");
	buf_done(&rad);
	formsaet_free(f);
}

Test(formsaet, no_hidden_field_stands_in_a_section)
{
	struct buf sagt = BUF_TOM;
	struct formsaet *f = hent((const char *const[]){FORMER}, 1, &sagt);
	for (int t = 1; t <= 5; t++) {
		const struct trin *trin = formsaet_trin(f, t);
		for (size_t i = 0; i < trin->n; i++) {
			cr_assert_gt(trin->sektioner[i]->n, 0);
			for (size_t j = 0; j < trin->sektioner[i]->n; j++)
				cr_assert_not(trin->sektioner[i]->felter[j]->skjult);
		}
	}
	formsaet_free(f);
}

Test(formsaet, every_field_has_a_short_label_and_a_help_of_its_own)
{
	struct buf sagt = BUF_TOM;
	struct formsaet *f = hent((const char *const[]){FORMER}, 1, &sagt);
	for (size_t i = 0; i < formsaet_antal(f); i++) {
		const struct felt *felt = formsaet_nr(f, i);
		cr_expect_leq(tekst_celler(felt->navn, strlen(felt->navn)), 22, "%s", felt->noegle);
		cr_expect(felt->hjaelp && *felt->hjaelp, "%s", felt->noegle);
		cr_expect_not_null(formsaet_sektion(f, felt)->hjaelp, "%s", felt->noegle);
	}
	formsaet_free(f);
}

/* case-file.md, "Required for a final letter, and nothing else". */
Test(formsaet, a_final_letter_needs_these_fields_and_no_other)
{
	static const char KRAV[] =
		" borger.navn borger.cpr borger.adresse borger.postnr borger.by ansoegning.modtaget"
		" ansoegning.timer_pr_uge ansoegning.fra ansaettelser.virksomhed ansaettelser.cvr"
		" ansaettelser.form ansaettelser.stilling ansaettelser.timer_pr_uge"
		" ansaettelser.arbejdsdage_pr_uge funktionsnedsaettelse.art"
		" funktionsnedsaettelse.beskrivelse afgoerelse.udfald afgoerelse.dato afgoerelse.timer"
		" afgoerelse.pr afgoerelse.fra afgoerelse.sats afgoerelse.assistent opfoelgning.naeste"
		" afgoerelse.borgers_syn ";
	struct buf sagt = BUF_TOM;
	struct formsaet *f = hent((const char *const[]){FORMER}, 1, &sagt);
	size_t n = 0;
	for (size_t i = 0; i < formsaet_antal(f); i++) {
		const struct felt *felt = formsaet_nr(f, i);
		char ord[120];
		snprintf(ord, sizeof ord, " %s ", felt->noegle);
		cr_expect_eq(strstr(KRAV, ord) != NULL, felt->endelig != NULL, "%s", felt->noegle);
		n += felt->endelig != NULL;
	}
	cr_expect_eq(n, 25);
	formsaet_free(f);
}

Test(formsaet, a_municipality_adds_a_field_of_its_own)
{
	struct buf sagt = BUF_TOM;
	struct formsaet *f = med("egen.yaml",
				 "trin: 2\nsektioner:\n  - id: job\n    liste: ansaettelser\n    felter:\n"
				 "      - {noegle: loennr, type: tekst, navn: Lønnummer}\n", &sagt);
	cr_assert_str_eq(buf_str(&sagt), "");
	const struct felt *felt = formsaet_felt(f, "ansaettelser.loennr");
	cr_assert_not_null(felt);
	cr_assert_eq(felt->trin, 2);
	const struct sektion *s = formsaet_sektion(f, felt);
	cr_assert_str_eq(s->titel, "Ansættelsen");
	cr_assert_eq(s->felter[s->n - 1], felt);
	formsaet_free(f);
}

/* The example in the head of 1-kontakt.yaml, as it stands there. */
Test(formsaet, the_example_in_the_first_form_works)
{
	struct buf eksempel = BUF_TOM, sagt = BUF_TOM;
	char linje[200];
	FILE *f = fopen(FORMER "/trin/1-kontakt.yaml", "r");
	cr_assert_not_null(f);
	while (fgets(linje, sizeof linje, f) && *linje == '#') {
		if (!strncmp(linje, "# type:", 7))
			break;
		if (!strncmp(linje, "#   ", 4))
			buf_tekst(&eksempel, linje + 4);
	}
	fclose(f);
	struct formsaet *s = med("egne.yaml", buf_str(&eksempel), &sagt);
	cr_assert_str_eq(buf_str(&sagt), "");
	cr_assert_not_null(formsaet_felt(s, "ansaettelser.loennummer"));
	cr_assert_str_eq(formsaet_felt(s, "borger.telefon")->navn, "Mobil");
	formsaet_free(s);
	buf_done(&eksempel);
}

Test(formsaet, a_municipality_changes_a_label_and_nothing_else)
{
	struct buf sagt = BUF_TOM;
	struct formsaet *f = med("egen.yaml",
				 "rettelser:\n  - {noegle: borger.telefon, navn: Mobil, kraeves: kontor}\n",
				 &sagt);
	cr_assert_str_eq(buf_str(&sagt), "");
	const struct felt *felt = formsaet_felt(f, "borger.telefon");
	cr_assert_str_eq(felt->navn, "Mobil");
	cr_assert_eq(felt->kraeves, KRAEVES_KONTOR);
	cr_assert_eq(felt->maks, 40);
	formsaet_free(f);
}

Test(formsaet, a_file_of_the_same_name_replaces_and_a_broken_one_gives_the_old_back)
{
	struct buf sagt = BUF_TOM;
	struct formsaet *f = med("5-opfoelgning.yaml",
				 "trin: 5\ntitel: Eget\nsektioner:\n  - id: a\n    titel: A\n    felter:\n"
				 "      - {noegle: opfoelgning.naeste, type: dato, navn: N}\n", &sagt);
	cr_assert_str_eq(buf_str(&sagt), "");
	cr_assert_str_eq(formsaet_trin(f, 5)->titel, "Eget");
	cr_assert_null(formsaet_felt(f, "klage.modtaget"));
	formsaet_free(f);

	f = med("5-opfoelgning.yaml", "trin: 5\ntitel: [\n", &sagt);
	cr_assert(strstr(buf_str(&sagt), "trin/5-opfoelgning.yaml:"), "%s", buf_str(&sagt));
	cr_assert_str_eq(formsaet_trin(f, 5)->titel, "Opfølgning");
	formsaet_free(f);
	buf_done(&sagt);
}

Test(formsaet, a_mistake_is_told_with_file_and_line)
{
	siger(FELT("      - {noegle: a, type: tal, navn: A}\n"),
	      "egen.yaml:6: type: typen findes ikke; her ventes en af disse: tekst, lang");
	siger(FELT("      - {type: tekst, navn: A}\n"), "egen.yaml:6: noegle: mangler");
	siger(FELT("      - {noegle: a, type: tekst}\n"), "egen.yaml:6: navn: mangler");
	siger(FELT("      - {noegle: Å, type: tekst, navn: A}\n"), "egen.yaml:6: noegle:");
	siger(FELT("      - {noegle: a, type: tekst, navn: A, farve: rød}\n"),
	      "egen.yaml:6: nøglen »farve« kendes ikke her");
	siger(FELT("      - {noegle: borger.navn, type: tekst, navn: A}\n"),
	      "egen.yaml:6: nøglen »borger.navn« findes i forvejen");
	siger(FELT("      - {noegle: borger, type: tekst, navn: A}\n"), "egen.yaml:6: nøglen »borger«");
	siger(FELT("      - {noegle: opgaver.x, type: tekst, navn: A}\n"),
	      "egen.yaml:6: nøglen »opgaver.x« ligger i listen »opgaver«");
	siger("trin: 2\nsektioner:\n  - id: x\n    liste: opgaver.under\n    felter:\n"
	      "      - {noegle: a, type: tekst, navn: A}\n",
	      "egen.yaml:6: nøglen »opgaver.under.a« ligger i listen »opgaver«");
	siger(FELT("      - {noegle: a, type: valg, navn: A}\n"), "egen.yaml:6: valg:");
	siger(FELT("      - {noegle: a, type: valg, navn: A, valg: [{x: X}, {x: Y}]}\n"), "to gange");
	siger(FELT("      - {noegle: a, type: dato, navn: A, min: 3}\n"), "egen.yaml:6: min:");
	siger(FELT("      - {noegle: a, type: heltal, navn: A, min: 3, maks: 2}\n"), "større end maks");
	siger(FELT("      - {noegle: a, type: tekst, navn: A, kraeves: altid}\n"), "egen.yaml:6: kraeves:");
	siger(FELT("      - {noegle: a, type: tekst, navn: A, vis_hvis: b =}\n"), "egen.yaml:6: vis_hvis:");
	siger(FELT("      - {noegle: a, type: tekst, navn: A, vis_hvis: findes.ikke}\n"),
	      "egen.yaml:6: vis_hvis af »a«: »findes.ikke« er ikke et felt");
	siger(FELT("      - {noegle: a, type: tekst, navn: A, endelig: afgoerelse.udfald = måske}\n"),
	      "»måske« er ikke et af feltets valg");
	siger(FELT("      - {noegle: a, type: tekst, navn: A, vis_hvis: opgaver.spalte = 1}\n"),
	      "skriv punktum");
	siger("trin: 9\n", "egen.yaml:1: trin:");
	siger("sektioner: []\n", "egen.yaml:1: trin:");
	siger("- a\n", "egen.yaml:1:");
	siger("rettelser: [{noegle: x.y, navn: Z}]\n", "egen.yaml:1: noegle: »x.y«");
	siger("trin: 2\nsektioner:\n  - id: job\n    felter:\n      - {noegle: a, type: tekst, navn: A}\n",
	      "egen.yaml:3: sektionen »job« hører til listen »ansaettelser«");
}

Test(formsaet, a_ring_of_visibility_is_found_and_blamed_on_the_file_that_closed_it)
{
	siger(FELT("      - {noegle: a, type: tekst, navn: A, vis_hvis: b}\n"
		   "      - {noegle: b, type: tekst, navn: B, vis_hvis: ikke a}\n"), "går i ring");
	siger(FELT("      - {noegle: a, type: tekst, navn: A, vis_hvis: a}\n"), "egen.yaml:6: vis_hvis af »a«");
	siger("rettelser:\n  - {noegle: afgoerelse.udfald, vis_hvis: afgoerelse.timer}\n",
	      "egen.yaml:2: vis_hvis af »afgoerelse.udfald« går i ring");
}

Test(formsaet, without_a_step_the_others_stand_though_they_name_its_keys)
{
	struct buf sagt = BUF_TOM;
	char *m = mappe();
	skriv(m, "1.yaml", "trin: 1\ntitel: [\n");
	skriv(m, "2.yaml", "trin: 2\ntitel: To\nsektioner:\n  - id: s\n    titel: S\n    felter:\n"
			   "      - {noegle: x.y, type: tekst, navn: Y, vis_hvis: sag.ordning = isbryder}\n");
	struct formsaet *f = hent((const char *const[]){m}, 1, &sagt);
	cr_assert_null(formsaet_trin(f, 1));
	cr_assert_not_null(formsaet_felt(f, "x.y"));
	cr_assert_null(strstr(buf_str(&sagt), "2.yaml"), "%s", buf_str(&sagt));
	formsaet_free(f);
	slet(m);
}

Test(formsaet, no_form_at_all_is_an_error)
{
	struct formsaet *f;
	struct err e;
	const char *m[] = {"/findes/ikke", NULL};
	cr_assert_eq(formsaet_hent(&f, m, 2, NULL, NULL, &e), ERR_FINDES_IKKE);
	cr_assert_null(f);
	cr_assert(strstr(e.tekst, "/findes/ikke/trin"));
}
