#include "synktjek.h"

#include <stdio.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/io/db.h"
#include "core/io/krypto.h"
#include "core/journal/journal.h"
#include "core/journal/modtag.h"
#include "core/journal/store.h"
#include "synkverden.h"

static struct mpost *nr(const struct verden *v, size_t i)
{
	return *VEC_NR(struct mpost *, &v->c.poster, i);
}

static void uuid_of(struct stmt *st, int kolonne, struct uuid *ud)
{
	size_t n;
	memcpy(ud->b, stmt_kol_blob(st, kolonne, &n), sizeof ud->b);
}

static bool fail(struct verden *v, const char *hvad, const char *mere)
{
	return verden_fejl(v, hvad, mere);
}

/* ---- I10: nothing outside my rights is here after a pull */

static bool only_mine(struct verden *v, struct laptop *l)
{
	struct stmt *st = db_stmt(store_db(l->s), "SELECT DISTINCT sag FROM journal "
						  "WHERE lbnr IS NOT NULL", NULL);
	bool ok = true;
	while (ok && stmt_step(st, NULL) > 0) {
		struct uuid id;
		uuid_of(st, 0, &id);
		const struct msag *s = mcentral_sag(&v->c, &id);
		ok = s && mcentral_ser(&v->c, l->linje.folk, s);
	}
	stmt_reset(st);
	return ok || fail(v, "I10", "a case is here that access was lost to");
}

/* ---- I12: the cursor never runs ahead of what is applied */

static bool all_applied(struct verden *v, struct laptop *l)
{
	int64_t markoer, n = 0;
	struct err e = {0, ""};
	modtag_markoer(store_journal(l->s), &markoer, &e);
	for (size_t i = 0; i < v->c.poster.n; i++) {
		const struct mpost *m = nr(v, i);
		n += !m->afvist && m->p.post.lbnr <= markoer &&
		     mcentral_ser(&v->c, l->linje.folk, mcentral_sag(&v->c, &m->p.post.sag));
	}
	struct stmt *st = db_stmt(store_db(l->s), "SELECT count(*) FROM journal WHERE lbnr <= :m", &e);
	stmt_tal(st, ":m", markoer);
	stmt_step(st, &e);
	int64_t her = stmt_kol_tal(st, 0);
	stmt_reset(st);
	char tekst[96];
	snprintf(tekst, sizeof tekst, "laptop %d: %lld entries up to the cursor %lld of %lld, %lld expected",
		 (int)(l - v->l), (long long)her, (long long)markoer, (long long)v->c.lbnr, (long long)n);
	return (her == n && markoer <= v->c.lbnr) || fail(v, "I12", tekst);
}

/* ---- I11: no half act is ever here, nor at the centre */

bool tjek_akter(struct verden *v, struct laptop *l)
{
	struct stmt *st = db_stmt(store_db(l->s), "SELECT enhed, min(nr), count(*) FROM journal "
		"WHERE lbnr IS NOT NULL GROUP BY enhed, gruppe", NULL);
	bool ok = true;
	while (ok && stmt_step(st, NULL) > 0) {
		struct post_ref r = {.nr = stmt_kol_tal(st, 1)};
		uuid_of(st, 0, &r.enhed);
		const struct mpost *m = mcentral_post(&v->c, &r);
		ok = m && stmt_kol_tal(st, 2) == m->akt;
	}
	stmt_reset(st);
	return ok || fail(v, "I11", "half an act is here");
}

static bool whole_acts(struct verden *v)
{
	for (size_t i = 0; i < v->c.poster.n; i++)
		if (nr(v, i)->uret)
			return fail(v, "I10", "written without the right to it");
	for (size_t i = 1; i < v->c.poster.n; i++) {
		const struct mpost *a = nr(v, i - 1), *b = nr(v, i);
		if (uuid_ens(&a->p.post.enhed, &b->p.post.enhed) &&
		    a->p.post.gruppe == b->p.post.gruppe && a->afvist != b->afvist)
			return fail(v, "I11", "half an act was taken");
	}
	return true;
}

