#include "proevesag.h"

#include <sys/stat.h>
#include <unistd.h>

#include "core/base/buf.h"
#include "core/brev/brev.h"
#include "core/brev/brevsaet.h"
#include "core/brev/brevtekst.h"

/* A municipality's own letters over ours: /etc/femtrin and $XDG_CONFIG_HOME/femtrin,
 * in that order. Whatever is wrong in them is told with file and line, and the
 * letters come out as if it were not there. */
struct egne {
	struct proeve p;
	char mappe[2][64];
	struct buf sagt;
};

static void hoer(void *arg, const char *saetning)
{
	buf_format(arg, "%s\n", saetning);
}

static char *sti(const struct egne *x, int nr, const char *navn)
{
	return mem_format("%s/breve/%s", x->mappe[nr], navn);
}

static void start(struct egne *x)
{
	*x = (struct egne){.mappe = {"/tmp/femtrin-egne-XXXXXX", "/tmp/femtrin-egne-XXXXXX"}};
	proeve_start(&x->p);
	proeve_laes(&x->p, "paedagog");
	for (int i = 0; i < 2; i++) {
		cr_assert_not_null(mkdtemp(x->mappe[i]));
		char *s = sti(x, i, "");
		cr_assert_eq(mkdir(s, 0700), 0);
		free(s);
	}
}

static void slut(struct egne *x)
{
	for (int i = 0; i < 2; i++) {
		char *s = sti(x, i, "");
		rmdir(s);
		rmdir(x->mappe[i]);
		free(s);
	}
	buf_done(&x->sagt);
	proeve_slut(&x->p);
}

static void laeg(const struct egne *x, int nr, const char *navn, const char *tekst)
{
	char *s = sti(x, nr, navn);
	FILE *f = fopen(s, "w");
	cr_assert_not_null(f);
	fputs(tekst, f);
	fclose(f);
	free(s);
}

static void fjern(const struct egne *x, int nr, const char *navn)
{
	char *s = sti(x, nr, navn);
	cr_assert_eq(remove(s), 0);
	free(s);
}

/* Every kind as text, one after the other. */
static char *alle(struct egne *x)
{
	const char *mapper[] = {FEMTRIN_KILDE "/forms", x->mappe[0], x->mappe[1]};
	const char *const *arter;
	struct err e = {0, ""};
	struct brevsaet *saet = NULL;
	struct buf t = BUF_TOM;
	const struct brev_om om = {.assess = proeve_vurder(&x->p), .ind = &x->p.ind,
				   .i_dag = PROEVEDAG, .udkast = true};
	buf_ryd(&x->sagt);
	cr_assert_eq(brevsaet_hent(&saet, mapper, 3, x->p.fs, hoer, &x->sagt, &e), 0, "%s", e.tekst);
	size_t n = brevsaet_arter(saet, &arter);
	for (size_t i = 0; i < n; i++) {
		struct brev *b = NULL;
		cr_assert_eq(brev_lav(&b, saet, arter[i], x->p.s, &om, &e), 0, "%s", e.tekst);
		buf_format(&t, "== %s\n", arter[i]);
		brev_tekst(b, &t);
		brev_free(b);
	}
	brevsaet_free(saet);
	return buf_tag(&t);
}

static int tjek(struct egne *x)
{
	const char *mapper[] = {FEMTRIN_KILDE "/forms", x->mappe[0], x->mappe[1]};
	buf_ryd(&x->sagt);
	return brevsaet_tjek(mapper, 3, x->p.fs, hoer, &x->sagt);
}

static bool sagt(const struct egne *x, const char *hvad)
{
	return x->sagt.len > 0 && strstr(buf_str(&x->sagt), hvad);
}

static int gange(const char *t, const char *del)
{
	int n = 0;
	for (; (t = strstr(t, del)); t++)
		n++;
	return n;
}

#define AFG "brev: afgoerelse\nnavn: A\ntitel: T\nkilde: kommunen\nsektioner:\n"
#define SEKTION "sektioner:\n  - id: klage\n    overskrift: Klage\n    indhold:\n"

