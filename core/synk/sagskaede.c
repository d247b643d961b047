#include "core/synk/sagskaede.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/sprog.h"
#include "core/base/uuid.h"
#include "core/base/vec.h"
#include "core/io/db.h"
#include "core/io/krypto.h"
#include "core/journal/journal.h"
#include "core/synk/central.h"

static const char HOVED[] = "femtrin-kaeder 1\n";

int sagskaede(struct db *db, const struct uuid *sag, int64_t n, uint8_t kaede[32], struct err *e)
{
	struct stmt *s = db_stmt(db, "SELECT hash FROM journal WHERE sag = :sag AND sagsnr <= :n "
				     "ORDER BY sagsnr", e);
	int64_t antal = 0;
	int r;
	memset(kaede, 0, 32);
	stmt_blob(s, ":sag", sag->b, sizeof sag->b);
	stmt_tal(s, ":n", n);
	while ((r = stmt_step(s, e)) > 0) {
		struct krypto_hash h;
		size_t k;
		const void *hash = stmt_kol_blob(s, 0, &k);
		krypto_hash_start(&h);
		krypto_hash_mere(&h, kaede, 32);
		krypto_hash_mere(&h, hash, k);
		krypto_hash_slut(&h, kaede);
		antal++;
	}
	stmt_reset(s);
	return r < 0 ? r : antal == n;
}

int sagskaede_alle(struct db *db, struct vec *ud, struct err *e)
{
	struct stmt *s = db_stmt(db, "SELECT j.sag, j.sagsnr, j.lbnr, j.kaede FROM sagshoved j WHERE "
				     SAGSKAEDE_SES " AND j.sagsnr > 0 ORDER BY j.sag", e);
	int r;
	while ((r = stmt_step(s, e)) > 0) {
		struct central_hoved *h = vec_ny(ud);
		size_t n;
		const void *b = stmt_kol_blob(s, 0, &n);
		memcpy(h->sag.b, b, n == sizeof h->sag.b ? n : 0);
		h->sagsnr = stmt_kol_tal(s, 1);
		h->lbnr = stmt_kol_tal(s, 2);
		b = stmt_kol_blob(s, 3, &n);
		memcpy(h->kaede, b, n == sizeof h->kaede ? n : 0);
	}
	stmt_reset(s);
	return r;
}

int sagskaede_skriv(struct journal *j, struct buf *ud, struct err *e)
{
	struct vec v = VEC_AF(struct central_hoved);
	int r = sagskaede_alle(journal_db(j), &v, e);
	buf_tekst(ud, r == 0 ? HOVED : "");
	for (size_t i = 0; r == 0 && i < v.n; i++) {
		const struct central_hoved *h = VEC_NR(struct central_hoved, &v, i);
		char id[UUID_TEKST], hex[65];
		krypto_hex(hex, h->kaede, sizeof h->kaede);
		buf_format(ud, "%s %lld %s\n", uuid_skriv(&h->sag, id), (long long)h->sagsnr, hex);
	}
	vec_done(&v);
	return r;
}

/* One line, to its end. */
static bool read_line(const char *p, struct uuid *sag, long long *nr, char hex[65])
{
	char id[UUID_TEKST];
	return sscanf(p, "%36[0-9a-f-] %lld %64[0-9a-f]", id, nr, hex) == 3 && uuid_laes(sag, id) &&
	       *nr > 0 && strlen(hex) == 64;
}

int sagskaede_sammenlign(struct journal *j, const char *tekst, struct sagskaede_ens *ud,
			 void (*sig)(void *arg, const char *saetning), void *arg, struct err *e)
{
	const char *p = tekst;
	*ud = (struct sagskaede_ens){0, 0, 0};
	if (strncmp(p, HOVED, sizeof HOVED - 1) != 0)
		return err_set(e, ERR_UGYLDIG, _("er ikke en fil fra femtrin verify --central --receipt"));
	for (p += sizeof HOVED - 1; *p; p += strcspn(p, "\n"), p += *p == '\n') {
		struct uuid sag;
		long long nr;
		char hex[65], her[65], id[UUID_TEKST], ord[256];
		uint8_t kaede[32];
		if (!read_line(p, &sag, &nr, hex))
			return err_set(e, ERR_UGYLDIG, _("en linje i filen kan ikke læses"));
		int r = sagskaede(journal_db(j), &sag, nr, kaede, e);
		if (r < 0)
			return r;
		krypto_hex(her, kaede, sizeof kaede);
		bool ens = r > 0 && strcmp(hex, her) == 0;
		ud->ens += ens;
		ud->andre += r == 0;
		if (r == 0 || ens)
			continue;
		ud->forskel++;
		snprintf(ord, sizeof ord, _("sag %s: historien til og med nr. %lld er en anden her end hos "
					    "kollegaen; lageret har vist jer hver sin"),
			 uuid_skriv(&sag, id), nr);
		if (sig)
			sig(arg, ord);
	}
	return 0;
}
