#include "core/sag/sagdata.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/base/mem.h"
#include "core/journal/store.h"

int64_t sagdata_nu(struct store *store)
{
	if (store)
		return store_nu(store);
	struct timespec t;
	clock_gettime(CLOCK_REALTIME, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

void sagdata_nyt_id(struct store *store, struct uuid *ud)
{
	uuid_ny(ud, sagdata_nu(store));
}

void sagdata_tidspunkt(int64_t ms, char ud[TIDSPUNKT])
{
	time_t t = (time_t)(ms / 1000);
	struct tm tm;

	localtime_r(&t, &tm);
	strftime(ud, TIDSPUNKT, "%Y-%m-%dT%H:%M", &tm);
}

struct sag *sagdata_ny(struct store *store, const struct formsaet *f, const struct uuid *id)
{
	struct sag *s = mem_nul(1, sizeof *s);

	s->id = *id;
	uuid_skriv(id, s->id_tekst);
	s->store = store;
	s->formsaet = f;
	s->udgave = 1;
	s->lister = (struct vec)VEC_AF(struct objektliste);
	vaerdier_start(&s->v);
	return s;
}

static void objekt_free(struct objekt *o)
{
	vaerdier_done(&o->v);
	free(o);
}

void sagdata_toem(struct sag *s)
{
	for (size_t i = 0; i < s->lister.n; i++) {
		struct objektliste *l = VEC_NR(struct objektliste, &s->lister, i);
		for (size_t k = 0; k < l->objekter.n; k++)
			objekt_free(*VEC_NR(struct objekt *, &l->objekter, k));
		vec_done(&l->objekter);
		free(l->navn);
	}
	vec_done(&s->lister);
	vaerdier_done(&s->v);
	s->sidst = NULL;
}

void sagdata_free(struct sag *s)
{
	if (!s)
		return;
	sagdata_toem(s);
	free(s);
}

struct objektliste *sagdata_liste(const struct sag *s, const char *navn)
{
	for (size_t i = 0; i < s->lister.n; i++) {
		struct objektliste *l = VEC_NR(struct objektliste, &s->lister, i);
		if (strcmp(l->navn, navn) == 0)
			return l;
	}
	return NULL;
}

struct objekt *sagdata_objekt(const struct sag *s, const struct uuid *id)
{
	if (s->sidst && uuid_ens(&s->sidst->id, id))
		return s->sidst;
	for (size_t i = 0; i < s->lister.n; i++) {
		const struct objektliste *l = VEC_NR(struct objektliste, &s->lister, i);
		for (size_t k = l->objekter.n; k-- > 0;) {
			struct objekt *o = *VEC_NR(struct objekt *, &l->objekter, k);
			if (uuid_ens(&o->id, id))
				return o;
		}
	}
	return NULL;
}

static struct objekt *nyt_objekt(struct sag *s, const struct uuid *id, const char *felt, size_t n)
{
	char *navn = mem_tekst_n(felt, n);
	struct objektliste *l = sagdata_liste(s, navn);

	if (l) {
		free(navn);
	} else {
		l = vec_ny(&s->lister);
		l->navn = navn;
		l->objekter = (struct vec)VEC_AF(struct objekt *);
	}
	struct objekt *o = mem_nul(1, sizeof *o);
	o->id = *id;
	o->liste = l->navn;
	vaerdier_start(&o->v);
	*(struct objekt **)vec_ny(&l->objekter) = o;
	return o;
}

static void tag_ud(struct sag *s, struct objekt *o)
{
	struct objektliste *l = sagdata_liste(s, o->liste);

	for (size_t i = 0; i < l->objekter.n; i++)
		if (*VEC_NR(struct objekt *, &l->objekter, i) == o) {
			vec_fjern(&l->objekter, i);
			break;
		}
	if (s->sidst == o)
		s->sidst = NULL;
	objekt_free(o);
}

void sagdata_put(struct sag *s, const struct uuid *objekt, const char *felt, const char *vaerdi)
{
	s->udgave++;
	if (uuid_ens(objekt, &s->id)) {
		vaerdier_put(&s->v, felt, vaerdi);
		return;
	}
	struct objekt *o = sagdata_objekt(s, objekt);
	if (strcmp(felt, "slettet") == 0) {
		if (o && vaerdi)
			tag_ud(s, o);
		return;
	}
	const char *punktum = strrchr(felt, '.');
	if (!punktum)
		return;
	if (!o && vaerdi)
		o = nyt_objekt(s, objekt, felt, (size_t)(punktum - felt));
	if (!o)
		return;
	vaerdier_put(&o->v, punktum + 1, vaerdi);
	s->sidst = o;
}

static bool navn_brugt(const char *const *navne, size_t n, const char *navn)
{
	for (size_t i = 0; i < n; i++)
		if (navne[i] && strcmp(navne[i], navn) == 0)
			return true;
	return false;
}

static void skeln_i(struct objektliste *l)
{
	const char **navne = mem_nul(l->objekter.n + 1, sizeof *navne);

	for (size_t i = 0; i < l->objekter.n; i++) {
		struct objekt *o = *VEC_NR(struct objekt *, &l->objekter, i);
		navne[i] = vaerdier_get(&o->v, "id");
	}
	for (size_t i = 1; i < l->objekter.n; i++) {
		if (!navne[i] || !navn_brugt(navne, i, navne[i]))
			continue;
		struct objekt *o = *VEC_NR(struct objekt *, &l->objekter, i);
		char *nyt = NULL;
		for (int nr = 2; !nyt || navn_brugt(navne, l->objekter.n, nyt); nr++) {
			free(nyt);
			nyt = mem_format("%s-%d", navne[i], nr);
		}
		vaerdier_put(&o->v, "id", nyt);
		navne[i] = vaerdier_get(&o->v, "id");
		free(nyt);
	}
	free(navne);
}

void sagdata_skeln_navne(struct sag *s)
{
	for (size_t i = 0; i < s->lister.n; i++)
		skeln_i(VEC_NR(struct objektliste, &s->lister, i));
}
