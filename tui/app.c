#include "tui/app.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/cmd/miljoe.h"
#include "core/form/formsaet.h"
#include "core/journal/afvist.h"
#include "core/journal/konflikt.h"
#include "core/journal/store.h"
#include "core/sag/sag.h"
#include "tui/appdata.h"
#include "tui/dispatch.h"
#include "tui/laasning.h"
#include "tui/term.h"
#include "tui/udveksling.h"

/* A watch that ran when the program ended runs on. */
void app_stopur_hent(struct app *a)
{
	struct store *s = a->valg.miljoe->store;
	char *husket = s ? store_husket(s, "stopur") : NULL;
	stopur_laes(a->stopur, husket);
	free(husket);
}

struct app *app_new(const struct app_valg *v)
{
	struct app *a = mem_nul(1, sizeof *a);
	a->valg = *v;
	a->stack = (struct stack)STACK_TOM;
	a->zones = (struct zones)ZONES_TOM;
	a->oensker = (struct vec)VEC_AF(struct oenske);
	a->keep_ved = a->tick_ved = -1;
	a->stopur = mem_nul(1, sizeof *a->stopur);
	a->brevsted = mem_nul(1, sizeof *a->brevsted);
	app_stopur_hent(a);
	if (v->miljoe->store || !v->laas)
		app_push(a, v->screens[0].ops, NULL, 0);
	else
		app_do(a, C_OPLAAS);
	dispatch_oensker(a);
	a->roert = app_ms(a);
	if (v->laas) {
		laasning_sted(a);
		dispatch_oensker(a);
	}
	return a;
}

void app_free(struct app *a)
{
	if (!a)
		return;
	udveksling_stop(a);
	if (!a->laast)
		dispatch_forlad_alt(a);
	stack_done(&a->stack);
	aabensag_free(a->sag);
	for (size_t i = 0; i < a->oensker.n; i++)
		free(VEC_NR(struct oenske, &a->oensker, i)->arg);
	vec_done(&a->oensker);
	zones_done(&a->zones);
	tastlaeser_done(&a->taster);
	buf_done(&a->besked);
	stopur_done(a->stopur);
	free(a->stopur);
	free(a->brevsted);
	free(a);
}

struct miljoe *app_miljoe(const struct app *a)
{
	return a->valg.miljoe;
}

const struct app_laas *app_laas(const struct app *a)
{
	return a->valg.laas;
}

struct stopur *app_stopur(const struct app *a)
{
	return a->stopur;
}

void app_stopur_gem(struct app *a)
{
	struct buf b = BUF_TOM;
	struct err e = {0};
	stopur_skriv(a->stopur, &b);
	if (a->valg.miljoe->store && store_husk(a->valg.miljoe->store, "stopur", buf_str(&b), &e) < 0)
		app_fejl(a, &e);
	buf_done(&b);
}

int64_t app_nu(const struct app *a)
{
	return store_nu(a->valg.miljoe->store);
}

struct term *app_term(const struct app *a)
{
	return a->valg.term;
}

struct sag *app_sag(const struct app *a)
{
	return a->sag ? a->sag->sag : NULL;
}

struct drafts *app_drafts(const struct app *a)
{
	return a->sag ? &a->sag->drafts : NULL;
}

const struct assess *app_assess(const struct app *a)
{
	return a->sag ? aabensag_assess(a->sag, app_i_dag(a)) : NULL;
}

const struct mangler *app_mangler(const struct app *a)
{
	return a->sag ? aabensag_mangler(a->sag) : NULL;
}

struct dato app_i_dag(const struct app *a)
{
	if (a->valg.i_dag)
		return a->valg.i_dag(a->valg.ur_arg);
	return dato_af_ms((int64_t)time(NULL) * 1000);
}

