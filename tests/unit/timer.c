#include "proevesag.h"

#include "core/base/buf.h"
#include "core/regler/timer.h"

static const struct regelsaet NU = {.loft_min = 1200, .fuldtid_min = 2220};
static const struct regelsaet SKALERET = {
	.loft_min = 1200, .fuldtid_min = 2220, .skaler_over_fuldtid = true};

/* Once a week for an hour, one assistant; bistand -1 = not said. */
static struct opgave hver_uge(int spalte, int64_t bistand, enum loesning l)
{
	struct opgave o = {.spalte = spalte, .antal = 1, .gange = 52, .minutter = 60,
			   .bistand = bistand, .observeret = -1, .assistenter = 1, .loesning = l};
	opgave_regn(&o);
	return o;
}

Test(timer, a_task_in_column_one_is_all_the_citizens_own_and_takes_no_help)
{
	struct opgavetal t = hver_uge(1, 30, LOESNING_ASSISTANCE).tal;
	cr_assert_eq(t.total, 60 * 52);
	cr_assert_eq(t.egen, 60 * 52);
	cr_assert_eq(t.hjaelp, 0);
}

Test(timer, column_two_splits_the_task_between_help_and_the_rest)
{
	struct opgavetal t = hver_uge(2, 20, LOESNING_ASSISTANCE).tal;
	cr_assert_eq(t.hjaelp, 20 * 52);
	cr_assert_eq(t.egen, 40 * 52);
	t = hver_uge(2, -1, LOESNING_ASSISTANCE).tal;
	cr_assert_eq(t.hjaelp, 0, "no minutes of help given");
	cr_assert_eq(t.egen, 60 * 52);
	t = hver_uge(2, 20, LOESNING_INGEN).tal;
	cr_assert_eq(t.hjaelp, 0, "not solved by an assistant");
	cr_assert_eq(t.egen, 40 * 52);
}

Test(timer, help_beside_the_citizen_leaves_the_whole_task_as_own)
{
	struct opgave o = hver_uge(2, 20, LOESNING_ASSISTANCE);
	o.sammen = true;
	opgave_regn(&o);
	cr_assert_eq(o.tal.egen, 60 * 52);
	cr_assert_eq(o.tal.hjaelp, 20 * 52);
	o.loesning = LOESNING_INGEN;
	opgave_regn(&o);
	cr_assert_eq(o.tal.egen, 40 * 52, "beside only counts where an assistant gives it");
}

Test(timer, column_three_needs_the_whole_task_unless_it_says_otherwise)
{
	struct opgave o = hver_uge(3, -1, LOESNING_ASSISTANCE);
	cr_assert_eq(o.tal.hjaelp, 60 * 52);
	cr_assert_eq(o.tal.egen, 0);
	o.bistand = 45;
	o.assistenter = 2;
	o.sammen = true;
	opgave_regn(&o);
	cr_assert_eq(o.tal.hjaelp, 2 * 45 * 52);
	cr_assert_eq(o.tal.egen, 0);
}

Test(timer, aids_make_the_task_own_and_redistribution_takes_it_out_of_every_share)
{
	struct opgave to[2] = {hver_uge(3, -1, LOESNING_HJAELPEMIDDEL),
			       hver_uge(2, -1, LOESNING_OMFORDELING)};
	struct timetal t = {.arbejdstid_min = 2220};
	to[0].indhold = to[1].indhold = true;
	cr_assert_eq(to[0].tal.egen, 60 * 52);
	cr_assert(to[1].tal.omfordelt);
	timer_sum(&t, &(struct opgaver){to, 2});
	cr_assert_eq(t.egen.under, 60 * 52);
	cr_assert_eq(t.indhold.under, 60 * 52);
	cr_assert_eq(t.beskrevet.over, 60 * 52);
	cr_assert_eq(t.beskrevet.under, 2220 * 52);
	cr_assert_not(hver_uge(1, -1, LOESNING_OMFORDELING).tal.omfordelt,
		      "column 1 is not redistributed");
}

