#define _XOPEN_SOURCE 700
#include <criterion/criterion.h>
#include <ftw.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/cmd/cmd.h"
#include "core/cmd/cmdtabel.h"
#include "core/cmd/kommando.h"
#include "core/cmd/miljoe.h"
#include "core/cmd/udfil.h"
#include "core/io/db.h"
#include "core/io/krypto.h"
#include "core/journal/kladde.h"
#include "core/journal/store.h"
#include "core/sag/sag.h"

static char mappe[64];
static char *ud, *fejl;

static void start(void)
{
	strcpy(mappe, "/tmp/femtrin-cmd-XXXXXX");
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

TestSuite(cmd, .init = start, .fini = slut);

static int del(char **argv, const char *linje, char **kopi)
{
	char *rest = NULL;
	int argc = 0;

	*kopi = mem_tekst(linje);
	for (char *p = strtok_r(*kopi, " ", &rest); p; p = strtok_r(NULL, " ", &rest))
		argv[argc++] = p;
	return argc;
}

/* Runs "import a.yaml" and the like; what it wrote stands in ud and fejl. */
static int koer(const char *linje)
{
	char *kopi, *argv[16];
	struct cmd c = {.i_dag = {2026, 11, 22}};
	size_t n;
	int argc = del(argv, linje, &kopi);

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

static void fil(const char *navn, const char *indhold)
{
	FILE *f = fopen(navn, "w");

	fputs(indhold, f);
	fclose(f);
}

static int linjer(const char *s)
{
	int n = 0;

	for (; *s; s++)
		n += *s == '\n';
	return n;
}

#define GOD "femtrin: 1\nborger: {navn: Demo Ærlig}\nansaettelser: [{id: a1, virksomhed: Demo Brød}]\n"

Test(cmd, import_makes_the_store_and_prints_one_id_a_file)
{
	struct stat st;

	fil("a.yaml", GOD);
	fil("b.yaml", GOD);
	cr_assert_eq(koer("import a.yaml b.yaml"), CMD_OK, "%s", fejl);
	cr_assert_eq(strlen(ud), 2 * 37);
	cr_assert_str_eq(fejl, "");
	cr_assert_eq(stat(".local/share/femtrin", &st), 0);
	cr_assert_eq(st.st_mode & 0777, 0700);
	cr_assert_eq(stat(".local/share/femtrin/femtrin.db", &st), 0);
	cr_assert_eq(st.st_mode & 0777, 0600);
}

Test(cmd, a_bad_file_among_several_is_a_dash_and_the_others_come)
{
	fil("a.yaml", GOD);
	fil("b.yaml", "femtrin: 1\nborger: {navn: x, postnr: abc}\nopgavr: []\n");
	cr_assert_eq(koer("import a.yaml b.yaml findes-ikke.yaml a.yaml"), CMD_FEJL);
	cr_assert_eq(linjer(ud), 4);
	cr_assert_not_null(strstr(ud, "\n-\n-\n"));
	cr_assert_eq(strncmp(fejl, "femtrin: b.yaml:2: borger.postnr: ", 34), 0, "%s", fejl);
	cr_assert_not_null(strstr(fejl, "\nfemtrin: b.yaml:3: opgavr: "), "%s", fejl);
	cr_assert_not_null(strstr(fejl, "\nfemtrin: findes-ikke.yaml"), "%s", fejl);
	cr_assert_eq(koer("import b.yaml"), CMD_FEJL);
	cr_assert_str_eq(ud, "");
}

Test(cmd, only_import_makes_a_missing_store)
{
	cr_assert_eq(koer("list"), CMD_STORE);
	cr_assert_eq(strncmp(fejl, "femtrin: ", 9), 0);
	cr_assert_eq(linjer(fejl), 1, "%s", fejl);
	cr_assert_eq(koer("export 0190b1e2-7c1a-7e6b-9a55-3f1d2c4b5a60"), CMD_STORE);
	cr_assert_neq(access(".local/share/femtrin/femtrin.db", F_OK), 0);
}

Test(cmd, wrong_usage_says_how_it_is_used)
{
	const char *const linjer_med_fejl[] = {
		"import", "import --json x", "export", "export a b", "export a -o", "list x",
		"list --jsn", "sync", "sync x", "stat", "--store", "list --store", "--ukendt", "help ukendt",
		"export --all", "export --all d x", "export --all d -o f", "export a --filer",
	};

	for (size_t i = 0; i < sizeof linjer_med_fejl / sizeof *linjer_med_fejl; i++) {
		cr_assert_eq(koer(linjer_med_fejl[i]), CMD_BRUG, "%s", linjer_med_fejl[i]);
		cr_assert_str_eq(ud, "");
		cr_assert_eq(strncmp(fejl, "femtrin: ", 9), 0, "%s: %s", linjer_med_fejl[i], fejl);
	}
}

Test(cmd, help_and_version_are_no_mistakes)
{
	cr_assert_eq(koer("--help"), CMD_OK);
	for (size_t i = 0; i < cmdtabel_antal(); i++)
		cr_assert_not_null(strstr(ud, cmdtabel_nr(i)->navn));
	cr_assert_eq(koer("help import"), CMD_OK);
	cr_assert_not_null(strstr(ud, "femtrin import FIL.yaml..."));
	cr_assert_eq(koer("import --help"), CMD_OK);
	cr_assert_eq(koer("--version"), CMD_OK);
	cr_assert_str_eq(ud, "femtrin " FEMTRIN_VERSION "\n");
}

Test(cmd, the_store_is_named_before_or_after_the_command_or_by_the_environment)
{
	fil("a.yaml", GOD);
	cr_assert_eq(koer("import --store=en/a.db a.yaml"), CMD_OK, "%s", fejl);
	cr_assert_eq(koer("import a.yaml --store to.db"), CMD_OK, "%s", fejl);
	cr_assert_eq(access("en/a.db", F_OK), 0);
	cr_assert_eq(access("to.db", F_OK), 0);
	setenv("FEMTRIN_STORE", "to.db", 1);
	cr_assert_eq(koer("list --json"), CMD_OK, "%s", fejl);
	cr_assert_eq(koer("list --store tre.db"), CMD_STORE);
}

Test(cmd, options_are_taken_out_where_the_program_is_called)
{
	char *argv[16], *kopi;
	struct cmd c = {.fejl = stderr};
	int argc = del(argv, "femtrin --store x.db import --passphrase-file=p -- --store", &kopi);

	cr_assert_eq(cmd_valg(&c, &argc, argv), CMD_OK);
	cr_assert_eq(argc, 4);
	cr_assert_str_eq(argv[1], "import");
	cr_assert_str_eq(argv[3], "--store");
	cr_assert_str_eq(c.store, "x.db");
	cr_assert_str_eq(c.adgangskodefil, "p");
	free(kopi);
}

Test(cmd, list_shows_a_table_or_exactly_eight_keys)
{
	fil("a.yaml", GOD "opfoelgning: {naeste: 2027-06-01}\n");
	cr_assert_eq(koer("import a.yaml"), CMD_OK, "%s", fejl);
	char *id = mem_tekst_n(ud, 36), *ventet;
	cr_assert_eq(koer("list --json"), CMD_OK, "%s", fejl);
	ventet = mem_format("[{\"id\":\"%s\",\"borger\":\"Demo Ærlig\",\"virksomhed\":\"Demo Brød\","
			    "\"trin\":1,\"naeste\":\"2027-06-01\",\"konflikter\":0,\"usendt\":4,"
			    "\"afvist\":0}]\n",
			    id);
	cr_assert_str_eq(ud, ventet);
	free(ventet);
	cr_assert_eq(koer("list"), CMD_OK, "%s", fejl);
	ventet = mem_format("Sag                                   Borger      Virksomhed  Trin  "
			    "Næste       Konflikter  Usendt  Afvist\n"
			    "%s  Demo Ærlig  Demo Brød   1     01.06.2027  0           4       0\n",
			    id);
	cr_assert_str_eq(ud, ventet);
	free(ventet);
	free(id);
}

Test(cmd, an_escape_sequence_in_a_name_is_shown_not_obeyed)
{
	fil("a.yaml", "femtrin: 1\nborger: {navn: \"Demo\"}\nkontakt: {notat: \"\\e[31m\"}\n");
	cr_assert_eq(koer("import a.yaml"), CMD_OK, "%s", fejl);
	fil("b.yaml", "femtrin: 1\nborger: {navn: \"Demo \\e[31m\"}\n");
	koer("import b.yaml");
	cr_assert_eq(koer("list"), CMD_OK);
	cr_assert_null(strchr(ud, '\x1b'));
	cr_assert_eq(koer("export \x1b[31m"), CMD_FEJL);
	cr_assert_null(strchr(fejl, '\x1b'));
}

Test(cmd, an_escape_sequence_in_what_a_letter_lacks_is_shown_not_obeyed)
{
	fil("a.yaml", "femtrin: 1\nsag: {id: 0190b1e2-7c1a-7e6b-9a55-3f1d2c4b5a60}\n"
		      "borger: {navn: Demo}\nansaettelser: [{id: a1, virksomhed: \"\\e[31mX\"}]\n");
	cr_assert_eq(koer("import a.yaml"), CMD_OK, "%s", fejl);
	cr_assert_eq(koer("letter 0190b1e2-7c1a-7e6b-9a55-3f1d2c4b5a60 -o x.pdf"), CMD_MANGLER);
	cr_assert_not_null(strstr(ud, "␛[31mX"), "%s", ud);
	cr_assert_null(strchr(ud, '\x1b'));
}

Test(cmd, export_writes_what_import_takes_back_without_a_change)
{
	struct stat st;
	char linje[128], *foer;

	fil("a.yaml", GOD);
	cr_assert_eq(koer("import a.yaml"), CMD_OK, "%s", fejl);
	snprintf(linje, sizeof linje, "export %.36s -o b.yaml", ud);
	cr_assert_eq(koer(linje), CMD_OK, "%s", fejl);
	cr_assert_str_eq(ud, "");
	cr_assert_eq(stat("b.yaml", &st), 0);
	cr_assert_eq(st.st_mode & 0777, 0600);
	cr_assert_eq(koer("list --json"), CMD_OK);
	foer = mem_tekst(ud);
	cr_assert_eq(koer("import b.yaml"), CMD_OK, "%s", fejl);
	cr_assert_eq(koer("list --json"), CMD_OK);
	cr_assert_str_eq(ud, foer);
	free(foer);
	cr_assert_eq(koer("export 0190b1e2-7c1a-7e6b-9a55-3f1d2c4b5a60"), CMD_FEJL);
	cr_assert_not_null(strstr(fejl, "0190b1e2-7c1a-7e6b-9a55-3f1d2c4b5a60"));
	cr_assert_eq(koer("export t1"), CMD_FEJL);
}

static void stille(void *arg, const char *saetning)
{
	(void)arg, (void)saetning;
}

static void aabn(struct miljoe *m, bool opret)
{
	struct err e = {0, ""};

	cr_assert_eq(miljoe_aabn(m, stille, NULL, &e), 0, "%s", e.tekst);
	struct laasop_valg v = {.sti = miljoe_sti(m, NULL), .opret = opret,
				.kodefil = FEMTRIN_KILDE "/tests/adgangskode"};
	cr_assert_eq(miljoe_store(m, &v, NULL, NULL, &e), 0, "%s", e.tekst);
}

static void gem_brev(const char *id)
{
	static const char pdf[] = "%PDF-1.7 demo";
	uint8_t hash[32];
	char hex[65];
	struct miljoe m;
	struct sag *s;
	struct uuid u;

	aabn(&m, false);
	cr_assert(uuid_laes(&u, id));
	cr_assert_eq(sag_hent(&s, m.store, m.formsaet, &u, NULL), 0);
	cr_assert_eq(store_fil_gem(m.store, pdf, sizeof pdf - 1, hash, NULL), 0);
	krypto_hex(hex, hash, 32);
	cr_assert_eq(sag_tilfoej(s, NULL, "breve", &(struct saet){"hash", hex}, 1, NULL), 0);
	sag_free(s);
	miljoe_luk(&m);
}

Test(cmd, export_takes_all_cases_and_their_letters_along)
{
	char linje[128], id[37];

	fil("a.yaml", GOD);
	cr_assert_eq(koer("import a.yaml a.yaml"), CMD_OK, "%s", fejl);
	snprintf(id, sizeof id, "%.36s", ud);
	gem_brev(id);
	cr_assert_eq(koer("export --all alt --filer"), CMD_OK, "%s", fejl);
	cr_assert_str_eq(ud, "");
	snprintf(linje, sizeof linje, "alt/%s.yaml", id);
	cr_assert_eq(access(linje, F_OK), 0);
	cr_assert_eq(system("test $(ls alt | wc -l) = 3 && grep -q 'PDF-1.7 demo' alt/*.pdf"), 0);
	snprintf(linje, sizeof linje, "export %s --filer breve", id);
	cr_assert_eq(koer(linje), CMD_OK, "%s", fejl);
	cr_assert_not_null(strstr(ud, "Demo Ærlig"));
	cr_assert_eq(system("cmp -s alt/*.pdf breve/*.pdf"), 0);
	cr_assert_eq(koer("export --all a.yaml"), CMD_FEJL);
}

Test(cmd, what_waited_for_newer_forms_comes_when_the_store_is_opened)
{
	struct miljoe m;
	struct err e = {0, ""};
	fil("a.yaml", GOD);
	cr_assert_eq(koer("import a.yaml"), CMD_OK, "%s", fejl);
	aabn(&m, false);
	cr_assert_eq(db_begin(store_db(m.store), "", &e), 0);
	cr_assert_eq(db_exec(store_db(m.store), "UPDATE journal SET udenfor = 2 "
			     "WHERE felt = 'ansaettelser.virksomhed'", &e), 0, "%s", e.tekst);
	cr_assert_eq(db_commit(store_db(m.store), &e), 0);
	cr_assert_eq(store_rebuild(m.store, &e), 0);
	miljoe_luk(&m);
	cr_assert_eq(koer("list"), CMD_OK, "%s", fejl);
	cr_expect(strstr(ud, "Demo Brød"), "%s", ud);
	cr_assert_eq(koer("verify"), CMD_OK, "%s", fejl);
}

Test(cmd, a_file_is_written_whole_or_not_at_all)
{
	struct err e;

	fil("gammel", "gammel");
	cr_assert_eq(udfil_skriv("mangler/x", "ny", 2, &e), ERR_FINDES_IKKE);
	cr_assert_eq(udfil_skriv(mappe, "ny", 2, &e), ERR_FEJL);
	cr_assert_eq(udfil_skriv("gammel", "nyt", 3, &e), 0);
	char b[8] = "";
	FILE *f = fopen("gammel", "r");
	cr_assert_eq(fread(b, 1, sizeof b, f), 3);
	fclose(f);
	cr_assert_str_eq(b, "nyt");
	cr_assert_eq(udfil_skriv("/dev/full", "ny", 2, &e), ERR_FULD);
	cr_assert_eq(access("/dev/full", F_OK), 0);
}

Test(cmd, what_cannot_be_written_is_a_failure)
{
	char hjaelp[] = "--help", *argv[] = {hjaelp};
	struct cmd c = {.ud = fopen("/dev/full", "w"), .fejl = open_memstream(&fejl, &(size_t){0})};

	cr_assert_eq(cmd_koer(&c, 1, argv), CMD_FEJL);
	fclose(c.ud);
	fclose(c.fejl);
	cr_assert_eq(strncmp(fejl, "femtrin: ", 9), 0);
}

Test(cmd, the_data_folder_is_the_one_named_or_that_of_the_build)
{
	char *data = miljoe_data();

	cr_assert_str_eq(data, FEMTRIN_KILDE);
	free(data);
	setenv("FEMTRIN_DATA", mappe, 1);
	cr_assert_null(miljoe_data());
	cr_assert_eq(koer("list"), CMD_FEJL);
	cr_assert_eq(linjer(fejl), 1, "%s", fejl);
	setenv("FEMTRIN_DATA", "", 1);
	data = miljoe_data();
	cr_assert_str_eq(data, FEMTRIN_KILDE);
	free(data);
}

static size_t kladder(struct miljoe *m)
{
	struct kladde *k;
	size_t n;

	cr_assert_eq(kladde_alle(m->store, &k, &n, NULL), 0);
	kladder_free(k, n);
	return n;
}

Test(cmd, a_full_disk_leaves_half_typed_text_where_it_is)
{
	struct rlimit fri, intet = {0, 0};
	char felt[] = "borger.navn", tekst[] = "Demo Halv";
	struct kladde k = {.felt = felt, .tekst = tekst};
	struct miljoe m;

	aabn(&m, true);
	uuid_ny(&k.sag, 1);
	k.objekt = k.sag;
	cr_assert_eq(kladde_gem(m.store, &k, NULL), 0);
	miljoe_luk(&m);
	signal(SIGXFSZ, SIG_IGN);
	getrlimit(RLIMIT_FSIZE, &fri);
	intet.rlim_max = fri.rlim_max;
	setrlimit(RLIMIT_FSIZE, &intet);
	aabn(&m, false);
	cr_assert_eq(kladder(&m), 1);
	miljoe_luk(&m);
	setrlimit(RLIMIT_FSIZE, &fri);
	aabn(&m, false);
	cr_assert_eq(kladder(&m), 0);
	miljoe_luk(&m);
	cr_assert_eq(koer("list"), CMD_OK);
	cr_assert_not_null(strstr(ud, "Demo Halv"));
}
