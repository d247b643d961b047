#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/buf.h"
#include "core/base/mem.h"
#include "tests/screens/harness.h"
#include "tui/term.h"

/* On the split: names and numbers as they are said, one line each. */
#define OPGAVER "<F3>nKundebetjening, 1xdag 380 min<Enter><Esc>" \
	"<Right>nRengøring, 5xuge 60 min hjælp 60<Enter><Esc><Esc>"

/* What the caseworker answers when F9 stands on a field, by what it says is missing. */
static const struct {
	const char *navn, *taster;
} SVAR[] = {
	{"CPR-nummer", "610190-0019<Enter>"},
	{"Adresse", "Havnegade 4<Enter>"},
	{"Postnummer", "9999<Enter>"},
	{"By", "Demoby<Enter>"},
	{"Modtaget", "1.9.2026<Enter>"},
	{"Ansøgt om", "5<Enter>"},
	{"Ansøgt fra", "1.10.2026<Enter>"},
	{"Der er ikke skrevet nogen ansættelse", "<Enter>Demo Kontor<Tab>99999993<Tab>"},
	{"Der er ikke skrevet nogen opgave", OPGAVER},
	{"Hvis opgave er det", "borg<Enter>"},
	{"Hvad gør den svær", "Spandene er for tunge.<Enter>"},
	{"Borgerens syn", "Jeg vil gerne blive i jobbet.<Tab>"},
	{"Er overvejet", "ja<Enter>"},
	{"Hvem bliver assistent", "en ny<Enter>"},
	{"Første kontakt", "1.9.2026<Enter>"},
	{"Udfald", "bev<Enter>"},
	{"Afgørelsens dato", "20.9.2026<Enter>"},
	{"Timer pr.", "uge<Enter>"},
	{"Timer mangler", "5<Enter>"},
	{"Fra", "1.10.2026<Enter>"},
	{"Sats", "stud<Enter>"},
	{"Lagt til grund", "Ansøgningen og besøget.<Tab>"},
	{"Næste opfølgning", "1.9.2027<Enter>"},
	{"Ansættelsesform", "ord<Enter>"},
	{"P-nummer", "1000000001<Enter>"},
	{"Stilling", "Kontorist<Enter>"},
	{"Timer om ugen mangler for", "37<Enter>"},
	{"Timer om ugen", "5<Enter>"},
	{"Begrundelse", "Rengøringen er talt op ved besøget.<Tab>"},
	{"Forenelig med jobbet", "ja<Enter>"},
	{"Vikar eller medhjælp", "nej<Enter>"},
	{"Følges op", "1.9.2027<Enter>"},
	{"Hjælpens art", "fys<Enter>"},
	{"Dage om ugen", "5<Enter>"},
	{"Funktionsnedsættelse", "arm<Enter>"},
	{"Beskrivelse", "Slidgigt i hænderne.<Tab>"},
	{"Betyder for arbejdet", "Du kan ikke bære tungt.<Tab>"},
	{"Der er ingen dokumentation", "<Enter>egen<Tab>1.8.2026<Tab>Klinikken<Tab>"},
	{"Varig", "ja<Enter>"},
	{"Betydelig", "ja<Enter>"},
};

static char mappe[64];

static void program(const char *navn, const char *indhold)
{
	char *sti = mem_format("%s/%s", mappe, navn);
	FILE *f = fopen(sti, "w");
	fputs(indhold, f);
	fclose(f);
	chmod(sti, 0700);
	free(sti);
}

/* A step begins with its first answer. */
static const char *const TRIN[] = {"<M-3>5<Enter>", "<M-4>bev<Enter>20.9.2026<Enter>",
				   "<M-5>1.9.2027<Enter>"};