Test(timer, a_task_that_lacks_a_number_counts_nowhere)
{
	struct opgave uden[4];
	for (int i = 0; i < 4; i++)
		uden[i] = hver_uge(3, -1, LOESNING_ASSISTANCE);
	uden[0].minutter = uden[1].antal = uden[2].gange = -1;
	uden[3].spalte = 0;
	for (int i = 0; i < 4; i++) {
		opgave_regn(&uden[i]);
		cr_assert_not(uden[i].tal.taeller);
		cr_assert_eq(uden[i].tal.total + uden[i].tal.hjaelp + uden[i].tal.egen, 0);
	}
}

Test(timer, the_ceiling_follows_the_working_time_and_is_rounded_down)
{
	static const struct {
		int64_t a, loft, udvidet;
	} tabel[] = {{2220, 1200, 2220}, {1800, 972, 1800}, {1200, 648, 1200}, {720, 389, 720},
		     {4200, 1200, 2220}, {2219, 1199, 2219}, {0, 0, 0}};
	for (size_t i = 0; i < sizeof tabel / sizeof *tabel; i++) {
		cr_assert_eq(timer_loft(tabel[i].a, false, &NU), tabel[i].loft, "%zu", i);
		cr_assert_eq(timer_loft(tabel[i].a, true, &NU), tabel[i].udvidet, "%zu", i);
	}
}

Test(timer, the_need_is_rounded_once_half_up_and_scaled_only_where_the_set_says_so)
{
	cr_assert_eq(timer_behov(25, 2220, &NU), 0);
	cr_assert_eq(timer_behov(26, 2220, &NU), 1, "exactly half a minute goes up");
	cr_assert_eq(timer_behov(1135 * 52, 4200, &NU), 1135);
	cr_assert_eq(timer_behov(1135 * 52, 4200, &SKALERET), 600, "599.93 minutes");
	cr_assert_eq(timer_behov(1135 * 52, 2220, &SKALERET), 1135, "37 hours are not above 37");
	cr_assert_eq(timer_behov(5000 * 52, 2221, &SKALERET), 4998, "never capped");
}

/* The table at the end of the rules: working time, help a week, need, ceiling. */
Test(timer, the_worked_examples_come_out)
{
	static const struct {
		const char *timer, *dato, *hjaelp, *ekstra;
		int64_t behov, loft;
		bool tyve, over;
	} tabel[] = {
		{"37", "2026-09-20", "600", "", 600, 1200, false, false},
		{"30", "2026-09-20", "600", "", 600, 972, false, false},
		{"30", "2015-09-20", "600", "", 600, 972, false, false},
		{"20", "2026-09-20", "660", "", 660, 648, true, true},
		{"20", "2019-09-20", "660", "", 660, 648, true, true},
		{"12", "2026-09-20", "360", "", 360, 389, false, false},
		{"70", "2019-09-20", "1135", "", 600, 1200, false, false},
		{"70", "2026-09-20", "1135", "", 1135, 1200, false, false},
		{"20", "2026-09-20", "900", "sag.ordning=personlig-assistance-uddannelse", 900, 1200,
		 false, false},
	};
	struct proeve p;
	proeve_start(&p);
	for (size_t i = 0; i < sizeof tabel / sizeof *tabel; i++) {
		proeve_tekst(&p, "femtrin: 1\nborger: {navn: \"Demo Eksempel\"}\n"
				 "ansaettelser: [{id: a1, form: ordinaer, arbejdsdage_pr_uge: 5}]\n"
				 "opgaver: [{id: t1, navn: X, spalte: 3, antal: 1, pr: uge, minutter: 1,"
				 " loesning: assistance}]\n");
		char *ret = mem_format("sag.ordning=personlig-assistance;ansaettelser[0].timer_pr_uge=%s;"
				       "opgaver[0].antal=%s;afgoerelse.dato=%s;%s",
				       tabel[i].timer, strlen(tabel[i].hjaelp) == 4 ? "227" : tabel[i].hjaelp,
				       tabel[i].dato, tabel[i].ekstra);
		proeve_ret(&p, ret);
		free(ret);
		if (strlen(tabel[i].hjaelp) == 4)     /* 227 × 5 = 1135; antal ends at 999 */
			proeve_ret(&p, "opgaver[0].minutter=5");
		const struct assess *a = proeve_vurder(&p);
		cr_expect_eq(a->tal.behov_min, tabel[i].behov, "%zu: need %d", i, (int)a->tal.behov_min);
		cr_expect_eq(a->tal.loft_min, tabel[i].loft, "%zu: ceiling %d", i, (int)a->tal.loft_min);
		cr_expect_eq(proeve_bem(a, "forenelighed-20-37") != NULL, tabel[i].tyve, "%zu", i);
		cr_expect_eq(proeve_bem(a, "behov-over-loft") != NULL, tabel[i].over, "%zu", i);
	}
	proeve_slut(&p);
}

