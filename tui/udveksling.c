#include "tui/udveksling.h"

#include <poll.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/base/sprog.h"
#include "core/cmd/miljoe.h"
#include "core/journal/journal.h"
#include "core/journal/konflikt.h"
#include "core/journal/store.h"
#include "core/sag/sag.h"
#include "core/synk/kvittering.h"
#include "core/synk/postgres.h"
#include "core/synk/synk.h"
#include "tui/appdata.h"

/* A page is applied in one go: so many entries take some 20 ms. */
enum { SIDE = 400, STYKKE_MS = 40, VENT_MS = 20 };

struct udveksling {
	struct synk *synk;
	struct postgres *postgres;    /* NULL: another way */
	bool venter;
	int64_t ved;                  /* looked at again then, whether or not there is an answer */
	bool mistet;                  /* the case that was open left with the access to it */
};

static const char *const MISTET = N_("Du har ikke længere adgang til sagen; den er ikke på "
				      "computeren mere.");

static int64_t now(void *arg)
{
	return store_nu(arg);
}

void udveksling_vej(struct app *a, const struct udveksling_vej *v)
{
	a->vej = v;
}

bool udveksling_loeber(const struct app *a)
{
	return a->udveksling != NULL;
}

bool app_skal_slettes(const struct app *a)
{
	return a->slettes;
}

void udveksling_stop(struct app *a)
{
	if (!a->udveksling)
		return;
	synk_free(a->udveksling->synk);
	postgres_free(a->udveksling->postgres);
	free(a->udveksling);
	a->udveksling = NULL;
}

static int begin(struct app *a, struct err *e)
{
	struct miljoe *m = a->valg.miljoe;
	struct udveksling *u = mem_nul(1, sizeof *u);
	struct synk_valg v = {.journal = store_journal(m->store), .ur = now, .ur_arg = m->store,
			      .side = SIDE};
	char navn[128] = "";
	int kode = 0;
	a->udveksling = u;
	if (a->vej) {
		v.ops = a->vej->ops;
		v.arg = a->vej->arg;
	} else {
		gethostname(navn, sizeof navn - 1);
		kode = postgres_ny(&u->postgres, &(struct postgres_valg){
			.journal = v.journal, .forbindelse = miljoe_central(m),
			.kommune = m->ind.kommune.kode, .navn = navn}, e);
		v.ops = &postgres_ops;
		v.arg = u->postgres;
	}
	if (kode == 0)
		u->synk = synk_ny(&v);
	else
		udveksling_stop(a);
	return kode;
}

void udveksling_f5(struct app *a)
{
	struct err e = {0};
	if (a->udveksling) {
		udveksling_stop(a);
		app_message(a, "%s", _("Synkroniseringen er afbrudt; intet er tabt. F5 går videre, hvor den slap."));
	} else if (!a->valg.miljoe->store) {
		app_message(a, "%s", _("Femtrin er låst. Skriv adgangskoden først."));
	} else if (!a->vej && !miljoe_central(a->valg.miljoe)) {
		app_message(a, "%s", _("Der er ikke sat en forbindelse til kommunens lager op (central: i "
				       "indstillingerne)."));
	} else if (begin(a, &e) < 0) {
		app_fejl(a, &e);
	}
}

int udveksling_fd(const struct app *a, bool *skriv)
{
	int ms;
	*skriv = false;
	if (!a->udveksling || !a->udveksling->venter || !a->udveksling->postgres)
		return -1;
	return postgres_fd(a->udveksling->postgres, skriv, &ms);
}

static bool ready(const struct app *a)
{
	const struct udveksling *u = a->udveksling;
	bool skriv;
	struct pollfd f = {.fd = udveksling_fd(a, &skriv)};
	f.events = skriv ? POLLOUT : POLLIN;
	return !u->venter || app_ms(a) >= u->ved || (f.fd >= 0 && poll(&f, 1, 0) != 0);
}

int udveksling_vent(const struct app *a)
{
	if (!a->udveksling)
		return -1;
	return ready(a) ? 0 : (int)(a->udveksling->ved - app_ms(a));
}

/* ---------------------------------------------------------------- what changed on the screen */

/* Has the open case left with the access to it? One that is not begun has no entry either. */
static bool gone(const struct app *a)
{
	const struct sag *s = a->sag ? a->sag->sag : NULL;
	return s && sag_begyndt(s) && journal_har_sag(store_journal(a->valg.miljoe->store), sag_id(s), NULL) == 0;
}

/* The list of cases is what is left. What was half typed lies with the refused. */
static void lost(struct app *a)
{
	while (stack_antal(&a->stack) > 1)
		stack_pop(&a->stack);
	a->tick_ved = -1;
	app_luk_sag(a);
	app_message(a, "%s", _(MISTET));
	a->udveksling->mistet = true;
}

