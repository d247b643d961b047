#include "core/journal/genspil.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/sprog.h"
#include "core/base/vec.h"
#include "core/io/db.h"
#include "core/journal/afsend.h"
#include "core/journal/fil.h"
#include "core/journal/genskab.h"
#include "core/journal/journal.h"
#include "core/journal/lokal.h"
#include "core/journal/modtag.h"
#include "core/journal/modtagpost.h"
#include "core/journal/udbakke.h"
#include "core/journal/udbakkepost.h"
#include "core/journal/udled.h"
#include "core/journal/ur.h"

struct spil {
	struct journal *j;
	struct db *db;
	struct udbakke *u;
	struct genspil_fund *fund;
	struct vec poster;            /* struct udbakkepost, as they lie in the file */
	int64_t nr;                   /* the device's last entry here, and its hash */
	uint8_t hash[32];
	struct buf fil;               /* the file whose pieces are coming */
	struct err *e;
};

static struct udbakkepost *nr(const struct spil *s, size_t i)
{
	return VEC_NR(struct udbakkepost, &s->poster, i);
}

static int tag_poster(void *arg, struct segl_data d)
{
	struct spil *s = arg;
	if (udbakkepost_art(d) != UDBAKKE_FIL && udbakkepost_laes(&s->poster, d) != 0)
		s->fund->tilovers++;
	return 0;
}

/* A file is put in when its last piece has come; one with a hole is passed over. */
static int tag_filer(void *arg, struct segl_data d)
{
	struct spil *s = arg;
	struct udbakkefil f;
	uint8_t hash[32];
	if (udbakkefil_laes(&f, d) != 0)
		return 0;
	if (f.sted == 0)
		buf_ryd(&s->fil);
	if (f.sted != s->fil.len)
		return 0;
	buf_add(&s->fil, f.bytes.p, f.bytes.n);
	if (s->fil.len < f.laengde)
		return 0;
	return fil_gem(s->db, buf_str(&s->fil), s->fil.len, hash, s->e);
}

/* Damage is counted; the whole records have been handed over. */
static int laes(struct spil *s, int (*tag)(void *arg, struct segl_data d), struct err *e)
{
	struct outbox_fund f;
	int kode = outbox_laes(udbakke_fil(s->u), tag, s, &f, e);
	if (kode == ERR_SKADET)
		err_ryd(e);
	s->fund->skadede = f.skadede + f.hale;
	return kode == ERR_SKADET ? 0 : kode;
}

static bool foelger(const struct udbakkepost *p, const struct uuid *enhed, int64_t foer,
		    const uint8_t hash[32])
{
	return uuid_ens(&p->post.enhed, enhed) && p->post.nr == foer + 1 &&
	       memcmp(p->forrige, hash, 32) == 0;
}

/* One unbroken row of one device? */
static bool kaede(const struct spil *s)
{
	for (size_t i = 1; i < s->poster.n; i++) {
		const struct post *p = &nr(s, i - 1)->post;
		if (!foelger(nr(s, i), &p->enhed, p->nr, p->hash))
			return false;
	}
	return true;
}

/* The first number that is unsent here; 0 none. */
static int foerste_usendte(const struct spil *s, int64_t *ud, struct err *e)
{
	struct stmt *st = db_stmt(s->db, "SELECT min(nr) FROM journal WHERE enhed = :enhed "
					 "AND lbnr IS NULL AND udenfor = 0", e);
	stmt_blob(st, ":enhed", journal_enhed(s->j)->b, 16);
	int r = stmt_step(st, e);
	*ud = r > 0 && !stmt_er_nul(st, 0) ? stmt_kol_tal(st, 0) : 0;
	stmt_reset(st);
	return r < 0 ? r : 0;
}

/* The row ends in the device's last entry here: with the chain, all of it is here. */
static bool samme_ende(const struct spil *s)
{
	if (s->poster.n == 0 || !kaede(s))
		return false;
	const struct post *p = &nr(s, s->poster.n - 1)->post;
	return uuid_ens(&p->enhed, journal_enhed(s->j)) && p->nr == s->nr &&
	       memcmp(p->hash, s->hash, sizeof s->hash) == 0;
}