Test(timer, education_has_a_ceiling_of_its_own)
{
	struct proeve p;
	proeve_start(&p);
	proeve_tekst(&p, "femtrin: 1\nborger: {navn: \"Demo Eksempel\"}\n"
			 "sag: {ordning: personlig-assistance-uddannelse}\n");
	cr_assert_eq(proeve_vurder(&p)->tal.loft_min, 1200);
	proeve_ret(&p, "uddannelse.foer_ansaettelse=ja");
	cr_assert_eq(proeve_vurder(&p)->tal.loft_min, 2220);
	proeve_ret(&p, "uddannelse.foer_ansaettelse=nej;uddannelse.saerligt_begrundelse=Døvblind");
	cr_assert_eq(proeve_vurder(&p)->tal.loft_min, 2220);
	proeve_slut(&p);
}

Test(timer, attended_hours_count_before_paid_ones_and_several_posts_add_up)
{
	struct proeve p;
	proeve_start(&p);
	proeve_tekst(&p, "femtrin: 1\nborger: {navn: \"Demo Eksempel\"}\n"
			 "ansaettelser:\n"
			 "  - {id: a1, timer_pr_uge: 37, timer_fremmoede_pr_uge: 12.5}\n"
			 "  - {id: a2, timer_pr_uge: 10}\n"
			 "  - {id: a3}\n");
	cr_assert_eq(proeve_vurder(&p)->tal.arbejdstid_min, 750 + 600);
	proeve_slut(&p);
}

Test(timer, working_days_come_from_the_tasks_own_post)
{
	struct proeve p;
	proeve_start(&p);
	proeve_tekst(&p, "femtrin: 1\nborger: {navn: \"Demo Eksempel\"}\n"
			 "ansaettelser:\n"
			 "  - {id: a1, timer_pr_uge: 20, arbejdsdage_pr_uge: 2.5}\n"
			 "opgaver:\n"
			 "  - {id: t1, navn: A, spalte: 3, antal: 2, pr: dag, minutter: 10, loesning: assistance}\n");
	struct opgavetal t;
	timer_opgave(&t, p.s, sag_nr(p.s, "opgaver", 0));
	cr_assert_eq(t.hjaelp, 2 * 10 * 130, "2.5 days a week are 130 a year; the only post is meant");
	proeve_ret(&p, "+ansaettelser:timer_pr_uge=10,arbejdsdage_pr_uge=1");
	timer_opgave(&t, p.s, sag_nr(p.s, "opgaver", 0));
	cr_assert_not(t.taeller, "with two posts it must say which");
	proeve_ret(&p, "opgaver[0].ansaettelse=a2");
	timer_opgave(&t, p.s, sag_nr(p.s, "opgaver", 0));
	cr_assert_eq(t.hjaelp, 2 * 10 * 52);
	proeve_slut(&p);
}

Test(timer, a_way_of_helping_that_is_left_out_follows_the_type)
{
	static const struct {
		const char *type;
		int64_t egen;
	} tabel[] = {{"strukturering", 60}, {"saerlig-personlig-stoette", 60}, {"tegnsprogstolkning", 60},
		     {"fastholdelse", 60},  {"oplaesning", 60},                {"introduktion", 60},
		     {"fysisk-aflastning", 40}, {"sekretaerarbejde", 40}, {"foere-bil", 40}, {"andet", 40}};
	struct proeve p;
	proeve_start(&p);
	for (size_t i = 0; i < sizeof tabel / sizeof *tabel; i++) {
		struct opgavetal t;
		proeve_tekst(&p, "femtrin: 1\nborger: {navn: X}\nopgaver: [{navn: A, spalte: 2, antal: 1, "
				 "pr: uge, minutter: 60, bistand: 20, loesning: assistance}]\n");
		char *ret = mem_format("opgaver[0].type=%s", tabel[i].type);
		proeve_ret(&p, ret);
		free(ret);
		timer_opgave(&t, p.s, sag_nr(p.s, "opgaver", 0));
		cr_expect_eq(t.egen, tabel[i].egen * 52, "%s", tabel[i].type);
		proeve_ret(&p, "opgaver[0].maade=sammen");
		timer_opgave(&t, p.s, sag_nr(p.s, "opgaver", 0));
		cr_expect_eq(t.egen, 60 * 52);
	}
	proeve_slut(&p);
}

