#include "proevesag.h"

#include <dirent.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/buf.h"

static const char *paa(const struct regler *r, int aar, int maaned, int dag)
{
	return regler_paa(r, (struct dato){aar, maaned, dag})->id;
}

Test(regelsaet, the_newest_in_force_that_day_is_taken)
{
	struct proeve p;
	proeve_start(&p);
	cr_assert_str_eq(paa(p.regler, 2006, 12, 31), "bek-1406-2006", "before the first: the first");
	cr_assert_str_eq(paa(p.regler, 2007, 1, 1), "bek-1406-2006");
	cr_assert_str_eq(paa(p.regler, 2019, 6, 17), "bek-1406-2006");
	cr_assert_str_eq(paa(p.regler, 2019, 6, 18), "praksis-29-19");
	cr_assert_str_eq(paa(p.regler, 2020, 10, 31), "praksis-29-19");
	cr_assert_str_eq(paa(p.regler, 2020, 11, 1), "praksis-31-20");
	cr_assert_str_eq(paa(p.regler, 2190, 1, 1), "praksis-31-20", "the undated one is not in force");
	proeve_slut(&p);
}

Test(regelsaet, the_four_that_are_shipped_hold_every_number)
{
	static const char *const id[] = {"bek-1406-2006", "praksis-29-19", "praksis-31-20",
					 "lov-1750-2025"};
	struct proeve p;
	proeve_start(&p);
	for (int i = 0; i < 4; i++) {
		const struct regelsaet *r = regler_med_id(p.regler, id[i]);
		cr_assert_not_null(r, "%s", id[i]);
		cr_expect_eq(r->loft_min, 1200);
		cr_expect_eq(r->fuldtid_min, 2220);
		cr_expect_eq(r->uddannelse_min, 1200);
		cr_expect_eq(r->uger_kvartal, 13);
		cr_expect_eq(r->uger_aar, 52);
		cr_expect_eq(r->tilbage_maaneder, 3);
		cr_expect_eq(r->opfoelgning_maaneder, 12);
		cr_expect_eq(r->klagefrist_uger, 4);
		cr_expect_eq(r->genvurdering_uger, 4);
		cr_expect_eq(r->brev, i > 1);
		cr_expect_eq(r->skaler_over_fuldtid, i == 1);
		cr_expect_not(dato_er(r->kontrolleret));
		cr_expect_not_null(r->hjemmel);
	}
	cr_assert_str_eq(regler_med_id(p.regler, "lov-1750-2025")->myndighed, "kommunen");
	cr_assert_null(regler_med_id(p.regler, "findes-ikke"));
	proeve_slut(&p);
}

struct mappe {
	char sti[64];
	struct buf sagt;
	struct regler *r;
};

static void hoer(void *arg, const char *saetning)
{
	struct mappe *m = arg;
	buf_tekst(&m->sagt, saetning);
	buf_tegn(&m->sagt, '\n');
}

static void mappe_ny(struct mappe *m)
{
	*m = (struct mappe){.sti = "/tmp/femtrin-regler-XXXXXX"};
	cr_assert_not_null(mkdtemp(m->sti));
	char *under = mem_format("%s/regelsaet", m->sti);
	cr_assert_eq(mkdir(under, 0700), 0);
	free(under);
}

static void mappe_skriv(struct mappe *m, const char *navn, const char *tekst)
{
	char *sti = mem_format("%s/%s", m->sti, navn);
	FILE *f = fopen(sti, "w");
	cr_assert_not_null(f);
	fputs(tekst, f);
	fclose(f);
	free(sti);
}

static int mappe_hent(struct mappe *m, const struct indstillinger *ind)
{
	const char *mapper[] = {FEMTRIN_KILDE "/forms", m->sti};
	struct err e;
	regler_free(m->r);
	m->r = NULL;
	buf_ryd(&m->sagt);
	return regler_hent(&m->r, mapper, 2, ind, hoer, m, &e);
}

static void mappe_fjern(const char *sti)
{
	DIR *d = opendir(sti);
	for (struct dirent *e; d && (e = readdir(d));) {
		if (e->d_name[0] == '.')
			continue;
		char *under = mem_format("%s/%s", sti, e->d_name);
		if (unlink(under) != 0)
			mappe_fjern(under);
		free(under);
	}
	if (d)
		closedir(d);
	rmdir(sti);
}

static void mappe_slut(struct mappe *m)
{
	mappe_fjern(m->sti);
	regler_free(m->r);
	buf_done(&m->sagt);
}

Test(regelsaet, the_settings_date_and_check_a_set)
{
	struct mappe m;
	struct regelsaet_valg valg[] = {
		{.id = "lov-1750-2025", .fra = {2026, 7, 1}},
		{.id = "praksis-31-20", .kontrolleret = {2026, 2, 3}, .kontrolleret_af = "Jura"},
		{.id = "praksis-99-99"},
	};
	struct indstillinger ind = {.regelsaet = valg, .n_regelsaet = 3};
	mappe_ny(&m);
	cr_assert_eq(mappe_hent(&m, &ind), 0);
	cr_assert_str_eq(paa(m.r, 2026, 6, 30), "praksis-31-20");
	cr_assert_str_eq(paa(m.r, 2026, 7, 1), "lov-1750-2025");
	const struct regelsaet *r = regler_med_id(m.r, "praksis-31-20");
	cr_assert_eq(dato_orden(r->kontrolleret, (struct dato){2026, 2, 3}), 0);
	cr_assert_str_eq(r->kontrolleret_af, "Jura");
	cr_assert_eq(dato_orden(r->fra, (struct dato){2020, 11, 1}), 0);
	cr_assert_not_null(strstr(buf_str(&m.sagt), "praksis-99-99"));
	mappe_slut(&m);
}

