#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/mem.h"
#include "core/form/indstillinger.h"

static void saml(void *arg, const char *s)
{
	struct buf *b = arg;
	buf_tekst(b, s);
	buf_tegn(b, '\n');
}

static char *mappe(const char *tekst)
{
	char *m = mem_tekst("/tmp/femtrin-ind-XXXXXX");
	cr_assert_not_null(mkdtemp(m));
	char *sti = mem_format("%s/indstillinger.yaml", m);
	FILE *f = fopen(sti, "w");
	cr_assert_not_null(f);
	fputs(tekst, f);
	fclose(f);
	free(sti);
	return m;
}

static void slet(char *m)
{
	char *sti = mem_format("%s/indstillinger.yaml", m);
	remove(sti);
	remove(m);
	free(sti);
	free(m);
}

/* The shipped settings with a municipality's and a user's file over them. */
static struct indstillinger med(const char *kommunens, const char *min, struct buf *sagt)
{
	struct indstillinger i;
	char *a = mappe(kommunens), *b = mappe(min);
	indstillinger_hent(&i, (const char *const[]){FEMTRIN_KILDE "/forms", NULL, a, b}, 4, saml, sagt);
	slet(a);
	slet(b);
	return i;
}

Test(indstillinger, the_shipped_file_sets_nothing_and_has_no_mistake)
{
	struct buf sagt = BUF_TOM;
	struct indstillinger i;
	indstillinger_hent(&i, (const char *const[]){FEMTRIN_KILDE "/forms"}, 1, saml, &sagt);
	cr_assert_str_eq(buf_str(&sagt), "");
	cr_assert_str_eq(i.kommune.navn, "");
	cr_assert_eq(i.n_satser, 0);
	cr_assert_eq(i.beloebsgraense, -1);
	cr_assert_eq(i.laas_minutter, 5);
	cr_assert_eq(indstillinger_sats(&i, "student", (struct dato){2026, 9, 1}), -1);
	indstillinger_done(&i);
}

Test(indstillinger, without_any_folder_the_defaults_stand)
{
	struct indstillinger i;
	indstillinger_hent(&i, (const char *const[]){"/findes/ikke"}, 1, NULL, NULL);
	cr_assert_eq(i.laas_minutter, 5);
	cr_assert_eq(i.beloebsgraense, -1);
	indstillinger_done(&i);
}

Test(indstillinger, the_weightier_file_wins_key_by_key)
{
	struct buf sagt = BUF_TOM;
	struct indstillinger i = med("kommune: {kode: \"0269\", navn: Demo Kommune}\nbeloebsgraense: 20000\n"
				     "frister: {sagsbehandling_dage: 56}\nlaas_minutter: 0\n",
				     "bruger: {navn: Demo Bruger}\nkommune: {telefon: \"00000001\"}\n"
				     "laas_minutter: 20\n",
				     &sagt);
	cr_assert_str_eq(buf_str(&sagt), "");
	cr_assert_str_eq(i.kommune.kode, "0269");
	cr_assert_str_eq(i.kommune.navn, "Demo Kommune");
	cr_assert_str_eq(i.kommune.telefon, "00000001");
	cr_assert_str_eq(i.bruger.navn, "Demo Bruger");
	cr_assert_eq(i.beloebsgraense, 2000000);
	cr_assert_eq(i.frist_sagsbehandling_dage, 56);
	cr_assert_eq(i.laas_minutter, 20);
	indstillinger_done(&i);
}

Test(indstillinger, the_limit_can_be_taken_off_again)
{
	struct buf sagt = BUF_TOM;
	struct indstillinger i = med("beloebsgraense: 20000\n", "beloebsgraense: null\n", &sagt);
	cr_assert_eq(i.beloebsgraense, -1);
	indstillinger_done(&i);
}

