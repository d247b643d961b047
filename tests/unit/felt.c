#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/cpr.h"
#include "core/base/err.h"
#include "core/form/felt.h"
#include "core/form/felttype.h"

static const struct dato I_DAG = {2026, 11, 22};

#define VALGET(vaerdi, navn) {vaerdi, navn, navn}
static const struct valg VALG[] = {
	VALGET("bevilling", "Bevilling"), VALGET("delvis", "Delvis bevilling"),
	VALGET("afslag", "Afslag"), VALGET("aendring", "Ændring"),
};
static const struct valg HENSYN[] = {
	VALGET("stor-skrift", "Stor skrift"), VALGET("oplaesning", "Oplæsning"),
	VALGET("punkt", "Punktskrift"), VALGET("tolk", "Tolk, tegnsprog"),
};

static struct felt felt(enum felttype t)
{
	struct felt f = {.navn = "Felt", .type = t, .valg = VALG, .n_valg = 4};
	if (t == FELT_FLERVALG)
		f.valg = HENSYN;
	felttype_graenser(t, &f.min, &f.maks);
	return f;
}

static void bliver(const struct felt *f, const char *s, bool fra_fil, const char *ventet)
{
	struct buf b = BUF_TOM;
	struct err e;
	cr_assert_eq(felt_kanon(f, s, fra_fil, I_DAG, &b, &e), 0, "%s: %s", s, e.tekst);
	cr_assert_str_eq(buf_str(&b), ventet, "%s", s);
	/* What was made canonical is canonical, also from a file. */
	struct buf igen = BUF_TOM;
	cr_assert_eq(felt_kanon(f, ventet, true, I_DAG, &igen, &e), 0, "%s: %s", ventet, e.tekst);
	cr_assert_str_eq(buf_str(&igen), ventet);
	buf_done(&igen);
	buf_done(&b);
}

static void tastet(enum felttype t, const char *s, const char *ventet)
{
	struct felt f = felt(t);
	bliver(&f, s, false, ventet);
}

static void fra_fil(enum felttype t, const char *s, const char *ventet)
{
	struct felt f = felt(t);
	bliver(&f, s, true, ventet);
}

static void afvist(enum felttype t, const char *s, bool fil, const char *ventet)
{
	struct felt f = felt(t);
	struct buf b = BUF_TOM;
	struct err e;
	cr_assert_eq(felt_kanon(&f, s, fil, I_DAG, &b, &e), ERR_UGYLDIG, "%s -> %s", s, buf_str(&b));
	cr_assert_eq(strncmp(e.tekst, "Felt: ", 6), 0);
	cr_assert(strstr(e.tekst, ventet), "%s: %s", s, e.tekst);
	cr_assert_str_eq(buf_str(&b), "");
	buf_done(&b);
}

Test(felt, blank_empties_every_type)
{
	for (int t = FELT_TEKST; t <= FELT_HASH; t++) {
		struct felt f = felt((enum felttype)t);
		struct buf b = BUF_TOM;
		buf_tekst(&b, "gammelt");
		cr_assert_eq(felt_kanon(&f, " \t\n", false, I_DAG, &b, NULL), 0);
		cr_assert_str_eq(buf_str(&b), "");
		buf_done(&b);
	}
}

Test(felt, every_type_has_a_name_that_stands_in_the_sentence)
{
	char navne[400];
	int n = 0;
	strcpy(navne, felttype_navne());
	for (char *p = strtok(navne, ", "); p; p = strtok(NULL, ", "), n++) {
		enum felttype t;
		cr_assert(felttype_af_navn(&t, p), "%s", p);
		cr_assert_eq((int)t, n);
	}
	cr_assert_eq(n, FELT_HASH + 1);
}

