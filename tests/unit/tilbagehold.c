#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "core/base/err.h"
#include "core/io/db.h"
#include "core/journal/afsend.h"
#include "core/journal/journal.h"
#include "core/journal/skema.h"
#include "core/journal/tilbagehold.h"

/* Cases of another kommune, and what waits with them. */
static const struct uuid EN = {{1, 1}}, TO = {{1, 2}}, ENHED = {{1}};
static const struct tilbagehold_efter INTET = {.nr = 0};

static int64_t clock_of(void *arg)
{
	int64_t *t = arg;
	return *t += 1000;
}

struct scene {
	struct db *db;
	struct journal *j;
	int64_t tid;
	struct tilbagehold t;
};

static void begin(struct scene *s)
{
	struct err e = {0, ""};
	*s = (struct scene){.tid = 1700000000000};
	cr_assert_eq(db_open(&s->db, NULL, DB_HUKOMMELSE, &e), 0);
	cr_assert_eq(skema_opgrader(s->db, FEMTRIN_KILDE "/core/sql", true, &e), 0, "%s", e.tekst);
	s->j = journal_ny(s->db, &(struct journal_valg){.enhed = ENHED, .bruger = "demo", .ur = clock_of,
							.ur_arg = &s->tid});
}

static void done(struct scene *s)
{
	journal_free(s->j);
	db_close(s->db);
}

/* An import: the kommune and the name in one act. */
static void case_of(struct scene *s, const struct uuid *sag, const char *kommune, const char *navn)
{
	struct err e = {0, ""};
	const struct aendring a[] = {{*sag, *sag, "borger.navn", navn}, {*sag, *sag, "sag.kommune", kommune}};
	cr_assert_eq(journal_skriv(s->j, a, 2, &e), 0, "%s", e.tekst);
}

static void set(struct scene *s, const struct uuid *sag, const char *felt, const char *v)
{
	struct err e = {0, ""};
	const struct aendring a = {*sag, *sag, felt, v};
	cr_assert_eq(journal_skriv(s->j, &a, 1, &e), 0, "%s", e.tekst);
}

static void hold(struct scene *s)
{
	struct err e = {0, ""};
	cr_assert_eq(tilbagehold(s->j, "0269", &INTET, &s->t, &e), 0, "%s", e.tekst);
}

/* The unsent entries in their order: case and value, "|" where an act ends. */
static void order(struct scene *s, char *ud, size_t n)
{
	struct afsending a = AFSENDING;
	struct err e = {0, ""};
	uint8_t forrige[32] = {0}, h[32];
	*ud = '\0';
	cr_assert_eq(afsend_efter(s->j, 0, &a, &e), 0);
	for (size_t i = 0; i < a.poster.n; i++) {
		const struct post *p = VEC_NR(struct post, &a.poster, i);
		bool ny = i > 0 && p->gruppe == p->nr;
		snprintf(ud + strlen(ud), n - strlen(ud), "%s%d%s", ny ? "|" : i ? " " : "", p->sag.b[1],
			 p->vaerdi ? p->vaerdi : "-");
		cr_assert_eq(p->nr, (int64_t)i + 1);
		post_hash(h, forrige, p);
		cr_assert_eq(memcmp(h, p->hash, 32), 0, "the chain holds at %zu", i);
		memcpy(forrige, h, 32);
	}
	afsending_done(&a);
}

#define orden(s, ventet) do { \
	char o_[256]; \
	order(s, o_, sizeof o_); \
	cr_assert_str_eq(o_, ventet); \
} while (0)

Test(tilbagehold, leaves_everything_alone_where_nobody_is_of_another_kommune)
{
	struct scene s;
	begin(&s);
	case_of(&s, &EN, "0269", "A");
	hold(&s);
	cr_assert_eq(s.t.til, INT64_MAX);
	cr_assert_eq(s.t.sager, 0);
	orden(&s, "1A 10269");
	done(&s);
}

Test(tilbagehold, puts_a_case_of_another_kommune_behind_the_others)
{
	struct scene s;
	begin(&s);
	case_of(&s, &EN, "0630", "A");
	case_of(&s, &TO, "0269", "B");
	set(&s, &EN, "borger.navn", "AA");
	hold(&s);
	cr_assert_eq(s.t.til, 2);
	cr_assert_eq(s.t.sager, 1);
	cr_assert(uuid_ens(&s.t.sag, &EN));
	cr_assert_str_eq(s.t.kommune, "0630");
	orden(&s, "2B 20269|1A 10630|1AA");
	hold(&s);
	orden(&s, "2B 20269|1A 10630|1AA");
	done(&s);
}

Test(tilbagehold, keeps_replacing_what_was_replaced)
{
	struct scene s;
	struct err e = {0, ""};
	begin(&s);
	case_of(&s, &EN, "0630", "A");
	set(&s, &EN, "borger.navn", "AA");
	case_of(&s, &TO, "0269", "B");
	hold(&s);
	struct afsending a = AFSENDING;
	cr_assert_eq(afsend_efter(s.j, 2, &a, &e), 0);
	const struct post *p = VEC_NR(struct post, &a.poster, 2);
	cr_assert_str_eq(p->vaerdi, "AA");
	cr_assert_eq(p->n_afloeser, 1);
	cr_assert_eq(p->afloeser[0].nr, 3);
	afsending_done(&a);
	done(&s);
}

Test(tilbagehold, parts_what_said_otherwise_from_the_rest_of_its_act)
{
	struct scene s;
	begin(&s);
	case_of(&s, &EN, "0630", "A");
	set(&s, &EN, "sag.kommune", "0269");
	hold(&s);
	cr_assert_eq(s.t.sager, 0);
	cr_assert_eq(s.t.til, 3);
	orden(&s, "10630|1A|10269");
	hold(&s);
	orden(&s, "10630|1A|10269");
	done(&s);
}

Test(tilbagehold, keeps_the_times_and_who)
{
	struct scene s;
	struct err e = {0, ""};
	begin(&s);
	case_of(&s, &EN, "0630", "A");
	case_of(&s, &TO, "0269", "B");
	hold(&s);
	struct afsending a = AFSENDING;
	cr_assert_eq(afsend_efter(s.j, 0, &a, &e), 0);
	cr_assert_gt(VEC_NR(struct post, &a.poster, 0)->tid, VEC_NR(struct post, &a.poster, 2)->tid);
	cr_assert_str_eq(VEC_NR(struct post, &a.poster, 2)->bruger, "demo");
	afsending_done(&a);
	done(&s);
}

Test(tilbagehold, does_not_touch_a_device_that_the_centre_knows_otherwise)
{
	struct scene s;
	struct err e = {0, ""};
	const struct tilbagehold_efter anden = {.nr = 1, .hash = {1}};
	begin(&s);
	case_of(&s, &EN, "0630", "A");
	case_of(&s, &TO, "0269", "B");
	cr_assert_eq(tilbagehold(s.j, "0269", &anden, &s.t, &e), 0);
	orden(&s, "1A 10630|2B 20269");
	done(&s);
}
