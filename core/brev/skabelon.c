#include "core/brev/skabelon.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/base/sprog.h"
#include "core/brev/pligt.h"
#include "core/form/felt.h"
#include "core/form/formsaet.h"
#include "core/form/udtryk.h"
#include "core/io/yaml.h"

struct laeser {
	const struct yaml_dok *dok;      /* the file being read, for sentences */
	const struct skabelon_om *om;
	const struct formsaet *f;
	const struct yaml *tilladte;     /* fields that may be named; NULL = all */
	struct err *e;
};

/* Where every mistake is asked for: told, and on to the next. */
static int videre(const struct laeser *l, int r)
{
	if (r == 0 || !l->om->sig)
		return r;
	l->om->sig(l->om->arg, l->e->tekst);
	return 0;
}

static int fejl(const struct laeser *l, const struct yaml *y, const char *hvad)
{
	return err_set(l->e, ERR_UGYLDIG, "%s:%d: %s", yaml_navn(l->dok), y->linje, hvad);
}

static int foran(const struct laeser *l, const struct yaml *y, int r)
{
	return r < 0 ? err_foran(l->e, "%s:%d", yaml_navn(l->dok), y->linje) : r;
}

/* Every key of the map is one of these (parted by a space). */
static int kun(const struct laeser *l, const struct yaml *y, const char *tilladt)
{
	if (y->art != YAML_KORT)
		return fejl(l, y, _("her ventes et kort med nøgler"));
	for (size_t i = 0; i < y->n; i++) {
		const char *sted = tilladt;
		size_t n = strlen(y->noegler[i]);
		while ((sted = strstr(sted, y->noegler[i])) &&
		       !((sted == tilladt || sted[-1] == ' ') && (sted[n] == ' ' || !sted[n])))
			sted += n;
		if (!sted || n == 0)
			return err_set(l->e, ERR_UGYLDIG,
				       _("%s:%d: ukendt nøgle »%s«; her ventes: %s"),
				       yaml_navn(l->dok), y->born[i]->linje, y->noegler[i],
				       tilladt);
	}
	return 0;
}

/* Is the field in the template's own list of those it may name? */
static int tilladt(const struct laeser *l, const char *noegle, const char *liste)
{
	char hel[120];
	const struct yaml *t = l->tilladte;
	if (!t)
		return 0;
	bool egen = noegle[0] == '.';
	int n = snprintf(hel, sizeof(hel), "%s%s", egen && liste ? liste : "", noegle);
	for (size_t i = 0; n > 0 && (size_t)n < sizeof(hel) && i < t->n; i++)
		if (t->born[i]->art == YAML_TEKST && strcmp(t->born[i]->tekst, hel) == 0)
			return 0;
	return err_set(l->e, ERR_UGYLDIG, _("»%s« står ikke i »tilladte_felter«"), hel);
}

static int tilladte_felter(const struct laeser *l, const struct udtryk *u, const char *liste)
{
	const char *const *felter = NULL;
	size_t n = udtryk_felter(u, &felter);
	int r = 0;
	for (size_t i = 0; i < n && r == 0; i++)
		r = tilladt(l, felter[i], liste);
	return r;
}

static int tilladte_steder(const struct laeser *l, const struct saetning *s, const char *liste)
{
	int r = 0;
	for (size_t i = 0; i < s->stykker.n && r == 0; i++) {
		const struct stykke *k = VEC_NR(struct stykke, &s->stykker, i);
		if (k->felt || k->beregnet)
			r = tilladt(l, k->felt ? k->felt->noegle : k->beregnet->navn, liste);
	}
	return r;
}

static int betingelse(const struct laeser *l, const struct yaml *k, const char *liste,
		      struct udtryk **ud)
{
	const struct yaml *y = yaml_find(k, "hvis");
	*ud = NULL;
	if (yaml_er_nul(y))
		return 0;
	if (y->art != YAML_TEKST)
		return fejl(l, y, _("»hvis« er en betingelse i én linje"));
	int r = udtryk_laes(ud, y->tekst, l->e);
	if (r == 0)
		r = sted_betingelse(*ud, l->f, liste, l->e);
	if (r == 0)
		r = tilladte_felter(l, *ud, liste);
	if (r < 0) {
		udtryk_free(*ud);
		*ud = NULL;
	}
	return foran(l, y, r);
}

