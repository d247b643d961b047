/*
 * Two laptops and a supervisor write and sync, each a process of its own with a sealed
 * store, and are killed at any moment; so are the server's sessions, by its administrator
 * or by SIGKILL, after which it recovers as after a crash; the net between goes away, or goes
 * silent; access is given and taken. Then everybody syncs in peace. Every value that was
 * ever promised to be kept is at the centre, accepted or refused, once; the laptops have what
 * they may see and nothing else, chain for chain and value for value; what is derived is as
 * rebuilt; nobody got a new device's name.
 *
 *   kaos KILLS SEED     "1000 7" is the long run
 */
#define _DEFAULT_SOURCE   /* MAP_ANONYMOUS */
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "core/io/db.h"
#include "core/io/krypto.h"
#include "core/journal/store.h"
#include "core/synk/central.h"
#include "tests/torture/afbryder.h"
#include "tests/torture/disk.h"
#include "tests/torture/maskine.h"
#include "tests/torture/proevebase.h"

enum { FOLK = 3, VAERDIER = 400000, SAGER = 8, TAALMOD_MS = 1500, RUNDER = 12 };

static const char *const HVEM[FOLK] = {"anna", "bent", "lise"};

struct tavle {                    /* shared by all; nothing here is lost with a process */
	struct folk {
		atomic_llong naeste, synker, brudte, fortrudte, afviste;
		atomic_int uventet;       /* a code that no fault explains */
		char tekst[200];
	} f[FOLK];
	unsigned char lovet[FOLK][VAERDIER];      /* this value was promised */
};

static struct proevebase base;
static struct afbryder *afbryder;
static struct maskine maskiner[FOLK];
static pid_t boern[FOLK];
static struct tavle *tavle;
static long daarlige;

static bool fail(const char *hvem, const char *hvad, const char *mere)
{
	daarlige++;
	printf("  FAIL %s: %s: %.400s\n", hvem, hvad, mere ? mere : "");
	return false;
}

/* ---------------------------------------------------------------- a laptop */

static bool pick_case(struct store *s, struct rng *r, struct uuid *ud)
{
	int64_t n = maskine_tal(s, "SELECT count(*) FROM sag");
	struct stmt *st =
		db_stmt(store_db(s), "SELECT id FROM sag ORDER BY id LIMIT 1 OFFSET :n", NULL);
	stmt_tal(st, ":n", n > 0 ? (int64_t)rng_under(r, (uint64_t)n) : 0);
	size_t k;
	bool fundet = stmt_step(st, NULL) > 0;
	if (fundet)
		memcpy(ud->b, stmt_kol_blob(st, 0, &k), sizeof ud->b);
	stmt_reset(st);
	return fundet && (n >= SAGER || rng_under(r, 12) != 0);
}

static void edit(struct store *s, int hvem, struct rng *r)
{
	struct folk *f = &tavle->f[hvem];
	struct uuid sag;
	int n = 1 + (int)rng_under(r, 5);
	if (!pick_case(s, r, &sag))
		krypto_tilfaeldig(sag.b, sizeof sag.b);
	bool fil = rng_under(r, 15) == 0;
	int64_t foerste = atomic_fetch_add(&f->naeste, n);
	if (foerste + n >= VAERDIER)
		return;
	if (!maskine_skriv(s, &(struct maskine_akt){&sag, HVEM[hvem], foerste, n, fil}))
		atomic_store(&f->uventet, 1);
	else
		memset(&tavle->lovet[hvem][foerste], 1, (size_t)(n - fil));
}

