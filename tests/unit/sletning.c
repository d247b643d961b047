#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "core/base/err.h"
#include "core/io/db.h"
#include "core/journal/fil.h"
#include "core/journal/journal.h"
#include "core/journal/modtag.h"
#include "core/journal/skema.h"

/* What an erasure by law leaves on the laptop: nothing of the words, nor of a file. */
static const struct uuid SAG = {{7}}, ENHED = {{1}};

struct scene {
	struct db *db;
	struct journal *j;
};

static int64_t clock_of(void *arg)
{
	(void)arg;
	return 1700000000000;
}

static struct scene scene(void)
{
	struct scene s = {0};
	struct err e = {0};
	cr_assert_eq(db_open(&s.db, NULL, DB_HUKOMMELSE, &e), 0);
	cr_assert_eq(skema_opgrader(s.db, FEMTRIN_KILDE "/core/sql", true, &e), 0, "%s", e.tekst);
	s.j = journal_ny(s.db, &(struct journal_valg){.enhed = ENHED, .bruger = "demo",
						      .ur = clock_of});
	return s;
}

static void done(struct scene *s)
{
	journal_free(s->j);
	db_close(s->db);
}

static void put(struct scene *s, const char *felt, const char *vaerdi)
{
	struct err e = {0};
	struct aendring a = {SAG, SAG, felt, vaerdi};
	cr_assert_eq(journal_skriv(s->j, &a, 1, &e), 0, "%s", e.tekst);
}

static int64_t number(struct scene *s, const char *sql)
{
	struct err e = {0};
	struct stmt *q = db_stmt(s->db, sql, &e);
	cr_assert_eq(stmt_step(q, &e), 1, "%s", e.tekst);
	int64_t n = stmt_kol_tal(q, 0);
	stmt_reset(q);
	return n;
}

static void erase(struct scene *s, int64_t nr)
{
	struct err e = {0};
	struct modtag_side side = MODTAG_SIDE;
	struct vec huller = VEC_AF(struct modtag_hul);
	struct modtag_sletning *sl = vec_ny(&side.sletninger);
	*sl = (struct modtag_sletning){.post = {ENHED, nr}, .lbnr = 1};
	side.til = 1;
	cr_assert_eq(modtag_anvend(s->j, &side, &huller, &e), 0, "%s", e.tekst);
	modtag_side_done(&side);
	vec_done(&huller);
}

Test(sletning, leaves_no_word_of_the_value_in_the_search_index)
{
	struct scene s = scene();
	const char *spor = "SELECT count(*) FROM soeg_data WHERE instr(block, 'xylofonist') > 0";
	put(&s, "borger.navn", "Xylofonist");
	cr_assert_gt(number(&s, spor), 0, "else the test says nothing");
	erase(&s, 1);
	cr_assert_eq(number(&s, spor), 0);
	cr_assert_eq(number(&s, "SELECT count(*) FROM journal WHERE vaerdi IS NOT NULL"), 0);
	done(&s);
}

Test(sletning, takes_the_file_along_that_the_value_named)
{
	struct scene s = scene();
	struct err e = {0};
	uint8_t hash[32];
	char hex[65];
	cr_assert_eq(fil_gem(s.db, "indhold", 7, hash, &e), 0);
	for (int i = 0; i < 32; i++)
		snprintf(hex + 2 * i, 3, "%02x", hash[i]);
	put(&s, "breve.fil", hex);
	erase(&s, 1);
	cr_assert_eq(number(&s, "SELECT count(*) FROM fil"), 0);
	cr_assert_eq(number(&s, "SELECT count(*) FROM fil_del"), 0);
	done(&s);
}

Test(sletning, leaves_a_file_that_another_entry_names)
{
	struct scene s = scene();
	struct err e = {0};
	uint8_t hash[32];
	char hex[65];
	cr_assert_eq(fil_gem(s.db, "indhold", 7, hash, &e), 0);
	for (int i = 0; i < 32; i++)
		snprintf(hex + 2 * i, 3, "%02x", hash[i]);
	put(&s, "borger.navn", "Demo Borger");
	put(&s, "breve.fil", hex);
	erase(&s, 1);
	cr_assert_eq(number(&s, "SELECT count(*) FROM fil"), 1);
	done(&s);
}