/* Everything that can be seen is made anew; what is being typed stays as it is. */
static void refresh(struct app *a)
{
	struct err e = {0};
	if (gone(a))
		lost(a);
	app_gem(a);
	if (a->sag && sag_genhent(a->sag->sag, &e) < 0)
		app_fejl(a, &e);
	size_t n = stack_antal(&a->stack), i = n ? n - 1 : 0;
	while (i > 0 && stack_nr(&a->stack, i)->ops->over)
		i--;
	for (; i < n; i++) {
		struct frame *f = stack_nr(&a->stack, i);
		if (f->ops->again)
			f->ops->again(f->state, a);
	}
}

/* ---------------------------------------------------------------- the end of it */

static void add(struct buf *b, const char *t)
{
	buf_tekst(b, b->len ? " " : "");
	buf_tekst(b, t);
}

static void finished(struct app *a)
{
	const struct udveksling *u = a->udveksling;
	struct buf b = BUF_TOM;
	if (synk_slet(u->synk)) {
		a->slettes = a->slut = true;
		return;
	}
	const struct synk_kvittering *k = synk_kvittering(u->synk);
	if (k->sendt || k->afvist)
		store_udbakke_forny(a->valg.miljoe->store, NULL);       /* left out, it only grows */
	if (u->mistet)
		buf_format(&b, "%s ", _(MISTET));
	synk_kvittering_tekst(k, &b);
	buf_tegn(&b, '.');
	int64_t uenige = konflikt_antal(store_journal(a->valg.miljoe->store), NULL, NULL);
	if (uenige > 0)
		buf_format(&b, ngettext(" %lld konflikt: Alt-k.", " %lld konflikter: Alt-k.",
					(unsigned long)uenige), (long long)uenige);
	if (synk_ny_enhed(u->synk))
		add(&b, _("Sagsfilen var en kopi: computeren har fået et nyt navn hos kommunen."));
	struct buf holdt = BUF_TOM;
	if (synk_holdt(u->synk, &holdt))
		add(&b, buf_str(&holdt));
	buf_ryd(&holdt);
	if (synk_nyere(u->synk, &holdt))
		add(&b, buf_str(&holdt));
	if (u->postgres && postgres_forseglet(u->postgres))
		add(&b, _("Certifikatet er forseglet; dets filer kan fjernes."));
	app_message(a, "%s", buf_str(&b));
	buf_done(&holdt);
	buf_done(&b);
}

/* Steps until the centre is waited for, the slice is used up, or it is over. */
static int slice(struct app *a, bool *nyt, struct err *e)
{
	struct udveksling *u = a->udveksling;
	int64_t begyndt = app_ms(a);
	int kode;
	do {
		enum synk_fase f = synk_fase(u->synk);
		kode = synk_trin(u->synk, e);
		u->venter = synk_venter(u->synk);
		*nyt |= !u->venter && f != SYNK_HILSEN && f != SYNK_MELD;
	} while (kode == 1 && !u->venter && app_ms(a) - begyndt < STYKKE_MS);
	int vent = VENT_MS;
	bool skriv;
	if (u->postgres)
		postgres_fd(u->postgres, &skriv, &vent);
	u->ved = app_ms(a) + vent;
	return kode;
}

void udveksling_tid(struct app *a)
{
	struct err e = {0};
	bool nyt = false;
	if (!a->udveksling || !ready(a))
		return;
	if (a->keep_ved >= 0)
		app_gem(a);           /* should the case go, nothing typed goes with it */
	int kode = slice(a, &nyt, &e);
	if (nyt)
		refresh(a);
	if (kode == 0)
		finished(a);
	else if (kode < 0)
		app_fejl(a, &e);
	if (kode <= 0)
		udveksling_stop(a);
}

static const char *stage(enum synk_fase f)
{
	switch (f) {
	case SYNK_HILSEN:
	case SYNK_MELD: return _("forbinder");
	case SYNK_SEND:
	case SYNK_PROEV: return _("sender");
	case SYNK_HENT:
	case SYNK_SAG:
	case SYNK_FILER: return _("henter");
	case SYNK_HOVEDER: return _("sammenligner");
	case SYNK_HENTET:
	case SYNK_SLUT: break;
	}
	return _("slutter af");
}

bool udveksling_linje(const struct app *a, struct buf *ud)
{
	struct store *s = a->valg.miljoe->store;
	struct synk_kvittering k;
	if (a->udveksling) {
		const struct synk_kvittering *n = synk_kvittering(a->udveksling->synk);
		buf_format(ud, _("Synkroniserer: %s · sendt %lld · hentet %lld · F5 afbryder"),
			   stage(synk_fase(a->udveksling->synk)), (long long)n->sendt, (long long)n->hentet);
		return true;
	}
	if (!s || stack_antal(&a->stack) != 1 || kvittering_sidste(store_journal(s), &k, NULL) <= 0)
		return false;
	buf_tekst(ud, _("Synkroniseret: "));
	synk_kvittering_tekst(&k, ud);
	return true;
}
