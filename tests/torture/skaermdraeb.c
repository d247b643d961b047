/*
 * kill -9 while somebody works: the whole program but its terminal types notes and
 * tasks into a sealed store on the disk and is killed at a random moment, now and
 * then while it opens. The store has to open, verify has to find nothing, and every
 * word typed more than a second before the end has to be there. The second is
 * counted by the program's own clock, which the script moves: it does not
 * depend on how busy the machine is.
 *
 *   torture_skaermdraeb KILLS [SEED]
 */
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/base/sprog.h"
#include "core/cmd/miljoe.h"
#include "core/form/formsaet.h"
#include "core/io/vaultlager.h"
#include "core/journal/store.h"
#include "core/sag/gendan.h"
#include "core/sag/sag.h"
#include "core/sag/sagexport.h"
#include "core/sag/sag_skriv.h"
#include "core/sag/sagliste.h"
#include "tests/torture/disk.h"
#include "tests/torture/proces.h"
#include "tui/app.h"
#include "tui/screens.h"
#include "tui/term.h"

enum { ORD_MAKS = 200000, PR_LAGER = 40 };

/* What the child tells: the words finished so far, at this time of its clock. */
struct melding {
	int64_t ord, ms;
};

struct barn {
	struct term *term;
	struct app *app;
	struct rng r;
	struct melding m;
	int fd;
};

struct proeve {
	struct miljoe m;                  /* forms and rules, shared with each child; no store */
	struct vaultlager *l;
	char rod[64], mappe[80], gemt[80], sti[100];
	struct rng r;
	int64_t tid[ORD_MAKS];            /* when each word was finished */
	bool skal[ORD_MAKS];              /* it has been seen in the store, or had its second */
	int64_t fra, n, sidst_ms;         /* words of this store */
	long draebt, under_aabning, ord, manglende, daarlige;
};

/* --- the one who types -------------------------------------------------- */

static int64_t ms(void *arg)
{
	return ((struct barn *)arg)->m.ms;
}

static struct dato i_dag(void *arg)
{
	(void)arg;
	return (struct dato){2026, 11, 22};
}

static int64_t ur(void *arg)
{
	return INT64_C(1795341600000) + ((struct barn *)arg)->m.ms;
}

static void meld(struct barn *b)
{
	if (write(b->fd, &b->m, sizeof b->m) != sizeof b->m)
		_exit(0);
}

/* One key, as the loop takes it; time goes by before and after. */
static void tast(struct barn *b, const char *s, size_t n)
{
	b->m.ms += 20 + (int64_t)rng_under(&b->r, 130);
	app_bytes(b->app, s, n);
	app_stille(b->app);
	app_tid(b->app);
	app_tegn(b->app);
}

static void tekst(struct barn *b, const char *s)
{
	for (; *s; s++) {
		tast(b, s, 1);
		meld(b);
	}
}

static void tasten(struct barn *b, const char *s)
{
	tast(b, s, strlen(s));
	meld(b);
}

/* Words of their own, numbered; a pause now and then. */
static void ord(struct barn *b, uint64_t n)
{
	for (; n > 0; n--) {
		char t[20];
		snprintf(t, sizeof t, "o%06lldx ", (long long)b->m.ord);
		tekst(b, t);
		b->m.ord++;
		meld(b);
		if (rng_under(&b->r, 12) == 0) {
			b->m.ms += (int64_t)rng_under(&b->r, 4000);
			app_tid(b->app);
			meld(b);
		}
	}
}

static _Noreturn void arbejd(struct barn *b)
{
	tasten(b, "\033");                /* to the list, wherever it begins */
	tasten(b, "\r");
	tasten(b, "\033OR");              /* the tasks */
	for (;;) {
		if (rng_under(&b->r, 2)) {
			tasten(b, "\016");
			ord(b, 1 + rng_under(&b->r, 12));
			tasten(b, "\033");
		} else {
			tasten(b, "n");
			ord(b, 1 + rng_under(&b->r, 3));
			tekst(b, "1 uge 10");
			tasten(b, "\r");
			tasten(b, "\r");
		}
	}
}

