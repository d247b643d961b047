#include "proevesag.h"

#include "core/base/buf.h"
#include "core/regler/regnestykke.h"

static const char *json(struct proeve *p, struct buf *b)
{
	buf_ryd(b);
	assess_json(proeve_vurder(p), p->s, b);
	return buf_str(b);
}

static void har(const char *t, const char *del)
{
	cr_expect_not_null(strstr(t, del), "%s\nmissing in %s", del, t);
}

Test(assess, the_farmer_comes_out_as_worked_by_hand)
{
	struct proeve p;
	struct buf b = BUF_TOM;
	proeve_start(&p);
	proeve_laes(&p, "landmand");
	const char *t = json(&p, &b);
	har(t, "\"regelsaet\":\"praksis-31-20\",\"arbejdstid_min\":4200,\"beskrevet\":1.023,"
	       "\"egen_andel\":0.860,\"indholdsandel\":1.000,\"behov_min\":601,\"loft_min\":1200,"
	       "\"fastsat_min\":600,\"remarks\":[],\"parametre\":{\"lovhjemmel\":true,"
	       "\"lagt_til_grund\":true,\"egne_opgaver\":true,\"betydning\":true,\"behov\":true},"
	       "\"kost\":{\"maaned\":null}}");
	cr_assert_eq(p.a.n_forud, 0);
	buf_done(&b);
	proeve_slut(&p);
}

Test(assess, the_nursery_teacher_comes_out_as_worked_by_hand)
{
	struct proeve p;
	struct buf b = BUF_TOM;
	proeve_start(&p);
	proeve_laes(&p, "paedagog");
	const char *t = json(&p, &b);
	har(t, "\"arbejdstid_min\":2220,\"beskrevet\":1.052,\"egen_andel\":0.692,"
	       "\"indholdsandel\":1.000,\"behov_min\":720,\"loft_min\":1200,\"fastsat_min\":720,"
	       "\"remarks\":[{\"kode\":\"uden-besoeg\",\"niveau\":\"oplysning\",\"besvaret\":false,"
	       "\"felter\":[\"besoeg\"],\"tekst\":\"");
	cr_assert_eq(p.a.n_remarks, 1);
	buf_done(&b);
	proeve_slut(&p);
}

Test(assess, an_empty_case_has_null_shares_and_no_figure)
{
	struct proeve p;
	struct buf b = BUF_TOM;
	proeve_start(&p);
	proeve_tekst(&p, "femtrin: 1\nborger: {navn: X}\n");
	const char *t = json(&p, &b);
	har(t, "\"arbejdstid_min\":0,\"beskrevet\":null,\"egen_andel\":null,\"indholdsandel\":null,"
	       "\"behov_min\":0,\"loft_min\":0,\"fastsat_min\":null");
	buf_done(&b);
	proeve_slut(&p);
}

Test(assess, before_the_decision_has_a_date_todays_rules_stand)
{
	struct proeve p;
	proeve_start(&p);
	proeve_tekst(&p, "femtrin: 1\nborger: {navn: X}\n");
	cr_assert_str_eq(proeve_vurder(&p)->regelsaet->id, "praksis-31-20");
	proeve_ret(&p, "afgoerelse.dato=2015-01-01");
	cr_assert_str_eq(proeve_vurder(&p)->regelsaet->id, "bek-1406-2006");
	proeve_slut(&p);
}

Test(assess, cost_is_rounded_half_up_once_from_the_hours_of_the_year)
{
	struct proeve p;
	proeve_start(&p);
	struct sats satser[] = {{"student", {2026, 4, 1}, 12786, ""}, {"student", {2026, 10, 1}, 13001, ""}};
	p.om.ind = &(struct indstillinger){.satser = satser, .n_satser = 2, .beloebsgraense = -1};
	proeve_laes(&p, "paedagog");
	cr_assert_eq(proeve_vurder(&p)->kost_maaned_oere, 664872, "12 h × 52 / 12 × 127.86");
	proeve_ret(&p, "afgoerelse.timer=100;afgoerelse.pr=kvartal");
	cr_assert_eq(proeve_vurder(&p)->kost_maaned_oere, 426200, "400 h a year / 12 × 127.86");
	proeve_ret(&p, "afgoerelse.dato=2026-10-01");
	cr_assert_eq(proeve_vurder(&p)->kost_maaned_oere, 433367, "433366.67 øre");
	proeve_ret(&p, "afgoerelse.sats=");
	cr_assert_eq(proeve_vurder(&p)->kost_maaned_oere, -1);
	proeve_slut(&p);
}

