#include "core/brev/fraser.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/base/sprog.h"
#include "core/base/vec.h"
#include "core/brev/brev.h"
#include "core/brev/lix.h"
#include "core/brev/skabelonstav.h"
#include "core/brev/sted.h"
#include "core/form/felt.h"
#include "core/form/formsaet.h"
#include "core/io/yaml.h"

struct post {
	struct frase f;                  /* first: a phrase is one of these */
	const char *id;
	const struct felt *felt;         /* NULL: taken away */
	struct saetning s;
};

struct fraser {
	struct vec dokumenter;           /* struct yaml_dok * */
	struct vec poster;               /* struct post * */
};

struct laeser {
	struct fraser *ud;
	const struct formsaet *f;
	const struct yaml_dok *dok;
	void (*sig)(void *arg, const char *saetning);
	void *arg;
	int fejl;
};

static void meld(struct laeser *l, const char *saetning)
{
	l->fejl++;
	if (l->sig)
		l->sig(l->arg, saetning);
}

static void meld_ved(struct laeser *l, const struct yaml *y, const char *hvad)
{
	char *s = mem_format("%s:%d: %s", yaml_navn(l->dok), y->linje, hvad);
	meld(l, s);
	free(s);
}

static struct post *find(const struct fraser *f, const char *id)
{
	for (size_t i = 0; i < f->poster.n; i++)
		if (strcmp((*VEC_NR(struct post *, &f->poster, i))->id, id) == 0)
			return *VEC_NR(struct post *, &f->poster, i);
	return NULL;
}

static bool kendt(const char *noegle)
{
	static const char *const KENDTE[] = {"id", "felt", "navn", "tekst", "fjern"};
	for (size_t i = 0; i < sizeof(KENDTE) / sizeof(*KENDTE); i++)
		if (strcmp(KENDTE[i], noegle) == 0)
			return true;
	return false;
}

/* The first thing wrong with it as a map; NULL: nothing. */
static const char *galt(const struct yaml *y)
{
	if (y->art != YAML_KORT)
		return _("her ventes en frase med »id«, »felt«, »navn« og »tekst«");
	for (size_t i = 0; i < y->n; i++)
		if (!kendt(y->noegler[i]) || y->born[i]->art != YAML_TEKST)
			return _("ukendt nøgle i frasen; her ventes id, felt, navn, tekst og fjern");
	if (!yaml_str(y, "id"))
		return _("frasen mangler »id«");
	if (yaml_str(y, "fjern"))
		return NULL;
	if (!yaml_str(y, "felt") || !yaml_str(y, "navn") || !yaml_str(y, "tekst"))
		return _("en frase har »felt«, »navn« og »tekst«");
	return NULL;
}

/* Told, but the phrase is taken. */
static void tjek_laengde(struct laeser *l, const struct yaml *y)
{
	int ord;
	for (const char *p = yaml_str(y, "tekst"); *p; p += lix_saetning(p, &ord))
		if (lix_saetning(p, &ord) > 0 && ord > LIX_MAKS_ORD) {
			char *t = mem_format(_("sætningen er på %d ord; højst 30 kan læses i ét stræk"),
					     ord);
			meld_ved(l, y, t);
			free(t);
		}
}

static void frase(struct laeser *l, const struct yaml *y)
{
	struct err e = {0, ""};
	const char *hvad = galt(y);
	struct post ny = {.id = hvad ? NULL : yaml_str(y, "id"), .s = {VEC_AF(struct stykke)}};
	if (!hvad && !yaml_str(y, "fjern")) {
		ny.felt = formsaet_felt(l->f, yaml_str(y, "felt"));
		hvad = ny.felt ? NULL : _("feltet findes ikke");
		if (!hvad && ny.felt->type != FELT_LANG && ny.felt->type != FELT_TEKST)
			hvad = _("feltet er ikke et felt med tekst");
		if (!hvad && sted_laes(&ny.s, yaml_str(y, "tekst"), l->f, ny.felt->liste, &e) < 0)
			hvad = e.tekst;
	}
	if (hvad) {
		meld_ved(l, y, hvad);
		return;
	}
	if (ny.felt)
		tjek_laengde(l, y);
	ny.f = (struct frase){yaml_str(y, "navn"), yaml_navn(l->dok), y->linje};
	struct post *foer = find(l->ud, ny.id);
	if (foer)
		sted_done(&foer->s);
	else
		foer = *(struct post **)vec_ny(&l->ud->poster) = mem_nul(1, sizeof(*foer));
	*foer = ny;
}

