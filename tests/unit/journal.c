#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/vec.h"
#include "core/io/db.h"
#include "core/journal/journal.h"
#include "core/journal/soeg.h"
#include "core/journal/store.h"

static struct store *s;
static struct journal *j;
static struct uuid sag;
static int64_t klokken;

static int64_t ur(void *arg)
{
	(void)arg;
	return klokken += 10;
}

static void setup(void)
{
	struct err e = {0};
	klokken = INT64_C(1788000000000);
	struct store_valg v = {.hukommelse = true, .sqlmappe = FEMTRIN_KILDE "/core/sql",
			       .bruger = "demo", .ur = ur};
	cr_assert_eq(store_open(&s, &v, &e), 0, "%s", e.tekst);
	j = store_journal(s);
	uuid_ny(&sag, klokken);
}

static void teardown(void)
{
	store_close(s);
}

TestSuite(journal, .init = setup, .fini = teardown);

static struct uuid ny(void)
{
	struct uuid u;
	uuid_ny(&u, klokken);
	return u;
}

static int skriv(struct uuid objekt, const char *felt, const char *vaerdi)
{
	struct err e = {0};
	struct aendring a = {.sag = sag, .objekt = objekt, .felt = felt, .vaerdi = vaerdi};
	int kode = journal_skriv(j, &a, 1, &e);
	cr_assert_eq(kode, 0, "%s", e.tekst);
	return kode;
}

static int64_t tal(const char *sql)
{
	struct err e = {0};
	struct stmt *st = db_stmt(store_db(s), sql, &e);
	cr_assert_eq(stmt_step(st, &e), 1, "%s: %s", sql, e.tekst);
	int64_t n = stmt_kol_tal(st, 0);
	stmt_reset(st);
	return n;
}

static void tell(void *arg, const char *saetning)
{
	(void)arg;
	fprintf(stderr, "fund: %s\n", saetning);
}

static void er_i_orden(void)
{
	struct err e = {0};
	cr_assert_eq(store_verify(s, tell, NULL, &e), 0, "%s", e.tekst);
}

static int add_felt(void *arg, const struct uuid *objekt, const char *felt, const char *vaerdi)
{
	buf_format(arg, "%s%s=%s", uuid_ens(objekt, &sag) ? "" : "+", felt, vaerdi);
	buf_tegn(arg, ';');
	return 0;
}

static const char *felter(void)
{
	static struct buf b;
	struct err e = {0};
	buf_ryd(&b);
	cr_assert_eq(journal_felter(j, &sag, add_felt, &b, &e), 0, "%s", e.tekst);
	return buf_str(&b);
}

static int add_post(void *arg, const struct post *p, const char *fra)
{
	buf_format(arg, "%lld/%lld %s: %s>%s;", (long long)p->nr, (long long)p->gruppe, p->felt,
		   fra ? fra : "-", p->vaerdi ? p->vaerdi : "-");
	return 0;
}

static const char *poster(void)
{
	static struct buf b;
	struct err e = {0};
	buf_ryd(&b);
	cr_assert_eq(journal_laes(j, &sag, add_post, &b, &e), 0, "%s", e.tekst);
	return buf_str(&b);
}

static int64_t foer;

static int fortryd(void)
{
	struct err e = {0};
	return journal_fortryd(j, &sag, &foer, &e);
}

Test(journal, a_value_is_there_when_the_call_returns)
{
	skriv(sag, "borger.navn", "Demo Borger");
	cr_assert_str_eq(felter(), "borger.navn=Demo Borger;");
	cr_assert_str_eq(poster(), "1/1 borger.navn: ->Demo Borger;");
	er_i_orden();
}

Test(journal, the_same_value_again_writes_nothing)
{
	skriv(sag, "borger.navn", "Demo Borger");
	skriv(sag, "borger.navn", "Demo Borger");
	skriv(sag, "borger.by", NULL);
	skriv(sag, "borger.by", "");
	cr_assert_eq(tal("SELECT count(*) FROM journal"), 1);
	skriv(sag, "borger.navn", "");
	cr_assert_eq(tal("SELECT count(*) FROM journal"), 2);
	cr_assert_eq(tal("SELECT vaerdi IS NULL FROM journal WHERE nr = 2"), 1,
		     "empty text and emptied are one");
	cr_assert_str_eq(felter(), "");
	er_i_orden();
}

