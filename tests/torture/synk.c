/*
 * Some laptops, one municipality, everything that goes wrong between them: the real
 * journal and the real sync on stores in memory against a model of the centre.
 *   torture_synk [seeds] [first seed] [mutant]
 * A seed that fails is printed and can be given again. With seeds alone, every mutant
 * has its turn afterwards. With a mutant, a rule of the model is broken, and the run
 * has to notice.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/io/db.h"
#include "core/journal/journal.h"
#include "core/journal/modtag.h"
#include "core/journal/store.h"
#include "core/synk/synk.h"
#include "synkcentral.h"

enum { LAPTOPS = 6, SKRIDT = 40, OPGAVER = 2, FEJLTEKST = 400 };

struct laptop {
	struct store *s;
	struct mlinje linje;
	int64_t ms;
	bool doed, kasseret;          /* wiped or shut out; put aside for good */
};

struct verden {
	uint32_t t, froe;
	int skridt;
	bool snak;
	struct mcentral c;
	struct laptop l[LAPTOPS];
	int n;
	struct vec skrevet;           /* uint8_t[32]: vhash of every value ever committed */
	char *kopi;                   /* a backup as SQL */
	int kopi_af;
	char fejl[FEJLTEKST];
};

struct tal {
	uint64_t edits, synker, brudte, forks, beskeder, fejlramte, poster, konflikter, afviste;
};

static struct tal tal;
static const char *const FELTER[] = {"opgaver.navn", "opgaver.minutter", "slettet"};
static const char *const VAERDIER[] = {"10", "20", "30", NULL};

static bool fail(struct verden *v, const char *hvad, const char *mere)
{
	if (!*v->fejl)
		snprintf(v->fejl, sizeof v->fejl, "%s: %s", hvad, mere ? mere : "");
	return false;
}

static int64_t clock_of(void *arg)
{
	int64_t *ms = arg;
	return *ms += 1000;
}

static bool open_laptop(struct verden *v, int i, int folk)
{
	struct laptop *l = &v->l[i];
	struct err e = {0, ""};
	char bruger[8];
	snprintf(bruger, sizeof bruger, "demo%d", folk);
	*l = (struct laptop){.ms = INT64_C(1800000000000),
			     .linje = {.c = &v->c, .folk = folk, .tilfaeldig = &v->t}};
	struct store_valg valg = {.hukommelse = true, .sqlmappe = FEMTRIN_KILDE "/core/sql",
				  .bruger = bruger, .ur = clock_of, .ur_arg = &l->ms};
	return store_open(&l->s, &valg, &e) == 0 || fail(v, "open", e.tekst);
}

/* ---- one value of the store */

static int64_t number(struct store *s, const char *sql)
{
	struct stmt *st = db_stmt(store_db(s), sql, NULL);
	int64_t n = stmt_step(st, NULL) > 0 ? stmt_kol_tal(st, 0) : -1;
	stmt_reset(st);
	return n;
}

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

/* ---- what people do */

static bool pick_case(struct verden *v, struct store *s, struct uuid *ud)
{
	struct stmt *st = db_stmt(store_db(s), "SELECT id FROM sag ORDER BY id LIMIT 1 OFFSET :n", NULL);
	int64_t n = number(s, "SELECT count(*) FROM sag");
	stmt_tal(st, ":n", n > 0 ? (int64_t)mrnd(&v->t, (uint32_t)n) : 0);
	bool fundet = stmt_step(st, NULL) > 0;
	size_t k;
	if (fundet)
		memcpy(ud->b, stmt_kol_blob(st, 0, &k), 16);
	stmt_reset(st);
	return fundet;
}

static bool edit(struct verden *v, struct laptop *l)
{
	struct uuid sag;
	struct err e = {0, ""};
	struct aendring a[3];
	bool findes = pick_case(v, l->s, &sag);
	if (!findes || (mrnd(&v->t, 12) == 0 && v->c.n_sager < 8))
		for (int i = 0; i < 16; i++)
			sag.b[i] = (uint8_t)(mrnd(&v->t, 255) + 1);
	size_t n = 1 + mrnd(&v->t, 3);
	for (size_t i = 0; i < n; i++) {
		a[i] = (struct aendring){.sag = sag, .objekt = sag, .felt = FELTER[mrnd(&v->t, 3)]};
		a[i].objekt.b[0] ^= (uint8_t)(1 + mrnd(&v->t, OPGAVER));
		a[i].vaerdi = strcmp(a[i].felt, "slettet") == 0 ? (mrnd(&v->t, 3) ? "ja" : NULL)
								: VAERDIER[mrnd(&v->t, 4)];
	}
	int64_t foer, nu;
	uint8_t hash[32];
	if (journal_sidste(store_journal(l->s), &foer, hash, &e) < 0 ||
	    journal_skriv(store_journal(l->s), a, n, &e) < 0)
		return fail(v, "write", e.tekst);
	journal_sidste(store_journal(l->s), &nu, hash, &e);
	if (nu > foer)
		remember_written(v, l->s);
	tal.edits++;
	return true;
}

