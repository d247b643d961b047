#include "core/journal/udbakke.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/base/sprog.h"
#include "core/base/vec.h"
#include "core/io/db.h"
#include "core/io/varig.h"
#include "core/journal/fil.h"
#include "core/journal/journal.h"
#include "core/journal/laes.h"
#include "core/journal/udbakkepost.h"

enum { POST_NOK = 1 << 20, POST_MAKS = 8 << 20, FIL_MAKS = 4 << 20 };

struct udbakke {
	struct journal *j;
	struct outbox *o;
	struct uuid enhed;
	int64_t nr;                   /* the last entry of enhed that is in it */
	bool foelger;
	struct err mangel;            /* code 0: nothing is missing */
};

/* Records on their way into the file */
struct samling {
	struct journal *j;
	struct vec poster;            /* struct buf, each one record */
	bool aaben;                   /* the last one takes more entries */
	int64_t gruppe;
	int64_t nr;                   /* the last entry */
	uint8_t hash[32];             /* its hash, where nr > 0 */
};

static void glem(struct samling *s)
{
	for (size_t i = 0; i < s->poster.n; i++) {
		struct buf *b = VEC_NR(struct buf, &s->poster, i);
		if (b->data)
			segl_slet(b->data, b->plads);
		buf_done(b);
	}
	vec_done(&s->poster);
}

/* A file in pieces, before the act that names it: a record that is cut off must not
 * leave half of one. */
static void tilfoej_fil(struct samling *s, const uint8_t hash[32], const char *data, size_t n)
{
	struct udbakkefil f = {.laengde = n};
	memcpy(f.hash, hash, sizeof f.hash);
	do {
		size_t rest = n - (size_t)f.sted;
		f.bytes = (struct segl_data){data + f.sted, rest < FIL_MAKS ? rest : FIL_MAKS};
		udbakkefil_skriv(vec_ny_ved(&s->poster, s->poster.n - s->aaben), &f);
		f.sted += f.bytes.n;
	} while (f.sted < n);
}

