#define _XOPEN_SOURCE 700
#include <criterion/criterion.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/mem.h"
#include "core/cmd/cmd.h"

static char mappe[64];
static char *ud, *fejl;

static void start(void)
{
	strcpy(mappe, "/tmp/femtrin-assess-XXXXXX");
	cr_assert_not_null(mkdtemp(mappe));
	cr_assert_eq(chdir(mappe), 0);
	setenv("HOME", mappe, 1);
	unsetenv("XDG_DATA_HOME");
	unsetenv("XDG_CONFIG_HOME");
	unsetenv("FEMTRIN_STORE");
	setenv("FEMTRIN_PASSPHRASE_FILE", FEMTRIN_KILDE "/tests/adgangskode", 1);
	setenv("FEMTRIN_KDF", "gulv", 1);
	setenv("FEMTRIN_DATA", FEMTRIN_KILDE, 1);
}

static int slet(const char *sti, const struct stat *st, int flag, struct FTW *f)
{
	(void)st, (void)flag, (void)f;
	return remove(sti);
}

static void slut(void)
{
	cr_assert_eq(chdir("/"), 0);
	nftw(mappe, slet, 8, FTW_DEPTH | FTW_PHYS);
	free(ud);
	free(fejl);
}

TestSuite(cmdassess, .init = start, .fini = slut);

static int koer(const char *linje)
{
	char *kopi = mem_tekst(linje), *rest = NULL, *argv[8];
	struct cmd c = {.i_dag = {2026, 9, 20}};
	int argc = 0;
	size_t n;
	for (char *p = strtok_r(kopi, " ", &rest); p; p = strtok_r(NULL, " ", &rest))
		argv[argc++] = p;
	free(ud);
	free(fejl);
	c.ud = open_memstream(&ud, &n);
	c.fejl = open_memstream(&fejl, &n);
	int rc = cmd_koer(&c, argc, argv);
	fclose(c.ud);
	fclose(c.fejl);
	free(kopi);
	return rc;
}

/* Imports a file and answers "assess ID" for it; yours to free. */
static char *sag(const char *sti)
{
	char *linje = mem_format("import %s", sti);
	cr_assert_eq(koer(linje), CMD_OK, "%s", fejl);
	free(linje);
	return mem_format("assess %.36s", ud);
}

#define FIKSTUR FEMTRIN_KILDE "/tests/fixtures/"

Test(cmdassess, json_is_one_object_with_the_figures_of_the_case)
{
	char *kald = sag(FIKSTUR "landmand.yaml"), *json = mem_format("%s --json", kald);
	cr_assert_eq(koer(json), CMD_OK, "%s", fejl);
	char *ventet = mem_format(
		"{\"id\":\"%s\",\"regelsaet\":\"praksis-31-20\",\"arbejdstid_min\":4200,"
		"\"beskrevet\":1.023,\"egen_andel\":0.860,\"indholdsandel\":1.000,"
		"\"behov_min\":601,\"loft_min\":1200,\"fastsat_min\":600,\"remarks\":[],"
		"\"parametre\":{\"lovhjemmel\":true,\"lagt_til_grund\":true,\"egne_opgaver\":true,"
		"\"betydning\":true,\"behov\":true},\"kost\":{\"maaned\":null}}\n",
		kald + strlen("assess "));
	cr_assert_str_eq(ud, ventet);
	free(ventet);
	free(json);
	free(kald);
}

Test(cmdassess, text_shows_the_hours_the_remarks_by_level_and_the_parameters)
{
	char *kald = sag(FIKSTUR "paedagog.yaml");
	cr_assert_eq(koer(kald), CMD_OK, "%s", fejl);
	static const char *const dele[] = {
		"Demo Pædagog\n", "Timer om ugen\n",
		"  Flyverdragter og støvler          4 × dag × 5 dage × 18 min = 6:00\n",
		"  Behov                             hjælpen lagt sammen = 12:00\n",
		"\nOplysninger\n  uden-besoeg\n",
		"  Lovhjemmel                        ja\n"};
	for (size_t i = 0; i < sizeof dele / sizeof *dele; i++)
		cr_expect_not_null(strstr(ud, dele[i]), "%s\nmissing in\n%s", dele[i], ud);
	cr_expect_null(strstr(ud, "Advarsler"));
	free(kald);
}

Test(cmdassess, all_gives_a_line_for_each_case)
{
	free(sag(FIKSTUR "landmand.yaml"));
	free(sag(FIKSTUR "paedagog.yaml"));
	cr_assert_eq(koer("assess --all --json"), CMD_OK, "%s", fejl);
	int linjer = 0;
	for (const char *p = ud; *p; p++)
		linjer += *p == '\n';
	cr_assert_eq(linjer, 2);
	cr_assert_eq(strncmp(ud, "{\"id\":\"", 7), 0);
}

Test(cmdassess, less_than_the_case_before_is_noticed_through_the_store)
{
	char *foer = sag(FIKSTUR "landmand.yaml");
	FILE *f = fopen("ny.yaml", "w");
	fprintf(f,
		"femtrin: 1\nsag: {ordning: personlig-assistance, trin: 4, forrige: %s}\n"
		"borger: {navn: Demo Landmand}\n"
		"ansoegning: {timer_pr_uge: 9, modtaget: 2027-08-01}\n"
		"afgoerelse: {udfald: bevilling, timer: 9, pr: uge, dato: 2027-08-20, fra: 2027-09-01}\n",
		foer + strlen("assess "));
	fclose(f);
	char *ny = sag("ny.yaml");
	cr_assert_eq(koer(ny), CMD_OK, "%s", fejl);
	cr_assert_not_null(strstr(ud, "færre timer end i den forrige bevilling"), "%s", ud);
	free(ny);
	free(foer);
}

Test(cmdassess, wrong_usage_and_unknown_cases_are_told_apart)
{
	free(sag(FIKSTUR "landmand.yaml"));
	cr_assert_eq(koer("assess"), CMD_BRUG);
	cr_assert_eq(koer("assess --all"), CMD_BRUG);
	cr_assert_eq(koer("assess --alle x"), CMD_BRUG);
	cr_assert_eq(koer("assess --all --json x"), CMD_BRUG);
	cr_assert_eq(koer("assess x"), CMD_FEJL);
	cr_assert_eq(koer("assess 0190b1e2-7c1a-7e6b-9a55-3f1d2c4b5a60"), CMD_FEJL);
	cr_assert_str_eq(ud, "");
	cr_assert_gt(strlen(fejl), 0);
}

Test(cmdassess, without_a_store_there_is_nothing_to_assess)
{
	cr_assert_eq(koer("assess 0190b1e2-7c1a-7e6b-9a55-3f1d2c4b5a60"), CMD_STORE);
	cr_assert_neq(access(".local/share/femtrin/femtrin.db", F_OK), 0, "it is not made");
}
