#include "core/synk/kvittering.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/sprog.h"
#include "core/io/db.h"
#include "core/io/krypto.h"
#include "core/journal/journal.h"
#include "core/journal/lokal.h"
#include "core/journal/sagrens.h"
#include "core/synk/central.h"
#include "core/synk/synk.h"

int kvittering_epoke(struct journal *j, const struct uuid *epoke, struct err *e)
{
	char tekst[UUID_TEKST];
	uuid_skriv(epoke, tekst);
	char *kendt = lokal_hent(journal_db(j), "epoke", e);
	int kode = 0;
	if (kendt && strcmp(kendt, tekst) != 0)
		kode = err_set(e, CENTRAL_EPOKE, _("kommunens lager er lagt tilbage fra en "
						   "sikkerhedskopi; spørg driften, før der sendes"));
	else if (!kendt && (kode = db_begin(journal_db(j), _("kontakten er ikke gemt"), e)) == 0) {
		kode = lokal_saet(journal_db(j), "epoke", tekst, e);
		if (kode == 0)
			kode = db_commit(journal_db(j), e);
		else
			db_rollback(journal_db(j));
	}
	free(kendt);
	return kode;
}

int kvittering_mangler(struct journal *j, int64_t *fra, struct err *e)
{
	struct stmt *s = db_stmt(journal_db(j), "SELECT min(lbnr) - 1 FROM sagshoved WHERE ens = 0", e);
	int r = stmt_step(s, e);
	bool nogen = r > 0 && !stmt_er_nul(s, 0);
	*fra = nogen ? stmt_kol_tal(s, 0) : 0;
	stmt_reset(s);
	return r < 0 ? r : nogen;
}

static int mark(struct db *db, const struct central_hoved *h, struct err *e)
{
	struct sagshoved her;
	int kode = sagshoved_hent(db, &h->sag, &her, e);
	if (kode < 0 || h->sagsnr > her.sagsnr)
		return kode;
	if (h->sagsnr < her.sagsnr || memcmp(h->kaede, her.kaede, sizeof her.kaede) != 0)
		return err_set(e, ERR_SKADET, _("en sags historie er en anden hos kommunen end her; "
						"intet er ændret, sig det til driften"));
	struct stmt *s = db_stmt(db, "UPDATE sagshoved SET ens = 1 WHERE sag = :sag AND ens = 0", e);
	stmt_blob(s, ":sag", h->sag.b, sizeof h->sag.b);
	return stmt_koer(s, e);
}

int kvittering_sammenlign(struct journal *j, const struct vec *hoveder, struct err *e)
{
	struct db *db = journal_db(j);
	int kode = db_begin(db, _("sammenligningen er ikke gemt"), e);
	if (kode < 0)
		return kode;
	kode = lokal_saet_tal(db, SAGSHOVED_REGNET, 0, e);
	for (size_t i = 0; kode == 0 && i < hoveder->n; i++)
		kode = mark(db, VEC_NR(struct central_hoved, hoveder, i), e);
	if (kode == 0)
		return db_commit(db, e);
	db_rollback(db);
	return kode;
}

static int sum(struct db *db, struct synk_kvittering *k, struct err *e)
{
	struct krypto_hash h;
	struct stmt *s = db_stmt(db, "SELECT sag, kaede, ens FROM sagshoved ORDER BY sag", e);
	int r;
	krypto_hash_start(&h);
	k->sager = k->alle = 0;
	while ((r = stmt_step(s, e)) > 0) {
		for (int i = 0; i < 2; i++) {
			size_t n;
			const void *p = stmt_kol_blob(s, i, &n);
			krypto_hash_mere(&h, p, n);
		}
		k->alle++;
		k->sager += stmt_kol_tal(s, 2);
	}
	stmt_reset(s);
	krypto_hash_slut(&h, k->kaede);
	if (r < 0)
		return r;
	s = db_stmt(db, "SELECT count(*) FROM sag WHERE id NOT IN (SELECT sag FROM sagshoved)", e);
	r = stmt_step(s, e);
	if (r > 0)
		k->alle += stmt_kol_tal(s, 0);   /* cases that nothing of has been sent */
	stmt_reset(s);
	return r < 0 ? r : 0;
}

static int any_unsent(struct db *db, struct err *e)
{
	struct stmt *s = db_stmt(db, "SELECT 1 FROM journal INDEXED BY journal_usendt "
				     "WHERE lbnr IS NULL AND udenfor = 0 LIMIT 1", e);
	int r = stmt_step(s, e);
	stmt_reset(s);
	return r;
}