Test(felt, dates)
{
	tastet(FELT_DATO, "1/9-26", "2026-09-01");
	tastet(FELT_DATO, " 010926 ", "2026-09-01");
	tastet(FELT_DATO, "i dag", "2026-11-22");
	fra_fil(FELT_DATO, "2026-09-01", "2026-09-01");
	afvist(FELT_DATO, "31/11", false, "datoen findes ikke");
	afvist(FELT_DATO, "1/9-26", true, "skriv den som 2026-09-01");
	tastet(FELT_TIDSPUNKT, "10/9-26 13.40", "2026-09-10T13:40");
	tastet(FELT_TIDSPUNKT, "9:05", "2026-11-22T09:05");
	fra_fil(FELT_TIDSPUNKT, "2026-09-10T13:40", "2026-09-10T13:40");
	afvist(FELT_TIDSPUNKT, "2026-09-10", true, "2026-09-10T13:40");
	afvist(FELT_TIDSPUNKT, "2026-09-10T25:40", true, "tidspunktet");
	tastet(FELT_KLOKKE, "1230", "12:30");
	tastet(FELT_KLOKKE, "930", "09:30");
	tastet(FELT_KLOKKE, "9", "09:00");
	tastet(FELT_KLOKKE, "9.05", "09:05");
	afvist(FELT_KLOKKE, "24:00", false, "klokkeslættet");
	afvist(FELT_KLOKKE, "12:60", false, "klokkeslættet");
	afvist(FELT_KLOKKE, "12:5", false, "klokkeslættet");
	afvist(FELT_KLOKKE, "12:300", false, "klokkeslættet");
	afvist(FELT_KLOKKE, "9:05", true, "klokkeslættet");
	afvist(FELT_KLOKKE, "1230", true, "klokkeslættet");
	tastet(FELT_KVARTAL, "2026k4", "2026K4");
	tastet(FELT_KVARTAL, "4/26", "2026K4");
	tastet(FELT_KVARTAL, "k4", "2026K4");
	tastet(FELT_KVARTAL, "4 2026", "2026K4");
	fra_fil(FELT_KVARTAL, "2026K4", "2026K4");
	afvist(FELT_KVARTAL, "2026K5", true, "kvartal");
	afvist(FELT_KVARTAL, "2026k4", true, "kvartal");
	afvist(FELT_KVARTAL, "26", false, "kvartal");
	afvist(FELT_KVARTAL, "99999999999999999999999", false, "kvartal");
}

Test(felt, numbers)
{
	struct felt min = felt(FELT_HELTAL);
	min.min = 1;
	min.maks = 1440;
	min.enhed = "min";
	bliver(&min, "30", false, "30");
	bliver(&min, "30 min", false, "30");
	bliver(&min, "30 min.", false, "30");
	bliver(&min, "30m", false, "30");
	bliver(&min, "1:30", false, "90");
	bliver(&min, "007", true, "7");
	struct buf b = BUF_TOM;
	struct err e;
	cr_assert_eq(felt_kanon(&min, "1441", true, I_DAG, &b, &e), ERR_UGYLDIG);
	cr_assert_str_eq(e.tekst, "Felt: tallet skal ligge mellem 1 og 1440 min");
	cr_assert_eq(felt_kanon(&min, "30 min", true, I_DAG, &b, &e), ERR_UGYLDIG);
	cr_assert_eq(felt_kanon(&min, "1:30", true, I_DAG, &b, &e), ERR_UGYLDIG);
	cr_assert_eq(felt_kanon(&min, "30 km", false, I_DAG, &b, &e), ERR_UGYLDIG);
	afvist(FELT_HELTAL, "-1", false, "helt tal");
	afvist(FELT_HELTAL, "1.5", true, "helt tal");
	afvist(FELT_HELTAL, "99999999999999999999", false, "mellem");
}

