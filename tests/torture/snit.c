/*
 * The real client and the real server, cut: at each of the 14 steps of the protocol, at
 * every STRIDE-th byte of a whole sync and at every TLS record, both ways, closed, reset or
 * silent; killed before and after each exchange and at each commit. Then a sync without a
 * fault: nothing is lost, nothing is doubled, no device got another name, both journals
 * are equal, hash for hash.
 *
 *   snit TIMES STRIDE SEED      the 14 steps so many times; "200 1" is the long run
 */
#define _DEFAULT_SOURCE   /* MAP_ANONYMOUS */
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "core/base/uuid.h"
#include "core/io/krypto.h"
#include "core/journal/store.h"
#include "tests/torture/afbryder.h"
#include "tests/torture/disk.h"
#include "tests/torture/maskine.h"
#include "tests/torture/proevebase.h"

enum { BUNDT = 4, SIDE = 5, SAG_HVER = 100, PROEV_HVER = 40, VENT_MS = 200 };

enum slags {
	BYTES, TLS,               /* the proxy cuts after so many this way, from the beginning */
	DOER,                     /* nobody is let in */
	VED,                      /* the proxy cuts so many bytes after this call was begun */
	DRAEB_FOER, DRAEB_EFTER,  /* the laptop is killed before, after the nr-th such call */
	DRAEB_COMMIT,             /* … at the nr-th commit of the sync */
	DRAEB_ANVEND,             /* … at the first commit after this call */
	LAAS_FORTSAET, LAAS_DOED, /* cut while the server waits; then it goes on, or has died */
};

struct fejl {
	const char *navn;
	enum slags slags;
	enum kald kald;           /* KALD_ANTAL: any */
	enum afbryder_vej vej;
	enum afbryder_hvad hvad;
	long long nr;             /* bytes, records, calls, commits */
};

/* What a child leaves behind. */
struct tavle {
	struct maskine_udfald u;
	int64_t skrevet, usendt, antal, fund;
	long long hilsen_tls;     /* records to the server till the first answer was here */
	uint8_t sum[32];
	bool aaben;
};

static struct proevebase base, laas;
static struct afbryder *afbryder;
static struct maskine anna, bent, *hende = &anna;
static int enheder = 2;
static struct store *bents;
static struct tavle *tavle;
static struct uuid sag;
static struct rng tilfaeldig;
static long proever, faldne, draebte, fortrudte, heltjek, daarlige;
static int64_t bents_nr;

/* ---------------------------------------------------------------- in the child */

static const struct fejl *nu;             /* the fault of this child */
static long long kald_nr, commits;        /* commits: left till the kill; 0 never */

static int on_commit(void *arg)
{
	(void)arg;
	if (commits > 0 && --commits == 0)
		raise(SIGKILL);
	return 0;
}

static int watch(sqlite3 *db, char **fejl, const struct sqlite3_api_routines *r)
{
	(void)fejl;
	(void)r;
	sqlite3_commit_hook(db, on_commit, NULL);
	return SQLITE_OK;
}

static void foer(void *arg, enum kald k)
{
	(void)arg;
	if (nu->kald != KALD_ANTAL && nu->kald != k)
		return;
	if (nu->slags == VED && kald_nr++ == 0)
		afbryder_om(afbryder, nu->hvad, nu->vej, nu->nr);
	if (nu->slags == DRAEB_FOER && ++kald_nr == nu->nr)
		raise(SIGKILL);
}

static void efter(void *arg, enum kald k, int kode)
{
	(void)arg;
	if (k == KALD_HILSEN && kode == 0 && !tavle->hilsen_tls)
		tavle->hilsen_tls = atomic_load(&afbryder->tls[AFBRYDER_OP]);
	if (kode != 0 || (nu->kald != KALD_ANTAL && nu->kald != k))
		return;
	if (nu->slags == DRAEB_EFTER && ++kald_nr == nu->nr)
		raise(SIGKILL);
	if (nu->slags == DRAEB_ANVEND)
		commits = 1;
}

