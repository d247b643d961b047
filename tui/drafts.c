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

static struct draft *husk(struct drafts *d, const struct uuid *objekt, const char *felt,
			  const char *tekst, const char *liste)
{
	struct draft *k = find(d, objekt, felt);
	char *ny = mem_tekst(tekst), *l = liste ? mem_tekst(liste) : NULL;
	if (k) {
		free(k->tekst);
		free(k->liste);
	} else {
		k = vec_ny(&d->row);
		k->objekt = *objekt;
		k->felt = mem_tekst(felt);
	}
	k->tekst = ny;
	k->liste = l;
	return k;
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
		if (uuid_ens(&alle[i].sag, sag))
			husk(d, &alle[i].objekt, alle[i].felt, alle[i].tekst, alle[i].liste);
	kladder_free(alle, n);
	return 0;
}

const char *drafts_get(const struct drafts *d, const struct uuid *objekt, const char *felt)
{
	const struct draft *k = find(d, objekt, felt);
	return k ? k->tekst : NULL;
}

bool drafts_gemt(const struct drafts *d, const struct uuid *objekt, const char *felt)
{
	const struct draft *k = find(d, objekt, felt);
	return k && !k->ugemt;
}

static int gem(struct drafts *d, struct draft *k, struct err *e)
{
	const struct kladde ud = {.sag = d->sag, .objekt = k->objekt, .felt = k->felt,
				  .tekst = k->tekst, .liste = k->liste};
	int r = d->store ? kladde_gem(d->store, &ud, e) : 0;
	k->ugemt = r < 0;
	return r;
}

int drafts_put(struct drafts *d, const struct uuid *objekt, const char *felt, const char *tekst,
	       const char *liste, struct err *e)
{
	return gem(d, husk(d, objekt, felt, tekst, liste), e);
}

int drafts_igen(struct drafts *d, struct err *e)
{
	int r = 0;
	for (size_t i = 0; i < d->row.n && r == 0; i++) {
		struct draft *k = VEC_NR(struct draft, &d->row, i);
		if (k->ugemt)
			r = gem(d, k, e);
	}
	return r;
}

static void glem(struct draft *k)
{
	free(k->felt);
	free(k->tekst);
	free(k->liste);
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