Test(journal, an_act_is_whole_or_not_there)
{
	struct err e = {0};
	skriv(sag, "borger.navn", "Demo Borger");
	struct aendring a[] = {
		{.sag = sag, .objekt = sag, .felt = "borger.by", .vaerdi = "Demoby"},
		{.sag = sag, .objekt = sag, .felt = "borger.email", .vaerdi = "\xff\xfe"},
	};
	cr_assert_eq(journal_skriv(j, a, 2, &e), ERR_UGYLDIG);
	cr_assert(strstr(e.tekst, "borger.email"));
	cr_assert_str_eq(felter(), "borger.navn=Demo Borger;");
	a[1].vaerdi = "demo@example.dk";
	cr_assert_eq(journal_skriv(j, a, 2, &e), 0, "%s", e.tekst);
	cr_assert_str_eq(poster(), "1/1 borger.navn: ->Demo Borger;2/2 borger.by: ->Demoby;"
				   "3/2 borger.email: ->demo@example.dk;");
	er_i_orden();
}

Test(journal, numbers_go_on_after_an_outer_rollback)
{
	struct err e = {0};
	skriv(sag, "borger.navn", "A");
	cr_assert_eq(db_begin(store_db(s), "prøve", &e), 0);
	skriv(sag, "borger.navn", "B");
	db_rollback(store_db(s));
	skriv(sag, "borger.navn", "C");
	cr_assert_str_eq(poster(), "1/1 borger.navn: ->A;2/2 borger.navn: A>C;");
	er_i_orden();
}

Test(journal, one_field_twice_in_an_act_keeps_the_last)
{
	struct err e = {0};
	struct aendring a[] = {
		{.sag = sag, .objekt = sag, .felt = "borger.by", .vaerdi = "A"},
		{.sag = sag, .objekt = sag, .felt = "borger.by", .vaerdi = "B"},
	};
	cr_assert_eq(journal_skriv(j, a, 2, &e), 0, "%s", e.tekst);
	cr_assert_str_eq(felter(), "borger.by=B;");
	er_i_orden();
}

Test(journal, objects_come_in_the_order_they_came_to_be)
{
	struct uuid z = ny(), a = ny();
	skriv(sag, "borger.navn", "D");
	skriv(z, "opgaver.navn", "z");
	skriv(a, "opgaver.navn", "a");
	skriv(z, "opgaver.antal", "2");
	cr_assert_str_eq(felter(), "borger.navn=D;+opgaver.antal=2;+opgaver.navn=z;+opgaver.navn=a;");
	cr_assert_eq(tal("SELECT count(*) FROM objekt WHERE liste = 'opgaver'"), 2);
}

Test(journal, the_list_is_the_key_before_its_last_dot)
{
	skriv(ny(), "funktionsnedsaettelse.dokumentation.art", "speciallaege");
	cr_assert_eq(tal("SELECT count(*) FROM objekt "
			 "WHERE liste = 'funktionsnedsaettelse.dokumentation'"), 1);
	er_i_orden();
}

Test(journal, a_removed_object_is_out_of_sight_and_keeps_its_values)
{
	struct uuid o = ny();
	skriv(sag, "borger.navn", "D");
	skriv(o, "opgaver.navn", "opvask");
	skriv(o, "slettet", "ja");
	cr_assert_str_eq(felter(), "borger.navn=D;");
	cr_assert_eq(tal("SELECT length(afloeser) FROM journal WHERE nr = 3"), POST_REF,
		     "the removal names what its author saw");
	cr_assert_eq(tal("SELECT count(*) FROM felt WHERE felt = 'opgaver.navn' "
			 "AND vaerdi = 'opvask'"), 1);
	er_i_orden();
	skriv(o, "slettet", NULL);
	cr_assert_str_eq(felter(), "borger.navn=D;+opgaver.navn=opvask;");
	skriv(o, "slettet", "ja");
	er_i_orden();
}