static void work(const struct fejl *f)
{
	const struct maskine_krog krog = {.foer = foer,
					  .efter = efter,
					  .side = SIDE,
					  .bundt = BUNDT,
					  .taalmod = f->hvad == AFBRYDER_TAVS ? VENT_MS : 0};
	nu = f;
	sqlite3_auto_extension((void (*)(void))watch);
	struct store *s = maskine_aabn(hende);
	tavle->aaben = s != NULL;
	for (int i = 0; s && i < 3; i++) {
		struct maskine_akt a = {&sag, "a", tavle->skrevet, 3, i == 1 && proever % 3 == 0};
		if (maskine_skriv(s, &a))
			tavle->skrevet += a.n;
	}
	commits = f->slags == DRAEB_COMMIT ? f->nr : 0;
	if (s)
		maskine_synk(hende, s, &krog, &tavle->u);
	store_close(s);
}

static void finish(bool grundigt)
{
	struct store *s = maskine_aabn(hende);
	tavle->aaben = s != NULL;
	if (!s)
		return;
	maskine_synk(hende, s, NULL, &tavle->u);
	tavle->antal = maskine_sum(s, tavle->sum);
	tavle->usendt = maskine_tal(s, "SELECT count(*) FROM journal WHERE lbnr IS NULL");
	tavle->fund = grundigt ? maskine_fund(s, "anna") : 0;
	store_close(s);
}

/* ---------------------------------------------------------------- in the parent */

static bool fail(const struct fejl *f, const char *hvad, const char *mere)
{
	daarlige++;
	printf("  FAIL %s %lld%s: %s: %s\n", f->navn, f->nr,
	       f->vej == AFBRYDER_OP ? " up" : " down", hvad, mere);
	return false;
}

static bool same_text(const struct fejl *f, const char *hvad, const char *sql, const char *ventet)
{
	char *svar = proevebase_svar(&base, sql, NULL, NULL);
	bool ens = svar && strcmp(svar, ventet) == 0;
	if (!ens)
		fail(f, hvad, svar ? svar : "no answer");
	free(svar);
	return ens;
}

/* The centre has what she has, all that she wrote, once. */
static bool equal(const struct fejl *f)
{
	char sum[65], ventet[160];
	krypto_hex(sum, tavle->sum, sizeof tavle->sum);
	snprintf(ventet, sizeof ventet, "%lld\t%s\n", (long long)tavle->antal, sum);
	bool ok = same_text(f, "the journals differ",
			    "SELECT count(*), encode(sha256(coalesce(string_agg(hash, ''::bytea "
			    "ORDER BY lbnr), '')), 'hex') FROM femtrin.journal",
			    ventet);
	snprintf(ventet, sizeof ventet, "%lld\t%lld\n", (long long)tavle->skrevet,
		 (long long)tavle->skrevet);
	ok = same_text(f, "lost or doubled",
		       "SELECT count(*), count(DISTINCT vaerdi) FROM femtrin.journal "
		       "WHERE bruger = 'anna'",
		       ventet) &&
	     ok;
	snprintf(ventet, sizeof ventet, "%d\n", enheder);
	return same_text(f, "another device", "SELECT count(*) FROM femtrin.enhed", ventet) && ok;
}

static bool whole(const struct fejl *f, bool grundigt)
{
	const struct maskine_udfald *u = &tavle->u;
	if (!tavle->aaben || u->kode != 0)
		return fail(f, "the sync after it", u->tekst);
	if (u->ny_enhed || u->kvittering.sager != u->kvittering.alle || u->kvittering.afvist)
		return fail(f, "the receipt", "a new device, a case that differs or a refusal");
	if (tavle->usendt || tavle->fund)
		return fail(f, "the store", "something is unsent, or verify finds something");
	heltjek += grundigt;
	return equal(f) && (!grundigt || same_text(f, "kontrol", "SELECT hvad, sag, enhed, nr FROM "
						   "femtrin.kontrol('0269')", ""));
}