Test(felt, hours_and_days)
{
	tastet(FELT_TIMER, "30,5", "30.5");
	tastet(FELT_TIMER, "30:30", "30.5");
	tastet(FELT_TIMER, "37", "37");
	fra_fil(FELT_TIMER, "30.50", "30.5");
	fra_fil(FELT_TIMER, "12.0", "12");
	fra_fil(FELT_TIMER, "0", "0");
	fra_fil(FELT_TIMER, "168", "168");
	afvist(FELT_TIMER, "30,5", true, "punktum");
	afvist(FELT_TIMER, "30:30", true, "punktum");
	afvist(FELT_TIMER, "30.123", true, "to decimaler");
	afvist(FELT_TIMER, "168.01", true, "mellem 0 og 168");
	afvist(FELT_TIMER, "tolv", false, "30:30");
	struct felt f = felt(FELT_TIMER);
	f.enhed = "timer";
	bliver(&f, "12 timer", false, "12");
	bliver(&f, "12,5 t", false, "12.5");
	tastet(FELT_DAGE, "2,5", "2.5");
	fra_fil(FELT_DAGE, "5", "5");
	fra_fil(FELT_DAGE, "0.5", "0.5");
	fra_fil(FELT_DAGE, "7.0", "7");
	afvist(FELT_DAGE, "2.25", true, "halve dage");
	afvist(FELT_DAGE, "0", true, "mellem 0,5 og 7");
	afvist(FELT_DAGE, "7.5", true, "mellem 0,5 og 7");
	afvist(FELT_DAGE, "5:00", false, "halve dage");
}

Test(felt, money)
{
	tastet(FELT_BELOEB, "2.400,50", "2400.50");
	tastet(FELT_BELOEB, "2400", "2400.00");
	fra_fil(FELT_BELOEB, "2400.00", "2400.00");
	fra_fil(FELT_BELOEB, "2400.5", "2400.50");
	fra_fil(FELT_BELOEB, "2400", "2400.00");
	afvist(FELT_BELOEB, "2.400,50", true, "punktum");
	afvist(FELT_BELOEB, "2.400", true, "punktum");
	afvist(FELT_BELOEB, "gratis", false, "beløb");
	struct felt f = felt(FELT_BELOEB);
	f.enhed = "kr.";
	bliver(&f, "2400 kr", false, "2400.00");
	bliver(&f, "2.400,50 kr.", false, "2400.50");
}

Test(felt, yes_and_no_and_choices)
{
	tastet(FELT_JANEJ, "j", "ja");
	tastet(FELT_JANEJ, "NEJ", "nej");
	fra_fil(FELT_JANEJ, "ja", "ja");
	afvist(FELT_JANEJ, "j", true, "ja eller nej");
	afvist(FELT_JANEJ, "true", true, "ja eller nej");
	afvist(FELT_JANEJ, "måske", false, "ja eller nej");
	tastet(FELT_VALG, "b", "bevilling");
	tastet(FELT_VALG, "BEVILLING", "bevilling");
	tastet(FELT_VALG, "delvis bev", "delvis");
	tastet(FELT_VALG, "æ", "aendring");
	tastet(FELT_VALG, "Ænd", "aendring");
	fra_fil(FELT_VALG, "delvis", "delvis");
	afvist(FELT_VALG, "a", false, "flere valg begynder sådan");
	afvist(FELT_VALG, "x", false, "Bevilling, Delvis bevilling, Afslag");
	afvist(FELT_VALG, "b", true, "bevilling, delvis, afslag");
	afvist(FELT_VALG, "Bevilling", true, "bevilling, delvis");
}

Test(felt, a_choice_has_its_danish_name_in_any_language)
{
	static const struct valg V[] = {{"afslag", "Refusal", "Afslag"}};
	const struct felt f = {.navn = "Outcome", .type = FELT_VALG, .valg = V, .n_valg = 1};
	cr_expect_str_eq(felt_valgnavn(&f, "afslag"), "Refusal");
	cr_expect_str_eq(felt_valgnavn_dansk(&f, "afslag"), "Afslag");
	cr_expect_str_eq(felt_valgnavn_dansk(&f, "ukendt"), "ukendt");
}

Test(felt, a_whole_name_wins_over_a_longer_one_that_begins_so)
{
	static const struct valg V[] = {VALGET("dag", "dag"), VALGET("dagligt", "dagligt")};
	struct felt f = {.navn = "Felt", .type = FELT_VALG, .valg = V, .n_valg = 2};
	bliver(&f, "Dag", false, "dag");
}