Test(regelsaet, a_mistake_is_told_with_file_and_line_and_the_file_left_out)
{
	static const struct {
		const char *tekst, *sagt;
	} tabel[] = {
		{"regelsaet: praksis-31-20\nloft: 20\n", ":2: nøglen loft kendes ikke"},
		{"regelsaet: praksis-31-20\nnavn: X\nbrev: måske\n", ":3: brev skal være ja eller nej"},
		{"regelsaet: praksis-31-20\nfra: 2020-13-01\n", ":2: fra skal være en dato"},
		{"regelsaet: praksis-31-20\nfuldtid_timer: 0\n", ":2: fuldtid_timer skal være timer"},
		{"regelsaet: praksis-31-20\nuger_aar: 0\n", ":2: uger_aar skal være et helt tal"},
		{"regelsaet: praksis-31-20\nnavn: X\n", "mangler i regelsættet"},
		{"regelsaet: null\n", ":1: regelsaet skal være en værdi"},
		{"- regelsaet\n", "skal være nøgler med værdier"},
	};
	struct mappe m;
	mappe_ny(&m);
	for (size_t i = 0; i < sizeof tabel / sizeof *tabel; i++) {
		mappe_skriv(&m, "regelsaet/min.yaml", tabel[i].tekst);
		cr_assert_eq(mappe_hent(&m, NULL), 0);
		cr_expect_not_null(strstr(buf_str(&m.sagt), tabel[i].sagt), "%zu: %s", i, buf_str(&m.sagt));
		cr_expect_not_null(strstr(buf_str(&m.sagt), "min.yaml"), "%s", buf_str(&m.sagt));
		cr_expect_str_eq(paa(m.r, 2026, 1, 1), "praksis-31-20", "the shipped one stands");
		cr_expect_eq(regler_med_id(m.r, "praksis-31-20")->loft_min, 1200);
	}
	mappe_slut(&m);
}

Test(regelsaet, without_any_usable_set_there_are_no_rules)
{
	struct mappe m;
	struct err e = {0, ""};
	mappe_ny(&m);
	const char *mapper[] = {m.sti};
	cr_assert_eq(regler_hent(&m.r, mapper, 1, NULL, hoer, &m, &e), ERR_FINDES_IKKE);
	cr_assert_not_null(strstr(e.tekst, "regelsæt"));
	m.r = NULL;
	mappe_slut(&m);
}

Test(regelsaet, a_municipality_may_reword_a_remark_and_nothing_else)
{
	struct mappe m;
	mappe_ny(&m);
	mappe_skriv(&m, "bemaerkninger.yaml",
		    "bemaerkninger:\n  over-loft: {tekst: \"Loftet er {loft}!\"}\n");
	cr_assert_eq(mappe_hent(&m, NULL), 0);
	cr_assert_eq(m.sagt.len, 0, "%s", buf_str(&m.sagt));
	const struct bemaerkningstekst *t = bemaerkning_tekst(regler_bemaerkninger(m.r), BEM_OVER_LOFT);
	cr_assert_str_eq(t->tekst, "Loftet er {loft}!");
	cr_assert_eq(t->niveau, NIVEAU_FEJL);
	cr_assert_gt(t->n_felter, 0);

	static const struct {
		const char *linje, *sagt;
	} tabel[] = {
		{"over-loft: {niveau: oplysning}", "niveau kan ikke ændres"},
		{"over-loft: {besvares_af: note}", "besvares_af kan ikke ændres"},
		{"over-loft: {tekst: \"{lofft}\"}", "{lofft} kendes ikke"},
		{"over-loft: {tekst: \"{loft\"}", "{loft kendes ikke"},
		{"over-hoved: {tekst: X}", "over-hoved: bemærkningen kendes ikke"},
		{"over-loft: {text: X}", "nøglen text kendes ikke"},
		{"over-loft: [X]", "der skal stå nøgler med værdier"},
	};
	for (size_t i = 0; i < sizeof tabel / sizeof *tabel; i++) {
		char *yaml = mem_format("bemaerkninger:\n  %s\n", tabel[i].linje);
		mappe_skriv(&m, "bemaerkninger.yaml", yaml);
		free(yaml);
		cr_assert_eq(mappe_hent(&m, NULL), 0);
		cr_expect_not_null(strstr(buf_str(&m.sagt), tabel[i].sagt), "%s", buf_str(&m.sagt));
		cr_expect_not_null(strstr(buf_str(&m.sagt), "bemaerkninger.yaml:2"), "%s",
				   buf_str(&m.sagt));
	}
	mappe_slut(&m);
}

Test(regelsaet, a_remark_without_its_text_stops_the_letter)
{
	struct bemaerkninger *b = bemaerkninger_ny();
	cr_assert_not(bemaerkning_findes(b, BEM_KOERSEL));
	cr_assert_eq(bemaerkning_tekst(b, BEM_KOERSEL)->niveau, NIVEAU_FEJL);
	cr_assert_str_eq(bemaerkning_tekst(b, BEM_KOERSEL)->tekst, "koersel");
	bemaerkninger_free(b);
}

Test(regelsaet, a_sentence_is_filled_in_place_by_place)
{
	char atte[] = "8:00", ni[] = "9:00";
	struct sted steder[] = {{"behov", ni}, {"loft", atte}};
	struct buf b = BUF_TOM;
	bemaerkning_udfyld("{behov} over {loft}, {andet} {", steder, 2, &b);
	cr_assert_str_eq(buf_str(&b), "9:00 over 8:00, {andet} {");
	buf_done(&b);
}
