#include "proevesag.h"

#include "core/base/buf.h"
#include "core/brev/brev.h"
#include "core/brev/brevhtml.h"
#include "core/brev/brevsaet.h"
#include "core/brev/brevtekst.h"
#include "core/brev/pligt.h"
#include "core/sag/sag.h"

/* The papers around the decision, as text. */
struct papir {
	struct proeve p, foer;
	struct brevsaet *saet;
	struct buf t;
	const struct sag *forrige;
	const char *sted;                /* name of the employment it is about */
};

static void start(struct papir *x, const char *fikstur)
{
	static const char *const mapper[] = {FEMTRIN_KILDE "/forms"};
	struct err e = {0, ""};
	*x = (struct papir){.sted = NULL};
	proeve_start(&x->p);
	proeve_start(&x->foer);
	cr_assert_eq(brevsaet_hent(&x->saet, mapper, 1, x->p.fs, proeve_sig, NULL, &e), 0, "%s",
		     e.tekst);
	if (fikstur)
		proeve_laes(&x->p, fikstur);
}

static const char *lav(struct papir *x, const char *art)
{
	struct err e = {0, ""};
	struct brev *b = NULL;
	const struct brev_om om = {
		.assess = proeve_vurder(&x->p), .ind = &x->p.ind, .i_dag = PROEVEDAG,
		.udkast = true, .forrige = x->forrige,
		.arbejdssted =
			x->sted ? sag_med_navn(x->p.s, "ansaettelser", x->sted) : NULL};
	cr_assert_eq(brev_lav(&b, x->saet, art, x->p.s, &om, &e), 0, "%s", e.tekst);
	buf_ryd(&x->t);
	brev_tekst(b, &x->t);
	brev_free(b);
	return buf_str(&x->t);
}

static void slut(struct papir *x)
{
	buf_done(&x->t);
	brevsaet_free(x->saet);
	proeve_slut(&x->p);
	proeve_slut(&x->foer);
}

static void har(const char *t, const char *del)
{
	cr_expect(strstr(t, del), "%s\nmangler i\n%s", del, t);
}

static void har_ikke(const char *t, const char *del)
{
	cr_expect(!strstr(t, del), "%s\nstår i\n%s", del, t);
}

/* Every text that says something of health, home or person, marked so that it is
 * known again; the rest as a case has it. */
#define HEMMELIG                                                                               \
	"femtrin: 1\nsag: {ordning: personlig-assistance, trin: 4}\n"                          \
	"borger: {navn: Demo Person, cpr: \"610190-0019\", adresse: \"xhemx 1\", "             \
	"postnr: \"9990\", by: xhemx, telefon: \"00000017\", email: xhemx@x.dk, "              \
	"adressebeskyttelse: ja, partsrepraesentant: {navn: xhemx}}\n"                         \
	"kontakt: {notat: xhemx}\n"                                                            \
	"samtykke: [{hos: xhemx, oplysninger: xhemx, svar: ja}]\n"                             \
	"indhentning: [{hos: xhemx}]\n"                                                        \
	"ansoegning: {modtaget: 2026-09-01, timer_pr_uge: 10, fra: 2026-09-01, funktioner: xhemx}\n" \
	"besoeg: [{sted: xhemx, deltagere: xhemx, bisidder: xhemx}]\n"                         \
	"ansaettelser:\n"                                                                      \
	"  - {id: a1, virksomhed: Demo Et, cvr: \"99999993\", form: ordinaer, stilling: Kok, timer_pr_uge: 20, bemanding: xhemx}\n" \
	"  - {id: a2, virksomhed: xhemx, form: ordinaer, stilling: xhemx, timer_pr_uge: 10}\n" \
	"funktionsnedsaettelse: {art: depression, beskrivelse: xhemx, betydning: xhemx, udvidelse_begrundelse: xhemx, dokumentation: [{art: psykolog, fra: xhemx}]}\n" \
	"opgaver:\n"                                                                           \
	"  - {id: t1, ansaettelse: a1, navn: Opvask, spalte: 2, antal: 5, pr: uge, minutter: 60, bistand: 60, loesning: assistance, hvorfor: xhemx, note: xhemx}\n" \
	"  - {id: t2, ansaettelse: a2, navn: xhemx, spalte: 2, antal: 5, pr: uge, minutter: 60, bistand: 60, loesning: assistance}\n" \
	"  - {id: t3, ansaettelse: a1, navn: xhemx, spalte: 2, antal: 5, pr: uge, minutter: 60, bistand: 60, loesning: assistance, afslag: xhemx}\n" \
	"hjaelpemidler: {overvejet: ja, vurdering: xhemx, liste: [{navn: xhemx, bevilget: ja}]}\n" \
	"vurdering: {timer_pr_uge: 10, begrundelse: xhemx, forenelighed_begrundelse: xhemx, vikar_begrundelse: xhemx, egne_opgaver: xhemx}\n" \
	"afgoerelse: {udfald: delvis, dato: 2026-09-10, timer: 10, pr: uge, fra: 2026-09-01, assistent: ny, sats: ordinaer, sats_begrundelse: xhemx, lagt_til_grund: xhemx, afslag_begrundelse: xhemx, borgers_syn: xhemx, svar_paa_syn: xhemx, partshoering_oplysninger: xhemx, partshoering_svar: xhemx, fordeling: [{ansaettelse: a1, timer: 6}, {ansaettelse: a2, timer: 4}]}\n" \
	"klage: {modtaget: 2026-09-12, udfald: xhemx, begrundelse: xhemx, svar: xhemx}\n"

