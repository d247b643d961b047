#include "core/brev/skabelon.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/base/sprog.h"
#include "core/brev/pligt.h"
#include "core/brev/skabelonled.h"
#include "core/brev/skabelonlinje.h"
#include "core/form/felt.h"
#include "core/form/formsaet.h"
#include "core/io/yaml.h"

static const struct yaml *find_sektion(const struct yaml_dok *faelles, const char *id)
{
	const struct yaml *s = yaml_find(yaml_rod(faelles), "sektioner");
	for (size_t i = 0; s && s->art == YAML_LISTE && i < s->n; i++) {
		const char *navn = yaml_str(s->born[i], "id");
		if (navn && strcmp(navn, id) == 0)
			return s->born[i];
	}
	return NULL;
}

static void del_done(struct del *d)
{
	for (size_t k = 0; k < d->led.n; k++)
		skabelon_led_done(VEC_NR(struct led, &d->led, k));
	vec_done(&d->led);
	skabelon_linje_done(&d->overskrift);
}

static void del_init(struct del *d)
{
	*d = (struct del){.overskrift = {.s = {VEC_AF(struct stykke)}}, .led = VEC_AF(struct led)};
}

static int egen_sektion(const struct skabelon_laeser *l, const struct yaml *y, struct del *ud)
{
	int r = skabelon_kun(l, y, "id overskrift hvis indhold kilde");
	if (r < 0)
		return r;
	const struct yaml *o = yaml_find(y, "overskrift"), *ind = yaml_find(y, "indhold");
	ud->id = yaml_str(y, "id");
	ud->fil = yaml_navn(l->dok);
	ud->overskrift.nr = y->linje;
	if (!ud->id || !ind || ind->art != YAML_LISTE)
		return skabelon_fejl(l, y, _("en sektion har »id« og »indhold« med en liste"));
	struct skabelon_laeser i_den = *l;
	if (yaml_str(y, "kilde"))
		i_den.kilde = yaml_str(y, "kilde");
	if (!yaml_er_nul(o))
		r = skabelon_saetning(l, o, NULL, &ud->overskrift.s);
	if (r == 0)
		r = skabelon_betingelse(l, y, NULL, &ud->overskrift.hvis);
	for (size_t i = 0; i < ind->n && r == 0; i++)
		r = skabelon_videre(l, skabelon_led(&i_den, ind->born[i], &ud->led));
	return r;
}

/* From the common text of most weight; where that has a mistake, from the one
 * below, and the mistake is told. */
static int faelles_sektion(const struct skabelon_laeser *l, const struct yaml *y, const char *id,
			   struct del *d)
{
	int r = skabelon_kun(l, y, "brug");
	bool fundet = false;
	if (r < 0)
		return r;
	for (size_t i = 0; i < l->om->n_faelles; i++) {
		struct skabelon_laeser i_den = *l;
		const struct yaml *s = find_sektion(l->om->faelles[i], id);
		if (!s)
			continue;
		if (fundet && l->om->sig)
			l->om->sig(l->om->arg, l->e->tekst);
		fundet = true;
		i_den.dok = l->om->faelles[i];
		i_den.kilde = NULL;
		del_done(d);
		del_init(d);
		r = egen_sektion(&i_den, s, d);
		if (r == 0)
			return 0;
	}
	if (fundet)
		return r;
	return err_set(l->e, ERR_UGYLDIG, _("%s:%d: faelles.yaml har ingen sektion »%s«"),
		       yaml_navn(l->dok), y->linje, id);
}

static int sektion(const struct skabelon_laeser *l, const struct yaml *y, struct vec *ud)
{
	struct del *d = vec_ny(ud);
	del_init(d);
	const char *brug = y->art == YAML_KORT ? yaml_str(y, "brug") : NULL;
	return brug ? faelles_sektion(l, y, brug, d) : egen_sektion(l, y, d);
}

static size_t find_del(const struct skabelon *s, const char *id)
{
	size_t k = 0;
	while (k < s->dele.n && (!VEC_NR(struct del, &s->dele, k)->id ||
				 strcmp(VEC_NR(struct del, &s->dele, k)->id, id) != 0))
		k++;
	return k;
}