/* ---- I6: what is shown moves only to what replaces it */

static bool descends(const struct verden *v, const struct post_ref *fra, const struct post_ref *til,
		     const char *felt, int dybde)
{
	if (post_ref_orden(fra, til) == 0)
		return true;
	const struct mpost *m = dybde < 200 ? mcentral_post(&v->c, fra) : NULL;
	if (!m || strcmp(m->p.post.felt, felt) != 0)
		return false;
	for (size_t i = 0; i < m->p.post.n_afloeser; i++)
		if (descends(v, &m->p.post.afloeser[i], til, felt, dybde + 1))
			return true;
	return false;
}

static bool moved_rightly(const struct verden *v, const struct vec *foer, const struct vistpost *nu)
{
	for (size_t i = 0; i < foer->n; i++) {
		const struct vistpost *x = VEC_NR(struct vistpost, foer, i);
		if (uuid_ens(&x->sag, &nu->sag) && uuid_ens(&x->objekt, &nu->objekt) &&
		    strcmp(x->felt, nu->felt) == 0)
			return descends(v, &nu->ref, &x->ref, nu->felt, 0);
	}
	return true;
}

/* Only where nothing is unsent or in quarantine: the laptop's own work lies on top. */
static bool shown_moves(struct verden *v, struct laptop *l)
{
	if (verden_tal_af(l->s, "SELECT count(*) FROM journal WHERE udenfor = 2 OR (lbnr IS NULL "
				"AND udenfor = 0)") != 0)
		return true;
	struct vec nu = VEC_AF(struct vistpost);
	bool ok = true;
	struct stmt *st = db_stmt(store_db(l->s), "SELECT s.id, o.id, f.felt, f.enhed, f.nr FROM felt f "
		"JOIN sag s ON s.nr = f.sag JOIN objekt o ON o.sag = f.sag AND o.orden = f.objekt", NULL);
	while (stmt_step(st, NULL) > 0) {
		struct vistpost *x = vec_ny(&nu);
		uuid_of(st, 0, &x->sag);
		uuid_of(st, 1, &x->objekt);
		snprintf(x->felt, sizeof x->felt, "%s", stmt_kol_tekst(st, 2));
		uuid_of(st, 3, &x->ref.enhed);
		x->ref.nr = stmt_kol_tal(st, 4);
		ok = ok && moved_rightly(v, &l->vist, x);
	}
	stmt_reset(st);
	vec_done(&l->vist);
	l->vist = nu;
	return ok || fail(v, "I6", "the shown value moved to one that does not replace it");
}

/* ---- the receipt counts the cases that are here, each with its chain */

static bool receipt_true(struct verden *v, struct laptop *l)
{
	struct krypto_hash h;
	uint8_t kaede[32];
	size_t n;
	int64_t ens = 0, alle;
	krypto_hash_start(&h);
	struct stmt *st = db_stmt(store_db(l->s), "SELECT sag, kaede, ens FROM sagshoved ORDER BY sag", NULL);
	while (stmt_step(st, NULL) > 0) {
		for (int k = 0; k < 2; k++) {
			const void *p = stmt_kol_blob(st, k, &n);
			krypto_hash_mere(&h, p, n);
		}
		ens += stmt_kol_tal(st, 2);
	}
	stmt_reset(st);
	krypto_hash_slut(&h, kaede);
	alle = verden_tal_af(l->s, "SELECT count(*) FROM (SELECT sag FROM sagshoved UNION SELECT id FROM sag)");
	st = db_stmt(store_db(l->s), "SELECT sager, alle, kaede FROM kvittering ORDER BY nr DESC LIMIT 1", NULL);
	bool ok = stmt_step(st, NULL) > 0 && stmt_kol_tal(st, 0) == ens && stmt_kol_tal(st, 1) == alle &&
		  memcmp(stmt_kol_blob(st, 2, &n), kaede, sizeof kaede) == 0;
	stmt_reset(st);
	return ok || fail(v, "receipt", "it does not count the cases that are here");
}

/* ---- files come with the entries that name them, and go with the last of them */

