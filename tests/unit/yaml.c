#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/io/yaml.h"
#include "core/io/yamlvagt.h"

static struct yaml_dok *laes(const char *s)
{
	struct yaml_dok *d;
	struct err e;
	cr_assert_eq(yaml_tekst(&d, "prøve.yaml", s, strlen(s), &e), 0, "%s\n-> %s", s, e.tekst);
	return d;
}

static void afviser_n(const char *s, size_t n, const char *ventet)
{
	struct yaml_dok *d;
	struct err e;
	cr_assert_eq(yaml_tekst(&d, "prøve.yaml", s, n, &e), ERR_UGYLDIG, "%.60s", s);
	cr_assert_null(d);
	cr_assert_eq(strncmp(e.tekst, ventet, strlen(ventet)), 0, "%.60s\nfik    %s\nventede %s", s,
		     e.tekst, ventet);
}

static void afviser(const char *s, const char *ventet)
{
	afviser_n(s, strlen(s), ventet);
}

Test(yaml, gives_a_tree_with_lines)
{
	struct yaml_dok *d = laes("# en sag\nborger:\n  navn: \"Demo\"\n  by: På Landet\nliste:\n- 1\n- {a: b}\n");
	const struct yaml *r = yaml_rod(d), *b = yaml_find(r, "borger");
	cr_assert_str_eq(yaml_navn(d), "prøve.yaml");
	cr_assert_eq(b->linje, 2);
	cr_assert_str_eq(yaml_str(b, "navn"), "Demo");
	cr_assert(yaml_find(b, "navn")->citat);
	cr_assert_not(yaml_find(b, "by")->citat);
	cr_assert_eq(yaml_find(b, "by")->linje, 4);
	const struct yaml *l = yaml_find(r, "liste");
	cr_assert_eq(l->art, YAML_LISTE);
	cr_assert_eq(l->n, 2);
	cr_assert_eq(l->born[1]->linje, 7);
	cr_assert_str_eq(yaml_str(l->born[1], "a"), "b");
	cr_assert_null(yaml_find(l, "a"));
	cr_assert_null(yaml_find(r, "findes ikke"));
	yaml_dok_free(d);
}

Test(yaml, tells_nothing_from_an_empty_text)
{
	struct yaml_dok *d = laes("a:\nb: ~\nc: null\nd: \"\"\ne: \"null\"\nf: []\n");
	const struct yaml *r = yaml_rod(d);
	cr_assert(yaml_er_nul(yaml_find(r, "a")));
	cr_assert(yaml_er_nul(yaml_find(r, "b")));
	cr_assert(yaml_er_nul(yaml_find(r, "c")));
	cr_assert_not(yaml_er_nul(yaml_find(r, "d")));
	cr_assert_not(yaml_er_nul(yaml_find(r, "e")));
	cr_assert_not(yaml_er_nul(yaml_find(r, "f")));
	cr_assert(yaml_er_nul(NULL));
	cr_assert_null(yaml_str(r, "c"));
	cr_assert_null(yaml_str(r, "f"));
	cr_assert_str_eq(yaml_str(r, "e"), "null");
	yaml_dok_free(d);
}

Test(yaml, an_empty_file_is_nothing_and_a_byte_order_mark_is_passed_over)
{
	struct yaml_dok *d = laes("");
	cr_assert(yaml_er_nul(yaml_rod(d)));
	yaml_dok_free(d);
	d = laes("# kun en bemærkning\n");
	cr_assert(yaml_er_nul(yaml_rod(d)));
	yaml_dok_free(d);
	d = laes("\xEF\xBB\xBF" "a: b\n");
	cr_assert_str_eq(yaml_str(yaml_rod(d), "a"), "b");
	yaml_dok_free(d);
}

Test(yaml, keeps_what_stands_in_block_texts)
{
	struct yaml_dok *d = laes("a: |\n  en [ to {\n\n  \"tre\nb: 4\n");
	cr_assert_str_eq(yaml_str(yaml_rod(d), "a"), "en [ to {\n\n\"tre\n");
	cr_assert_str_eq(yaml_str(yaml_rod(d), "b"), "4");
	yaml_dok_free(d);
}