/* 1 it is here, perhaps under another device's number; 0 not; 2 another entry has its
 * number. One of this device below its last that is not here was sent, and its case has gone. */
static int findes(const struct spil *s, const struct post *p, struct err *e)
{
	struct stmt *st = db_stmt(s->db, "SELECT 1 FROM journal WHERE sag = :sag AND tid = :tid "
		"AND vhash = :vhash AND objekt = :objekt AND felt = :felt", e);
	stmt_blob(st, ":sag", p->sag.b, sizeof p->sag.b);
	stmt_tal(st, ":tid", p->tid);
	stmt_blob(st, ":vhash", p->vhash, sizeof p->vhash);
	stmt_blob(st, ":objekt", p->objekt.b, sizeof p->objekt.b);
	stmt_tekst(st, ":felt", p->felt);
	int r = stmt_step(st, e);
	stmt_reset(st);
	if (r != 0)
		return r;
	st = db_stmt(s->db, "SELECT 1 FROM journal WHERE enhed = :enhed AND nr = :nr", e);
	stmt_blob(st, ":enhed", p->enhed.b, sizeof p->enhed.b);
	stmt_tal(st, ":nr", p->nr);
	r = stmt_step(st, e);
	stmt_reset(st);
	if (r > 0)
		return 2;
	return r == 0 && uuid_ens(&p->enhed, journal_enhed(s->j)) && p->nr <= s->nr ? 1 : r;
}

/* Leaves in the row what is missing here, once each; false in *kan when it cannot go in. */
static int mangler(struct spil *s, bool *kan, struct err *e)
{
	struct vec ud = VEC_AF(struct udbakkepost);
	int r = 0;
	*kan = true;
	for (size_t i = 0; r >= 0 && i < s->poster.n; i++) {
		struct udbakkepost *p = nr(s, i);
		r = findes(s, &p->post, e);
		const struct post *foer = ud.n ? &VEC_NR(struct udbakkepost, &ud, ud.n - 1)->post : NULL;
		bool igen = foer && uuid_ens(&foer->enhed, &p->post.enhed) && p->post.nr <= foer->nr;
		if (r == 1 || r < 0 || igen)
			continue;
		*kan = *kan && r == 0 && (!foer || uuid_ens(&foer->enhed, &p->post.enhed));
		*(struct udbakkepost *)vec_ny(&ud) = *p;
		p->post.bruger = p->post.felt = p->post.vaerdi = NULL;  /* moved */
		p->post.afloeser = NULL;
	}
	udbakkepost_done(&s->poster, 0);
	vec_done(&s->poster);
	s->poster = ud;
	return r < 0 ? r : 0;
}

static int tomt_lager(const struct spil *s, bool *tomt, struct err *e)
{
	struct stmt *st = db_stmt(s->db, "SELECT 1 FROM journal LIMIT 1", e);
	int r = stmt_step(st, e);
	stmt_reset(st);
	*tomt = r == 0 && s->nr == 0;
	return r < 0 ? r : 0;
}

/* An empty store takes the device's name; other entries of another device stay out. */
static int navn(struct spil *s, bool *kan, struct err *e)
{
	const struct uuid *enhed = &nr(s, 0)->post.enhed;
	char tekst[UUID_TEKST];
	bool tomt;
	int kode = tomt_lager(s, &tomt, e);
	if (kode < 0 || uuid_ens(enhed, journal_enhed(s->j)))
		return kode;
	*kan = *kan && tomt;
	if (!*kan)
		return 0;
	kode = lokal_saet(s->db, "enhed", uuid_skriv(enhed, tekst), e);
	journal_glem(s->j, enhed);
	return kode;
}

static int skriv_poster(struct spil *s, bool *hul, struct err *e)
{
	const uint8_t *hash = s->hash;
	int64_t foer = s->nr;
	int kode = 0;
	for (size_t i = 0; kode == 0 && i < s->poster.n; i++) {
		struct udbakkepost *p = nr(s, i);
		struct modtag_post m = {.post = p->post};
		bool naeste = foelger(p, journal_enhed(s->j), foer, hash);
		*hul = *hul || !naeste;
		kode = modtagpost_skriv(s->j, &m, naeste ? NULL : p->forrige, 0, e);
		foer = p->post.nr;
		hash = p->post.hash;
	}
	return kode;
}

