#include "synkverden.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/io/db.h"
#include "core/journal/journal.h"
#include "core/journal/store.h"

struct tal verden_tal;
static struct store *pulje[LAPTOPS];     /* the one thing that outlives a seed */
static int64_t ure[LAPTOPS];

bool verden_fejl(struct verden *v, const char *hvad, const char *mere)
{
	if (!*v->fejl)
		snprintf(v->fejl, sizeof v->fejl, "%s: %s", hvad, mere ? mere : "");
	return false;
}

int64_t verden_tal_af(struct store *s, const char *sql)
{
	struct stmt *st = db_stmt(store_db(s), sql, NULL);
	int64_t n = stmt_step(st, NULL) > 0 ? stmt_kol_tal(st, 0) : -1;
	stmt_reset(st);
	return n;
}

/* The store of slot i reads the clock of whoever has the slot now. */
static int64_t clock_of(void *arg)
{
	int64_t *ms = arg;
	return *ms += 1000;
}

static struct laptop *ejer[LAPTOPS];

static int64_t pool_clock(void *arg)
{
	int64_t *fast = arg;
	struct laptop *l = ejer[fast - ure];
	return clock_of(l ? &l->ms : fast);
}

static int open_slot(int i, struct err *e)
{
	char bruger[8];
	snprintf(bruger, sizeof bruger, "demo%d", i);
	struct store_valg valg = {.hukommelse = true, .sqlmappe = FEMTRIN_KILDE "/core/sql",
				  .bruger = bruger, .ur = pool_clock, .ur_arg = &ure[i]};
	return store_open(&pulje[i], &valg, e);
}

static const char TOEM[] =
	"DELETE FROM journal; DELETE FROM fil; DELETE FROM fil_del; DELETE FROM sag; "
	"DELETE FROM objekt; DELETE FROM felt; DELETE FROM sidehoved; DELETE FROM fjernelse; "
	"INSERT INTO soeg (soeg) VALUES ('delete-all'); DELETE FROM lokal; DELETE FROM husket; "
	"DELETE FROM kladde; DELETE FROM fortrydelse; DELETE FROM sagshoved; DELETE FROM adgang; "
	"DELETE FROM afvist; DELETE FROM enhedshoved; DELETE FROM kvittering;";

static int empty(struct store *s, const struct uuid *enhed, struct err *e)
{
	char id[UUID_TEKST], sql[sizeof TOEM + 120];
	snprintf(sql, sizeof sql, "%s INSERT INTO lokal VALUES ('enhed', '%s')", TOEM,
		 uuid_skriv(enhed, id));
	int kode = db_begin(store_db(s), "empty", e);
	if (kode == 0)
		kode = db_exec(store_db(s), sql, e);
	if (kode == 0)
		kode = db_commit(store_db(s), e);
	journal_glem(store_journal(s), enhed);
	journal_skema(store_journal(s), 1);
	return kode;
}

static void random_id(struct verden *v, struct uuid *u)
{
	for (int i = 0; i < 16; i++)
		u->b[i] = (uint8_t)(mrnd(&v->t, 255) + 1);
}

bool verden_laptop(struct verden *v, int folk)
{
	struct err e = {0, ""};
	struct uuid enhed;
	int i = v->n++;
	struct laptop *l = &v->l[i];
	random_id(v, &enhed);
	*l = (struct laptop){.ms = INT64_C(1800000000000), .vist = VEC_AF(struct vistpost),
			     .linje = {.c = &v->c, .folk = folk, .tilfaeldig = &v->t}};
	if (!pulje[i] && open_slot(i, &e) < 0)
		return verden_fejl(v, "open", e.tekst);
	l->s = pulje[i];
	ejer[i] = l;
	return empty(l->s, &enhed, &e) == 0 || verden_fejl(v, "empty", e.tekst);
}

struct verden *verden_ny(uint32_t froe, enum mutant m)
{
	struct verden *v = mem_nul(1, sizeof *v);
	v->froe = froe;
	v->snak = getenv("SYNK_SNAK") != NULL;
	v->t = froe * 2654435761u + 88172645u;
	v->t = v->t ? v->t : 1;
	v->skrevet = (struct vec){.stoerrelse = 32};
	mcentral_init(&v->c, m);
	v->c.kommune = "0269";
	mrnd(&v->t, 2);
	return v;
}

void verden_slut(struct verden *v)
{
	for (int i = 0; i < v->n; i++) {
		verden_tal.beskeder += v->l[i].linje.beskeder;
		verden_tal.fejlramte += v->l[i].linje.fejlramte;
		vec_done(&v->l[i].vist);
		ejer[i] = NULL;
	}
	verden_tal.poster += v->c.poster.n;
	if (v->ckopi)
		mcentral_done(v->ckopi);
	free(v->ckopi);
	mcentral_done(&v->c);
	vec_done(&v->skrevet);
	free(v->kopi);
	free(v);
}

void verden_luk(void)
{
	for (int i = 0; i < LAPTOPS; i++) {
		store_close(pulje[i]);
		pulje[i] = NULL;
	}
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
	{"fil", "SELECT quote(hash) || ',' || quote(laengde) FROM fil"},
	{"fil_del", "SELECT quote(hash) || ',' || quote(nr) || ',' || quote(data) FROM fil_del"},
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

char *verden_dump(struct store *s)
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
	return buf_tag(&b);
}

static bool fill(struct verden *v, struct laptop *l, const char *sql)
{
	struct store *s = l->s;
	struct err e = {0, ""};
	struct uuid enhed = {{0}};
	if (db_begin(store_db(s), "fill", &e) < 0 || db_exec(store_db(s), sql, &e) < 0 ||
	    db_commit(store_db(s), &e) < 0 || store_rebuild(s, &e) < 0)
		return verden_fejl(v, "put back", e.tekst);
	struct stmt *st = db_stmt(store_db(s), "SELECT vaerdi FROM lokal WHERE noegle = 'enhed'", &e);
	if (stmt_step(st, &e) > 0)
		uuid_laes(&enhed, stmt_kol_tekst(st, 0));
	stmt_reset(st);
	journal_glem(store_journal(s), &enhed);
	l->vist.n = 0;
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

/* Has the centre more of this device than the store that was put back? */
static bool behind(struct verden *v, struct laptop *l)
{
	struct err e = {0, ""};
	int64_t nr;
	uint8_t hash[32];
	journal_sidste(store_journal(l->s), &nr, hash, &e);
	const struct menhed *d = mcentral_enhed(&v->c, journal_enhed(store_journal(l->s)));
	return d && d->nr > nr;
}

bool verden_gendan(struct verden *v)
{
	struct laptop *l = &v->l[v->kopi_af];
	if (!v->kopi || l->doed)
		return true;
	forget_unsent(v, l->s);
	l->mistet = true;
	verden_tal.gendannet++;
	if (!fill(v, l, v->kopi))
		return false;
	l->gendannet = behind(v, l);
	return true;
}

bool verden_klon(struct verden *v, int i)
{
	if (v->n == LAPTOPS || v->l[i].doed)
		return true;
	char *sql = verden_dump(v->l[i].s);
	int ny = v->n;
	bool ok = verden_laptop(v, v->l[i].linje.folk) && fill(v, &v->l[ny], sql);
	journal_skema(store_journal(v->l[ny].s), journal_version(store_journal(v->l[i].s)));
	v->l[ny].mistet = v->l[i].mistet = true;
	v->l[ny].gendannet = v->l[i].gendannet;
	verden_tal.klonet++;
	free(sql);
	return ok;
}
