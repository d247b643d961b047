#include "tui/laasning.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/sprog.h"
#include "core/cmd/miljoe.h"
#include "core/journal/store.h"
#include "core/sag/sag.h"
#include "tui/appdata.h"
#include "tui/dispatch.h"
#include "tui/gemning.h"
#include "tui/stand.h"

/* A laptop that slept is not woken by poll: it is looked at this often. */
enum { IGEN_MS = 1000, KIG_MS = 5000 };

/* The place: words about the program and the case, then those of each screen, the lowest first. */
enum { UDGAVE, SAG, TRIN, DELT };
enum { NAVN, COMMAND, EGNE };

static bool kan_laases(const struct app *a)
{
	return a->valg.laas && a->valg.miljoe->store;
}

static void skriv_skaerm(const struct app *a, const struct frame *f, struct buf *ud)
{
	struct buf egne = BUF_TOM;
	enum command c = f->ops->stand ? f->ops->stand(f->state, a, &egne) : C_INGEN;
	stand_tekst(ud, f->ops->name);
	stand_tal(ud, c);
	buf_tekst(ud, buf_str(&egne));
	buf_tegn(ud, STAND_SKAERM);
	buf_done(&egne);
}

static int husk_sted(struct app *a, struct err *e)
{
	const struct uuid ingen = {0};
	struct buf b = BUF_TOM;
	stand_tal(&b, C_ANTAL);
	stand_uuid(&b, a->sag ? sag_id(a->sag->sag) : &ingen);
	stand_tal(&b, a->trin);
	stand_tal(&b, a->delt);
	buf_tegn(&b, STAND_SKAERM);
	for (size_t i = 0; i < stack_antal(&a->stack); i++)
		skriv_skaerm(a, stack_nr(&a->stack, i), &b);
	int r = store_husk(a->valg.miljoe->store, MILJOE_LAASET, buf_str(&b), e);
	buf_done(&b);
	return r;
}

/* Opened as it was: by its command where it has to be asked for that way. */
static bool aabn(struct app *a, const char *navn, enum command c)
{
	const struct screen_valg *v = a->valg.screens;
	size_t n = stack_antal(&a->stack);
	if (c != C_INGEN) {
		dispatch_command(a, c);
		dispatch_oensker(a);
		return stack_antal(&a->stack) == n + 1 &&
		       strcmp(stack_top(&a->stack)->ops->name, navn) == 0;
	}
	while (v->ops && strcmp(v->ops->name, navn) != 0)
		v++;
	return v->ops && (!v->sag || a->sag) && stack_push(&a->stack, a, v->ops, NULL, NULL) >= 0;
}

static bool tag_skaerm(struct app *a, char *tekst, bool foerste, bool samme_udgave)
{
	struct stand s = stand_del(tekst), egne = {{NULL}};
	enum command c = (enum command)stand_som_antal(&s, COMMAND);
	for (int i = 0; i < STAND_ORD; i++)
		egne.ord[i] = i + EGNE < STAND_ORD ? s.ord[i + EGNE] : "";
	if (c != C_INGEN && !samme_udgave)
		return false;
	if (!foerste && !aabn(a, s.ord[NAVN], c))
		return false;
	const struct frame *f = stack_top(&a->stack);
	if (f->ops->til_stand)
		f->ops->til_stand(f->state, a, &egne);
	return true;
}

/* The next screen's words, ended in place; NULL after the last. */
static char *naeste_skaerm(char **p)
{
	char *her = *p, *slut = strchr(her, STAND_SKAERM);
	if (!slut)
		return NULL;
	*slut = '\0';
	*p = slut + 1;
	return her;
}

static void tag_sted(struct app *a, char *tekst)
{
	char *her = naeste_skaerm(&tekst);
	struct uuid id;
	bool foerste = true;
	if (!her)
		return;
	struct stand s = stand_del(her);
	if (stand_som_uuid(&s, SAG, &id) && !uuid_tom(&id))
		app_aabn_sag(a, &id, NULL);
	a->maal.trin = (int)stand_som_antal(&s, TRIN);       /* the step screen takes it */
	a->delt = stand_som_tal(&s, DELT) != 0;
	bool samme = stand_som_tal(&s, UDGAVE) == C_ANTAL;
	while ((her = naeste_skaerm(&tekst)) && tag_skaerm(a, her, foerste, samme))
		foerste = false;
	/* The case was opened here for its screens alone. */
	if (a->sag && stack_antal(&a->stack) == 1)
		app_luk_sag(a);
	a->maal = (struct maal){0};
	buf_ryd(&a->besked);
	a->besked_fejl = false;
}

void laasning_sted(struct app *a)
{
	struct store *s = a->valg.miljoe->store;
	char *sted = s ? store_husket(s, MILJOE_LAASET) : NULL;
	if (!sted)
		return;
	tag_sted(a, sted);
	free(sted);
	/* Where it cannot be forgotten now, it is taken up again the next time: no harm done. */
	store_husk(s, MILJOE_LAASET, NULL, NULL);
}

void laasning_laas(struct app *a)
{
	struct err e = {0};
	if (!kan_laases(a))
		return;
	int r = gemning_alt(a, &e);
	if (r == 0)
		r = husk_sted(a, &e);
	if (r < 0) {
		a->hindret = C_LAAS;
		gemning_mislykket(a, &e);
		return;
	}
	a->laast = true;
	a->slut = true;
}

static int64_t frist(const struct app *a)
{
	int64_t minutter = a->valg.miljoe->ind.laas_minutter;
	return kan_laases(a) && minutter > 0 ? a->roert + minutter * 60000 : -1;
}

bool laasning_tid(struct app *a)
{
	int64_t ved = frist(a);
	if (ved < 0 || app_ms(a) < ved)
		return false;
	laasning_laas(a);
	if (!a->laast)
		a->roert += IGEN_MS;
	return a->laast;
}

int laasning_vent(const struct app *a)
{
	int64_t ved = frist(a), om = ved - app_ms(a);
	if (ved < 0)
		return -1;
	return om < 0 ? 0 : om < KIG_MS ? (int)om : KIG_MS;
}

bool app_vil_laase(const struct app *a)
{
	return a->laast;
}