static int child(const struct fejl *f, bool grundigt)
{
	int status;
	fflush(stdout);
	pid_t p = fork();
	if (p == 0) {
		if (f)
			work(f);
		else
			finish(grundigt);
		fflush(stdout);
		_exit(0);
	}
	waitpid(p, &status, 0);
	return status;
}

/* The counter is held till the laptop's push waits for it; cut then. */
static int held_push(const struct fejl *f)
{
	int status;
	const struct timespec lidt = {0, 10 * 1000 * 1000};
	free(proevebase_svar(&laas, "BEGIN", NULL, NULL));
	free(proevebase_svar(&laas, "SELECT 1 FROM femtrin.taeller FOR UPDATE", NULL, NULL));
	fflush(stdout);
	pid_t p = fork();
	if (p == 0) {
		work(f);
		_exit(0);
	}
	for (int i = 0;
	     i < 300 &&
	     proevebase_tal(&base,
			    "SELECT count(*) FROM pg_stat_activity WHERE usename = 'anna' "
			    "AND wait_event_type = 'Lock'",
			    NULL, NULL) < 1;
	     i++)
		nanosleep(&lidt, NULL);
	if (f->slags == LAAS_DOED)
		free(proevebase_svar(&base,
				     "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
				     "WHERE usename = 'anna'",
				     NULL, NULL));
	else
		afbryder_alle(afbryder);
	atomic_store(&afbryder->faldet, true);
	waitpid(p, &status, 0);
	free(proevebase_svar(&laas, "ROLLBACK", NULL, NULL));
	return status;
}

static void colleague(void)
{
	struct maskine_udfald u;
	struct maskine_akt a = {&sag, "b", bents_nr, 7, false};
	if (maskine_skriv(bents, &a))
		bents_nr += a.n;
	maskine_synk(&bent, bents, NULL, &u);
	if (u.kode != 0)
		daarlige++, printf("  FAIL the colleague's sync: %s\n", u.tekst);
}

/* A case of Anna's that Bent works in too. */
static void new_case(void)
{
	static const struct fejl ingen = {.navn = "no fault", .slags = BYTES, .kald = KALD_ANTAL};
	char id[UUID_TEKST];
	krypto_tilfaeldig(sag.b, sizeof sag.b);
	uuid_skriv(&sag, id);
	afbryder_nulstil(afbryder);
	child(&ingen, false);
	if (tavle->u.kode != 0)
		fail(&ingen, "the first sync", tavle->u.tekst);
	free(proevebase_svar(&base, "SELECT femtrin.adgang_saet('0269', $1::uuid, 'bent', 'skriv')",
			     id, NULL));
}

/* Did the fault happen at all? */
static bool attempt(const struct fejl *f)
{
	bool grundigt = proever % PROEV_HVER == PROEV_HVER - 1;
	if (proever++ % SAG_HVER == 0)
		new_case();
	colleague();
	afbryder_nulstil(afbryder);
	atomic_store(&afbryder->lukket, f->slags == DOER);
	atomic_store(&afbryder->poster, f->slags == TLS);
	if (f->slags == BYTES || f->slags == TLS)
		afbryder_om(afbryder, f->hvad, f->vej, f->nr);
	int status =
		f->slags == LAAS_FORTSAET || f->slags == LAAS_DOED ? held_push(f) : child(f, false);
	bool draebt = WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
	bool faldt = draebt || atomic_load(&afbryder->faldet) || f->slags == DOER;
	if (!draebt && (!WIFEXITED(status) || WEXITSTATUS(status)))
		fail(f, "the laptop", "ended of itself");
	if (!draebt && faldt && tavle->u.kode == 0 && f->slags == DOER)
		fail(f, "the fault", "it was not noticed");
	draebte += draebt;
	faldne += faldt;
	fortrudte += !draebt && tavle->u.kode == MASKINE_FORTRUDT;
	atomic_store(&afbryder->lukket, false);
	afbryder_nulstil(afbryder);
	child(NULL, grundigt);
	whole(f, grundigt);
	return faldt;
}

/* ---------------------------------------------------------------- the faults */