static void sync_once(struct store *s, int hvem, struct rng *r)
{
	struct folk *f = &tavle->f[hvem];
	struct maskine_krog krog = {.taalmod = TAALMOD_MS, .side = 20, .bundt = 10};
	struct maskine_udfald u;
	if (rng_under(r, 10) == 0)
		krog.skridt = 2 + (int)rng_under(r, 40);
	maskine_synk(&maskiner[hvem], s, &krog, &u);
	atomic_fetch_add(u.kode == 0		 ? &f->synker
			 : u.kode == CENTRAL_NET ? &f->brudte
						 : &f->fortrudte,
			 1);
	atomic_fetch_add(&f->afviste, u.kvittering.afvist);
	if ((u.kode == 0 || u.kode == CENTRAL_NET || u.kode == MASKINE_FORTRUDT) && !u.ny_enhed)
		return;
	snprintf(f->tekst, sizeof f->tekst, "%s", u.ny_enhed ? "a new device's name" : u.tekst);
	atomic_store(&f->uventet, u.kode ? u.kode : 1);
}

static void live(int hvem, uint64_t froe)
{
	struct rng r = {froe};
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	struct store *s = maskine_aabn(&maskiner[hvem]);
	if (!s)
		atomic_store(&tavle->f[hvem].uventet, 1);
	while (s) {
		for (uint64_t n = rng_under(&r, 4); n > 0; n--)
			edit(s, hvem, &r);
		sync_once(s, hvem, &r);
	}
	fflush(stdout);
	_exit(1);
}

static void start(int hvem, struct rng *r)
{
	uint64_t froe = rng_tal(r);
	fflush(stdout);
	boern[hvem] = fork();
	if (boern[hvem] == 0)
		live(hvem, froe);
}

static void kill_laptop(int hvem)
{
	int status;
	kill(boern[hvem], SIGKILL);
	waitpid(boern[hvem], &status, 0);
	if (!WIFSIGNALED(status) || WTERMSIG(status) != SIGKILL)
		fail(HVEM[hvem], "the laptop", "ended of itself");
}

/* ---------------------------------------------------------------- what happens to them */

static struct { long laptops, sessioner, servere, net, tavse, adgange; } tal;

static void pause_ms(uint64_t ms)
{
	struct timespec t = {(time_t)(ms / 1000), (long)(ms % 1000) * 1000000};
	nanosleep(&t, NULL);
}

/* A session of theirs that is at work, if one is. */
static long session(void)
{
	for (int i = 0; i < 200; i++) {
		long long pid = proevebase_tal(
			&base,
			"SELECT pid FROM pg_stat_activity WHERE usename IN ('anna', 'bent', "
			"'lise') ORDER BY state = 'active' DESC, random() LIMIT 1",
			NULL, NULL);
		if (pid > 0)
			return (long)pid;
		pause_ms(3);
	}
	return 0;
}

static long end_session(bool haardt)
{
	char pid[24];
	long p = session();
	if (!p)
		return 0;
	snprintf(pid, sizeof pid, "%ld", p);
	if (haardt)
		return kill((pid_t)p, SIGKILL) == 0 ? ++tal.servere : 0;
	tal.sessioner++;
	return proevebase_tal(&base, "SELECT pg_terminate_backend($1::int)::int", pid, NULL);
}

static void change_access(struct rng *r)
{
	static const char *const RET[] = {"skriv", "laes", "ingen", "skriv"};
	char *sag = proevebase_svar(
		&base, "SELECT sag FROM femtrin.sagshoved ORDER BY random() LIMIT 1", NULL, NULL);
	if (sag && *sag) {
		sag[strcspn(sag, "\n")] = '\0';
		const char *hvem = HVEM[rng_under(r, 2)], *ret = RET[rng_under(r, 4)];
		free(proevebase_svar(
			&base,
			strcmp(ret, "laes") == 0
				? "SELECT femtrin.adgang_saet('0269', $1::uuid, $2, 'laes')"
			: strcmp(ret, "ingen") == 0
				? "SELECT femtrin.adgang_saet('0269', $1::uuid, $2, 'ingen')"
				: "SELECT femtrin.adgang_saet('0269', $1::uuid, $2, 'skriv')",
			sag, hvem));
		tal.adgange++;
	}
	free(sag);
}