static struct store *aabn(struct proeve *p, struct barn *b, struct err *e)
{
	struct store *s = NULL;
	struct store_valg v = {.sti = p->sti, .laas = p->l, .sqlmappe = FEMTRIN_KILDE "/core/sql",
			       .bruger = "demo", .opret = true, .ur = ur, .ur_arg = b};
	if (store_open(&s, &v, e) == 0 && gendan_kladder(s, p->m.formsaet, e) >= 0)
		return s;
	store_close(s);
	return NULL;
}

static _Noreturn void barnet(struct proeve *p, int fd, uint64_t froe, int64_t naeste)
{
	struct err e = {0};
	struct barn b = {.r = {froe}, .m = {naeste, p->sidst_ms + 60000}, .fd = fd};
	p->m.store = aabn(p, &b, &e);
	if (!p->m.store || term_headless(&b.term, 24, 80, &e) != 0) {
		printf("  child: %s\n", e.tekst);
		fflush(stdout);
		_exit(3);
	}
	struct app_valg v = {.miljoe = &p->m, .term = b.term, .screens = screens, .i_dag = i_dag,
			     .ms = ms, .ur_arg = &b};
	b.app = app_new(&v);
	app_tegn(b.app);
	meld(&b);
	arbejd(&b);
}

/* --- the one who looks afterwards --------------------------------------- */

static void daarlig(struct proeve *p, const char *hvad, const char *mere)
{
	printf("  FAIL kill %ld: %s: %s\n", p->draebt, hvad, mere);
	p->daarlige++;
}

/* All cases of the store, as files. */
static void alt(struct proeve *p, struct store *s, struct buf *ud)
{
	struct err e = {0};
	struct sagliste *l = NULL;
	if (sagliste_hent(&l, s, "", &e) < 0)
		daarlig(p, "list", e.tekst);
	for (size_t i = 0; l && i < sagliste_antal(l); i++) {
		struct sag *sag = NULL;
		if (sag_hent(&sag, s, p->m.formsaet, &sagliste_nr(l, i)->id, &e) == 0)
			sagfil_export(sag, ud);
		else
			daarlig(p, "case", e.tekst);
		sag_free(sag);
	}
	sagliste_free(l);
}

static void efterse_ord(struct proeve *p, struct store *s)
{
	struct buf b = BUF_TOM;
	char t[20];
	alt(p, s, &b);
	for (int64_t i = p->fra; i < p->n; i++) {
		snprintf(t, sizeof t, "o%06lldx", (long long)i);
		bool der = strstr(buf_str(&b), t);
		if (!der && (p->skal[i] || p->tid[i] <= p->sidst_ms - 1000))
			daarlig(p, "a word typed more than a second before is missing", t);
		p->manglende += !der && p->tid[i] != INT64_MAX;
		p->skal[i] = der;
		p->tid[i] = der ? 0 : INT64_MAX;     /* what was lost with its second stays so */
	}
	buf_done(&b);
}

static void sig(void *arg, const char *saetning)
{
	daarlig(arg, "verify", saetning);
}

static void efterse(struct proeve *p)
{
	struct err e = {0};
	struct barn b = {.m = {0, p->sidst_ms}};
	struct store *s = aabn(p, &b, &e);
	if (!s) {
		daarlig(p, "does not open", e.tekst);
		return;
	}
	if (store_verify(s, sig, p, &e) < 0)
		daarlig(p, "verify", e.tekst);
	efterse_ord(p, s);
	store_close(s);
}

static void vent(struct rng *r, long us)
{
	struct timespec t = {0, (long)rng_under(r, (uint64_t)us) * 1000};
	nanosleep(&t, NULL);
}

