#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/vec.h"
#include "core/io/db.h"
#include "core/journal/post.h"
#include "core/journal/store.h"
#include "core/journal/udled.h"

/*
 * Three laptops work on one case without seeing each other, send and fetch when
 * they like; what one of them then has in its tables is held against the rules of
 * store-and-sync.md, reckoned in the plain and slow way.
 */
enum { LAPTOPS = 3, SKRIDT = 70, MAKS = 400, FROE = 60 };

static const char *const FELTER[] = {"opgaver.navn", "opgaver.minutter", "slettet"};
static const char *const VAERDIER[] = {"10", "20", "30", NULL};

struct kort {                         /* one entry as the test knows it */
	struct post post;
	struct post_ref refs[MAKS];
};

struct verden {
	struct kort *alle;            /* in the order in which they were made */
	size_t n;
	size_t orden[MAKS], sendt;    /* commit order: places in alle */
	size_t kender[LAPTOPS];       /* how much of it each laptop has fetched */
	int64_t nr[LAPTOPS];
	uint8_t hash[LAPTOPS][32];
	uint32_t tilfaeldig;
};

static const struct uuid SAG = {{9}};

static uint32_t rnd(struct verden *v, uint32_t under)
{
	v->tilfaeldig = v->tilfaeldig * 1664525u + 1013904223u;
	return (v->tilfaeldig >> 12) % under;
}

static struct post_ref ref_of(const struct post *p)
{
	return (struct post_ref){p->enhed, p->nr};
}

static bool names(const struct post *p, const struct post *q)
{
	struct post_ref r = ref_of(q);
	for (size_t i = 0; i < p->n_afloeser; i++)
		if (post_ref_orden(&p->afloeser[i], &r) == 0)
			return true;
	return false;
}

static bool same_field(const struct post *p, const struct post *q)
{
	return strcmp(p->felt, q->felt) == 0 && uuid_ens(&p->objekt, &q->objekt);
}

/* Is p a head among these? Only an entry of its own field replaces it. */
static bool head(const struct post *p, const struct post *const *set, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (same_field(p, set[i]) && names(set[i], p))
			return false;
	return true;
}

/* What a laptop has: what it fetched, and its own that it has not sent. */
static size_t seen_by(const struct verden *v, int laptop, const struct post **ud)
{
	size_t n = 0;
	for (size_t i = 0; i < v->kender[laptop]; i++)
		ud[n++] = &v->alle[v->orden[i]].post;
	for (size_t i = 0; i < v->n; i++) {
		const struct post *p = &v->alle[i].post;
		bool hentet = p->lbnr >= 0 && p->lbnr <= (int64_t)v->kender[laptop];
		if (p->enhed.b[0] == laptop + 1 && !hentet)
			ud[n++] = p;
	}
	return n;
}

static void edit(struct verden *v, int laptop)
{
	const struct post *set[MAKS];
	size_t n = seen_by(v, laptop, set);
	struct kort *k = &v->alle[v->n++];
	struct post *p = &k->post;
	*p = (struct post){
		.enhed = {{(uint8_t)(laptop + 1)}}, .nr = ++v->nr[laptop], .tid = v->nr[laptop],
		.gruppe = v->nr[laptop], .bruger = "demo", .sag = SAG, .skema = 1,
		.objekt = {{100, (uint8_t)rnd(v, 2)}}, .felt = FELTER[rnd(v, 3)],
		.lbnr = -1, .sagsnr = -1, .afloeser = k->refs,
	};
	bool fjerner = strcmp(p->felt, "slettet") == 0;
	p->vaerdi = fjerner ? (rnd(v, 3) ? "ja" : NULL) : VAERDIER[rnd(v, 4)];
	for (size_t i = 0; i < n; i++) {
		bool vedkommer = same_field(p, set[i]) ||
				 (fjerner && p->vaerdi && uuid_ens(&p->objekt, &set[i]->objekt));
		if (vedkommer && head(set[i], set, n))
			k->refs[p->n_afloeser++] = ref_of(set[i]);
	}
	struct buf b = BUF_TOM;
	post_ref_skriv(&b, k->refs, p->n_afloeser);
	buf_done(&b);
	post_vhash(p->vhash, p->salt, p->vaerdi);
	post_hash(p->hash, v->hash[laptop], p);
	memcpy(v->hash[laptop], p->hash, sizeof p->hash);
}

