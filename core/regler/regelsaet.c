#include "core/regler/regelsaet.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/base/sprog.h"
#include "core/base/vec.h"
#include "core/form/indstillinger.h"
#include "core/io/yaml.h"
#include "core/regler/bemaerkning.h"
#include "core/regler/regelsaetfil.h"

struct regler {
	struct vec saet;                 /* struct regelsaet */
	struct vec dokumenter;           /* struct yaml_dok *; the texts stand in them */
	struct bemaerkninger *bem;
};

struct laesning {
	struct regler *r;
	void (*sig)(void *arg, const char *saetning);
	void *arg;
};

static void sig(const struct laesning *l, const char *saetning)
{
	if (l->sig)
		l->sig(l->arg, saetning);
}

static struct regelsaet *find(const struct regler *r, const char *id)
{
	for (size_t i = 0; i < r->saet.n; i++)
		if (!strcmp(VEC_NR(struct regelsaet, &r->saet, i)->id, id))
			return VEC_NR(struct regelsaet, &r->saet, i);
	return NULL;
}

static int tag_regelsaet(struct regler *r, const struct yaml_dok *dok, struct err *e)
{
	struct regelsaet ny;
	int rc = regelsaetfil_laes(&ny, dok, e);
	if (rc < 0)
		return rc;
	struct regelsaet *plads = find(r, ny.id);
	if (!plads)
		plads = vec_ny(&r->saet);
	*plads = ny;
	return 0;
}

static int tag_bemaerkninger(struct regler *r, const struct yaml_dok *dok, struct err *e)
{
	return bemaerkninger_laes(r->bem, dok, e);
}

/* A file that cannot be used is told of and left out; what stood before stays. */
static void tag_fil(const struct laesning *l, const char *sti,
		    int (*tag)(struct regler *, const struct yaml_dok *, struct err *))
{
	struct err e = {0};
	struct yaml_dok *dok = NULL;
	int rc = yaml_fil(&dok, sti, &e);
	if (rc == ERR_FINDES_IKKE)
		return;
	if (rc < 0 || tag(l->r, dok, &e) < 0) {
		sig(l, e.tekst);
		yaml_dok_free(dok);
		return;
	}
	*(struct yaml_dok **)vec_ny(&l->r->dokumenter) = dok;
}

static int er_yaml(const struct dirent *d)
{
	size_t n = strlen(d->d_name);
	return n > 5 && d->d_name[0] != '.' && !strcmp(d->d_name + n - 5, ".yaml");
}

static void tag_mappe(const struct laesning *l, const char *mappe)
{
	struct dirent **filer = NULL;
	char *under = mem_format("%s/regelsaet", mappe);
	int n = scandir(under, &filer, er_yaml, alphasort);
	for (int i = 0; i < n; i++) {
		char *sti = mem_format("%s/%s", under, filer[i]->d_name);
		tag_fil(l, sti, tag_regelsaet);
		free(sti);
		free(filer[i]);
	}
	free(filer);
	free(under);
	char *sti = mem_format("%s/bemaerkninger.yaml", mappe);
	tag_fil(l, sti, tag_bemaerkninger);
	free(sti);
}

static void laeg_valg_paa(const struct laesning *l, const struct indstillinger *ind)
{
	for (size_t i = 0; i < ind->n_regelsaet; i++) {
		const struct regelsaet_valg *v = &ind->regelsaet[i];
		struct regelsaet *s = find(l->r, v->id);
		if (!s) {
			char *t = mem_format(_("indstillinger.yaml: regelsættet %s findes ikke; "
					       "skriv et af dem, der ligger i forms/regelsaet."),
					     v->id);
			sig(l, t);
			free(t);
			continue;
		}
		if (dato_er(v->fra))
			s->fra = v->fra;
		s->kontrolleret = v->kontrolleret;
		s->kontrolleret_af = v->kontrolleret_af[0] ? v->kontrolleret_af : NULL;
	}
}

static void meld_ukendte(const struct laesning *l)
{
	for (int i = 0; i < BEM_ANTAL; i++) {
		if (bemaerkning_findes(l->r->bem, (enum bem)i))
			continue;
		char *t = mem_format(_("bemaerkninger.yaml: bemærkningen %s mangler; intet brev kan "
				       "blive endeligt, mens den står uden tekst."),
				     bemaerkning_kode((enum bem)i));
		sig(l, t);
		free(t);
	}
}

int regler_hent(struct regler **out, const char *const *mapper, size_t n,
		const struct indstillinger *ind, void (*sig_til)(void *arg, const char *saetning),
		void *arg, struct err *e)
{
	struct regler *r = mem_nul(1, sizeof *r);
	struct laesning l = {r, sig_til, arg};
	r->saet = (struct vec)VEC_AF(struct regelsaet);
	r->dokumenter = (struct vec)VEC_AF(struct yaml_dok *);
	r->bem = bemaerkninger_ny();
	for (size_t i = 0; i < n; i++)
		if (mapper[i])
			tag_mappe(&l, mapper[i]);
	if (!r->saet.n) {
		regler_free(r);
		return err_set(e, ERR_FINDES_IKKE,
			       _("Der er ingen brugbare regelsæt i mappen regelsaet."));
	}
	if (ind)
		laeg_valg_paa(&l, ind);
	meld_ukendte(&l);
	*out = r;
	return 0;
}

void regler_free(struct regler *r)
{
	if (!r)
		return;
	bemaerkninger_free(r->bem);
	for (size_t i = 0; i < r->dokumenter.n; i++)
		yaml_dok_free(*VEC_NR(struct yaml_dok *, &r->dokumenter, i));
	vec_done(&r->dokumenter);
	vec_done(&r->saet);
	free(r);
}

/* Is a better than b on that day? In force before not; among those in force the
 * newest; among the rest the first to come. */
static bool bedre(const struct regelsaet *a, const struct regelsaet *b, struct dato dag)
{
	if (!dato_er(a->fra) || !dato_er(b->fra))
		return dato_er(a->fra);
	bool ga = dato_orden(a->fra, dag) <= 0, gb = dato_orden(b->fra, dag) <= 0;
	if (ga != gb)
		return ga;
	int orden = dato_orden(a->fra, b->fra);
	return ga ? orden >= 0 : orden < 0;
}

const struct regelsaet *regler_paa(const struct regler *r, struct dato dag)
{
	const struct regelsaet *valgt = VEC_NR(struct regelsaet, &r->saet, 0);
	for (size_t i = 1; i < r->saet.n; i++) {
		const struct regelsaet *s = VEC_NR(struct regelsaet, &r->saet, i);
		if (bedre(s, valgt, dag))
			valgt = s;
	}
	return valgt;
}

const struct regelsaet *regler_med_id(const struct regler *r, const char *id)
{
	return find(r, id);
}

const struct bemaerkninger *regler_bemaerkninger(const struct regler *r)
{
	return r->bem;
}