static int ciffer(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool er_hash(const char *v, uint8_t ud[32])
{
	if (!v || strlen(v) != 64)
		return false;
	for (int i = 0; i < 32; i++) {
		int a = ciffer(v[2 * i]), b = ciffer(v[2 * i + 1]);
		if (a < 0 || b < 0)
			return false;
		ud[i] = (uint8_t)(a << 4 | b);
	}
	return true;
}

static int naevnt_fil(struct samling *s, const char *vaerdi, struct err *e)
{
	uint8_t hash[32];
	char *data;
	size_t n;
	if (!er_hash(vaerdi, hash))
		return 0;
	int kode = fil_hent(journal_db(s->j), hash, &data, &n, e);
	if (kode == ERR_FINDES_IKKE)
		return 0;               /* some other text of 64 digits */
	if (kode < 0)
		return kode;
	tilfoej_fil(s, hash, data, n);
	segl_slet(data, n);
	free(data);
	return 0;
}

/* The hash of the device's entry before this one. */
static int forrige(struct samling *s, const struct laest *l, uint8_t ud[32], struct err *e)
{
	memset(ud, 0, 32);
	if (l->har_forrige)
		memcpy(ud, l->forrige, 32);
	if (l->har_forrige || l->post.nr == 1)
		return 0;
	if (s->nr == l->post.nr - 1) {
		memcpy(ud, s->hash, 32);
		return 0;
	}
	struct stmt *st = db_stmt(journal_db(s->j), "SELECT hash FROM journal "
						    "WHERE enhed = :enhed AND nr = :nr", e);
	stmt_blob(st, ":enhed", l->post.enhed.b, sizeof l->post.enhed.b);
	stmt_tal(st, ":nr", l->post.nr - 1);
	int r = stmt_step(st, e);
	size_t n = 0;
	const void *hash = r > 0 ? stmt_kol_blob(st, 0, &n) : NULL;
	if (n == 32)
		memcpy(ud, hash, 32);
	stmt_reset(st);
	if (r < 0)
		return r;
	return n == 32 ? 0 : err_set(e, ERR_SKADET, _("journalen: en post er beskadiget"));
}

/* Acts stay together in one record, as long as they can. */
static int tilfoej(struct samling *s, const struct laest *l, struct err *e)
{
	uint8_t foer[32];
	int kode = naevnt_fil(s, l->post.vaerdi, e);
	if (kode == 0)
		kode = forrige(s, l, foer, e);
	if (kode < 0)
		return kode;
	struct buf *b = s->aaben ? VEC_NR(struct buf, &s->poster, s->poster.n - 1) : NULL;
	if (!b || b->len > POST_MAKS || (b->len > POST_NOK && l->post.gruppe != s->gruppe))
		b = vec_ny(&s->poster);
	udbakkepost_skriv(b, &l->post, foer);
	s->aaben = true;
	s->gruppe = l->post.gruppe;
	s->nr = l->post.nr;
	memcpy(s->hash, l->post.hash, sizeof s->hash);
	return 0;
}

/* The unsent entries of this device after number `fra`. */
static int saml(struct samling *s, int64_t fra, struct err *e)
{
	const struct uuid *enhed = journal_enhed(s->j);
	struct stmt *st = db_stmt(journal_db(s->j), "SELECT " LAES_KOLONNER " FROM journal j "
		"WHERE j.enhed = :enhed AND j.nr > :fra AND j.lbnr IS NULL AND j.udenfor = 0 "
		"ORDER BY j.nr", e);
	stmt_blob(st, ":enhed", enhed->b, sizeof enhed->b);
	stmt_tal(st, ":fra", fra);
	struct laest l = LAES_TOM;
	int r;
	while ((r = stmt_step(st, e)) > 0) {
		r = laes_post(&l, st) ? tilfoej(s, &l, e)
				      : err_set(e, ERR_SKADET, _("journalen: en post er beskadiget"));
		if (r < 0)
			break;
	}
	stmt_reset(st);
	laes_done(&l);
	return r;
}

static int alt_paa_ny(struct udbakke *u, struct samling *s, struct err *e)
{
	int kode = saml(s, 0, e);
	if (kode < 0)
		return kode;
	struct segl_data *d = mem_nul(s->poster.n + 1, sizeof *d);
	for (size_t i = 0; i < s->poster.n; i++) {
		const struct buf *b = VEC_NR(struct buf, &s->poster, i);
		d[i] = (struct segl_data){b->data, b->len};
	}
	kode = outbox_erstat(u->o, d, s->poster.n, e);
	free(d);
	return kode;
}

int udbakke_forny(struct udbakke *u, struct err *e)
{
	struct samling s = {.j = u->j, .poster = VEC_AF(struct buf)};
	uint8_t hash[32];
	int64_t nr;
	int kode = journal_sidste(u->j, &nr, hash, e);
	if (kode == 0)
		kode = alt_paa_ny(u, &s, e);
	glem(&s);
	if (kode == 0) {
		u->enhed = *journal_enhed(u->j);
		u->nr = nr;
		err_ryd(&u->mangel);
	}
	return kode;
}

/* What came since; each record is added and synced for itself, and counts from then on. */
static int foelg_op(struct udbakke *u, struct err *e)
{
	struct samling s = {.j = u->j, .poster = VEC_AF(struct buf)};
	uint8_t hash[32];
	int64_t nr;
	int kode = journal_sidste(u->j, &nr, hash, e);
	if (kode == 0 && !uuid_ens(&u->enhed, journal_enhed(u->j)))
		return udbakke_forny(u, e);
	if (kode == 0 && nr > u->nr)
		kode = saml(&s, u->nr, e);
	for (size_t i = 0; kode == 0 && i < s.poster.n; i++) {
		const struct buf *b = VEC_NR(struct buf, &s.poster, i);
		kode = outbox_tilfoej(u->o, (struct segl_data){b->data, b->len}, e);
	}
	glem(&s);
	if (kode == 0)
		u->nr = nr;
	return kode;
}

/* The commit stands; what goes wrong here is told, not returned. */
static void efter_commit(void *arg)
{
	struct udbakke *u = arg;
	struct err e = {0, ""};
	if (foelg_op(u, &e) == 0)
		err_ryd(&u->mangel);
	else
		u->mangel = e;
}

int udbakke_ny(struct udbakke **ud, struct journal *j, const struct udbakke_valg *v,
	       struct err *e)
{
	struct udbakke *u = mem_nul(1, sizeof *u);
	u->j = j;
	int kode = outbox_aabn(&u->o, v->sti, v->noegle, v->lager, e);
	if (kode < 0) {
		free(u);
		u = NULL;
	}
	*ud = u;
	return kode;
}

void udbakke_free(struct udbakke *u)
{
	if (!u)
		return;
	if (u->foelger)
		db_efter_commit(journal_db(u->j), NULL, NULL);
	outbox_free(u->o);
	free(u);
}

struct outbox *udbakke_fil(struct udbakke *u)
{
	return u->o;
}

void udbakke_foelg(struct udbakke *u, int64_t nr)
{
	u->enhed = *journal_enhed(u->j);
	u->nr = nr;
	u->foelger = true;
	db_efter_commit(journal_db(u->j), efter_commit, u);
}

const char *udbakke_mangel(const struct udbakke *u)
{
	return u->mangel.kode ? u->mangel.tekst : NULL;
}

int udbakke_til_side(const char *sti, bool flyt, struct err *e)
{
	char *navn = NULL;
	for (int i = 1; !navn || access(navn, F_OK) == 0; i++) {
		free(navn);
		navn = mem_format("%s.tilovers%d", sti, i);
	}
	bool ok = link(sti, navn) == 0 && (!flyt || unlink(sti) == 0);
	int kode = ok ? varig_mappe(sti, e) : varig_fejl(navn, errno, e);
	free(navn);
	return kode;
}
