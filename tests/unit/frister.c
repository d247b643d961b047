#include "core/sag/frister.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/io/krypto.h"
#include "core/journal/journal.h"
#include "core/journal/store.h"
#include "core/sag/frister_ics.h"

static struct store *st;
static struct err e;
static struct uuid id;

static void start(void)
{
	cr_assert_eq(krypto_start(NULL), 0);
	cr_assert_eq(store_open(&st, &(struct store_valg){.sqlmappe = FEMTRIN_KILDE "/core/sql",
							  .bruger = "demo", .hukommelse = true},
				&e),
		     0, "%s", e.tekst);
	uuid_ny(&id, store_nu(st));
}

static void slut(void)
{
	store_close(st);
}

TestSuite(frister, .init = start, .fini = slut);

static void saet_paa(struct uuid objekt, const char *felt, const char *vaerdi)
{
	struct aendring a = {id, objekt, felt, vaerdi};
	cr_assert_eq(journal_skriv(store_journal(st), &a, 1, &e), 0, "%s", e.tekst);
}

static void saet(const char *felt, const char *vaerdi)
{
	saet_paa(id, felt, vaerdi);
}

static void forventer(const char *ventet)
{
	struct frister f;
	struct buf b = BUF_TOM;
	char dato[DATO_ISO];
	cr_assert_eq(frister_hent(&f, st, &e), 0, "%s", e.tekst);
	for (size_t i = 0; i < f.n; i++)
		buf_format(&b, "%s %s %s\n", dato_iso(f.alle[i].dato, dato), f.alle[i].borger,
			   fristart_felt(f.alle[i].art));
	cr_expect_str_eq(buf_str(&b), ventet);
	buf_done(&b);
	frister_done(&f);
}

Test(frister, stand_by_date_whatever_their_kind)
{
	saet("borger.navn", "Demo A");
	saet("opfoelgning.naeste", "2027-06-01");
	saet("afgoerelse.til", "2027-08-31");
	saet("ansoegning.frist", "2026-10-01");
	forventer("2026-10-01 Demo A ansoegning.frist\n"
		  "2027-06-01 Demo A opfoelgning.naeste\n"
		  "2027-08-31 Demo A afgoerelse.til\n");
}

Test(frister, fall_away_when_what_they_wait_for_has_come)
{
	saet("borger.navn", "Demo A");
	saet("ansoegning.frist", "2026-10-01");
	saet("klage.frist_genvurdering", "2026-11-01");
	saet("afgoerelse.partshoering_frist", "2026-10-05");
	forventer("2026-10-01 Demo A ansoegning.frist\n2026-11-01 Demo A klage.frist_genvurdering\n");
	saet("afgoerelse.partshoering", "sendt");
	saet("afgoerelse.dato", "2026-09-20");
	saet("klage.udfald", "fastholdt");
	forventer("2026-10-05 Demo A afgoerelse.partshoering_frist\n");
	saet("afgoerelse.partshoering", "svar-modtaget");
	forventer("");
}

Test(frister, wait_for_each_thing_that_was_asked_for)
{
	struct uuid a, b, c;
	uuid_ny(&a, store_nu(st));
	uuid_ny(&b, store_nu(st));
	uuid_ny(&c, store_nu(st));
	saet("borger.navn", "Demo A");
	saet_paa(a, "indhentning.frist", "2026-10-01");
	saet_paa(b, "indhentning.frist", "2026-10-02");
	saet_paa(b, "indhentning.modtaget", "2026-09-30");
	saet_paa(c, "indhentning.frist", "2026-10-03");
	saet_paa(c, "slettet", "ja");
	forventer("2026-10-01 Demo A indhentning.frist\n");
}

Test(frister, as_a_calendar_keep_names_out_and_fold_long_lines)
{
	struct frister f;
	struct buf b = BUF_TOM;
	struct uuid a1;
	char tekst[UUID_TEKST], uid[80];
	uuid_ny(&a1, store_nu(st));
	saet("borger.navn", "Demo Hemmelig");
	saet("opfoelgning.naeste", "2027-12-31");
	saet_paa(a1, "ansaettelser.virksomhed",
		 "Bageriet; Ærø, afdelingen for rugbrød, rundstykker og meget lange navne");
	cr_assert_eq(frister_hent(&f, st, &e), 0);
	frister_ics(&f, INT64_C(1790000000000), &b);
	snprintf(uid, sizeof(uid), "UID:%s-opfoelgning.naeste-0", uuid_skriv(&id, tekst));
	cr_expect_not_null(strstr(b.data, uid));
	cr_expect_not_null(strstr(b.data, "DTSTART;VALUE=DATE:20271231\r\nDTEND;VALUE=DATE:20280101"));
	cr_expect_not_null(strstr(b.data, "DTSTAMP:20260921T141320Z\r\n"));
	cr_expect_not_null(strstr(b.data, "SUMMARY:Opfølgning · Bageriet\\; Ærø\\, "));
	cr_expect_null(strstr(b.data, "Hemmelig"));
	for (const char *s = b.data; *s;) {
		const char *n = strstr(s, "\r\n");
		cr_assert_not_null(n);
		cr_expect_leq(n - s, 75, "%.*s", (int)(n - s), s);
		if (n[2] == ' ')
			cr_expect_neq(((unsigned char)n[3]) & 0xc0, 0x80);
		s = n + 2;
	}
	buf_done(&b);
	frister_done(&f);
}