static void hoer(struct proeve *p, int fd)
{
	struct melding m;
	while (read(fd, &m, sizeof m) == sizeof m) {
		for (; p->n < m.ord && p->n < ORD_MAKS; p->n++)
			p->tid[p->n] = m.ms;
		p->sidst_ms = m.ms;
	}
}

/* Every fourth is killed early, while it opens and puts half-typed text in its place. */
static void runde(struct proeve *p)
{
	int roer[2], status;
	bool tidligt = rng_under(&p->r, 4) == 0;
	uint64_t froe = rng_tal(&p->r);
	if (pipe(roer) != 0)
		exit(2);
	int64_t foer = p->n;
	pid_t pid = fork();
	if (pid == 0) {
		close(roer[0]);
		barnet(p, roer[1], froe, p->n);
	}
	close(roer[1]);
	vent(&p->r, tidligt ? 5000 : 120000);
	kill(pid, SIGKILL);
	hoer(p, roer[0]);
	close(roer[0]);
	waitpid(pid, &status, 0);
	if (!WIFSIGNALED(status))
		daarlig(p, "it had ended by itself", "");
	p->draebt++;
	p->under_aabning += tidligt;
	p->ord += p->n - foer;
	efterse(p);
}

/* --- the run ------------------------------------------------------------- */

/* A store with one case, to begin with again: a case of thousands of notes is another test. */
static void nyt_lager(struct proeve *p)
{
	mappe_kopi(p->gemt, p->mappe);
	p->fra = p->n;
}

static bool start(struct proeve *p, struct err *e)
{
	struct noegle_valg gulv = {.pris = {NOEGLE_RUNDER, NOEGLE_KIB_MIN}};
	struct barn b = {0};
	setenv("FEMTRIN_DATA", FEMTRIN_KILDE, 1);
	sprog_start("");
	snprintf(p->rod, sizeof p->rod, "/tmp/femtrin-skaermdraeb-XXXXXX");
	if (!mkdtemp(p->rod))
		return false;
	snprintf(p->mappe, sizeof p->mappe, "%s/nu", p->rod);
	snprintf(p->gemt, sizeof p->gemt, "%s/gemt", p->rod);
	snprintf(p->sti, sizeof p->sti, "%s/sag.db", p->mappe);
	mappe_kopi(p->gemt, p->mappe);           /* makes it, empty */
	if (miljoe_aabn(&p->m, NULL, NULL, e) < 0 ||
	    vaultlager_opret(&p->l, p->sti, (struct segl_data){"hest", 4}, &gulv, e) < 0)
		return false;
	struct store *s = aabn(p, &b, e);
	struct sag *sag = NULL;
	int rc = s ? sag_opret(&sag, s, p->m.formsaet, "Demo Borger", NULL, e) : -1;
	sag_free(sag);
	store_close(s);
	mappe_kopi(p->mappe, p->gemt);
	return rc == 0;
}

int main(int argc, char **argv)
{
	long antal = argc > 1 ? atol(argv[1]) : 50;
	struct proeve *p = mem_nul(1, sizeof *p);
	uint64_t froe = argc > 2 ? strtoull(argv[2], NULL, 10) : 1;
	struct err e = {0};
	p->r.s = froe;
	if (!start(p, &e)) {
		printf("%s\n", e.tekst);
		return 2;
	}
	while (p->draebt < antal && p->daarlige < 10 && p->n < ORD_MAKS - 10000) {
		if (p->draebt % PR_LAGER == 0)
			nyt_lager(p);
		runde(p);
	}
	printf("skaermdraeb: seed %llu, %ld kills (%ld while opening), %ld words typed, %ld of them "
	       "less than a second before the end and gone; %ld bad\n", (unsigned long long)froe,
	       p->draebt, p->under_aabning, p->ord, p->manglende, p->daarlige);
	bool god = p->daarlige == 0;
	vaultlager_free(p->l);
	miljoe_luk(&p->m);
	mappe_toem(p->rod);
	rmdir(p->rod);
	free(p);
	return !god;
}