int64_t app_ms(const struct app *a)
{
	if (a->valg.ms)
		return a->valg.ms(a->valg.ur_arg);
	struct timespec t;
#ifdef CLOCK_BOOTTIME
	clock_gettime(CLOCK_BOOTTIME, &t);      /* goes on while the laptop sleeps */
#else
	clock_gettime(CLOCK_MONOTONIC, &t);
#endif
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

bool app_delt(const struct app *a)
{
	return a->delt;
}

bool app_slut(const struct app *a)
{
	return a->slut;
}

bool app_vil_stoppe(struct app *a)
{
	bool vil = a->stop;
	a->stop = false;
	return vil;
}

void app_message(struct app *a, const char *fmt, ...)
{
	char tekst[sizeof(struct err)];
	va_list ap;
	va_start(ap, fmt);
	vsnprintf(tekst, sizeof tekst, fmt, ap);
	va_end(ap);
	buf_ryd(&a->besked);
	buf_tekst(&a->besked, tekst);
	a->besked_fejl = false;
}

void app_fejl(struct app *a, const struct err *e)
{
	app_message(a, "%s", e->tekst);
	a->besked_fejl = true;
}

void app_push(struct app *a, const struct screen_ops *ops, const void *arg, size_t n)
{
	struct oenske *o = vec_ny(&a->oensker);
	o->ops = ops;
	if (arg)
		o->arg = memcpy(mem_alloc(n), arg, n);
}

void app_do(struct app *a, enum command c)
{
	struct oenske *o = vec_ny(&a->oensker);
	o->command = c;
}

int app_usendt(const struct app *a)
{
	return a->sag ? aabensag_usendt(a->sag) : 0;
}

int app_konflikter(const struct app *a)
{
	struct store *s = a->valg.miljoe->store;
	int64_t n = s ? konflikt_antal(store_journal(s), a->sag ? sag_id(a->sag->sag) : NULL, NULL) : 0;
	return n > 0 ? (int)n : 0;
}

bool app_i_konflikt(const struct app *a, const struct uuid *objekt, const char *felt)
{
	return a->sag && aabensag_i_konflikt(a->sag, objekt, felt);
}

int app_afviste(const struct app *a)
{
	struct store *s = a->valg.miljoe->store;
	int64_t n = s ? afvist_antal(store_journal(s), a->sag ? sag_id(a->sag->sag) : NULL, NULL) : 0;
	return n > 0 ? (int)n : 0;
}

static void tag_sag(struct app *a, struct aabensag *ny)
{
	aabensag_free(a->sag);
	a->sag = ny;
	a->maal = (struct maal){0};
	a->sidst = (struct sidst){0};
	a->trin = 0;
}

int app_aabn_sag(struct app *a, const struct uuid *id, struct err *e)
{
	struct aabensag *ny = NULL;
	int r = aabensag_hent(&ny, a->valg.miljoe, id, e);
	if (r == 0)
		tag_sag(a, ny);
	return r;
}

int app_ny_sag(struct app *a, const char *navn, struct err *e)
{
	struct aabensag *ny = NULL;
	int r = aabensag_ny(&ny, a->valg.miljoe, navn, e);
	if (r == 0)
		tag_sag(a, ny);
	return r;
}

void app_luk_sag(struct app *a)
{
	tag_sag(a, NULL);
}

struct maal app_maal(struct app *a)
{
	struct maal m = a->maal;
	a->maal = (struct maal){0};
	if (m.trin)
		a->trin = m.trin;
	return m;
}

struct brevsted *app_brevsted(const struct app *a)
{
	return a->brevsted;
}

int app_trin(const struct app *a)
{
	return a->trin;
}

void app_gaa_til_maal(struct app *a, const struct maal *m)
{
	a->maal = *m;
	app_do(a, C_TRIN_1 + (enum command)(m->trin - 1));
}

void app_gaa_til(struct app *a, const char *felt, const struct uuid *objekt)
{
	const struct felt *f = formsaet_felt(a->valg.miljoe->formsaet, felt);
	if (!f)
		return;
	struct maal m = {.trin = f->trin, .felt = f};
	if (objekt)
		m.objekt = *objekt;
	app_gaa_til_maal(a, &m);
}

void app_typed(struct app *a)
{
	if (a->keep_ved < 0)
		a->keep_ved = app_ms(a) + 800;
	a->advaret = false;
}

void app_tick_in(struct app *a, int ms)
{
	a->tick_ved = app_ms(a) + ms;
}
