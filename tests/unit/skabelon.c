#include "proevesag.h"

#include <sys/stat.h>

#include "core/base/buf.h"
#include "core/brev/brev.h"
#include "core/brev/brevsaet.h"
#include "core/brev/brevtekst.h"
#include "core/brev/layout.h"

/* A folder with breve/proeve.yaml (and another file) in it. */
struct mappe {
	struct proeve p;
	char sti[64];
	struct brevsaet *saet;
	struct buf sagt;                 /* what the loader complained of */
};

static void hoer(void *arg, const char *saetning)
{
	buf_format(arg, "%s\n", saetning);
}

static void fil(struct mappe *m, const char *navn, const char *tekst)
{
	char *sti = mem_format("%s/breve/%s", m->sti, navn);
	FILE *f = fopen(sti, "w");
	cr_assert_not_null(f);
	fputs(tekst, f);
	fclose(f);
	free(sti);
}

static void ny(struct mappe *m)
{
	*m = (struct mappe){.sti = "/tmp/femtrin-skabelon-XXXXXX"};
	proeve_start(&m->p);
	cr_assert_not_null(mkdtemp(m->sti));
	char *sti = mem_format("%s/breve", m->sti);
	cr_assert_eq(mkdir(sti, 0700), 0);
	free(sti);
}

static int hent(struct mappe *m)
{
	const char *mapper[] = {m->sti};
	struct err e;
	return brevsaet_hent(&m->saet, mapper, 1, m->p.fs, hoer, &m->sagt, &e);
}

static void slut(struct mappe *m)
{
	char *ordre = mem_format("rm -rf %s", m->sti);
	cr_assert_eq(system(ordre), 0);
	free(ordre);
	brevsaet_free(m->saet);
	buf_done(&m->sagt);
	proeve_slut(&m->p);
}

#define HOVED "brev: proeve\nnavn: Prøve\ntitel: T\nsektioner:\n  - id: s\n    indhold:\n"

static void fejler(const char *skabelon, const char *ventet)
{
	struct mappe m;
	ny(&m);
	fil(&m, "proeve.yaml", skabelon);
	cr_assert_lt(hent(&m), 0, "%s", skabelon);
	cr_assert(strstr(buf_str(&m.sagt), ventet), "%s\ngave\n%s", skabelon, buf_str(&m.sagt));
	slut(&m);
}

Test(skabelon, a_mistake_is_told_with_file_and_line)
{
	fejler(HOVED "      - tekst: \"Hej {{borger.nvn}}\"\n", "proeve.yaml:7: »borger.nvn«");
	fejler(HOVED "      - tekst: \"Hej {{borger.navn\"\n", "proeve.yaml:7: {{ uden }}");
	fejler(HOVED "      - tekst: \"Hej {{borger.navn|stort}}\"\n", "proeve.yaml:7: efter |");
	fejler(HOVED "      - tekst: a\n        hvis: borger.navn =\n", "proeve.yaml:8: ");
	fejler(HOVED "      - tekst: a\n        hvis: borger.nvn\n", "proeve.yaml:8: »borger.nvn«");
	fejler(HOVED "      - tekst: \"{{.navn}}\"\n", "proeve.yaml:7: ».navn« kræver »hver«");
	fejler(HOVED "      - tekst: \"{{.nvn}}\"\n        hver: opgaver\n", "proeve.yaml:7: ».nvn«");
	fejler(HOVED "      - tekst: a\n        hver: borger.navn\n", "proeve.yaml:8: »borger.navn«");
	fejler(HOVED "      - tekst: a\n        hvis: afgoerelse.udfald = bevillling\n",
	       "proeve.yaml:8: »bevillling« er ikke et af valgene");
	fejler(HOVED "      - tekst: a\n        hvis: .spalte = 4\n        hver: opgaver\n", "proeve.yaml:8: »4«");
	fejler(HOVED "      - tekst: a\n        hvis: opgaver = ja\n", "proeve.yaml:8: »opgaver« er en liste");
	fejler("brev: proeve\nnavn: P\ntitel: T\ntilladte_felter: [borger.navn]\nsektioner:\n  - id: s\n    indhold:\n"
	       "      - tekst: \"{{borger.cpr}}\"\n", "proeve.yaml:8: »borger.cpr« står ikke i »tilladte_felter«");
	fejler("brev: proeve\nnavn: P\ntitel: T\ntilladte_felter: [opgaver]\nsektioner:\n  - id: s\n    indhold:\n"
	       "      - tekst: \"a\"\n        hver: opgaver\n        hvis: .note\n", "proeve.yaml:10: »opgaver.note« står ikke");
	fejler("brev: orientering-virksomhed\nnavn: P\ntitel: T\ntilladte_felter:\n  - borger.cpr\nsektioner: []\n",
	       "proeve.yaml:5: dette felt må en arbejdsgiver aldrig se");
	fejler("brev: orientering-virksomhed\nnavn: P\ntitel: T\nsektioner: []\n", "proeve.yaml:1: brevet skal have");
	fejler(HOVED "      - teskt: a\n", "proeve.yaml:7: ukendt nøgle »teskt«");
	fejler(HOVED "      - kilde: a\n", "proeve.yaml:7: her ventes tekst");
	fejler(HOVED "      - tabel: {kolonner: [{navn: a, celle: b}], sum: [a, b]}\n        hver: opgaver\n",
	       "proeve.yaml:7: »sum«");
	fejler(HOVED "      - tabel: {kolonner: [{navn: a, celle: b, bredde: 99}]}\n        hver: opgaver\n",
	       "proeve.yaml:7: »bredde«");
	fejler("brev: proeve\nnavn: P\ntitel: T\nsektioner:\n  - brug: intet\n",
	       "proeve.yaml:5: faelles.yaml har ingen sektion »intet«");
	fejler("brev: proeve\nnavn: P\ntitel: T\ndato: borger.navn\nsektioner: []\n",
	       "proeve.yaml:4: »dato«");
}