/* ---- backups and clones */

static const struct { const char *tabel, *sql; } TABELLER[] = {
	{"journal", "SELECT "
	 "quote(enhed) || ',' || quote(nr) || ',' || quote(gruppe) || ',' || "
	 "quote(tid) || ',' || quote(bruger) || ',' || quote(sag) || ',' || "
	 "quote(objekt) || ',' || quote(felt) || ',' || quote(vaerdi) || ',' || "
	 "quote(salt) || ',' || quote(vhash) || ',' || quote(afloeser) || ',' || "
	 "quote(skema) || ',' || quote(hash) || ',' || quote(lbnr) || ',' || "
	 "quote(sagsnr) || ',' || quote(forrige) || ',' || quote(udenfor) "
	 "FROM journal"},
	{"lokal", "SELECT "
	 "quote(noegle) || ',' || quote(vaerdi) "
	 "FROM lokal"},
	{"sagshoved", "SELECT "
	 "quote(sag) || ',' || quote(sagsnr) || ',' || quote(kaede) || ',' || "
	 "quote(lbnr) || ',' || quote(ens) "
	 "FROM sagshoved"},
	{"adgang", "SELECT "
	 "quote(sag) || ',' || quote(ret) || ',' || quote(lbnr) "
	 "FROM adgang"},
	{"afvist", "SELECT "
	 "quote(enhed) || ',' || quote(nr) || ',' || quote(tid) || ',' || "
	 "quote(sag) || ',' || quote(objekt) || ',' || quote(felt) || ',' || "
	 "quote(vaerdi) || ',' || quote(grund) "
	 "FROM afvist"},
	{"enhedshoved", "SELECT "
	 "quote(enhed) || ',' || quote(nr) || ',' || quote(tid) || ',' || "
	 "quote(hash) "
	 "FROM enhedshoved"},
	{"kvittering", "SELECT "
	 "quote(nr) || ',' || quote(tid) || ',' || quote(sager) || ',' || "
	 "quote(alle) || ',' || quote(poster) || ',' || quote(lbnr) || ',' || "
	 "quote(kaede) "
	 "FROM kvittering"},
	{"fortrydelse", "SELECT "
	 "quote(gruppe) || ',' || quote(fortrudt) "
	 "FROM fortrydelse"},
};

static char *dump(struct store *s)
{
	struct buf b = BUF_TOM;
	struct err e = {0, ""};
	for (size_t i = 0; i < sizeof TABELLER / sizeof *TABELLER; i++) {
		struct stmt *st = db_stmt(store_db(s), TABELLER[i].sql, &e);
		buf_format(&b, "DELETE FROM %s;", TABELLER[i].tabel);
		while (stmt_step(st, &e) > 0)
			buf_format(&b, "INSERT INTO %s VALUES (%s);", TABELLER[i].tabel,
				   stmt_kol_tekst(st, 0));
		stmt_reset(st);
	}
	char *svar = mem_tekst(buf_str(&b));
	buf_done(&b);
	return svar;
}

static bool fill(struct verden *v, int i, const char *sql)
{
	struct store *s = v->l[i].s;
	struct err e = {0, ""};
	struct uuid enhed;
	char *svar;
	if (db_begin(store_db(s), "fill", &e) < 0 || db_exec(store_db(s), sql, &e) < 0 ||
	    db_commit(store_db(s), &e) < 0 || store_rebuild(s, &e) < 0)
		return fail(v, "put back", e.tekst);
	struct stmt *st = db_stmt(store_db(s), "SELECT vaerdi FROM lokal WHERE noegle = 'enhed'", &e);
	stmt_step(st, &e);
	svar = mem_tekst(stmt_kol_tekst(st, 0));
	stmt_reset(st);
	uuid_laes(&enhed, svar);
	free(svar);
	journal_glem(store_journal(s), &enhed);
	return true;
}