Test(papirer, an_employer_reads_nothing_of_health_home_person_or_another_job)
{
	struct papir x;
	start(&x, NULL);
	proeve_tekst(&x.p, HEMMELIG);
	x.sted = "a1";
	const char *t = lav(&x, "orientering-virksomhed");
	har(t, "Demo Et");
	har(t, "6 timer om ugen");
	har(t, "78 timer i kvartalet");
	har(t, "Opvask");
	har_ikke(t, "xhemx");
	har_ikke(t, "610190");
	har_ikke(t, "00000017");
	har_ikke(t, "9990");
	har_ikke(t, "epression");
	har_ikke(t, "10 timer");
	/* The form for the money has the CPR number, and not an address that is protected. */
	t = lav(&x, "udbetaling");
	har(t, "610190-0019");
	har(t, "6 timer om ugen");
	har_ikke(t, "xhemx");
	/* Nobody's name is guessed where none is chosen. */
	x.sted = NULL;
	t = lav(&x, "orientering-virksomhed");
	har(t, "[mangler: ansaettelser.virksomhed]");
	har_ikke(t, "xhemx");
	slut(&x);
}

Test(papirer, what_an_employer_may_never_read_cannot_be_listed)
{
	cr_expect(pligt_forbudt("funktionsnedsaettelse.betydning"));
	cr_expect(pligt_forbudt("borger.cpr"));
	cr_expect(pligt_forbudt("borger.adresse"));
	cr_expect(pligt_forbudt("hjaelpemidler.liste.navn"));
	cr_expect(pligt_forbudt("opgaver.hvorfor"));
	cr_expect_not(pligt_forbudt("borger.navn"));
	cr_expect_not(pligt_forbudt("opgaver.navn"));
}

Test(papirer, the_payment_form_has_what_the_rule_asks_for_and_lines_to_fill_in)
{
	struct papir x;
	start(&x, "paedagog");
	x.p.ind.frist_indsendelse_dage = 14;
	const char *t = lav(&x, "udbetaling");
	har(t, "Navn: Demo Dagtilbud");
	har(t, "CVR-nummer eller SE-nummer: 99999993");
	har(t, "Registreringsnummer i banken: ___");
	har(t, "Kontonummer: ___");
	har(t, "CPR-nummer: 670185-0007");
	har(t, "156 timer i kvartalet");
	har(t, "Timer, der er betalt løn for: ___");
	har(t, "på tro og love");
	har(t, "senest 14 dage efter");
	har(t, "lønsedler");
	proeve_ret(&x.p, "afgoerelse.sats=tolk");
	proeve_ret(&x.p, "afgoerelse.assistent=tolk");
	t = lav(&x, "udbetaling");
	har(t, "Timer med tolk");
	har_ikke(t, "lønsedler");
	slut(&x);
}

Test(papirer, a_renewal_has_the_tasks_of_last_year_beside_this_years)
{
	struct papir x;
	start(&x, "paedagog");
	proeve_laes(&x.foer, "paedagog");
	proeve_ret(&x.foer, "afgoerelse.timer=13");
	proeve_ret(&x.foer, "+opgaver:navn=Sne,spalte=2,antal=1,pr=uge,minutter=60,bistand=60,"
			    "loesning=assistance");
	x.forrige = x.foer.s;
	const char *t = lav(&x, "genbevilling");
	har(t, "Du får fortsat personlig assistance i 12 timer om ugen");
	har(t, "Før fik du 13 timer om ugen.");
	har(t, "Det er 1 time mindre om ugen.");
	har(t, "Opgave | Hjælp om ugen før | Hjælp om ugen nu");
	har(t, "Sne | 1 time | ingen hjælp");
	har(t, "I alt | 13 timer | 12 timer");
	har(t, "Du får ikke længere hjælp til: Sne (1 time).");
	x.forrige = NULL;
	har(lav(&x, "genbevilling"), "[mangler: sag.forrige]");
	slut(&x);
}