/* F9 and the answer to what it asks for; false when no step is left to begin. */
static bool besvar(struct harness *t, size_t *trin)
{
	harness_keys(t, "<F9>");
	char *linje = harness_linje(t, 22);
	const char *besked = linje + strspn(linje, " ");
	if (strncmp(besked, "Intet mangler", 13) == 0) {
		bool flere = *trin < sizeof(TRIN) / sizeof(*TRIN);
		if (flere)
			harness_keys(t, TRIN[(*trin)++]);
		free(linje);
		return flere;
	}
	bool fundet = false;
	for (size_t i = 0; i < sizeof(SVAR) / sizeof(*SVAR) && !fundet; i++) {
		size_t n = strlen(SVAR[i].navn);
		fundet = strncmp(besked, SVAR[i].navn, n) == 0 && (!besked[n] || besked[n] == ' ');
		if (fundet)
			harness_keys(t, SVAR[i].taster);
	}
	if (!fundet)
		cr_expect(strstr(besked, "Der mangler ikke noget"), "%s\n%s", besked,
			  harness_billede(t));
	free(linje);
	return fundet;
}

/* The letter's first missing thing, one key away. */
static void ret_det_der_mangler(struct harness *t, const char *taster)
{
	bool der = false;
	for (int i = 0; i < 20 && !der; i++) {
		harness_keys(t, "<Down>");
		char *her = harness_ved_markoer(t);
		der = strstr(her, "✗ ") != NULL;
		free(her);
	}
	cr_assert(der, "%s", harness_billede(t));
	harness_keys(t, "<Enter>");
	harness_keys(t, taster);
	harness_keys(t, "<F6>");
}

static size_t laes(const char *navn, char **ud)
{
	char *sti = mem_format("%s/%s", mappe, navn);
	struct buf b = BUF_TOM;
	FILE *f = fopen(sti, "rb");
	cr_assert(f, "%s", sti);
	for (int c; (c = fgetc(f)) != EOF;)
		buf_tegn(&b, (char)c);
	fclose(f);
	free(sti);
	size_t n = b.len;
	*ud = buf_tag(&b);
	return n;
}

/* A printer that keeps what it gets. */
static void printer(void)
{
	snprintf(mappe, sizeof(mappe), "/tmp/gang.XXXXXX");
	cr_assert_not_null(mkdtemp(mappe));
	char *lp = mem_format("#!/bin/sh\ncat >%s/papir.pdf\n", mappe);
	char *path = mem_format("%s:/bin:/usr/bin", mappe);
	program("lp", lp);
	program("lpstat", "#!/bin/sh\n[ $1 = -e ] && echo Kontor\nexit 0\n");
	setenv("PATH", path, 1);
	setenv("HOME", mappe, 1);
	free(path);
	free(lp);
}

Test(gang, by_keys_alone_from_an_empty_store_to_a_letter_printed_and_sent)
{
	printer();
	struct harness *t = harness_start(24, 80);
	char *fil, *papir, kommando[128];
	size_t trin = 0;
	harness_keys(t, "<F3>Demo Kontorist<Enter>");
	for (int i = 0; i < 80 && besvar(t, &trin); i++)
		;
	ses(t, "Der mangler ikke noget i de fem trin.");
	harness_keys(t, "<F6>");
	ret_det_der_mangler(t, "Kundebetjening er kernen i jobbet.<Tab>");
	ses(t, "✓ Brevet kan blive endeligt.");
	harness_keys(t, "e<^A><^K>~/brev.pdf<Enter>p<Enter>");
	ses(t, "sendt til printeren Kontor");
	harness_keys(t, "s21.9.2026<Tab>Digital Post<Tab>22.9.2026<Tab>");
	ses(t, "Sendt den 21. september 2026: Digital Post.");
	ses(t, "Klagen skal være her senest den 20.");
	size_t n = laes("brev.pdf", &fil);
	cr_expect_eq(laes("papir.pdf", &papir), n);
	cr_expect_eq(memcmp(fil, papir, n), 0, "the paper is the stored letter");
	cr_expect_eq(memcmp(fil, "%PDF", 4), 0);
	free(fil);
	free(papir);
	harness_slut(t);
	snprintf(kommando, sizeof(kommando), "rm -r %s", mappe);
	cr_assert_eq(system(kommando), 0);
}