static void silence(struct rng *r)
{
	afbryder_om(afbryder, AFBRYDER_TAVS, (enum afbryder_vej)rng_under(r, 2),
		    (long long)rng_under(r, 4000));
	pause_ms(rng_under(r, 400));
	afbryder_nulstil(afbryder);
	tal.tavse++;
}

/* One thing; how many kills it was. */
static long befall(struct rng *r)
{
	uint64_t n = rng_under(r, 100);
	int hvem = (int)rng_under(r, FOLK);
	if (n < 55) {
		kill_laptop(hvem);
		start(hvem, r);
		tal.laptops++;
		return 1;
	}
	if (n < 75)
		return end_session(false) > 0;
	if (n < 80)
		return end_session(true) > 0;
	if (n < 88) {
		afbryder_alle(afbryder);
		tal.net++;
	} else if (n < 92) {
		silence(r);
	} else {
		change_access(r);
	}
	return 0;
}

static void explain(void)
{
	for (int i = 0; i < FOLK; i++)
		if (atomic_load(&tavle->f[i].uventet))
			fail(HVEM[i], "what no fault explains", tavle->f[i].tekst);
}

static void chaos(long drab, struct rng *r)
{
	for (int i = 0; i < FOLK; i++)
		start(i, r);
	for (long n = 0; n < drab && daarlige == 0;) {
		pause_ms(rng_under(r, 300));
		n += befall(r);
		for (int i = 0; i < FOLK; i++)
			if (atomic_load(&tavle->f[i].uventet))
				n = drab;
	}
	for (int i = 0; i < FOLK; i++)
		kill_laptop(i);
	explain();
}

/* ---------------------------------------------------------------- peace */

/* Everybody, until nobody has anything to send or to fetch. */
static bool converge(struct store *s[FOLK])
{
	for (int runde = 0; runde < RUNDER; runde++) {
		int64_t nyt = 0;
		for (int i = 0; i < FOLK; i++) {
			struct maskine_udfald u;
			maskine_synk(&maskiner[i], s[i], NULL, &u);
			if (u.kode != 0 || u.ny_enhed || u.kvittering.sager != u.kvittering.alle)
				return fail(HVEM[i], "the sync in peace",
					    *u.tekst ? u.tekst : "its receipt");
			nyt += u.kvittering.sendt + u.kvittering.afvist + u.kvittering.hentet;
		}
		if (nyt == 0)
			return true;
	}
	return fail("all", "peace", "there is always something new");
}

static bool same(const char *hvem, const char *hvad, const char *her, const char *der)
{
	if (!der)
		return fail(hvem, hvad, "no answer");
	size_t i = 0;
	while (her[i] && her[i] == der[i])
		i++;
	if (her[i] == der[i])
		return true;
	while (i > 0 && her[i - 1] != '\n')
		i--;
	printf("  here:   %.200s\n  centre: %.200s\n", her + i, der + i);
	return fail(hvem, hvad, "it differs");
}

static void add_uuid(struct buf *ud, struct stmt *st, int kolonne)
{
	struct uuid u;
	char t[UUID_TEKST];
	size_t n;
	memcpy(u.b, stmt_kol_blob(st, kolonne, &n), sizeof u.b);
	buf_tekst(ud, uuid_skriv(&u, t));
	buf_tegn(ud, '\t');
}

/* Case, entries, chain: as the journal here makes it. */
static void chains(struct store *s, struct buf *ud)
{
	struct stmt *st =
		db_stmt(store_db(s),
			"SELECT sag, hash, sagsnr, count(*) OVER (PARTITION BY sag) FROM journal "
			"WHERE lbnr IS NOT NULL ORDER BY sag, sagsnr",
			NULL);
	uint8_t kaede[32] = {0};
	while (stmt_step(st, NULL) > 0) {
		struct krypto_hash h;
		char hex[65];
		size_t k;
		if (stmt_kol_tal(st, 2) == 1)
			memset(kaede, 0, sizeof kaede);
		krypto_hash_start(&h);
		krypto_hash_mere(&h, kaede, sizeof kaede);
		krypto_hash_mere(&h, stmt_kol_blob(st, 1, &k), 32);
		krypto_hash_slut(&h, kaede);
		if (stmt_kol_tal(st, 2) != stmt_kol_tal(st, 3))
			continue;
		krypto_hex(hex, kaede, sizeof kaede);
		add_uuid(ud, st, 0);
		buf_format(ud, "%lld\t%s\n", (long long)stmt_kol_tal(st, 3), hex);
	}
	stmt_reset(st);
}

