#include "tui/plainvej.h"

#include "core/form/formsaet.h"
#include "core/sag/sag.h"

static void felter(struct vec *stop, const struct sag *s, const struct stop *om)
{
	const struct objekt *o = uuid_tom(&om->objekt) ? NULL : sag_objekt(s, &om->objekt);
	for (size_t i = 0; i < om->sektion->n; i++) {
		const struct felt *f = om->sektion->felter[i];
		if (f->skjult || !sag_vises(s, o, f))
			continue;
		struct stop *ny = vec_ny(stop);
		*ny = *om;
		ny->felt = f;
	}
}

static void sektion(struct vec *stop, const struct sag *s, const struct sektion *k)
{
	struct stop om = {.sektion = k};
	if (!sag_gaelder(s, NULL, k->vis_hvis))
		return;
	if (!k->liste) {
		felter(stop, s, &om);
		return;
	}
	om.antal = sag_antal(s, k->liste);
	for (om.nr = 1; om.nr <= om.antal; om.nr++) {
		om.objekt = *objekt_id(sag_nr(s, k->liste, om.nr - 1));
		felter(stop, s, &om);
	}
	om.objekt = (struct uuid){0};
	*(struct stop *)vec_ny(stop) = om;
}

void plainvej_lav(struct vec *stop, const struct sag *s)
{
	stop->n = 0;
	for (int nr = 1; nr <= 5; nr++) {
		const struct trin *t = formsaet_trin(sag_formsaet(s), nr);
		for (size_t i = 0; t && i < t->n; i++)
			sektion(stop, s, t->sektioner[i]);
	}
}

size_t plainvej_find(const struct vec *stop, const struct stop *s, size_t stod)
{
	for (size_t i = 0; i < stop->n; i++) {
		const struct stop *x = VEC_NR(struct stop, stop, i);
		if (x->sektion == s->sektion && x->felt == s->felt &&
		    uuid_ens(&x->objekt, &s->objekt))
			return i;
	}
	return stod < stop->n ? stod : stop->n;
}

size_t plainvej_trin(const struct vec *stop, int trin)
{
	size_t i = 0;
	while (i < stop->n && VEC_NR(struct stop, stop, i)->sektion->trin != trin)
		i++;
	return i;
}