Test(yaml, says_in_danish_what_is_wrong_and_where)
{
	afviser("a: b\na: c\n", "prøve.yaml:2: nøglen »a« står også i linje 1");
	afviser("a: &x b\n", "prøve.yaml:1: »&« og »!« kan ikke begynde en værdi");
	afviser("a: *x\n", "prøve.yaml:1: »*« kan ikke begynde en værdi");
	afviser("a: !!int 3\n", "prøve.yaml:1: »&« og »!«");
	afviser("a: !!map {}\n", "prøve.yaml:1: »&« og »!«");
	afviser("a:\n  <<: {b: c}\n", "prøve.yaml:2: »<<« kan ikke bruges");
	afviser("a: b\n---\nc: d\n", "prøve.yaml:2: filen må kun rumme ét dokument");
	afviser("a: [b\n", "prøve.yaml:2: der mangler et komma eller en »]«");
	afviser("a: {b\n", "prøve.yaml:2: der mangler et komma eller en »}«");
	afviser("a: \"b\n", "prøve.yaml:1: et anførselstegn er aldrig lukket");
	afviser("a: b: c\n", "prøve.yaml:1: der står et kolon for meget");
	afviser("a: b\n  c: d\n", "prøve.yaml:2: der står et kolon for meget eller linjen er rykket");
	afviser("a:\n\t- b\n", "prøve.yaml:2: tegnet kan ikke begynde en værdi");
	afviser("a: b\nc\n", "prøve.yaml:2: der mangler kolon");
	afviser("? [a]\n: b\n", "prøve.yaml:1: en nøgle skal være et enkelt ord");
	afviser("a: \"\\q\"\n", "prøve.yaml:1: omvendt skråstreg");
	afviser("a: \"\\0\"\n", "prøve.yaml:1: teksten indeholder et nultegn");
	afviser("%TAG ! x\n--- a\n", "prøve.yaml:1: %TAG kan ikke bruges");
}

Test(yaml, refuses_bytes_that_are_no_text)
{
	afviser_n("a: b\nc: \0d\n", 10, "prøve.yaml:2: der står et nultegn");
	afviser("a: b\nc: \xFF\n", "prøve.yaml:2: linjen er ikke gyldig UTF-8");
	afviser("a: \x1B[2J\n", "prøve.yaml:1: der står et styretegn");
	afviser("a: b\nc: \xC2\x9B\n", "prøve.yaml:2: der står et styretegn");
	afviser_n("\xFF\xFE" "a\0:\0", 6, "prøve.yaml:1: ");
}

static void bombe(struct buf *b, const char *stykke, size_t n)
{
	buf_ryd(b);
	for (size_t i = 0; i < n; i++)
		buf_tekst(b, stykke);
}

Test(yaml, bombs_are_refused_at_once_and_by_name)
{
	struct buf b = BUF_TOM;
	bombe(&b, "[", 100000);
	afviser_n(b.data, b.len, "prøve.yaml:1: parenteserne ligger for dybt");
	bombe(&b, "{a: ", 100000);
	afviser_n(b.data, b.len, "prøve.yaml:1: parenteserne ligger for dybt");
	bombe(&b, "- ", 100000);
	afviser_n(b.data, b.len, "prøve.yaml:1: listerne ligger for dybt");
	bombe(&b, "? ", 100000);
	afviser_n(b.data, b.len, "prøve.yaml:1: ");
	bombe(&b, "a,", 100000);
	buf_skift(&b, 0, 0, "[", 1);
	afviser_n(b.data, b.len, "prøve.yaml:1: der er for mange værdier");
	buf_ryd(&b);
	buf_plads(&b, YAML_MAKS_BYTES + 10);
	memset(b.data, '#', YAML_MAKS_BYTES + 1);
	afviser_n(b.data, YAML_MAKS_BYTES + 1, "prøve.yaml: filen fylder mere end 16 MB; det er det højeste");
	buf_done(&b);
}

