#include "core/sag/vaerdier.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"

void vaerdier_start(struct vaerdier *v)
{
	v->raekke = (struct vec)VEC_AF(struct vaerdi);
}

void vaerdier_done(struct vaerdier *v)
{
	for (size_t i = 0; i < v->raekke.n; i++) {
		free(VEC_NR(struct vaerdi, &v->raekke, i)->noegle);
		free(VEC_NR(struct vaerdi, &v->raekke, i)->tekst);
	}
	vec_done(&v->raekke);
}

static size_t plads_for(const struct vaerdier *v, const char *noegle, bool *findes)
{
	size_t lav = 0, hoej = v->raekke.n;

	*findes = false;
	while (lav < hoej) {
		size_t midt = lav + (hoej - lav) / 2;
		int orden = strcmp(VEC_NR(struct vaerdi, &v->raekke, midt)->noegle, noegle);
		if (orden == 0) {
			*findes = true;
			return midt;
		}
		if (orden < 0)
			lav = midt + 1;
		else
			hoej = midt;
	}
	return lav;
}

const char *vaerdier_get(const struct vaerdier *v, const char *noegle)
{
	bool findes;
	size_t i = plads_for(v, noegle, &findes);

	return findes ? VEC_NR(struct vaerdi, &v->raekke, i)->tekst : NULL;
}

static void tag_ud(struct vaerdier *v, size_t i)
{
	struct vaerdi *p = VEC_NR(struct vaerdi, &v->raekke, i);

	free(p->noegle);
	free(p->tekst);
	vec_fjern(&v->raekke, i);
}

bool vaerdier_put(struct vaerdier *v, const char *noegle, const char *tekst)
{
	bool findes;
	size_t i = plads_for(v, noegle, &findes);

	if (!tekst) {
		if (findes)
			tag_ud(v, i);
		return findes;
	}
	if (!findes) {
		struct vaerdi *ny = vec_ny_ved(&v->raekke, i);
		ny->noegle = mem_tekst(noegle);
		ny->tekst = mem_tekst(tekst);
		return true;
	}
	struct vaerdi *p = VEC_NR(struct vaerdi, &v->raekke, i);
	if (strcmp(p->tekst, tekst) == 0)
		return false;
	char *foer = p->tekst;           /* tekst may lie inside it */
	p->tekst = mem_tekst(tekst);
	free(foer);
	return true;
}

size_t vaerdier_antal(const struct vaerdier *v)
{
	return v->raekke.n;
}

const struct vaerdi *vaerdier_nr(const struct vaerdier *v, size_t i)
{
	return VEC_NR(struct vaerdi, &v->raekke, i);
}