static void send(struct verden *v, int laptop)
{
	for (size_t i = 0; i < v->n; i++) {
		struct post *p = &v->alle[i].post;
		if (p->enhed.b[0] != laptop + 1 || p->lbnr >= 0)
			continue;
		v->orden[v->sendt++] = i;
		p->lbnr = p->sagsnr = (int64_t)v->sendt;
	}
}

static void live(struct verden *v, uint32_t froe)
{
	*v = (struct verden){.alle = calloc(MAKS, sizeof *v->alle), .tilfaeldig = froe};
	for (int i = 0; i < SKRIDT; i++) {
		int laptop = (int)rnd(v, LAPTOPS);
		uint32_t hvad = rnd(v, 6);
		if (hvad == 0)
			send(v, laptop);
		else if (hvad == 1)
			v->kender[laptop] = v->sendt;
		else
			edit(v, laptop);
	}
	v->kender[0] = v->sendt;
}

static void into_journal(struct db *db, const struct post *p)
{
	struct err e = {0};
	struct buf b = BUF_TOM;
	struct post_ref r[MAKS];
	for (size_t i = 0; i < p->n_afloeser; i++)
		r[i] = p->afloeser[i];
	post_ref_skriv(&b, r, p->n_afloeser);
	struct stmt *s = db_stmt(db, "INSERT INTO journal VALUES (:enhed, :nr, :nr, :nr, 'demo', "
		":sag, :objekt, :felt, :vaerdi, zeroblob(16), :vhash, :afl, 1, :hash, "
		"nullif(:lbnr, -1), nullif(:lbnr, -1), NULL, 0)", &e);
	stmt_blob(s, ":enhed", p->enhed.b, 16);
	stmt_tal(s, ":nr", p->nr);
	stmt_blob(s, ":sag", p->sag.b, 16);
	stmt_blob(s, ":objekt", p->objekt.b, 16);
	stmt_tekst(s, ":felt", p->felt);
	stmt_tekst(s, ":vaerdi", p->vaerdi);
	stmt_blob(s, ":vhash", p->vhash, 32);
	stmt_blob(s, ":afl", b.data, b.len);
	stmt_blob(s, ":hash", p->hash, 32);
	stmt_tal(s, ":lbnr", p->lbnr);
	cr_assert_eq(stmt_koer(s, &e), 0, "%s", e.tekst);
	buf_done(&b);
}

/* I6: the shown entry moves only to one that replaces it. */
static void apply(struct udled *u, const struct post *p)
{
	struct feltrad foer, efter;
	struct err e = {0};
	cr_assert_eq(udled_find(u, &p->sag, &p->objekt, p->felt, &foer, &e), 0, "%s", e.tekst);
	cr_assert_eq(udled_anvend(u, p, &foer, &e), 0, "%s", e.tekst);
	cr_assert_eq(udled_find(u, &p->sag, &p->objekt, p->felt, &efter, &e), 0);
	struct post_ref ny = ref_of(p);
	bool flyttet = !foer.findes || post_ref_orden(&foer.vist, &efter.vist) != 0;
	bool afloest = !foer.findes;
	for (size_t i = 0; i < p->n_afloeser; i++)
		afloest |= post_ref_orden(&p->afloeser[i], &foer.vist) == 0;
	cr_assert_eq(flyttet, afloest);
	if (flyttet)
		cr_assert_eq(post_ref_orden(&efter.vist, &ny), 0);
	feltrad_done(&foer);
	feltrad_done(&efter);
}

