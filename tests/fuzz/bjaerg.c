/*
 * Pages as they come out of the vault, whatever is on them: the map of them and the salvage of
 * their rows stay inside them, come to an end, and give only entries whose value has its hash.
 * The input is a small store, changed: records of which page, where (2 bytes), how many, the
 * bytes. One that begins with an odd byte is the pages themselves, 4 kB each or less.
 */
#include "core/base/err.h"
#include "core/io/db.h"
#include "core/io/krypto.h"
#include "core/io/vault.h"
#include "core/io/vaultfil.h"
#include "core/io/vaultside.h"
#include "core/journal/bjaerg.h"
#include "core/journal/fil.h"
#include "core/journal/journal.h"
#include "core/journal/laes.h"
#include "core/journal/skema.h"
#include "tests/fuzz/fuzz.h"

enum { SIDER_MAKS = 96, POSTER = 9 };

struct lager {
	uint8_t p[SIDER_MAKS][SIDE_STR];
	uint32_t sider;
};

static struct lager god, nu;
static struct db *til;                /* rolled back after each input */

static int64_t ur(void *arg)
{
	(void)arg;
	return INT64_C(1788000000000);
}

static int laes(void *arg, uint8_t *ud, uint32_t nr)
{
	const struct lager *l = arg;
	if (nr < 1 || nr > l->sider)
		return ERR_SKADET;
	memcpy(ud, l->p[nr - 1], SIDE_STR);
	return 0;
}

static void ind(struct db *db)
{
	struct vaultfil *f;
	SKAL(vaultfil_af(&f, db_forbindelse(db), NULL) == 0);
	struct sidekilde k = vaultfil_kilde(f);
	SKAL(k.sider <= SIDER_MAKS);
	god.sider = k.sider;
	for (uint32_t i = 0; i < k.sider; i++)
		SKAL(k.laes(k.arg, god.p[i], i + 1) == 0);
	vaultfil_luk(f);
}

/* Three cases, a long value, a file. */
static void skriv(struct db *db)
{
	struct journal *j = journal_ny(db, &(struct journal_valg){.enhed = {{9}}, .bruger = "demo", .ur = ur});
	static char lang[5000];
	uint8_t hash[32];
	memset(lang, 'x', sizeof lang - 1);
	for (int i = 0; i < POSTER; i++) {
		struct uuid sag = {{1, (uint8_t)(i % 3)}};
		char felt[32], vaerdi[32];
		snprintf(felt, sizeof felt, "borger.felt%d", i / 3);
		snprintf(vaerdi, sizeof vaerdi, "Demo %d", i);
		struct aendring a = {.sag = sag, .objekt = sag, .felt = felt,
				     .vaerdi = i == 5 ? lang : vaerdi};
		SKAL(journal_skriv(j, &a, 1, NULL) == 0);
	}
	SKAL(fil_gem(db, lang, sizeof lang, hash, NULL) == 0);
	journal_free(j);
}

/* Made once for the whole run. */
static void lav(void)
{
	static const uint8_t noegle[VAULT_NOEGLE] = {1}, id[VAULT_LAGER] = {2};
	struct vault *v;
	struct db *db;
	char sti[64];
	if (god.sider)
		return;
	SKAL(krypto_start(NULL) == 0 && vault_ny(&v, noegle, id, NULL, NULL) == 0);
	snprintf(sti, sizeof sti, "/tmp/femtrin-fuzz-bjaerg-%ld", (long)getpid());
	unlink(sti);
	SKAL(db_open_vault(&db, sti, DB_OPRET, v, NULL) == 0);
	SKAL(skema_opgrader(db, FEMTRIN_KILDE "/core/sql", true, NULL) == 0);
	skriv(db);
	ind(db);
	db_close(db);
	vault_free(v);
	unlink(sti);
	SKAL(db_open(&til, NULL, DB_HUKOMMELSE, NULL) == 0);
	SKAL(skema_opgrader(til, FEMTRIN_KILDE "/core/sql", true, NULL) == 0);
}

/* Records of the input: which page, where (2 bytes), how many, the bytes. */
static void ret(const uint8_t *p, size_t n)
{
	nu = god;
	while (n >= 4) {
		uint8_t *side = nu.p[p[0] % nu.sider];
		size_t fra = ((size_t)p[1] << 8 | p[2]) % SIDE_STR, m = p[3] & 63;
		if (m > n - 4)
			m = n - 4;
		for (size_t i = 0; i < m && fra + i < SIDE_STR; i++)
			side[fra + i] = p[4 + i];
		p += 4 + m;
		n -= 4 + m;
	}
}

static void raa(const uint8_t *p, size_t n)
{
	nu.sider = 0;
	while (n > 0 && nu.sider < SIDER_MAKS) {
		size_t m = n < SIDE_STR ? n : SIDE_STR;
		memset(nu.p[nu.sider], 0, SIDE_STR);
		memcpy(nu.p[nu.sider++], p, m);
		p += m;
		n -= m;
	}
}

/* Every entry that came is what its vhash says. */
static size_t holder(void)
{
	struct stmt *s = db_stmt(til, "SELECT " LAES_KOLONNER " FROM journal j", NULL);
	struct laest l = LAES_TOM;
	size_t n = 0;
	uint8_t h[32];
	for (; stmt_step(s, NULL) > 0; n++) {
		SKAL(laes_post(&l, s));
		post_vhash(h, l.post.salt, l.post.vaerdi);
		SKAL(l.blanket || memcmp(h, l.post.vhash, sizeof h) == 0);
	}
	stmt_reset(s);
	laes_done(&l);
	return n;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct sidekort kort;
	struct bjaerg_fund f = BJAERG_TOM;
	if (n == 0)
		return 0;
	lav();
	if (data[0] & 1)
		raa(data + 1, n - 1);
	else
		ret(data + 1, n - 1);
	struct sidekilde kilde = {laes, &nu, nu.sider};
	SKAL(sidekort_lav(&kort, &kilde) == 0);
	SKAL(db_begin(til, "", NULL) == 0);
	SKAL(bjaerg(til, &(struct bjaerg_valg){.kilde = &kilde, .kort = &kort, .filer = true}, &f, NULL) == 0);
	SKAL(holder() == f.poster);
	SKAL(n > 1 || data[0] & 1 || f.poster == POSTER);
	db_rollback(til);
	bjaerg_done(&f);
	sidekort_done(&kort);
	return 0;
}
