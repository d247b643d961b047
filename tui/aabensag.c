#include "tui/aabensag.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/cmd/miljoe.h"
#include "core/form/formsaet.h"
#include "core/journal/konflikt.h"
#include "core/journal/store.h"
#include "core/regler/regelsaet.h"
#include "core/sag/sag.h"
#include "core/sag/sagliste.h"

static int faerdig(struct aabensag **out, struct aabensag *a, struct err *e)
{
	int r = drafts_hent(&a->drafts, a->miljoe->store, sag_id(a->sag), e);
	if (r < 0) {
		aabensag_free(a);
		return r;
	}
	a->forrige_min = assess_forrige(a->miljoe->store, a->miljoe->formsaet, a->sag,
					a->miljoe->regler);
	a->fortryd = INT64_MAX;
	*out = a;
	return 0;
}

int aabensag_hent(struct aabensag **out, struct miljoe *m, const struct uuid *id, struct err *e)
{
	struct aabensag *a = mem_nul(1, sizeof *a);
	a->miljoe = m;
	int r = sag_hent(&a->sag, m->store, m->formsaet, id, e);
	if (r < 0) {
		free(a);
		return r;
	}
	return faerdig(out, a, e);
}

int aabensag_ny(struct aabensag **out, struct miljoe *m, const char *navn, struct err *e)
{
	struct aabensag *a = mem_nul(1, sizeof *a);
	a->miljoe = m;
	int r = sag_opret(&a->sag, m->store, m->formsaet, navn, m->ind.kommune.kode, e);
	if (r < 0) {
		aabensag_free(a);
		return r;
	}
	return faerdig(out, a, e);
}

void aabensag_free(struct aabensag *a)
{
	if (!a)
		return;
	if (a->har_assess)
		assess_done(&a->assess);
	if (a->har_mangler)
		mangler_done(&a->mangler);
	konflikt_ryd(&a->konflikter);
	drafts_done(&a->drafts);
	sag_free(a->sag);
	free(a);
}

const struct assess *aabensag_assess(struct aabensag *a, struct dato i_dag)
{
	if (a->har_assess && a->assess_udgave == sag_udgave(a->sag) &&
	    dato_orden(a->assess_dag, i_dag) == 0)
		return &a->assess;
	if (a->har_assess)
		assess_done(&a->assess);
	struct assess_om om = {.i_dag = i_dag, .forrige_min = a->forrige_min,
			       .regler = a->miljoe->regler, .ind = &a->miljoe->ind};
	assess_run(&a->assess, a->sag, &om);
	a->har_assess = true;
	a->assess_udgave = sag_udgave(a->sag);
	a->assess_dag = i_dag;
	return &a->assess;
}

const struct mangler *aabensag_mangler(struct aabensag *a)
{
	if (a->har_mangler && a->mangler_udgave == sag_udgave(a->sag))
		return &a->mangler;
	if (a->har_mangler)
		mangler_done(&a->mangler);
	mangler_find(&a->mangler, a->sag);
	a->har_mangler = true;
	a->mangler_udgave = sag_udgave(a->sag);
	return &a->mangler;
}

static const struct vec *konflikter(struct aabensag *a)
{
	struct store *s = a->miljoe->store;
	if (a->har_konflikter && a->konflikter_udgave == sag_udgave(a->sag))
		return &a->konflikter;
	konflikt_ryd(&a->konflikter);
	if (s && konflikt_antal(store_journal(s), sag_id(a->sag), NULL) > 0)
		konflikt_hent(store_journal(s), sag_id(a->sag), &a->konflikter, NULL);
	a->har_konflikter = true;
	a->konflikter_udgave = sag_udgave(a->sag);
	return &a->konflikter;
}

bool aabensag_i_konflikt(struct aabensag *a, const struct uuid *objekt, const char *felt)
{
	const struct vec *v = konflikter(a);
	for (size_t i = 0; i < v->n; i++) {
		const struct konflikt *k = VEC_NR(struct konflikt, v, i);
		if (uuid_ens(&k->objekt, objekt) && (!felt || strcmp(k->felt, felt) == 0))
			return true;
	}
	return false;
}

int aabensag_usendt(struct aabensag *a)
{
	const char *navn = sag_get(a->sag, "borger.navn");
	struct sagliste *l = NULL;
	if (a->har_usendt && a->usendt_udgave == sag_udgave(a->sag))
		return a->usendt;
	a->har_usendt = true;
	a->usendt_udgave = sag_udgave(a->sag);
	if (!a->miljoe->store || sagliste_hent(&l, a->miljoe->store, navn ? navn : "", NULL) < 0)
		return a->usendt;
	for (size_t i = 0; i < sagliste_antal(l); i++)
		if (uuid_ens(&sagliste_nr(l, i)->id, sag_id(a->sag)))
			a->usendt = sagliste_nr(l, i)->usendt;
	sagliste_free(l);
	return a->usendt;
}

int aabensag_fortryd(struct aabensag *a, struct err *e)
{
	if (a->fortryd_udgave != sag_udgave(a->sag))
		a->fortryd = INT64_MAX;
	int r = sag_fortryd(a->sag, &a->fortryd, e);
	a->fortryd_udgave = sag_udgave(a->sag);
	return r;
}
