/*
 * Some laptops, one municipality, everything that goes wrong between them: the real
 * journal and the real sync on stores in memory against a model of the centre.
 *   torture_synk [seeds] [first seed] [mutant] [processes]
 * A seed that fails is printed and can be given again (SYNK_SNAK=1 tells it step by
 * step); then it goes into BEHOLDTE below. With seeds alone, every mutant has its turn
 * afterwards: a rule is broken on purpose, and the run has to notice.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/io/db.h"
#include "core/io/krypto.h"
#include "core/journal/fil.h"
#include "core/journal/journal.h"
#include "core/journal/konflikt.h"
#include "core/journal/store.h"
#include "core/synk/synk.h"
#include "synkdeling.h"
#include "synktjek.h"
#include "synkverden.h"

enum { SKRIDT = 40, OPGAVER = 2, MUTANTFROE = 400 };

/* Seeds that have found something once, run before all others. */
static const uint32_t BEHOLDTE[] = {1, 10638487};

static const char *const FELTER[] = {"opgaver.navn", "opgaver.minutter", "slettet"};
static const char *const VAERDIER[] = {"10", "20", "30", NULL};

static int64_t clock_of(void *arg)
{
	int64_t *ms = arg;
	return *ms += 1000;
}

static struct journal *journal(const struct laptop *l)
{
	return store_journal(l->s);
}

/* ---- what people do */

static void remember_written(struct verden *v, struct store *s)
{
	struct stmt *st = db_stmt(store_db(s), "SELECT vhash FROM journal WHERE enhed = :enhed "
		"AND lbnr IS NULL AND udenfor = 0 AND gruppe = (SELECT max(gruppe) FROM journal "
		"WHERE enhed = :enhed)", NULL);
	stmt_blob(st, ":enhed", journal_enhed(store_journal(s))->b, 16);
	while (stmt_step(st, NULL) > 0) {
		size_t n;
		memcpy(vec_ny(&v->skrevet), stmt_kol_blob(st, 0, &n), 32);
	}
	stmt_reset(st);
}

static bool pick_case(struct verden *v, struct store *s, struct uuid *ud)
{
	struct stmt *st = db_stmt(store_db(s), "SELECT id FROM sag ORDER BY id LIMIT 1 OFFSET :n", NULL);
	int64_t n = verden_tal_af(s, "SELECT count(*) FROM sag");
	stmt_tal(st, ":n", n > 0 ? (int64_t)mrnd(&v->t, (uint32_t)n) : 0);
	bool fundet = stmt_step(st, NULL) > 0;
	size_t k;
	if (fundet)
		memcpy(ud->b, stmt_kol_blob(st, 0, &k), 16);
	stmt_reset(st);
	return fundet;
}

static void change(struct verden *v, const struct uuid *sag, struct aendring *a)
{
	*a = (struct aendring){.sag = *sag, .objekt = *sag, .felt = FELTER[mrnd(&v->t, 3)]};
	if (mrnd(&v->t, 40) == 0) {
		a->felt = "sag.kommune";
		a->vaerdi = mrnd(&v->t, 2) ? "0269" : "0630";
		return;
	}
	a->objekt.b[0] ^= (uint8_t)(1 + mrnd(&v->t, OPGAVER));
	a->vaerdi = strcmp(a->felt, "slettet") == 0 ? (mrnd(&v->t, 3) ? "ja" : NULL)
						    : VAERDIER[mrnd(&v->t, 4)];
}

/* Few files, so that several cases name the same; now and then one of two pieces. */
static bool keep_file(struct verden *v, struct laptop *l, struct aendring *a, char hex[65])
{
	static char data[FIL_STYKKE + 10];
	uint8_t hash[32];
	struct err e = {0, ""};
	uint32_t hvilken = mrnd(&v->t, 12);
	memset(data, 'f', sizeof data);
	data[0] = (char)('a' + hvilken);
	if (store_fil_gem(l->s, data, hvilken < 2 ? sizeof data : 100 + hvilken, hash, &e) < 0)
		return verden_fejl(v, "file", e.tekst);
	krypto_hex(hex, hash, sizeof hash);
	a->felt = "bilag.hash";
	a->vaerdi = hex;
	verden_tal.filer++;
	return true;
}