/* What a store that is thrown away had not sent is lost with it: no duty any more. */
static void forget_unsent(struct verden *v, struct store *s)
{
	struct stmt *st = db_stmt(store_db(s), "SELECT vhash FROM journal WHERE lbnr IS NULL "
					       "AND udenfor = 0", NULL);
	while (stmt_step(st, NULL) > 0) {
		size_t n;
		const void *h = stmt_kol_blob(st, 0, &n);
		for (size_t i = v->skrevet.n; i-- > 0;)
			if (memcmp((uint8_t *)v->skrevet.data + 32 * i, h, 32) == 0)
				vec_fjern(&v->skrevet, i);
	}
	stmt_reset(st);
}

static bool restore(struct verden *v)
{
	struct laptop *l = &v->l[v->kopi_af];
	int folk = l->linje.folk;
	if (l->doed)
		return true;
	forget_unsent(v, l->s);
	store_close(l->s);
	return open_laptop(v, v->kopi_af, folk) && fill(v, v->kopi_af, v->kopi);
}

static bool clone(struct verden *v, int i)
{
	if (v->n == LAPTOPS || v->l[i].doed)
		return true;
	char *sql = dump(v->l[i].s);
	int ny = v->n++;
	bool ok = open_laptop(v, ny, v->l[i].linje.folk) && fill(v, ny, sql);
	journal_skema(store_journal(v->l[ny].s), journal_version(store_journal(v->l[i].s)));
	free(sql);
	return ok;
}

/* ---- what has to hold */

static bool only_mine(struct verden *v, struct laptop *l)
{
	struct stmt *st = db_stmt(store_db(l->s), "SELECT DISTINCT sag FROM journal WHERE lbnr IS NOT NULL",
				  NULL);
	bool ok = true;
	while (ok && stmt_step(st, NULL) > 0) {
		struct uuid id;
		size_t n;
		memcpy(id.b, stmt_kol_blob(st, 0, &n), 16);
		const struct msag *s = mcentral_sag(&v->c, &id);
		ok = s && mcentral_ser(&v->c, l->linje.folk, s);
	}
	stmt_reset(st);
	return ok || fail(v, "I10", "a case is here that access was lost to");
}

static bool all_applied(struct verden *v, struct laptop *l)
{
	int64_t markoer, n = 0;
	struct err e = {0, ""};
	modtag_markoer(store_journal(l->s), &markoer, &e);
	for (size_t i = 0; i < v->c.poster.n; i++) {
		const struct mpost *m = *VEC_NR(struct mpost *, &v->c.poster, i);
		n += !m->afvist && m->p.post.lbnr <= markoer &&
		     mcentral_ser(&v->c, l->linje.folk, mcentral_sag(&v->c, &m->p.post.sag));
	}
	struct stmt *st = db_stmt(store_db(l->s), "SELECT count(*) FROM journal WHERE lbnr <= :m", &e);
	stmt_tal(st, ":m", markoer);
	stmt_step(st, &e);
	int64_t her = stmt_kol_tal(st, 0);
	stmt_reset(st);
	char tekst[96];
	snprintf(tekst, sizeof tekst, "laptop %d: %lld entries up to the cursor %lld, %lld expected",
		 (int)(l - v->l), (long long)her, (long long)markoer, (long long)n);
	return her == n || fail(v, "I12", tekst);
}

static bool whole_acts(struct verden *v)
{
	for (size_t i = 0; i < v->c.poster.n; i++)
		if ((*VEC_NR(struct mpost *, &v->c.poster, i))->uret)
			return fail(v, "I10", "written without the right to it");
	for (size_t i = 1; i < v->c.poster.n; i++) {
		const struct mpost *a = *VEC_NR(struct mpost *, &v->c.poster, i - 1),
				   *b = *VEC_NR(struct mpost *, &v->c.poster, i);
		if (uuid_ens(&a->p.post.enhed, &b->p.post.enhed) &&
		    a->p.post.gruppe == b->p.post.gruppe && a->afvist != b->afvist)
			return fail(v, "I11", "half an act was taken");
	}
	return true;
}

