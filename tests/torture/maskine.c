#include "tests/torture/maskine.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/io/db.h"
#include "core/io/krypto.h"
#include "core/io/vaultlager.h"
#include "core/journal/journal.h"
#include "core/journal/store.h"
#include "core/synk/central.h"
#include "core/synk/postgres.h"
#include "tests/torture/proevebase.h"

/* ---------------------------------------------------------------- the machine */

static const char *folder_of(const char *bruger)
{
	return strcmp(bruger, "anna") == 0   ? "laptop1"
	       : strcmp(bruger, "bent") == 0 ? "laptop2"
					     : "leder";
}

/* The password, whatever the port is. */
static char *passwords(const char *mappe)
{
	char *fra = mem_format("%s/pgpass", mappe), *til = mem_format("%s/pgpass.alle", mappe),
	     linje[300];
	FILE *f = fopen(fra, "r"), *g = fopen(til, "w");
	if (f && g && fgets(linje, sizeof linje, f)) {
		const char *rest = strchr(linje, ':');
		rest = rest ? strchr(rest + 1, ':') : NULL;
		fprintf(g, "127.0.0.1:*%s", rest ? rest : "");
	}
	if (f)
		fclose(f);
	if (g)
		fclose(g);
	chmod(til, 0600);
	free(fra);
	return til;
}

static char *connection(const char *mappe, const char *bruger, int port)
{
	char *kode = passwords(mappe);
	char *ud = mem_format(
		"postgresql://%s@127.0.0.1:%d/femtrin?sslmode=verify-full&"
		"sslrootcert=%s/ca.crt&sslcert=%s/klient.crt&sslkey=%s/klient.key&passfile=%s&"
		"channel_binding=require&gssencmode=disable&connect_timeout=5",
		bruger, port, mappe, mappe, mappe, kode);
	free(kode);
	return ud;
}

bool maskine_ny(struct maskine *m, const struct proevebase *b, const char *bruger, const char *navn,
		int port)
{
	char *mappe = mem_format("%s/t/%s", b->mappe, folder_of(bruger));
	struct err e = {0, ""};
	*m = (struct maskine){.bruger = bruger, .forbindelse = connection(mappe, bruger, port)};
	snprintf(m->sti, sizeof m->sti, "%s/%s.db", b->mappe, navn);
	free(mappe);
	const struct noegle_valg v = {.pris = {NOEGLE_RUNDER, NOEGLE_KIB_MIN}};
	int kode = krypto_start(&e);
	if (kode == 0)
		kode = vaultlager_opret(&m->laas, m->sti, (struct segl_data){"proeve", 6}, &v, &e);
	if (kode < 0)
		printf("  FAIL %s: %s\n", m->sti, e.tekst);
	return kode == 0;
}

void maskine_done(struct maskine *m)
{
	vaultlager_free(m->laas);
	free(m->forbindelse);
}

struct store *maskine_aabn(const struct maskine *m)
{
	struct store *s;
	struct err e = {0, ""};
	struct store_valg v = {.sti = m->sti,
			       .laas = m->laas,
			       .sqlmappe = FEMTRIN_KILDE "/core/sql",
			       .bruger = m->bruger,
			       .opret = true};
	if (store_open(&s, &v, &e) == 0)
		return s;
	printf("  FAIL %s does not open: %s\n", m->sti, e.tekst);
	return NULL;
}

/* ---------------------------------------------------------------- a sync, watched */

struct omslag {
	const struct maskine_krog *krog;
	struct postgres *p;
	bool i_gang;
};

static void *before(void *arg, enum kald k)
{
	struct omslag *o = arg;
	if (!o->i_gang && o->krog->foer)
		o->krog->foer(o->krog->arg, k);
	o->i_gang = true;
	return o->p;
}

static int after(void *arg, enum kald k, int kode)
{
	struct omslag *o = arg;
	o->i_gang = kode == CENTRAL_VENT;
	if (!o->i_gang && o->krog->efter)
		o->krog->efter(o->krog->arg, k, kode);
	return kode;
}