static bool edit(struct verden *v, struct laptop *l)
{
	char hex[65];
	struct uuid sag;
	struct err e = {0, ""};
	struct aendring a[3];
	bool findes = pick_case(v, l->s, &sag);
	if (!findes || (mrnd(&v->t, 12) == 0 && v->c.n_sager < 8))
		for (int i = 0; i < 16; i++)
			sag.b[i] = (uint8_t)(mrnd(&v->t, 255) + 1);
	size_t n = 1 + mrnd(&v->t, 3);
	for (size_t i = 0; i < n; i++)
		change(v, &sag, &a[i]);
	if (v->filer && mrnd(&v->t, 6) == 0 && !keep_file(v, l, &a[0], hex))
		return false;
	int64_t foer, nu;
	uint8_t hash[32];
	if (journal_sidste(journal(l), &foer, hash, &e) < 0 || journal_skriv(journal(l), a, n, &e) < 0)
		return verden_fejl(v, "write", e.tekst);
	journal_sidste(journal(l), &nu, hash, &e);
	if (nu > foer)
		remember_written(v, l->s);
	verden_tal.edits++;
	return true;
}

/* The one that was settled is open no more, and as many are counted as there are: the
 * same number as before where a task that is kept brings back what is open in it. */
static bool settled(struct laptop *l, const struct konflikt *k, struct err *e)
{
	struct vec nu = KONFLIKTER;
	bool ok = konflikt_hent(journal(l), &k->sag, &nu, e) == 0 &&
		  konflikt_antal(journal(l), &k->sag, e) == (int64_t)nu.n;
	for (size_t i = 0; ok && i < nu.n; i++) {
		const struct konflikt *x = VEC_NR(struct konflikt, &nu, i);
		ok = !uuid_ens(&x->objekt, &k->objekt) || strcmp(x->felt, k->felt) != 0;
	}
	konflikt_ryd(&nu);
	return ok;
}

/* Somebody looks at the conflicts and chooses. */
static bool choose(struct verden *v, struct laptop *l)
{
	struct vec alle = KONFLIKTER;
	struct uuid sag;
	struct err e = {0, ""};
	int kode = pick_case(v, l->s, &sag) ? konflikt_hent(journal(l), &sag, &alle, &e) : 0;
	int64_t antal = kode == 0 && alle.n ? konflikt_antal(journal(l), &sag, &e) : 0;
	bool ok = kode == 0 && (alle.n == 0 || antal == (int64_t)alle.n);
	if (ok && alle.n) {
		const struct konflikt *k = VEC_NR(struct konflikt, &alle, mrnd(&v->t, (uint32_t)alle.n));
		const struct konflikt_bud *b = &k->bud[mrnd(&v->t, (uint32_t)k->n)];
		const char *ny = strcmp(k->felt, "slettet") != 0 ? b->vaerdi : b->fjerner ? "ja" : NULL;
		ok = konflikt_afgoer(journal(l), k, ny, &e) == 0 && settled(l, k, &e);
		verden_tal.afgjorte++;
		remember_written(v, l->s);
	}
	konflikt_ryd(&alle);
	return ok || verden_fejl(v, "settle", *e.tekst ? e.tekst : "a choice left it open, or the count is wrong");
}

/* ---- a sync */

static void spoil_laptop(struct verden *v, struct laptop *l)
{
	static const struct { enum mutant m; const char *sql; } SKADE[] = {
		{M_L_MARKOER, "UPDATE lokal SET vaerdi = vaerdi + 2 WHERE noegle = 'markoer'"},
		{M_L_FIL, "DELETE FROM fil; DELETE FROM fil_del"},
		{M_L_AFVIST, "DELETE FROM afvist"},
		{M_L_VIST, "UPDATE felt SET enhed = h.enhed, nr = h.nr, vaerdi = h.vaerdi FROM sidehoved h "
			   "WHERE h.sag = felt.sag AND h.objekt = felt.objekt AND h.felt = felt.felt"},
	};
	for (size_t i = 0; i < sizeof SKADE / sizeof *SKADE; i++)
		if (SKADE[i].m == v->c.mutant)
			db_exec(store_db(l->s), SKADE[i].sql, NULL);
}

static int64_t unsent(struct laptop *l)
{
	return verden_tal_af(l->s, "SELECT count(*) FROM journal WHERE lbnr IS NULL AND udenfor = 0");
}