Test(papirer, a_refused_increase_leaves_the_grant_as_it_was)
{
	struct papir x;
	start(&x, "paedagog");
	proeve_laes(&x.foer, "paedagog");
	x.forrige = x.foer.s;
	proeve_ret(&x.p, "afgoerelse.udfald=afslag");
	const char *t = lav(&x, "merbevilling");
	har(t, "Du får ikke mere personlig assistance");
	har(t, "Din bevilling er, som den var.");
	har_ikke(t, "Kommunen giver ikke tilskud til en personlig assistent.");
	har(lav(&x, "aendring"), "Kommunen ændrer ikke din bevilling.");
	har(lav(&x, "afgoerelse"), "Kommunen giver ikke tilskud til en personlig assistent.");
	slut(&x);
}

Test(papirer, the_receipt_names_the_day_and_a_missed_one_the_new_day)
{
	struct papir x;
	start(&x, NULL);
	proeve_tekst(&x.p, "femtrin: 1\nborger: {navn: Demo}\nansoegning: {modtaget: 2026-09-01}\n");
	har(lav(&x, "kvittering"), "[mangler: ansoegning.frist]");
	x.p.ind.frist_sagsbehandling_dage = 30;
	har(lav(&x, "kvittering"), "Du får svar senest den 1. oktober 2026.");
	har(lav(&x, "fristbrev"), "[mangler: ansoegning.frist]");
	proeve_ret(&x.p, "ansoegning.frist=2026-11-01");
	const char *t = lav(&x, "fristbrev");
	har(t, "Du skulle have haft svar senest den 1. oktober 2026.");
	har(t, "Du får nu svar senest den 1. november 2026.");
	slut(&x);
}

Test(papirer, consent_is_asked_for_what_is_not_yet_allowed)
{
	struct papir x;
	start(&x, NULL);
	proeve_tekst(&x.p, "femtrin: 1\nborger: {navn: Demo}\n"
			   "samtykke:\n  - {dato: 2026-09-01, hos: Klinik A, oplysninger: Journal, svar: ja}\n"
			   "  - {hos: Klinik B, oplysninger: Prøver}\n"
			   "indhentning: [{hos: Klinik A, frist: 2026-10-01}, {hos: Klinik C, modtaget: 2026-09-02}]\n");
	const char *t = lav(&x, "oplysninger");
	har(t, "• Oplysninger fra Klinik A. Vi skal have dem senest den 1. oktober 2026.");
	har_ikke(t, "Klinik C");
	har(t, "• Journal fra Klinik A. Du sagde ja den 1. september 2026.");
	const char *under = strstr(t, "Jeg siger ja til");
	cr_assert_not_null(under);
	har(under, "• Prøver fra Klinik B");
	har_ikke(under, "Journal");
	slut(&x);
}

Test(papirer, the_answer_to_a_complaint_and_the_aids_and_the_end_say_what_was_decided)
{
	struct papir x;
	start(&x, "paedagog");
	proeve_ret(&x.p, "klage.modtaget=2026-10-05;klage.udfald=fastholdt;"
			 "klage.begrundelse=Intet nyt er kommet frem;klage.sendt_ankestyrelsen=2026-10-20");
	const char *t = lav(&x, "genvurdering");
	har(t, "Resultatet er: fastholdt.");
	har(t, "Grunden er: Intet nyt er kommet frem.");
	har(t, "videre til Ankestyrelsen den 20. oktober 2026");
	t = lav(&x, "hjaelpemiddel");
	har(t, "Du får hjælpemidler til dit arbejde");
	har(t, "Du kan klage over afgørelsen");
	proeve_ret(&x.p, "afgoerelse.udfald=afslag;afgoerelse.til=2026-12-31;"
			 "afgoerelse.afslag_grund=intet-behov");
	t = lav(&x, "ophoer");
	har(t, "Den sidste dag med tilskud er den 31. december 2026.");
	har(t, "Du har ikke længere brug for personlig hjælp");
	har(t, "Du kan klage over afgørelsen");
	slut(&x);
}

Test(papirer, html_has_headings_lists_and_header_cells_and_markup_stays_text)
{
	struct papir x;
	struct err e = {0, ""};
	struct brev *b = NULL;
	start(&x, "paedagog");
	proeve_ret(&x.p, "borger.navn=<script>alert(\"x\")</script> & {{felt}}");
	const struct brev_om om = {.assess = proeve_vurder(&x.p), .ind = &x.p.ind,
				   .i_dag = PROEVEDAG, .udkast = true};
	cr_assert_eq(brev_lav(&b, x.saet, "afgoerelse", x.p.s, &om, &e), 0, "%s", e.tekst);
	brev_html(b, &x.t);
	const char *t = buf_str(&x.t);
	har(t, "<html lang=\"da\">");
	har(t, "<p>UDKAST</p>");
	har(t, "<h1>Du får personlig assistance i 12 timer om ugen</h1>");
	har(t, "<th scope=\"col\">Opgave</th>");
	har(t, "<ul>\n<li>du har en varig");
	har(t, "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; {{felt}}");
	har_ikke(t, "<script");
	brev_free(b);
	slut(&x);
}
