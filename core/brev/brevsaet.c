#include "core/brev/brevsaet.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/base/sprog.h"
#include "core/base/vec.h"
#include "core/brev/layout.h"
#include "core/brev/skabelon.h"
#include "core/brev/skabelonstav.h"
#include "core/brev/skabelontjek.h"
#include "core/brev/stavning.h"
#include "core/io/yaml.h"

struct brevsaet {
	struct vec faelles;              /* struct yaml_dok *, of most weight first */
	struct layout layout;
	struct vec skabeloner;           /* struct skabelon *, sorted by kind */
	struct vec arter;                /* const char * */
};

#define TOMT_SAET                                                                              \
	{                                                                                      \
		.faelles = VEC_AF(struct yaml_dok *), .skabeloner = VEC_AF(struct skabelon *), \
		.arter = VEC_AF(const char *),                                                 \
	}

struct indlaeser {
	const char *const *mapper;
	size_t n;
	const struct formsaet *f;
	void (*sig)(void *arg, const char *saetning);
	void *arg;
	struct vec sagt;                 /* char *: what has been told */
	const struct stavning *stavning; /* its words are looked at, and nothing else */
};

static bool kendt(const struct vec *navne, const char *navn)
{
	for (size_t i = 0; i < navne->n; i++)
		if (strcmp(*VEC_NR(char *, navne, i), navn) == 0)
			return true;
	return false;
}

/* Each sentence once: shared text would tell its mistakes for each letter. */
static void sig(void *arg, const char *saetning)
{
	struct indlaeser *l = arg;
	if (kendt(&l->sagt, saetning))
		return;
	*(char **)vec_ny(&l->sagt) = mem_tekst(saetning);
	if (l->sig)
		l->sig(l->arg, saetning);
}

static void tekster_done(struct vec *v)
{
	for (size_t i = 0; i < v->n; i++)
		free(*VEC_NR(char *, v, i));
	vec_done(v);
}

static void faelles_done(struct vec *v)
{
	for (size_t i = 0; i < v->n; i++)
		yaml_dok_free(*VEC_NR(struct yaml_dok *, v, i));
	vec_done(v);
}

/* The file in the folder of most weight below `under`; NULL when none has it. */
static char *find_fil(const struct indlaeser *l, const char *navn, size_t *under)
{
	while (*under > 0) {
		char *sti = mem_format("%s/breve/%s", l->mapper[--*under], navn);
		if (access(sti, F_OK) == 0)
			return sti;
		free(sti);
	}
	return NULL;
}

static void laes_faelles(struct brevsaet *b, struct indlaeser *l)
{
	struct err e;
	char *sti;
	for (size_t i = l->n; (sti = find_fil(l, "faelles.yaml", &i)); free(sti)) {
		struct yaml_dok *d;
		if (yaml_fil(&d, sti, &e) < 0)
			sig(l, e.tekst);
		else
			*(struct yaml_dok **)vec_ny(&b->faelles) = d;
	}
}

/* A municipality's layout with a mistake: the one below stands. */
static void laes_layout(struct brevsaet *b, struct indlaeser *l)
{
	struct err e;
	char *sti;
	int r = -1;
	layout_standard(&b->layout);
	for (size_t i = l->n; r < 0 && (sti = find_fil(l, "layout.yaml", &i)); free(sti))
		if ((r = layout_laes(&b->layout, sti, &e)) < 0)
			sig(l, e.tekst);
}

static bool er_skabelon(const char *navn)
{
	size_t n = strlen(navn);
	return n > 5 && navn[0] != '.' && strcmp(navn + n - 5, ".yaml") == 0 &&
	       strcmp(navn, "faelles.yaml") != 0 && strcmp(navn, "layout.yaml") != 0;
}