/* Wiped or shut out: whatever was not sent has been sent, or lies sealed on it. */
static bool put_aside(struct verden *v, struct laptop *l, bool slet, bool rort)
{
	l->doed = true;
	if (v->c.mutant == M_L_TOEM)
		db_exec(store_db(l->s), "DELETE FROM journal WHERE lbnr IS NULL AND udenfor = 0", NULL);
	return !slet || rort || unsent(l) == 0 || verden_fejl(v, "I4", "wiped with unsent work in it");
}

static bool expected(const struct verden *v, const struct laptop *l, int kode)
{
	return kode == CENTRAL_NET || kode == CENTRAL_SPAERRET ||
	       (kode == CENTRAL_SKEMA && journal_version(journal(l)) < v->c.skema);
}

/* What has to hold when it is over, however it ended. */
static bool judge(struct verden *v, struct laptop *l, struct synk *s, int kode, bool rort)
{
	bool slet = kode == 0 && synk_slet(s);
	if (synk_ny_enhed(s))
		l->gendannet = false;
	if (!tjek_akter(v, l))
		return false;
	if (kode == CENTRAL_SPAERRET || slet)
		return put_aside(v, l, slet, rort);
	if (kode != 0)
		return true;
	if (l->gendannet)
		return verden_fejl(v, "I13", "a backup was put back and nobody noticed");
	return rort || tjek_synket(v, l);
}

/* With faults people go on typing between the steps; til = steps at most. */
static bool sync(struct verden *v, struct laptop *l, int fejl, int til)
{
	struct err e = {0, ""};
	struct synk *s = synk_ny(&(struct synk_valg){
		.journal = journal(l), .ops = &mcentral_ops, .arg = &l->linje, .ur = clock_of,
		.ur_arg = &l->ms, .side = 1 + mrnd(&v->t, 12), .bundt = 1 + mrnd(&v->t, 8)});
	l->linje.fejl = fejl;
	int kode = 1;
	bool rort = false;
	while (kode > 0 && til-- > 0) {
		kode = synk_trin(s, &e);
		if (kode > 0 && fejl && mrnd(&v->t, 25) == 0) {
			rort = true;
			if (!edit(v, l))
				break;
		}
	}
	if (v->snak)
		printf("  sync of %d ends with %d, phase %d, lbnr %lld: %s\n", (int)(l - v->l), kode,
		       synk_fase(s), (long long)v->c.lbnr, e.tekst);
	verden_tal.synker += kode == 0;
	verden_tal.brudte += kode != 0;
	verden_tal.forks += synk_ny_enhed(s);
	if (kode == 0)
		spoil_laptop(v, l);
	bool ok = !*v->fejl && (kode >= 0 || expected(v, l, kode) || verden_fejl(v, "sync", e.tekst));
	ok = ok && (kode <= 0 || fejl || til < 0 || verden_fejl(v, "sync", "did not end"));
	ok = ok && judge(v, l, s, kode, rort);
	synk_free(s);
	return ok;
}

/* ---- what happens at the municipality */

static bool access_changes(struct verden *v)
{
	if (v->c.n_sager == 0)
		return true;
	struct msag *s = &v->c.sager[mrnd(&v->t, (uint32_t)v->c.n_sager)];
	int folk = (int)mrnd(&v->t, 3);
	if (mrnd(&v->t, 8) == 0)
		mcentral_leder(&v->c, folk, mrnd(&v->t, 2));
	else
		mcentral_adgang(&v->c, folk, s, (enum adgangsret)mrnd(&v->t, 3));
	if (v->snak)
		printf("  access of %d, case %d: %d, leader %d, number %lld\n", folk, (int)(s - v->c.sager),
		       s->ret[folk], v->c.leder[folk], (long long)v->c.lbnr);
	return true;
}

static bool erase(struct verden *v)
{
	if (v->c.poster.n == 0)
		return true;
	struct mpost *m = *VEC_NR(struct mpost *, &v->c.poster, mrnd(&v->t, (uint32_t)v->c.poster.n));
	if (m->afvist || m->slettet || !m->p.post.vaerdi || strcmp(m->p.post.felt, "slettet") == 0 ||
	    strcmp(m->p.post.felt, "bilag.hash") == 0)
		return true;
	mcentral_slet(&v->c, m);
	verden_tal.slettede++;
	return true;
}

static bool centre_backup(struct verden *v)
{
	if (v->ckopi)
		return true;
	v->ckopi = mem_nul(1, sizeof *v->ckopi);
	mcentral_kopi(v->ckopi, &v->c);
	return true;
}