static int saetning(const struct laeser *l, const struct yaml *y, const char *liste,
		    struct saetning *ud)
{
	if (!y || y->art != YAML_TEKST || yaml_er_nul(y))
		return fejl(l, y, _("her ventes en tekst"));
	int r = sted_laes(ud, y->tekst, l->f, liste, l->e);
	if (r == 0)
		r = tilladte_steder(l, ud, liste);
	return foran(l, y, r);
}

static int linje(const struct laeser *l, const struct yaml *y, const char *liste, struct vec *ud)
{
	struct linje *ny = vec_ny(ud);
	*ny = (struct linje){.s = {VEC_AF(struct stykke)}, .nr = y->linje};
	if (y->art == YAML_TEKST)
		return saetning(l, y, liste, &ny->s);
	int r = kun(l, y, "s hvis kilde");
	if (r == 0 && !yaml_find(y, "s"))
		r = fejl(l, y, _("sætningen mangler: her ventes »s«"));
	if (r == 0)
		r = saetning(l, yaml_find(y, "s"), liste, &ny->s);
	if (r == 0)
		r = betingelse(l, y, liste, &ny->hvis);
	ny->kilde = yaml_str(y, "kilde");
	return r;
}

static int linjer(const struct laeser *l, const struct yaml *y, struct led *ud)
{
	if (y->art != YAML_LISTE)
		return linje(l, y, ud->hver, &ud->linjer);
	int r = y->n > 0 ? 0 : fejl(l, y, _("her ventes mindst én sætning"));
	for (size_t i = 0; i < y->n && r == 0; i++)
		r = videre(l, linje(l, y->born[i], ud->hver, &ud->linjer));
	return r;
}

static int bredde(const struct laeser *l, const struct yaml *y, int *ud)
{
	const struct yaml *b = yaml_find(y, "bredde");
	*ud = 1;
	if (yaml_er_nul(b))
		return 0;
	*ud = b->art == YAML_TEKST ? atoi(b->tekst) : 0;
	return *ud >= 1 && *ud <= 20 ? 0 : fejl(l, b, _("»bredde« er et tal fra 1 til 20"));
}

static int kolonne(const struct laeser *l, const struct yaml *y, struct led *ud, size_t nr)
{
	struct kolonne *k = vec_ny(&ud->kolonner);
	*k = (struct kolonne){
		{VEC_AF(struct stykke)}, {VEC_AF(struct stykke)}, {VEC_AF(struct stykke)}};
	int r = kun(l, y, "navn celle bredde hoejre");
	if (r == 0 && (!yaml_find(y, "navn") || !yaml_find(y, "celle")))
		r = fejl(l, y, _("en kolonne har »navn« og »celle«"));
	if (r == 0)
		r = saetning(l, yaml_find(y, "navn"), NULL, &k->navn);
	if (r == 0)
		r = saetning(l, yaml_find(y, "celle"), ud->hver, &k->celle);
	const char *hoejre = r == 0 ? yaml_str(y, "hoejre") : NULL;
	ud->hoejre[nr] = hoejre && strcmp(hoejre, "ja") == 0;
	return r == 0 ? bredde(l, y, &ud->bredder[nr]) : r;
}

static int sumraekke(const struct laeser *l, const struct yaml *y, struct led *ud)
{
	if (yaml_er_nul(y))
		return 0;
	if (y->art != YAML_LISTE || y->n != ud->kolonner.n)
		return fejl(l, y, _("»sum« har én tekst for hver kolonne"));
	int r = 0;
	ud->sum = true;
	for (size_t i = 0; i < y->n && r == 0; i++) {
		struct kolonne *k = VEC_NR(struct kolonne, &ud->kolonner, i);
		if (y->born[i]->art == YAML_TEKST && *y->born[i]->tekst)
			r = saetning(l, y->born[i], NULL, &k->sum);
	}
	return r;
}

static int tabel(const struct laeser *l, const struct yaml *y, struct led *ud)
{
	int r = kun(l, y, "kolonner sum");
	if (r < 0)
		return r;
	if (!ud->hver)
		return fejl(l, y, _("en tabel kræver »hver« med en liste"));
	const struct yaml *k = yaml_find(y, "kolonner");
	if (!k || k->art != YAML_LISTE || k->n == 0 || k->n > 8)
		return fejl(l, y, _("en tabel har fra 1 til 8 kolonner"));
	ud->bredder = mem_nul(k->n, sizeof(int));
	ud->hoejre = mem_nul(k->n, sizeof(bool));
	for (size_t i = 0; i < k->n && r == 0; i++)
		r = kolonne(l, k->born[i], ud, i);
	return r == 0 ? sumraekke(l, yaml_find(y, "sum"), ud) : r;
}