Test(felt, several_choices_come_in_the_order_of_the_form)
{
	tastet(FELT_FLERVALG, "punkt, stor skrift", "stor-skrift punkt");
	tastet(FELT_FLERVALG, "punkt stor-skrift punkt", "stor-skrift punkt");
	tastet(FELT_FLERVALG, "stor skrift", "stor-skrift");
	tastet(FELT_FLERVALG, "o; p", "oplaesning punkt");
	fra_fil(FELT_FLERVALG, "punkt stor-skrift", "stor-skrift punkt");
	afvist(FELT_FLERVALG, "punkt noget", true, "det er ikke et af valgene");
	afvist(FELT_FLERVALG, "punkt, noget", false, "det er ikke et af valgene");
	afvist(FELT_FLERVALG, "p", true, "det er ikke et af valgene");
}

Test(felt, cpr_numbers_need_a_date_and_nothing_more)
{
	tastet(FELT_CPR, "6101900019", "610190-0019");
	tastet(FELT_CPR, "610190 0019", "610190-0019");
	fra_fil(FELT_CPR, "670185-0007", "670185-0007");
	fra_fil(FELT_CPR, "720168-0004", "720168-0004");
	fra_fil(FELT_CPR, "610190-0018", "610190-0018");
	afvist(FELT_CPR, "6101900019", true, "ti cifre");
	afvist(FELT_CPR, "610190-001", false, "ti cifre");
	afvist(FELT_CPR, "310290-0019", true, "ikke en dato");
	afvist(FELT_CPR, "511062-5629", true, "ikke en dato");
	afvist(FELT_CPR, "610190-00191", false, "ti cifre");
	afvist(FELT_CPR, "61019a-0019", true, "ti cifre");
}

Test(felt, the_seventh_digit_gives_the_century)
{
	static const struct {
		const char *cpr;
		int aar;
	} C[] = {{"6101900019", 1990}, {"6101363000", 1936}, {"6101364000", 2036}, {"6101374000", 1937},
		 {"6101575000", 2057}, {"6101585000", 1858}, {"6101008000", 2000}, {"6101369000", 2036}};
	for (size_t i = 0; i < sizeof C / sizeof *C; i++) {
		struct cpr c;
		cr_assert(cpr_laes(&c, C[i].cpr));
		cr_assert_eq(c.foedt.aar, C[i].aar, "%s", C[i].cpr);
		cr_assert(c.erstatning);
		cr_assert_eq(c.foedt.dag, 1);
	}
	struct cpr c;
	cr_assert(cpr_laes(&c, "8902005000"));   /* 29 February 2000 */
	cr_assert_not(cpr_laes(&c, "8902000000"));   /* 1900 had none */
}

Test(felt, modulus_11_is_a_hint_for_people_and_law_for_companies)
{
	struct felt f = felt(FELT_CPR);
	struct buf b = BUF_TOM;
	cr_assert(felt_hint(&f, "610190-0019", &b));
	cr_assert(strstr(b.data, "erstatningsnummer"));
	buf_ryd(&b);
	cr_assert(felt_hint(&f, "010180-1234", &b));
	cr_assert(strstr(b.data, "Kontrolcifferet"));
	cr_assert_not(felt_hint(&f, "", &b));
	f.type = FELT_TEKST;
	cr_assert_not(felt_hint(&f, "010180-1234", &b));
	buf_done(&b);
	fra_fil(FELT_CVR, "99999993", "99999993");
	fra_fil(FELT_CVR, "13748136", "13748136");
	tastet(FELT_CVR, "DK 99 99 99 93", "99999993");
	afvist(FELT_CVR, "24256791", true, "kontrolcifferet");
	afvist(FELT_CVR, "12345678", false, "kontrolcifferet");
	afvist(FELT_CVR, "9999999", true, "otte cifre");
	afvist(FELT_CVR, "99 99 99 93", true, "otte cifre");
}