Test(yaml, depth_32_is_taken_and_33_is_not)
{
	struct buf b = BUF_TOM;
	for (int n = 32; n <= 33; n++) {
		bombe(&b, "[", (size_t)n);
		for (int i = 0; i < n; i++)
			buf_tegn(&b, ']');
		struct yaml_dok *d;
		cr_assert_eq(yaml_tekst(&d, "x", b.data, b.len, NULL), n == 32 ? 0 : ERR_UGYLDIG);
		yaml_dok_free(d);
	}
	buf_done(&b);
}

/* Forty brackets that are only text, in every way that YAML has to say so. */
Test(yaml, brackets_in_texts_and_comments_count_for_nothing)
{
	static const char P[] = "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[";
	static const char *const STEDER[] = {
		"a: \"%s\"\n", "a: '%s'\n", "a: x%s\n", "a: 1 # %s\n", "# %s\na: 1\n", "a: |\n  %s\n",
		"a: >-\n %s\nb: 1\n", "- |\n %s\n- 2\n", "a:\n  b: |2\n    %s\n", "a: x\n  %s\n",
		"a: \"x\n  %s\"\n", "a: 'it''s %s'\n", "a: \"\\\"%s\"\n", "a: it's %s\n", "--- |\n %s\n",
		"a: |\n\n\n  x\n  %s\nb: 1\n", "a:\n  |\n %s\n", "a: ['%s', \"%s\"]\n", "'a': |\n  %s\n",
		"- - |\n   %s\n", "a: x\n\n  %s\n", "a: |\r\n  %s\r\nb: 1\r\n", "a: 'x\n\n  %s'\n",
	};
	for (size_t i = 0; i < sizeof STEDER / sizeof *STEDER; i++) {
		struct buf b = BUF_TOM;
		for (const char *p = STEDER[i]; *p; p++) {
			if (p[0] == '%' && p[1] == 's') {
				buf_tekst(&b, P);
				p++;
			} else {
				buf_tegn(&b, *p);
			}
		}
		yaml_dok_free(laes(b.data));
		buf_done(&b);
	}
}

Test(yaml, what_is_written_reads_back_the_same)
{
	static const char *const TEKSTER[] = {
		"", " ", "Demo", "På Landet", "null", "~", "ja", "yes", "12", "-1", "1e3", "2026-09-01", "a: b",
		"a #b", "#", "- a", "[x]", "{x}", "\"", "'", "\\", "a\nb\n", "\ta", "a ", " a", "a\r\nb",
		"\x1B[31m", "\x7F", "\xC2\x85", "\xE2\x80\xA8", "\xEF\xBB\xBF", "😀", "Åse Øster", "é", "…",
		"a, b", "&a", "*a", "!a", "%a", "@a", "`a", "|", ">", "?", "a:", ":a", "<<", "\xC2\x9B", "a\tb",
	};
	for (size_t i = 0; i < sizeof TEKSTER / sizeof *TEKSTER; i++) {
		struct buf b = BUF_TOM;
		buf_tekst(&b, "k: ");
		yaml_skriv_tekst(&b, TEKSTER[i]);
		buf_tekst(&b, "\nl: [");
		yaml_skriv_tekst(&b, TEKSTER[i]);
		buf_tekst(&b, ", 2]\n");
		struct yaml_dok *d = laes(b.data);
		cr_assert_str_eq(yaml_find(yaml_rod(d), "k")->tekst, TEKSTER[i]);
		cr_assert_not(yaml_er_nul(yaml_find(yaml_rod(d), "k")), "%s", TEKSTER[i]);
		cr_assert_str_eq(yaml_find(yaml_rod(d), "l")->born[0]->tekst, TEKSTER[i]);
		yaml_dok_free(d);
		buf_done(&b);
	}
}

Test(yaml, files_that_are_not_there_or_are_folders_get_a_sentence)
{
	struct yaml_dok *d;
	struct err e;
	cr_assert_eq(yaml_fil(&d, "/findes/ikke.yaml", &e), ERR_FINDES_IKKE);
	cr_assert_str_eq(e.tekst, "/findes/ikke.yaml: filen findes ikke");
	cr_assert_eq(yaml_fil(&d, "/tmp", &e), ERR_LAESEFEJL);
	cr_assert_str_eq(e.tekst, "/tmp: det er en mappe, ikke en fil");
	cr_assert_null(d);
}