/* Are the sections that the law asks for there, in its order? */
static int pligter(const struct skabelon_laeser *l, const struct yaml *y, const struct skabelon *s)
{
	const struct pligt *p;
	size_t fra = 0;
	int r = 0;
	for (size_t i = 0; r == 0 && (p = pligt_nr(s->art, i)); i++) {
		size_t k = find_del(s, p->sektion);
		if (k == s->dele.n)
			r = err_set(l->e, ERR_UGYLDIG,
				    _("%s:%d: sektionen »%s« skal være der (%s)"),
				    yaml_navn(l->dok), y->linje, p->sektion, p->kilde);
		else if (k < fra && !p->frit)
			r = err_set(l->e, ERR_UGYLDIG,
				    _("%s:%d: sektionen »%s« står for tidligt i brevet"),
				    yaml_navn(l->dok), y->linje, p->sektion);
		else if (!p->frit)
			fra = k;
		r = skabelon_videre(l, r);
	}
	return r;
}

/* A paper to an employer has a list, and nothing stands in it that never may. */
static int tilladte(struct skabelon_laeser *l, const struct yaml *rod, const char *art)
{
	const struct yaml *t = yaml_find(rod, "tilladte_felter");
	if (yaml_er_nul(t))
		return pligt_liste(art) ? skabelon_fejl(l, rod, _("brevet skal have »tilladte_felter«")) : 0;
	if (t->art != YAML_LISTE)
		return skabelon_fejl(l, t, _("»tilladte_felter« er en liste"));
	int r = 0;
	for (size_t i = 0; i < t->n && r == 0; i++)
		if (t->born[i]->art == YAML_TEKST && pligt_liste(art) &&
		    pligt_forbudt(t->born[i]->tekst))
			r = skabelon_videre(l, skabelon_fejl(l, t->born[i],
					   _("dette felt må en arbejdsgiver aldrig se")));
	l->tilladte = t;
	return r;
}

static int hoved(struct skabelon_laeser *l, const struct yaml *rod, struct skabelon *s)
{
	int r = skabelon_kun(l, rod, "brev navn titel dato kilde tilladte_felter sektioner");
	if (r < 0)
		return r;
	s->art = yaml_str(rod, "brev");
	s->navn = yaml_str(rod, "navn");
	l->kilde = yaml_str(rod, "kilde");
	if (!s->art || !s->navn || !yaml_find(rod, "titel"))
		return skabelon_fejl(l, rod, _("brevet har »brev« (dets slags), »navn« og »titel«"));
	const char *dato = yaml_str(rod, "dato");
	s->dato = dato ? formsaet_felt(l->f, dato) : NULL;
	if (dato && (!s->dato || s->dato->type != FELT_DATO || s->dato->liste))
		return skabelon_fejl(l, yaml_find(rod, "dato"), _("»dato« er et datofelt i sagen"));
	r = tilladte(l, rod, s->art);
	return r == 0 ? skabelon_saetning(l, yaml_find(rod, "titel"), NULL, &s->titel) : r;
}

int skabelon_laes(struct skabelon **out, const char *sti, const struct skabelon_om *om,
		  struct err *e)
{
	struct skabelon *s = mem_nul(1, sizeof(*s));
	*s = (struct skabelon){.titel = {VEC_AF(struct stykke)}, .dele = VEC_AF(struct del)};
	*out = NULL;
	int r = yaml_fil(&s->dok, sti, e);
	if (r < 0)
		goto out;
	struct skabelon_laeser l = {.dok = s->dok, .om = om, .f = om->f, .e = e};
	const struct yaml *rod = yaml_rod(s->dok), *ss = yaml_find(rod, "sektioner");
	r = hoved(&l, rod, s);
	if (r == 0 && (!ss || ss->art != YAML_LISTE || ss->n == 0))
		r = skabelon_fejl(&l, rod, _("brevet har ingen »sektioner«"));
	for (size_t i = 0; r == 0 && i < ss->n; i++)
		r = skabelon_videre(&l, sektion(&l, ss->born[i], &s->dele));
	if (r == 0)
		r = pligter(&l, ss, s);
out:
	if (r == 0)
		*out = s;
	else
		skabelon_free(s);
	return r;
}

void skabelon_free(struct skabelon *s)
{
	if (!s)
		return;
	for (size_t i = 0; i < s->dele.n; i++)
		del_done(VEC_NR(struct del, &s->dele, i));
	vec_done(&s->dele);
	sted_done(&s->titel);
	yaml_dok_free(s->dok);
	free(s);
}