static bool files_here(struct verden *v, struct laptop *l)
{
	if (verden_tal_af(l->s, "SELECT count(*) FROM journal WHERE felt = 'bilag.hash' AND vaerdi "
				"IS NOT NULL AND lbnr IS NOT NULL AND udenfor = 0 AND vaerdi NOT IN "
				"(SELECT lower(hex(hash)) FROM fil)") != 0)
		return fail(v, "files", "an entry is here and the file that it names is not");
	return verden_tal_af(l->s, "SELECT count(*) FROM fil WHERE lower(hex(hash)) NOT IN (SELECT "
				   "vaerdi FROM journal WHERE felt = 'bilag.hash' AND vaerdi IS NOT NULL)") == 0 ||
	       fail(v, "I10", "a file is here that no entry names");
}

bool tjek_synket(struct verden *v, struct laptop *l)
{
	return only_mine(v, l) && files_here(v, l) && all_applied(v, l) && shown_moves(v, l) &&
	       receipt_true(v, l);
}

/* ---- I1, I2, I3: numbers and chains */

static bool gapless(struct verden *v)
{
	int64_t n = (int64_t)(v->c.adgange.n + v->c.sletninger.n);
	for (size_t i = 0; i < v->c.poster.n; i++)
		n += !nr(v, i)->afvist;
	return n == v->c.lbnr || v->c.mutant == M_TAVS || v->c.mutant == M_GIVET_TAVS ||
	       fail(v, "I1", "the commit order has a hole");
}

static bool case_chain(struct verden *v, struct store *s, const struct msag *m)
{
	struct stmt *st = db_stmt(store_db(s), "SELECT sagsnr, hash FROM journal WHERE sag = :sag "
		"AND lbnr IS NOT NULL ORDER BY sagsnr", NULL);
	uint8_t kaede[32] = {0};
	int64_t n = 0;
	stmt_blob(st, ":sag", m->id.b, 16);
	while (stmt_step(st, NULL) > 0) {
		size_t k;
		struct krypto_hash h;
		if (stmt_kol_tal(st, 0) != ++n)
			break;
		krypto_hash_start(&h);
		krypto_hash_mere(&h, kaede, 32);
		krypto_hash_mere(&h, stmt_kol_blob(st, 1, &k), 32);
		krypto_hash_slut(&h, kaede);
	}
	stmt_reset(st);
	return (n == m->sagsnr && memcmp(kaede, m->kaede, 32) == 0) ||
	       fail(v, "I2", "a case's numbers or chain are not the centre's");
}

static bool device_chains(struct verden *v)
{
	static const uint8_t nul[32];
	for (size_t i = 0; i < v->c.poster.n; i++) {
		const struct mpost *m = nr(v, i), *foer = NULL;
		for (size_t k = i; k-- > 0 && !foer;)
			if (uuid_ens(&nr(v, k)->p.post.enhed, &m->p.post.enhed))
				foer = nr(v, k);
		uint8_t h[32];
		post_hash(h, foer ? foer->p.post.hash : nul, &m->p.post);
		if (m->p.post.nr != (foer ? foer->p.post.nr + 1 : 1))
			return fail(v, "I3", "a device's numbers have a hole or come twice");
		if (memcmp(h, m->p.post.hash, 32) != 0)
			return fail(v, "I3", "a device's chain does not hold");
	}
	return true;
}

/* ---- I4: nothing that was saved is lost */

static bool somewhere(struct verden *v, const uint8_t *h)
{
	for (size_t k = 0; k < v->c.poster.n; k++)
		if (memcmp(nr(v, k)->p.post.vhash, h, 32) == 0)
			return true;
	for (int k = 0; k < v->n; k++) {
		struct stmt *st = db_stmt(store_db(v->l[k].s), "SELECT 1 FROM journal "
			"WHERE vhash = :h AND lbnr IS NULL AND udenfor = 0", NULL);
		stmt_blob(st, ":h", h, 32);
		bool her = v->l[k].doed && stmt_step(st, NULL) > 0;
		stmt_reset(st);
		if (her)
			return true;
	}
	return false;
}