static int udled_sager(struct spil *s, struct err *e)
{
	struct udled *u = udled_ny(s->db);
	int kode = 0;
	for (size_t i = 0; kode == 0 && i < s->poster.n; i++) {
		const struct uuid *sag = &nr(s, i)->post.sag;
		bool foer = false;
		for (size_t k = 0; k < i && !foer; k++)
			foer = uuid_ens(&nr(s, k)->post.sag, sag);
		if (!foer)
			kode = genskab_om(s->db, u, sag, e);
	}
	udled_free(u);
	return kode;
}

static int ind(struct spil *s, struct err *e)
{
	bool hul = false;
	struct uuid ny;
	int kode = laes(s, tag_filer, e);
	if (kode == 0)
		kode = skriv_poster(s, &hul, e);
	if (kode == 0)
		kode = udled_sager(s, e);
	journal_glem(s->j, NULL);
	if (kode < 0 || !hul)
		return kode;
	/* What is before the hole is not here: verify is not to miss it. */
	kode = lokal_saet_tal(s->db, "genspillet", 1, e);
	uuid_ny(&ny, ur_ms(NULL));
	s->fund->ny_enhed = true;
	return kode < 0 ? kode : afsend_ny_enhed(s->j, &ny, e);
}

static int hent_ind(struct spil *s, const char *sti, struct err *e)
{
	bool kan = true;
	int kode = mangler(s, &kan, e);
	if (kode == 0 && s->poster.n > 0 && kan)
		kode = navn(s, &kan, e);
	if (kode < 0 || (s->poster.n == 0 && s->fund->tilovers == 0))
		return kode;
	if (!kan)
		s->fund->tilovers += s->poster.n;
	if (s->fund->tilovers)
		kode = udbakke_til_side(sti, false, e);
	if (kode < 0 || !kan || s->poster.n == 0)
		return kode;
	s->fund->hentet = s->poster.n;
	return ind(s, e);
}

static int sammenlign(struct spil *s, const char *sti, struct err *e)
{
	int64_t usendt;
	int kode = laes(s, tag_poster, e);
	if (kode == 0)
		kode = journal_sidste(s->j, &s->nr, s->hash, e);
	if (kode == 0)
		kode = foerste_usendte(s, &usendt, e);
	if (kode < 0)
		return kode;
	bool rent = s->fund->skadede == 0 && s->fund->tilovers == 0;
	if (rent && (s->poster.n == 0 ? usendt == 0
				      : samme_ende(s) && usendt == nr(s, 0)->post.nr))
		return 0;
	kode = db_begin(s->db, _("udbakken er ikke læst ind"), e);
	if (kode < 0)
		return kode;
	const struct uuid enhed = *journal_enhed(s->j);
	kode = hent_ind(s, sti, e);
	if (kode < 0)
		db_rollback(s->db);
	else
		kode = db_commit(s->db, e);
	if (kode == 0)
		return 1;
	journal_glem(s->j, &enhed);
	return kode;
}

int genspil(struct udbakke *u, struct journal *j, const char *sti, struct genspil_fund *f,
	    struct err *e)
{
	struct spil s = {.j = j, .db = journal_db(j), .u = u, .fund = f, .e = e,
			 .poster = VEC_AF(struct udbakkepost)};
	uint8_t hash[32];
	int64_t sidste = 0;
	*f = (struct genspil_fund){0};
	int kode = sammenlign(&s, sti, e);
	if (kode == 1)
		kode = udbakke_forny(u, e);
	if (kode == 0)
		kode = journal_sidste(j, &sidste, hash, e);
	if (kode == 0)
		udbakke_foelg(u, sidste);
	udbakkepost_done(&s.poster, 0);
	vec_done(&s.poster);
	if (s.fil.data)
		segl_slet(s.fil.data, s.fil.plads);
	buf_done(&s.fil);
	return kode;
}