static bool strictness(struct verden *v)
{
	if (mrnd(&v->t, 4) == 0 && v->c.n_enheder)
		v->c.enheder[mrnd(&v->t, (uint32_t)v->c.n_enheder)].tilstand =
			mrnd(&v->t, 2) ? ENHED_SLET : ENHED_SPAERRET;
	else if (mrnd(&v->t, 2))
		v->c.skema = 2;
	return true;
}

static bool clock_jumps(struct verden *v, struct laptop *l)
{
	int64_t ti_aar = (mrnd(&v->t, 2) ? 1 : -1) * INT64_C(315360000000);
	if (!v->stillestaaende)
		l->ms += ti_aar;
	verden_tal.klokker++;
	return true;
}

static bool newer_forms(struct laptop *l)
{
	journal_skema(journal(l), 2);
	verden_tal.skemaer++;
	return true;
}

static bool laptop_backup(struct verden *v, struct laptop *l)
{
	free(v->kopi);
	v->kopi_af = (int)(l - v->l);
	v->kopi = verden_dump(l->s);
	return true;
}

static bool step(struct verden *v)
{
	struct laptop *l = &v->l[mrnd(&v->t, (uint32_t)v->n)];
	uint32_t x = mrnd(&v->t, 100);
	v->skridt++;
	if (v->snak)
		printf("%d: laptop %d, %u%s\n", v->skridt, (int)(l - v->l), x, l->doed ? ", dead" : "");
	if (l->doed)
		return true;
	if (x < 48)
		return edit(v, l);
	if (x < 53)
		return choose(v, l);
	if (x < 78)
		return sync(v, l, mrnd(&v->t, 2) ? 12 : 0, mrnd(&v->t, 4) ? 500 : 1 + (int)mrnd(&v->t, 6));
	if (x < 86)
		return access_changes(v);
	if (x < 89)
		return erase(v);
	if (x < 92)
		return laptop_backup(v, l);
	if (x < 95)
		return x == 92 ? verden_gendan(v) : x == 93 ? verden_klon(v, (int)(l - v->l)) : centre_backup(v);
	return x < 97 ? clock_jumps(v, l) : x == 97 ? newer_forms(l) : strictness(v);
}

/* ---- the end of a seed */

/* Everybody sends and fetches until nothing moves (I9: a sync with nothing to do
 * changes nothing). */
static bool settle(struct verden *v)
{
	int64_t lbnr = -1;
	for (int i = 0; i < v->n; i++)
		if (!v->l[i].doed)
			journal_skema(journal(&v->l[i]), 2);
	for (int runde = 0; runde < 4 && lbnr != v->c.lbnr; runde++) {
		lbnr = v->c.lbnr;
		for (int i = 0; i < v->n; i++)
			if (!v->l[i].doed && !sync(v, &v->l[i], 0, 2000))
				return false;
	}
	if (lbnr != v->c.lbnr)
		return verden_fejl(v, "I9", "a sync with nothing to do changed something");
	return tjek_slut(v);
}

/* The centre was put back from a backup: nobody sends into it, nobody loses anything. */
static bool put_back(struct verden *v)
{
	struct mcentral gammel = v->c;
	v->c = *v->ckopi;
	v->c.mutant = gammel.mutant;
	v->c.epoke.b[0] += gammel.mutant != M_GAMMEL_EPOKE;
	free(v->ckopi);
	v->ckopi = NULL;
	bool ok = true;
	for (int i = 0; ok && i < v->n; i++) {
		struct laptop *l = &v->l[i];
		bool kendt = verden_tal_af(l->s, "SELECT count(*) FROM lokal WHERE noegle = 'epoke'") > 0;
		if (l->doed || !kendt)
			continue;
		int64_t poster = verden_tal_af(l->s, "SELECT count(*) * 1000000 + count(lbnr) FROM journal");
		size_t der = v->c.poster.n;
		struct err e = {0, ""};
		struct synk *s = synk_ny(&(struct synk_valg){.journal = journal(l), .ops = &mcentral_ops,
			.arg = &l->linje, .ur = clock_of, .ur_arg = &l->ms});
		int kode;
		l->linje.fejl = 0;
		while ((kode = synk_trin(s, &e)) > 0)
			;
		synk_free(s);
		ok = (kode == CENTRAL_EPOKE && der == v->c.poster.n && poster ==
		      verden_tal_af(l->s, "SELECT count(*) * 1000000 + count(lbnr) FROM journal")) ||
		     verden_fejl(v, "epoch", "a laptop went on with a centre that was put back");
	}
	mcentral_done(&gammel);
	verden_tal.epoker++;
	return ok;
}