static void shown(struct store *s, struct buf *ud)
{
	struct stmt *st = db_stmt(
		store_db(s),
		"SELECT s.id, o.id, f.felt, f.vaerdi FROM felt f JOIN sag s ON s.nr = f.sag "
		"JOIN objekt o ON o.sag = f.sag AND o.orden = f.objekt ORDER BY s.id, o.id, f.felt",
		NULL);
	while (stmt_step(st, NULL) > 0) {
		add_uuid(ud, st, 0);
		add_uuid(ud, st, 1);
		buf_format(ud, "%s\t%s\n", stmt_kol_tekst(st, 2), stmt_kol_tekst(st, 3));
	}
	stmt_reset(st);
}

#define MAA_SE " EXISTS (SELECT FROM femtrin.bruger b WHERE b.login = $1 AND b.rolle = 'leder') OR EXISTS " \
	"(SELECT FROM femtrin.adgang_nu a WHERE a.login = $1 AND a.sag = h.sag)"

static void as_the_centre(struct store *s, const char *hvem)
{
	struct buf her = BUF_TOM;
	chains(s, &her);
	char *der = proevebase_svar(
		&base,
		"SELECT h.sag, h.sagsnr, encode(h.kaede, 'hex') FROM femtrin.sagshoved h "
		"WHERE" MAA_SE " ORDER BY h.sag",
		hvem, NULL);
	same(hvem, "what she may see, and its chains", buf_str(&her), der);
	free(der);
	buf_ryd(&her);
	shown(s, &her);
	der = proevebase_svar(&base,
			      "SELECT h.sag, h.objekt, h.felt, j.vaerdi FROM femtrin.hoved h JOIN "
			      "femtrin.journal j "
			      "ON j.enhed = h.enhed AND j.nr = h.nr WHERE h.vist AND (" MAA_SE ") "
			      "ORDER BY h.sag, h.objekt, h.felt COLLATE \"C\"",
			      hvem, NULL);
	same(hvem, "what is shown", buf_str(&her), der);
	free(der);
	buf_done(&her);
	if (maskine_tal(s, "SELECT count(*) FROM journal WHERE lbnr IS NULL AND udenfor = 0"))
		fail(hvem, "the outbox", "something is unsent");
	if (store_udbakke_mangel(s))
		fail(hvem, "the outbox", store_udbakke_mangel(s));
	daarlige += maskine_fund(s, hvem);
}

/* Every value that was promised is there, once. */
static void nothing_lost(void)
{
	char *alle = proevebase_svar(
		&base,
		"SELECT vaerdi FROM femtrin.journal UNION ALL SELECT vaerdi FROM femtrin.afvist",
		NULL, NULL);
	static unsigned char set[FOLK][VAERDIER];
	long tabt = 0, dobbelt = 0;
	for (char *l = alle ? strtok(alle, "\n") : NULL; l; l = strtok(NULL, "\n"))
		for (int i = 0; i < FOLK; i++)
			if (strncmp(l, HVEM[i], 4) == 0 && l[4] == '.' && atoll(l + 5) < VAERDIER)
				dobbelt += set[i][atoll(l + 5)]++ > 0;
	for (int i = 0; i < FOLK; i++)
		for (int k = 0; k < VAERDIER; k++)
			tabt += tavle->lovet[i][k] && !set[i][k];
	free(alle);
	if (tabt || dobbelt) {
		printf("  %ld values are lost, %ld doubled\n", tabt, dobbelt);
		fail("all", "I4", "a value that was promised");
	}
}