static const struct {
	const char *fil, *tekst, *ventet;
} FORKERT[] = {
	{"afgoerelse.yaml", "brev: [\n", "afgoerelse.yaml:"},
	{"afgoerelse.yaml", "", "afgoerelse.yaml:1: "},
	{"afgoerelse.yaml", AFG "  - {id: klage, indhold: [{tekst: \"{{borger.nvn}}\"}]}\n", "afgoerelse.yaml:6: »borger.nvn«"},
	{"afgoerelse.yaml", AFG "  - {id: klage, indhold: [{tekst: x}]}\n", "afgoerelse.yaml:5: sektionen »overskrift« skal være der"},
	{"afgoerelse.yaml", AFG "  - {id: klage, hvis: \"borger.navn =\", indhold: [{tekst: x}]}\n", "afgoerelse.yaml:6: "},
	{"kvittering.yaml", "brev: afgoerelse\nnavn: A\ntitel: T\nsektioner:\n  - brug: hoved\n", "kvittering.yaml:"},
	{"faelles.yaml", "sektioner: {", "faelles.yaml:"},
	{"faelles.yaml", SEKTION "      - tekst: \"Klag til {{regelsaet.klagorgan}}.\"\n", "faelles.yaml:5: »regelsaet.klagorgan«"},
	{"faelles.yaml", "sektioner:\n  - id: klage\n", "faelles.yaml:2: en sektion har"},
	{"faelles.yaml", SEKTION "      - tekts: x\n", "faelles.yaml:5: ukendt nøgle »tekts«"},
	{"layout.yaml", "tekst_pt: 4\n", "layout.yaml:1: »tekst_pt«"},
	{"layout.yaml", "skrfit: Comic\n", "layout.yaml:1: "},
	{"layout.yaml", "- x\n", "layout.yaml:"},
};

Test(brevegne, every_mistake_is_told_and_leaves_the_letters_as_they_were)
{
	struct egne x;
	start(&x);
	char *foer = alle(&x);
	cr_assert_eq(x.sagt.len, 0, "%s", buf_str(&x.sagt));
	for (size_t i = 0; i < sizeof(FORKERT) / sizeof(*FORKERT); i++)
		for (int nr = 0; nr < 2; nr++) {
			laeg(&x, nr, FORKERT[i].fil, FORKERT[i].tekst);
			char *nu = alle(&x);
			cr_expect_str_eq(nu, foer, "%s", FORKERT[i].tekst);
			cr_expect(sagt(&x, FORKERT[i].ventet), "%s gav\n%s", FORKERT[i].tekst,
				  buf_str(&x.sagt));
			cr_expect_eq(gange(buf_str(&x.sagt), FORKERT[i].ventet), 1);
			cr_expect(sagt(&x, x.mappe[nr]));
			cr_expect_geq(tjek(&x), 1);
			cr_expect(sagt(&x, FORKERT[i].ventet), "--check: %s gav\n%s",
				  FORKERT[i].tekst, buf_str(&x.sagt));
			free(nu);
			fjern(&x, nr, FORKERT[i].fil);
		}
	free(foer);
	slut(&x);
}

/* What a letter can live with is told by the check alone. */
Test(brevegne, the_check_tells_of_hard_text_missing_sources_and_what_never_comes)
{
	static const struct {
		const char *tekst, *ventet;
	} SVAGT[] = {
		{"      - tekst: \"Du kan klage.\"\n", "faelles.yaml:5: sætningen har ingen »kilde«"},
		{"      - tekst: \"Du kan klage.\"\n        kilde: x\n        hvis: borger.navn og ikke borger.navn\n", "faelles.yaml:5: afsnittet kan aldrig"},
		{"      - tekst: \"" "a b c d e f g h i j a b c d e f g h i j a b c d e f g h i j k.\"\n        kilde: x\n", "faelles.yaml:5: sætningen er på 31 ord"},
	};
	struct egne x;
	start(&x);
	for (size_t i = 0; i < sizeof(SVAGT) / sizeof(*SVAGT); i++) {
		struct buf t = BUF_TOM;
		buf_format(&t, SEKTION "%s", SVAGT[i].tekst);
		laeg(&x, 0, "faelles.yaml", buf_str(&t));
		free(alle(&x));
		cr_expect_eq(x.sagt.len, 0, "%s", buf_str(&x.sagt));
		cr_expect_eq(tjek(&x), 1, "%s", buf_str(&x.sagt));
		cr_expect(sagt(&x, SVAGT[i].ventet), "%s", buf_str(&x.sagt));
		fjern(&x, 0, "faelles.yaml");
		buf_done(&t);
	}
	slut(&x);
}

Test(brevegne, one_section_of_ones_own_leaves_the_others_as_they_are)
{
	struct egne x;
	start(&x);
	laeg(&x, 0, "faelles.yaml", SEKTION "      - tekst: \"Vores egen vej til klage.\"\n        kilde: kommunen\n");
	char *t = alle(&x);
	cr_expect_eq(x.sagt.len, 0, "%s", buf_str(&x.sagt));
	cr_expect_geq(gange(t, "Vores egen vej til klage."), 5);
	cr_expect(strstr(t, "Du har ret til at se papirerne"));
	free(t);
	cr_expect_eq(tjek(&x), 0, "%s", buf_str(&x.sagt));
	/* A mistake above it: the municipality's own stands, not ours. */
	laeg(&x, 1, "faelles.yaml", SEKTION "      - tekst: \"{{intet}}\"\n");
	t = alle(&x);
	cr_expect(sagt(&x, "faelles.yaml:5: »intet«"), "%s", buf_str(&x.sagt));
	cr_expect_geq(gange(t, "Vores egen vej til klage."), 5);
	free(t);
	fjern(&x, 0, "faelles.yaml");
	fjern(&x, 1, "faelles.yaml");
	slut(&x);
}