Test(indstillinger, the_newest_rate_that_has_begun_counts)
{
	struct buf sagt = BUF_TOM;
	struct indstillinger i = med("satser:\n"
				     "  - {art: student, fra: 2026-04-01, beloeb: 142.50}\n"
				     "  - {art: student, fra: 2025-04-01, beloeb: 140}\n"
				     "  - {art: tolk, fra: 2025-01-01, beloeb: 400.00}\n", "", &sagt);
	cr_assert_str_eq(buf_str(&sagt), "");
	cr_assert_eq(indstillinger_sats(&i, "student", (struct dato){2026, 3, 31}), 14000);
	cr_assert_eq(indstillinger_sats(&i, "student", (struct dato){2026, 4, 1}), 14250);
	cr_assert_eq(indstillinger_sats(&i, "student", (struct dato){2025, 3, 31}), -1);
	cr_assert_eq(indstillinger_sats(&i, "ordinaer", (struct dato){2026, 4, 1}), -1);
	indstillinger_done(&i);
}

Test(indstillinger, rule_sets_get_their_date_and_the_municipalitys_check)
{
	struct buf sagt = BUF_TOM;
	struct indstillinger i = med("regelsaet:\n"
				     "  - {id: lov-1750-2025, fra: 2026-07-01}\n"
				     "  - {id: praksis-31-20, hjemmel_kontrolleret: {dato: 2026-01-15, af: Demo}}\n",
				     "", &sagt);
	cr_assert_str_eq(buf_str(&sagt), "");
	cr_assert_eq(i.n_regelsaet, 2);
	cr_assert_eq(i.regelsaet[0].fra.maaned, 7);
	cr_assert_not(dato_er(i.regelsaet[0].kontrolleret));
	cr_assert_eq(i.regelsaet[1].kontrolleret.dag, 15);
	cr_assert_str_eq(i.regelsaet[1].kontrolleret_af, "Demo");
	indstillinger_done(&i);
}

Test(indstillinger, a_file_with_a_mistake_is_told_and_left_out_whole)
{
	static const char *const DAARLIGE[][2] = {
		{"laas_minutter: 7\nfarve: blå\n", "indstillinger.yaml:2: nøglen »farve« kendes ikke"},
		{"laas_minutter: -1\n", "indstillinger.yaml:1: laas_minutter:"},
		{"laas_minutter: 481\n", "indstillinger.yaml:1: laas_minutter:"},
		{"laas_minutter: 7\nkommune: {kode: 63}\n", "indstillinger.yaml:2: kode:"},
		{"laas_minutter: 7\nbeloebsgraense: mange\n", "indstillinger.yaml:2: beloebsgraense:"},
		{"laas_minutter: 7\nsatser: [{art: fri, fra: 2026-01-01, beloeb: 1}]\n", ":2: art:"},
		{"laas_minutter: 7\nsatser: [{art: tolk, beloeb: 1}]\n", ":2: fra: mangler"},
		{"laas_minutter: 7\nsatser: [{art: tolk, fra: 2026-01-01}]\n", ":2: beloeb: mangler"},
		{"laas_minutter: 7\nregelsaet: [{id: x, fra: i dag}]\n", ":2: fra:"},
		{"laas_minutter: 7\nregelsaet: [{id: x, hjemmel_kontrolleret: {af: y}}]\n", ":2: hjemmel"},
		{"laas_minutter: 7\nkommune: Demo\n", ":2: her ventes nøgler"},
		{"laas_minutter: [\n", "indstillinger.yaml:"},
	};
	for (size_t j = 0; j < sizeof DAARLIGE / sizeof *DAARLIGE; j++) {
		struct buf sagt = BUF_TOM;
		struct indstillinger i = med("laas_minutter: 3\n", DAARLIGE[j][0], &sagt);
		cr_assert(strstr(buf_str(&sagt), DAARLIGE[j][1]), "%s -> %s", DAARLIGE[j][0], buf_str(&sagt));
		cr_assert_eq(i.laas_minutter, 3, "%s", DAARLIGE[j][0]);
		buf_done(&sagt);
		indstillinger_done(&i);
	}
}