static const struct {
	const char *noegle;
	enum blok_art art;
	bool flere;
} ARTER[] = {
	{"titel", BLOK_TITEL, false},         {"tekst", BLOK_AFSNIT, false},
	{"punkt", BLOK_PUNKT, false},         {"punkter", BLOK_PUNKT, true},
	{"tabel", BLOK_TABEL, false},         {"adresse", BLOK_ADRESSE, false},
	{"afsender", BLOK_AFSENDER, false},   {"oplysning", BLOK_OPLYSNING, false},
	{"underskrift", BLOK_UNDERSKRIFT, false},
};

static int laes_hver(const struct laeser *l, const struct yaml *y, struct led *ud)
{
	ud->hver = yaml_str(y, "hver");
	if (!ud->hver)
		return 0;
	if (formsaet_er_liste(l->f, ud->hver))
		return foran(l, yaml_find(y, "hver"), tilladt(l, ud->hver, NULL));
	return err_set(l->e, ERR_UGYLDIG, _("%s:%d: »%s« er ingen liste"), yaml_navn(l->dok),
		       yaml_find(y, "hver")->linje, ud->hver);
}

static int led(const struct laeser *l, const struct yaml *y, struct vec *ud)
{
	struct led *ny = vec_ny(ud);
	*ny = (struct led){.linjer = VEC_AF(struct linje), .kolonner = VEC_AF(struct kolonne),
			   .nr = y->linje};
	int r = kun(l, y,
		    "titel tekst punkt punkter tabel adresse afsender oplysning underskrift "
		    "hver hvis kilde");
	const struct yaml *indhold = NULL;
	for (size_t i = 0; i < sizeof(ARTER) / sizeof(*ARTER) && r == 0 && !indhold; i++) {
		indhold = yaml_find(y, ARTER[i].noegle);
		ny->art = ARTER[i].art;
		ny->flere = ARTER[i].flere;
	}
	if (r == 0 && !indhold)
		r = fejl(l, y, _("her ventes tekst, punkter, tabel eller en anden slags indhold"));
	if (r == 0)
		r = laes_hver(l, y, ny);
	if (r == 0)
		r = betingelse(l, y, ny->hver, &ny->hvis);
	ny->kilde = r == 0 ? yaml_str(y, "kilde") : NULL;
	if (r == 0)
		r = ny->art == BLOK_TABEL ? tabel(l, indhold, ny) : linjer(l, indhold, ny);
	return r;
}

static const struct yaml *i_faelles(const struct laeser *l, const char *id)
{
	const struct yaml *s =
		l->om->faelles ? yaml_find(yaml_rod(l->om->faelles), "sektioner") : NULL;
	for (size_t i = 0; s && s->art == YAML_LISTE && i < s->n; i++) {
		const char *navn = yaml_str(s->born[i], "id");
		if (navn && strcmp(navn, id) == 0)
			return s->born[i];
	}
	return NULL;
}

static int egen_sektion(const struct laeser *l, const struct yaml *y, struct del *ud)
{
	int r = kun(l, y, "id overskrift hvis indhold");
	if (r < 0)
		return r;
	const struct yaml *o = yaml_find(y, "overskrift"), *ind = yaml_find(y, "indhold");
	ud->id = yaml_str(y, "id");
	ud->fil = yaml_navn(l->dok);
	ud->overskrift.nr = y->linje;
	if (!ud->id || !ind || ind->art != YAML_LISTE)
		return fejl(l, y, _("en sektion har »id« og »indhold« med en liste"));
	if (!yaml_er_nul(o))
		r = saetning(l, o, NULL, &ud->overskrift.s);
	if (r == 0)
		r = betingelse(l, y, NULL, &ud->overskrift.hvis);
	for (size_t i = 0; i < ind->n && r == 0; i++)
		r = videre(l, led(l, ind->born[i], &ud->led));
	return r;
}

