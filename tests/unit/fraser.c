#include "proevesag.h"

#include <unistd.h>

#include "core/base/buf.h"
#include "core/brev/brev.h"
#include "core/brev/fraser.h"

/* Phrases: ours, and a municipality's over them. */
struct proevefraser {
	struct proeve p;
	char mappe[64];
	struct buf sagt;
	struct fraser *f;
	int fejl;
};

static void hoer(void *arg, const char *saetning)
{
	buf_format(arg, "%s\n", saetning);
}

static void start(struct proevefraser *x, const char *egne)
{
	*x = (struct proevefraser){.mappe = "/tmp/femtrin-fraser-XXXXXX"};
	proeve_start(&x->p);
	proeve_laes(&x->p, "paedagog");
	cr_assert_not_null(mkdtemp(x->mappe));
	char *sti = mem_format("%s/fraser.yaml", x->mappe);
	FILE *fil = fopen(sti, "w");
	cr_assert_not_null(fil);
	fputs(egne, fil);
	fclose(fil);
	const char *mapper[] = {FEMTRIN_KILDE "/forms", x->mappe};
	x->fejl = fraser_hent(&x->f, mapper, 2, x->p.fs, hoer, &x->sagt);
	cr_assert_not_null(x->f);
	unlink(sti);
	rmdir(x->mappe);
	free(sti);
}

static void slut(struct proevefraser *x)
{
	fraser_free(x->f);
	buf_done(&x->sagt);
	proeve_slut(&x->p);
}

static char *ord(struct proevefraser *x, const struct frase *f)
{
	struct buf b = BUF_TOM;
	const struct brev_om om = {.assess = proeve_vurder(&x->p), .ind = &x->p.ind,
				   .i_dag = PROEVEDAG, .udkast = true};
	fraser_tekst(f, x->p.s, NULL, &om, &b);
	return buf_tag(&b);
}

static size_t antal(const struct proevefraser *x, const char *felt)
{
	size_t n = 0;
	while (fraser_nr(x->f, felt, n))
		n++;
	return n;
}

#define FELT "felt: vurdering.begrundelse"

Test(fraser, ours_fill_in_what_the_case_knows)
{
	struct proevefraser x;
	start(&x, "fraser: []\n");
	cr_expect_eq(x.fejl, 0, "%s", buf_str(&x.sagt));
	const struct frase *f = fraser_nr(x.f, "vurdering.begrundelse", 0);
	cr_assert_not_null(f);
	char *t = ord(&x, f);
	cr_expect_str_eq(t, "Timerne svarer til de opgaver, der er regnet igennem: 12 timer om ugen.");
	free(t);
	cr_expect_eq(antal(&x, "borger.navn"), 0);
	slut(&x);
}

Test(fraser, the_municipality_replaces_adds_and_takes_away)
{
	struct proevefraser x;
	start(&x, "fraser:\n"
		  "  - {id: behov-opgaver, " FELT ", navn: Vores, tekst: \"Egen frase.\"}\n"
		  "  - {id: behov-loft, fjern: ja}\n"
		  "  - {id: ny, felt: kontakt.notat, navn: Ny, tekst: \"En ny.\"}\n");
	cr_expect_eq(x.fejl, 0, "%s", buf_str(&x.sagt));
	cr_expect_str_eq(fraser_nr(x.f, "vurdering.begrundelse", 0)->navn, "Vores");
	cr_expect_eq(antal(&x, "vurdering.begrundelse"), 2);
	cr_expect_eq(antal(&x, "kontakt.notat"), 1);
	slut(&x);
}

Test(fraser, a_mistake_is_told_with_file_and_line_and_ours_stands)
{
	static const struct {
		const char *linje, *ventet;
	} FORKERT[] = {
		{"{id: behov-opgaver, felt: vurdering.bgrundelse, navn: A, tekst: B}", "fraser.yaml:2: feltet findes ikke"},
		{"{id: behov-opgaver, felt: ansoegning.fra, navn: A, tekst: B}", "fraser.yaml:2: feltet er ikke et felt med tekst"},
		{"{id: behov-opgaver, " FELT ", navn: A, tekst: \"{{borger.nvn}}\"}", "fraser.yaml:2: »borger.nvn«"},
		{"{id: behov-opgaver, " FELT ", navn: A}", "fraser.yaml:2: en frase har"},
		{"{id: behov-opgaver, " FELT ", nvan: A, tekst: B}", "fraser.yaml:2: ukendt nøgle"},
		{"{" FELT ", navn: A, tekst: B}", "fraser.yaml:2: frasen mangler »id«"},
		{"bare ord", "fraser.yaml:2: her ventes en frase"},
	};
	for (size_t i = 0; i < sizeof(FORKERT) / sizeof(*FORKERT); i++) {
		struct proevefraser x;
		char *y = mem_format("fraser:\n  - %s\n", FORKERT[i].linje);
		start(&x, y);
		cr_expect_eq(x.fejl, 1);
		cr_expect(strstr(buf_str(&x.sagt), FORKERT[i].ventet), "%s gav %s", y,
			  buf_str(&x.sagt));
		cr_expect_eq(antal(&x, "vurdering.begrundelse"), 3);
		free(y);
		slut(&x);
	}
}

Test(fraser, a_file_that_is_no_file_of_phrases_leaves_ours)
{
	static const char *const FILER[] = {"", "fraser: {", "fraser: x\n", "- a\n",
					    "fraser: []\nmere: ja\n"};
	for (size_t i = 0; i < sizeof(FILER) / sizeof(*FILER); i++) {
		struct proevefraser x;
		start(&x, FILER[i]);
		cr_expect_eq(x.fejl, 1, "%s: %s", FILER[i], buf_str(&x.sagt));
		cr_expect_eq(antal(&x, "vurdering.begrundelse"), 3);
		slut(&x);
	}
}

Test(fraser, a_long_sentence_is_told_but_taken)
{
	struct proevefraser x;
	start(&x, "fraser:\n  - {id: lang, " FELT ", navn: A, tekst: \"a b c d e f g h i j a b c d e "
		  "f g h i j a b c d e f g h i j k.\"}\n");
	cr_expect_eq(x.fejl, 1);
	cr_expect(strstr(buf_str(&x.sagt), "fraser.yaml:2: sætningen er på 31 ord"));
	cr_expect_eq(antal(&x, "vurdering.begrundelse"), 4);
	slut(&x);
}