/* 1: the cases stand as the last receipt counted them; not gone through again. */
static int unchanged(struct journal *j, struct synk_kvittering *k, bool usendt, struct err *e)
{
	int64_t regnet;
	struct synk_kvittering sidst;
	int kode = lokal_tal(journal_db(j), SAGSHOVED_REGNET, &regnet, e);
	if (kode < 0 || !regnet || usendt)
		return kode;
	kode = kvittering_sidste(j, &sidst, e);
	if (kode > 0) {
		k->sager = sidst.sager;
		k->alle = sidst.alle;
		memcpy(k->kaede, sidst.kaede, sizeof k->kaede);
	}
	return kode;
}

/* A case of which nothing has been sent is counted, and may yet be refused. */
static int count_cases(struct journal *j, struct synk_kvittering *k, struct err *e)
{
	struct db *db = journal_db(j);
	int usendt = any_unsent(db, e);
	int kode = usendt < 0 ? usendt : unchanged(j, k, usendt, e);
	if (kode != 0)
		return kode < 0 ? kode : 0;
	kode = sum(db, k, e);
	return kode < 0 ? kode : lokal_saet_tal(db, SAGSHOVED_REGNET, !usendt, e);
}

static int keep(struct db *db, const struct synk_kvittering *k, struct err *e)
{
	struct stmt *s = db_stmt(db, "INSERT INTO kvittering (tid, sager, alle, poster, lbnr, kaede) "
				     "VALUES (:tid, :sager, :alle, :poster, :lbnr, :kaede)", e);
	stmt_tal(s, ":tid", k->tid);
	stmt_tal(s, ":sager", k->sager);
	stmt_tal(s, ":alle", k->alle);
	stmt_tal(s, ":poster", k->sendt + k->hentet);
	stmt_tal(s, ":lbnr", k->lbnr);
	stmt_blob(s, ":kaede", k->kaede, sizeof k->kaede);
	return stmt_koer(s, e);
}

int kvittering_sidste(struct journal *j, struct synk_kvittering *ud, struct err *e)
{
	struct stmt *s = db_stmt(journal_db(j), "SELECT tid, sager, alle, poster, lbnr, kaede FROM kvittering "
						"ORDER BY nr DESC LIMIT 1", e);
	int r = stmt_step(s, e);
	*ud = (struct synk_kvittering){0};
	if (r > 0) {
		size_t n;
		ud->tid = stmt_kol_tal(s, 0);
		ud->sager = stmt_kol_tal(s, 1);
		ud->alle = stmt_kol_tal(s, 2);
		ud->hentet = stmt_kol_tal(s, 3);
		ud->lbnr = stmt_kol_tal(s, 4);
		const void *kaede = stmt_kol_blob(s, 5, &n);
		if (n == sizeof ud->kaede)
			memcpy(ud->kaede, kaede, n);
	}
	stmt_reset(s);
	return r;
}

int kvittering_sag(struct journal *j, const struct uuid *sag, struct err *e)
{
	struct stmt *s = db_stmt(journal_db(j), "SELECT 1 FROM sagshoved h WHERE h.sag = :sag AND h.ens = 1 "
		"AND NOT EXISTS (SELECT 1 FROM sag WHERE id = :sag AND usendt > 0)", e);
	stmt_blob(s, ":sag", sag->b, sizeof sag->b);
	int r = stmt_step(s, e);
	stmt_reset(s);
	return r;
}

int kvittering_gem(struct journal *j, struct synk_kvittering *k, struct err *e)
{
	struct db *db = journal_db(j);
	int kode = db_begin(db, _("kvitteringen er ikke gemt"), e);
	if (kode < 0)
		return kode;
	kode = count_cases(j, k, e);
	if (kode == 0)
		kode = keep(db, k, e);
	if (kode == 0)
		return db_commit(db, e);
	db_rollback(db);
	return kode;
}

void synk_kvittering_tekst(const struct synk_kvittering *k, struct buf *ud)
{
	time_t t = (time_t)(k->tid / 1000);
	struct tm tm;
	char kl[8] = "", hex[65];
	if (localtime_r(&t, &tm))
		strftime(kl, sizeof kl, "%H:%M", &tm);
	krypto_hex(hex, k->kaede, 2);
	const int64_t poster = k->sendt + k->hentet;
	buf_format(ud, ngettext("%lld af %lld sag", "%lld af %lld sager", (unsigned long)k->alle),
		   (long long)k->sager, (long long)k->alle);
	buf_format(ud, ngettext(", %lld post", ", %lld poster", (unsigned long)poster), (long long)poster);
	buf_format(ud, _(", kæde %s…, modtaget %s"), hex, kl);
	if (k->afvist)
		buf_format(ud, _(" · %lld afvist"), (long long)k->afvist);
}