Test(journal, undo_goes_back_act_by_act)
{
	foer = INT64_MAX;
	skriv(sag, "borger.navn", "D");
	skriv(sag, "borger.by", "A");
	skriv(sag, "borger.by", "B");
	cr_assert_eq(fortryd(), 0);
	cr_assert_eq(foer, 3);
	cr_assert_str_eq(felter(), "borger.by=A;borger.navn=D;");
	cr_assert_eq(fortryd(), 0);
	cr_assert_str_eq(felter(), "borger.navn=D;");
	cr_assert_eq(fortryd(), ERR_FINDES_IKKE, "the act that began the case stays");
	cr_assert_str_eq(felter(), "borger.navn=D;");
	er_i_orden();
}

Test(journal, undo_after_new_work_passes_over_what_is_undone_already)
{
	foer = INT64_MAX;
	skriv(sag, "borger.navn", "D");
	skriv(sag, "borger.by", "A");
	skriv(sag, "borger.by", "B");
	cr_assert_eq(fortryd(), 0);
	foer = INT64_MAX;
	skriv(sag, "borger.email", "x@y.dk");
	cr_assert_eq(fortryd(), 0);
	cr_assert_str_eq(felter(), "borger.by=A;borger.navn=D;");
	cr_assert_eq(fortryd(), 0);
	cr_assert_str_eq(felter(), "borger.navn=D;");
	er_i_orden();
}

Test(journal, undo_brings_a_removed_object_back_and_removes_a_new_one)
{
	struct uuid o = ny();
	struct err e = {0};
	foer = INT64_MAX;
	skriv(sag, "borger.navn", "D");
	struct aendring a[] = {
		{.sag = sag, .objekt = o, .felt = "opgaver.id", .vaerdi = "t1"},
		{.sag = sag, .objekt = o, .felt = "opgaver.navn", .vaerdi = "opvask"},
	};
	cr_assert_eq(journal_skriv(j, a, 2, &e), 0);
	skriv(o, "slettet", "ja");
	cr_assert_eq(fortryd(), 0);
	cr_assert_str_eq(felter(), "borger.navn=D;+opgaver.id=t1;+opgaver.navn=opvask;");
	cr_assert_eq(fortryd(), 0);
	cr_assert_str_eq(felter(), "borger.navn=D;");
	er_i_orden();
}

/* What a sync will one day bring: entries of another device, in the journal as
 * they are, the tables made anew. */
static void fra_anden(int64_t nr, struct uuid objekt, const char *felt, const char *vaerdi,
		      const struct post_ref *ref)
{
	struct err e = {0};
	struct uuid enhed = {{0xEE}};
	struct post_ref r = ref ? *ref : (struct post_ref){.nr = 0};
	static uint8_t forrige[32];
	if (nr == 1)
		memset(forrige, 0, sizeof forrige);
	struct post p = {.enhed = enhed, .nr = nr, .gruppe = nr, .tid = nr, .bruger = "kollega",
			 .sag = sag, .objekt = objekt, .felt = felt, .vaerdi = vaerdi,
			 .afloeser = &r, .n_afloeser = ref != NULL, .skema = 1};
	struct buf b = BUF_TOM;
	post_ref_skriv(&b, &r, ref != NULL);
	post_vhash(p.vhash, p.salt, vaerdi);
	post_hash(p.hash, forrige, &p);
	memcpy(forrige, p.hash, sizeof forrige);
	struct stmt *st = db_stmt(store_db(s), "INSERT INTO journal VALUES (:enhed, :nr, :nr, :nr, "
		"'kollega', :sag, :objekt, :felt, :vaerdi, zeroblob(16), :vhash, :afl, 1, :hash, "
		":nr, :nr, NULL, 0)", &e);
	stmt_blob(st, ":enhed", enhed.b, 16);
	stmt_tal(st, ":nr", nr);
	stmt_blob(st, ":sag", sag.b, 16);
	stmt_blob(st, ":objekt", objekt.b, 16);
	stmt_tekst(st, ":felt", felt);
	stmt_tekst(st, ":vaerdi", vaerdi);
	stmt_blob(st, ":vhash", p.vhash, 32);
	stmt_blob(st, ":afl", b.data, b.len);
	stmt_blob(st, ":hash", p.hash, 32);
	cr_assert_eq(stmt_koer(st, &e), 0, "%s", e.tekst);
	buf_done(&b);
	cr_assert_eq(store_rebuild(s, &e), 0, "%s", e.tekst);
}