static bool live(uint32_t froe, enum mutant mutant, bool stille, char fejl[FEJLTEKST], struct buf *billede)
{
	struct verden *v = verden_ny(froe, mutant);
	v->stillestaaende = stille;
	v->filer = froe % 8 == 3;
	int laptops = 2 + (int)mrnd(&v->t, 2);
	bool ok = true;
	while (ok && v->n < laptops)
		ok = verden_laptop(v, v->n);
	mcentral_leder(&v->c, 0, mrnd(&v->t, 2));
	for (int i = 0; ok && i < SKRIDT; i++)
		ok = step(v);
	bool tilbage = v->ckopi && froe % 4 == 1;
	ok = ok && (tilbage ? put_back(v) : settle(v));
	for (int i = 0; i < v->n; i++) {
		verden_tal.konflikter += (uint64_t)verden_tal_af(v->l[i].s, "SELECT count(*) FROM konflikt");
		verden_tal.afviste += (uint64_t)verden_tal_af(v->l[i].s, "SELECT count(*) FROM afvist");
	}
	if (billede)
		tjek_billede(v, billede);
	memcpy(fejl, v->fejl, FEJLTEKST);
	verden_slut(v);
	verden_tal.froe++;
	return ok;
}

/* I14: the same life with clocks that never jump shows the same. */
static bool timeless(uint32_t froe, char fejl[FEJLTEKST])
{
	struct buf a = BUF_TOM, b = BUF_TOM;
	bool ok = live(froe, M_INGEN, false, fejl, &a) && live(froe, M_INGEN, true, fejl, &b);
	if (ok && strcmp(buf_str(&a), buf_str(&b)) != 0) {
		snprintf(fejl, FEJLTEKST, "I14: something depends on a clock");
		ok = false;
	}
	buf_done(&a);
	buf_done(&b);
	return ok;
}

static bool one(uint32_t froe, enum mutant m, char fejl[FEJLTEKST])
{
	return froe % 16 == 0 && m == M_INGEN ? timeless(froe, fejl) : live(froe, m, false, fejl, NULL);
}

/* Does a broken rule show within so many seeds? */
static int mutants(uint32_t froe)
{
	int levende = 0;
	for (int m = 1; m < M_ANTAL; m++) {
		char fejl[FEJLTEKST] = "";
		uint32_t i = 0;
		while (i < MUTANTFROE && one(froe + i, (enum mutant)m, fejl))
			i++;
		printf("mutant %2d %s after %3u seeds: %s\n     %s\n", m, i < MUTANTFROE ? "caught" : "ALIVE",
		       i + 1, mutant_tekst((enum mutant)m), fejl);
		levende += i == MUTANTFROE;
	}
	printf("%d of %d mutants caught\n", M_ANTAL - 1 - levende, M_ANTAL - 1);
	return levende;
}

int main(int argc, char **argv)
{
	struct koersel k = {
		.liv = one,
		.n = argc > 1 ? (uint32_t)strtoul(argv[1], NULL, 10) : 100,
		.froe = argc > 2 ? (uint32_t)strtoul(argv[2], NULL, 10) : 1,
		.m = argc > 3 ? (enum mutant)atoi(argv[3]) : M_INGEN,
		.processer = argc > 4 ? atoi(argv[4]) : 1,
	};
	char fejl[FEJLTEKST] = "";
	time_t t = time(NULL);
	if (k.processer < 1 || k.processer > PROCESSER)
		k.processer = 1;
	for (size_t i = 0; k.m == M_INGEN && i < sizeof BEHOLDTE / sizeof *BEHOLDTE; i++)
		if (!one(BEHOLDTE[i], M_INGEN, fejl)) {
			printf("kept seed %u: %s\n", BEHOLDTE[i], fejl);
			return 1;
		}
	bool ok = k.processer == 1 ? synkdeling_alene(&k) : synkdeling_flere(&k);
	if (ok)
		synkdeling_tal(difftime(time(NULL), t), k.processer);
	int levende = ok && argc == 2 ? mutants(k.froe) : 0;
	verden_luk();
	return ok && levende == 0 ? 0 : 1;
}