static void steps(long gange)
{
	long long h = tavle->hilsen_tls;
	const struct fejl alle[] = {
		{"1 TCP connect", DOER, KALD_ANTAL, AFBRYDER_OP, AFBRYDER_INTET, 0},
		{"2 TLS hello", BYTES, KALD_ANTAL, AFBRYDER_OP, AFBRYDER_LUK, 128},
		{"3 client certificate", TLS, KALD_ANTAL, AFBRYDER_OP, AFBRYDER_LUK, 2},
		{"4 SCRAM first", TLS, KALD_ANTAL, AFBRYDER_OP, AFBRYDER_LUK, h - 3},
		{"5 SCRAM final", TLS, KALD_ANTAL, AFBRYDER_OP, AFBRYDER_RST, h - 2},
		{"6 push sent half", VED, KALD_PUSH, AFBRYDER_OP, AFBRYDER_LUK, 700},
		{"7 push sent, goes on alone", LAAS_FORTSAET, KALD_ANTAL, AFBRYDER_OP, AFBRYDER_INTET, 0},
		{"7 push sent, not committed", LAAS_DOED, KALD_ANTAL, AFBRYDER_OP, AFBRYDER_INTET, 0},
		{"8 committed, answer lost", VED, KALD_PUSH, AFBRYDER_NED, AFBRYDER_LUK, 0},
		{"9 answer half read", VED, KALD_PUSH, AFBRYDER_NED, AFBRYDER_RST, 60},
		{"10 killed before stamping", DRAEB_EFTER, KALD_PUSH, AFBRYDER_OP, AFBRYDER_INTET, 1},
		{"11 pull query sent", VED, KALD_PULL, AFBRYDER_NED, AFBRYDER_LUK, 0},
		{"12 rows half read", VED, KALD_PULL, AFBRYDER_NED, AFBRYDER_LUK, 900},
		{"13 killed before COMMIT", DRAEB_ANVEND, KALD_PULL, AFBRYDER_OP, AFBRYDER_INTET, 1},
		{"14 killed before it is said", DRAEB_FOER, KALD_HENTET, AFBRYDER_OP, AFBRYDER_INTET, 1},
	};
	for (long i = 0; i < gange; i++)
		for (size_t k = 0; k < sizeof alle / sizeof *alle; k++)
			if (!attempt(&alle[k]))
				fail(&alle[k], "the fault", "it did not happen");
}

/* From the first to where it happens no more; how many that were. */
static long sweep(struct fejl f, long long skridt)
{
	static const enum afbryder_hvad HVAD[] = {AFBRYDER_LUK, AFBRYDER_RST, AFBRYDER_LUK,
						  AFBRYDER_TAVS};
	long n = 0;
	bool bytes = f.slags == BYTES;
	f.nr = bytes ? (long long)rng_under(&tilfaeldig, (uint64_t)skridt) : f.slags == TLS ? 0 : 1;
	for (;; n++, f.nr += skridt) {
		if (f.slags == BYTES || f.slags == TLS)
			f.hvad = HVAD[n % 4];
		if (!attempt(&f) || daarlige > 5)
			return n;
	}
}

static void sweeps(long long skridt)
{
	static const char *const vej[] = {"up", "down"};
	for (int i = 0; i < 2; i++) {
		struct fejl b = {"byte", BYTES, KALD_ANTAL, (enum afbryder_vej)i, AFBRYDER_LUK, 0};
		long n = sweep(b, skridt);
		b.navn = "record";
		b.slags = TLS;
		printf("snit: %s: cut at %ld bytes, each %lldth", vej[i], n, skridt);
		printf(", and at %ld records\n", sweep(b, 1));
	}
	struct fejl d = {"killed before call", DRAEB_FOER,     KALD_ANTAL,
			 AFBRYDER_OP,	       AFBRYDER_INTET, 0};
	long a = sweep(d, 1);
	d.navn = "killed after call";
	d.slags = DRAEB_EFTER;
	long b = sweep(d, 1);
	d.navn = "killed at commit";
	d.slags = DRAEB_COMMIT;
	printf("snit: killed before %ld calls, after %ld, at %ld commits\n", a, b, sweep(d, 1));
}