static void fil(struct laeser *l, const char *sti)
{
	struct yaml_dok *d;
	struct err e;
	if (access(sti, F_OK) != 0)
		return;
	if (yaml_fil(&d, sti, &e) < 0) {
		meld(l, e.tekst);
		return;
	}
	*(struct yaml_dok **)vec_ny(&l->ud->dokumenter) = d;
	l->dok = d;
	const struct yaml *rod = yaml_rod(d), *alle = yaml_find(rod, "fraser");
	if (!alle || alle->art != YAML_LISTE || rod->n != 1) {
		meld_ved(l, rod, _("her ventes »fraser« med en liste"));
		return;
	}
	for (size_t i = 0; i < alle->n; i++)
		frase(l, alle->born[i]);
}

int fraser_hent(struct fraser **out, const char *const *mapper, size_t n,
		const struct formsaet *f, void (*sig)(void *arg, const char *saetning), void *arg)
{
	struct fraser *ny = *out = mem_nul(1, sizeof(*ny));
	*ny = (struct fraser){VEC_AF(struct yaml_dok *), VEC_AF(struct post *)};
	struct laeser l = {.ud = ny, .f = f, .sig = sig, .arg = arg};
	for (size_t i = 0; i < n && mapper[i]; i++) {
		char *sti = mem_format("%s/fraser.yaml", mapper[i]);
		fil(&l, sti);
		free(sti);
	}
	return l.fejl;
}

void fraser_free(struct fraser *f)
{
	if (!f)
		return;
	for (size_t i = 0; i < f->poster.n; i++) {
		struct post *p = *VEC_NR(struct post *, &f->poster, i);
		sted_done(&p->s);
		free(p);
	}
	for (size_t i = 0; i < f->dokumenter.n; i++)
		yaml_dok_free(*VEC_NR(struct yaml_dok *, &f->dokumenter, i));
	vec_done(&f->poster);
	vec_done(&f->dokumenter);
	free(f);
}

void fraser_stav(const struct fraser *f, const struct stav_sig *til)
{
	for (size_t i = 0; i < f->poster.n; i++) {
		const struct post *p = *VEC_NR(struct post *, &f->poster, i);
		if (p->felt)
			saetning_stav(&p->s, p->f.fil, p->f.linje, til);
	}
}

const struct frase *fraser_nr(const struct fraser *f, const char *felt, size_t i)
{
	for (size_t k = 0; k < f->poster.n; k++) {
		const struct post *p = *VEC_NR(struct post *, &f->poster, k);
		if (p->felt && strcmp(p->felt->noegle, felt) == 0 && i-- == 0)
			return &p->f;
	}
	return NULL;
}

void fraser_tekst(const struct frase *k, const struct sag *s, const struct objekt *o,
		  const struct brev_om *om, struct buf *ud)
{
	const struct post *p = (const struct post *)k;
	struct buf kladde = BUF_TOM;
	struct udfyld u = {.om = {.sag = s, .o = o, .om = om, .dato = om->i_dag, .art = ""},
			   .felter = VEC_AF(const char *),
			   .mangler = VEC_AF(const char *),
			   .kladde = &kladde};
	sted_fyld(&u, &p->s, ud);
	vec_done(&u.felter);
	vec_done(&u.mangler);
	buf_done(&kladde);
}