Test(felt, other_numbers_have_their_length)
{
	fra_fil(FELT_PNUMMER, "1000000001", "1000000001");
	tastet(FELT_PNUMMER, "1000 000 001", "1000000001");
	afvist(FELT_PNUMMER, "100000000", true, "ti cifre");
	fra_fil(FELT_POSTNR, "0999", "0999");
	afvist(FELT_POSTNR, "999", false, "fire cifre");
	fra_fil(FELT_KOMMUNE, "0630", "0630");
	tastet(FELT_KOMMUNE, "630", "0630");
	afvist(FELT_KOMMUNE, "630", true, "fire cifre");
	fra_fil(FELT_NAVN, "t8-2", "t8-2");
	afvist(FELT_NAVN, "t 8", true, "bogstaver");
	afvist(FELT_NAVN, "-t", true, "bogstaver");
	fra_fil(FELT_UUID, "0190b1e2-7c1a-7e6b-9a55-3f1d2c4b5a60", "0190b1e2-7c1a-7e6b-9a55-3f1d2c4b5a60");
	afvist(FELT_UUID, "0190b1e2", true, "UUID");
	afvist(FELT_HASH, "a3f1", true, "64");
}

Test(felt, texts_keep_what_was_written)
{
	tastet(FELT_TEKST, "  Demo Café  ", "Demo Café");
	struct felt f = felt(FELT_TEKST);
	struct buf b = BUF_TOM;
	cr_assert_eq(felt_kanon(&f, "to\nlinjer\tog", false, I_DAG, &b, NULL), 0);
	cr_assert_str_eq(b.data, "to linjer og");
	afvist(FELT_TEKST, "to\nlinjer", true, "én linje");
	fra_fil(FELT_LANG, "\n  a\n\nb\n\n", "  a\n\nb");
	tastet(FELT_LANG, "a\r\nb\rc", "a\nb\nc");
	fra_fil(FELT_LANG, "\x1B[31m", "\x1B[31m");
	afvist(FELT_LANG, "a\xFF", false, "UTF-8");
	buf_done(&b);
}

Test(felt, a_pasted_note_of_five_megabytes_gets_a_sentence)
{
	struct buf b = BUF_TOM;
	for (int i = 0; i < 100000; i++)
		buf_tekst(&b, "ø");
	struct felt f = felt(FELT_LANG);
	struct buf ud = BUF_TOM;
	cr_assert_eq(felt_kanon(&f, b.data, false, I_DAG, &ud, NULL), 0);
	cr_assert_eq(ud.len, 200000);
	while (b.len < 5 << 20)
		buf_tekst(&b, "og så videre, ");
	afvist(FELT_LANG, b.data, false, "der er plads til højst 100000");
	buf_done(&b);
	buf_done(&ud);
}

Test(felt, values_are_shown_the_danish_way)
{
	static const struct {
		enum felttype t;
		const char *v, *vist;
	} V[] = {{FELT_DATO, "2026-09-01", "01.09.2026"}, {FELT_TIDSPUNKT, "2026-09-10T13:40", "10.09.2026 13:40"},
		 {FELT_TIMER, "30.5", "30,5"}, {FELT_DAGE, "2.5", "2,5"}, {FELT_BELOEB, "2400.50", "2.400,50"},
		 {FELT_VALG, "delvis", "Delvis bevilling"}, {FELT_VALG, "ukendt", "ukendt"},
		 {FELT_FLERVALG, "stor-skrift punkt", "Stor skrift, Punktskrift"}, {FELT_JANEJ, "nej", "nej"},
		 {FELT_DATO, "ikke en dato", "ikke en dato"}, {FELT_DATO, "", ""}, {FELT_JANEJ, "", ""},
		 {FELT_TEKST, "Demo", "Demo"}, {FELT_BELOEB, "x", "x"}};
	for (size_t i = 0; i < sizeof V / sizeof *V; i++) {
		struct felt f = felt(V[i].t);
		struct buf b = BUF_TOM;
		felt_vis(&f, V[i].v, &b);
		cr_assert_str_eq(buf_str(&b), V[i].vist);
		buf_done(&b);
	}
}