/* On a laptop that has never been there. Did it happen? */
static bool first_contact(const struct fejl *f)
{
	struct maskine ny;
	char navn[24];
	snprintf(navn, sizeof navn, "ny%d", enheder++);
	bool skete = false;
	hende = &ny;
	if (maskine_ny(&ny, &base, "anna", navn, afbryder->port))
		skete = attempt(f);
	hende = &anna;
	maskine_done(&ny);
	return skete;
}

static void first_contacts(void)
{
	static const struct fejl alle[] = {
		{"greeting's answer lost", VED, KALD_HILSEN, AFBRYDER_NED, AFBRYDER_LUK, 900},
		{"killed after the greeting", DRAEB_EFTER, KALD_HILSEN, AFBRYDER_OP, AFBRYDER_INTET, 1},
		{"killed before it registers", DRAEB_FOER, KALD_MELD, AFBRYDER_OP, AFBRYDER_INTET, 1},
		{"registered, answer lost", VED, KALD_MELD, AFBRYDER_NED, AFBRYDER_RST, 0},
		{"killed when registered", DRAEB_EFTER, KALD_MELD, AFBRYDER_OP, AFBRYDER_INTET, 1},
	};
	long n = 0;
	for (; n < (long)(sizeof alle / sizeof *alle); n++)
		if (!first_contact(&alle[n]))
			fail(&alle[n], "the fault", "it did not happen");
	struct fejl f = {"first contact, killed at commit", DRAEB_COMMIT, KALD_ANTAL, AFBRYDER_OP,
			 AFBRYDER_INTET, 1};
	for (; f.nr <= 9 && first_contact(&f); f.nr += 2)
		n++;
	printf("snit: %ld first contacts\n", n);
}

static bool ready(void)
{
	if (!proevebase_start(&base))
		return false;
	afbryder = afbryder_ny(base.port);
	tavle = mmap(NULL, sizeof *tavle, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1,
		     0);
	if (!afbryder || tavle == MAP_FAILED ||
	    !maskine_ny(&anna, &base, "anna", "anna", afbryder->port) ||
	    !maskine_ny(&bent, &base, "bent", "bent", base.port))
		return false;
	proevebase_ogsaa(&laas, &base);
	bents = maskine_aabn(&bent);
	return bents != NULL;
}

/* Bent has it all as well. */
static void colleague_too(void)
{
	static const struct fejl f = {.navn = "the colleague"};
	colleague();
	child(NULL, true);
	whole(&f, true);
	uint8_t sum[32];
	int64_t n = maskine_sum(bents, sum);
	if (n != tavle->antal || memcmp(sum, tavle->sum, sizeof sum) != 0 ||
	    maskine_fund(bents, "bent"))
		fail(&f, "his journal", "it is not hers");
}

int main(int argc, char **argv)
{
	long gange = argc > 1 ? atol(argv[1]) : 1;
	long long skridt = argc > 2 ? atoll(argv[2]) : 211;
	tilfaeldig.s = argc > 3 ? strtoull(argv[3], NULL, 10) : 1;
	unsigned long long froe = tilfaeldig.s;
	bool ok = ready();
	if (ok) {
		new_case();
		steps(gange);
		first_contacts();
		sweeps(skridt > 0 ? skridt : 1);
		colleague_too();
	}
	printf("snit: seed %llu, %ld syncs of %lld entries, %ld cut (%ld killed, %ld cancelled in "
	       "silence), "
	       "%ld thorough checks, %ld bad\n",
	       froe, proever, (long long)(tavle ? tavle->antal : 0), faldne, draebte, fortrudte,
	       heltjek, daarlige);
	store_close(bents);
	maskine_done(&anna);
	maskine_done(&bent);
	afbryder_free(afbryder);
	proevebase_luk(&laas);
	proevebase_stop(&base);
	return !ok || daarlige > 0;
}
