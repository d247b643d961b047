#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/cmd/miljoe.h"
#include "core/sag/sag.h"
#include "core/sag/sagliste.h"
#include "tests/screens/harness.h"
#include "tui/plain.h"

/* What the program says when it is given these lines. */
static struct buf tal(struct harness *t, const char *linjer)
{
	struct buf ud = BUF_TOM;
	struct err e = {0};
	char b[4096];
	size_t n;
	FILE *ind = tmpfile(), *svar = tmpfile();
	fputs(linjer, ind);
	rewind(ind);
	struct plain_valg v = {.miljoe = t->miljoe, .ind = ind, .ud = svar, .i_dag = t->i_dag};
	cr_assert_eq(plain_koer(&v, &e), 0, "%s", e.tekst);
	rewind(svar);
	while ((n = fread(b, 1, sizeof b, svar)) > 0)
		buf_add(&ud, b, n);
	fclose(ind);
	fclose(svar);
	return ud;
}

static struct sag *sagen(struct harness *t)
{
	struct sagliste *l = NULL;
	struct sag *s = NULL;
	cr_assert_eq(sagliste_hent(&l, t->miljoe->store, "", NULL), 0);
	cr_assert_eq(sagliste_antal(l), 1);
	cr_assert_eq(sag_hent(&s, t->miljoe->store, t->miljoe->formsaet, &sagliste_nr(l, 0)->id,
			      NULL), 0);
	sagliste_free(l);
	return s;
}

#define sagde(b, tekst) cr_assert(strstr(buf_str(&(b)), tekst), "sagde ikke: %s\n%s", tekst, (b).data)

Test(plain, a_case_is_made_and_its_fields_are_asked_for_one_by_one)
{
	struct harness *t = harness_start(24, 80);
	struct buf b = tal(t, "n\nDemo Borger\n\n610190-0019\n12345678\n!\n!\n");
	struct sag *s = sagen(t);
	sagde(b, "CPR-nummer: mangler");
	sagde(b, "Det mangler endnu.");
	cr_assert_str_eq(sag_get(s, "borger.cpr"), "610190-0019");
	cr_assert_str_eq(sag_get(s, "borger.telefon"), "12345678");
	sag_free(s);
	buf_done(&b);
	harness_slut(t);
}

Test(plain, a_wrong_answer_is_explained_and_asked_again)
{
	struct harness *t = harness_start(24, 80);
	struct buf b = tal(t, "n\nDemo Borger\n\n99\n610190-0019\n!\n!\n");
	struct sag *s = sagen(t);
	sagde(b, "Fejl: ");
	cr_assert_str_eq(sag_get(s, "borger.cpr"), "610190-0019");
	sag_free(s);
	buf_done(&b);
	harness_slut(t);
}

Test(plain, back_empty_note_step_and_list_lines_work_by_one_sign_each)
{
	struct harness *t = harness_start(24, 80);
	struct buf b = tal(t, "n\nDemo Borger\n\n610190-0019\n<\n-\n+husk brillerne\n2!\n1/9-26\n2\n!\n!\n");
	struct sag *s = sagen(t);
	cr_assert_null(sag_get(s, "borger.cpr"));
	cr_assert_eq(sag_antal(s, "noter"), 1);
	cr_assert_eq(sag_antal(s, "besoeg"), 1);
	cr_assert_str_eq(objekt_get(sag_nr(s, "besoeg", 0), "dato"), "2026-09-01");
	cr_assert_str_eq(objekt_get(sag_nr(s, "besoeg", 0), "form"), "telefon");
	sag_free(s);
	buf_done(&b);
	harness_slut(t);
}

Test(plain, the_end_of_input_ends_it_anywhere_with_everything_kept)
{
	struct harness *t = harness_start(24, 80);
	struct buf b = tal(t, "n\nDemo Borger\n\n610190-0019");
	struct sag *s = sagen(t);
	cr_assert_str_eq(sag_get(s, "borger.cpr"), "610190-0019");
	sag_free(s);
	buf_done(&b);
	harness_slut(t);
}