static bool kept(struct verden *v)
{
	for (size_t i = 0; i < v->skrevet.n; i++)
		if (!somewhere(v, (uint8_t *)v->skrevet.data + 32 * i))
			return fail(v, "I4", "a value that was saved is nowhere");
	return true;
}

/* What the centre refused of a device that is still here is known on its laptop. */
static bool refusals_known(struct verden *v, struct laptop *l)
{
	const struct uuid *enhed = journal_enhed(store_journal(l->s));
	for (size_t i = 0; i < v->c.poster.n; i++) {
		const struct post *p = &nr(v, i)->p.post;
		if (!nr(v, i)->afvist || !uuid_ens(&p->enhed, enhed))
			continue;
		struct stmt *st = db_stmt(store_db(l->s), "SELECT grund FROM afvist WHERE enhed = :enhed "
							  "AND nr = :nr", NULL);
		stmt_blob(st, ":enhed", p->enhed.b, 16);
		stmt_tal(st, ":nr", p->nr);
		bool her = stmt_step(st, NULL) > 0 && strcmp(stmt_kol_tekst(st, 0), nr(v, i)->grund) == 0;
		stmt_reset(st);
		if (!her)
			return fail(v, "I4", "an entry was refused and its laptop does not know");
	}
	return true;
}

/* ---- I5: every entry is a head or was replaced */

static bool head_or_replaced(struct verden *v, const struct mpost *m, const struct msag *s)
{
	struct post_ref r = {m->p.post.enhed, m->p.post.nr};
	for (size_t i = 0; i < s->hoveder.n; i++)
		if (post_ref_orden(&VEC_NR(struct mhoved, &s->hoveder, i)->ref, &r) == 0)
			return true;
	for (size_t i = 0; i < v->c.poster.n; i++) {
		const struct post *q = &nr(v, i)->p.post;
		if (!nr(v, i)->afvist && uuid_ens(&q->objekt, &m->p.post.objekt) &&
		    strcmp(q->felt, m->p.post.felt) == 0 && mcentral_afloeser(q, &r))
			return true;
	}
	return false;
}

static bool ancestors(struct verden *v)
{
	for (size_t i = 0; i < v->c.poster.n; i++) {
		const struct mpost *m = nr(v, i);
		if (!m->afvist && !head_or_replaced(v, m, mcentral_sag(&v->c, &m->p.post.sag)))
			return fail(v, "I5", "an entry is neither a head nor replaced");
	}
	return true;
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

/* ---- I7: the same cursor and rights, the same tables; I8: derived = rebuilt */

/* A case's derived rows as text; the short number and the rowids are this store's own. */
static void picture(struct store *s, const struct uuid *sag, struct buf *ud)
{
	static const char sql[] =
		"SELECT 'sag' || quote(navneorden) || quote(trin) || quote(naeste) || konflikter || ' ' || "
		"  usendt FROM sag WHERE id = :id UNION ALL SELECT * FROM (SELECT 'objekt' || o.orden || "
		"  hex(o.id) || quote(o.liste) || o.slettet || o.strid FROM objekt o JOIN sag s "
		"  ON s.nr = o.sag WHERE s.id = :id ORDER BY o.orden) UNION ALL SELECT * FROM (SELECT "
		"  'felt' || h.objekt || h.felt || hex(h.enhed) || h.nr || quote(h.vaerdi) || h.vist "
		"  FROM hoved h JOIN sag s ON s.nr = h.sag WHERE s.id = :id "
		"  ORDER BY h.objekt, h.felt, h.enhed, h.nr) UNION ALL SELECT * FROM (SELECT 'fjern' || "
		"  f.objekt || hex(f.kendt_enhed) || f.kendt_nr || hex(f.enhed) || f.nr FROM fjernelse f "
		"  JOIN sag s ON s.nr = f.sag WHERE s.id = :id ORDER BY f.objekt, f.kendt_enhed, "
		"  f.kendt_nr, f.enhed, f.nr)";
	struct stmt *st = db_stmt(store_db(s), sql, NULL);
	stmt_blob(st, ":id", sag->b, 16);
	while (stmt_step(st, NULL) > 0) {
		buf_tekst(ud, stmt_kol_tekst(st, 0));
		buf_tegn(ud, '\n');
	}
	stmt_reset(st);
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
		ok = ok && heads_agree(v, l->s, m) && case_chain(v, l->s, m);
	}
	buf_done(&foerste);
	buf_done(&b);
	return ok;
}

