#ifndef TESTS_UNIT_PROEVESAG_H
#define TESTS_UNIT_PROEVESAG_H

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/form/formsaet.h"
#include "core/form/indstillinger.h"
#include "core/regler/assess.h"
#include "core/regler/regelsaet.h"
#include "core/sag/sag.h"
#include "core/sag/sagfil.h"

/* A case in memory with the shipped forms and rules, for the tests of the rules. */
struct proeve {
	struct formsaet *fs;
	struct regler *regler;
	struct indstillinger ind;
	struct sag *s;
	struct assess_om om;
	struct assess a;
};

static const struct dato PROEVEDAG = {2026, 9, 20};

static inline void proeve_sig(void *arg, const char *saetning)
{
	(void)arg;
	cr_assert_fail("%s", saetning);
}

static inline void proeve_start(struct proeve *p)
{
	static const char *const mapper[] = {FEMTRIN_KILDE "/forms"};
	struct err e = {0, ""};
	*p = (struct proeve){0};
	cr_assert_eq(formsaet_hent(&p->fs, mapper, 1, proeve_sig, NULL, &e), 0, "%s", e.tekst);
	indstillinger_hent(&p->ind, mapper, 1, proeve_sig, NULL);
	cr_assert_eq(regler_hent(&p->regler, mapper, 1, &p->ind, proeve_sig, NULL, &e), 0, "%s",
		     e.tekst);
	p->om = (struct assess_om){PROEVEDAG, -1, p->regler, &p->ind, NULL};
}

static inline void proeve_laes(struct proeve *p, const char *fikstur)
{
	struct err e = {0, ""};
	char *sti = mem_format("%s/tests/fixtures/%s.yaml", FEMTRIN_KILDE, fikstur);
	sag_free(p->s);
	p->s = NULL;
	cr_assert_eq(sagfil_laes(&p->s, p->fs, sti, PROEVEDAG, &e), 0, "%s", e.tekst);
	free(sti);
}

static inline void proeve_tekst(struct proeve *p, const char *yaml)
{
	struct err e = {0, ""};
	sag_free(p->s);
	p->s = NULL;
	cr_assert_eq(sagfil_laes_tekst(&p->s, p->fs, "prøve", yaml, strlen(yaml), PROEVEDAG, &e), 0,
		     "%s", e.tekst);
}

/* "liste[2].felt" or "felt": the object (NULL for the case) and the field. */
static inline const struct felt *proeve_find(struct proeve *p, char *noegle, const struct objekt **o)
{
	char *klamme = strchr(noegle, '[');
	*o = NULL;
	if (!klamme)
		return formsaet_felt(p->fs, noegle);
	size_t nr = strtoul(klamme + 1, NULL, 10);
	*klamme = '\0';
	*o = sag_nr(p->s, noegle, nr);
	return formsaet_listefelt(p->fs, noegle, strchr(klamme + 1, '.') + 1);
}

static inline void proeve_nyt_objekt(struct proeve *p, char *liste)
{
	struct saet v[12];
	size_t n = 0;
	struct err e = {0, ""};
	char *gem = NULL, *felter = strchr(liste, ':');
	*felter++ = '\0';
	for (char *t = strtok_r(felter, ",", &gem); t; t = strtok_r(NULL, ",", &gem)) {
		char *lig = strchr(t, '=');
		*lig = '\0';
		v[n++] = (struct saet){t, lig + 1};
	}
	cr_assert_eq(sag_tilfoej(p->s, NULL, liste, v, n, &e), 0, "%s: %s", liste, e.tekst);
}

static inline void proeve_en(struct proeve *p, char *t)
{
	struct err e = {0, ""};
	const struct objekt *o;
	if (*t == '+') {
		proeve_nyt_objekt(p, t + 1);
		return;
	}
	if (*t == '-') {
		while (sag_antal(p->s, t + 1))
			cr_assert_eq(sag_fjern(p->s, sag_nr(p->s, t + 1, 0), &e), 0, "%s", e.tekst);
		return;
	}
	char *lig = strchr(t, '=');
	cr_assert_not_null(lig, "%s", t);
	*lig = '\0';
	const struct felt *f = proeve_find(p, t, &o);
	cr_assert_not_null(f, "%s", t);
	cr_assert_geq(sag_set(p->s, o, f, lig + 1, &e), 0, "%s: %s", t, e.tekst);
}

/* Changes parted by ";": "felt=værdi", "liste[0].felt=værdi", "+liste:felt=værdi,…"
 * (a new object), "-liste" (empties it). */
static inline void proeve_ret(struct proeve *p, const char *aendringer)
{
	char *kopi = mem_tekst(aendringer), *gem = NULL;
	for (char *t = strtok_r(kopi, ";", &gem); t; t = strtok_r(NULL, ";", &gem))
		proeve_en(p, t);
	free(kopi);
}

static inline const struct assess *proeve_vurder(struct proeve *p)
{
	assess_done(&p->a);
	assess_run(&p->a, p->s, &p->om);
	return &p->a;
}

static inline const struct bemaerkning *proeve_bem(const struct assess *a, const char *kode)
{
	for (size_t i = 0; i < a->n_remarks; i++)
		if (!strcmp(a->remarks[i].kode, kode))
			return &a->remarks[i];
	return NULL;
}

static inline void proeve_slut(struct proeve *p)
{
	assess_done(&p->a);
	sag_free(p->s);
	regler_free(p->regler);
	indstillinger_done(&p->ind);
	formsaet_free(p->fs);
}

#endif