Test(skabelon, a_decision_without_a_part_that_the_law_asks_for_is_refused)
{
	fejler("brev: afgoerelse\nnavn: A\ntitel: T\nsektioner:\n"
	       "  - {id: overskrift, indhold: [{tekst: a}]}\n"
	       "  - {id: resultat, indhold: [{tekst: a}]}\n",
	       "proeve.yaml:4: sektionen »opgaver« skal være der");
	fejler("brev: afgoerelse\nnavn: A\ntitel: T\nsektioner:\n"
	       "  - {id: resultat, indhold: [{tekst: a}]}\n"
	       "  - {id: overskrift, indhold: [{tekst: a}]}\n",
	       "»resultat« står for tidligt");
}

static char *lav(struct mappe *m, const char *sag)
{
	struct brev *b = NULL;
	struct buf t = BUF_TOM;
	struct err e = {0, ""};
	proeve_tekst(&m->p, sag);
	const struct brev_om om = {.assess = proeve_vurder(&m->p), .ind = &m->p.ind,
				   .i_dag = PROEVEDAG};
	cr_assert_eq(brev_lav(&b, m->saet, "proeve", m->p.s, &om, &e), 0, "%s", e.tekst);
	brev_tekst(b, &t);
	brev_free(b);
	return buf_tag(&t);
}

static void giver(const char *led, const char *sag, const char *ventet)
{
	struct mappe m;
	struct buf b = BUF_TOM;
	ny(&m);
	buf_format(&b, "%s%s", HOVED, led);
	fil(&m, "proeve.yaml", buf_str(&b));
	cr_assert_eq(hent(&m), 0, "%s", buf_str(&m.sagt));
	char *t = lav(&m, sag);
	cr_assert_str_eq(t, ventet);
	free(t);
	buf_done(&b);
	slut(&m);
}

#define SAG "femtrin: 1\nborger: {navn: Demo}\n"

Test(skabelon, places_are_filled_as_people_read_them)
{
	giver("      - tekst: \"{{ansoegning.modtaget}}, {{ansoegning.timer_pr_uge}}.\"\n",
	      SAG "ansoegning: {modtaget: 2026-09-05, timer_pr_uge: 9.5}\n",
	      "5. september 2026, 9 timer og 30 minutter.\n");
	giver("      - tekst: \"Hej {{borger.by}}.\"\n", SAG, "Hej [mangler: borger.by].\n");
	giver("      - tekst: \"Som {{ansaettelser.stilling|lille}} hos {{ansaettelser.virksomhed}}.\"\n",
	      SAG "ansaettelser:\n  - {virksomhed: A, stilling: Ørelæge}\n"
		  "  - {virksomhed: B, stilling: IT-chef}\n  - {virksomhed: C}\n",
	      "Som ørelæge og IT-chef hos A, B og C.\n");
}