Test(journal, two_values_are_a_conflict_until_an_entry_replaces_both)
{
	skriv(sag, "borger.navn", "Mit");
	fra_anden(1, sag, "borger.navn", "Deres", NULL);
	cr_assert_str_eq(felter(), "borger.navn=Deres;", "what the centre has comes first");
	cr_assert_eq(tal("SELECT count(*) FROM konflikt"), 1);
	cr_assert_eq(tal("SELECT konflikter FROM sag"), 1);
	cr_assert_eq(tal("SELECT count(*) FROM hoved"), 2);
	er_i_orden();
	skriv(sag, "borger.navn", "Deres");
	cr_assert_eq(tal("SELECT length(afloeser) FROM journal WHERE nr = 2"), 2 * POST_REF);
	cr_assert_eq(tal("SELECT konflikter FROM sag"), 0);
	cr_assert_eq(tal("SELECT count(*) FROM hoved"), 1);
	er_i_orden();
}

Test(journal, equal_values_are_no_conflict)
{
	skriv(sag, "borger.navn", "Ens");
	fra_anden(1, sag, "borger.navn", "Ens", NULL);
	cr_assert_eq(tal("SELECT konflikter FROM sag"), 0);
	cr_assert_eq(tal("SELECT count(*) FROM hoved"), 2);
	er_i_orden();
}

Test(journal, the_shown_value_moves_only_to_a_child_of_its_own)
{
	struct uuid anden = {{0xEE}};
	fra_anden(1, sag, "borger.navn", "A", NULL);
	skriv(sag, "borger.navn", "B");
	fra_anden(2, sag, "borger.navn", "C", &(struct post_ref){anden, 1});
	cr_assert_str_eq(felter(), "borger.navn=C;");
	cr_assert_eq(tal("SELECT konflikter FROM sag"), 1);
	fra_anden(3, sag, "borger.navn", "D", &(struct post_ref){anden, 2});
	cr_assert_str_eq(felter(), "borger.navn=D;");
	cr_assert_eq(tal("SELECT konflikter FROM sag"), 1);
	er_i_orden();
}

Test(journal, an_edit_against_a_removal_stays_in_sight_as_a_conflict)
{
	struct uuid o = ny(), anden = {{0xEE}};
	fra_anden(1, o, "opgaver.navn", "opvask", NULL);
	skriv(o, "slettet", "ja");
	cr_assert_str_eq(felter(), "");
	fra_anden(2, o, "opgaver.navn", "opvask og gulv", &(struct post_ref){anden, 1});
	cr_assert_str_eq(felter(), "+opgaver.navn=opvask og gulv;");
	cr_assert_eq(tal("SELECT count(*) FROM konflikt WHERE felt = 'slettet'"), 1);
	cr_assert_eq(tal("SELECT konflikter FROM sag"), 1);
	er_i_orden();
	skriv(o, "slettet", "ja");
	cr_assert_str_eq(felter(), "");
	cr_assert_eq(tal("SELECT konflikter FROM sag"), 0);
	er_i_orden();
}

static size_t fundet(const char *tekst)
{
	struct vec v = VEC_AF(int64_t);
	struct err e = {0};
	int r = soeg_find(store_db(s), tekst, &v, &e);
	cr_assert_eq(r, 1, "%s", e.tekst);
	size_t n = v.n;
	vec_done(&v);
	return n;
}