static int efter_navn(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void find_navne(const struct indlaeser *l, struct vec *navne)
{
	for (size_t i = 0; i < l->n; i++) {
		char *mappe = mem_format("%s/breve", l->mapper[i]);
		DIR *d = opendir(mappe);
		free(mappe);
		for (struct dirent *p; d && (p = readdir(d));)
			if (er_skabelon(p->d_name) && !kendt(navne, p->d_name))
				*(char **)vec_ny(navne) = mem_tekst(p->d_name);
		if (d)
			closedir(d);
	}
	if (navne->n > 0)
		qsort(navne->data, navne->n, sizeof(char *), efter_navn);
}

static int laes_fil(const struct brevsaet *b, struct indlaeser *l, const char *sti,
		    struct skabelon **ud, struct err *e)
{
	const struct skabelon_om om = {.faelles = b->faelles.data, .n_faelles = b->faelles.n,
				       .f = l->f, .sig = sig, .arg = l};
	int r = skabelon_laes(ud, sti, &om, e);
	if (r < 0 || !brevsaet_skabelon(b, (*ud)->art))
		return r;
	err_set(e, ERR_UGYLDIG, _("%s:1: brevet »%s« findes i to filer"), sti, (*ud)->art);
	skabelon_free(*ud);
	return ERR_UGYLDIG;
}

/* A municipality's template with a mistake: the one below stands. */
static void laes_skabelon(struct brevsaet *b, struct indlaeser *l, const char *navn)
{
	struct err e;
	struct skabelon *s = NULL;
	char *sti;
	int r = -1;
	for (size_t i = l->n; r < 0 && (sti = find_fil(l, navn, &i)); free(sti))
		if ((r = laes_fil(b, l, sti, &s, &e)) < 0)
			sig(l, e.tekst);
	if (r < 0)
		return;
	*(struct skabelon **)vec_ny(&b->skabeloner) = s;
	*(const char **)vec_ny(&b->arter) = s->art;
}

int brevsaet_hent(struct brevsaet **out, const char *const *mapper, size_t n,
		  const struct formsaet *f, void (*sig_til)(void *arg, const char *saetning),
		  void *arg, struct err *e)
{
	struct indlaeser l = {mapper, n, f, sig_til, arg, VEC_AF(char *), NULL};
	struct brevsaet *b = mem_nul(1, sizeof(*b));
	*b = (struct brevsaet)TOMT_SAET;
	struct vec navne = VEC_AF(char *);
	laes_faelles(b, &l);
	laes_layout(b, &l);
	find_navne(&l, &navne);
	for (size_t i = 0; i < navne.n; i++)
		laes_skabelon(b, &l, *VEC_NR(char *, &navne, i));
	tekster_done(&navne);
	tekster_done(&l.sagt);
	*out = b;
	if (b->arter.n > 0)
		return 0;
	brevsaet_free(b);
	*out = NULL;
	return err_set(e, ERR_FINDES_IKKE, _("Ingen breve kan bruges: mappen »breve« mangler "
					     "brugbare skabeloner"));
}

/* Mistakes have been told already when words are looked at. */
static void tavs(void *arg, const char *saetning)
{
	(void)arg;
	(void)saetning;
}

/* Against the common text of each weight, so that a mistake in one below is told too. */
static void tjek_skabelon(struct indlaeser *l, const char *navn, const struct brevsaet *b)
{
	struct err e;
	struct skabelon *sk = NULL;
	char *sti;
	struct skabelon_om om = {.f = l->f, .alle = true, .sig = l->stavning ? tavs : sig, .arg = l};
	const struct stav_sig stav = {l->stavning, sig, l};
	for (size_t i = l->n; (sti = find_fil(l, navn, &i)); free(sti))
		for (size_t k = 0; k == 0 || k < b->faelles.n; k++) {
			om.n_faelles = b->faelles.n - k;
			om.faelles = om.n_faelles ? VEC_NR(const struct yaml_dok *, &b->faelles, k) : NULL;
			if (skabelon_laes(&sk, sti, &om, &e) < 0) {
				if (!l->stavning)
					sig(l, e.tekst);
				continue;
			}
			if (l->stavning)
				skabelon_stav(sk, &stav);
			else
				skabelon_tjek(sk, &om);
			skabelon_free(sk);
		}
}

/* How many sentences it told. */
static int tjek_alle(struct indlaeser *l)
{
	struct brevsaet b = TOMT_SAET;
	struct vec navne = VEC_AF(char *);
	void (*til)(void *arg, const char *saetning) = l->sig;
	if (l->stavning)
		l->sig = tavs;
	laes_faelles(&b, l);
	if (l->stavning)
		tekster_done(&l->sagt);
	else
		laes_layout(&b, l);
	l->sig = til;
	find_navne(l, &navne);
	for (size_t i = 0; i < navne.n; i++)
		tjek_skabelon(l, *VEC_NR(char *, &navne, i), &b);
	int sagt = (int)l->sagt.n;
	tekster_done(&l->sagt);
	tekster_done(&navne);
	faelles_done(&b.faelles);
	return sagt;
}

int brevsaet_tjek(const char *const *mapper, size_t n, const struct formsaet *f,
		  void (*sig_til)(void *arg, const char *saetning), void *arg)
{
	struct indlaeser l = {mapper, n, f, sig_til, arg, VEC_AF(char *), NULL};
	return tjek_alle(&l);
}

int brevsaet_stav(const char *const *mapper, size_t n, const struct formsaet *f,
		  const struct stav_sig *til)
{
	struct indlaeser l = {mapper, n, f, til->sig, til->arg, VEC_AF(char *), til->stavning};
	return tjek_alle(&l);
}

void brevsaet_free(struct brevsaet *b)
{
	if (!b)
		return;
	for (size_t i = 0; i < b->skabeloner.n; i++)
		skabelon_free(*VEC_NR(struct skabelon *, &b->skabeloner, i));
	vec_done(&b->skabeloner);
	vec_done(&b->arter);
	faelles_done(&b->faelles);
	free(b);
}

size_t brevsaet_arter(const struct brevsaet *b, const char *const **arter)
{
	*arter = b->arter.data;
	return b->arter.n;
}

const struct skabelon *brevsaet_skabelon(const struct brevsaet *b, const char *art)
{
	for (size_t i = 0; i < b->skabeloner.n; i++) {
		const struct skabelon *s = *VEC_NR(struct skabelon *, &b->skabeloner, i);
		if (strcmp(s->art, art) == 0)
			return s;
	}
	return NULL;
}

const char *brevsaet_titel(const struct brevsaet *b, const char *art)
{
	const struct skabelon *s = brevsaet_skabelon(b, art);
	return s ? s->navn : NULL;
}

const struct layout *brevsaet_layout(const struct brevsaet *b)
{
	return &b->layout;
}