Test(skabelon, a_fields_own_full_stop_is_enough)
{
	giver("      - tekst: \"Grunden: {{vurdering.begrundelse}}. Slut.\"\n",
	      SAG "vurdering: {begrundelse: \"Det er nok.\"}\n", "Grunden: Det er nok. Slut.\n");
	giver("      - tekst: \"Grunden: {{vurdering.begrundelse}}. Slut.\"\n",
	      SAG "vurdering: {begrundelse: \"det er nok\"}\n", "Grunden: det er nok. Slut.\n");
}

Test(skabelon, text_from_fields_is_text_and_its_paragraphs_are_paragraphs)
{
	giver("      - tekst: \"{{vurdering.begrundelse}}\"\n",
	      SAG "vurdering: {begrundelse: \"<b>{{borger.navn}}</b>\\n\\n\\n\\nnæste\\nlinje\\n\"}\n",
	      "<b>{{borger.navn}}</b>\n\nnæste\nlinje\n");
}

Test(skabelon, sentences_have_conditions_of_their_own)
{
	const char *led = "      - tekst:\n"
			  "          - \"A.\"\n"
			  "          - {s: \"B.\", hvis: borger.by, kilde: x}\n"
			  "          - {s: \"C.\", hvis: opgaver.spalte i 3}\n";
	giver(led, SAG, "A.\n");
	giver(led, SAG "opgaver:\n  - {navn: a, spalte: 1}\n  - {navn: b, spalte: 3}\n", "A. C.\n");
}

Test(skabelon, each_goes_through_the_list_and_keeps_what_holds)
{
	giver("      - punkt: \"{{.navn}}\"\n        hver: opgaver\n        hvis: .spalte = 3\n"
	      "      - tabel: {kolonner: [{navn: N, celle: \"{{.navn}}\"}, "
	      "{navn: H, celle: \"{{.beregn.hyppighed}}\"}], sum: [I alt, \"\"]}\n"
	      "        hver: opgaver\n",
	      SAG "opgaver:\n  - {navn: a, spalte: 1, antal: 1, pr: dag}\n"
		  "  - {navn: b, spalte: 3, antal: 2, pr: 14-dage}\n",
	      "• b\n\nN | H\na | 1 gang om dagen\nb | 2 gange hver 14. dag\nI alt\n");
}

Test(skabelon, a_section_without_content_has_no_heading)
{
	struct mappe m;
	ny(&m);
	fil(&m, "proeve.yaml", "brev: proeve\nnavn: P\ntitel: T\nsektioner:\n"
			       "  - {id: a, overskrift: Tom, indhold: [{tekst: x, hvis: borger.by}]}\n"
			       "  - {id: b, overskrift: Fuld, indhold: [{tekst: y}]}\n"
			       "  - {id: c, overskrift: Skjult, hvis: borger.by, indhold: [{tekst: z}]}\n");
	cr_assert_eq(hent(&m), 0, "%s", buf_str(&m.sagt));
	char *t = lav(&m, SAG);
	cr_assert_str_eq(t, "Fuld\n\ny\n");
	free(t);
	slut(&m);
}

Test(skabelon, a_later_folder_replaces_a_file_and_a_bad_layout_leaves_the_one_below)
{
	struct mappe m, n;
	struct err e;
	ny(&m);
	ny(&n);
	fil(&m, "proeve.yaml", HOVED "      - tekst: først\n");
	fil(&m, "layout.yaml", "tekst_pt: 13\n");
	fil(&n, "proeve.yaml", HOVED "      - tekst: sidst\n");
	fil(&n, "layout.yaml", "tekst_pt: 9\n");
	const char *mapper[] = {m.sti, n.sti};
	cr_assert_eq(brevsaet_hent(&m.saet, mapper, 2, m.p.fs, hoer, &m.sagt, &e), 0);
	cr_assert(strstr(buf_str(&m.sagt), "layout.yaml:1: »tekst_pt«"), "%s", buf_str(&m.sagt));
	cr_assert_eq((int)brevsaet_layout(m.saet)->tekst_pt, 13);
	char *t = lav(&m, SAG);
	cr_assert_str_eq(t, "sidst\n");
	free(t);
	slut(&n);
	slut(&m);
}