static const char *linje(struct proeve *p, struct buf *b)
{
	buf_ryd(b);
	timer_linje(p->s, sag_nr(p->s, "opgaver", 0), b);
	return buf_str(b);
}

Test(timer, the_line_shows_the_arithmetic)
{
	struct proeve p;
	struct buf b = BUF_TOM;
	proeve_start(&p);
	proeve_tekst(&p, "femtrin: 1\nborger: {navn: X}\n"
			 "ansaettelser: [{id: a1, timer_pr_uge: 37, arbejdsdage_pr_uge: 5}]\n"
			 "opgaver: [{navn: A, spalte: 2, antal: 4, pr: dag, minutter: 25, bistand: 18, "
			 "loesning: assistance}]\n");
	cr_assert_str_eq(linje(&p, &b), "4 × dag × 5 dage × 18 min = 6:00");
	proeve_ret(&p, "opgaver[0].antal_assistenter=2");
	cr_assert_str_eq(linje(&p, &b), "4 × dag × 5 dage × 18 min × 2 assistenter = 12:00");
	proeve_ret(&p, "ansaettelser[0].arbejdsdage_pr_uge=2.5");
	cr_assert_str_eq(linje(&p, &b), "4 × dag × 2,5 dage × 18 min × 2 assistenter = 6:00");
	proeve_ret(&p, "ansaettelser[0].arbejdsdage_pr_uge=1");
	cr_assert_str_eq(linje(&p, &b), "4 × dag × 1 dag × 18 min × 2 assistenter = 2:24");
	proeve_ret(&p, "opgaver[0].loesning=arbejdsgiver");
	cr_assert_str_eq(linje(&p, &b), "4 × dag × 1 dag × 25 min = 1:40");
	proeve_ret(&p, "opgaver[0].pr=maaned");
	cr_assert_str_eq(linje(&p, &b), "4 × måned × 25 min = 0:23");
	proeve_ret(&p, "opgaver[0].minutter=;opgaver[0].bistand=");
	cr_assert_str_eq(linje(&p, &b), "minutter mangler");
	proeve_ret(&p, "opgaver[0].antal=");
	cr_assert_str_eq(linje(&p, &b), "hvor tit mangler");
	buf_done(&b);
	proeve_slut(&p);
}

Test(timer, grants_per_quarter_and_year_become_weeks_rounded_to_the_nearest_minute)
{
	struct proeve p;
	proeve_start(&p);
	proeve_tekst(&p, "femtrin: 1\nborger: {navn: X}\nvurdering: {timer_pr_uge: 9}\n");
	const struct regelsaet *r = regler_paa(p.regler, PROEVEDAG);
	cr_assert_eq(timer_bevilget(p.s, r), -1);
	cr_assert_eq(timer_fastsat(p.s, r), 540, "no decision: the caseworker's figure");
	proeve_ret(&p, "afgoerelse.udfald=bevilling;afgoerelse.timer=10;afgoerelse.pr=uge");
	cr_assert_eq(timer_fastsat(p.s, r), 600);
	proeve_ret(&p, "afgoerelse.timer=100;afgoerelse.pr=kvartal");
	cr_assert_eq(timer_bevilget(p.s, r), 462, "461.5 minutes");
	cr_assert_eq(timer_fastsat_aar(p.s, r), 24000);
	proeve_ret(&p, "afgoerelse.pr=aar");
	cr_assert_eq(timer_bevilget(p.s, r), 115, "115.4 minutes");
	proeve_ret(&p, "afgoerelse.udfald=afslag");
	cr_assert_eq(timer_fastsat(p.s, r), 0, "a refusal grants nothing");
	proeve_slut(&p);
}
