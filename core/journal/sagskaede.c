#include "core/journal/sagskaede.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "core/base/sprog.h"
#include "core/base/uuid.h"
#include "core/io/db.h"
#include "core/io/krypto.h"

struct led {                          /* a case being followed */
	struct uuid sag;
	int64_t sagsnr, nr;           /* fetched; reached */
	uint8_t ventet[32], kaede[32];
	bool aaben, hul;
};

static void take(uint8_t *ud, size_t n, struct stmt *s, int kolonne)
{
	size_t laengde;
	const void *p = stmt_kol_blob(s, kolonne, &laengde);
	if (laengde == n)
		memcpy(ud, p, n);
	else
		memset(ud, 0, n);
}

static void begin(struct led *l, const struct uuid *sag, struct stmt *s)
{
	*l = (struct led){.sag = *sag, .sagsnr = stmt_kol_tal(s, 1), .aaben = true};
	take(l->ventet, sizeof l->ventet, s, 2);
}

static void add(struct led *l, struct stmt *s)
{
	uint8_t hash[32];
	struct krypto_hash k;
	if (stmt_er_nul(s, 3))
		return;
	l->hul |= stmt_kol_tal(s, 3) != ++l->nr;
	take(hash, sizeof hash, s, 4);
	krypto_hash_start(&k);
	krypto_hash_mere(&k, l->kaede, sizeof l->kaede);
	krypto_hash_mere(&k, hash, sizeof hash);
	krypto_hash_slut(&k, l->kaede);
}

static void finish(const struct led *l, sagskaede_sig *sig, void *arg)
{
	if (!l->aaben)
		return;
	if (l->hul || l->nr != l->sagsnr)
		sig(arg, &l->sag, _("der mangler poster, som er hentet"));
	else if (memcmp(l->kaede, l->ventet, sizeof l->kaede) != 0)
		sig(arg, &l->sag, _("sagens kæde er en anden end den, der er hentet"));
}

int sagskaede_efterse(struct db *db, sagskaede_sig *sig, void *arg, struct err *e)
{
	struct stmt *s = db_stmt(db, "SELECT h.sag, h.sagsnr, h.kaede, j.sagsnr, j.hash "
		"FROM sagshoved h LEFT JOIN journal j ON j.sag = h.sag AND j.lbnr IS NOT NULL "
		"AND j.sagsnr <= h.sagsnr ORDER BY h.sag, j.sagsnr", e);
	struct led l = {.aaben = false};
	int r;
	while ((r = stmt_step(s, e)) > 0) {
		struct uuid sag;
		take(sag.b, sizeof sag.b, s, 0);
		if (!l.aaben || !uuid_ens(&l.sag, &sag)) {
			finish(&l, sig, arg);
			begin(&l, &sag, s);
		}
		add(&l, s);
	}
	stmt_reset(s);
	if (r == 0)
		finish(&l, sig, arg);
	return r;
}