/* One synchronisation with faults; people go on typing. `til` = steps at most. */
static bool sync(struct verden *v, struct laptop *l, int fejl, int til)
{
	struct err e = {0, ""};
	struct synk *s = synk_ny(&(struct synk_valg){
		.journal = store_journal(l->s), .ops = &mcentral_ops, .arg = &l->linje, .ur = clock_of,
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
		printf("  sync of %d ends with %d, phase %d, lbnr %lld\n", (int)(l - v->l), kode,
		       synk_fase(s), (long long)v->c.lbnr);
	tal.synker += kode == 0;
	tal.brudte += kode != 0;
	tal.forks += synk_ny_enhed(s);
	bool slet = kode == 0 && synk_slet(s);
	synk_free(s);
	if (*v->fejl)
		return false;
	if (kode < 0 && kode != CENTRAL_NET && kode != CENTRAL_SPAERRET)
		return fail(v, "sync", e.tekst);
	if (kode == CENTRAL_SPAERRET || slet) {
		l->doed = true;
		return !slet || rort || number(l->s, "SELECT count(*) FROM journal WHERE lbnr IS NULL "
						     "AND udenfor = 0") == 0 ||
		       fail(v, "I4", "wiped with unsent work in it");
	}
	if (kode != 0)
		return fejl || til < 0 || fail(v, "sync", "did not end");
	return rort || (only_mine(v, l) && all_applied(v, l));
}

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

static void say(struct verden *v, int laptop, const char *hvad)
{
	if (v->snak)
		printf("%d %s: laptop %d\n", v->skridt, hvad, laptop);
}

static bool step(struct verden *v)
{
	v->skridt++;
	struct laptop *l = &v->l[mrnd(&v->t, (uint32_t)v->n)];
	uint32_t hvad = mrnd(&v->t, 100);
	if (l->doed)
		return true;
	say(v, (int)(l - v->l), hvad < 55 ? "edit" : hvad < 80 ? "sync" : hvad < 90 ? "access"
			      : hvad < 93 ? "backup" : hvad == 93 ? "restore" : hvad == 94 ? "clone" : "other");
	if (hvad < 55)
		return edit(v, l);
	if (hvad < 80)
		return sync(v, l, mrnd(&v->t, 2) ? 12 : 0, mrnd(&v->t, 4) ? 500 : 1 + (int)mrnd(&v->t, 6));
	if (hvad < 90)
		return access_changes(v);
	if (hvad < 93) {
		free(v->kopi);
		v->kopi_af = (int)(l - v->l);
		v->kopi = dump(l->s);
	} else if (hvad == 93) {
		return !v->kopi || restore(v);
	} else if (hvad == 94) {
		return clone(v, (int)(l - v->l));
	} else if (hvad < 98) {
		l->ms += (mrnd(&v->t, 2) ? 1 : -1) * INT64_C(315360000000);
	} else if (hvad == 98) {
		journal_skema(store_journal(l->s), 2);
	} else if (mrnd(&v->t, 4) == 0 && v->c.n_enheder) {
		v->c.enheder[mrnd(&v->t, (uint32_t)v->c.n_enheder)].tilstand =
			mrnd(&v->t, 2) ? ENHED_SLET : ENHED_SPAERRET;
	}
	return true;
}

/* ---- at the end, when everybody has everything */

/* A case's derived rows as text; the short number and the rowids are this store's own. */
static void picture(struct store *s, const struct uuid *sag, struct buf *ud)
{
	static const char sql[] =
		"SELECT 'sag' || quote(navneorden) || quote(trin) || quote(naeste) || konflikter || ' ' || "
		"  usendt FROM sag WHERE id = :id UNION ALL SELECT * FROM (SELECT 'objekt' || o.orden || "
		"  quote(o.id) || quote(o.liste) || o.slettet || o.strid FROM objekt o JOIN sag s "
		"  ON s.nr = o.sag WHERE s.id = :id ORDER BY o.orden) UNION ALL SELECT * FROM (SELECT "
		"  'felt' || h.objekt || h.felt || quote(h.enhed) || h.nr || quote(h.vaerdi) || h.vist "
		"  FROM hoved h JOIN sag s ON s.nr = h.sag WHERE s.id = :id "
		"  ORDER BY h.objekt, h.felt, h.enhed, h.nr) UNION ALL SELECT * FROM (SELECT 'fjern' || "
		"  f.objekt || quote(f.kendt_enhed) || f.kendt_nr || quote(f.enhed) || f.nr FROM fjernelse f "
		"  JOIN sag s ON s.nr = f.sag WHERE s.id = :id ORDER BY f.objekt, f.kendt_enhed, "
		"  f.kendt_nr, f.enhed, f.nr)";
	struct stmt *st = db_stmt(store_db(s), sql, NULL);
	stmt_blob(st, ":id", sag->b, 16);
	while (stmt_step(st, NULL) > 0)
		buf_format(ud, "%s\n", stmt_kol_tekst(st, 0));
	stmt_reset(st);
}

/* The heads of the centre are the heads here, and the same one is shown. */
static bool heads_agree(struct verden *v, struct store *s, const struct msag *m)
{
	struct stmt *st = db_stmt(store_db(s), "SELECT o.id, h.felt, h.enhed, h.nr, h.vist FROM hoved h "
		"JOIN sag s ON s.nr = h.sag JOIN objekt o ON o.sag = h.sag AND o.orden = h.objekt "
		"WHERE s.id = :id", NULL);
	size_t n = 0, k;
	bool ok = true;
	stmt_blob(st, ":id", m->id.b, 16);
	while (ok && stmt_step(st, NULL) > 0) {
		bool fundet = false;
		for (size_t i = 0; i < m->hoveder.n && !fundet; i++) {
			const struct mhoved *h = VEC_NR(struct mhoved, &m->hoveder, i);
			fundet = memcmp(stmt_kol_blob(st, 0, &k), h->objekt.b, 16) == 0 &&
				 strcmp(stmt_kol_tekst(st, 1), h->felt) == 0 &&
				 memcmp(stmt_kol_blob(st, 2, &k), h->ref.enhed.b, 16) == 0 &&
				 stmt_kol_tal(st, 3) == h->ref.nr && stmt_kol_tal(st, 4) == h->vist;
		}
		ok = fundet;
		n++;
	}
	stmt_reset(st);
	if (ok && n == m->hoveder.n)
		return true;
	return fail(v, "I5/I6", "other heads, or another one shown, than at the centre");
}

static bool same_everywhere(struct verden *v, const struct msag *m)
{
	struct buf foerste = BUF_TOM, b = BUF_TOM;
	bool ok = true;
	for (int i = 0; i < v->n && ok; i++) {
		struct laptop *l = &v->l[i];
		if (l->doed || !mcentral_ser(&v->c, l->linje.folk, m))
			continue;
		buf_ryd(&b);
		picture(l->s, &m->id, &b);
		if (!foerste.len)
			buf_tekst(&foerste, buf_str(&b));
		ok = strcmp(buf_str(&foerste), buf_str(&b)) == 0 || fail(v, "I7", "two laptops differ");
		ok = ok && heads_agree(v, l->s, m);
	}
	buf_done(&foerste);
	buf_done(&b);
	return ok;
}

static bool kept(struct verden *v)
{
	for (size_t i = 0; i < v->skrevet.n; i++) {
		const uint8_t *h = (uint8_t *)v->skrevet.data + 32 * i;
		bool her = false;
		for (size_t k = 0; k < v->c.poster.n && !her; k++)
			her = memcmp((*VEC_NR(struct mpost *, &v->c.poster, k))->p.post.vhash, h, 32) == 0;
		for (int k = 0; k < v->n && !her; k++) {
			struct stmt *st = db_stmt(store_db(v->l[k].s), "SELECT 1 FROM journal "
				"WHERE vhash = :h AND lbnr IS NULL AND udenfor = 0", NULL);
			stmt_blob(st, ":h", h, 32);
			her = v->l[k].doed && stmt_step(st, NULL) > 0;
			stmt_reset(st);
		}
		if (!her)
			return fail(v, "I4", "a value that was saved is nowhere");
	}
	return true;
}

static void finding(void *arg, const char *saetning)
{
	fail(arg, "I8", saetning);
}

static bool gapless(struct verden *v)
{
	int64_t n = (int64_t)v->c.adgange.n;
	for (size_t i = 0; i < v->c.poster.n; i++) {
		const struct mpost *m = *VEC_NR(struct mpost *, &v->c.poster, i);
		n += !m->afvist;
		const struct mpost *foer = NULL;
		for (size_t k = i; k-- > 0 && !foer;)
			if (uuid_ens(&(*VEC_NR(struct mpost *, &v->c.poster, k))->p.post.enhed,
				     &m->p.post.enhed))
				foer = *VEC_NR(struct mpost *, &v->c.poster, k);
		if (m->p.post.nr != (foer ? foer->p.post.nr + 1 : 1))
			return fail(v, "I3", "a device's numbers have a hole or come twice");
	}
	return n == v->c.lbnr || v->c.mutant == M_TAVS || fail(v, "I1", "the commit order has a hole");
}

static bool settle(struct verden *v)
{
	for (int i = 0; i < v->n; i++)
		if (!v->l[i].doed)
			journal_skema(store_journal(v->l[i].s), 2);
	for (int runde = 0; runde < 3; runde++)
		for (int i = 0; i < v->n; i++)
			if (!v->l[i].doed && !sync(v, &v->l[i], 0, 2000))
				return false;
	for (size_t i = 0; i < v->c.n_sager; i++)
		if (!same_everywhere(v, &v->c.sager[i]))
			return false;
	bool ok = kept(v) && gapless(v) && whole_acts(v);
	for (int i = 0; ok && i < v->n; i++) {
		struct err e = {0, ""};
		if (!v->l[i].doed && (v->froe + (uint32_t)i) % 3 == 0)
			ok = store_verify(v->l[i].s, finding, v, &e) == 0 || fail(v, "verify", e.tekst);
		tal.konflikter += (uint64_t)number(v->l[i].s, "SELECT count(*) FROM konflikt");
		tal.afviste += (uint64_t)number(v->l[i].s, "SELECT count(*) FROM afvist");
		if (!v->l[i].doed && number(v->l[i].s, "SELECT count(*) FROM sagshoved WHERE ens = 0"))
			ok = fail(v, "receipt", "a case is not as at the centre");
	}
	return ok;
}

static bool live(uint32_t froe, enum mutant mutant, char fejl[FEJLTEKST])
{
	struct verden *v = mem_nul(1, sizeof *v);
	v->froe = froe;
	v->snak = getenv("SYNK_SNAK") != NULL;
	v->t = froe * 2654435761u + 88172645u;
	v->t = v->t ? v->t : 1;
	v->skrevet = (struct vec){.stoerrelse = 32};
	v->c.poster = (struct vec)VEC_AF(struct mpost *);
	v->c.adgange = (struct vec)VEC_AF(struct madgang);
	v->c.mutant = mutant;
	v->c.epoke.b[0] = 7;
	mrnd(&v->t, 2);
	int laptops = 2 + (int)mrnd(&v->t, 2);
	bool ok = true;
	for (; ok && v->n < laptops; v->n++)
		ok = open_laptop(v, v->n, v->n);
	mcentral_leder(&v->c, 0, mrnd(&v->t, 2));
	for (int i = 0; ok && i < SKRIDT; i++)
		ok = step(v);
	ok = ok && settle(v);
	for (int i = 0; i < v->n; i++) {
		tal.beskeder += v->l[i].linje.beskeder;
		tal.fejlramte += v->l[i].linje.fejlramte;
		store_close(v->l[i].s);
	}
	tal.poster += v->c.poster.n;
	memcpy(fejl, v->fejl, FEJLTEKST);
	mcentral_done(&v->c);
	vec_done(&v->skrevet);
	free(v->kopi);
	free(v);
	return ok;
}

/* Does a broken rule show within so many seeds? */
static int mutants(uint32_t froe)
{
	int levende = 0;
	for (int m = 1; m < M_ANTAL; m++) {
		char fejl[FEJLTEKST] = "";
		uint32_t i = 0;
		while (i < 150 && live(froe + i, (enum mutant)m, fejl))
			i++;
		printf("mutant %d: %s (%u seeds) %s\n", m, i < 150 ? "caught" : "ALIVE", i + 1, fejl);
		levende += i == 150;
	}
	return levende;
}

int main(int argc, char **argv)
{
	uint32_t n = argc > 1 ? (uint32_t)strtoul(argv[1], NULL, 10) : 100;
	uint32_t froe = argc > 2 ? (uint32_t)strtoul(argv[2], NULL, 10) : 1;
	enum mutant m = argc > 3 ? (enum mutant)atoi(argv[3]) : M_INGEN;
	char fejl[FEJLTEKST] = "";
	clock_t t = clock();
	for (uint32_t i = 0; i < n; i++)
		if (!live(froe + i, m, fejl)) {
			printf("seed %u: %s\n", froe + i, fejl);
			return 1;
		}
	double s = (double)(clock() - t) / CLOCKS_PER_SEC;
	printf("%u seeds, %.0f a second: %llu edits, %llu syncs, %llu broken off, %llu of %llu messages "
	       "met a fault, %llu forks, %llu entries at the centre, %llu conflicts open, %llu refused\n",
	       n, n / s, (unsigned long long)tal.edits, (unsigned long long)tal.synker,
	       (unsigned long long)tal.brudte, (unsigned long long)tal.fejlramte,
	       (unsigned long long)tal.beskeder, (unsigned long long)tal.forks,
	       (unsigned long long)tal.poster, (unsigned long long)tal.konflikter,
	       (unsigned long long)tal.afviste);
	return argc == 2 ? mutants(froe) : 0;
}