static int sektion(const struct laeser *l, const struct yaml *y, struct vec *ud)
{
	struct del *d = vec_ny(ud);
	*d = (struct del){.overskrift = {.s = {VEC_AF(struct stykke)}}, .led = VEC_AF(struct led)};
	const char *brug = y->art == YAML_KORT ? yaml_str(y, "brug") : NULL;
	if (!brug)
		return egen_sektion(l, y, d);
	const struct yaml *faelles = i_faelles(l, brug);
	if (!faelles)
		return err_set(l->e, ERR_UGYLDIG, _("%s:%d: faelles.yaml har ingen sektion »%s«"),
			       yaml_navn(l->dok), y->linje, brug);
	struct laeser i_den = *l;
	i_den.dok = l->om->faelles;
	int r = kun(l, y, "brug");
	return r == 0 ? egen_sektion(&i_den, faelles, d) : r;
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
static int pligter(const struct laeser *l, const struct yaml *y, const struct skabelon *s)
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
		r = videre(l, r);
	}
	return r;
}

/* A paper to an employer has a list, and nothing stands in it that never may. */
static int tilladte(struct laeser *l, const struct yaml *rod, const char *art)
{
	const struct yaml *t = yaml_find(rod, "tilladte_felter");
	if (yaml_er_nul(t))
		return pligt_liste(art) ? fejl(l, rod, _("brevet skal have »tilladte_felter«")) : 0;
	if (t->art != YAML_LISTE)
		return fejl(l, t, _("»tilladte_felter« er en liste"));
	int r = 0;
	for (size_t i = 0; i < t->n && r == 0; i++)
		if (t->born[i]->art == YAML_TEKST && pligt_liste(art) &&
		    pligt_forbudt(t->born[i]->tekst))
			r = videre(l, fejl(l, t->born[i],
					   _("dette felt må en arbejdsgiver aldrig se")));
	l->tilladte = t;
	return r;
}

static int hoved(struct laeser *l, const struct yaml *rod, struct skabelon *s)
{
	int r = kun(l, rod, "brev navn titel dato tilladte_felter sektioner");
	if (r < 0)
		return r;
	s->art = yaml_str(rod, "brev");
	s->navn = yaml_str(rod, "navn");
	if (!s->art || !s->navn || !yaml_find(rod, "titel"))
		return fejl(l, rod, _("brevet har »brev« (dets slags), »navn« og »titel«"));
	const char *dato = yaml_str(rod, "dato");
	s->dato = dato ? formsaet_felt(l->f, dato) : NULL;
	if (dato && (!s->dato || s->dato->type != FELT_DATO || s->dato->liste))
		return fejl(l, yaml_find(rod, "dato"), _("»dato« er et datofelt i sagen"));
	r = tilladte(l, rod, s->art);
	return r == 0 ? saetning(l, yaml_find(rod, "titel"), NULL, &s->titel) : r;
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
	struct laeser l = {.dok = s->dok, .om = om, .f = om->f, .e = e};
	const struct yaml *rod = yaml_rod(s->dok), *ss = yaml_find(rod, "sektioner");
	r = hoved(&l, rod, s);
	if (r == 0 && (!ss || ss->art != YAML_LISTE || ss->n == 0))
		r = fejl(&l, rod, _("brevet har ingen »sektioner«"));
	for (size_t i = 0; r == 0 && i < ss->n; i++)
		r = videre(&l, sektion(&l, ss->born[i], &s->dele));
	if (r == 0)
		r = pligter(&l, ss, s);
out:
	if (r == 0)
		*out = s;
	else
		skabelon_free(s);
	return r;
}

static void linje_done(struct linje *l)
{
	sted_done(&l->s);
	udtryk_free(l->hvis);
}

static void led_done(struct led *l)
{
	for (size_t i = 0; i < l->linjer.n; i++)
		linje_done(VEC_NR(struct linje, &l->linjer, i));
	for (size_t i = 0; i < l->kolonner.n; i++) {
		struct kolonne *k = VEC_NR(struct kolonne, &l->kolonner, i);
		sted_done(&k->navn);
		sted_done(&k->celle);
		sted_done(&k->sum);
	}
	vec_done(&l->linjer);
	vec_done(&l->kolonner);
	udtryk_free(l->hvis);
	free(l->bredder);
	free(l->hoejre);
}

void skabelon_free(struct skabelon *s)
{
	if (!s)
		return;
	for (size_t i = 0; i < s->dele.n; i++) {
		struct del *d = VEC_NR(struct del, &s->dele, i);
		for (size_t k = 0; k < d->led.n; k++)
			led_done(VEC_NR(struct led, &d->led, k));
		vec_done(&d->led);
		linje_done(&d->overskrift);
	}
	vec_done(&s->dele);
	sted_done(&s->titel);
	yaml_dok_free(s->dok);
	free(s);
}