static void parametre(struct proeve *p, const char *ret, const char *stillet, const char *kraevet)
{
	char fik[2][PAR_ANTAL + 1] = {"", ""};
	proeve_laes(p, "paedagog");
	proeve_ret(p, ret);
	const struct assess *a = proeve_vurder(p);
	for (int i = 0; i < PAR_ANTAL; i++) {
		fik[0][i] = a->parametre[i] ? 'x' : '-';
		fik[1][i] = a->kraevet[i] ? 'x' : '-';
	}
	cr_expect_str_eq(fik[0], stillet, "%s", ret);
	cr_expect_str_eq(fik[1], kraevet, "%s", ret);
}

Test(assess, each_parameter_stands_on_its_own_fields)
{
	struct proeve p;
	proeve_start(&p);
	parametre(&p, "", "xxxxx", "xxxxx");
	parametre(&p, "afgoerelse.lagt_til_grund=", "x-xxx", "xxxxx");
	parametre(&p, "vurdering.egne_opgaver=", "xxxxx", "xxxxx");
	parametre(&p,
		  "vurdering.egne_opgaver=;opgaver[0].spalte=2;opgaver[1].spalte=2;opgaver[2].spalte=2",
		  "xx-xx", "xxxxx");
	parametre(&p, "funktionsnedsaettelse.betydning=", "xxx-x", "xxxxx");
	parametre(&p, "funktionsnedsaettelse.betydning=;opgaver[3].hvorfor=A;opgaver[4].hvorfor=B",
		  "xxx-x", "xxxxx");
	parametre(&p,
		  "funktionsnedsaettelse.betydning=;opgaver[3].hvorfor=A;opgaver[4].hvorfor=B;"
		  "opgaver[5].hvorfor=C",
		  "xxxxx", "xxxxx");
	parametre(&p, "funktionsnedsaettelse.betydning=;-opgaver", "xxx--", "xxxxx");
	parametre(&p, "vurdering.begrundelse=", "xxxx-", "xxxxx");
	proeve_slut(&p);
}

Test(assess, a_refusal_is_asked_for_what_its_ground_needs)
{
	struct proeve p;
	proeve_start(&p);
#define AFSLAG "afgoerelse.udfald=afslag;afgoerelse.afslag_grund="
	parametre(&p, AFSLAG "ikke-personkreds", "xxxxx", "xx---");
	parametre(&p, AFSLAG "ikke-dokumenteret", "xxxxx", "xx---");
	parametre(&p, AFSLAG "anden-lov", "xxxxx", "xx---");
	parametre(&p, AFSLAG "uforenelig", "xxxxx", "xxxx-");
	cr_assert_not(p.a.kraever_opgave);
	parametre(&p, AFSLAG "intet-behov", "xxxxx", "xxxx-");
	cr_assert(p.a.kraever_opgave);
	parametre(&p, AFSLAG "vikar-medhjaelp", "xxxxx", "xxxx-");
	cr_assert(p.a.kraever_opgave);
	proeve_slut(&p);
}

static void linjer(struct proeve *p, struct buf *b)
{
	struct regnestykke r;
	buf_ryd(b);
	regnestykke_lav(&r, p->s, proeve_vurder(p));
	for (size_t i = 0; i < r.n; i++)
		buf_format(b, "%s: %s\n", r.linjer[i].navn, r.linjer[i].tekst);
	regnestykke_done(&r);
}

Test(assess, the_whole_computation_is_shown_line_by_line)
{
	struct proeve p;
	struct buf b = BUF_TOM;
	proeve_start(&p);
	proeve_laes(&p, "paedagog");
	linjer(&p, &b);
	cr_assert_str_eq(buf_str(&b), "Flytning af borde og legetøj: 2 × dag × 5 dage × 30 min = 5:00\n"
				      "Flyverdragter og støvler: 4 × dag × 5 dage × 18 min = 6:00\n"
				      "Mad og service ud til grupperne: 1 × dag × 5 dage × 12 min = 1:00\n"
				      "Behov: hjælpen lagt sammen = 12:00\n"
				      "Loft: 20:00 ved 37:00 timer eller mere\n"
				      "Beskrevet: 38:55 af 37:00 = 105 %\n"
				      "Borgeren selv: 26:55 af 38:55 = 69 %\n"
				      "Jobbets indhold selv: 23:30 af 23:30 = 100 %\n");
	proeve_ret(&p, "ansaettelser[0].timer_pr_uge=30");
	linjer(&p, &b);
	har(buf_str(&b), "Loft: 20:00 × 30:00 / 37:00 = 16:12, rundet ned\n");
	proeve_ret(&p, "funktionsnedsaettelse.flere=ja;funktionsnedsaettelse.udvidelse_begrundelse=Begge");
	linjer(&p, &b);
	har(buf_str(&b), "Loft: 30:00: udvidet til arbejdstiden, højst 37:00\n");
	proeve_laes(&p, "landmand");
	proeve_ret(&p, "afgoerelse.dato=2019-08-01");
	linjer(&p, &b);
	har(buf_str(&b), "Behov: 10:01 × 37:00 / 70:00 = 5:18\n");
	buf_done(&b);
	proeve_slut(&p);
}
