#include "core/journal/verify.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/sprog.h"
#include "core/base/uuid.h"
#include "core/base/vec.h"
#include "core/io/db.h"
#include "core/io/krypto.h"
#include "core/journal/fil.h"
#include "core/journal/genskab.h"
#include "core/journal/laes.h"
#include "core/journal/lokal.h"
#include "core/journal/sagskaede.h"
#include "core/journal/skema.h"
#include "core/journal/udled.h"

enum { FUND_MAKS = 50 };              /* sentences; the rest is only counted */

struct verify {
	struct db *db, *proeve;       /* the store; the scratch store */
	const struct verify_til *til;
	size_t fund;
	int64_t genspillet;           /* made from the outbox: what entries replaced may be missing */
};

static void found(struct verify *v, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

static void found(struct verify *v, const char *fmt, ...)
{
	if (v->fund++ >= FUND_MAKS || !v->til->sig)
		return;
	char tekst[512];
	va_list ap;
	va_start(ap, fmt);
	vsnprintf(tekst, sizeof tekst, fmt, ap);
	va_end(ap);
	v->til->sig(v->til->arg, tekst);
}

/* An error that damage explains is a finding; any other ends the check. */
static int weigh(struct verify *v, int kode, const char *hvad, struct err *e)
{
	if (kode != ERR_SKADET && kode != ERR_LAESEFEJL)
		return kode < 0 ? kode : 0;
	found(v, "%s: %s", hvad, e ? e->tekst : "");
	return 0;
}

static int pages(struct verify *v, struct err *e)
{
	struct stmt *s = db_stmt(v->db, "PRAGMA integrity_check(20)", e);
	int r;
	while ((r = stmt_step(s, e)) > 0)
		if (strcmp(stmt_kol_tekst(s, 0), "ok") != 0)
			found(v, _("siderne: %s"), stmt_kol_tekst(s, 0));
	stmt_reset(s);
	if (r == 0)
		r = db_exec(v->db, "INSERT INTO soeg (soeg) VALUES ('integrity-check')", e);
	return r;
}

struct kaede {
	struct uuid enhed;
	int64_t nr, gruppe;
	uint8_t hash[32];
};

/* What the centre has passed on may replace what it refused: that stays on the
 * laptop that made it. An entry that is not sent yet can only replace what is here. */
static bool known_only_here(const struct verify *v, const struct post *p)
{
	return p->lbnr < 0 && !v->genspillet;
}

static int references(struct verify *v, const struct post *p, struct err *e)
{
	for (size_t i = 0; i < p->n_afloeser; i++) {
		if (i > 0 && post_ref_orden(&p->afloeser[i - 1], &p->afloeser[i]) >= 0)
			found(v, _("post %lld: afløser er ikke i orden"), (long long)p->nr);
		struct stmt *s = db_stmt(v->db, "SELECT (felt = :felt OR :felt = 'slettet') "
			"AND objekt = :objekt AND sag = :sag FROM journal "
			"WHERE enhed = :enhed AND nr = :nr", e);
		stmt_tekst(s, ":felt", p->felt);
		stmt_blob(s, ":objekt", p->objekt.b, sizeof p->objekt.b);
		stmt_blob(s, ":sag", p->sag.b, sizeof p->sag.b);
		stmt_blob(s, ":enhed", p->afloeser[i].enhed.b, sizeof p->enhed.b);
		stmt_tal(s, ":nr", p->afloeser[i].nr);
		int r = stmt_step(s, e);
		if (r == 0 && known_only_here(v, p))
			found(v, _("post %lld: afløser en post, der ikke findes"),
			      (long long)p->nr);
		else if (r > 0 && !stmt_kol_tal(s, 0))
			found(v, _("post %lld: afløser en post fra et andet felt"),
			      (long long)p->nr);
		stmt_reset(s);
		if (r < 0)
			return r;
	}
	return 0;
}

/* One entry against the one before it of the same device. */
static void link_holds(struct verify *v, const struct laest *l, struct kaede *k)
{
	const struct post *p = &l->post;
	if (!uuid_ens(&k->enhed, &p->enhed))
		*k = (struct kaede){.enhed = p->enhed};
	char enhed[UUID_TEKST];
	uuid_skriv(&p->enhed, enhed);
	long long nr = p->nr;
	bool naeste = p->nr == k->nr + 1;
	if (!naeste && !l->har_forrige)
		found(v, _("enhed %s: der mangler poster før nr. %lld"), enhed, nr);
	else if (!laes_holder(l, l->har_forrige ? l->forrige : k->hash) ||
		 (naeste && l->har_forrige && memcmp(l->forrige, k->hash, sizeof k->hash) != 0))
		found(v, _("enhed %s: kæden holder ikke ved nr. %lld"), enhed, nr);
	if (naeste && p->gruppe != p->nr && p->gruppe != k->gruppe)
		found(v, _("enhed %s: nr. %lld hører ikke til en hel handling"), enhed, nr);
	k->nr = p->nr;
	k->gruppe = p->gruppe;
	memcpy(k->hash, p->hash, sizeof k->hash);
}

static int chains(struct verify *v, struct err *e)
{
	struct stmt *s = db_stmt(v->db, "SELECT " LAES_KOLONNER " FROM journal j "
					"ORDER BY j.enhed, j.nr", e);
	struct laest l = LAES_TOM;
	struct kaede k = {.nr = 0};
	int r;
	while ((r = stmt_step(s, e)) > 0) {
		if (!laes_post(&l, s)) {
			found(v, _("post %lld: kan ikke læses"), (long long)l.post.nr);
			continue;
		}
		link_holds(v, &l, &k);
		r = references(v, &l.post, e);
		if (r < 0)
			break;
	}
	stmt_reset(s);
	laes_done(&l);
	return r;
}

/* The gap in a device's chain that a case left behind is bridged by the hash before
 * it; that no case itself has lost anything is held here. */
static void case_finding(void *arg, const struct uuid *sag, const char *hvad)
{
	char id[UUID_TEKST];
	found(arg, _("sag %s: %s"), uuid_skriv(sag, id), hvad);
}

static int files(struct verify *v, struct err *e)
{
	struct stmt *s = db_stmt(v->db, "SELECT hash FROM fil", e);
	int r;
	while ((r = stmt_step(s, e)) > 0) {
		size_t n;
		const uint8_t *hash = stmt_kol_blob(s, 0, &n);
		char *data = NULL, hex[65] = "";
		int kode = n == 32 ? fil_hent(v->db, hash, &data, &n, e) : ERR_SKADET;
		if (kode == ERR_SKADET) {
			krypto_hex(hex, hash, n == 32 ? 8 : 0);
			found(v, _("filen %s…: indholdet passer ikke til sit navn"), hex);
		}
		free(data);
		if (kode < 0 && kode != ERR_SKADET) {
			r = kode;
			break;
		}
	}
	stmt_reset(s);
	return r;
}

/* Both tell the same rows? */
static int same_rows(struct verify *v, const char *sql, int64_t sag, const char *tabel,
		     struct err *e)
{
	struct stmt *a = db_stmt(v->db, sql, e), *b = db_stmt(v->proeve, sql, e);
	if (sag >= 0) {
		stmt_tal(a, ":sag", sag);
		stmt_tal(b, ":sag", sag);
	}
	int x, y;
	do {
		x = stmt_step(a, e);
		y = x < 0 ? x : stmt_step(b, e);
	} while (x > 0 && y > 0 && stmt_ens(a, b));
	stmt_reset(a);
	stmt_reset(b);
	if (x < 0 || y < 0)
		return x < 0 ? x : y;
	if (x > 0 || y > 0)
		found(v, _("tabellen %s passer ikke til journalen"), tabel);
	return 0;
}

static const struct { const char *tabel, *sql, *toem; } AF_SAG[] = {
	{"sag", "SELECT * FROM sag WHERE nr = :sag", NULL},
	{"objekt", "SELECT * FROM objekt WHERE sag = :sag ORDER BY sag, orden",
	 "DELETE FROM objekt"},
	{"felt", "SELECT * FROM felt WHERE sag = :sag ORDER BY sag, objekt, felt",
	 "DELETE FROM felt"},
	{"sidehoved", "SELECT * FROM sidehoved WHERE sag = :sag "
		      "ORDER BY sag, objekt, felt, enhed, nr", "DELETE FROM sidehoved"},
	{"fjernelse", "SELECT * FROM fjernelse WHERE sag = :sag "
		      "ORDER BY sag, objekt, kendt_enhed, kendt_nr, enhed, nr",
	 "DELETE FROM fjernelse"},
};

/* The case's short number as the store has it; -1 when it does not know the case. */
static int short_number(struct verify *v, const struct uuid *sag, int64_t *nr, struct err *e)
{
	struct stmt *s = db_stmt(v->db, "SELECT nr FROM sag WHERE id = :id", e);
	stmt_blob(s, ":id", sag->b, sizeof sag->b);
	int r = stmt_step(s, e);
	*nr = r > 0 ? stmt_kol_tal(s, 0) : -1;
	stmt_reset(s);
	if (r <= 0)
		return r;
	s = db_stmt(v->proeve, "INSERT INTO sag (nr, id) VALUES (:nr, :id)", e);
	stmt_tal(s, ":nr", *nr);
	stmt_blob(s, ":id", sag->b, sizeof sag->b);
	return stmt_koer(s, e);
}

static int one_case(struct verify *v, struct udled *u, const struct uuid *sag, struct err *e)
{
	int64_t nr;
	int kode = short_number(v, sag, &nr, e);
	if (kode == 0 && nr < 0)
		found(v, _("sagslisten mangler en sag, som journalen har"));
	if (kode < 0 || nr < 0)
		return kode;
	kode = genskab_sag(v->db, u, sag, e);
	for (size_t i = 0; kode == 0 && i < sizeof AF_SAG / sizeof *AF_SAG; i++) {
		kode = same_rows(v, AF_SAG[i].sql, nr, AF_SAG[i].tabel, e);
		if (kode == 0 && AF_SAG[i].toem)
			kode = db_exec(v->proeve, AF_SAG[i].toem, e);
	}
	return kode;
}

/* Rows of cases that the journal does not know. */
static int strangers(struct verify *v, size_t sager, struct err *e)
{
	struct stmt *s = db_stmt(v->db, "SELECT count(*), "
		"(SELECT count(*) FROM felt WHERE sag NOT IN (SELECT nr FROM sag)) + "
		"(SELECT count(*) FROM objekt WHERE sag NOT IN (SELECT nr FROM sag)) + "
		"(SELECT count(*) FROM sidehoved WHERE sag NOT IN (SELECT nr FROM sag)) + "
		"(SELECT count(*) FROM fjernelse WHERE sag NOT IN (SELECT nr FROM sag)) FROM sag", e);
	int r = stmt_step(s, e);
	if (r > 0 && (stmt_kol_tal(s, 0) > (int64_t)sager || stmt_kol_tal(s, 1) > 0))
		found(v, _("tabellerne har en sag, som journalen ikke kender"));
	stmt_reset(s);
	return r < 0 ? r : 0;
}

static int search_index(struct verify *v, struct err *e)
{
	static const char lav[] = "CREATE VIRTUAL TABLE temp.ordliste "
				  "USING fts5vocab('main', 'soeg', 'instance')";
	int kode = db_exec(v->db, lav, e);
	if (kode == 0)
		kode = db_exec(v->proeve, lav, e);
	if (kode == 0)
		kode = same_rows(v, "SELECT term, doc FROM temp.ordliste", -1, "soeg", e);
	return kode;
}

static int derived(struct verify *v, const char *sqlmappe, struct err *e)
{
	struct vec sager = VEC_AF(struct uuid);
	struct udled *u = NULL;
	int kode = db_open(&v->proeve, NULL, DB_HUKOMMELSE, e);
	if (kode == 0)
		kode = skema_opgrader(v->proeve, sqlmappe, true, e);
	if (kode == 0)
		kode = genskab_sager(v->db, &sager, e);
	if (kode < 0)
		goto out;
	u = udled_ny(v->proeve);
	for (size_t i = 0; kode == 0 && i < sager.n; i++)
		kode = one_case(v, u, VEC_NR(struct uuid, &sager, i), e);
	if (kode == 0)
		kode = strangers(v, sager.n, e);
	if (kode == 0)
		kode = search_index(v, e);
	db_exec(v->db, "DROP TABLE IF EXISTS temp.ordliste", NULL);
out:
	udled_free(u);
	vec_done(&sager);
	db_close(v->proeve);
	v->proeve = NULL;
	return kode;
}

int verify_koer(struct db *db, const char *sqlmappe, const struct verify_til *til, struct err *e)
{
	struct verify v = {.db = db, .til = til};
	int kode = lokal_tal(db, "genspillet", &v.genspillet, e);
	if (kode == 0)
		kode = weigh(&v, pages(&v, e), _("siderne"), e);
	if (kode == 0)
		kode = weigh(&v, chains(&v, e), _("journalen"), e);
	if (kode == 0)
		kode = weigh(&v, sagskaede_efterse(db, case_finding, &v, e), _("sagerne"), e);
	if (kode == 0)
		kode = weigh(&v, files(&v, e), _("filerne"), e);
	if (kode == 0)
		kode = weigh(&v, derived(&v, sqlmappe, e), _("tabellerne"), e);
	if (kode < 0 || v.fund == 0)
		return kode;
	return err_set(e, ERR_SKADET, _("sagsfilen er ikke i orden: %zu fund"), v.fund);
}