/* Nobody got in what was not hers when its number was given. Whoever begins a case gets
 * the right to it with the number after its first entries. */
static void nobody_elses(void)
{
	char *k = proevebase_svar(&base,
		"SELECT j.login, j.lbnr FROM femtrin.journal j "
		"JOIN femtrin.bruger b ON b.login = j.login AND b.rolle <> 'leder' "
		"JOIN femtrin.sagshoved h ON h.sag = j.sag "
		"WHERE coalesce((SELECT a.ret FROM femtrin.adgang a WHERE a.sag = j.sag AND a.login = j.login "
		"AND a.lbnr < j.lbnr ORDER BY a.lbnr DESC LIMIT 1), "
		"CASE WHEN h.opretter = j.login THEN 'skriv' END) IS DISTINCT FROM 'skriv'", NULL, NULL);
	same("the centre", "what was accepted without the right to it", "", k);
	free(k);
}

static void peace(void)
{
	struct store *s[FOLK];
	bool aabne = true;
	afbryder_nulstil(afbryder);
	for (int i = 0; i < FOLK; i++)
		aabne = (s[i] = maskine_aabn(&maskiner[i])) && aabne;
	if (aabne && converge(s)) {
		for (int i = 0; i < FOLK; i++)
			as_the_centre(s[i], HVEM[i]);
		nothing_lost();
		nobody_elses();
		char *k = proevebase_svar(
			&base, "SELECT hvad, sag, enhed, nr FROM femtrin.kontrol('0269')", NULL,
			NULL);
		same("the centre", "kontrol", "", k);
		free(k);
		k = proevebase_svar(&base,
				    "SELECT count(*), count(DISTINCT bruger) FROM femtrin.enhed",
				    NULL, NULL);
		same("the centre", "devices", "3\t3\n", k);
		free(k);
	}
	daarlige += !aabne;
	for (int i = 0; i < FOLK; i++)
		store_close(s[i]);
}

static bool ready(void)
{
	if (!proevebase_start(&base) || !(afbryder = afbryder_ny(base.port)))
		return false;
	tavle = mmap(NULL, sizeof *tavle, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1,
		     0);
	for (int i = 0; i < FOLK; i++)
		if (tavle == MAP_FAILED ||
		    !maskine_ny(&maskiner[i], &base, HVEM[i], HVEM[i], afbryder->port))
			return false;
	return true;
}

static void figures(uint64_t froe)
{
	long long synker = 0, brudte = 0, fortrudte = 0, afviste = 0, vaerdier = 0;
	for (int i = 0; tavle && i < FOLK; i++) {
		synker += atomic_load(&tavle->f[i].synker);
		brudte += atomic_load(&tavle->f[i].brudte);
		fortrudte += atomic_load(&tavle->f[i].fortrudte);
		afviste += atomic_load(&tavle->f[i].afviste);
		vaerdier += atomic_load(&tavle->f[i].naeste);
	}
	printf("kaos: seed %llu, killed %ld laptops, %ld sessions, %ld servers; %ld cuts and %ld "
	       "silences of the net, "
	       "%ld changes of access; %lld values, %lld syncs, %lld broken, %lld cancelled, %lld "
	       "refused; %ld bad\n",
	       (unsigned long long)froe, tal.laptops, tal.sessioner, tal.servere, tal.net,
	       tal.tavse, tal.adgange, vaerdier, synker, brudte, fortrudte, afviste, daarlige);
}

int main(int argc, char **argv)
{
	long drab = argc > 1 ? atol(argv[1]) : 100;
	uint64_t froe = argc > 2 ? strtoull(argv[2], NULL, 10) : 1;
	struct rng r = {froe};
	bool ok = ready();
	if (ok) {
		chaos(drab, &r);
		peace();
		figures(froe);
	}
	for (int i = 0; i < FOLK; i++)
		maskine_done(&maskiner[i]);
	afbryder_free(afbryder);
	proevebase_stop(&base);
	return !ok || daarlige > 0;
}