Test(journal, search_finds_the_beginnings_of_words_everywhere)
{
	struct uuid a = ny(), note = ny();
	skriv(sag, "borger.navn", "Åse Demo-Ødegård");
	skriv(sag, "borger.cpr", "610190-0019");
	skriv(a, "ansaettelser.virksomhed", "Demo Café");
	skriv(note, "noter.tekst", "Kan ikke løfte \"tunge\" kasser – efter frokost");
	sag = ny();
	skriv(sag, "borger.navn", "Åse Anden");
	cr_assert_eq(fundet("åse"), 2);
	cr_assert_eq(fundet("Å"), 2);
	cr_assert_eq(fundet("ase"), 0, "å is a letter of its own");
	cr_assert_eq(fundet("åse caf"), 1);
	cr_assert_eq(fundet("demo-øde"), 1);
	cr_assert_eq(fundet("ødegård"), 1);
	cr_assert_eq(fundet("610190-00"), 1);
	cr_assert_eq(fundet("610190-"), 1);
	cr_assert_eq(fundet("6101900019"), 1);
	cr_assert_eq(fundet("0019"), 1);
	cr_assert_eq(fundet("LØFTE kass"), 1);
	cr_assert_eq(fundet("tunge efter"), 1);
	cr_assert_eq(fundet("åse findesikke"), 0);
	cr_assert_eq(fundet("OR"), 0);
	struct vec v = VEC_AF(int64_t);
	struct err e;
	cr_assert_eq(soeg_find(store_db(s), " -\" ", &v, &e), 0, "no word at all");
	er_i_orden();
}

Test(journal, search_follows_every_change)
{
	struct uuid a = ny();
	skriv(sag, "borger.navn", "Gammel Demo");
	skriv(a, "ansaettelser.virksomhed", "Værksted");
	skriv(sag, "borger.navn", "Ny Demo");
	cr_assert_eq(fundet("gammel"), 0);
	cr_assert_eq(fundet("ny"), 1);
	skriv(a, "slettet", "ja");
	cr_assert_eq(fundet("værk"), 0);
	skriv(a, "ansaettelser.virksomhed", "Andet");
	skriv(a, "slettet", NULL);
	cr_assert_eq(fundet("værk"), 0);
	cr_assert_eq(fundet("andet"), 1);
	skriv(sag, "borger.navn", NULL);
	cr_assert_eq(fundet("ny"), 0);
	er_i_orden();
}

static void liste_er(const char *ventet)
{
	struct err e = {0};
	struct stmt *st = db_stmt(store_db(s), "SELECT borger || '|' || cpr || '|' || virksomhed "
		"|| '|' || trin || '|' || coalesce(naeste, '-') || '|' || usendt FROM sag", &e);
	cr_assert_eq(stmt_step(st, &e), 1, "%s", e.tekst);
	cr_assert_str_eq(stmt_kol_tekst(st, 0), ventet);
	stmt_reset(st);
}

Test(journal, the_case_list_follows_the_case)
{
	struct uuid a1 = ny(), a2 = ny(), i = ny();
	skriv(sag, "borger.by", "Demoby");
	liste_er("|||1|-|1");
	skriv(sag, "borger.navn", "Demo");
	skriv(sag, "borger.cpr", "610190-0019");
	skriv(a1, "ansaettelser.stilling", "tjener");
	skriv(a2, "ansaettelser.virksomhed", "B");
	skriv(a1, "ansaettelser.virksomhed", "A");
	skriv(sag, "sag.trin", "3");
	liste_er("Demo|610190-0019|A|3|-|7");
	skriv(a1, "slettet", "ja");
	skriv(sag, "opfoelgning.naeste", "2027-06-01");
	skriv(sag, "ansoegning.frist", "2026-11-01");
	liste_er("Demo|610190-0019|B|3|2026-11-01|10");
	skriv(i, "indhentning.frist", "2026-10-01");
	liste_er("Demo|610190-0019|B|3|2026-10-01|11");
	skriv(i, "indhentning.modtaget", "2026-09-20");
	liste_er("Demo|610190-0019|B|3|2026-11-01|12");
	skriv(sag, "afgoerelse.dato", "2026-10-20");
	liste_er("Demo|610190-0019|B|3|2027-06-01|13");
	skriv(sag, "afgoerelse.partshoering_frist", "2026-10-10");
	liste_er("Demo|610190-0019|B|3|2027-06-01|14");
	skriv(sag, "afgoerelse.partshoering", "sendt");
	liste_er("Demo|610190-0019|B|3|2026-10-10|15");
	er_i_orden();
}