static void all_pictures(struct verden *v, struct laptop *l, struct buf *ud)
{
	for (size_t i = 0; i < v->c.n_sager; i++)
		picture(l->s, &v->c.sager[i].id, ud);
}

static bool rebuilt(struct verden *v, struct laptop *l)
{
	struct buf foer = BUF_TOM, efter = BUF_TOM;
	struct err e = {0, ""};
	all_pictures(v, l, &foer);
	bool ok = store_rebuild(l->s, &e) == 0 || fail(v, "I8", e.tekst);
	all_pictures(v, l, &efter);
	ok = ok && (strcmp(buf_str(&foer), buf_str(&efter)) == 0 ||
		    fail(v, "I8", "the tables are others when they are made anew"));
	buf_done(&foer);
	buf_done(&efter);
	return ok;
}

static void finding(void *arg, const char *saetning)
{
	fail(arg, "I8", saetning);
}

static bool verified(struct verden *v, struct laptop *l)
{
	struct err e = {0, ""};
	return store_verify(l->s, finding, v, &e) == 0 || fail(v, "verify", e.tekst);
}

/* ---- erased values */

static bool gone(struct verden *v, struct laptop *l)
{
	for (size_t i = 0; i < v->c.poster.n; i++) {
		const struct mpost *m = nr(v, i);
		if (!m->slettet)
			continue;
		struct stmt *st = db_stmt(store_db(l->s), "SELECT salt IS NOT NULL OR vaerdi IS NOT NULL "
			"FROM journal WHERE enhed = :enhed AND nr = :nr", NULL);
		stmt_blob(st, ":enhed", m->p.post.enhed.b, 16);
		stmt_tal(st, ":nr", m->p.post.nr);
		bool her = stmt_step(st, NULL) > 0 && stmt_kol_tal(st, 0);
		stmt_reset(st);
		if (her)
			return fail(v, "erasure", "a value that the law wants gone is still here");
	}
	return true;
}

bool tjek_slut(struct verden *v)
{
	bool ok = kept(v) && gapless(v) && device_chains(v) && whole_acts(v) && ancestors(v);
	for (size_t i = 0; ok && i < v->c.n_sager; i++)
		ok = same_everywhere(v, &v->c.sager[i]);
	for (int i = 0; ok && i < v->n; i++) {
		struct laptop *l = &v->l[i];
		if (l->doed)
			continue;
		ok = gone(v, l) && (l->mistet || refusals_known(v, l));
		if (ok && (v->froe + (uint32_t)i) % 3 == 0)
			ok = rebuilt(v, l);
		if (ok && (v->froe + (uint32_t)i) % 40 == 0)
			ok = verified(v, l);
		if (ok && verden_tal_af(l->s, "SELECT count(*) FROM sagshoved WHERE ens = 0"))
			ok = fail(v, "receipt", "a case is not as at the centre");
	}
	return ok;
}

void tjek_billede(struct verden *v, struct buf *ud)
{
	for (int i = 0; i < v->n; i++) {
		struct stmt *st = db_stmt(store_db(v->l[i].s),
			"SELECT hex(s.id) || hex(o.id) || o.slettet || o.strid || h.felt || h.vist || "
			"quote(h.vaerdi) FROM hoved h JOIN sag s ON s.nr = h.sag JOIN objekt o "
			"ON o.sag = h.sag AND o.orden = h.objekt ORDER BY 1", NULL);
		buf_format(ud, "%d %d\n", i, v->l[i].doed);
		while (stmt_step(st, NULL) > 0) {
			buf_tekst(ud, stmt_kol_tekst(st, 0));
			buf_tegn(ud, '\n');
		}
		stmt_reset(st);
	}
}