static int o_hilsen(void *arg, const struct uuid *enhed, int64_t fra, struct central_hilsen *ud,
		    struct err *e)
{
	return after(arg, KALD_HILSEN,
		     postgres_ops.hilsen(before(arg, KALD_HILSEN), enhed, fra, ud, e));
}

static int o_meld(void *arg, const struct uuid *enhed, struct err *e)
{
	return after(arg, KALD_MELD, postgres_ops.meld(before(arg, KALD_MELD), enhed, e));
}

static int o_push(void *arg, const struct afsending *a, struct vec *svar, struct err *e)
{
	return after(arg, KALD_PUSH, postgres_ops.push(before(arg, KALD_PUSH), a, svar, e));
}

static int o_pull(void *arg, int64_t fra, size_t maks, struct modtag_side *ud, struct err *e)
{
	return after(arg, KALD_PULL, postgres_ops.pull(before(arg, KALD_PULL), fra, maks, ud, e));
}

static int o_sag(void *arg, const struct modtag_hul *hul, int64_t til, struct modtag_side *ud,
		 struct err *e)
{
	return after(arg, KALD_SAG, postgres_ops.sag(before(arg, KALD_SAG), hul, til, ud, e));
}

static int o_hoveder(void *arg, int64_t fra, struct vec *ud, struct err *e)
{
	return after(arg, KALD_HOVEDER,
		     postgres_ops.hoveder(before(arg, KALD_HOVEDER), fra, ud, e));
}

static int o_fil_gem(void *arg, const struct uuid *enhed, const struct central_stykke *d,
		     int64_t *naeste, struct err *e)
{
	return after(arg, KALD_FIL_GEM,
		     postgres_ops.fil_gem(before(arg, KALD_FIL_GEM), enhed, d, naeste, e));
}

static int o_fil_hent(void *arg, const struct central_stykke *d, struct buf *ud, int64_t *laengde,
		      struct err *e)
{
	return after(arg, KALD_FIL_HENT,
		     postgres_ops.fil_hent(before(arg, KALD_FIL_HENT), d, ud, laengde, e));
}

static int o_hentet(void *arg, const struct uuid *enhed, int64_t fra, int64_t til, struct err *e)
{
	return after(arg, KALD_HENTET,
		     postgres_ops.hentet(before(arg, KALD_HENTET), enhed, fra, til, e));
}

static const struct central_ops OMSLAG = {
	.hilsen = o_hilsen, .meld = o_meld, .push = o_push, .pull = o_pull, .sag = o_sag,
	.hoveder = o_hoveder, .fil_gem = o_fil_gem, .fil_hent = o_fil_hent, .hentet = o_hentet,
};

/* false: patience is at its end. */
static bool wait_for(const struct postgres *p, int taalmod, int *ventet)
{
	bool skriv;
	int ms;
	struct pollfd f = {.fd = postgres_fd(p, &skriv, &ms)};
	f.events = skriv ? POLLOUT : POLLIN;
	if (taalmod && ms > 20)
		ms = 20;
	*ventet = poll(&f, 1, ms) > 0 ? 0 : *ventet + ms;
	return !taalmod || *ventet < taalmod;
}

static int64_t now(void *arg)
{
	return store_nu(arg);
}

int maskine_forbind(const struct maskine *m, struct store *s, struct postgres **ud, struct err *e)
{
	return postgres_ny(ud,
			   &(struct postgres_valg){.journal = store_journal(s),
						   .forbindelse = m->forbindelse,
						   .kommune = "",
						   .navn = m->bruger},
			   e);
}