Test(journal, rebuilding_changes_nothing)
{
	struct err e = {0};
	struct uuid o = ny();
	skriv(sag, "borger.navn", "Demo");
	skriv(o, "opgaver.navn", "opvask");
	skriv(o, "slettet", "ja");
	cr_assert_eq(store_rebuild(s, &e), 0, "%s", e.tekst);
	cr_assert_str_eq(felter(), "borger.navn=Demo;");
	cr_assert_eq(fundet("demo"), 1);
	er_i_orden();
}

static void skades(const char *sql)
{
	struct err e = {0};
	cr_assert_eq(db_exec(store_db(s), "SAVEPOINT foer", &e), 0);
	cr_assert_eq(db_exec(store_db(s), sql, &e), 0, "%s: %s", sql, e.tekst);
	cr_assert_eq(store_verify(s, NULL, NULL, &e), ERR_SKADET, "not seen: %s", sql);
	cr_assert_eq(db_exec(store_db(s), "ROLLBACK TO foer; RELEASE foer", &e), 0, "%s", e.tekst);
}

Test(journal, verify_sees_every_kind_of_tampering)
{
	struct uuid o = ny();
	skriv(sag, "borger.navn", "Demo");
	skriv(sag, "borger.navn", "Demo Borger");
	skriv(o, "opgaver.navn", "opvask");
	er_i_orden();
	skades("UPDATE journal SET vaerdi = 'Andet' WHERE nr = 1");
	skades("UPDATE journal SET bruger = 'anden' WHERE nr = 2");
	skades("UPDATE journal SET tid = tid + 1 WHERE nr = 3");
	skades("UPDATE journal SET afloeser = x'' WHERE nr = 2");
	skades("UPDATE journal SET vhash = zeroblob(32) WHERE nr = 1");
	skades("UPDATE journal SET hash = zeroblob(32) WHERE nr = 3");
	skades("DELETE FROM journal WHERE nr = 1");
	skades("DELETE FROM journal WHERE nr = 3");
	skades("UPDATE felt SET vaerdi = 'Andet' WHERE felt = 'borger.navn'");
	skades("DELETE FROM felt WHERE felt = 'opgaver.navn'");
	skades("UPDATE objekt SET liste = 'andet' WHERE orden = 1");
	skades("UPDATE objekt SET slettet = 1 WHERE orden = 1");
	skades("UPDATE sag SET borger = 'x'");
	skades("UPDATE sag SET usendt = 0");
	skades("INSERT INTO sag (id) VALUES (zeroblob(16))");
	skades("INSERT INTO felt VALUES (99, 0, 'a', 'b', zeroblob(16), 1, 0)");
	skades("INSERT INTO sidehoved VALUES (1, 0, 'a', zeroblob(16), 1, 'b')");
	skades("INSERT INTO soeg (rowid, tekst) VALUES (268435456, 'fremmed')");
	skades("INSERT INTO soeg (soeg, rowid, tekst) VALUES ('delete', 268435456, 'demo')");
	er_i_orden();
}

Test(journal, a_blanked_value_does_not_break_the_chain)
{
	struct err e = {0};
	skriv(sag, "borger.navn", "Demo");
	skriv(sag, "borger.navn", "Demo Borger");
	cr_assert_eq(db_exec(store_db(s), "UPDATE journal SET vaerdi = NULL, salt = NULL "
					  "WHERE nr = 1", &e), 0);
	er_i_orden();
	cr_assert_str_eq(poster(), "1/1 borger.navn: ->-;2/2 borger.navn: ->Demo Borger;");
}