static int64_t ask(struct db *db, const char *sql, const struct post *p)
{
	struct err e = {0};
	struct stmt *s = db_stmt(db, sql, &e);
	stmt_blob(s, ":objekt", p->objekt.b, 16);
	if (strstr(sql, ":felt")) {
		stmt_tekst(s, ":felt", p->felt);
		stmt_blob(s, ":enhed", p->enhed.b, 16);
		stmt_tal(s, ":nr", p->nr);
	}
	cr_assert_eq(stmt_step(s, &e), 1, "%s: %s", sql, e.tekst);
	int64_t n = stmt_kol_tal(s, 0);
	stmt_reset(s);
	return n;
}

/* Is there a head of the object's other fields that no removing head names? */
static bool unknown_edit(const struct post *fjerner, const struct post *const *set, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct post *p = set[i];
		if (!uuid_ens(&p->objekt, &fjerner->objekt) || strcmp(p->felt, "slettet") == 0 ||
		    !head(p, set, n))
			continue;
		bool kendt = false;
		for (size_t k = 0; k < n && !kendt; k++)
			kendt = same_field(set[k], fjerner) && set[k]->vaerdi &&
				head(set[k], set, n) && names(set[k], p);
		if (!kendt)
			return true;
	}
	return false;
}

static void hold_against_rules(struct db *db, const struct post *const *set, size_t n)
{
	static const char hoved[] = "SELECT count(*) FROM hoved h JOIN objekt o ON o.sag = h.sag "
		"AND o.orden = h.objekt WHERE o.id = :objekt AND h.felt = :felt "
		"AND h.enhed = :enhed AND h.nr = :nr";
	for (size_t i = 0; i < n; i++) {
		const struct post *p = set[i];
		cr_assert_eq(ask(db, hoved, p), head(p, set, n), "I5");
		if (strcmp(p->felt, "slettet") != 0)
			continue;
		bool fjernet = ask(db, "SELECT f.vaerdi IS NOT NULL FROM felt f JOIN objekt o "
			"ON o.sag = f.sag AND o.orden = f.objekt WHERE o.id = :objekt "
			"AND f.felt = 'slettet'", p);
		bool ukendt = unknown_edit(p, set, n);
		cr_assert_eq(ask(db, "SELECT slettet FROM objekt WHERE id = :objekt", p),
			     fjernet && !ukendt);
		cr_assert_eq(ask(db, "SELECT strid FROM objekt WHERE id = :objekt", p),
			     fjernet && ukendt);
	}
}

static void one_world(uint32_t froe)
{
	struct verden v;
	struct store *s = NULL;
	struct err e = {0};
	struct store_valg valg = {.hukommelse = true, .sqlmappe = FEMTRIN_KILDE "/core/sql"};
	cr_assert_eq(store_open(&s, &valg, &e), 0, "%s", e.tekst);
	live(&v, froe);
	const struct post *set[MAKS];
	size_t n = seen_by(&v, 0, set);
	struct udled *u = udled_ny(store_db(s));
	for (size_t i = 0; i < n; i++) {
		into_journal(store_db(s), set[i]);
		apply(u, set[i]);
		if (i % 5 == 0)
			cr_assert_eq(udled_slut(u, &e), 0, "%s", e.tekst);
	}
	cr_assert_eq(udled_slut(u, &e), 0, "%s", e.tekst);
	hold_against_rules(store_db(s), set, n);
	cr_assert_eq(store_verify(s, NULL, NULL, &e), 0, "I8, seed %u: %s", froe, e.tekst);
	udled_free(u);
	store_close(s);
	free(v.alle);
}

Test(udled, the_tables_follow_the_rules_whatever_three_laptops_do)
{
	for (uint32_t froe = 1; froe <= FROE; froe++)
		one_world(froe);
}
