#include "tui/drafts.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/journal/kladde.h"

static struct draft *find(const struct drafts *d, const struct uuid *objekt, const char *felt)
{
	for (size_t i = 0; i < d->row.n; i++) {
		struct draft *k = VEC_NR(struct draft, &d->row, i);
		if (uuid_ens(&k->objekt, objekt) && strcmp(k->felt, felt) == 0)
			return k;
	}
	return NULL;
}

static void husk(struct drafts *d, const struct uuid *objekt, const char *felt, const char *tekst)
{
	struct draft *k = find(d, objekt, felt);
	if (k) {
		free(k->tekst);
	} else {
		k = vec_ny(&d->row);
		k->objekt = *objekt;
		k->felt = mem_tekst(felt);
	}
	k->tekst = mem_tekst(tekst);
}

int drafts_hent(struct drafts *d, struct store *s, const struct uuid *sag, struct err *e)
{
	struct kladde *alle = NULL;
	size_t n = 0;
	*d = (struct drafts){.sag = *sag, .store = s, .row = VEC_AF(struct draft)};
	int r = s ? kladde_alle(s, &alle, &n, e) : 0;
	if (r < 0)
		return r;
	for (size_t i = 0; i < n; i++)
		if (uuid_ens(&alle[i].sag, sag) && !alle[i].liste)
			husk(d, &alle[i].objekt, alle[i].felt, alle[i].tekst);
	kladder_free(alle, n);
	return 0;
}

const char *drafts_get(const struct drafts *d, const struct uuid *objekt, const char *felt)
{
	const struct draft *k = find(d, objekt, felt);
	return k ? k->tekst : NULL;
}

int drafts_put(struct drafts *d, const struct uuid *objekt, const char *felt, const char *tekst,
	       const char *liste, struct err *e)
{
	husk(d, objekt, felt, tekst);
	if (!d->store)
		return 0;
	char *f = mem_tekst(felt), *t = mem_tekst(tekst), *l = liste ? mem_tekst(liste) : NULL;
	struct kladde k = {.sag = d->sag, .objekt = *objekt, .felt = f, .tekst = t, .liste = l};
	int r = kladde_gem(d->store, &k, e);
	free(f);
	free(t);
	free(l);
	return r;
}

static void glem(struct draft *k)
{
	free(k->felt);
	free(k->tekst);
}

int drafts_drop(struct drafts *d, const struct uuid *objekt, const char *felt, struct err *e)
{
	struct draft *k = find(d, objekt, felt);
	if (!k)
		return 0;
	int r = d->store ? kladde_slet(d->store, objekt, felt, e) : 0;
	glem(k);
	vec_fjern(&d->row, (size_t)(k - (struct draft *)d->row.data));
	return r;
}

void drafts_done(struct drafts *d)
{
	for (size_t i = 0; i < d->row.n; i++)
		glem(VEC_NR(struct draft, &d->row, i));
	vec_done(&d->row);
}
