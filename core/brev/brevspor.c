#include "core/brev/brevspor.h"

#include <string.h>

#include "core/base/uuid.h"
#include "core/brev/brev.h"

/* "opgaver.navn" is made of "opgaver". */
static bool daekker(const char *naevnt, const char *felt)
{
	size_t n = strlen(naevnt);
	return strncmp(felt, naevnt, n) == 0 && (felt[n] == '\0' || felt[n] == '.');
}

bool brevspor_bruger(const struct brev_saetning *s, const char *felt, const struct uuid *objekt)
{
	if (!uuid_tom(objekt) && !uuid_tom(&s->objekt) && !uuid_ens(objekt, &s->objekt))
		return false;
	for (size_t i = 0; i < s->n_felter; i++)
		if (daekker(s->felter[i], felt))
			return true;
	return false;
}

bool brevspor_skridt(const struct brev *b, struct brevspor *p, int retning)
{
	struct brevspor q = *p;
	if (retning > 0 && q.blok < b->n && q.saetning + 1 < b->blokke[q.blok].n_saetninger) {
		p->saetning++;
		return true;
	}
	if (retning < 0 && q.saetning > 0) {
		p->saetning--;
		return true;
	}
	while (retning > 0 ? ++q.blok < b->n : q.blok-- > 0) {
		size_t n = b->blokke[q.blok].n_saetninger;
		if (n == 0)
			continue;
		*p = (struct brevspor){q.blok, retning > 0 ? 0 : n - 1};
		return true;
	}
	return false;
}

static bool bruger(const struct brev *b, struct brevspor p, const char *felt,
		   const struct uuid *objekt)
{
	const struct blok *k = p.blok < b->n ? &b->blokke[p.blok] : NULL;
	return k && p.saetning < k->n_saetninger &&
	       brevspor_bruger(&k->saetninger[p.saetning], felt, objekt);
}

bool brevspor_naeste(const struct brev *b, struct brevspor *p, const char *felt,
		     const struct uuid *objekt)
{
	struct brevspor q = *p;
	while (brevspor_skridt(b, &q, 1))
		if (bruger(b, q, felt, objekt)) {
			*p = q;
			return true;
		}
	q = (struct brevspor){0, 0};
	do {
		if (bruger(b, q, felt, objekt)) {
			*p = q;
			return true;
		}
	} while (brevspor_skridt(b, &q, 1));
	return false;
}

/* Whole blocks first, then sentences. */
static size_t afstand(struct brevspor a, struct brevspor b)
{
	size_t blokke = a.blok > b.blok ? a.blok - b.blok : b.blok - a.blok;
	size_t rest = a.saetning > b.saetning ? a.saetning - b.saetning : b.saetning - a.saetning;
	return blokke * 1000 + rest;
}

struct brevspor brevspor_igen(const struct brev *b, const struct brev_saetning *var,
			      struct brevspor paa)
{
	struct brevspor bedst = paa, q = {0, 0};
	bool fundet = false;
	do {
		const struct blok *k = q.blok < b->n ? &b->blokke[q.blok] : NULL;
		const struct brev_saetning *s = k && k->n_saetninger ? &k->saetninger[q.saetning] : NULL;
		if (!s || s->linje != var->linje || !uuid_ens(&s->objekt, &var->objekt) ||
		    (fundet && afstand(q, paa) >= afstand(bedst, paa)))
			continue;
		bedst = q;
		fundet = true;
	} while (brevspor_skridt(b, &q, 1));
	if (!fundet && bedst.blok >= b->n)
		bedst = (struct brevspor){b->n > 0 ? b->n - 1 : 0, 0};
	if (b->n > 0 && bedst.saetning >= b->blokke[bedst.blok].n_saetninger)
		bedst.saetning = 0;
	return bedst;
}