void maskine_synk(const struct maskine *m, struct store *s, const struct maskine_krog *krog,
		  struct maskine_udfald *ud)
{
	static const struct maskine_krog ingen = {.taalmod = 0};
	struct omslag o = {.krog = krog ? krog : &ingen};
	struct postgres **linje = o.krog->linje ? o.krog->linje : &o.p;
	struct err e = {0, ""};
	int ventet = 0, skridt = 0;
	*ud = (struct maskine_udfald){0};
	if (!*linje)
		ud->kode = maskine_forbind(m, s, linje, &e);
	o.p = *linje;
	struct synk *y = synk_ny(&(struct synk_valg){.journal = store_journal(s),
						     .ops = &OMSLAG,
						     .arg = &o,
						     .ur = now,
						     .ur_arg = s,
						     .side = o.krog->side,
						     .bundt = o.krog->bundt});
	while (ud->kode == 0 && (ud->kode = synk_trin(y, &e)) > 0) {
		bool videre = !synk_venter(y) || wait_for(o.p, o.krog->taalmod, &ventet);
		ud->kode = videre && (!o.krog->skridt || ++skridt < o.krog->skridt)
				   ? 0
				   : MASKINE_FORTRUDT;
	}
	snprintf(ud->tekst, sizeof ud->tekst, "%s", e.tekst);
	ud->kvittering = *synk_kvittering(y);
	ud->ny_enhed = synk_ny_enhed(y);
	synk_free(y);
	if (!o.krog->linje)
		postgres_free(o.p);
}

/* ---------------------------------------------------------------- what is in it */

static const char *const FELTER[] = {"borger.navn", "borger.by", "virksomhed.navn"};

static void file_of(struct store *s, const char *navn, int64_t nr, char hex[65])
{
	char data[1500];
	uint8_t hash[32];
	memset(data, 'f', sizeof data);
	snprintf(data, sizeof data, "%s %lld", navn, (long long)nr);
	store_fil_gem(s, data, sizeof data, hash, NULL);
	krypto_hex(hex, hash, sizeof hash);
}

bool maskine_skriv(struct store *s, const struct maskine_akt *a)
{
	enum { MAKS = 64 };
	struct aendring v[MAKS];
	char tekst[MAKS][65];
	struct err e = {0, ""};
	for (int i = 0; i < a->n && i < MAKS; i++) {
		snprintf(tekst[i], sizeof tekst[i], "%s.%lld", a->navn, (long long)a->foerste + i);
		v[i] = (struct aendring){.sag = *a->sag, .objekt = *a->sag, .vaerdi = tekst[i]};
		v[i].objekt.b[15] ^= (uint8_t)(i / 3);
		v[i].felt = FELTER[i % 3];
	}
	if (a->fil) {
		file_of(s, a->navn, a->foerste, tekst[a->n - 1]);
		v[a->n - 1].felt = "brev.hash";
	}
	if (journal_skriv(store_journal(s), v, (size_t)a->n, &e) == 0)
		return true;
	printf("  FAIL write: %s\n", e.tekst);
	return false;
}

int64_t maskine_sum(struct store *s, uint8_t ud[32])
{
	struct stmt *st = db_stmt(
		store_db(s), "SELECT hash FROM journal WHERE lbnr IS NOT NULL ORDER BY lbnr", NULL);
	struct krypto_hash h;
	int64_t n = 0;
	krypto_hash_start(&h);
	for (; stmt_step(st, NULL) > 0; n++) {
		size_t k;
		const void *p = stmt_kol_blob(st, 0, &k);
		krypto_hash_mere(&h, p, k);
	}
	stmt_reset(st);
	krypto_hash_slut(&h, ud);
	return n;
}

int64_t maskine_tal(struct store *s, const char *sql)
{
	struct stmt *st = db_stmt(store_db(s), sql, NULL);
	int64_t n = stmt_step(st, NULL) > 0 ? stmt_kol_tal(st, 0) : -1;
	stmt_reset(st);
	return n;
}

static void say(void *arg, const char *saetning)
{
	printf("  FAIL verify of %s: %s\n", (const char *)arg, saetning);
}

int maskine_fund(struct store *s, const char *hvem)
{
	char navn[40];
	struct err e = {0, ""};
	snprintf(navn, sizeof navn, "%s", hvem);
	int kode = store_verify(s, say, navn, &e);
	if (kode < 0)
		printf("  FAIL verify of %s: %s\n", hvem, e.tekst);
	return kode < 0;
}
